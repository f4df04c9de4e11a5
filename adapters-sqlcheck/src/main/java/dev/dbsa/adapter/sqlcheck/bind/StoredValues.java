package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.RowTriggers;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.SetItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what goes into the columns of rows, as far as it is known before any row is read: columns
 * left out that need a value, NULL where there must be none, values for computed columns, and
 * literals that the column cannot hold. A statement that either finds no row or is refused is in
 * error; where a trigger may fill in what is missing, only some rows are concerned, or an UPDATE
 * meets a table that seems to be empty, it is warned of. What is left out is a warning always:
 * upserts are written so.
 */
final class StoredValues {
  private final Binding binding;
  private final ColumnResolver columns;
  private final ValueFit fit;
  private final boolean postgres;

  StoredValues(Binding binding, ColumnResolver columns) {
    this.binding = binding;
    this.columns = columns;
    this.postgres = binding.postgres;
    this.fit =
        postgres
            ? new PostgresValueFit(binding.schema)
            : new MySqlValueFit(binding.schema, binding.server.isMariaDb());
  }

  /** The rows of an INSERT that are written out, or made of defaults alone. */
  void insert(Statement.Insert insert, @Nullable Table target) {
    if (target == null || !isFollowed(target)) {
      return;
    }
    Rows rows = new Rows(target, insert, true);
    if (insert.source() != null && insert.source().body() instanceof Query.Values values) {
      for (List<Expr> row : values.rows()) {
        if (insert.columnsNamed() && row.size() != insert.columns().size()) {
          return;
        }
        rows.row(given(insert, target, row), row.isEmpty() ? insert.at() : row.getFirst().at());
      }
    } else if (insert.source() == null) {
      Map<String, Expr> given = new HashMap<>();
      for (SetItem set : insert.sets()) {
        Table.TableColumn column =
            columns.findColumn(target, set.targets().getFirst().name().getLast().text());
        if (column != null) {
          given.put(column.name(), set.value());
        }
      }
      rows.row(given, insert.at());
    }
  }

  /** The rows of an INSERT that a query gives. */
  void insert(Statement.Insert insert, @Nullable Table target, Output output) {
    if (target == null || !isFollowed(target) || output.open()) {
      return;
    }
    Rows rows = new Rows(target, insert, false);
    Map<String, Expr> given = new HashMap<>();
    Set<String> filled = new HashSet<>();
    for (int i = 0; i < output.columns().size(); i++) {
      Column column = column(insert, target, i);
      if (column != null) {
        filled.add(column.name());
        Expr expr = output.columns().get(i).expr();
        given.put(column.name(), expr instanceof Expr.Literal literal ? literal : SOMETHING);
      }
    }
    rows.row(given, insert.at());
  }

  /** A value of which nothing is known. */
  private static final Expr SOMETHING = new Expr.Parameter(0);

  /**
   * SET of an UPDATE, of MERGE or of what happens on a conflict.
   *
   * @param every whether it is done to every row that the statement concerns
   */
  void update(List<SetItem> sets, @Nullable Table target, boolean ignore, boolean every) {
    if (target == null || !isFollowed(target)) {
      return;
    }
    Rows rows = new Rows(target, ignore, every);
    for (SetItem set : sets) {
      for (int i = 0; i < set.targets().size(); i++) {
        Expr value = value(set, i);
        if (set.targets().get(i).indirection() || value == null) {
          continue;
        }
        Table.TableColumn found =
            columns.findColumn(target, set.targets().get(i).name().getLast().text());
        if (found != null) {
          rows.set(column(target, found), value);
        }
      }
    }
  }

  private static @Nullable Expr value(SetItem set, int index) {
    if (!set.multiple()) {
      return set.value();
    }
    return set.value() instanceof Expr.Row row && row.items().size() == set.targets().size()
        ? row.items().get(index)
        : SOMETHING;
  }

  /** INSERT of MERGE. */
  void merge(Statement.MergeWhen when, @Nullable Table target) {
    if (target == null || !isFollowed(target) || !when.action().equals("insert")) {
      return;
    }
    Map<String, Expr> given = new HashMap<>();
    for (int i = 0; i < when.values().size(); i++) {
      Table.TableColumn found = null;
      if (!when.columnsNamed()) {
        found = i < target.columns().size() ? target.columns().get(i) : null;
      } else if (i < when.columns().size()) {
        found = columns.findColumn(target, when.columns().get(i).text());
      }
      if (found != null) {
        given.put(found.name(), when.values().get(i));
      }
    }
    Rows rows = new Rows(target, false, false);
    rows.overriding = when.overriding();
    rows.row(given, when.at());
  }

  private Map<String, Expr> given(Statement.Insert insert, Table target, List<Expr> row) {
    Map<String, Expr> given = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      Column column = column(insert, target, i);
      if (column != null) {
        given.put(column.name(), row.get(i));
      }
    }
    return given;
  }

  private @Nullable Column column(Statement.Insert insert, Table target, int index) {
    if (!insert.columnsNamed() || insert.columns().isEmpty()) {
      List<Column> visible =
          target.relation().columns().stream().filter(c -> !c.invisible()).toList();
      return index < visible.size() ? visible.get(index) : null;
    }
    if (index >= insert.columns().size()) {
      return null;
    }
    Table.TableColumn found = columns.findColumn(target, insert.columns().get(index).text());
    return found == null ? null : column(target, found);
  }

  private static Column column(Table target, Table.TableColumn column) {
    return target.relation().columns().stream()
        .filter(c -> c.name().equals(column.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether rows go straight into the table, and all of its columns are known. */
  private boolean isFollowed(Table target) {
    return !target.open()
        && (target.kind() == RelationKind.TABLE || target.kind() == RelationKind.PARTITIONED_TABLE)
        && target.relation().traits().rules().isEmpty()
        && (postgres || binding.schema.isStrict());
  }

  /** What goes into the rows of one statement. */
  private final class Rows {
    private final Table target;

    /** Whether every row of the statement is stored so. */
    private final boolean every;

    /** Whether the script writes the rows out, so that there is one. */
    private final boolean written;

    /** Whether a trigger may change the row before it is stored. */
    private final boolean rewritten;

    private final boolean ignore;
    private boolean overriding;
    private final Set<String> told = new HashSet<>();

    Rows(Table target, Statement.Insert insert, boolean written) {
      this.target = target;
      this.every = true;
      this.written = written;
      this.ignore = insert.ignore();
      this.overriding = insert.overriding();
      this.rewritten = RowTriggers.mayRewriteRows(target, "insert", binding.schema);
    }

    Rows(Table target, boolean ignore, boolean every) {
      this.target = target;
      this.every = every && !target.isEstimatedEmpty();
      this.written = false;
      this.ignore = ignore;
      this.rewritten = RowTriggers.mayRewriteRows(target, "update", binding.schema);
    }

    void row(Map<String, Expr> given, int at) {
      for (Column column : target.relation().columns()) {
        Expr value = given.get(column.name());
        if (value == null) {
          missing(column, at, "INSERT leaves out the column ");
        } else {
          value(column, value);
        }
      }
    }

    void set(Column column, Expr value) {
      value(column, value);
    }

    private void value(Column column, Expr value) {
      if (value instanceof Expr.Default) {
        missing(column, value.at(), "There is no default for the column ");
      } else if (isComputed(column)) {
        computed(column, value);
      } else if (value instanceof Expr.Literal literal && literal.isNull()) {
        isNull(column, literal.at());
      } else {
        fits(column, value);
      }
    }

    private boolean isComputed(Column column) {
      return column.generation().isComputed()
          || column.generation() == ColumnGeneration.IDENTITY_ALWAYS && !overriding;
    }

    private void missing(Column column, int at, String words) {
      boolean needed = column.isRequiredOnInsert() && fit.needsValue(column) && !ignore;
      if (needed && told.add(column.name())) {
        report(
            FindingRule.MISSING_VALUE,
            every && !rewritten,
            at,
            words + named(column) + ", which is NOT NULL and has no default",
            "Give it a value.",
            column);
      }
    }

    private void isNull(Column column, int at) {
      if (column.nullable() || !fit.refusesNull(column) || ignore || !told.add(column.name())) {
        return;
      }
      report(
          FindingRule.NULL_VALUE,
          every && !rewritten,
          at,
          "NULL goes into the column " + named(column) + ", which is NOT NULL",
          "Give it a value.",
          column);
    }

    private void computed(Column column, Expr value) {
      boolean isNull = value instanceof Expr.Literal literal && literal.isNull();
      // MariaDB passes over NULL, and looks at the values of rows that are there.
      if (ignore || binding.server.isMariaDb() && isNull) {
        return;
      }
      if (told.add(column.name())) {
        boolean identity = column.generation() == ColumnGeneration.IDENTITY_ALWAYS;
        report(
            FindingRule.COMPUTED_COLUMN,
            written || !binding.server.isMariaDb(),
            value.at(),
            "The server itself gives the column " + named(column) + " its value",
            identity
                ? "Leave the column out, or write OVERRIDING SYSTEM VALUE."
                : "Leave the column out.",
            column);
      }
    }

    private void fits(Column column, Expr value) {
      String why = ignore ? null : fit.whyNot(column, value);
      if (why != null && told.add(column.name())) {
        report(
            FindingRule.VALUE_DOES_NOT_FIT,
            // Values are converted before triggers see them, and PostgreSQL does so before it looks
            // for rows.
            postgres || every,
            value.at(),
            why + " for the column " + named(column) + " of type " + column.type(),
            null,
            column);
      }
    }

    private String named(Column column) {
      return target.name() + "." + column.name();
    }
  }

  private void report(
      FindingRule rule,
      boolean certain,
      int at,
      String message,
      @Nullable String hint,
      Column column) {
    if (certain && binding.schema.isFollowed()) {
      binding.reporter.report(rule, at, message, hint, column.name());
    } else {
      binding.reporter.report(
          rule, Severity.WARNING, at, message + ": such rows are refused", hint, column.name());
    }
  }
}
