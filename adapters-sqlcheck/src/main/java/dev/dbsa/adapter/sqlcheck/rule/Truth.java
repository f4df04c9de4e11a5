package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition holds for every row or for none, whatever the rows are: constants are folded,
 * columns that cannot be NULL are known, and logic has three values. Says nothing where it is not
 * sure.
 */
final class Truth {
  /** What a condition may come to over all rows; a set of these. */
  private static final int TRUE = 1;

  private static final int FALSE = 2;
  private static final int NULL = 4;
  private static final int ANY = TRUE | FALSE | NULL;

  /** Functions that give the same for the same. */
  private static final Set<String> STEADY =
      Set.of(
          "abs",
          "coalesce",
          "concat",
          "date",
          "ifnull",
          "left",
          "length",
          "lower",
          "ltrim",
          "mod",
          "nullif",
          "replace",
          "right",
          "round",
          "rtrim",
          "substr",
          "substring",
          "trim",
          "upper",
          "year");

  /** Of more alternatives not every pair is looked at: the work grows with their square. */
  private static final int MOST_ALTERNATIVES = 50;

  private final Bound bound;
  private final boolean postgres;
  private final boolean outerJoins;

  /**
   * @param outerJoins whether a join may leave out a side, so that columns that hold no NULL yield
   *     one all the same
   */
  Truth(Bound bound, boolean postgres, boolean outerJoins) {
    this.bound = bound;
    this.postgres = postgres;
    this.outerJoins = outerJoins;
  }

  /** TRUE where it holds for every row, FALSE where for none; {@code null} where that is open. */
  @Nullable Boolean of(Expr condition) {
    int values = values(condition);
    if (values == TRUE) {
      return true;
    }
    return (values & TRUE) == 0 ? false : null;
  }

  private int values(Expr expr) {
    return switch (expr) {
      case Expr.Row row when row.items().size() == 1 -> values(row.items().getFirst());
      case Expr.Logical logical -> logical(logical);
      case Expr.Unary unary when isNot(unary) -> not(values(unary.operand()));
      case Expr.Is is -> is(is);
      case Expr.Chain chain -> comparison(chain);
      case Expr.Between between -> between(between);
      case Expr.In in when in.query() == null -> in(in);
      case Expr.In in -> inOwnTable(in);
      case Expr.Like like -> like(like);
      case Expr.Case choice -> choice(choice);
      default -> constant(expr).map(this::truth).orElse(ANY);
    };
  }

  private static boolean isNot(Expr.Unary unary) {
    return unary.operator().equalsIgnoreCase("not") || unary.operator().equals("!");
  }

  private static int not(int values) {
    return (values & TRUE) << 1 | (values & FALSE) >> 1 | values & NULL;
  }

  private int logical(Expr.Logical logical) {
    boolean or = logical.operator().equalsIgnoreCase("or");
    if (!or && !logical.operator().equalsIgnoreCase("and")) {
      return ANY;
    }
    if (or && coversAll(logical.operands())) {
      return TRUE;
    }
    int result = or ? FALSE : TRUE;
    for (Expr operand : logical.operands()) {
      int next = values(operand);
      result = or ? not(and(not(result), not(next))) : and(result, next);
    }
    return result;
  }

  private static int and(int a, int b) {
    int result = 0;
    if ((a & TRUE) != 0 && (b & TRUE) != 0) {
      result |= TRUE;
    }
    if ((a & FALSE) != 0 || (b & FALSE) != 0) {
      result |= FALSE;
    }
    boolean unknown = (a & NULL) != 0 && (b & (NULL | TRUE)) != 0;
    if (unknown || (b & NULL) != 0 && (a & (NULL | TRUE)) != 0) {
      result |= NULL;
    }
    return result;
  }

  private int is(Expr.Is is) {
    int values =
        switch (is.what()) {
          case "null" ->
              constant(is.operand())
                  .map(c -> c.isNull() ? TRUE : FALSE)
                  .orElse(isNeverNull(is.operand()) ? FALSE : TRUE | FALSE);
          case "true" -> isValue(is.operand(), TRUE);
          case "false" -> isValue(is.operand(), FALSE);
          case "unknown" -> isValue(is.operand(), NULL);
          case "distinct" -> distinct(is);
          default -> TRUE | FALSE;
        };
    return is.not() ? not(values) : values;
  }

  private int distinct(Expr.Is is) {
    if (is.other() == null) {
      return TRUE | FALSE;
    }
    if (isSame(is.operand(), is.other())) {
      return FALSE;
    }
    Optional<Constant> a = constant(is.operand());
    Optional<Constant> b = constant(is.other());
    if (a.isPresent() && b.isPresent()) {
      return not(compare("<=>", a.get(), b.get()));
    }
    boolean missing =
        a.filter(Constant::isNull).isPresent() && isNeverNull(is.other())
            || b.filter(Constant::isNull).isPresent() && isNeverNull(is.operand());
    return missing ? TRUE : TRUE | FALSE;
  }

  /** A pattern of nothing but percent signs takes every text. */
  private int like(Expr.Like like) {
    boolean all =
        like.operator().endsWith("like")
            && like.escape() == null
            && like.pattern() instanceof Expr.Literal literal
            && literal.kind() == Expr.Literal.Kind.STRING
            && literal.text().matches("%+");
    if (!all) {
      return ANY;
    }
    int values = isNeverNull(like.operand()) ? TRUE : TRUE | NULL;
    return like.not() ? not(values) : values;
  }

  /** All branches that may be taken. */
  private int choice(Expr.Case choice) {
    int result = 0;
    for (int i = 0; i < choice.conditions().size(); i++) {
      int condition = choice.operand() == null ? values(choice.conditions().get(i)) : ANY;
      if ((condition & TRUE) != 0) {
        result |= values(choice.results().get(i));
      }
      if (condition == TRUE) {
        return result;
      }
    }
    boolean otherwise = choice.results().size() > choice.conditions().size();
    return result | (otherwise ? values(choice.results().getLast()) : NULL);
  }

  /** {@code id IN (SELECT id FROM t)}, where the row is one of t itself. */
  private int inOwnTable(Expr.In in) {
    if (in.query() == null
        || !(in.query().body() instanceof Query.Select select)
        || select.items().size() != 1
        || select.where() != null
        || select.having() != null
        || select.groupBy() != null
        || in.query().limit() != null
        || in.query().offset() != null
        || select.from().size() != 1
        || !(select.from().getFirst() instanceof FromItem.TableReference source)
        || !source.sample().isEmpty()) {
      return ANY;
    }
    Optional<Bound.TableColumn> outer = bound.column(inner(in.operand()));
    Optional<Bound.TableColumn> own = bound.column(select.items().getFirst().expr());
    boolean same =
        outer.isPresent()
            && own.isPresent()
            && outer.get().column().equals(own.get().column())
            && outer.get().table().fullName().equals(own.get().table().fullName());
    if (!same || !isNeverNull(in.operand())) {
      return ANY;
    }
    return in.not() ? FALSE : TRUE;
  }

  private int isValue(Expr operand, int wanted) {
    int values = values(operand);
    int result = (values & wanted) != 0 ? TRUE : 0;
    return (values & ~wanted) != 0 ? result | FALSE : result;
  }

  private int comparison(Expr.Chain chain) {
    Expr.Chain comparison = Conditions.comparison(chain);
    if (comparison == null) {
      return ANY;
    }
    Expr left = comparison.operands().getFirst();
    Expr right = comparison.operands().getLast();
    String operator = comparison.operators().getFirst();
    if (isSame(left, right)) {
      int same =
          switch (operator) {
            case "=", "<=", ">=", "<=>" -> TRUE;
            default -> FALSE;
          };
      return isNeverNull(left) || operator.equals("<=>") ? same : same | NULL;
    }
    Optional<Constant> a = constant(left);
    Optional<Constant> b = constant(right);
    return a.isPresent() && b.isPresent() ? compare(operator, a.get(), b.get()) : ANY;
  }

  private int compare(String operator, Constant a, Constant b) {
    if (operator.equals("<=>") && (a.isNull() || b.isNull())) {
      return a.isNull() == b.isNull() ? TRUE : FALSE;
    }
    if (a.isNull() || b.isNull()) {
      return NULL;
    }
    Integer order = order(a, b);
    if (order == null) {
      return ANY;
    }
    boolean holds =
        switch (operator) {
          case "=", "<=>" -> order == 0;
          case "<>", "!=" -> order != 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        };
    return holds ? TRUE : FALSE;
  }

  /**
   * How two constants sort; {@code null} where that hangs on a conversion. MySQL's default
   * collations do not tell cases apart.
   */
  private @Nullable Integer order(Constant a, Constant b) {
    if (a.number() != null && b.number() != null) {
      return a.number().compareTo(b.number());
    }
    if (a.text() == null || b.text() == null) {
      return null;
    }
    return a.text().equals(b.text()) || !postgres && a.text().equalsIgnoreCase(b.text())
        ? Integer.valueOf(0)
        : unequal(a.text(), b.text());
  }

  private static @Nullable Integer unequal(String a, String b) {
    boolean plain = a.chars().allMatch(c -> c < 128) && b.chars().allMatch(c -> c < 128);
    boolean blanks = a.endsWith(" ") || b.endsWith(" ");
    return plain && !blanks ? Integer.valueOf(a.compareTo(b)) : null;
  }

  private int between(Expr.Between between) {
    Optional<Constant> value = constant(between.operand());
    Optional<Constant> low = constant(between.low());
    Optional<Constant> high = constant(between.high());
    if (isSame(between.operand(), between.low()) && isSame(between.operand(), between.high())) {
      int values = isNeverNull(between.operand()) ? TRUE : TRUE | NULL;
      return between.not() ? not(values) : values;
    }
    if (value.isEmpty() || low.isEmpty() || high.isEmpty()) {
      return ANY;
    }
    int values = and(compare(">=", value.get(), low.get()), compare("<=", value.get(), high.get()));
    return between.not() ? not(values) : values;
  }

  private int in(Expr.In in) {
    Optional<Constant> value = constant(in.operand());
    int result = FALSE;
    for (Expr item : in.list()) {
      Optional<Constant> other = constant(item);
      int equal;
      if (isSame(in.operand(), item)) {
        equal = isNeverNull(item) ? TRUE : TRUE | NULL;
      } else if (value.isPresent() && other.isPresent()) {
        equal = compare("=", value.get(), other.get());
      } else {
        equal = ANY;
      }
      result = not(and(not(result), not(equal)));
    }
    return in.not() ? not(result) : result;
  }

  // ---------------------------------------------------------------- alternatives that cover all

  /** Whether one of the alternatives holds whatever the row is, though none does alone. */
  private boolean coversAll(List<Expr> alternatives) {
    if (alternatives.size() > MOST_ALTERNATIVES) {
      return false;
    }
    for (int i = 0; i < alternatives.size(); i++) {
      for (int j = i + 1; j < alternatives.size(); j++) {
        if (isOpposite(alternatives.get(i), alternatives.get(j))
            || isOpposite(alternatives.get(j), alternatives.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isOpposite(Expr a, Expr b) {
    Expr first = inner(a);
    Expr second = inner(b);
    if (first instanceof Expr.Is x && second instanceof Expr.Is y) {
      return x.what().equals(y.what())
          && x.other() == null
          && x.not() != y.not()
          && isSame(x.operand(), y.operand());
    }
    if (first instanceof Expr.In x && second instanceof Expr.In y) {
      return x.query() == null
          && y.query() == null
          && x.not() != y.not()
          && isSame(x.operand(), y.operand())
          && areSame(x.list(), y.list())
          && isNeverNull(x.operand())
          && x.list().stream().allMatch(this::isNeverNull);
    }
    if (first instanceof Expr.Like x && second instanceof Expr.Is y) {
      return like(x) == (TRUE | NULL)
          && y.what().equals("null")
          && !y.not()
          && isSame(x.operand(), y.operand());
    }
    if (first instanceof Expr.Unary x && isNot(x)) {
      return isSame(inner(x.operand()), second) && isNeverNull(second);
    }
    if (first instanceof Expr.Chain x && second instanceof Expr.Chain y) {
      return isOppositeComparison(Conditions.comparison(x), Conditions.comparison(y));
    }
    return false;
  }

  private boolean isOppositeComparison(Expr.@Nullable Chain x, Expr.@Nullable Chain y) {
    if (x == null
        || y == null
        || !isSame(x.operands().getFirst(), y.operands().getFirst())
        || !isNeverNull(x.operands().getFirst())) {
      return false;
    }
    String one = x.operators().getFirst();
    String other = y.operators().getFirst();
    Expr a = x.operands().getLast();
    Expr b = y.operands().getLast();
    boolean upper = one.equals(">") || one.equals(">=");
    boolean lower = other.equals("<") || other.equals("<=");
    boolean apart =
        (one.equals("<>") || one.equals("!=")) && (other.equals("<>") || other.equals("!="));
    if (apart) {
      Optional<Constant> left = constant(a);
      Optional<Constant> right = constant(b);
      return left.isPresent()
          && right.isPresent()
          && compare("=", left.get(), right.get()) == FALSE;
    }
    if (isSame(a, b) && isNeverNull(a)) {
      return (one.equals("=") && (other.equals("<>") || other.equals("!=")))
          || upper && lower && !(one.equals(">") && other.equals("<"));
    }
    Optional<Constant> from = constant(a);
    Optional<Constant> to = constant(b);
    if (!upper || !lower || from.isEmpty() || to.isEmpty()) {
      return false;
    }
    BigDecimal low = from.get().number();
    BigDecimal high = to.get().number();
    return low != null && high != null && low.compareTo(high) < 0;
  }

  private static Expr inner(Expr expr) {
    return expr instanceof Expr.Row row && row.items().size() == 1
        ? inner(row.items().getFirst())
        : expr;
  }

  // ---------------------------------------------------------------- values

  /**
   * A value that the statement spells out; NULL where both are {@code null}.
   *
   * @param number of numbers and booleans
   * @param text of strings
   */
  private record Constant(@Nullable BigDecimal number, @Nullable String text) {
    static final Constant NOTHING = new Constant(null, null);

    boolean isNull() {
      return number == null && text == null;
    }
  }

  private Optional<Constant> constant(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> literal(literal);
      case Expr.Row row when row.items().size() == 1 -> constant(row.items().getFirst());
      case Expr.Unary unary when unary.operator().equals("-") ->
          constant(unary.operand())
              .filter(c -> c.number() != null)
              .map(c -> new Constant(negated(c), null));
      case Expr.Call call when call.function().equals("coalesce") -> firstOf(call.arguments());
      default -> Optional.empty();
    };
  }

  private static BigDecimal negated(Constant constant) {
    BigDecimal number = constant.number();
    return number == null ? BigDecimal.ZERO : number.negate();
  }

  private static Optional<Constant> literal(Expr.Literal literal) {
    return switch (literal.kind()) {
      case NULL -> Optional.of(Constant.NOTHING);
      case STRING -> Optional.of(new Constant(null, literal.text()));
      case BOOLEAN ->
          Optional.of(
              new Constant(
                  literal.text().equalsIgnoreCase("true") ? BigDecimal.ONE : BigDecimal.ZERO,
                  null));
      case INTEGER, DECIMAL -> number(literal.text());
      case BIT_STRING -> Optional.empty();
    };
  }

  private static Optional<Constant> number(String text) {
    if (text.length() > 100 || !text.matches("[0-9.]+([eE][+-]?[0-9]{1,3})?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Constant(new BigDecimal(text), null));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Constant> firstOf(List<Expr> arguments) {
    for (Expr argument : arguments) {
      Optional<Constant> value = constant(argument);
      if (value.isEmpty() || !value.get().isNull()) {
        return value;
      }
    }
    return Optional.of(Constant.NOTHING);
  }

  /** What a value means where a condition is wanted. */
  private int truth(Constant constant) {
    if (constant.isNull()) {
      return NULL;
    }
    BigDecimal number = constant.number();
    if (number == null && constant.text() != null) {
      // PostgreSQL reads 't' and 'no' too; MySQL takes the number that the text begins with.
      String text = constant.text().strip().toLowerCase(Locale.ROOT);
      if (postgres) {
        return switch (text) {
          case "t", "true", "y", "yes", "on", "1" -> TRUE;
          case "f", "false", "n", "no", "off", "0" -> FALSE;
          default -> ANY;
        };
      }
      return text.matches("0*[1-9][0-9]*") ? TRUE : ANY;
    }
    return number != null && number.signum() != 0 ? TRUE : FALSE;
  }

  private boolean isNeverNull(Expr expr) {
    if (expr instanceof Expr.Row row && row.items().size() == 1) {
      return isNeverNull(row.items().getFirst());
    }
    Optional<Constant> constant = constant(expr);
    if (constant.isPresent()) {
      return !constant.get().isNull();
    }
    if (expr instanceof Expr.Chain chain && Conditions.comparison(chain) != null) {
      return chain.operands().stream().allMatch(this::isNeverNull);
    }
    if (expr instanceof Expr.Call call && call.function().equals("coalesce")) {
      return call.arguments().stream().anyMatch(this::isNeverNull);
    }
    if (expr instanceof Expr.Row row) {
      return row.items().stream().allMatch(this::isNeverNull);
    }
    return !outerJoins && bound.column(expr).map(Truth::isNotNull).orElse(false);
  }

  private static boolean isNotNull(Bound.TableColumn column) {
    Table table = column.table();
    return table.columns().stream()
        .anyMatch(c -> c.name().equals(column.column()) && !c.nullable());
  }

  /** Whether both give one value in each row. */
  private boolean isSame(Expr a, Expr b) {
    Expr first = inner(a);
    Expr second = inner(b);
    if (first instanceof Expr.Column x && second instanceof Expr.Column y) {
      Optional<Bound.TableColumn> one = bound.column(x);
      Optional<Bound.TableColumn> other = bound.column(y);
      if (one.isPresent() && other.isPresent()) {
        return one.get().source() == other.get().source()
            && one.get().column().equals(other.get().column());
      }
      return names(x).equals(names(y));
    }
    if (first instanceof Expr.Chain x && second instanceof Expr.Chain y) {
      return x.operators().equals(y.operators()) && areSame(x.operands(), y.operands());
    }
    if (first instanceof Expr.Call x && second instanceof Expr.Call y) {
      return STEADY.contains(x.function())
          && x.function().equals(y.function())
          && x.name().size() == 1
          && y.name().size() == 1
          && areSame(x.arguments(), y.arguments());
    }
    if (first instanceof Expr.Row x && second instanceof Expr.Row y) {
      return areSame(x.items(), y.items());
    }
    if (first instanceof Expr.Unary x && second instanceof Expr.Unary y) {
      return x.operator().equals(y.operator()) && isSame(x.operand(), y.operand());
    }
    Optional<Constant> one = constant(first);
    return one.isPresent() && one.equals(constant(second));
  }

  private boolean areSame(List<Expr> a, List<Expr> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = isSame(a.get(i), b.get(i));
    }
    return same;
  }

  private static List<String> names(Expr.Column column) {
    List<String> names = new ArrayList<>();
    for (Name part : column.parts()) {
      names.add(part.text());
    }
    return names;
  }
}
