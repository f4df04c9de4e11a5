package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.effect.PostgresStorageParameters.Holder;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.CreateTable;
import dev.dbsa.sql.tree.TableStatement.Like;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE as PostgreSQL does it (parse_utilcmd.c, tablecmds.c: DefineRelation). */
final class PostgresTables {
  private static final int MOST_COLUMNS = 1600;

  private PostgresTables() {}

  static void create(CreateTable d, Step step) {
    SchemaState before = step.state();
    boolean home = d.temporary() || step.homeIsThere(d.name());
    PostgresSystemColumns.notInCatalog(d.name(), step);
    Name name = d.name().getLast();
    String schema = before.homeOf(d.name());
    boolean taken = !d.temporary() && PostgresNames.taken(before, schema, name.text()).isPresent();
    if (home && taken && !d.ifNotExists()) {
      step.exists(
          PostgresNames.taken(before, schema, name.text()).get(),
          name,
          "Drop or alter it, or choose another name.");
    } else if (home && !taken && before.type(schema, name.text()).isPresent()) {
      step.exists("type", name, "Choose another name.");
    }
    RelationKind kind =
        d.kind() == ObjectKind.FOREIGN_TABLE ? RelationKind.FOREIGN_TABLE : RelationKind.TABLE;
    TableDraft draft =
        TableDraft.of(before, new ObjectName(schema, name.text()), kind, d.temporary());
    if (kind == RelationKind.TABLE) {
      PostgresStorageParameters.ofNewTable(
          d.options(), d.partitionBy() == null ? Holder.HEAP : Holder.PARTITIONED, step);
    }
    draft.traits(draft.traits().withUnlogged(d.unlogged()));
    onCommit(d, step);
    columns(d, draft, step);
    tooMany(draft, step);
    if (d.partitionBy() != null) {
      PostgresPartitions.by(d.partitionBy(), draft, step);
    }
    d.columns().forEach(c -> PostgresTimings.ofColumn(c, step));
    PostgresNotNulls.create(d, draft, step);
    constraints(d, draft, step);
    Table table = draft.table();
    d.columns().forEach(c -> PostgresColumns.expressions(c, table, step));
    if (d.ifNotExists() && taken) {
      // Nothing is made, nor are the sequences of its columns.
      step.become(before);
      return;
    }
    step.become(step.state().with(table));
    if (d.partitionOf() != null) {
      Table parent = step.find(d.partitionOf().parent());
      if (parent != null) {
        PostgresPartitions.attach(
            parent, table.fullName(), d.partitionOf().bound(), d.partitionBy() != null, step);
      }
    }
  }

  private static void onCommit(CreateTable d, Step step) {
    if (d.onCommit() != TableStatement.OnCommit.UNSAID && !d.temporary()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          d.name().getLast(),
          "Only a temporary table has ON COMMIT",
          "Write CREATE TEMPORARY TABLE, or leave ON COMMIT out.");
    }
  }

  // ---------------------------------------------------------------- columns

  private static void columns(CreateTable d, TableDraft draft, Step step) {
    PostgresMerge merge = new PostgresMerge(d, draft, step);
    merge.parents();
    if (!d.ofType().isEmpty()) {
      PostgresTypedTables.create(d.ofType(), draft, step);
    }
    Set<String> seen = new HashSet<>();
    for (ColumnDefinition column : d.columns()) {
      if (!seen.add(column.name().text())) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            column.name(),
            "The table " + draft.name() + " defines the column " + column.name() + " twice",
            null);
        continue;
      }
      Column inherited = draft.column(column.name().text());
      if (inherited != null && !d.ofType().isEmpty()) {
        PostgresTypedTables.column(column, inherited, draft, step);
      } else if (inherited != null) {
        merge.own(column, inherited);
      } else if (column.type() != null) {
        PostgresColumns.add(column, draft, step);
      } else if (!draft.isOpen() && (d.partitionOf() != null || !d.ofType().isEmpty())) {
        Keys.missing(column.name(), draft, step);
      }
    }
    for (Like like : d.likes()) {
      like(like, d, draft, step);
    }
    if (d.query() != null || !d.columnNames().isEmpty()) {
      result(d, draft, step);
    }
    merge.finish();
  }

  /** MaxHeapAttributeNumber. */
  static void tooMany(TableDraft draft, Step step) {
    if (draft.columns.size() > MOST_COLUMNS) {
      step.refuse(
          FindingRule.TOO_MANY_COLUMNS,
          0,
          "The table " + draft.name() + " would have more than " + MOST_COLUMNS + " columns",
          null,
          draft.name());
    }
  }

  private static void like(Like like, CreateTable d, TableDraft draft, Step step) {
    if (step.find(like.table()) == null
        && step.state().type(like.table()).orElse(null) instanceof UserType.Composite type) {
      type.attributes()
          .forEach(a -> draft.columns.add(column(a.name(), a.type(), draft.columns.size() + 1)));
      return;
    }
    Set<String> written = new HashSet<>();
    d.columns().forEach(c -> written.add(c.name().text()));
    Table source = step.need(like.table());
    if (source == null) {
      draft.open();
      return;
    }
    if (source.open()) {
      draft.open();
    }
    boolean all = like.including().contains("all");
    for (Column column : source.relation().columns()) {
      Column there = draft.column(column.name());
      if (there != null && !d.inherits().isEmpty() && !written.contains(column.name())) {
        // It merges with the one that is inherited.
        continue;
      }
      if (there != null) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            like.at(),
            "The table " + draft.name() + " would have the column " + column.name() + " twice",
            null,
            column.name());
        continue;
      }
      boolean defaults = includes(like, "defaults", all);
      boolean identity = includes(like, "identity", all);
      boolean generated = includes(like, "generated", all);
      boolean computed = column.generation().isComputed();
      draft.columns.add(
          new Column(
              column.name(),
              column.position(),
              column.type(),
              column.nullable(),
              defaults ? column.defaultExpression() : null,
              (computed ? generated : identity) ? column.generation() : ColumnGeneration.NONE,
              computed && generated ? column.generationExpression() : null,
              column.collation(),
              null,
              false,
              null,
              column.notNullConstraint(),
              false));
    }
    if (includes(like, "constraints", all)) {
      draft.checks.addAll(source.relation().checks());
    }
    if (includes(like, "indexes", all)) {
      // Their names are the server's choice.
      if (source.relation().primaryKey() != null) {
        draft.primaryKey(
            new dev.dbsa.domain.schema.PrimaryKey(
                PostgresNames.relation(step.state(), draft, null, "pkey"),
                source.relation().primaryKey().columns()));
      }
      draft.uniques.addAll(source.relation().uniqueConstraints());
      step.become(step.state().losingNames());
    }
  }

  private static boolean includes(Like like, String what, boolean all) {
    return (all || like.including().contains(what)) && !like.excluding().contains(what);
  }

  private static void result(CreateTable d, TableDraft draft, Step step) {
    Situation.Result result = step.result();
    if (result == null) {
      draft.open();
      return;
    }
    if (d.columnNames().size() > result.columns().size() && !result.open()) {
      step.refuse(
          FindingRule.COLUMN_LIST_ARITY,
          d.columnNames().get(result.columns().size()).at(),
          "The query has "
              + result.columns().size()
              + " columns, "
              + d.columnNames().size()
              + " are named",
          null,
          null);
    }
    if (result.open()) {
      draft.open();
    }
    int i = 0;
    for (TableColumn column : result.columns()) {
      String label = i < d.columnNames().size() ? d.columnNames().get(i).text() : column.name();
      i++;
      if (label.isEmpty()) {
        draft.open();
        continue;
      }
      if (draft.column(label) != null) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            d.query() == null ? d.at() : d.query().at(),
            "The table " + draft.name() + " would have the column " + label + " twice",
            "Give one of them another name with AS.",
            label);
        continue;
      }
      draft.columns.add(
          new Column(
              label,
              i,
              column.type() == null ? Table.UNKNOWN_TYPE : column.type(),
              true,
              null,
              ColumnGeneration.NONE,
              null,
              null,
              null));
    }
  }

  // ---------------------------------------------------------------- constraints

  private static void constraints(CreateTable d, TableDraft draft, Step step) {
    if (d.partitionOf() != null) {
      // The parent's keys come along under names of the server's choice.
      Table parent = step.find(d.partitionOf().parent());
      if (parent != null && parent.relation().primaryKey() != null) {
        draft.primaryKey(
            new dev.dbsa.domain.schema.PrimaryKey(
                PostgresNames.relation(step.state(), draft, null, "pkey"),
                parent.relation().primaryKey().columns()));
      }
      if (parent != null && !parent.relation().indexes().isEmpty()) {
        draft.uniques.addAll(parent.relation().uniqueConstraints());
        step.become(step.state().losingNames());
      }
    }
    // Keys first: a reference of the table to itself finds them.
    for (ColumnDefinition column : d.columns()) {
      for (TableConstraint constraint : ofColumn(column)) {
        if (!(constraint instanceof TableConstraint.ForeignKey)) {
          PostgresConstraints.add(constraint, draft, step);
        }
      }
    }
    for (TableConstraint constraint : d.constraints()) {
      if (!(constraint instanceof TableConstraint.ForeignKey)) {
        PostgresConstraints.add(constraint, draft, step);
      }
    }
    for (ColumnDefinition column : d.columns()) {
      for (TableConstraint constraint : ofColumn(column)) {
        if (constraint instanceof TableConstraint.ForeignKey) {
          PostgresConstraints.add(constraint, draft, step);
        }
      }
    }
    for (TableConstraint constraint : d.constraints()) {
      if (constraint instanceof TableConstraint.ForeignKey) {
        PostgresConstraints.add(constraint, draft, step);
      }
    }
  }

  /** The constraints that are written with a column. */
  static List<TableConstraint> ofColumn(ColumnDefinition column) {
    return column.parts().stream()
        .filter(Part.Constraint.class::isInstance)
        .map(p -> Keys.ofTable((Part.Constraint) p, column.name()))
        .toList();
  }

  // ---------------------------------------------------------------- views

  static void createView(TableStatement.CreateView d, Step step) {
    SchemaState before = step.state();
    boolean home = d.temporary() || step.homeIsThere(d.name());
    PostgresSystemColumns.notInCatalog(d.name(), step);
    if (d.query() instanceof Statement.Select select && select.query().into()) {
      step.refuse(
          FindingRule.INVALID_OBJECT, select.at(), "The query of a view has no INTO", null, null);
    }
    Name name = d.name().getLast();
    String schema = before.homeOf(d.name());
    ObjectName full = new ObjectName(schema, name.text());
    RelationKind kind = d.materialized() ? RelationKind.MATERIALIZED_VIEW : RelationKind.VIEW;
    Table old = before.findIn(schema, name.text()).orElse(null);
    boolean replaces = old != null && d.orReplace() && old.kind() == RelationKind.VIEW;
    boolean taken = !d.temporary() && PostgresNames.taken(before, schema, name.text()).isPresent();
    if (home && taken && !d.ifNotExists() && !replaces) {
      step.exists(
          PostgresNames.taken(before, schema, name.text()).get(),
          name,
          d.orReplace() || d.materialized()
              ? "Choose another name."
              : "Write CREATE OR REPLACE VIEW, or choose another name.");
    }
    PostgresStorageParameters.ofNewTable(
        d.options(), d.materialized() ? Holder.HEAP : Holder.VIEW, step);
    Situation.Result result = step.result();
    TableDraft draft = TableDraft.of(before, full, kind, d.temporary());
    if (result == null) {
      draft.open();
      d.columns().forEach(c -> draft.columns.add(column(c.text(), null, draft.columns.size() + 1)));
    } else {
      viewColumns(d, result, draft, step);
    }
    if (d.materialized() && Boolean.FALSE.equals(d.withData())) {
      draft.traits(draft.traits().withUnpopulated(true));
    }
    if (replaces && old != null && result != null && !result.open() && !old.open()) {
      replaced(old, draft, name, step);
    }
    if (taken && d.ifNotExists()) {
      return;
    }
    SchemaState after = step.state().with(draft.table());
    if (result != null) {
      for (ObjectName table : result.tables()) {
        after = after.withReader(table, full);
      }
    }
    step.become(after);
  }

  private static void viewColumns(
      TableStatement.CreateView d, Situation.Result result, TableDraft draft, Step step) {
    if (d.columns().size() > result.columns().size() && !result.open()) {
      step.refuse(
          FindingRule.COLUMN_LIST_ARITY,
          d.columns().get(result.columns().size()).at(),
          "The query has "
              + result.columns().size()
              + " columns, "
              + d.columns().size()
              + " are named",
          null,
          null);
    }
    if (result.open()) {
      draft.open();
    }
    int i = 0;
    for (TableColumn column : result.columns()) {
      Name given = i < d.columns().size() ? d.columns().get(i) : null;
      String label = given == null ? column.name() : given.text();
      i++;
      if (label.isEmpty()) {
        draft.open();
        continue;
      }
      if (draft.column(label) != null) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            given == null ? d.query().at() : given.at(),
            "The view " + draft.name() + " would have the column " + label + " twice",
            "Give one of them another name with AS.",
            label);
        continue;
      }
      draft.columns.add(column(label, column.type(), i));
    }
  }

  private static Column column(String name, @Nullable String type, int position) {
    return new Column(
        name,
        position,
        type == null ? Table.UNKNOWN_TYPE : type,
        true,
        null,
        ColumnGeneration.NONE,
        null,
        null,
        null);
  }

  /** view.c: checkViewColumns: a view that is replaced keeps its columns and may get more. */
  private static void replaced(Table old, TableDraft draft, Name name, Step step) {
    List<Column> before = old.relation().columns();
    if (draft.columns.size() < before.size()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "CREATE OR REPLACE VIEW cannot take away columns of " + name,
          "Drop the view first.");
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      Column now = draft.columns.get(i);
      if (!now.name().equals(before.get(i).name())) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            name,
            "CREATE OR REPLACE VIEW cannot rename the column "
                + before.get(i).name()
                + " to "
                + now.name(),
            "Add columns at the end; rename with ALTER VIEW … RENAME COLUMN.");
        return;
      }
    }
  }

  /** Binds the USING expression of a new type. */
  static void conversion(dev.dbsa.sql.tree.Expr using, Table before, Name column, Step step) {
    step.expression(ExpressionUse.CONVERSION, using, before, column);
  }
}
