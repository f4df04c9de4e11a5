package dev.dbsa.sql.lex;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL makes of the escapes in its literals: {@code E'…'} with backslashes, and {@code
 * U&'…'} with a character of its own choice. Strings are taken to be in UTF-8.
 */
final class PostgresEscapes {
  private final String raw;
  private final StringBuilder value = new StringBuilder();
  private byte[] bytes = new byte[0];
  private int at;
  private char high;
  private @Nullable String error;

  private PostgresEscapes(String raw) {
    this.raw = raw;
  }

  /**
   * What a literal means.
   *
   * @param error why the server refuses it; {@code null} where it does not
   */
  record Decoded(String value, @Nullable String error) {}

  /** The value of what stands between the quotes of {@code E'…'}. */
  static Decoded backslashes(String raw) {
    return new PostgresEscapes(raw).backslashes();
  }

  /** The value of what stands between the quotes of {@code U&'…'} or {@code U&"…"}. */
  static Decoded unicode(String raw, char escape) {
    return new PostgresEscapes(raw).unicode(escape);
  }

  /** Whether UESCAPE may name the character. */
  static boolean isEscapeCharacter(String text) {
    return text.length() == 1
        && text.charAt(0) < '\u0080'
        && Character.digit(text.charAt(0), 16) < 0
        && "+'\" \t\n\r\f\u000b".indexOf(text.charAt(0)) < 0;
  }

  private Decoded backslashes() {
    while (at < raw.length() && error == null) {
      char c = raw.charAt(at++);
      if (c == '\\' && at < raw.length()) {
        backslash(raw.charAt(at++));
      } else {
        plain(c);
      }
    }
    endOfBytes();
    endOfPair();
    return new Decoded(value.toString(), error);
  }

  private void backslash(char c) {
    switch (c) {
      case 'n' -> plain('\n');
      case 't' -> plain('\t');
      case 'r' -> plain('\r');
      case 'b' -> plain('\b');
      case 'f' -> plain('\f');
      case 'v' -> plain('\u000b');
      case 'u' -> character(4);
      case 'U' -> character(8);
      case 'x' -> {
        int digits = count(16, 2);
        if (digits == 0) {
          plain('x');
        } else {
          octet(number(16, digits));
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        octet(number(8, count(8, 3)));
      }
      default -> plain(c);
    }
  }

  private Decoded unicode(char escape) {
    while (at < raw.length() && error == null) {
      char c = raw.charAt(at++);
      if (c != escape) {
        plain(c);
      } else if (at < raw.length() && raw.charAt(at) == escape) {
        at++;
        plain(escape);
      } else if (at < raw.length() && raw.charAt(at) == '+') {
        at++;
        character(6);
      } else {
        character(4);
      }
    }
    endOfPair();
    return new Decoded(value.toString(), error);
  }

  private void plain(char c) {
    endOfBytes();
    endOfPair();
    value.append(c);
  }

  private int count(int radix, int most) {
    int digits = 0;
    while (digits < most
        && at + digits < raw.length()
        && raw.charAt(at + digits) < '\u0080'
        && Character.digit(raw.charAt(at + digits), radix) >= 0) {
      digits++;
    }
    return digits;
  }

  private int number(int radix, int digits) {
    int number = 0;
    for (int end = at + digits; at < end; at++) {
      number = number * radix + Character.digit(raw.charAt(at), radix);
    }
    return number;
  }

  /** One byte of the server's encoding; several may make up a character. */
  private void octet(int number) {
    int octet = number & 0xFF;
    if (octet == 0) {
      fail("A string cannot hold the character U+0000");
    } else if (octet < 0x80) {
      plain((char) octet);
    } else {
      endOfPair();
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      longer[bytes.length] = (byte) octet;
      bytes = longer;
      if (bytes.length == 4) {
        endOfFour();
      }
    }
  }

  /** Characters take four bytes at most, so that no long run of bytes gathers. */
  private void endOfFour() {
    int whole = 4;
    while (whole > 0 && (bytes[whole - 1] & 0xC0) == 0x80) {
      whole--;
    }
    // The last leading byte, and whether its character is complete.
    int lead = whole == 0 ? 0 : bytes[whole - 1] & 0xFF;
    int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    int end = whole > 0 && 4 - (whole - 1) < needed ? whole - 1 : 4;
    byte[] rest = Arrays.copyOfRange(bytes, end, 4);
    bytes = Arrays.copyOf(bytes, end);
    endOfBytes();
    bytes = rest;
  }

  private void endOfBytes() {
    if (bytes.length == 0) {
      return;
    }
    try {
      value.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
    } catch (CharacterCodingException e) {
      fail("The bytes of the string are not UTF-8");
    }
    bytes = new byte[0];
  }

  private void character(int digits) {
    endOfBytes();
    if (count(16, digits) < digits) {
      fail("A Unicode escape has too few digits");
      return;
    }
    long code = 0;
    for (int end = at + digits; at < end; at++) {
      code = code * 16 + Character.digit(raw.charAt(at), 16);
    }
    if (code == 0 || code > Character.MAX_CODE_POINT) {
      fail("A Unicode escape is no character");
    } else if (code >= 0xDC00 && code <= 0xDFFF) {
      if (high == 0) {
        fail("A Unicode escape is half of a surrogate pair");
      } else {
        value.appendCodePoint(Character.toCodePoint(high, (char) code));
        high = 0;
      }
    } else {
      endOfPair();
      if (code >= 0xD800 && code <= 0xDBFF) {
        high = (char) code;
      } else {
        value.appendCodePoint((int) code);
      }
    }
  }

  private void endOfPair() {
    if (high != 0) {
      fail("A Unicode escape is half of a surrogate pair");
      high = 0;
    }
  }

  private void fail(String message) {
    if (error == null) {
      error = message;
    }
  }
}
