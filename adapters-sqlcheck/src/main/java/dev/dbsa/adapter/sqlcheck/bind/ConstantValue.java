package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.Literal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What literals are worth. */
final class ConstantValue {
  /** Longer numbers are not worth the work. */
  private static final int MAX_DIGITS = 400;

  /** Of a text, in messages. */
  private static final int SHOWN = 40;

  private ConstantValue() {}

  /** The number that an expression is, its sign included; {@code null} where it is none. */
  static @Nullable BigDecimal number(Expr expr) {
    return switch (expr) {
      case Expr.Unary unary when unary.operator().equals("-") -> {
        BigDecimal operand = number(unary.operand());
        yield operand == null ? null : operand.negate();
      }
      case Expr.Unary unary when unary.operator().equals("+") -> number(unary.operand());
      case Literal literal
          when literal.kind() == Literal.Kind.INTEGER || literal.kind() == Literal.Kind.DECIMAL ->
          decimal(literal.text());
      default -> null;
    };
  }

  /** A number as text; {@code null} where it is none, or too long or too large to be handled. */
  static @Nullable BigDecimal decimal(String text) {
    String plain = text.strip().replace("_", "");
    if (plain.isEmpty()
        || plain.length() > MAX_DIGITS
        || plain.chars().anyMatch(c -> (c < '0' || c > '9') && ".eE+-".indexOf(c) < 0)) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(plain);
      return Math.abs((long) number.scale()) > MAX_DIGITS ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The text of a string literal; {@code null} where the expression is none. */
  static @Nullable String text(Expr expr) {
    return expr instanceof Literal literal && literal.kind() == Literal.Kind.STRING
        ? literal.text()
        : null;
  }

  /** The digits of a whole number; {@code null} where the expression is none. */
  static @Nullable String digits(Expr expr) {
    return expr instanceof Literal literal
            && literal.kind() == Literal.Kind.INTEGER
            && literal.text().chars().allMatch(c -> c >= '0' && c <= '9')
        ? literal.text()
        : null;
  }

  /** Words about a text that is too long. */
  static String length(String text) {
    int characters = text.codePointCount(0, text.length());
    return "'" + shortened(text) + "' with its " + characters + " characters is too long";
  }

  /** A text as messages show it. */
  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
