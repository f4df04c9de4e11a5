package dev.dbsa.domain.generation;

import dev.dbsa.domain.error.Text;

/**
 * What a person asks for, in natural language.
 *
 * @param value trimmed, 1 to {@link #MAX_LENGTH} code points, without control characters but line
 *     breaks and tabs
 */
public record RequestText(String value) {
  /** In Unicode code points. */
  public static final int MAX_LENGTH = 4000;

  private static final int SUMMARY_LENGTH = 160;

  /**
   * @throws dev.dbsa.domain.error.InvalidFieldsException naming {@code request_text}
   */
  public RequestText {
    value = Text.checked("request_text", value, MAX_LENGTH, true);
  }

  /** The request in one line of at most 160 code points, for lists. */
  public String summary() {
    String line = value.replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= SUMMARY_LENGTH) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, SUMMARY_LENGTH - 1)) + "…";
  }
}
