package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.DropColumns;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropConstraint;
import dev.dbsa.adapter.llm.mock.ChangePlan.DropTable;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans what is dropped, of what nothing else uses. */
final class DropPlanner {
  private final Reading reading;
  private final Notes notes;
  private final Sql sql;
  private final ChangeTarget target;
  private final Dependents dependents;

  DropPlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = new ChangeTarget(reading);
    this.dependents = new Dependents(reading.index());
  }

  List<ChangePlan> plan(ChangeIntent intent) throws Unclear {
    Relation view = namedView();
    if (view != null) {
      return List.of(dropView(view));
    }
    if (reading.hasWord(Set.of("value", "values"))) {
      throw new Unclear(
          "Values that a column lists are not dropped while rows may have them: which other value are"
              + " these rows to get first?");
    }
    if (reading.hasWord(Set.of("default"))) {
      return List.of(dropDefault());
    }
    ChangePlan constraint = reading.hasWord(Set.of("null")) ? null : dropConstraint();
    if (constraint != null) {
      return List.of(constraint);
    }
    Relation table = target.table();
    if (reading.hasWord(Set.of("null"))) {
      Column column = onlyColumn(table);
      reading.useWords(Set.of("not", "null", "constraint"));
      target.use(table);
      return List.of(new AlterPlanner(reading, sql).allowNull(table, column));
    }
    new ColumnResolver(reading).findColumns();
    boolean column = reading.hasWord(Set.of("column", "columns", "field", "fields"));
    if (column || hasField(table)) {
      return List.of(dropColumns(table));
    }
    if (!reading.hasWord(Set.of("table", "tables")) && intent.verb().equals("remove")) {
      throw new Unclear(
          "Is the table " + table.name().name() + " to be dropped, or are its rows to be deleted?");
    }
    return List.of(dropTable(table));
  }

  private @Nullable Relation namedView() {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean view = table != null && !table.kind().isTable();
      if (view && reading.hasWord(Set.of("view"))) {
        return table;
      }
    }
    return null;
  }

  private ChangePlan dropView(Relation view) throws Unclear {
    reading.useTable(view);
    reading.useWords(Set.of("view", "materialized"));
    List<String> users = dependents.viewsOf(view);
    if (!users.isEmpty()) {
      throw new Unclear("Used by " + String.join(", ", users) + ": what is to become of it?");
    }
    notes.refer(view, "is dropped");
    notes.step("Drop the view " + view.name().name());
    return new DropTable(view);
  }

  private ChangePlan dropDefault() throws Unclear {
    reading.useWords(Set.of("default", "value"));
    Relation table = target.table();
    Column column = onlyColumn(table);
    target.use(table);
    return new AlterPlanner(reading, sql).dropDefault(table, column);
  }

  private Column onlyColumn(Relation table) throws Unclear {
    new ColumnResolver(reading).findColumns();
    List<Field> fields = target.fieldsOf(table).stream().distinct().toList();
    if (fields.size() != 1) {
      throw new Unclear("Which column of " + table.name().name() + " is to be changed?");
    }
    notes.refer(table, fields.getFirst().column(), "is changed");
    return fields.getFirst().column();
  }

  /** A check or foreign key that the request calls by its name. */
  private @Nullable ChangePlan dropConstraint() throws Unclear {
    if (!reading.hasWord(Set.of("constraint", "check", "foreign"))) {
      return null;
    }
    for (int i = 0; i < reading.size(); i++) {
      for (Relation table : reading.index().schema().relations()) {
        String name = constraintOf(table, reading.item(i).text());
        if (name != null && !reading.item(i).isUsed()) {
          reading.use(i, i + 1, "the constraint");
          target.use(table);
          reading.useWords(Set.of("constraint", "check", "foreign", "key"));
          notes.refer(table, "loses the constraint " + name);
          notes.step("Drop the constraint " + name);
          notes.assume("Rows that break it may then come in.", 0.03);
          return new DropConstraint(table, name);
        }
      }
    }
    if (reading.hasWord(Set.of("check"))) {
      Relation table = target.table();
      Column column = onlyColumn(table);
      List<CheckConstraint> checks = Checks.on(table, column);
      if (checks.size() == 1) {
        CheckConstraint check = checks.getFirst();
        target.use(table);
        reading.useWords(Set.of("constraint", "check"));
        notes.step("Drop the constraint " + check.name());
        notes.assume("The check is " + check.name() + " (" + check.expression() + ").", 0.03);
        return new DropConstraint(table, check.name());
      }
    }
    throw new Unclear("What is the constraint called that is to be dropped?");
  }

  private static @Nullable String constraintOf(Relation table, String name) {
    for (CheckConstraint check : table.checks()) {
      if (check.name().equals(name)) {
        return name;
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.name().equals(name)) {
        return name;
      }
    }
    return null;
  }

  private ChangePlan dropTable(Relation table) throws Unclear {
    if (reading.scope().size() > 1) {
      throw new Unclear("Several tables are named: which one is to be dropped?");
    }
    target.use(table);
    reading.useWords(Set.of("table"));
    dependents.requireNone(table);
    notes.refer(table, "is dropped");
    notes.step("Drop " + table.name().name());
    notes.assume(
        "Nobody needs the rows of " + table.name().name() + " any more: dropping cannot be undone.",
        0.1);
    if (table.kind() == RelationKind.FOREIGN_TABLE) {
      throw new Unclear(
          table.name().name() + " is a foreign table: is only its link to be dropped?");
    }
    return new DropTable(table);
  }

  private boolean hasField(Relation table) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(table)) {
        return true;
      }
    }
    return false;
  }

  /** Drops the columns that the request names. */
  private ChangePlan dropColumns(Relation table) throws Unclear {
    List<Field> fields = target.fieldsOf(table).stream().distinct().toList();
    target.use(table);
    if (fields.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is to be dropped?");
    }
    List<Column> columns = new ArrayList<>();
    for (Field field : fields) {
      dependents.requireNone(table, field.column());
      columns.add(field.column());
      notes.refer(table, field.column(), "is dropped");
      List<String> indexes = dependents.indexesOnlyOf(table, field.column());
      if (!indexes.isEmpty()) {
        notes.assume(
            "With " + field.column().name() + " goes " + String.join(", ", indexes) + ".", 0.02);
      }
    }
    notes.refer(table, "loses " + (columns.size() == 1 ? "a column" : "columns"));
    notes.step("Drop columns of " + table.name().name());
    notes.assume("Nobody needs the values any more: dropping cannot be undone.", 0.1);
    return new DropColumns(table, columns);
  }
}
