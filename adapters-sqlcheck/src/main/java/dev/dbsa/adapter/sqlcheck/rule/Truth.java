package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.rule.Constants.Constant;
import dev.dbsa.adapter.sqlcheck.rule.Ranges.Range;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
          "btrim",
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

  /** A pattern that finds something in every text, since it may find nothing of it. */
  private static final Pattern ANYTHING =
      Pattern.compile("\\^?(?:(?:[A-Za-z0-9 .]|\\[[^\\]\\[\\\\^]+\\])[*?])*\\$?");

  private static final Pattern TEXT =
      Pattern.compile("(?:var)?char.*|(?:tiny|medium|long)?text", Pattern.DOTALL);

  private static final Set<String> LENGTHS =
      Set.of("length", "char_length", "character_length", "octet_length", "bit_length");

  private final Bound bound;
  private final boolean postgres;
  private final boolean outerJoins;

  /** Values that are not NULL in the rows that are looked at. */
  private final List<Expr> assumed;

  private final Constants constants;
  private final Ranges ranges;
  private final SureMatches matches;
  private final Map<Expr, Integer> known = new IdentityHashMap<>();

  /**
   * @param outerJoins whether a join may leave out a side, so that columns that hold no NULL yield
   *     one all the same
   */
  Truth(Bound bound, boolean postgres, boolean outerJoins) {
    this(bound, postgres, outerJoins, List.of());
  }

  private Truth(Bound bound, boolean postgres, boolean outerJoins, List<Expr> assumed) {
    this.assumed = List.copyOf(assumed);
    this.bound = bound;
    this.postgres = postgres;
    this.outerJoins = outerJoins;
    this.constants = new Constants(this, postgres);
    this.ranges = new Ranges(bound, constants, postgres);
    this.matches = new SureMatches(bound);
  }

  /** TRUE where it holds for every row, FALSE where for none; {@code null} where that is open. */
  @Nullable Boolean of(Expr condition) {
    int values = values(condition);
    if (values == TRUE) {
      return true;
    }
    return (values & TRUE) == 0 ? false : null;
  }

  /** Whether a condition leaves out no row but those where it is NULL. */
  boolean isNeverFalse(Expr condition) {
    return (values(condition) & FALSE) == 0;
  }

  /** Whether a condition is true in every row, or true in none; empty where that is open. */
  Optional<Boolean> isDecided(Expr condition) {
    return Optional.ofNullable(of(condition));
  }

  /** What a condition is in every row, as a number or NULL; empty where that is open. */
  Optional<Constant> certain(Expr condition) {
    return switch (values(condition)) {
      case TRUE -> Optional.of(Constant.of(true));
      case FALSE -> Optional.of(Constant.of(false));
      case NULL -> Optional.of(Constant.NOTHING);
      default -> Optional.empty();
    };
  }

  private int values(Expr expr) {
    Integer values = known.get(expr);
    if (values == null) {
      values = find(expr);
      known.put(expr, values);
    }
    return values;
  }

  private int find(Expr expr) {
    return switch (expr) {
      case Expr.Row row when row.items().size() == 1 -> values(row.items().getFirst());
      case Expr.Logical logical -> logical(logical);
      case Expr.Unary unary when isNot(unary) -> not(values(unary.operand()));
      case Expr.Is is -> is(is);
      case Expr.Chain chain when Conditions.comparison(chain) != null -> comparison(chain);
      case Expr.Chain chain when isMatch(chain) -> match(chain);
      case Expr.Between between -> between(between);
      case Expr.In in when in.query() != null -> found(in.operand(), in.query(), in.not());
      case Expr.In in -> in(in);
      case Expr.Quantified quantified -> quantified(quantified);
      case Expr.Exists exists -> exists(exists.query());
      case Expr.Like like -> like(like);
      case Expr.Case choice -> choice(choice);
      case Expr.Call call when isChoice(call) -> choice(call);
      default -> constants.of(expr).map(this::truth).orElse(ofNumber(expr));
    };
  }

  /** MySQL takes every number but zero for true. */
  private int ofNumber(Expr expr) {
    if (postgres || !ranges.of(expr).isNeverZero()) {
      return ANY;
    }
    return isNeverNull(expr) ? TRUE : TRUE | NULL;
  }

  static boolean isNot(Expr.Unary unary) {
    return unary.operator().equalsIgnoreCase("not") || unary.operator().equals("!");
  }

  private static int not(int values) {
    return (values & TRUE) << 1 | (values & FALSE) >> 1 | values & NULL;
  }

  private int logical(Expr.Logical logical) {
    boolean or = logical.operator().equalsIgnoreCase("or");
    if (logical.operator().equalsIgnoreCase("xor")) {
      return logical.operands().stream().map(this::values).reduce(FALSE, Truth::xor);
    }
    if (or && (coversAll(logical.operands()) || holdsUnlessNull(logical))) {
      return TRUE;
    }
    if (!or && logical.operands().stream().anyMatch(o -> isDenied(o, logical.operands()))) {
      return FALSE;
    }
    int result = or ? FALSE : TRUE;
    for (Expr operand : logical.operands()) {
      int next = values(operand);
      result = or ? not(and(not(result), not(next))) : and(result, next);
    }
    return result;
  }

  /** Of {@code a IS NULL OR …} the rest only matters where there is a value. */
  private boolean holdsUnlessNull(Expr.Logical alternatives) {
    List<Expr> notNull = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr alternative : alternatives.operands()) {
      if (inner(alternative) instanceof Expr.Is is && is.what().equals("null") && !is.not()) {
        notNull.add(is.operand());
      } else {
        rest.add(alternative);
      }
    }
    if (notNull.isEmpty() || rest.isEmpty() || !assumed.isEmpty()) {
      return false;
    }
    Truth there = new Truth(bound, postgres, outerJoins, notNull);
    return there.values(new Expr.Logical(alternatives.at(), "or", rest)) == TRUE;
  }

  /** Whether {@code a IS NULL} stands beside {@code a IS NOT NULL}. */
  private boolean isDenied(Expr operand, List<Expr> all) {
    return inner(operand) instanceof Expr.Is is
        && !is.not()
        && all.stream().anyMatch(other -> isOpposite(is, other));
  }

  private static int xor(int a, int b) {
    return not(and(not(and(a, not(b))), not(and(not(a), b))));
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
              constants
                  .of(is.operand())
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
    Optional<Constant> a = constants.of(is.operand());
    Optional<Constant> b = constants.of(is.other());
    if (a.isPresent() && b.isPresent()) {
      return not(compare("<=>", a.get(), b.get()));
    }
    boolean missing =
        a.filter(Constant::isNull).isPresent() && isNeverNull(is.other())
            || b.filter(Constant::isNull).isPresent() && isNeverNull(is.operand());
    return missing ? TRUE : TRUE | FALSE;
  }

  private int like(Expr.Like like) {
    boolean all =
        like.escape() == null
            && like.pattern() instanceof Expr.Literal literal
            && literal.kind() == Expr.Literal.Kind.STRING
            && takesAll(like.operator(), literal.text());
    if (!all) {
      return ANY;
    }
    int values = isNeverNull(like.operand()) ? TRUE : TRUE | NULL;
    return like.not() ? not(values) : values;
  }

  private boolean takesAll(String operator, String pattern) {
    return switch (operator) {
      case "like", "ilike", "similar" -> pattern.matches("%+");
      case "regexp", "rlike" -> takesAll(pattern);
      default -> false;
    };
  }

  private boolean takesAll(String pattern) {
    if (pattern.isEmpty()) {
      return postgres;
    }
    // Between both ends a dot takes line breaks in PostgreSQL alone.
    boolean whole = pattern.startsWith("^") && pattern.endsWith("$") && pattern.length() > 1;
    return whole ? postgres && pattern.equals("^.*$") : ANYTHING.matcher(pattern).matches();
  }

  private static boolean isMatch(Expr.Chain chain) {
    return chain.operands().size() == 2
        && Set.of("~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*")
            .contains(chain.operators().getFirst());
  }

  /** PostgreSQL's operators of patterns. */
  private int match(Expr.Chain chain) {
    String operator = chain.operators().getFirst();
    boolean not = operator.startsWith("!");
    boolean like = operator.contains("~~");
    Expr operand = chain.operands().getFirst();
    Expr pattern = chain.operands().getLast();
    return like(new Expr.Like(chain.at(), operand, not, like ? "like" : "regexp", pattern, null));
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

  /** MySQL's IF, or the first of several that is not NULL. */
  private static boolean isChoice(Expr.Call call) {
    return call.name().size() == 1
        && call.over() == null
        && (call.function().equals("if") && call.arguments().size() == 3
            || call.function().equals("isnull") && call.arguments().size() == 1
            || call.function().equals("coalesce") && !call.arguments().isEmpty()
            || call.function().equals("ifnull") && !call.arguments().isEmpty());
  }

  private int choice(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (call.function().equals("isnull")) {
      return is(new Expr.Is(call.at(), arguments.getFirst(), false, "null", null));
    }
    if (call.function().equals("if")) {
      int condition = values(arguments.getFirst());
      int result = (condition & TRUE) != 0 ? values(arguments.get(1)) : 0;
      return (condition & ~TRUE) != 0 ? result | values(arguments.get(2)) : result;
    }
    int result = NULL;
    for (Expr argument : arguments) {
      if ((result & NULL) != 0) {
        result = result & ~NULL | values(argument);
      }
    }
    return result;
  }

  private int exists(Query query) {
    if (SingleRow.yieldsOne(query) || Constants.value(query).isPresent()) {
      return TRUE;
    }
    if (matches.finds(Optional.empty(), query)) {
      return outerJoins ? ANY : TRUE;
    }
    boolean none =
        query.body() instanceof Query.Select select
            && select.where() != null
            && select.items().stream().noneMatch(i -> i.expr() instanceof Expr.Call)
            && Boolean.FALSE.equals(of(select.where()));
    return none ? FALSE : TRUE | FALSE;
  }

  private int quantified(Expr.Quantified quantified) {
    boolean equal = quantified.operator().equals("=") && !quantified.all();
    boolean unequal =
        quantified.all()
            && (quantified.operator().equals("<>") || quantified.operator().equals("!="));
    if (!equal && !unequal) {
      return ANY;
    }
    Query query =
        quantified.array() instanceof Expr.Array array ? array.query() : quantified.query();
    if (query != null) {
      return found(quantified.operand(), query, unequal);
    }
    return quantified.array() instanceof Expr.Array array
        ? in(new Expr.In(array.at(), quantified.operand(), unequal, array.items(), null))
        : ANY;
  }

  /** {@code x IN (query)}. */
  private int found(Expr operand, Query query, boolean not) {
    Optional<Expr> single = Constants.value(query);
    if (single.isPresent()) {
      return in(new Expr.In(operand.at(), operand, not, List.of(single.get()), null));
    }
    if (outerJoins || !matches.finds(Optional.of(inner(operand)), query)) {
      return ANY;
    }
    return not ? FALSE : TRUE;
  }

  private int isValue(Expr operand, int wanted) {
    int values = values(operand);
    int result = (values & wanted) != 0 ? TRUE : 0;
    return (values & ~wanted) != 0 ? result | FALSE : result;
  }

  private int comparison(Expr.Chain chain) {
    return comparison(
        chain.operands().getFirst(), chain.operators().getFirst(), chain.operands().getLast());
  }

  private int comparison(Expr left, String operator, Expr right) {
    if (isSame(left, right)) {
      int same =
          switch (operator) {
            case "=", "<=", ">=", "<=>" -> TRUE;
            default -> FALSE;
          };
      return isNeverNull(left) || operator.equals("<=>") ? same : same | NULL;
    }
    Optional<Constant> a = constants.of(left);
    Optional<Constant> b = constants.of(right);
    if (a.isPresent() && b.isPresent()) {
      return compare(operator, a.get(), b.get());
    }
    int values = isLeastText(operator, left, b) ? TRUE : ranged(operator, left, right);
    boolean open = !isNeverNull(left) || !isNeverNull(right);
    return open && values != ANY && !operator.equals("<=>") ? values | NULL : values;
  }

  /** No text sorts before the empty one. */
  private boolean isLeastText(String operator, Expr left, Optional<Constant> right) {
    return operator.equals(">=")
        && right.map(Constant::text).filter(String::isEmpty).isPresent()
        && bound.column(inner(left)).flatMap(Truth::type).filter(Truth::isText).isPresent();
  }

  static boolean isText(String type) {
    return TEXT.matcher(type).matches();
  }

  /** How two operands compare by what their types hold, NULL aside. */
  private int ranged(String operator, Expr left, Expr right) {
    Range a = ranges.of(left);
    if (a.equals(Ranges.ALL)) {
      return ANY;
    }
    Range b = ranges.of(right);
    if (a.isBelow(b)) {
      return decided(operator, Set.of("<", "<=", "<>", "!="));
    }
    if (b.isBelow(a)) {
      return decided(operator, Set.of(">", ">=", "<>", "!="));
    }
    if (a.isAtMost(b) && (operator.equals("<=") || operator.equals(">"))) {
      return decided(operator, Set.of("<="));
    }
    if (b.isAtMost(a) && (operator.equals(">=") || operator.equals("<"))) {
      return decided(operator, Set.of(">="));
    }
    return ANY;
  }

  private static int decided(String operator, Set<String> holding) {
    return holding.contains(operator) ? TRUE : FALSE;
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
    Expr operand = between.operand();
    int values =
        and(comparison(operand, ">=", between.low()), comparison(operand, "<=", between.high()));
    return between.not() ? not(values) : values;
  }

  private int in(Expr.In in) {
    Optional<Constant> value = constants.of(in.operand());
    int result = FALSE;
    for (Expr item : in.list()) {
      Optional<Constant> other = constants.of(item);
      int equal;
      if (isSame(in.operand(), item)) {
        equal = isNeverNull(item) ? TRUE : TRUE | NULL;
      } else if (value.isPresent() && other.isPresent()) {
        equal = compare("=", value.get(), other.get());
      } else {
        equal = comparison(in.operand(), "=", item);
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
      Optional<Constant> left = constants.of(a);
      Optional<Constant> right = constants.of(b);
      return left.isPresent()
          && right.isPresent()
          && compare("=", left.get(), right.get()) == FALSE;
    }
    if (isSame(a, b) && isNeverNull(a)) {
      return (one.equals("=") && (other.equals("<>") || other.equals("!=")))
          || upper && lower && !(one.equals(">") && other.equals("<"));
    }
    Optional<Constant> from = constants.of(a);
    Optional<Constant> to = constants.of(b);
    if (!upper || !lower || from.isEmpty() || to.isEmpty()) {
      return false;
    }
    BigDecimal low = from.get().number();
    BigDecimal high = to.get().number();
    return low != null && high != null && low.compareTo(high) < 0;
  }

  private static Expr inner(Expr expr) {
    if (expr instanceof Expr.Row row && row.items().size() == 1) {
      return inner(row.items().getFirst());
    }
    return expr instanceof Expr.Subquery subquery
        ? Constants.value(subquery.query()).map(Truth::inner).orElse(expr)
        : expr;
  }

  // ---------------------------------------------------------------- values

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
    if (inner(expr) != expr) {
      return isNeverNull(inner(expr));
    }
    Optional<Constant> constant = constants.of(expr);
    if (constant.isPresent()) {
      return !constant.get().isNull();
    }
    if (expr instanceof Expr.Chain chain && Conditions.comparison(chain) != null) {
      return chain.operands().stream().allMatch(this::isNeverNull);
    }
    if (expr instanceof Expr.Call call) {
      return isNeverNull(call);
    }
    if (expr instanceof Expr.Subquery subquery) {
      return SingleRow.value(subquery.query()).filter(SingleRow::isCount).isPresent();
    }
    if (expr instanceof Expr.Cast cast) {
      return isNeverNull(cast.operand());
    }
    if (assumed.stream().anyMatch(a -> isSame(a, expr))) {
      return true;
    }
    if (expr instanceof Expr.Unary unary && unary.operator().equals("-")) {
      return isNeverNull(unary.operand());
    }
    if (expr instanceof Expr.Row row) {
      return row.items().stream().allMatch(this::isNeverNull);
    }
    return !outerJoins && bound.column(expr).map(Truth::isNotNull).orElse(false);
  }

  private boolean isNeverNull(Expr.Call call) {
    return switch (call.function()) {
      case "coalesce", "ifnull" -> call.arguments().stream().anyMatch(this::isNeverNull);
      case "abs" -> call.arguments().stream().allMatch(this::isNeverNull);
      default ->
          LENGTHS.contains(call.function())
              && call.arguments().stream().allMatch(this::isNeverNull);
    };
  }

  static boolean isNotNull(Bound.TableColumn column) {
    return columnOf(column).filter(c -> !c.nullable()).isPresent();
  }

  /** The type of a column as the server prints it; empty where it is not known. */
  static Optional<String> type(Bound.TableColumn column) {
    return columnOf(column).map(Table.TableColumn::type);
  }

  private static Optional<Table.TableColumn> columnOf(Bound.TableColumn column) {
    return column.table().columns().stream()
        .filter(c -> c.name().equals(column.column()))
        .findFirst();
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
    if (first instanceof Expr.Cast x && second instanceof Expr.Cast y) {
      return x.type().name().equals(y.type().name())
          && x.type().modifiers().equals(y.type().modifiers())
          && isSame(x.operand(), y.operand());
    }
    if (first instanceof Expr.Row x && second instanceof Expr.Row y) {
      return areSame(x.items(), y.items());
    }
    if (first instanceof Expr.Unary x && second instanceof Expr.Unary y) {
      return x.operator().equals(y.operator()) && isSame(x.operand(), y.operand());
    }
    Optional<Constant> one = constants.of(first);
    return one.isPresent() && one.equals(constants.of(second));
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
