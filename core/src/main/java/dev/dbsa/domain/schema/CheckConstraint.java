package dev.dbsa.domain.schema;

/**
 * @param expression the condition as SQL text, without the word CHECK
 * @param validated whether the server has checked the existing rows
 * @param enforced whether the server checks new rows
 * @param noInherit whether it is kept from child tables
 * @param inherited whether it came from a parent table, so that it cannot be dropped alone
 */
public record CheckConstraint(
    String name,
    String expression,
    boolean validated,
    boolean enforced,
    boolean noInherit,
    boolean inherited) {

  /** A constraint of a table without parents. */
  public CheckConstraint(String name, String expression, boolean validated, boolean enforced) {
    this(name, expression, validated, enforced, false, false);
  }
}
