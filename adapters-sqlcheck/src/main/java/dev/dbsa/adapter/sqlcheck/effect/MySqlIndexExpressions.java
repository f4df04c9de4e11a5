package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expressions that MySQL indexes: their values are short, and of no type that has no order; an
 * array of JSON is indexed value by value.
 */
final class MySqlIndexExpressions {
  private static final Set<String> GEOMETRIES =
      Set.of(
          "geomcollection",
          "geometrycollection",
          "linestring",
          "multilinestring",
          "multipoint",
          "multipolygon",
          "point",
          "polygon",
          "st_buffer",
          "st_centroid",
          "st_convexhull",
          "st_difference",
          "st_endpoint",
          "st_envelope",
          "st_exteriorring",
          "st_geomcollfromtext",
          "st_geomcollfromwkb",
          "st_geometryfromtext",
          "st_geometryfromwkb",
          "st_geometryn",
          "st_geomfromgeojson",
          "st_geomfromtext",
          "st_geomfromwkb",
          "st_interiorringn",
          "st_intersection",
          "st_linefromtext",
          "st_linefromwkb",
          "st_linestringfromtext",
          "st_pointfromtext",
          "st_pointfromwkb",
          "st_pointn",
          "st_polyfromtext",
          "st_polygonfromtext",
          "st_simplify",
          "st_startpoint",
          "st_swapxy",
          "st_symdifference",
          "st_transform",
          "st_union",
          "st_validate");

  private static final Set<String> JSON =
      Set.of(
          "json_array",
          "json_array_append",
          "json_array_insert",
          "json_extract",
          "json_insert",
          "json_keys",
          "json_merge",
          "json_merge_patch",
          "json_merge_preserve",
          "json_object",
          "json_remove",
          "json_replace",
          "json_search",
          "json_set");

  private static final Set<String> LONG = Set.of("json_unquote", "st_asbinary", "st_aswkb");

  /** What gives a text where it is given one. */
  private static final Set<String> LIKE_THEIR_TEXTS =
      Set.of(
          "coalesce",
          "concat",
          "ifnull",
          "lcase",
          "lower",
          "ltrim",
          "replace",
          "reverse",
          "rtrim",
          "trim",
          "ucase",
          "upper");

  /** The longest characters of an array's values. */
  private static final int MOST_CHARACTERS = 512;

  private static final Set<String> NO_ARRAYS = Set.of("json", "float", "double", "real", "year");

  private MySqlIndexExpressions() {}

  /** Binds the expression of a key part, and refuses what is not indexed. */
  static void check(KeyPart part, Expr expression, TableDraft draft, Step step) {
    if (isArray(expression) && expression instanceof Expr.Cast array) {
      array(part, array, draft, step);
      step.expression(ExpressionUse.INDEX_KEY, array.operand(), draft.table(), null);
      return;
    }
    step.expression(ExpressionUse.INDEX_KEY, expression, draft.table(), null);
    if (step.isMariaDb()) {
      return;
    }
    String why = why(expression, draft, step);
    if (why != null) {
      refuse(expression.at(), why, draft, step);
    }
  }

  static boolean isArray(Expr expression) {
    return expression instanceof Expr.Cast cast && cast.type().arrayDimensions() > 0;
  }

  /** One key part alone takes several values of a row. */
  static void arrays(int at, List<KeyPart> parts, TableDraft draft, Step step) {
    long arrays =
        parts.stream().filter(p -> p.expression() != null && isArray(p.expression())).count();
    if (arrays > 1) {
      refuse(at, "An index has one part alone that is an array", draft, step);
    }
  }

  private static void array(KeyPart part, Expr.Cast cast, TableDraft draft, Step step) {
    String name = cast.type().name();
    Token behind = step.text().token(cast.type().at() + 1);
    Token length = step.text().token(cast.type().at() + 2);
    boolean strings = name.equals("char") || name.equals("nchar") || name.equals("binary");
    boolean fits =
        behind.is("(")
            && length.text().matches("[0-9]{1,9}")
            && Integer.parseInt(length.text()) <= MOST_CHARACTERS;
    if (strings && !fits) {
      refuse(
          cast.type().at(),
          "The values of an indexed array have a length of at most " + MOST_CHARACTERS,
          draft,
          step);
    } else if (NO_ARRAYS.contains(name)) {
      refuse(cast.type().at(), "There are no arrays of " + name, draft, step);
    } else if (ordered(part, step)) {
      refuse(
          cast.at(), "The values of an array are indexed in no order: no ASC or DESC", draft, step);
    } else if (draft.storage() != null && !MySqlTables.isInnoDb(draft.storage())) {
      refuse(cast.at(), "The engine " + draft.storage() + " does not index arrays", draft, step);
    }
  }

  /** Whether ASC or DESC stands behind the part. */
  private static boolean ordered(KeyPart part, Step step) {
    int depth = 0;
    for (int i = part.at(); i < step.text().tokens().size(); i++) {
      Token token = step.text().token(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && i > part.at()) {
        Token next = step.text().token(i + 1);
        return next.is("asc") || next.is("desc");
      }
    }
    return false;
  }

  private static void refuse(int at, String message, TableDraft draft, Step step) {
    step.refuse(FindingRule.DEFINITION_EXPRESSION, at, message, null, draft.name());
  }

  /** Why the values cannot be indexed; {@code null} where they can, or that cannot be told. */
  private static @Nullable String why(Expr expression, TableDraft draft, Step step) {
    if (expression instanceof Expr.Row) {
      return "A key part is one value, not a row";
    }
    if (TreeWalk.first(expression, e -> counts(e, draft)).isPresent()) {
      return "The expression of an index cannot refer to an AUTO_INCREMENT column";
    }
    if (expression instanceof Expr.Literal l
        && (l.isNull() || l.kind() == Expr.Literal.Kind.STRING && l.text().isEmpty())) {
      return "A value without a length is not indexed";
    }
    if (expression instanceof Expr.Cast cast && cast.type().name().equals("json")) {
      return "A value of JSON is not indexed; cast it to what it holds";
    }
    if (!(expression instanceof Expr.Call call)
        || call.name().size() > 1
        || step.state().hasRoutine(call.function())) {
      return null;
    }
    String function = call.function();
    if (GEOMETRIES.contains(function)) {
      return "A geometry that is computed is not indexed";
    }
    if (JSON.contains(function)) {
      return "A value of JSON is not indexed; cast it to what it holds";
    }
    boolean ofTexts =
        LIKE_THEIR_TEXTS.contains(function)
            && call.arguments().stream().anyMatch(a -> isText(a, draft));
    return LONG.contains(function) || ofTexts
        ? "A value of any length is not indexed; cast it to CHAR with a length"
        : null;
  }

  private static boolean counts(Expr expression, TableDraft draft) {
    if (!(expression instanceof Expr.Column name)) {
      return false;
    }
    Column column = draft.column(name.last().text());
    return column != null && column.generation() == ColumnGeneration.AUTO_INCREMENT;
  }

  private static boolean isText(Expr expression, TableDraft draft) {
    if (!(expression instanceof Expr.Column name)) {
      return false;
    }
    Column column = draft.column(name.last().text());
    String base = column == null ? "" : MySqlTypes.base(column.type());
    return MySqlTypes.isText(base) || MySqlTypes.isBlob(base);
  }
}
