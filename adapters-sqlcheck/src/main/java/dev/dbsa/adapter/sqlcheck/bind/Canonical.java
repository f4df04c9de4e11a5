package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.tree.Expr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes expressions in a form that is equal for expressions of equal meaning. */
final class Canonical {
  private final Map<Expr, Resolved> columns;

  Canonical(Map<Expr, Resolved> columns) {
    this.columns = columns;
  }

  /** The form; {@code null} where equality cannot be told. */
  @Nullable String of(Expr expr) {
    StringBuilder form = new StringBuilder();
    return write(expr, form) ? form.toString() : null;
  }

  /** The form by the columns' own names, without regard to their tables. */
  static @Nullable String unbound(Expr expr) {
    StringBuilder form = new StringBuilder();
    return new Canonical(Map.of()).write(expr, form) ? form.toString() : null;
  }

  private boolean write(Expr expr, StringBuilder form) {
    switch (expr) {
      case Expr.Column column -> {
        Resolved resolved = columns.get(column);
        if (columns.isEmpty()) {
          form.append('#').append(Keywords.fold(column.last().text()));
          return true;
        }
        if (resolved == null) {
          return false;
        }
        form.append('#').append(resolved.key());
        return true;
      }
      case Expr.Literal literal -> {
        form.append(literal.kind()).append(':').append(literal.text()).append(';');
        return true;
      }
      case Expr.Unary unary -> form.append(unary.operator());
      case Expr.Chain chain -> form.append(chain.operators());
      case Expr.Logical logical -> form.append(logical.operator());
      case Expr.Is is -> form.append("is ").append(is.not()).append(is.what());
      case Expr.Between between -> form.append("between ").append(between.not());
      case Expr.Like like -> form.append(like.operator()).append(like.not());
      case Expr.In in when in.query() == null -> form.append("in ").append(in.not());
      case Expr.Call call when call.over() == null ->
          form.append(call.function()).append(call.distinct()).append(call.star());
      case Expr.Cast cast ->
          form.append("cast ")
              .append(TypeNames.internal(cast.type().name()))
              .append(cast.type().arrayDimensions());
      case Expr.TypedLiteral literal ->
          form.append(literal.type().name()).append(':').append(literal.text()).append(';');
      case Expr.Case c ->
          form.append("case ").append(c.operand() != null).append(c.conditions().size());
      case Expr.Row _ -> form.append("row");
      case Expr.Array array when array.query() == null -> form.append("array");
      case Expr.Subscript subscript -> form.append("[]").append(subscript.slice());
      case Expr.Field field when field.name() != null ->
          form.append('.').append(field.name().text());
      case Expr.Collate _ -> form.append("collate");
      case Expr.AtTimeZone _ -> form.append("at time zone");
      case Expr.Interval interval -> form.append("interval ").append(interval.unit());
      case Expr.Variable variable -> form.append(variable.name());
      default -> {
        return false;
      }
    }
    return writeAll(expr.children(), form);
  }

  private boolean writeAll(List<Expr> parts, StringBuilder form) {
    form.append('(');
    for (Expr part : parts) {
      if (!write(part, form)) {
        return false;
      }
      form.append(',');
    }
    form.append(')');
    return true;
  }
}
