package dev.dbsa.adapter.sqlcheck.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text reads as an array or a range of PostgreSQL (arrayfuncs.c, rangetypes.c). What is
 * intricate, as the bounds of arrays are, is not looked at.
 */
final class StructuredText {
  /** array.h: MAXDIM. */
  private static final int MOST_DIMENSIONS = 6;

  private StructuredText() {}

  /**
   * Whether the text may be an array.
   *
   * @param element whether a text may be one of its elements
   */
  static boolean mayBeArray(String text, Predicate<String> element) {
    String plain = text.strip();
    if (plain.startsWith("[")) {
      // Bounds before the braces.
      return plain.contains("{");
    }
    Braces braces = new Braces(plain);
    return braces.read() && braces.elements.stream().allMatch(element);
  }

  /** Reads the braces of an array and what is between them. */
  private static final class Braces {
    private final String text;
    private int next;
    final List<String> elements = new ArrayList<>();

    Braces(String text) {
      this.text = text;
    }

    boolean read() {
      return peek() == '{' && level(1) && next == text.length();
    }

    /** From an opening brace to behind its closing one. */
    private boolean level(int depth) {
      if (depth > MOST_DIMENSIONS) {
        return false;
      }
      next++;
      blanks();
      if (peek() == '}') {
        next++;
        return true;
      }
      while (true) {
        blanks();
        if (!(peek() == '{' ? level(depth + 1) : item())) {
          return false;
        }
        blanks();
        char behind = peek();
        next++;
        if (behind != ',') {
          return behind == '}';
        }
      }
    }

    private boolean item() {
      StringBuilder item = new StringBuilder();
      if (peek() == '"') {
        next++;
        while (peek() != '"') {
          if (peek() == '\\') {
            next++;
          }
          if (next >= text.length()) {
            return false;
          }
          item.append(text.charAt(next++));
        }
        next++;
        elements.add(item.toString());
        return true;
      }
      boolean escaped = false;
      while (next < text.length() && "{},\"".indexOf(peek()) < 0) {
        if (peek() == '\\') {
          escaped = true;
          next++;
        }
        if (next < text.length()) {
          item.append(text.charAt(next++));
        }
      }
      String value = item.toString().strip();
      if (!escaped && !value.equalsIgnoreCase("null")) {
        elements.add(value);
      }
      return !value.isEmpty();
    }

    private void blanks() {
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
    }

    private char peek() {
      return next < text.length() ? text.charAt(next) : '\0';
    }
  }

  /**
   * Whether the text may be a range.
   *
   * @param bound whether a text may be one of its bounds
   */
  static boolean mayBeRange(String text, Predicate<String> bound) {
    String plain = text.strip();
    if (plain.toLowerCase(Locale.ROOT).equals("empty")) {
      return true;
    }
    boolean framed =
        plain.length() > 2
            && "[(".indexOf(plain.charAt(0)) >= 0
            && "])".indexOf(plain.charAt(plain.length() - 1)) >= 0;
    if (!framed) {
      return false;
    }
    String inner = plain.substring(1, plain.length() - 1);
    if (inner.contains("\"") || inner.contains("\\")) {
      return inner.contains(",");
    }
    List<String> bounds = List.of(inner.split(",", -1));
    return bounds.size() == 2 && bounds.stream().allMatch(b -> b.isEmpty() || bound.test(b));
  }

  /** The type of a range's bounds; {@code null} for what is no range. */
  static @Nullable String bound(String type) {
    return switch (type) {
      case "int4range" -> "int4";
      case "int8range" -> "int8";
      case "numrange" -> "numeric";
      case "daterange" -> "date";
      case "tsrange" -> "timestamp";
      case "tstzrange" -> "timestamptz";
      default -> null;
    };
  }
}
