package dev.dbsa.domain.script;

import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;

/**
 * A script as people hand it in.
 *
 * @param value not blank, at most {@link #MAX_LENGTH} code points, kept as it is
 */
public record ScriptText(String value) {
  /** In Unicode code points; far more than a person reviews at once. */
  public static final int MAX_LENGTH = 200_000;

  /**
   * @param field the field's name in an error
   * @throws InvalidFieldsException if the text is blank, too long or holds control characters
   */
  public static ScriptText of(String field, String value) {
    if (value.isBlank()) {
      throw new InvalidFieldsException(field, "must not be blank");
    }
    return new ScriptText(Text.bounded(field, value, MAX_LENGTH, true));
  }
}
