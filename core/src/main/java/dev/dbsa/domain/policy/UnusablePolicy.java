package dev.dbsa.domain.policy;

import java.util.List;

/** A text is no policy. */
public final class UnusablePolicy extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems each names its place in the text and says what would be right; never empty
   */
  public UnusablePolicy(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
