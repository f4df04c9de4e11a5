package dev.dbsa.adapter.llm.mock;

/**
 * An operator read from a request.
 *
 * @param operator as SQL writes it
 * @param next where what it compares with begins
 */
record Comparison(String operator, int next) {
  boolean isEquality() {
    return operator.equals("=") || operator.equals("<>");
  }

  /** The operator that holds where this one does not. */
  String opposite() {
    return switch (operator) {
      case "=" -> "<>";
      case "<>" -> "=";
      case ">" -> "<=";
      case ">=" -> "<";
      case "<" -> ">=";
      default -> ">";
    };
  }
}
