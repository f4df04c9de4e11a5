package dev.dbsa.sql.lex;

import java.nio.charset.StandardCharsets;

/** The length of PostgreSQL's names, which are cut where they are read (scansup.c). */
public final class NameBytes {
  /** The longest name, in bytes of UTF-8: NAMEDATALEN - 1. */
  public static final int MOST = 63;

  /** The bytes that a UTF-16 unit can stand for. */
  private static final int MOST_PER_UNIT = 3;

  private NameBytes() {}

  /** The name as the server keeps it. */
  public static String cut(String name) {
    return cut(name, MOST);
  }

  /** As much of the name as fits into so many bytes; no character is cut in two. */
  public static String cut(String name, int bytes) {
    if (name.length() * MOST_PER_UNIT <= bytes) {
      return name;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (text.length <= bytes) {
      return name;
    }
    int end = bytes;
    while (end > 0 && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** The bytes that a name takes. */
  public static int of(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }
}
