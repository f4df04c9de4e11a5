package dev.dbsa.domain.connection;

/**
 * A plain-text secret on its way to the place that needs it. Its text never shows up by accident.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The secret itself; call it only where it is used up. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
