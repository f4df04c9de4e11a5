package dev.dbsa.domain.policy;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression, equal to another one that is written alike. */
public final class TextPattern {
  private final Pattern pattern;

  private TextPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws PatternSyntaxException if it is none
   */
  public static TextPattern of(String expression) {
    return new TextPattern(Pattern.compile(expression));
  }

  /** Whether the whole text is as it says. */
  public boolean matches(String text) {
    return pattern.matcher(text).matches();
  }

  /** Whether a part of the text is as it says. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return pattern.pattern();
  }
}
