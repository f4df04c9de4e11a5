package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound.TableColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Conditions that no ordinary index can answer. */
final class FilterCost implements RowRule {
  private static final int LARGE_LIST = 500;

  /** Functions of one row's values: anything else may be constant or is not understood. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "lower",
          "upper",
          "trim",
          "btrim",
          "ltrim",
          "rtrim",
          "substring",
          "substr",
          "left",
          "right",
          "date",
          "year",
          "month",
          "day",
          "date_trunc",
          "date_format",
          "to_char",
          "coalesce",
          "ifnull",
          "abs",
          "round",
          "floor",
          "ceil",
          "extract",
          "date_part",
          "length",
          "char_length",
          "concat",
          "cast",
          "convert",
          "date_add",
          "date_sub",
          "unix_timestamp",
          "md5",
          "replace");

  @Override
  public void check(RowStatement statement, Notes notes) {
    for (Expr condition : statement.conditions()) {
      for (Expr part : Conditions.conjuncts(condition)) {
        if (part instanceof Expr.Logical logical && logical.operator().equalsIgnoreCase("or")) {
          or(statement, logical, notes);
        }
        Expr.Chain comparison = Conditions.comparison(part);
        if (comparison != null) {
          wrapped(
              statement, comparison.operands().getFirst(), comparison.operands().getLast(), notes);
          wrapped(
              statement, comparison.operands().getLast(), comparison.operands().getFirst(), notes);
        } else if (part instanceof Expr.Between between && !between.not()) {
          wrapped(statement, between.operand(), between.low(), notes);
        } else if (part instanceof Expr.In in
            && !in.not()
            && in.query() == null
            && !in.list().isEmpty()) {
          wrapped(statement, in.operand(), in.list().getFirst(), notes);
        }
      }
    }
    for (Expr expr : statement.expressions()) {
      switch (expr) {
        case Expr.Like like -> wildcard(statement, like, notes);
        case Expr.In in when in.list().size() >= LARGE_LIST ->
            notes.finding(
                FindingRule.LARGE_IN_LIST,
                in.at(),
                "IN lists " + in.list().size() + " values",
                "Put the values in a table and join it.",
                null);
        default -> {}
      }
    }
  }

  private static void wildcard(RowStatement statement, Expr.Like like, Notes notes) {
    boolean pattern =
        (like.operator().equals("like") || like.operator().equals("ilike"))
            && like.pattern() instanceof Expr.Literal literal
            && literal.kind() == Expr.Literal.Kind.STRING
            && !literal.text().isEmpty()
            && (literal.text().charAt(0) == '%' || literal.text().charAt(0) == '_');
    if (!pattern || Conditions.columns(like.operand()).isEmpty()) {
      return;
    }
    Optional<TableColumn> column = statement.bound().column(like.operand());
    if (column.isPresent() && hasTrigrams(column.get())) {
      return;
    }
    boolean small = column.isPresent() && notes.scale().isSmall(column.get().table());
    notes.finding(
        FindingRule.LEADING_WILDCARD,
        small ? Severity.INFO : Severity.WARNING,
        like.pattern().at(),
        "A pattern that begins with a wildcard compares every row",
        statement.isPostgres()
            ? "Begin the pattern with text, or add a trigram index (gin_trgm_ops)."
            : "Begin the pattern with text, or use a FULLTEXT index and MATCH … AGAINST.",
        column.map(TableColumn::column).orElse(null));
  }

  private static boolean hasTrigrams(TableColumn column) {
    Relation relation = column.table().snapshot();
    return relation != null
        && relation.indexes().stream()
            .anyMatch(
                i ->
                    Set.of("gin", "gist", "fulltext").contains(i.method())
                        && i.parts().stream()
                            .anyMatch(p -> mentions(p.column(), p.expression(), column.column())));
  }

  private static boolean mentions(
      @org.jspecify.annotations.Nullable String column,
      @org.jspecify.annotations.Nullable String expression,
      String name) {
    return name.equalsIgnoreCase(column) || expression != null && expression.contains(name);
  }

  private static void wrapped(RowStatement statement, Expr side, Expr other, Notes notes) {
    if (!Conditions.columns(other).isEmpty() || Conditions.hasQuery(other)) {
      return;
    }
    Expr.Column inner = innerColumn(side);
    if (inner == null) {
      return;
    }
    Optional<TableColumn> column = statement.bound().column(inner);
    boolean known = column.isPresent() && column.get().table().snapshot() != null;
    if (!known) {
      return;
    }
    Relation relation = column.get().table().snapshot();
    String name = column.get().column();
    if (relation == null || !relation.kind().isTable() || hasExpressionIndex(relation, name)) {
      return;
    }
    boolean indexed = relation.indexes().stream().anyMatch(i -> i.leadsWith(name));
    if (indexed) {
      notes.finding(
          FindingRule.FUNCTION_ON_COLUMN,
          side.at(),
          "The index on "
              + name
              + " cannot be used, because the condition computes with the column",
          "Compare the bare column with a value or a range, or index the expression.",
          name);
    }
  }

  private static Expr.@org.jspecify.annotations.Nullable Column innerColumn(Expr side) {
    List<Expr.Column> columns = Conditions.columns(side);
    if (columns.size() != 1 || Conditions.hasQuery(side)) {
      return null;
    }
    boolean computed =
        switch (side) {
          case Expr.Call call -> FUNCTIONS.contains(call.function()) && call.over() == null;
          case Expr.Cast _ -> true;
          case Expr.Chain chain ->
              chain.operators().stream().allMatch(o -> Set.of("+", "-", "*", "/").contains(o));
          default -> false;
        };
    return computed ? columns.getFirst() : null;
  }

  private static boolean hasExpressionIndex(Relation relation, String column) {
    String name = column.toLowerCase(Locale.ROOT);
    return relation.indexes().stream()
        .flatMap(i -> i.parts().stream())
        .anyMatch(
            p -> p.expression() != null && p.expression().toLowerCase(Locale.ROOT).contains(name));
  }

  private static void or(RowStatement statement, Expr.Logical or, Notes notes) {
    Set<String> names = new HashSet<>();
    Relation only = null;
    for (Expr operand : or.operands()) {
      Expr.Chain comparison = Conditions.comparison(operand);
      if (comparison == null
          || !comparison.operators().getFirst().equals("=")
          || !Conditions.columns(comparison.operands().getLast()).isEmpty()) {
        return;
      }
      Optional<TableColumn> column = statement.bound().column(comparison.operands().getFirst());
      if (column.isEmpty() || column.get().table().snapshot() == null) {
        return;
      }
      Relation relation = column.get().table().snapshot();
      if (only != null && !relation.name().equals(only.name())) {
        return;
      }
      only = relation;
      names.add(column.get().column());
    }
    if (only == null || names.size() < 2 || notes.scale().mayBeSmall(only)) {
      return;
    }
    List<Index> indexes = only.indexes();
    boolean all = names.stream().allMatch(n -> indexes.stream().anyMatch(i -> i.leadsWith(n)));
    if (!all) {
      notes.finding(
          FindingRule.OR_ACROSS_COLUMNS,
          or.at(),
          "OR over several columns reads all of "
              + only.name().name()
              + Scale.text(only)
              + " unless each of them has an index",
          "Index each of the columns, or write two queries with UNION.",
          only.name().name());
    }
  }
}
