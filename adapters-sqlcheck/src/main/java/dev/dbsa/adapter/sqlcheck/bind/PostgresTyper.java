package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Signature;
import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Type;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of expressions and the operators and functions that they call, by the rules of
 * PostgreSQL (manual, "Type Conversion"; parse_func.c, parse_oper.c, parse_coerce.c). A type is a
 * name of the catalogue, {@link #UNKNOWN} for a literal without a type, or {@code null} where it
 * cannot be told: then nothing is concluded.
 */
final class PostgresTyper {
  /** The type of a string literal, of NULL and of a parameter. */
  static final String UNKNOWN = "unknown";

  static final String BOOLEAN = "bool";
  static final String TEXT = "text";

  private static final Set<String> COLLATED = Set.of("text", "varchar", "bpchar", "name");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final Map<Expr, Resolved> columns;
  private final Map<Query, Output> outputs;
  private final SchemaState schema;
  private final Reporter reporter;
  private final PostgresTypeNames names;
  private final PostgresCoercions coercions = new PostgresCoercions();
  private final OverloadChoice overloads;
  private final PostgresOperators operators;
  private final Composites composites;

  /** What was found before; an empty value stands for what cannot be told. */
  private final Map<Expr, Optional<String>> known = new IdentityHashMap<>();

  PostgresTyper(
      Map<Expr, Resolved> columns,
      Map<Query, Output> outputs,
      SchemaState schema,
      Server server,
      Reporter reporter) {
    this.columns = columns;
    this.outputs = outputs;
    this.schema = schema;
    this.reporter = reporter;
    this.names = new PostgresTypeNames(schema, server, reporter);
    this.overloads = new OverloadChoice(names, coercions);
    this.composites = new Composites(schema, columns, reporter);
    this.operators = new PostgresOperators(this, names, coercions, columns, schema, reporter);
  }

  // ---------------------------------------------------------------- entry points

  /** The type of an expression; reports what the server would refuse in it, once. */
  @Nullable String typeOf(Expr expr) {
    Optional<String> before = known.get(expr);
    if (before != null) {
      return before.orElse(null);
    }
    String type = find(expr);
    known.put(expr, Optional.ofNullable(type));
    return type;
  }

  /** The type that a result column has where it is used. */
  static @Nullable String settled(@Nullable String type) {
    return UNKNOWN.equals(type) ? TEXT : type;
  }

  /** A condition: WHERE, HAVING, ON, FILTER. */
  void condition(Expr expr, String clause) {
    String type = typeOf(expr);
    if (type == null || type.equals(BOOLEAN)) {
      return;
    }
    if (type.equals(UNKNOWN)) {
      literal(expr, BOOLEAN);
      return;
    }
    if (coercions.isBuiltIn(type)) {
      reporter.report(
          FindingRule.NOT_BOOLEAN,
          expr.at(),
          clause + " needs a condition, but this is of type " + PostgresTypeNames.shown(type),
          "Compare it with something.",
          null);
    }
  }

  /** A number of rows: LIMIT and OFFSET. */
  void count(Expr expr) {
    String type = typeOf(expr);
    if (UNKNOWN.equals(type)) {
      literal(expr, "int8");
    } else if (type != null && coercions.isBuiltIn(type) && !coercions.canAssign(type, "int8")) {
      mismatch(
          expr.at(),
          "LIMIT and OFFSET need a number, but this is of type " + PostgresTypeNames.shown(type));
    }
  }

  /**
   * A value that is stored in a column.
   *
   * @param columnType as the server prints it
   */
  void assign(Expr value, String column, @Nullable String columnType) {
    if (value instanceof Expr.Default) {
      return;
    }
    String type = typeOf(value);
    String target = names.internal(columnType);
    if (type == null || target == null) {
      return;
    }
    if (type.equals(UNKNOWN)) {
      literal(value, target);
    } else {
      assigned(value.at(), type, column, target);
    }
  }

  /** The same for a column of a query. */
  void assign(int at, OutputColumn value, String column, @Nullable String columnType) {
    String target = names.internal(columnType);
    String type = names.internalOrSame(value.type());
    if (type == null || target == null) {
      return;
    }
    if (type.equals(UNKNOWN)) {
      if (value.expr() != null) {
        literal(value.expr(), target);
      }
    } else {
      assigned(at, type, column, target);
    }
  }

  private void assigned(int at, String type, String column, String target) {
    if (coercions.isBuiltIn(type)
        && coercions.isKnown(target)
        && !coercions.canAssign(type, target)) {
      mismatch(
          at,
          "The column "
              + column
              + " is of type "
              + PostgresTypeNames.shown(target)
              + ", but the value is of type "
              + PostgresTypeNames.shown(type));
    }
  }

  /** The catalogue's name of the type that a result column has; {@code null} if not known. */
  @Nullable String catalogued(@Nullable String type) {
    return names.internalOrSame(type);
  }

  /** Two columns that a join compares by their name. */
  void joined(int at, @Nullable String left, @Nullable String right) {
    operators.binary(at, null, names.internalOrSame(left), "=", null, names.internalOrSame(right));
  }

  /** The common type of the columns of a set operation. */
  @Nullable String commonOfColumns(int at, List<OutputColumn> arms, String operator) {
    List<@Nullable String> types = new ArrayList<>();
    for (OutputColumn arm : arms) {
      types.add(names.internalOrSame(arm.type()));
    }
    String common = coercions.commonType(types);
    if (common == null && coercions.conflicts(types)) {
      mismatch(at, operator + " cannot match the types " + PostgresTypeNames.list(types));
    }
    if (common != null) {
      for (OutputColumn arm : arms) {
        if (UNKNOWN.equals(arm.type()) && arm.expr() != null) {
          literal(arm.expr(), common);
        }
      }
    }
    return common;
  }

  /** The type of a set-returning function's single column; {@code null} where it is not known. */
  @Nullable String functionType(Expr.Call call) {
    String type = typeOf(call);
    return type == null || type.equals("record") ? null : type;
  }

  // ---------------------------------------------------------------- expressions

  private @Nullable String find(Expr expr) {
    return switch (expr) {
      case Expr.Column column -> {
        Resolved resolved = columns.get(column);
        yield resolved == null || resolved.column() == null ? null : columnType(resolved);
      }
      case Expr.Literal literal -> literalType(literal);
      case Expr.Parameter _ -> UNKNOWN;
      case Expr.TypedLiteral literal -> {
        String type = names.typeName(literal.type());
        if (type != null) {
          checkText(literal.at(), literal.text(), type);
        }
        yield type;
      }
      case Expr.Cast cast -> cast(cast);
      case Expr.Unary unary when isLowest(unary) -> "int4";
      case Expr.Unary unary -> operators.unary(unary);
      case Expr.Chain chain -> operators.chain(chain);
      case Expr.Logical logical -> {
        for (Expr operand : logical.operands()) {
          condition(operand, logical.operator().toUpperCase(java.util.Locale.ROOT));
        }
        yield BOOLEAN;
      }
      case Expr.Is is -> is(is);
      case Expr.Between between -> {
        operators.compare(between.at(), between.operand(), ">=", between.low());
        operators.compare(between.at(), between.operand(), "<=", between.high());
        yield BOOLEAN;
      }
      case Expr.In in -> in(in);
      case Expr.Like like -> {
        String sign =
            switch (like.operator()) {
              case "like" -> "~~";
              case "ilike" -> "~~*";
              default -> "~";
            };
        operators.binary(like.at(), like.operand(), sign, like.pattern());
        if (like.escape() != null) {
          typeOf(like.escape());
        }
        yield BOOLEAN;
      }
      case Expr.Quantified quantified -> quantified(quantified);
      case Expr.Exists _ -> BOOLEAN;
      case Expr.Subquery subquery -> {
        Output output = outputs.get(subquery.query());
        yield output == null || output.open() || output.columns().size() != 1
            ? null
            : settled(names.internalOrSame(output.columns().getFirst().type()));
      }
      case Expr.Call call -> call(call);
      case Expr.Argument argument -> typeOf(argument.value());
      case Expr.Case c -> caseType(c);
      case Expr.Array array -> array(array);
      case Expr.Subscript subscript -> subscript(subscript);
      case Expr.Collate collate -> collated(collate);
      case Expr.AtTimeZone zone -> atTimeZone(zone);
      case Expr.Default _, Expr.Star _, Expr.Variable _ -> null;
      case Expr.Row row -> {
        row.items().forEach(this::typeOf);
        yield null;
      }
      case Expr.Field field -> {
        String fieldType = composites.field(field, typeOf(field.base()));
        yield fieldType == null ? null : names.internalOrSame(fieldType);
      }
      case Expr.Assignment _, Expr.Interval _, Expr.SequenceValue _ -> null;
      case Expr.Other other -> {
        other.children().forEach(this::typeOf);
        yield null;
      }
    };
  }

  private @Nullable String columnType(Resolved resolved) {
    return names.internalOrSame(resolved.type());
  }

  private static String literalType(Expr.Literal literal) {
    return switch (literal.kind()) {
      case STRING, NULL -> UNKNOWN;
      case INTEGER -> integerType(literal.text());
      case DECIMAL -> "numeric";
      case BIT_STRING -> "bit";
      case BOOLEAN -> BOOLEAN;
    };
  }

  private static String integerType(String text) {
    try {
      long value = Long.decode(LEADING_ZEROS.matcher(text.replace("_", "")).replaceFirst(""));
      return value <= Integer.MAX_VALUE ? "int4" : "int8";
    } catch (NumberFormatException e) {
      return Character.isDigit(text.charAt(text.length() - 1)) && text.length() < 19
          ? "int8"
          : "numeric";
    }
  }

  private @Nullable String cast(Expr.Cast cast) {
    String to = names.typeName(cast.type());
    Type target = to == null ? null : catalog.type(to);
    if (target != null
        && !target.element().isEmpty()
        && cast.operand() instanceof Expr.Array array
        && array.query() == null) {
      elements(array, target.element());
      return to;
    }
    boolean empty = cast.operand() instanceof Expr.Array array && isEmpty(array);
    String from = empty ? null : typeOf(cast.operand());
    if (from == null || to == null) {
      return to;
    }
    if (from.equals(UNKNOWN)) {
      literal(cast.operand(), to);
      if (to.equals("regclass")
          && cast.operand() instanceof Expr.Literal literal
          && literal.kind() == Expr.Literal.Kind.STRING) {
        RelationText.check(literal.at(), literal.text(), schema, reporter);
      }
    } else if (coercions.isBuiltIn(from)
        && coercions.isBuiltIn(to)
        && !coercions.canCast(from, to)) {
      reporter.report(
          FindingRule.INVALID_CAST,
          cast.at(),
          "The type "
              + PostgresTypeNames.shown(from)
              + " cannot be cast to "
              + PostgresTypeNames.shown(to),
          null,
          null);
    }
    return to;
  }

  /** The elements of an array that is cast take on the element's type one by one. */
  private void elements(Expr.Array array, String element) {
    for (Expr item : array.items()) {
      if (item instanceof Expr.Array inner && inner.query() == null) {
        elements(inner, element);
      } else {
        coerce(item, typeOf(item), element);
      }
    }
  }

  private String is(Expr.Is is) {
    switch (is.what()) {
      case "true", "false", "unknown" ->
          condition(is.operand(), "IS " + is.what().toUpperCase(java.util.Locale.ROOT));
      case "distinct" -> {
        if (is.other() != null) {
          operators.binary(is.at(), is.operand(), "=", is.other());
        }
      }
      default -> typeOf(is.operand());
    }
    return BOOLEAN;
  }

  private String in(Expr.In in) {
    String operand = typeOf(in.operand());
    if (in.query() != null) {
      Output output = outputs.get(in.query());
      if (in.operand() instanceof Expr.Row row) {
        rows(in.at(), row, output);
        return BOOLEAN;
      }
      if (output != null && !output.open() && output.columns().size() == 1) {
        operators.binary(
            in.at(),
            in.operand(),
            operand,
            "=",
            null,
            settled(names.internalOrSame(output.columns().getFirst().type())));
      }
      return BOOLEAN;
    }
    if (in.operand() instanceof Expr.Row) {
      in.list().forEach(this::typeOf);
      return BOOLEAN;
    }
    List<@Nullable String> types = new ArrayList<>();
    types.add(operand);
    boolean constants = true;
    for (Expr item : in.list()) {
      types.add(typeOf(item));
      constants &= !containsColumn(item);
    }
    String common = constants && in.list().size() > 1 ? coercions.commonType(types) : null;
    if (common != null) {
      for (Expr item : in.list()) {
        if (UNKNOWN.equals(typeOf(item))) {
          literal(item, common);
        }
      }
      if (!UNKNOWN.equals(operand)) {
        operators.binary(in.at(), null, operand, "=", null, common);
      }
      return BOOLEAN;
    }
    for (Expr item : in.list()) {
      operators.binary(item.at(), in.operand(), operand, "=", item);
    }
    return BOOLEAN;
  }

  /** The parts of a row are compared with the columns of a query one by one. */
  private void rows(int at, Expr.Row row, @Nullable Output output) {
    if (output == null || output.open() || output.columns().size() != row.items().size()) {
      return;
    }
    for (int i = 0; i < row.items().size(); i++) {
      Expr item = row.items().get(i);
      String type = settled(names.internalOrSame(output.columns().get(i).type()));
      operators.binary(at, item, typeOf(item), "=", null, type);
    }
  }

  private boolean containsColumn(Expr expr) {
    return expr instanceof Expr.Column
        || expr.query() != null
        || expr.children().stream().anyMatch(this::containsColumn);
  }

  private String quantified(Expr.Quantified quantified) {
    String operand = typeOf(quantified.operand());
    String sign =
        switch (quantified.operator()) {
          case "like" -> "~~";
          case "ilike" -> "~~*";
          default -> quantified.operator();
        };
    if (sign.equals("operator()") || quantified.operand() instanceof Expr.Row) {
      return BOOLEAN;
    }
    String item = null;
    if (quantified.query() != null) {
      Output output = outputs.get(quantified.query());
      if (output != null && !output.open() && output.columns().size() == 1) {
        item = settled(names.internalOrSame(output.columns().getFirst().type()));
      }
    } else if (quantified.array() != null) {
      String array = typeOf(quantified.array());
      Type type = array == null ? null : catalog.type(array);
      if (type != null && !type.element().isEmpty()) {
        item = type.element();
      }
    }
    if (item != null && operand != null) {
      operators.binary(quantified.at(), quantified.operand(), operand, sign, null, item);
    }
    return BOOLEAN;
  }

  private @Nullable String caseType(Expr.Case c) {
    for (Expr condition : c.conditions()) {
      if (c.operand() == null) {
        condition(condition, "WHEN");
      } else {
        operators.binary(condition.at(), c.operand(), "=", condition);
      }
    }
    // The server begins with ELSE.
    List<Expr> results = new ArrayList<>(c.results());
    if (results.size() > c.conditions().size()) {
      results.addFirst(results.removeLast());
    }
    return common(c.at(), results, "CASE");
  }

  private @Nullable String common(int at, List<Expr> values, String what) {
    List<@Nullable String> types = new ArrayList<>();
    for (Expr value : values) {
      types.add(typeOf(value));
    }
    String common = coercions.commonType(types);
    if (common == null) {
      if (coercions.conflicts(types)) {
        mismatch(at, what + " cannot match the types " + PostgresTypeNames.list(types));
      }
      return null;
    }
    for (Expr value : values) {
      if (UNKNOWN.equals(typeOf(value))) {
        literal(value, common);
      }
    }
    return common;
  }

  private @Nullable String array(Expr.Array array) {
    if (array.query() != null) {
      Output output = outputs.get(array.query());
      if (output == null || output.open() || output.columns().size() != 1) {
        return null;
      }
      return names.arrayOf(settled(names.internalOrSame(output.columns().getFirst().type())));
    }
    if (isEmpty(array)) {
      mismatch(array.at(), "Nothing tells the type of an empty array");
      return null;
    }
    String common = common(array.at(), array.items(), "ARRAY");
    if (common == null) {
      return null;
    }
    return array.items().getFirst() instanceof Expr.Array ? common : names.arrayOf(common);
  }

  private static boolean isEmpty(Expr.Array array) {
    return array.query() == null && array.items().isEmpty();
  }

  private @Nullable String subscript(Expr.Subscript subscript) {
    String base = typeOf(subscript.base());
    subscript.bounds().forEach(this::typeOf);
    Type type = base == null ? null : catalog.type(base);
    if (type == null) {
      return null;
    }
    if (type.name().equals("jsonb")) {
      return "jsonb";
    }
    if (type.element().isEmpty()) {
      return null;
    }
    return subscript.slice() ? base : type.element();
  }

  private @Nullable String atTimeZone(Expr.AtTimeZone zone) {
    String operand = typeOf(zone.operand());
    typeOf(zone.zone());
    if (operand == null) {
      return null;
    }
    return switch (operand) {
      case "timestamptz", "date", UNKNOWN -> "timestamp".equals(operand) ? null : "timestamp";
      case "timestamp" -> "timestamptz";
      case "time", "timetz" -> "timetz";
      default -> {
        if (coercions.isBuiltIn(operand)) {
          mismatch(
              zone.at(),
              "AT TIME ZONE takes a time, but this is of type " + PostgresTypeNames.shown(operand));
        }
        yield null;
      }
    };
  }

  // ---------------------------------------------------------------- functions

  /** parse_expr.c: transformCollateClause. */
  private @Nullable String collated(Expr.Collate collate) {
    String type = typeOf(collate.operand());
    String element = type != null && type.startsWith("_") ? type.substring(1) : type;
    if (type != null
        && !type.equals(UNKNOWN)
        && coercions.isBuiltIn(type)
        && !COLLATED.contains(element)) {
      mismatch(
          collate.at(), "Values of type " + PostgresTypeNames.shown(type) + " take no collation");
    }
    return settled(type);
  }

  /** gram.y: doNegate: the sign belongs to the constant, so that the lowest integer is one. */
  private static boolean isLowest(Expr.Unary unary) {
    return unary.operator().equals("-")
        && unary.operand() instanceof Expr.Literal literal
        && literal.kind() == Expr.Literal.Kind.INTEGER
        && literal.text().equals("2147483648");
  }

  private @Nullable String call(Expr.Call call) {
    if (call.filter() != null) {
      condition(call.filter(), "FILTER");
    }
    if (call.over() != null) {
      call.over().partitionBy().forEach(this::typeOf);
      call.over().orderBy().forEach(k -> typeOf(k.expr()));
    }
    call.orderBy().forEach(k -> typeOf(k.expr()));
    List<@Nullable String> types = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      types.add(typeOf(argument));
    }
    String name = call.function();
    if (call.special()) {
      return special(call, name, types);
    }
    boolean own = schema.hasRoutine(call.name().getLast().text());
    boolean qualified =
        call.name().size() > 1 && !call.name().getFirst().text().equals("pg_catalog");
    // Which parameter an argument with a name is for the catalogue here does not say.
    boolean named = call.arguments().stream().anyMatch(Expr.Argument.class::isInstance);
    if (own || qualified || named || call.withinGroup()) {
      return null;
    }
    if (call.star()) {
      return name.equals("count") ? "int8" : null;
    }
    if (name.equals("count") && types.isEmpty()) {
      reporter.report(
          FindingRule.FUNCTION_ARGUMENTS,
          call.at(),
          "count takes an argument",
          "Write COUNT(*) to count rows.",
          "count");
      return "int8";
    }
    return function(call, call.name().getLast().text(), call.arguments(), types);
  }

  private @Nullable String special(Expr.Call call, String name, List<@Nullable String> types) {
    List<Expr> arguments = call.arguments();
    return switch (name) {
      case "current_date" -> "date";
      case "current_timestamp" -> "timestamptz";
      case "localtimestamp" -> "timestamp";
      case "current_time" -> "timetz";
      case "localtime" -> "time";
      case "current_role",
          "current_user",
          "session_user",
          "user",
          "current_catalog",
          "current_schema" ->
          "name";
      case "coalesce", "greatest", "least" ->
          common(call.at(), arguments, name.toUpperCase(java.util.Locale.ROOT));
      case "nullif" -> {
        operators.binary(call.at(), arguments.get(0), "=", arguments.get(1));
        String first = typeOf(arguments.get(0));
        yield UNKNOWN.equals(first) ? settled(typeOf(arguments.get(1))) : first;
      }
      case "extract" -> function(call, "extract", arguments, types);
      case "position" -> function(call, "position", arguments.reversed(), types.reversed());
      case "substring", "overlay" ->
          types.size() >= 2 && types.size() <= 4 ? function(call, name, arguments, types) : null;
      // TRIM(chars FROM text) has its operands the other way round; both are text.
      case "btrim", "ltrim", "rtrim" -> function(call, name, arguments, types);
      case "grouping" -> "int4";
      case "normalize", "collation for", "merge_action" -> TEXT;
      default -> null;
    };
  }

  private @Nullable String function(
      Expr.Call call, String name, List<Expr> arguments, List<@Nullable String> types) {
    List<Signature> candidates = new ArrayList<>();
    for (Signature signature : catalog.signatures(name)) {
      Signature adapted = OverloadChoice.adapt(signature, types.size());
      if (adapted != null) {
        candidates.add(adapted);
      }
    }
    if (candidates.isEmpty()) {
      return null;
    }
    if (types.size() == 1 && names.isTypeName(name)) {
      // text(x), date(x): a cast in the form of a call.
      String type = TypeNames.internal(name);
      String from = types.getFirst();
      if (from != null
          && !from.equals(UNKNOWN)
          && coercions.isBuiltIn(from)
          && coercions.canCast(from, type)) {
        return type;
      }
    }
    OverloadChoice.Match match = overloads.match(candidates, types);
    if (match.none()) {
      boolean sure = types.stream().allMatch(t -> t == null || coercions.isBuiltIn(t));
      if (sure && !schema.isUncertain()) {
        reporter.report(
            FindingRule.FUNCTION_ARGUMENTS,
            call.at(),
            "There is no function " + name + "(" + PostgresTypeNames.list(types) + ")",
            functionHint(name, types),
            name);
      }
      return null;
    }
    if (match.chosen() != null) {
      for (int i = 0; i < arguments.size(); i++) {
        coerce(arguments.get(i), types.get(i), match.chosen().arguments().get(i));
      }
    }
    return match.result();
  }

  private @Nullable String functionHint(String name, List<@Nullable String> types) {
    String first = types.isEmpty() ? null : types.getFirst();
    if (first == null) {
      return null;
    }
    Type type = catalog.type(first);
    boolean text = type != null && type.category() == 'S';
    if (text && (name.equals("sum") || name.equals("avg") || name.equals("round"))) {
      return "Cast the text to a number: CAST(x AS numeric).";
    }
    if (text && (name.equals("extract") || name.startsWith("date_"))) {
      return "Cast the text to a date: CAST(x AS date).";
    }
    if (name.equals("round") && types.size() == 2 && "float8".equals(first)) {
      return "ROUND with digits takes numeric alone: ROUND(CAST(x AS numeric), n).";
    }
    return "Cast the arguments to types that the function takes.";
  }

  // ---------------------------------------------------------------- literals

  void coerce(@Nullable Expr expr, @Nullable String from, String to) {
    if (expr != null && UNKNOWN.equals(from)) {
      literal(expr, to);
    }
  }

  /** A literal that takes on a type has to read as a value of it. */
  private void literal(Expr expr, String type) {
    if (expr instanceof Expr.Literal literal && literal.kind() == Expr.Literal.Kind.STRING) {
      checkText(literal.at(), literal.text(), type);
    }
  }

  private void checkText(int at, String text, String type) {
    if (PostgresTypeNames.isEnum(type)) {
      List<String> labels = names.enumLabels(type);
      if (!labels.contains(text)) {
        invalid(
            at,
            text,
            type,
            NearestName.hint(NearestName.find(text, labels)).isEmpty()
                ? "Its values are "
                    + String.join(", ", labels.subList(0, Math.min(10, labels.size())))
                    + "."
                : NearestName.hint(NearestName.find(text, labels)));
      } else if (names.isOfOpenTransaction(type, text)) {
        reporter.report(
            FindingRule.TRANSACTION_RULE,
            at,
            "The value '"
                + text
                + "' was added in this transaction and is of use after COMMIT alone",
            "Add it in a transaction of its own.",
            text);
      }
      return;
    }
    if (!LiteralText.mayBe(type, text)) {
      invalid(at, text, type, null);
    }
  }

  private void invalid(int at, String text, String type, @Nullable String hint) {
    String shown = text.length() > 40 ? text.substring(0, 39) + "…" : text;
    reporter.report(
        FindingRule.INVALID_LITERAL,
        at,
        "'" + shown + "' is no value of type " + PostgresTypeNames.shown(type),
        hint,
        null);
  }

  private void mismatch(int at, String message) {
    reporter.report(FindingRule.TYPE_MISMATCH, at, message, "Cast one of them.", null);
  }
}
