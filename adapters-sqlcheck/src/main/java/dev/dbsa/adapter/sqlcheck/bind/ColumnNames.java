package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives to what has none of its own (parse_target.c, FigureColname). */
public final class ColumnNames {
  /** What a column is called that nothing gives a name to. */
  private static final String NAMELESS = "?column?";

  /**
   * A name that was found.
   *
   * @param text {@code null} where it cannot be told
   * @param strong whether an expression around it takes the name on, rather than its own
   */
  private record Found(@Nullable String text, boolean strong) {}

  private static final Found NONE = new Found(NAMELESS, false);

  private ColumnNames() {}

  /** The name of a result column without an alias; {@code null} where it cannot be told. */
  static @Nullable String ofResult(Expr expr) {
    return find(expr).text();
  }

  /** What an expression is called in the name of an index over it. */
  public static String ofIndexPart(Expr expr) {
    String text = find(expr).text();
    return text == null || text.equals(NAMELESS) ? "expr" : text;
  }

  private static Found find(Expr expr) {
    return switch (expr) {
      case Expr.Column column -> strong(column.last().text());
      case Expr.Field field -> strong(field.name() == null ? null : field.name().text());
      case Expr.Subscript subscript -> find(subscript.base());
      case Expr.Collate collate -> find(collate.operand());
      case Expr.Call call -> strong(function(call));
      case Expr.Cast cast -> {
        Found inner = find(cast.operand());
        yield inner.strong() ? inner : weak(TypeNames.internal(cast.type().name()));
      }
      case Expr.TypedLiteral literal -> weak(TypeNames.internal(literal.type().name()));
      case Expr.Case c -> {
        boolean otherwise = c.results().size() > c.conditions().size();
        Found last = otherwise ? find(c.results().getLast()) : NONE;
        yield last.strong() ? last : weak("case");
      }
      case Expr.AtTimeZone _ -> strong("timezone");
      case Expr.Exists _ -> strong("exists");
      case Expr.Array _ -> strong("array");
      case Expr.Row _ -> strong("row");
      case Expr.Is is when is.what().equals("normalized") && !is.not() -> strong("is_normalized");
      case Expr.Other _ -> strong("overlaps");
      case Expr.Subquery subquery -> strong(ofFirst(subquery.query()));
      case Expr.Star _ -> strong(null);
      default -> NONE;
    };
  }

  private static Found strong(@Nullable String text) {
    return new Found(text, true);
  }

  private static Found weak(String text) {
    return new Found(text, false);
  }

  private static String function(Expr.Call call) {
    return call.special() && call.function().equals("collation for")
        ? "pg_collation_for"
        : call.name().getLast().text();
  }

  private static @Nullable String ofFirst(Query query) {
    if (query.body() instanceof Query.Select select && !select.items().isEmpty()) {
      Query.Item first = select.items().getFirst();
      return first.alias() != null ? first.alias().text() : find(first.expr()).text();
    }
    return null;
  }
}
