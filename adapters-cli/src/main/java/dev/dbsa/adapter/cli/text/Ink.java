package dev.dbsa.adapter.cli.text;

/** What a text is, from which follows how it looks on a terminal with colours. */
public enum Ink {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  BAD("31"),
  GOOD("32"),
  CAREFUL("33"),
  ACCENT("36");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink; as it is where there are no colours. */
  public String on(String text, boolean colours) {
    if (!colours || this == PLAIN || text.isEmpty()) {
      return text;
    }
    return "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
