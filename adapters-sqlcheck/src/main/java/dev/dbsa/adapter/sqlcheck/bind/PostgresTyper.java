package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Operator;
import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Signature;
import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Type;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private static final String BOOLEAN = "bool";
  private static final String TEXT = "text";

  /** Operators that no extension is known to define on built-in types. */
  private static final List<String> PLAIN_OPERATORS =
      List.of(
          "=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "+", "-", "*", "/", "||");

  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final Map<Expr, Resolved> columns;
  private final Map<Query, Output> outputs;
  private final SchemaState schema;
  private final Server server;
  private final Reporter reporter;
  private final ForeignOperators foreignOperators;

  /** What was found before; an empty value stands for what cannot be told. */
  private final Map<Expr, Optional<String>> known = new IdentityHashMap<>();

  private final Map<String, Optional<String>> internal = new HashMap<>();

  PostgresTyper(
      Map<Expr, Resolved> columns,
      Map<Query, Output> outputs,
      SchemaState schema,
      Server server,
      Reporter reporter) {
    this.columns = columns;
    this.outputs = outputs;
    this.schema = schema;
    this.server = server;
    this.reporter = reporter;
    this.foreignOperators = new ForeignOperators(schema, this);
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
    if (isBuiltIn(type)) {
      reporter.report(
          FindingRule.NOT_BOOLEAN,
          expr.at(),
          clause + " needs a condition, but this is of type " + shown(type),
          "Compare it with something.",
          null);
    }
  }

  /** A number of rows: LIMIT and OFFSET. */
  void count(Expr expr) {
    String type = typeOf(expr);
    if (UNKNOWN.equals(type)) {
      literal(expr, "int8");
    } else if (type != null && isBuiltIn(type) && !canAssign(type, "int8")) {
      mismatch(expr.at(), "LIMIT and OFFSET need a number, but this is of type " + shown(type));
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
    String target = internal(columnType);
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
    String target = internal(columnType);
    String type = internalOrSame(value.type());
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
    if (isBuiltIn(type) && isKnown(target) && !canAssign(type, target)) {
      mismatch(
          at,
          "The column "
              + column
              + " is of type "
              + shown(target)
              + ", but the value is of type "
              + shown(type));
    }
  }

  /** The common type of the columns of a set operation. */
  @Nullable String commonOfColumns(int at, List<OutputColumn> arms, String operator) {
    List<@Nullable String> types = new ArrayList<>();
    for (OutputColumn arm : arms) {
      types.add(internalOrSame(arm.type()));
    }
    String common = commonType(types);
    if (common == null && conflicts(types)) {
      mismatch(at, operator + " cannot match the types " + list(types));
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
        String type = typeName(literal.type());
        if (type != null) {
          checkText(literal.at(), literal.text(), type);
        }
        yield type;
      }
      case Expr.Cast cast -> cast(cast);
      case Expr.Unary unary -> unary(unary);
      case Expr.Chain chain -> chain(chain);
      case Expr.Logical logical -> {
        for (Expr operand : logical.operands()) {
          condition(operand, logical.operator().toUpperCase(java.util.Locale.ROOT));
        }
        yield BOOLEAN;
      }
      case Expr.Is is -> is(is);
      case Expr.Between between -> {
        compare(between.at(), between.operand(), ">=", between.low());
        compare(between.at(), between.operand(), "<=", between.high());
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
        binary(like.at(), like.operand(), sign, like.pattern());
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
            : settled(internalOrSame(output.columns().getFirst().type()));
      }
      case Expr.Call call -> call(call);
      case Expr.Case c -> caseType(c);
      case Expr.Array array -> array(array);
      case Expr.Subscript subscript -> subscript(subscript);
      case Expr.Collate collate -> settled(typeOf(collate.operand()));
      case Expr.AtTimeZone zone -> atTimeZone(zone);
      case Expr.Default _, Expr.Star _, Expr.Variable _ -> null;
      case Expr.Row row -> {
        row.items().forEach(this::typeOf);
        yield null;
      }
      case Expr.Field field -> {
        typeOf(field.base());
        yield null;
      }
      case Expr.Assignment _, Expr.Interval _, Expr.SequenceValue _ -> null;
      case Expr.Other other -> {
        other.children().forEach(this::typeOf);
        yield null;
      }
    };
  }

  private @Nullable String columnType(Resolved resolved) {
    return internalOrSame(resolved.type());
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
      long value = Long.decode(text.replace("_", "").replaceFirst("^0+(?=[0-9])", ""));
      return value <= Integer.MAX_VALUE ? "int4" : "int8";
    } catch (NumberFormatException e) {
      return Character.isDigit(text.charAt(text.length() - 1)) && text.length() < 19
          ? "int8"
          : "numeric";
    }
  }

  private @Nullable String cast(Expr.Cast cast) {
    String to = typeName(cast.type());
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
    } else if (isBuiltIn(from) && isBuiltIn(to) && !canCast(from, to)) {
      reporter.report(
          FindingRule.INVALID_CAST,
          cast.at(),
          "The type " + shown(from) + " cannot be cast to " + shown(to),
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

  private @Nullable String unary(Expr.Unary unary) {
    if (unary.operator().equals("not")) {
      condition(unary.operand(), "NOT");
      return BOOLEAN;
    }
    String operand = typeOf(unary.operand());
    if (unary.operator().equals("operator()")) {
      return null;
    }
    List<Operator> candidates =
        catalog.operators(unary.operator()).stream().filter(o -> o.left().isEmpty()).toList();
    if (candidates.isEmpty()) {
      return noOperator(unary.at(), true, unary.operator(), null, operand);
    }
    List<Signature> signatures =
        candidates.stream().map(o -> signature(o.result(), o.right())).toList();
    Match match = match(signatures, types(operand));
    if (match.none()) {
      return noOperator(unary.at(), true, unary.operator(), null, operand);
    }
    return match.result();
  }

  private @Nullable String chain(Expr.Chain chain) {
    Expr left = chain.operands().getFirst();
    String type = typeOf(left);
    for (int i = 1; i < chain.operands().size(); i++) {
      Expr right = chain.operands().get(i);
      Expr literal = i == 1 ? left : null;
      type =
          binary(
              chain.operatorsAt().get(i - 1), literal, type, chain.operators().get(i - 1), right);
    }
    return type;
  }

  private void compare(int at, Expr left, String sign, Expr right) {
    binary(at, left, sign, right);
  }

  private @Nullable String binary(int at, Expr left, String sign, Expr right) {
    return binary(at, left, typeOf(left), sign, right);
  }

  private @Nullable String binary(
      int at, @Nullable Expr left, @Nullable String leftType, String sign, Expr right) {
    String rightType = typeOf(right);
    if (isComparison(sign)) {
      rowAndConstant(left, right);
      rowAndConstant(right, left);
    }
    if (sign.equals("operator()") || left instanceof Expr.Row || right instanceof Expr.Row) {
      return isComparison(sign) ? BOOLEAN : null;
    }
    return binary(at, left, leftType, sign, right, rightType);
  }

  /** A table's name where a column was meant: a whole row is compared with a single value. */
  private void rowAndConstant(@Nullable Expr row, @Nullable Expr constant) {
    if (row instanceof Expr.Column column
        && constant instanceof Expr.Literal literal
        && !literal.isNull()) {
      Resolved resolved = columns.get(column);
      if (resolved != null && resolved.column() == null && resolved.source().table() != null) {
        reporter.report(
            FindingRule.TYPE_MISMATCH,
            row.at(),
            "A whole row of " + column.last() + " is compared with a single value",
            "Name one of its columns.",
            column.last().text());
      }
    }
  }

  private @Nullable String binary(
      int at,
      @Nullable Expr left,
      @Nullable String leftType,
      String sign,
      @Nullable Expr right,
      @Nullable String rightType) {
    String name = sign.equals("!=") ? "<>" : sign;
    if (name.equals("=") && isNullLiteral(right)) {
      return BOOLEAN;
    }
    List<Operator> candidates =
        catalog.operators(name).stream().filter(o -> !o.left().isEmpty()).toList();
    if (candidates.isEmpty()) {
      return noOperator(at, false, sign, leftType, rightType);
    }
    if (leftType == null || rightType == null) {
      return isComparison(name) || name.startsWith("~") || name.startsWith("!~") ? BOOLEAN : null;
    }
    String exact = exact(candidates, leftType, rightType);
    if (exact != null) {
      String both = leftType.equals(UNKNOWN) ? rightType : leftType;
      coerce(left, leftType, both);
      coerce(right, rightType, both);
      return exact;
    }
    List<Signature> signatures = new ArrayList<>();
    for (Operator operator : candidates) {
      signatures.add(signature(operator.result(), operator.left(), operator.right()));
    }
    Match match = match(signatures, types(leftType, rightType));
    if (match.none()) {
      return noOperator(at, false, sign, leftType, rightType);
    }
    if (match.chosen() != null) {
      List<String> declared = match.chosen().arguments();
      boolean alike = declared.getFirst().equals(declared.getLast());
      coerce(left, leftType, alike ? operand(declared.getFirst(), rightType) : declared.getFirst());
      coerce(right, rightType, alike ? operand(declared.getLast(), leftType) : declared.getLast());
    }
    return match.result();
  }

  /** Enumerations, arrays and ranges share operators whose two operands are of the same type. */
  private static String operand(String declared, String other) {
    return switch (declared) {
      case "anyenum", "anyarray", "anyrange", "anymultirange" -> other;
      default -> declared;
    };
  }

  private static boolean isNullLiteral(@Nullable Expr expr) {
    return expr instanceof Expr.Literal literal && literal.isNull();
  }

  private static boolean isComparison(String sign) {
    return switch (sign) {
      case "=", "<>", "!=", "<", ">", "<=", ">=" -> true;
      default -> false;
    };
  }

  /** An operator on exactly these types, a literal being taken for the other operand's type. */
  private @Nullable String exact(List<Operator> candidates, String left, String right) {
    String l = left.equals(UNKNOWN) ? right : left;
    String r = right.equals(UNKNOWN) ? left : right;
    for (Operator operator : candidates) {
      if (operator.left().equals(l) && operator.right().equals(r)) {
        return operator.result();
      }
    }
    return null;
  }

  private @Nullable String noOperator(
      int at, boolean prefix, String sign, @Nullable String left, @Nullable String right) {
    boolean sure =
        (left == null || isSure(left)) && right != null && isSure(right)
            || catalog.operators(sign).isEmpty() && !sign.equals("!=");
    boolean plain = PLAIN_OPERATORS.contains(sign.equals("!=") ? "<>" : sign);
    if (!sure
        || schema.isUncertain() && !plain
        || foreignOperators.mayTake(prefix, sign, left, right)) {
      return null;
    }
    if (schema.mayHaveUnlistedObjects() && !plain) {
      reporter.notShown("Whether an extension brings the operator " + sign + ".");
      return null;
    }
    String operands =
        left == null
            ? right == null ? sign : sign + " " + shown(right)
            : shown(left) + " " + sign + " " + (right == null ? "" : shown(right));
    reporter.report(
        FindingRule.UNKNOWN_OPERATOR,
        at,
        "There is no operator " + operands,
        operatorHint(sign, left, right),
        sign);
    return isComparison(sign) ? BOOLEAN : null;
  }

  /** Whether all that can be done with values of a type is known. */
  private boolean isSure(String type) {
    return isBuiltIn(type) || isEnum(type) && !foreignOperators.isCast(type);
  }

  private @Nullable String operatorHint(
      String sign, @Nullable String left, @Nullable String right) {
    if (sign.equals("<=>")) {
      return "PostgreSQL has a IS NOT DISTINCT FROM b.";
    }
    if (sign.equals("==")) {
      return "Write = to compare.";
    }
    if (sign.equals("&&")) {
      return "Write AND.";
    }
    if (sign.startsWith("~~") || sign.startsWith("!~~")) {
      return "LIKE compares text: cast the value to text.";
    }
    if (left != null && right != null && !left.equals(right)) {
      return "Cast one side to the type of the other.";
    }
    return null;
  }

  private String is(Expr.Is is) {
    switch (is.what()) {
      case "true", "false", "unknown" ->
          condition(is.operand(), "IS " + is.what().toUpperCase(java.util.Locale.ROOT));
      case "distinct" -> {
        if (is.other() != null) {
          binary(is.at(), is.operand(), "=", is.other());
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
      if (output != null && !output.open() && output.columns().size() == 1) {
        binary(
            in.at(),
            in.operand(),
            operand,
            "=",
            null,
            settled(internalOrSame(output.columns().getFirst().type())));
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
    String common = constants && in.list().size() > 1 ? commonType(types) : null;
    if (common != null) {
      for (Expr item : in.list()) {
        if (UNKNOWN.equals(typeOf(item))) {
          literal(item, common);
        }
      }
      if (!UNKNOWN.equals(operand)) {
        binary(in.at(), null, operand, "=", null, common);
      }
      return BOOLEAN;
    }
    for (Expr item : in.list()) {
      binary(item.at(), in.operand(), operand, "=", item);
    }
    return BOOLEAN;
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
        item = settled(internalOrSame(output.columns().getFirst().type()));
      }
    } else if (quantified.array() != null) {
      String array = typeOf(quantified.array());
      Type type = array == null ? null : catalog.type(array);
      if (type != null && !type.element().isEmpty()) {
        item = type.element();
      }
    }
    if (item != null && operand != null) {
      binary(quantified.at(), quantified.operand(), operand, sign, null, item);
    }
    return BOOLEAN;
  }

  private @Nullable String caseType(Expr.Case c) {
    for (Expr condition : c.conditions()) {
      if (c.operand() == null) {
        condition(condition, "WHEN");
      } else {
        binary(condition.at(), c.operand(), "=", condition);
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
    String common = commonType(types);
    if (common == null) {
      if (conflicts(types)) {
        mismatch(at, what + " cannot match the types " + list(types));
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
      return arrayOf(settled(internalOrSame(output.columns().getFirst().type())));
    }
    if (isEmpty(array)) {
      mismatch(array.at(), "Nothing tells the type of an empty array");
      return null;
    }
    String common = common(array.at(), array.items(), "ARRAY");
    if (common == null) {
      return null;
    }
    return array.items().getFirst() instanceof Expr.Array ? common : arrayOf(common);
  }

  private static boolean isEmpty(Expr.Array array) {
    return array.query() == null && array.items().isEmpty();
  }

  private @Nullable String arrayOf(@Nullable String element) {
    if (element == null) {
      return null;
    }
    String array = "_" + element;
    return catalog.type(array) != null ? array : null;
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
        if (isBuiltIn(operand)) {
          mismatch(zone.at(), "AT TIME ZONE takes a time, but this is of type " + shown(operand));
        }
        yield null;
      }
    };
  }

  // ---------------------------------------------------------------- functions

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
    if (own || qualified || call.withinGroup()) {
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
      case "coalesce", "greatest", "least" -> {
        List<Expr> values = arguments;
        yield common(call.at(), values, name.toUpperCase(java.util.Locale.ROOT));
      }
      case "nullif" -> {
        binary(call.at(), arguments.get(0), "=", arguments.get(1));
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
      Signature adapted = adapt(signature, types.size());
      if (adapted != null) {
        candidates.add(adapted);
      }
    }
    if (candidates.isEmpty()) {
      return null;
    }
    if (types.size() == 1 && isTypeName(name)) {
      // text(x), date(x): a cast in the form of a call.
      String type = TypeNames.internal(name);
      String from = types.getFirst();
      if (from != null && !from.equals(UNKNOWN) && isBuiltIn(from) && canCast(from, type)) {
        return type;
      }
    }
    Match match = match(candidates, types);
    if (match.none()) {
      boolean sure = types.stream().allMatch(t -> t == null || isBuiltIn(t));
      if (sure && !schema.isUncertain()) {
        reporter.report(
            FindingRule.FUNCTION_ARGUMENTS,
            call.at(),
            "There is no function " + name + "(" + list(types) + ")",
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

  /** The overload as it looks to a call with so many arguments; {@code null} if it takes fewer. */
  private static @Nullable Signature adapt(Signature signature, int count) {
    if (!signature.takes(count)) {
      return null;
    }
    List<String> declared = signature.arguments();
    if (signature.variadic() && count >= declared.size()) {
      List<String> expanded = new ArrayList<>(declared.subList(0, declared.size() - 1));
      String last = declared.getLast();
      String element =
          switch (last) {
            case "any" -> "any";
            case "anyarray" -> "anyelement";
            case "anycompatiblearray" -> "anycompatible";
            default -> last.startsWith("_") ? last.substring(1) : last;
          };
      while (expanded.size() < count) {
        expanded.add(element);
      }
      declared = expanded;
    }
    return new Signature(
        signature.kind(),
        signature.result(),
        declared.subList(0, Math.min(count, declared.size())),
        0,
        false,
        signature.outputs());
  }

  private static Signature signature(String result, String... arguments) {
    return new Signature('f', result, Arrays.asList(arguments), 0, false, List.of());
  }

  private static List<@Nullable String> types(@Nullable String... types) {
    return Arrays.asList(types);
  }

  /**
   * What came of looking for an overload.
   *
   * @param none whether there is certainly none
   * @param chosen {@code null} where it cannot be told which one
   */
  private record Match(boolean none, @Nullable Signature chosen, @Nullable String result) {
    static final Match NONE = new Match(true, null, null);
    static final Match UNSURE = new Match(false, null, null);
  }

  private Match match(List<Signature> candidates, List<@Nullable String> types) {
    boolean sure = types.stream().noneMatch(Objects::isNull);
    List<Signature> fitting = new ArrayList<>();
    for (Signature candidate : candidates) {
      if (candidate.arguments().size() == types.size() && fits(candidate, types)) {
        fitting.add(candidate);
      }
    }
    if (fitting.isEmpty()) {
      return Match.NONE;
    }
    if (!sure) {
      return sameResult(fitting);
    }
    for (Signature candidate : fitting) {
      if (isExact(candidate, types)) {
        return chosen(candidate, types);
      }
    }
    if (fitting.size() == 1) {
      return chosen(fitting.getFirst(), types);
    }
    Signature best = best(fitting, types);
    return best == null ? sameResult(fitting) : chosen(best, types);
  }

  private Match sameResult(List<Signature> fitting) {
    String result = fitting.getFirst().result();
    boolean same = fitting.stream().allMatch(s -> s.result().equals(result));
    return same && isConcrete(result) ? new Match(false, null, result) : Match.UNSURE;
  }

  private Match chosen(Signature signature, List<@Nullable String> types) {
    return new Match(false, signature, result(signature, types));
  }

  private boolean isExact(Signature candidate, List<@Nullable String> types) {
    for (int i = 0; i < types.size(); i++) {
      if (!candidate.arguments().get(i).equals(types.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Signature candidate, List<@Nullable String> types) {
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i);
      if (type != null && !canCoerce(type, candidate.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** parse_func.c: func_select_candidate. */
  private @Nullable Signature best(List<Signature> fitting, List<@Nullable String> types) {
    List<String> inputs = new ArrayList<>();
    for (String type : types) {
      inputs.add(Objects.requireNonNull(type));
    }
    List<Signature> rest = keepBest(fitting, inputs, false);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    rest = keepBest(rest, inputs, true);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    if (!inputs.contains(UNKNOWN)) {
      return null;
    }
    rest = byCategory(rest, inputs);
    if (rest.size() == 1) {
      return rest.getFirst();
    }
    String only = null;
    for (String input : inputs) {
      if (!input.equals(UNKNOWN)) {
        if (only != null && !only.equals(input)) {
          return null;
        }
        only = input;
      }
    }
    if (only == null) {
      return null;
    }
    Signature found = null;
    for (Signature candidate : rest) {
      boolean takes = true;
      for (String argument : candidate.arguments()) {
        takes &= canCoerce(only, argument);
      }
      if (takes) {
        if (found != null) {
          return null;
        }
        found = candidate;
      }
    }
    return found;
  }

  private List<Signature> keepBest(
      List<Signature> candidates, List<String> inputs, boolean preferred) {
    int most = -1;
    List<Signature> best = new ArrayList<>();
    for (Signature candidate : candidates) {
      int matches = 0;
      for (int i = 0; i < inputs.size(); i++) {
        String input = inputs.get(i);
        if (input.equals(UNKNOWN)) {
          continue;
        }
        String argument = candidate.arguments().get(i);
        if (argument.equals(input) || preferred && isPreferred(argument, category(input))) {
          matches++;
        }
      }
      if (matches > most) {
        most = matches;
        best.clear();
      }
      if (matches == most) {
        best.add(candidate);
      }
    }
    return best;
  }

  private List<Signature> byCategory(List<Signature> candidates, List<String> inputs) {
    List<Signature> rest = candidates;
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(UNKNOWN)) {
        continue;
      }
      char wanted = ' ';
      boolean conflict = false;
      for (Signature candidate : candidates) {
        char category = category(candidate.arguments().get(i));
        if (category == 'S') {
          wanted = 'S';
          conflict = false;
          break;
        }
        if (wanted == ' ') {
          wanted = category;
        } else if (wanted != category) {
          conflict = true;
        }
      }
      if (conflict) {
        return candidates;
      }
      List<Signature> kept = new ArrayList<>();
      boolean havePreferred = false;
      for (Signature candidate : rest) {
        havePreferred |=
            category(candidate.arguments().get(i)) == wanted
                && isPreferred(candidate.arguments().get(i), wanted);
      }
      for (Signature candidate : rest) {
        String argument = candidate.arguments().get(i);
        if (category(argument) == wanted && (!havePreferred || isPreferred(argument, wanted))) {
          kept.add(candidate);
        }
      }
      if (!kept.isEmpty()) {
        rest = kept;
      }
    }
    return rest;
  }

  private @Nullable String result(Signature signature, List<@Nullable String> types) {
    String result = signature.result();
    if (isConcrete(result)) {
      return result;
    }
    String element = null;
    boolean compatible = result.startsWith("anycompatible");
    List<@Nullable String> compatibles = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String argument = signature.arguments().get(i);
      String type = types.get(i);
      if (type == null) {
        continue;
      }
      switch (argument) {
        case "anyelement", "anynonarray", "anyenum" -> {
          if (!type.equals(UNKNOWN)) {
            element = type;
          }
        }
        case "anycompatible", "anycompatiblenonarray" -> compatibles.add(type);
        case "anyarray", "anycompatiblearray" -> {
          Type array = catalog.type(type);
          if (array != null && !array.element().isEmpty()) {
            element = array.element();
            compatibles.add(array.element());
          }
        }
        default -> {}
      }
    }
    if (compatible) {
      element = commonType(compatibles);
    }
    if (element == null) {
      return null;
    }
    return switch (result) {
      case "anyelement", "anynonarray", "anyenum", "anycompatible", "anycompatiblenonarray" ->
          element;
      case "anyarray", "anycompatiblearray" -> arrayOf(element);
      default -> null;
    };
  }

  private boolean isConcrete(String type) {
    Type known = catalog.type(type);
    return known != null && known.kind() != 'p' || type.equals("void");
  }

  // ---------------------------------------------------------------- coercion

  boolean canCoerce(String from, String to) {
    if (from.equals(to) || from.equals(UNKNOWN) || to.equals("any")) {
      return true;
    }
    Type source = catalog.type(from);
    if (source == null) {
      // An enum fits nothing but polymorphic arguments; of other types of the schema nothing is
      // known.
      return !isEnum(from)
          || to.equals("anyelement")
          || to.equals("anyenum")
          || to.equals("anynonarray")
          || to.startsWith("anycompatible") && !to.endsWith("array") && !to.endsWith("range");
    }
    switch (to) {
      case "anyelement", "anycompatible" -> {
        return true;
      }
      case "anynonarray", "anycompatiblenonarray" -> {
        return source.category() != 'A';
      }
      case "anyarray", "anycompatiblearray" -> {
        return source.category() == 'A' || from.equals("int2vector") || from.equals("oidvector");
      }
      case "anyenum" -> {
        return false;
      }
      case "anyrange", "anycompatiblerange" -> {
        return source.category() == 'R';
      }
      case "anymultirange", "anycompatiblemultirange" -> {
        return source.kind() == 'm';
      }
      case "record", "_record" -> {
        return from.equals("record");
      }
      default -> {}
    }
    if (catalog.cast(from, to) == 'i') {
      return true;
    }
    Type target = catalog.type(to);
    if (target != null && !target.element().isEmpty() && !source.element().isEmpty()) {
      return canCoerce(source.element(), target.element());
    }
    return false;
  }

  private boolean canAssign(String from, String to) {
    if (canCoerce(from, to) || isEnum(from) && category(to) == 'S') {
      return true;
    }
    if (!isBuiltIn(from) || !isBuiltIn(to)) {
      return isEnum(to) ? from.equals(to) : !isBuiltIn(from);
    }
    char cast = catalog.cast(from, to);
    return cast == 'a' || category(to) == 'S' || isArrayPair(from, to, 'a');
  }

  private boolean canCast(String from, String to) {
    if (canAssign(from, to)) {
      return true;
    }
    return catalog.cast(from, to) == 'e'
        || category(from) == 'S'
        || category(to) == 'S'
        || isArrayPair(from, to, 'e')
        || category(from) == 'U' && category(to) == 'U' && from.startsWith("json")
        || from.equals("record")
        || to.equals("record");
  }

  private boolean isArrayPair(String from, String to, char context) {
    Type source = catalog.type(from);
    Type target = catalog.type(to);
    if (source == null
        || target == null
        || source.element().isEmpty()
        || target.element().isEmpty()) {
      return false;
    }
    return context == 'a'
        ? canAssign(source.element(), target.element())
        : canCast(source.element(), target.element());
  }

  /** parse_coerce.c: select_common_type; {@code null} where there is none or it is not known. */
  private @Nullable String commonType(List<@Nullable String> types) {
    if (types.isEmpty() || types.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    String common = UNKNOWN;
    for (String type : types) {
      if (type == null || type.equals(UNKNOWN) || type.equals(common)) {
        continue;
      }
      String candidate = type;
      if (common.equals(UNKNOWN)) {
        common = candidate;
        continue;
      }
      if (candidate.equals(common)) {
        continue;
      }
      if (category(candidate) != category(common)) {
        return null;
      }
      boolean preferred = isPreferred(common, category(common));
      if (!preferred && canCoerce(common, candidate) && !canCoerce(candidate, common)) {
        common = candidate;
      }
    }
    if (common.equals(UNKNOWN)) {
      return TEXT;
    }
    for (String type : types) {
      if (type != null && !canCoerce(type, common)) {
        return null;
      }
    }
    return common;
  }

  /** Whether the types, all of them known, have nothing in common. */
  private boolean conflicts(List<@Nullable String> types) {
    return types.stream().allMatch(t -> t != null && isBuiltIn(t));
  }

  private char category(String type) {
    Type known = catalog.type(type);
    return known == null ? isEnum(type) ? 'E' : 'U' : known.category();
  }

  private boolean isPreferred(String type, char category) {
    Type known = catalog.type(type);
    return known != null && known.preferred() && known.category() == category;
  }

  private boolean isBuiltIn(String type) {
    return catalog.type(type) != null;
  }

  private boolean isKnown(String type) {
    return isBuiltIn(type) || isEnum(type);
  }

  // ---------------------------------------------------------------- literals

  private void coerce(@Nullable Expr expr, @Nullable String from, String to) {
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
    if (isEnum(type)) {
      List<String> labels = enumLabels(type);
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
        "'" + shown + "' is no value of type " + shown(type),
        hint,
        null);
  }

  private void mismatch(int at, String message) {
    reporter.report(FindingRule.TYPE_MISMATCH, at, message, "Cast one of them.", null);
  }

  // ---------------------------------------------------------------- type names

  /** The catalogue's name of a type as the server prints it; {@code null} if it is not known. */
  @Nullable String internal(@Nullable String printed) {
    if (printed == null) {
      return null;
    }
    Optional<String> before = internal.get(printed);
    if (before == null) {
      // A domain leads to its own type: no computeIfAbsent, which must not call itself.
      before = Optional.ofNullable(findInternal(printed));
      internal.put(printed, before);
    }
    return before.orElse(null);
  }

  /** Types of our own making are catalogue names already. */
  private @Nullable String internalOrSame(@Nullable String type) {
    if (type == null || type.equals(UNKNOWN) || catalog.type(type) != null) {
      return type;
    }
    return internal(type);
  }

  private @Nullable String findInternal(String printed) {
    String name = printed.replaceAll("\\([^)]*\\)", "").replaceAll("\\s+", " ").strip();
    int dimensions = 0;
    while (name.endsWith("[]")) {
      name = name.substring(0, name.length() - 2).strip();
      dimensions++;
    }
    if (name.startsWith("interval ")) {
      name = "interval";
    }
    String type = name.equals("\"char\"") ? "char" : TypeNames.internal(name);
    if (catalog.type(type) == null) {
      type = userType(name);
      if (type == null || dimensions > 0) {
        return null;
      }
      return type;
    }
    return dimensions == 0 ? type : arrayOf(type);
  }

  private @Nullable String userType(String name) {
    String plain = name.replace("\"", "");
    for (UserType type : schema.snapshot().types()) {
      boolean same = type.name().name().equals(plain) || type.name().toString().equals(plain);
      if (same) {
        return switch (type) {
          case UserType.Enumeration e -> "enum:" + e.name();
          case UserType.Domain d -> internal(d.baseType());
          case UserType.Composite _, UserType.Range _, UserType.Base _ -> null;
        };
      }
    }
    return null;
  }

  private static boolean isEnum(String type) {
    return type.startsWith("enum:");
  }

  private List<String> enumLabels(String type) {
    for (UserType candidate : schema.snapshot().types()) {
      if (candidate instanceof UserType.Enumeration e && type.equals("enum:" + e.name())) {
        // The script may have added some.
        return schema.type(e.name().schema(), e.name().name()).orElse(e)
                instanceof UserType.Enumeration now
            ? now.labels()
            : e.labels();
      }
    }
    return List.of();
  }

  private boolean isTypeName(String name) {
    return catalog.type(TypeNames.internal(name)) != null;
  }

  /** The type that a script names; reports one that does not exist. */
  private @Nullable String typeName(Expr.TypeName type) {
    String name = TypeNames.internal(type.name());
    if (catalog.type(name) == null) {
      String user = userType(type.name());
      if (user == null && !type.quoted() && !mayExist(type.name())) {
        reporter.report(
            FindingRule.UNKNOWN_TYPE,
            type.at(),
            "There is no type " + type.name(),
            typeHint(type.name()),
            type.name());
      }
      return type.arrayDimensions() > 0 ? null : user;
    }
    String whyNot = TypeModifiers.whyNot(type, server);
    if (whyNot != null) {
      reporter.report(FindingRule.TYPE_MODIFIER, type.at(), whyNot, null, type.name());
    }
    return type.arrayDimensions() > 0 ? arrayOf(name) : name;
  }

  private boolean mayExist(String name) {
    return schema.mayHaveUnlistedObjects()
        || schema.isUncertain()
        || schema.mayHaveType(name)
        || schema.snapshot().types().stream().anyMatch(t -> t.name().name().equals(name));
  }

  private static @Nullable String typeHint(String name) {
    return switch (name) {
      case "double" -> "PostgreSQL calls it double precision.";
      case "signed" -> "PostgreSQL has integer and bigint.";
      case "unsigned" -> "PostgreSQL has no unsigned numbers; take bigint or numeric.";
      case "datetime" -> "PostgreSQL calls it timestamp.";
      case "string" -> "PostgreSQL calls it text.";
      case "number" -> "PostgreSQL calls it numeric.";
      case "tinyint" -> "PostgreSQL has smallint.";
      case "blob" -> "PostgreSQL calls it bytea.";
      default -> null;
    };
  }

  private String list(List<@Nullable String> types) {
    List<String> words = new ArrayList<>();
    for (String type : types) {
      words.add(type == null ? "?" : shown(type));
    }
    return String.join(", ", words);
  }

  private static String shown(String type) {
    return TypeNames.external(
        type.startsWith("enum:") ? type.substring(type.lastIndexOf('.') + 1) : type);
  }
}
