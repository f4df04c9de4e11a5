package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.sql.tree.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between which numbers an expression lies by its type, whatever the rows hold. */
final class Ranges {
  /** No narrower than any number. */
  static final Range ALL = new Range(null, null);

  private static final Range COUNT = new Range(BigDecimal.ZERO, null);

  private static final Map<String, Integer> BITS =
      Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "integer", 32, "bigint", 64);

  private static final Pattern TYPE =
      Pattern.compile("([a-z]+(?: varying)?)(?:\\(([0-9]+)(?:, ?([0-9]+))?\\))?(.*)");

  /** Bytes that a character takes at most. */
  private static final int WIDEST_CHARACTER = 4;

  private final Bound bound;
  private final Constants constants;
  private final boolean postgres;

  Ranges(Bound bound, Constants constants, boolean postgres) {
    this.bound = bound;
    this.constants = constants;
    this.postgres = postgres;
  }

  /**
   * Numbers from one to another, both included.
   *
   * @param low {@code null} where there is no least one
   * @param high {@code null} where there is no greatest one
   */
  record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    /** Whether all that is in here is less than all that is in the other. */
    boolean isBelow(Range other) {
      return high != null && other.low != null && high.compareTo(other.low) < 0;
    }

    boolean isAtMost(Range other) {
      return high != null && other.low != null && high.compareTo(other.low) <= 0;
    }

    /** Whether zero lies outside. */
    boolean isNeverZero() {
      return low != null && low.signum() > 0 || high != null && high.signum() < 0;
    }
  }

  Range of(Expr expr) {
    Optional<Constants.Constant> constant = constants.of(expr);
    if (constant.isPresent()) {
      BigDecimal number = constant.get().number();
      return number == null ? ALL : new Range(number, number);
    }
    return switch (expr) {
      case Expr.Row row when row.items().size() == 1 -> of(row.items().getFirst());
      case Expr.Column column ->
          bound.column(column).flatMap(Truth::type).map(type -> ofType(type, postgres)).orElse(ALL);
      case Expr.Subquery subquery ->
          SingleRow.value(subquery.query()).map(Ranges::ofAggregate).orElse(ALL);
      case Expr.Call call when call.over() == null && call.arguments().size() == 1 -> call(call);
      default -> ALL;
    };
  }

  private static Range ofAggregate(Expr expr) {
    return SingleRow.isCount(expr) ? COUNT : ALL;
  }

  private Range call(Expr.Call call) {
    return switch (call.function()) {
      case "abs" -> COUNT;
      case "length", "char_length", "character_length", "octet_length" ->
          length(call.arguments().getFirst(), call.function());
      case "bit_length", "count" -> COUNT;
      default -> ALL;
    };
  }

  private Range length(Expr text, String function) {
    Optional<String> type = bound.column(text).flatMap(Truth::type);
    Matcher matcher = TYPE.matcher(type.orElse(""));
    boolean limited =
        matcher.matches() && matcher.group(1).contains("char") && matcher.group(2) != null;
    if (!limited) {
      return COUNT;
    }
    boolean characters = function.startsWith("char") || postgres && function.equals("length");
    long most = Long.parseLong(matcher.group(2)) * (characters ? 1 : WIDEST_CHARACTER);
    return new Range(BigDecimal.ZERO, BigDecimal.valueOf(most));
  }

  static Range ofType(String type, boolean postgres) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      return ALL;
    }
    boolean unsigned = matcher.group(4).contains("unsigned");
    Integer bits = BITS.get(matcher.group(1));
    if (bits != null) {
      return unsigned
          ? new Range(BigDecimal.ZERO, power(2, bits).subtract(BigDecimal.ONE))
          : new Range(power(2, bits - 1).negate(), power(2, bits - 1).subtract(BigDecimal.ONE));
    }
    boolean decimal = matcher.group(1).equals("decimal") || matcher.group(1).equals("numeric");
    if (!decimal || postgres || matcher.group(2) == null) {
      // PostgreSQL's numbers may also be NaN, which is greater than all.
      return ALL;
    }
    int scale = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    BigDecimal most =
        power(10, Integer.parseInt(matcher.group(2)) - scale)
            .subtract(BigDecimal.ONE.movePointLeft(scale));
    return new Range(unsigned ? BigDecimal.ZERO : most.negate(), most);
  }

  private static BigDecimal power(int base, int exponent) {
    return new BigDecimal(BigInteger.valueOf(base).pow(Math.max(0, exponent)));
  }
}
