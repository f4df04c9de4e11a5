package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folds what a statement spells out into values. Text is folded where it is ASCII: then it has as
 * many characters as bytes.
 */
final class Constants {
  /** Longer numbers and texts are not worth the work. */
  private static final int MOST_DIGITS = 100;

  private static final int MOST_CHARACTERS = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9.]+([eE][+-]?[0-9]{1,3})?");

  private final boolean postgres;
  private final Truth truth;
  private final Map<Expr, Optional<Constant>> known = new IdentityHashMap<>();

  Constants(Truth truth, boolean postgres) {
    this.truth = truth;
    this.postgres = postgres;
  }

  /**
   * A value that the statement spells out; NULL where both are {@code null}.
   *
   * @param number of numbers and booleans
   * @param text of strings
   */
  record Constant(@Nullable BigDecimal number, @Nullable String text) {
    static final Constant NOTHING = new Constant(null, null);

    static Constant of(long number) {
      return new Constant(BigDecimal.valueOf(number), null);
    }

    static Constant of(boolean value) {
      return of(value ? 1 : 0);
    }

    boolean isNull() {
      return number == null && text == null;
    }
  }

  /** The value of an expression; empty where it is none, or hangs on more than the statement. */
  Optional<Constant> of(Expr expr) {
    Optional<Constant> value = known.get(expr);
    if (value == null) {
      value = fold(expr);
      known.put(expr, value);
    }
    return value;
  }

  private Optional<Constant> fold(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> literal(literal);
      case Expr.Row row when row.items().size() == 1 -> of(row.items().getFirst());
      case Expr.Unary unary when unary.operator().equals("-") ->
          of(unary.operand()).filter(c -> c.number() != null).map(Constants::negated);
      case Expr.Unary unary when unary.operator().equals("+") ->
          of(unary.operand()).filter(c -> c.number() != null);
      case Expr.Unary unary when Truth.isNot(unary) -> truth.certain(unary);
      case Expr.Chain chain when Conditions.comparison(chain) == null -> chain(chain);
      case Expr.Case choice -> choice(choice);
      case Expr.Subquery subquery -> value(subquery.query()).flatMap(this::of);
      case Expr.Call call when call.name().size() == 1 && call.over() == null -> call(call);
      case Expr.Chain _,
          Expr.Logical _,
          Expr.Is _,
          Expr.Between _,
          Expr.In _,
          Expr.Like _,
          Expr.Exists _ ->
          truth.certain(expr);
      default -> Optional.empty();
    };
  }

  /** The value of a query that reads no table; empty for any other. */
  static Optional<Expr> value(Query query) {
    return query.body() instanceof Query.Select select
            && select.from().isEmpty()
            && select.where() == null
            && select.having() == null
            && select.groupBy() == null
            && select.items().size() == 1
            && query.limit() == null
            && query.offset() == null
        ? Optional.of(select.items().getFirst().expr())
        : Optional.empty();
  }

  private static Constant negated(Constant constant) {
    BigDecimal number = constant.number();
    return new Constant(number == null ? BigDecimal.ZERO : number.negate(), null);
  }

  private static Optional<Constant> literal(Expr.Literal literal) {
    return switch (literal.kind()) {
      case NULL -> Optional.of(Constant.NOTHING);
      case STRING -> Optional.of(new Constant(null, literal.text()));
      case BOOLEAN -> Optional.of(Constant.of(literal.text().equalsIgnoreCase("true")));
      case INTEGER, DECIMAL -> number(literal.text());
      case BIT_STRING -> Optional.empty();
    };
  }

  private static Optional<Constant> number(String text) {
    if (text.length() > MOST_DIGITS || !NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Constant(new BigDecimal(text), null));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What all branches yield. */
  private Optional<Constant> choice(Expr.Case choice) {
    Optional<Constant> first = of(choice.results().getFirst());
    boolean otherwise = choice.results().size() > choice.conditions().size();
    boolean same = choice.results().stream().allMatch(result -> of(result).equals(first));
    return same && otherwise ? first : Optional.empty();
  }

  /** Sums, products and joined texts; divisions differ from server to server. */
  private Optional<Constant> chain(Expr.Chain chain) {
    Optional<Constant> result = of(chain.operands().getFirst());
    for (int i = 0; i < chain.operators().size() && result.isPresent(); i++) {
      Optional<Constant> next = of(chain.operands().get(i + 1));
      if (next.isEmpty()) {
        return next;
      }
      result = combined(chain.operators().get(i), result.get(), next.get());
    }
    return result;
  }

  private static Optional<Constant> combined(String operator, Constant a, Constant b) {
    boolean known = operator.equals("||") || "+-*".contains(operator);
    if (known && (a.isNull() || b.isNull())) {
      return Optional.of(Constant.NOTHING);
    }
    if (operator.equals("||")) {
      return a.text() == null || b.text() == null ? Optional.empty() : text(a.text() + b.text());
    }
    if (!known || a.number() == null || b.number() == null) {
      return Optional.empty();
    }
    BigDecimal result =
        switch (operator) {
          case "+" -> a.number().add(b.number());
          case "-" -> a.number().subtract(b.number());
          default -> a.number().multiply(b.number());
        };
    return result.precision() > MOST_DIGITS || Math.abs((long) result.scale()) > MOST_DIGITS
        ? Optional.empty()
        : Optional.of(new Constant(result, null));
  }

  private static Optional<Constant> text(String text) {
    return text.length() > MOST_CHARACTERS
        ? Optional.empty()
        : Optional.of(new Constant(null, text));
  }

  // ---------------------------------------------------------------- functions

  private Optional<Constant> call(Expr.Call call) {
    List<Expr> given = call.arguments();
    switch (call.function()) {
      case "coalesce", "ifnull" -> {
        return firstOf(given);
      }
      case "if" -> {
        return given.size() == 3
            ? truth.isDecided(given.getFirst()).flatMap(yes -> of(given.get(yes ? 1 : 2)))
            : Optional.empty();
      }
      default -> {}
    }
    List<Constant> values = new ArrayList<>(given.size());
    for (Expr argument : given) {
      Optional<Constant> value = of(argument);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return call(call.function(), values);
  }

  private Optional<Constant> firstOf(List<Expr> arguments) {
    for (Expr argument : arguments) {
      Optional<Constant> value = of(argument);
      if (value.isEmpty() || !value.get().isNull()) {
        return value;
      }
    }
    return Optional.of(Constant.NOTHING);
  }

  private Optional<Constant> call(String function, List<Constant> values) {
    if (function.equals("isnull") && values.size() == 1) {
      return Optional.of(Constant.of(values.getFirst().isNull()));
    }
    if (function.equals("concat") && values.stream().allMatch(v -> v.text() != null)) {
      StringBuilder joined = new StringBuilder();
      values.forEach(v -> joined.append(v.text()));
      return text(joined.toString());
    }
    if (values.size() != 1) {
      return Optional.empty();
    }
    Constant value = values.getFirst();
    BigDecimal number = value.number();
    if (number != null) {
      return switch (function) {
        case "abs" -> Optional.of(new Constant(number.abs(), null));
        case "sign" -> Optional.of(Constant.of(number.signum()));
        default -> Optional.empty();
      };
    }
    String text = value.text();
    if (text == null || text.chars().anyMatch(c -> c >= 128)) {
      return Optional.empty();
    }
    return switch (function) {
      case "length", "char_length", "character_length", "octet_length" ->
          Optional.of(Constant.of(text.length()));
      case "bit_length" -> Optional.of(Constant.of(8L * text.length()));
      case "lower" -> text(text.toLowerCase(Locale.ROOT));
      case "upper" -> text(text.toUpperCase(Locale.ROOT));
      case "lcase" -> postgres ? Optional.empty() : text(text.toLowerCase(Locale.ROOT));
      case "ucase" -> postgres ? Optional.empty() : text(text.toUpperCase(Locale.ROOT));
      case "reverse" -> text(new StringBuilder(text).reverse().toString());
      default -> Optional.empty();
    };
  }
}
