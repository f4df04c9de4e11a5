package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Operator;
import dev.dbsa.adapter.sqlcheck.bind.PostgresCatalog.Signature;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operators between values, and the types of what they yield (parse_oper.c). */
final class PostgresOperators {
  /** Operators that scripts are not known to define on built-in types. */
  private static final List<String> PLAIN_OPERATORS =
      List.of(
          "=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "+", "-", "*", "/", "||");

  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final PostgresTyper typer;
  private final PostgresCoercions coercions;
  private final OverloadChoice overloads;
  private final ForeignOperators foreignOperators;
  private final Map<Expr, Resolved> columns;
  private final SchemaState schema;
  private final Reporter reporter;

  PostgresOperators(
      PostgresTyper typer,
      PostgresTypeNames names,
      PostgresCoercions coercions,
      Map<Expr, Resolved> columns,
      SchemaState schema,
      Reporter reporter) {
    this.typer = typer;
    this.coercions = coercions;
    this.overloads = new OverloadChoice(names, coercions);
    this.foreignOperators = new ForeignOperators(schema, names, coercions);
    this.columns = columns;
    this.schema = schema;
    this.reporter = reporter;
  }

  @Nullable String unary(Expr.Unary unary) {
    if (unary.operator().equals("not")) {
      typer.condition(unary.operand(), "NOT");
      return PostgresTyper.BOOLEAN;
    }
    String operand = typer.typeOf(unary.operand());
    if (unary.operator().equals("operator()")) {
      return null;
    }
    List<Operator> candidates = catalog.prefixOperators(unary.operator());
    if (candidates.isEmpty()) {
      return noOperator(unary.at(), true, unary.operator(), null, operand);
    }
    List<Signature> signatures =
        candidates.stream().map(o -> OverloadChoice.signature(o.result(), o.right())).toList();
    OverloadChoice.Match match = overloads.match(signatures, OverloadChoice.types(operand));
    if (match.none()) {
      return noOperator(unary.at(), true, unary.operator(), null, operand);
    }
    return match.result();
  }

  @Nullable String chain(Expr.Chain chain) {
    Expr left = chain.operands().getFirst();
    String type = typer.typeOf(left);
    for (int i = 1; i < chain.operands().size(); i++) {
      Expr right = chain.operands().get(i);
      Expr literal = i == 1 ? left : null;
      type =
          binary(
              chain.operatorsAt().get(i - 1), literal, type, chain.operators().get(i - 1), right);
    }
    return type;
  }

  void compare(int at, Expr left, String sign, Expr right) {
    binary(at, left, sign, right);
  }

  @Nullable String binary(int at, Expr left, String sign, Expr right) {
    return binary(at, left, typer.typeOf(left), sign, right);
  }

  @Nullable String binary(
      int at, @Nullable Expr left, @Nullable String leftType, String sign, Expr right) {
    String rightType = typer.typeOf(right);
    if (isComparison(sign)) {
      rowAndConstant(left, right);
      rowAndConstant(right, left);
    }
    if (left instanceof Expr.Row one
        && right instanceof Expr.Row other
        && isComparison(sign)
        && one.items().size() == other.items().size()) {
      for (int i = 0; i < one.items().size(); i++) {
        binary(at, one.items().get(i), sign, other.items().get(i));
      }
      return PostgresTyper.BOOLEAN;
    }
    if (sign.equals("operator()") || left instanceof Expr.Row || right instanceof Expr.Row) {
      return isComparison(sign) ? PostgresTyper.BOOLEAN : null;
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

  @Nullable String binary(
      int at,
      @Nullable Expr left,
      @Nullable String leftType,
      String sign,
      @Nullable Expr right,
      @Nullable String rightType) {
    String name = sign.equals("!=") ? "<>" : sign;
    if (name.equals("=") && isNullLiteral(right)) {
      return PostgresTyper.BOOLEAN;
    }
    List<Operator> candidates = catalog.binaryOperators(name);
    if (candidates.isEmpty()) {
      return noOperator(at, false, sign, leftType, rightType);
    }
    if (leftType == null || rightType == null) {
      return isComparison(name) || name.startsWith("~") || name.startsWith("!~")
          ? PostgresTyper.BOOLEAN
          : null;
    }
    String exact = exact(candidates, leftType, rightType);
    if (exact != null) {
      String both = leftType.equals(PostgresTyper.UNKNOWN) ? rightType : leftType;
      typer.coerce(left, leftType, both);
      typer.coerce(right, rightType, both);
      return exact;
    }
    List<Signature> signatures = new ArrayList<>();
    for (Operator operator : candidates) {
      signatures.add(
          OverloadChoice.signature(operator.result(), operator.left(), operator.right()));
    }
    OverloadChoice.Match match =
        overloads.match(signatures, OverloadChoice.types(leftType, rightType));
    if (match.none()) {
      return noOperator(at, false, sign, leftType, rightType);
    }
    if (match.chosen() != null) {
      List<String> declared = match.chosen().arguments();
      boolean alike = declared.getFirst().equals(declared.getLast());
      typer.coerce(
          left, leftType, alike ? operand(declared.getFirst(), rightType) : declared.getFirst());
      typer.coerce(
          right, rightType, alike ? operand(declared.getLast(), leftType) : declared.getLast());
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
    String l = left.equals(PostgresTyper.UNKNOWN) ? right : left;
    String r = right.equals(PostgresTyper.UNKNOWN) ? left : right;
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
            || !catalog.hasOperator(sign) && !sign.equals("!=");
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
            ? right == null ? sign : sign + " " + PostgresTypeNames.shown(right)
            : PostgresTypeNames.shown(left)
                + " "
                + sign
                + " "
                + (right == null ? "" : PostgresTypeNames.shown(right));
    reporter.report(
        FindingRule.UNKNOWN_OPERATOR,
        at,
        "There is no operator " + operands,
        operatorHint(sign, left, right),
        sign);
    return isComparison(sign) ? PostgresTyper.BOOLEAN : null;
  }

  /** Whether all that can be done with values of a type is known. */
  private boolean isSure(String type) {
    return coercions.isBuiltIn(type)
        || PostgresTypeNames.isEnum(type) && !foreignOperators.isCast(type);
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
}
