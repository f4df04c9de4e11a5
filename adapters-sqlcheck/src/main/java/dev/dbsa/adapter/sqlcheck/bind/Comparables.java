package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Expr;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which types of PostgreSQL have the equality that DISTINCT, GROUP BY and UNION need, and the order
 * that ORDER BY needs: those with a default operator class for hash or btree (typcache.c).
 */
final class Comparables {
  /** The types of pg_catalog without equality. */
  private static final Set<String> WITHOUT_EQUALITY =
      Set.of(
          "box",
          "circle",
          "gtsvector",
          "json",
          "jsonpath",
          "line",
          "lseg",
          "path",
          "pg_snapshot",
          "point",
          "polygon",
          "refcursor",
          "txid_snapshot",
          "xml");

  /** Those that have equality, but no order. */
  private static final Set<String> WITHOUT_ORDER = Set.of("aclitem", "cid", "xid");

  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final SchemaState schema;
  private final Reporter reporter;
  private final @Nullable PostgresTyper typer;

  Comparables(Binding binding) {
    this.schema = binding.schema;
    this.reporter = binding.reporter;
    this.typer = binding.typer;
  }

  /** Reports a value that cannot be told apart from others, for the clause that has to. */
  void equality(Expr expr, String clause) {
    if (typer != null) {
      equality(expr.at(), typer.typeOf(expr), clause);
    }
  }

  /** The same of the columns of a result. */
  void equality(int at, List<OutputColumn> columns, String clause) {
    for (OutputColumn column : columns) {
      equality(column.expr() == null ? at : column.expr().at(), type(column), clause);
    }
  }

  private void equality(int at, @Nullable String type, String clause) {
    if (WITHOUT_EQUALITY.contains(element(type))) {
      report(at, type, clause, "cannot be told apart");
    }
  }

  /** Reports a value that has no order, for the clause that needs one. */
  void order(Expr expr, String clause) {
    if (typer != null) {
      order(expr.at(), typer.typeOf(expr), clause);
    }
  }

  /** The same of a column of a result. */
  void order(int at, OutputColumn column, String clause) {
    order(at, type(column), clause);
  }

  private void order(int at, @Nullable String type, String clause) {
    String element = element(type);
    if (WITHOUT_EQUALITY.contains(element) || WITHOUT_ORDER.contains(element)) {
      report(at, type, clause, "have no order");
    }
  }

  private @Nullable String type(OutputColumn column) {
    return typer == null ? null : typer.catalogued(column.type());
  }

  private String element(@Nullable String type) {
    if (type == null) {
      return "";
    }
    PostgresCatalog.Type known = catalog.type(type);
    return known == null ? "" : known.element().isEmpty() ? type : known.element();
  }

  private void report(int at, @Nullable String type, String clause, String what) {
    if (type == null || schema.isUncertain()) {
      return;
    }
    String shown = TypeNames.external(type);
    reporter.report(
        FindingRule.UNKNOWN_OPERATOR,
        at,
        "Values of type " + shown + " " + what + ", as " + clause + " has to",
        type.endsWith("json") ? "Cast the value to jsonb." : "Cast the value to text.",
        shown);
  }
}
