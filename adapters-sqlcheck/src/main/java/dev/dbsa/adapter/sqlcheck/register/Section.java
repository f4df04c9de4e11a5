package dev.dbsa.adapter.sqlcheck.register;

/** The groups of rules in the documentation, in its order. */
public enum Section {
  SUPPRESSIONS("Passing over a rule"),
  SYNTAX("Syntax"),
  NAMES("Names and shapes"),
  STYLE("Style"),
  PERFORMANCE("Performance"),
  POLICY("What a policy asks for"),
  ROWS("Changes of rows"),
  DROPPING("Dropping and emptying"),
  CHANGING("Changing tables"),
  LOCKS("Locks and transactions"),
  ACCESS("Access");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  /** For people. */
  public String heading() {
    return heading;
  }
}
