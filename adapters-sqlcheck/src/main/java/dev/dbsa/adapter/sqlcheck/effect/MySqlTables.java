package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.CreateTable;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE, INDEX and VIEW as MySQL does it (sql_table.cc, sql_view.cc). */
final class MySqlTables {
  private MySqlTables() {}

  static void create(CreateTable d, Step step) {
    SchemaState before = step.state();
    Name name = d.name().getLast();
    String schema = before.homeOf(d.name());
    Table old = before.findIn(schema, name.text()).orElse(null);
    boolean hides = d.temporary() && old != null && !old.temporary();
    if (step.homeIsThere(d.name())
        && old != null
        && !hides
        && !d.ifNotExists()
        && !d.orReplace()
        && old.temporary() == d.temporary()) {
      step.exists(kind(old), name, "Drop or alter it, or choose another name.");
    }
    TableDraft draft =
        TableDraft.of(
            before, new ObjectName(schema, name.text()), RelationKind.TABLE, d.temporary());
    MySqlCharacterSets.options(d.options(), step);
    comment(d.options(), draft.name(), step);
    draft.storage(storage(d.options(), step));
    draft.collation(MySqlCharacterSets.collation(d.options(), step));
    MySqlStorage.create(d, draft, step);
    if (!d.likes().isEmpty()) {
      like(d, draft, step);
    } else {
      columns(d, draft, step);
      keys(d, draft, step);
      engine(d, draft, step);
    }
    MySqlPartitions.whole(d.at(), draft, step);
    Table table = draft.table();
    d.columns().forEach(c -> MySqlColumns.expressions(c, table, step));
    if (!step.isMariaDb()) {
      MySqlDefaultOrder.check(d.columns(), step);
    }
    MySqlReferences.writtenBases(d.at(), null, draft, step);
    checks(d, table, step);
    MySqlRowSize.check(d.at(), List.of(), table.relation().columns(), draft.name(), step);
    if (!(d.ifNotExists() && old != null && !hides)) {
      step.become(step.state().with(table));
    }
  }

  /** What the engine CSV does not take. */
  private static void engine(CreateTable d, TableDraft draft, Step step) {
    if (!"csv".equalsIgnoreCase(draft.storage())) {
      return;
    }
    for (ColumnDefinition definition : d.columns()) {
      Column column = draft.column(definition.name().text());
      if (column != null && column.nullable() && !column.type().isEmpty()) {
        step.refuse(
            FindingRule.INVALID_COLUMN,
            definition.name(),
            "The engine CSV takes no column that may be NULL, as " + column.name() + " may",
            "Write NOT NULL.");
        return;
      }
    }
  }

  private static final int COMMENT = 2048;

  static void comment(List<Option> options, String table, Step step) {
    Option comment = MySqlCharacterSets.find(options, "comment");
    if (comment != null) {
      MySqlColumns.comment(comment.at(), comment.value(), COMMENT, table, step);
    }
  }

  /** The engine that options name, or that the server takes; {@code null} where it is not known. */
  static @Nullable String storage(List<Option> options, Step step) {
    Option engine = MySqlCharacterSets.find(options, "engine");
    return engine == null
        ? step.state().snapshot().server().settings().get("default_storage_engine")
        : engine.value();
  }

  static boolean isInnoDb(@Nullable String storage) {
    return storage != null && storage.equalsIgnoreCase("innodb");
  }

  static String kind(Table table) {
    return table.kind().isTable() ? "table" : "view";
  }

  private static void like(CreateTable d, TableDraft draft, Step step) {
    List<Name> from = d.likes().getFirst().table();
    if (step.state().homeOf(from).equalsIgnoreCase("information_schema")) {
      // Most of what the server makes up is no table; which, its release decides.
      step.notShown("Whether " + from.getLast() + " of the server is a table to be like.");
      draft.open();
      return;
    }
    Table source = step.need(from);
    if (source == null) {
      draft.open();
      return;
    }
    MySqlStorage.tellMerge(source.relation().storage(), source.name(), step);
    if (!source.kind().isTable() && !source.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          from.getLast(),
          source.name() + " is a view, not a table",
          null);
    }
    if (source.open()) {
      draft.open();
    }
    draft.storage(source.relation().storage());
    draft.collation(source.relation().collation());
    draft.columns.addAll(source.relation().columns());
    draft.indexes.addAll(source.relation().indexes());
    draft.uniques.addAll(source.relation().uniqueConstraints());
    draft.primaryKey(source.relation().primaryKey());
    draft.partitioning(source.relation().partitioning());
    draft.traits(source.relation().traits());
  }

  private static void columns(CreateTable d, TableDraft draft, Step step) {
    Set<String> seen = new HashSet<>();
    for (ColumnDefinition column : d.columns()) {
      Column made = MySqlColumns.make(column, draft.collation(), step);
      if (!seen.add(step.key(column.name().text()))) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            column.name(),
            "The table " + draft.name() + " defines the column " + column.name() + " twice",
            null);
      } else {
        draft.columns.add(made);
      }
    }
    if (d.query() != null) {
      result(d, step.result(), draft, step);
    }
    if (draft.columns.isEmpty() && !draft.isOpen()) {
      step.refuse(
          FindingRule.INVALID_COLUMN, d.name().getLast(), "A table has at least one column", null);
    }
  }

  private static void result(
      CreateTable d, Situation.@Nullable Result result, TableDraft draft, Step step) {
    if (result == null || result.open()) {
      draft.open();
    }
    if (result == null) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (TableColumn column : result.columns()) {
      if (column.name().isEmpty()) {
        draft.open();
        continue;
      }
      if (!seen.add(step.key(column.name()))) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            d.query() == null ? d.at() : d.query().at(),
            "The table " + draft.name() + " would have the column " + column.name() + " twice",
            "Give one of them another name with AS.",
            column.name());
      } else if (draft.column(column.name()) == null) {
        draft.columns.add(
            new Column(
                column.name(),
                draft.columns.size() + 1,
                column.type() == null ? Table.UNKNOWN_TYPE : column.type(),
                true,
                null,
                ColumnGeneration.NONE,
                null,
                null,
                null));
      }
    }
  }

  private static void keys(CreateTable d, TableDraft draft, Step step) {
    boolean inline = step.isMariaDb() || step.server().version() >= 90000;
    for (ColumnDefinition column : d.columns()) {
      ofColumn(column, inline, draft, step);
    }
    // Foreign keys last: one of the table to itself finds its keys.
    for (TableConstraint constraint : d.constraints()) {
      if (!(constraint instanceof TableConstraint.ForeignKey)) {
        MySqlKeys.add(constraint, draft, step);
      }
    }
    for (IndexDefinition index : d.indexes()) {
      MySqlKeys.add(index, draft, step);
    }
    for (TableConstraint constraint : d.constraints()) {
      if (constraint instanceof TableConstraint.ForeignKey) {
        MySqlKeys.add(constraint, draft, step);
      }
    }
    if (d.partitionBy() != null) {
      MySqlPartitions.by(d.partitionBy(), draft, step);
    }
    MySqlColumns.counting(d.name().getLast().at(), draft, step);
  }

  /** The keys that are written with a column. */
  static void ofColumn(ColumnDefinition column, boolean inline, TableDraft draft, Step step) {
    if (column.type() != null && column.type().type().name().equals("serial")) {
      MySqlKeys.add(
          Keys.ofTable(
              new Part.Constraint(
                  column.at(),
                  new TableConstraint.Key(
                      column.at(),
                      null,
                      false,
                      null,
                      List.of(),
                      List.of(),
                      false,
                      "",
                      null,
                      List.of(),
                      TableConstraint.Timing.NONE)),
              column.name()),
          draft,
          step);
    }
    for (Part part : column.parts()) {
      if (part instanceof Part.Constraint p
          && (inline || !(p.constraint() instanceof TableConstraint.ForeignKey))) {
        // Before version 9 MySQL reads REFERENCES behind a column and forgets it.
        MySqlKeys.add(Keys.ofTable(p, column.name()), draft, step);
      }
    }
  }

  private static void checks(CreateTable d, Table table, Step step) {
    for (TableConstraint constraint : d.constraints()) {
      if (constraint instanceof TableConstraint.Check check) {
        MySqlColumns.counted(check.condition(), table, step);
        step.expression(
            dev.dbsa.adapter.sqlcheck.bind.ExpressionUse.CHECK, check.condition(), table, null);
      }
    }
  }

  // ---------------------------------------------------------------- indexes and views

  static void createIndex(TableStatement.CreateIndex d, Step step) {
    Table table = step.need(d.table());
    if (table == null) {
      return;
    }
    if (!table.kind().isTable() && !table.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          table.name() + " is a view, which has no indexes",
          null);
      return;
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    Name name = d.index().name();
    boolean there = name != null && draft.index(name.text()) != null;
    if (there && d.ifNotExists()) {
      return;
    }
    if (there && d.orReplace() && name != null) {
      draft.dropIndex(name.text());
    }
    MySqlStorage.tellMerge(draft.storage(), draft.name(), step);
    MySqlKeys.add(d.index(), draft, step);
    MySqlPartitions.whole(d.at(), draft, step);
    if (d.online() != null) {
      MySqlOnline.index(d.online(), d.index(), table, step);
    }
    step.become(step.state().with(draft.table()));
  }

  static void createView(TableStatement.CreateView d, Step step) {
    SchemaState before = step.state();
    Name name = d.name().getLast();
    String schema = before.homeOf(d.name());
    ObjectName full = new ObjectName(schema, name.text());
    Table old = before.findIn(schema, name.text()).orElse(null);
    if (d.alter()) {
      old = step.need(d.name());
    }
    boolean replaces = d.orReplace() || d.alter();
    if (step.homeIsThere(d.name()) && old != null && !d.ifNotExists()) {
      if (replaces && old.kind().isTable() && !old.open()) {
        if (d.alter()) {
          step.refuse(FindingRule.WRONG_OBJECT_TYPE, name, name + " is a table, not a view", null);
        } else {
          step.exists("table", name, "Choose another name.");
        }
      } else if (!replaces && !old.temporary()) {
        step.exists(kind(old), name, "Write CREATE OR REPLACE VIEW, or choose another name.");
      }
    }
    TableDraft draft = TableDraft.of(before, full, RelationKind.VIEW, false);
    Situation.Result result = step.result();
    Name itself = MySqlViewShape.itself(d, result, full);
    if (itself != null && replaces) {
      step.refuse(
          FindingRule.UNKNOWN_TABLE,
          itself,
          "The view " + itself + " would read itself",
          "Write the former query in its place.");
    }
    String fixed =
        d.checkOption() == TableStatement.CheckOption.NONE
            ? null
            : MySqlViewShape.whyFixed(d, result, step);
    if (fixed != null) {
      step.refuse(
          FindingRule.INCORRECT_USAGE,
          name,
          "No row goes through the view " + name + ", which " + fixed + ": there is none to check",
          "Leave WITH CHECK OPTION out.");
    }
    if (result == null || result.open()) {
      draft.open();
    } else if (!d.columns().isEmpty() && d.columns().size() != result.columns().size()) {
      step.refuse(
          FindingRule.COLUMN_LIST_ARITY,
          d.columns().getFirst().at(),
          "The query has "
              + result.columns().size()
              + " columns, "
              + d.columns().size()
              + " are named",
          null,
          null);
    }
    viewColumns(d, result, draft, step);
    if (old != null && d.ifNotExists()) {
      return;
    }
    step.become(step.state().with(draft.table()));
  }

  private static void viewColumns(
      TableStatement.CreateView d, Situation.@Nullable Result result, TableDraft draft, Step step) {
    List<TableColumn> columns = result == null ? List.of() : result.columns();
    int count = Math.max(columns.size(), d.columns().size());
    boolean[] chosen = MySqlViewShape.chosen(d, count);
    Set<String> open = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String label =
          i < d.columns().size()
              ? d.columns().get(i).text()
              : d.columns().isEmpty() ? columns.get(i).name() : "";
      if (label.isEmpty()) {
        draft.open();
      } else if (draft.column(label) != null
          && d.columns().isEmpty()
          && (!chosen[i] || open.contains(step.key(label)))) {
        // The server gives one of the two a name of its own making.
        if (chosen[i]) {
          open.remove(step.key(label));
        }
        draft.open();
      } else if (draft.column(label) != null) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN,
            i < d.columns().size() ? d.columns().get(i).at() : d.query().at(),
            "The view " + draft.name() + " would have the column " + label + " twice",
            "Give one of them another name with AS.",
            label);
      } else {
        String type = i < columns.size() ? columns.get(i).type() : null;
        if (!chosen[i]) {
          open.add(step.key(label));
        }
        draft.columns.add(
            new Column(
                label,
                i + 1,
                type == null ? Table.UNKNOWN_TYPE : type,
                true,
                null,
                ColumnGeneration.NONE,
                null,
                null,
                null));
      }
    }
  }
}
