package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Puts untrusted texts between lines that none of them can hold: the mark in those lines is taken
 * from a hash over all texts, and taken anew until none of them contains it. The same texts always
 * get the same mark.
 */
final class DataBlocks {
  private static final int MARK_BYTES = 6;

  private final String mark;

  private DataBlocks(String mark) {
    this.mark = mark;
  }

  static DataBlocks around(List<String> texts) {
    for (int i = 0; ; i++) {
      String mark = mark(texts, i);
      if (texts.stream().noneMatch(text -> text.contains(mark))) {
        return new DataBlocks(mark);
      }
    }
  }

  private static String mark(List<String> texts, int salt) {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) salt);
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, MARK_BYTES);
  }

  String mark() {
    return mark;
  }

  /** One text between its lines. */
  String block(String name, String text) {
    return "=== BEGIN "
        + name
        + " "
        + mark
        + " ===\n"
        + text
        + "\n=== END "
        + name
        + " "
        + mark
        + " ===\n";
  }
}
