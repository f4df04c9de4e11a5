package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableAction.Placement;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableStatement.AlterTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE as MySQL does it (sql_table.cc: mysql_prepare_alter_table): all actions name columns
 * and keys as they were before the statement, and the new table is put together from them.
 */
final class MySqlAlter {
  private final AlterTable statement;
  private final Step step;
  private final Table before;
  private final TableDraft draft;

  private MySqlAlter(AlterTable statement, Table before, Step step) {
    this.statement = statement;
    this.step = step;
    this.before = before;
    this.draft = TableDraft.of(step.state(), before);
  }

  static void apply(AlterTable d, Step step) {
    Table table = d.ifExists() ? step.tolerate(d.name()) : step.need(d.name());
    if (table == null) {
      for (TableAction action : d.actions()) {
        if (action instanceof TableAction.RenameTable rename) {
          String home = step.state().homeOf(rename.to());
          step.become(step.state().with(Table.unknown(home, rename.to().getLast().text())));
        }
      }
      return;
    }
    if (!table.kind().isTable() && !table.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.name().getLast(),
          table.name() + " is a view, not a table",
          null);
      return;
    }
    new MySqlAlter(d, table, step).apply();
  }

  private void apply() {
    MySqlStorage.tellMerge(before.relation().storage(), before.name(), step);
    droppedKeys();
    MySqlAlterWords.check(statement, before, step);
    columns();
    for (TableAction action : statement.actions()) {
      renameKeys(action);
    }
    boolean whole =
        statement.actions().stream()
            .anyMatch(a -> a instanceof TableAction.Repartition r && r.by() == null);
    if (whole && draft.partitioning() != null) {
      draft.partitioning(null);
    }
    for (TableAction action : statement.actions()) {
      addKeys(action);
    }
    for (TableAction action : statement.actions()) {
      rest(action);
    }
    Table after = draft.table();
    for (TableAction action : statement.actions()) {
      expressions(action, after);
    }
    finish(after);
  }

  private void finish(Table after) {
    if (draft.columns.isEmpty() && !draft.isOpen()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          statement.at(),
          "A table keeps at least one of its columns",
          "Write DROP TABLE.",
          draft.name());
    }
    if (changesKeys()) {
      MySqlColumns.counting(statement.at(), draft, step);
    }
    modified(after);
    MySqlPartitions.whole(statement.at(), draft, step);
    MySqlReferences.writtenBases(statement.at(), before, draft, step);
    MySqlAlterWords.defaults(statement, after, step);
    MySqlRowSize.check(
        statement.at(),
        before.relation().columns(),
        after.relation().columns(),
        draft.name(),
        step);
    MySqlReferences.keepsKeys(statement.at(), before, after, step);
    MySqlOnline.alter(statement.actions(), before, after, step);
    step.become(step.state().with(after));
    for (TableAction action : statement.actions()) {
      if (action instanceof TableAction.RenameTable rename) {
        rename(rename, after);
      }
    }
  }

  /** Columns that are defined anew: their keys, and the foreign keys over them. */
  private void modified(Table after) {
    for (TableAction action : statement.actions()) {
      if (!(action instanceof TableAction.Modify a)) {
        continue;
      }
      Column from = MySqlOnline.find(before, a.column().text(), step);
      Column to = MySqlOnline.find(after, a.to().name().text(), step);
      if (from == null || to == null || to.type().isEmpty()) {
        continue;
      }
      if (!from.type().equals(to.type())) {
        MySqlKeys.again(a.to().name(), to, draft, step);
      }
      if (from.generation() != to.generation()
          && (from.generation() == ColumnGeneration.STORED
              || from.generation() == ColumnGeneration.VIRTUAL
              || to.generation() == ColumnGeneration.VIRTUAL)) {
        computed(a.column(), from, to);
      }
      MySqlReferences.modified(a.column(), from, to, before, step);
    }
  }

  /** A column computed at each reading stays one; no other becomes one. */
  private void computed(Name name, Column from, Column to) {
    boolean was = from.generation() == ColumnGeneration.VIRTUAL;
    boolean is = to.generation() == ColumnGeneration.VIRTUAL;
    if (was != is && !step.isMariaDb()) {
      step.refuse(
          FindingRule.INVALID_COLUMN,
          name,
          "The column "
              + name
              + (was ? " is" : " is not")
              + " computed at each reading, and stays so",
          "Drop the column and add another.");
    }
  }

  private boolean changesKeys() {
    return statement.actions().stream()
        .anyMatch(
            a ->
                a instanceof TableAction.AddColumn
                    || a instanceof TableAction.Modify
                    || a instanceof TableAction.DropPart
                    || a instanceof TableAction.DropColumn);
  }

  private void rename(TableAction.RenameTable rename, Table after) {
    String home =
        rename.to().size() > 1 ? rename.to().get(rename.to().size() - 2).text() : after.schema();
    Name to = rename.to().getLast();
    if (step.homeIsThere(rename.to())) {
      Optional<Table> taken = step.state().findIn(home, to.text());
      boolean self = taken.isPresent() && taken.get().fullName().equals(after.fullName());
      if (taken.isPresent() && !self && !(after.temporary() != taken.get().temporary())) {
        step.exists(MySqlTables.kind(taken.get()), to, "Choose another name.");
      }
    }
    MySqlDrops.move(after, new ObjectName(home, to.text()), step);
  }

  // ---------------------------------------------------------------- columns

  private void columns() {
    Set<String> gone = new HashSet<>();
    List<Column> now = new ArrayList<>();
    List<Moved> moved = new ArrayList<>();
    for (Column column : before.relation().columns()) {
      Column after = column;
      for (TableAction action : statement.actions()) {
        switch (action) {
          case TableAction.DropColumn a when names(a.column(), column) -> {
            dropped(a.column(), column);
            gone.add(step.key(column.name()));
            after = null;
          }
          case TableAction.Modify a when names(a.column(), column) -> {
            if (!step.isMariaDb() && !step.same(a.to().name().text(), column.name())) {
              MySqlReferences.used(a.column(), column, true, leaving(), draft, step);
            }
            after = MySqlColumns.make(a.to(), draft.collation(), step);
            if (draft.hasPrimaryKeyOver(column.name())) {
              after = notNull(after);
            }
            if (a.placement() != null) {
              moved.add(new Moved(after, a.placement()));
            }
          }
          case TableAction.RenameColumn a when names(a.from(), column) -> {
            if (!step.isMariaDb()) {
              MySqlReferences.used(a.from(), column, true, leaving(), draft, step);
            }
            after = renamed(column, a.to().text());
          }
          default -> {}
        }
        if (after == null) {
          break;
        }
      }
      if (after != null) {
        now.add(after);
      }
    }
    missing();
    for (TableAction action : statement.actions()) {
      if (action instanceof TableAction.AddColumn a) {
        Column column = MySqlColumns.make(a.column(), draft.collation(), step);
        boolean there = now.stream().anyMatch(c -> step.same(c.name(), column.name()));
        if (there && a.ifNotExists()) {
          continue;
        }
        now.add(column);
        if (a.placement() != null) {
          moved.add(new Moved(column, a.placement()));
        }
      }
    }
    twice(now);
    for (Moved one : moved) {
      place(one, now);
    }
    renameInKeys();
    draft.columns.clear();
    draft.columns.addAll(now);
    // A column that comes again under the name takes the other's place in the keys.
    now.forEach(c -> gone.remove(step.key(c.name())));
    if (!gone.isEmpty()) {
      leaveKeys(gone);
    }
  }

  private record Moved(Column column, Placement placement) {}

  private boolean names(Name name, Column column) {
    return step.same(column.name(), name.text());
  }

  private static Column notNull(Column c) {
    return new Column(
        c.name(),
        c.position(),
        c.type(),
        false,
        c.defaultExpression(),
        c.generation(),
        c.generationExpression(),
        c.collation(),
        c.comment(),
        c.invisible(),
        c.characterSet(),
        c.notNullConstraint(),
        c.inherited());
  }

  private static Column renamed(Column c, String name) {
    return new Column(
        name,
        c.position(),
        c.type(),
        c.nullable(),
        c.defaultExpression(),
        c.generation(),
        c.generationExpression(),
        c.collation(),
        c.comment(),
        c.invisible(),
        c.characterSet(),
        c.notNullConstraint(),
        c.inherited());
  }

  /** Actions on columns that the table does not have. */
  private void missing() {
    Set<String> dropped = new HashSet<>();
    for (TableAction action : statement.actions()) {
      switch (action) {
        case TableAction.DropColumn a -> {
          boolean again = !dropped.add(step.key(a.column().text()));
          if (again && before.relation().columns().stream().anyMatch(c -> names(a.column(), c))) {
            step.refuse(
                FindingRule.UNKNOWN_COLUMN,
                a.column(),
                "The column " + a.column() + " is dropped twice",
                null);
          } else if (!a.ifExists()) {
            need(a.column());
          }
        }
        case TableAction.Modify a -> {
          if (!a.ifExists()) {
            need(a.column());
          }
        }
        case TableAction.RenameColumn a -> need(a.from());
        default -> {}
      }
    }
  }

  private void need(Name column) {
    boolean there = before.relation().columns().stream().anyMatch(c -> names(column, c));
    if (!there && !before.open()) {
      Keys.missing(column, TableDraft.of(step.state(), before), step);
    }
  }

  /** Two columns of one name: the new name is at fault. */
  private void twice(List<Column> now) {
    for (TableAction action : statement.actions()) {
      Name name =
          switch (action) {
            case TableAction.AddColumn a when !a.ifNotExists() -> a.column().name();
            case TableAction.Modify a when !step.same(a.column().text(), a.to().name().text()) ->
                a.to().name();
            case TableAction.RenameColumn a -> a.to();
            default -> null;
          };
      if (name != null && now.stream().filter(c -> names(name, c)).count() > 1) {
        step.refuse(
            FindingRule.OBJECT_EXISTS,
            name,
            "The table " + draft.name() + " already has a column " + name,
            null);
      }
    }
    Set<String> seen = new HashSet<>();
    now.removeIf(c -> !seen.add(step.key(c.name())));
  }

  private void place(Moved moved, List<Column> now) {
    Column column = moved.column();
    Name after = moved.placement().after();
    if (after == null) {
      if (now.remove(column)) {
        now.addFirst(column);
      }
      return;
    }
    int at = -1;
    for (int i = 0; i < now.size(); i++) {
      if (names(after, now.get(i)) && now.get(i) != column) {
        at = i;
      }
    }
    if (at < 0) {
      if (!draft.isOpen()) {
        step.refuse(
            FindingRule.UNKNOWN_COLUMN,
            after,
            "The table " + draft.name() + " has no column " + after,
            null);
      }
      return;
    }
    Column anchor = now.get(at);
    if (now.remove(column)) {
      now.add(now.indexOf(anchor) + 1, column);
    }
  }

  /** The columns that go or are defined anew, as keys. */
  private Set<String> leaving() {
    Set<String> names = new HashSet<>();
    for (TableAction action : statement.actions()) {
      switch (action) {
        case TableAction.DropColumn a -> names.add(step.key(a.column().text()));
        case TableAction.Modify a -> names.add(step.key(a.column().text()));
        default -> {}
      }
    }
    return names;
  }

  /** What keeps a column from being dropped. */
  private void dropped(Name name, Column column) {
    MySqlReferences.used(name, column, false, leaving(), draft, step);
    for (ForeignKey key : draft.foreignKeys) {
      if (key.columns().stream().anyMatch(c -> step.same(c, column.name()))
          && step.state().referencesChecked()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name,
            "The column " + name + " is needed by the foreign key " + key.name(),
            "Drop the foreign key first.");
        return;
      }
    }
    for (ForeignKey key : draft.foreignKeys) {
      boolean own = key.target().equals(before.fullName());
      if (own
          && key.targetColumns().stream().anyMatch(c -> step.same(c, column.name()))
          && step.state().referencesChecked()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name,
            "The column " + name + " is needed by the foreign key " + key.name(),
            "Drop the foreign key first.");
        return;
      }
    }
    for (Reference reference : step.state().references(before.fullName())) {
      if (!reference.source().fullName().equals(before.fullName())
          && reference.key().targetColumns().stream().anyMatch(c -> step.same(c, column.name()))
          && step.state().isSureOfPresence()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name,
            "The column "
                + name
                + " is needed by the foreign key "
                + reference.key().name()
                + " of "
                + reference.source().name(),
            "Drop the foreign key first.");
        return;
      }
    }
    if (draft.partitioning() != null
        && MySqlPartitions.columns(draft.partitioning(), draft).stream()
            .anyMatch(c -> step.same(c, column.name()))) {
      step.refuse(
          FindingRule.PARTITION_RULE, name, "The table is partitioned by the column " + name, null);
    }
  }

  /** Indexes lose a dropped column, and go with their last. */
  private void leaveKeys(Set<String> gone) {
    List<Index> left = new ArrayList<>();
    for (Index index : draft.indexes) {
      List<IndexPart> parts =
          index.parts().stream()
              .filter(p -> p.column() == null || !gone.contains(step.key(p.column())))
              .toList();
      if (parts.size() == index.parts().size()) {
        left.add(index);
      } else if (!parts.isEmpty()) {
        left.add(
            IndexChanges.of(
                index.name(),
                parts,
                index.includedColumns(),
                index.unique(),
                index.method(),
                index.predicate(),
                index.constraintName()));
      }
    }
    draft.indexes.clear();
    draft.indexes.addAll(left);
    draft.uniques.replaceAll(
        u -> new UniqueConstraint(u.name(), without(u.columns(), gone), u.nullsDistinct()));
    draft.uniques.removeIf(u -> u.columns().isEmpty());
    PrimaryKey primary = draft.primaryKey();
    if (primary != null) {
      List<String> columns = without(primary.columns(), gone);
      draft.primaryKey(columns.isEmpty() ? null : new PrimaryKey(primary.name(), columns));
    }
  }

  private List<String> without(List<String> columns, Set<String> gone) {
    return columns.stream().filter(c -> !gone.contains(step.key(c))).toList();
  }

  private void renameInKeys() {
    for (TableAction action : statement.actions()) {
      switch (action) {
        case TableAction.RenameColumn a -> draft.renameColumn(a.from().text(), a.to().text());
        case TableAction.Modify a -> {
          if (!a.column().text().equals(a.to().name().text())) {
            draft.renameColumn(a.column().text(), a.to().name().text());
          }
        }
        default -> {}
      }
    }
  }

  // ---------------------------------------------------------------- keys

  private void droppedKeys() {
    for (TableAction action : statement.actions()) {
      if (action instanceof TableAction.DropPart a) {
        drop(a);
      }
    }
  }

  private void drop(TableAction.DropPart a) {
    Name name = a.name();
    switch (a.kind()) {
      case PRIMARY_KEY -> {
        if (draft.primaryKey() == null && !draft.isOpen() && !a.ifExists()) {
          step.refuse(
              FindingRule.UNKNOWN_INDEX,
              a.at(),
              "The table " + draft.name() + " has no primary key",
              null,
              draft.name());
        }
        draft.primaryKey(null);
        draft.indexes.removeIf(i -> i.name().equalsIgnoreCase(MySqlKeys.PRIMARY));
      }
      case FOREIGN_KEY -> {
        boolean keeps = draft.storage() == null || MySqlTables.isInnoDb(draft.storage());
        if (name != null && !removeForeignKey(name) && !a.ifExists() && keeps) {
          unknown(FindingRule.UNKNOWN_CONSTRAINT, "foreign key", name);
        }
      }
      case CHECK -> {
        if (name != null
            && !draft.checks.removeIf(c -> step.same(c.name(), name.text()))
            && !a.ifExists()) {
          unknown(FindingRule.UNKNOWN_CONSTRAINT, "check", name);
        }
      }
      case CONSTRAINT -> {
        if (name != null) {
          constraint(name, a.ifExists());
        }
      }
      case INDEX -> {
        if (name != null) {
          MySqlDrops.index(name, a.ifExists(), draft, step);
        }
      }
    }
  }

  private void unknown(FindingRule rule, String kind, Name name) {
    if (!draft.isOpen()) {
      step.missing(rule, kind, name, draft.constraintNames());
    }
  }

  private boolean removeForeignKey(Name name) {
    return draft.foreignKeys.removeIf(k -> step.same(k.name(), name.text()));
  }

  private void constraint(Name name, boolean ifExists) {
    boolean reference = removeForeignKey(name);
    boolean check = draft.checks.removeIf(c -> step.same(c.name(), name.text()));
    boolean found = reference || check;
    Index index = draft.index(name.text());
    boolean key = index != null && index.unique();
    if (!step.isMariaDb() && (reference && check || found && key)) {
      step.refuse(
          FindingRule.UNKNOWN_CONSTRAINT,
          name,
          "The table " + draft.name() + " has several constraints of the name " + name,
          "Write DROP FOREIGN KEY, DROP CHECK or DROP INDEX.");
    }
    if (index != null && index.unique()) {
      draft.dropIndex(name.text());
      if (name.text().equalsIgnoreCase(MySqlKeys.PRIMARY)) {
        draft.primaryKey(null);
      }
      found = true;
    }
    if (!found && !ifExists) {
      unknown(FindingRule.UNKNOWN_CONSTRAINT, "constraint", name);
    }
  }

  private void renameKeys(TableAction action) {
    if (!(action instanceof TableAction.RenameIndex a)) {
      return;
    }
    Index index = draft.index(a.from().text());
    if (a.from().text().equalsIgnoreCase(MySqlKeys.PRIMARY)) {
      step.refuse(FindingRule.INVALID_KEY, a.from(), "The primary key keeps its name", null);
      return;
    }
    if (index == null) {
      if (!draft.isOpen()) {
        step.missing(
            FindingRule.UNKNOWN_INDEX,
            "index",
            a.from(),
            draft.indexes.stream().map(Index::name).toList());
      }
      return;
    }
    if (draft.index(a.to().text()) != null && !step.same(a.from().text(), a.to().text())) {
      MySqlKeys.indexName(a.to(), draft, step);
      return;
    }
    draft.uniques.replaceAll(
        u ->
            step.same(u.name(), a.from().text())
                ? new UniqueConstraint(a.to().text(), u.columns(), u.nullsDistinct())
                : u);
    draft.indexes.replaceAll(i -> i == index ? IndexChanges.renamed(i, a.to().text()) : i);
  }

  private void addKeys(TableAction action) {
    switch (action) {
      case TableAction.AddColumn a -> keysOf(a.column());
      case TableAction.Modify a -> keysOf(a.to());
      case TableAction.AddConstraint a -> {
        boolean there =
            a.ifNotExists()
                && a.constraint().name() != null
                && (draft.hasConstraint(a.constraint().name().text())
                    || draft.index(a.constraint().name().text()) != null);
        if (!there) {
          MySqlKeys.add(a.constraint(), draft, step);
        }
      }
      case TableAction.AddIndex a -> {
        Name name = a.index().name();
        if (!a.ifNotExists() || name == null || draft.index(name.text()) == null) {
          MySqlKeys.add(a.index(), draft, step);
        }
      }
      default -> {}
    }
  }

  private void keysOf(ColumnDefinition column) {
    boolean inline = step.isMariaDb() || step.server().version() >= 90000;
    MySqlTables.ofColumn(column, inline, draft, step);
  }

  // ---------------------------------------------------------------- the rest

  private void rest(TableAction action) {
    switch (action) {
      case TableAction.SetDefault a -> {
        if (Keys.column(a.column(), draft, step) != null) {
          if (step.text().token(a.value().at() - 1).is("(")) {
            MySqlDefaultValues.computed(a.column(), before, step);
            MySqlColumns.defaulted(a.value(), step);
          } else {
            MySqlDefaultValues.set(a.value(), a.column(), before, step);
          }
          draft.setDefault(a.column().text(), Table.UNKNOWN_DEFAULT);
        }
      }
      case TableAction.DropDefault a -> {
        if (Keys.column(a.column(), draft, step) != null) {
          draft.setDefault(a.column().text(), null);
        }
      }
      case TableAction.SetColumnVisible a -> Keys.column(a.column(), draft, step);
      case TableAction.SetColumn a -> {
        if (a.column() != null && a.option().name().equals("masking policy")) {
          MySqlColumns.policy(a.at(), a.option().value(), a.column(), step);
        }
      }
      case TableAction.AlterPart a -> alterPart(a);
      case TableAction.Repartition a -> {
        if (a.by() != null) {
          MySqlPartitions.by(a.by(), draft, step);
        } else {
          if (before.relation().partitioning() == null && !draft.isOpen()) {
            step.refuse(
                FindingRule.PARTITION_RULE,
                a.at(),
                "The table " + draft.name() + " is not partitioned",
                null,
                draft.name());
          }
          draft.partitioning(null);
        }
      }
      case TableAction.SetOptions a -> options(a);
      case TableAction.ConvertCharacterSet a -> convert(a);
      case TableAction.AlterPartitions a -> MySqlPartitionWork.apply(a, draft, step);
      case TableAction.Other a -> {
        if (a.kind().startsWith("order by")) {
          a.names().forEach(n -> Keys.column(n, draft, step));
        }
      }
      default -> {}
    }
  }

  private void options(TableAction.SetOptions a) {
    MySqlCharacterSets.options(a.options(), step);
    MySqlTables.comment(a.options(), draft.name(), step);
    MySqlStorage.alter(a.at(), a.options(), draft, step);
    Option engine = MySqlCharacterSets.find(a.options(), "engine");
    if (engine != null) {
      boolean leaves =
          MySqlTables.isInnoDb(before.relation().storage())
              && !engine.value().equalsIgnoreCase("innodb")
              && step.state().referencesChecked();
      boolean tied =
          !draft.foreignKeys.isEmpty()
              || step.state().isSureOfPresence()
                  && !step.state().references(before.fullName()).isEmpty();
      if (leaves && tied && !step.isMariaDb()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            engine.at(),
            "The engine of " + draft.name() + " cannot change: foreign keys use the table",
            "Drop the foreign keys first.",
            draft.name());
      }
      draft.storage(MySqlTables.storage(a.options(), step));
      if (!MySqlStorage.isMerge(before.relation().storage())) {
        MySqlStorage.tellMerge(draft.storage(), draft.name(), step);
      }
    }
    String collation = MySqlCharacterSets.collation(a.options(), step);
    if (collation != null) {
      draft.collation(collation);
    }
  }

  private void convert(TableAction.ConvertCharacterSet a) {
    Name set = a.characterSet();
    if (!step.isMariaDb()) {
      MySqlCharacterSets.alone(a, statement.actions(), step);
    }
    MySqlCharacterSets.characterSet(set.at(), set.text(), step);
    String collation = MySqlCharacterSets.defaultOf(set.text(), step);
    if (a.collation() != null) {
      collation = a.collation().text();
      MySqlCharacterSets.collation(a.collation().at(), collation, step);
      String own = MySqlCharacterSets.effective(null, step);
      if (!set.text().equalsIgnoreCase("default")) {
        MySqlCharacterSets.pair(set.text(), collation, a.collation().at(), step);
      } else if (!own.isEmpty() && !step.isMariaDb()) {
        MySqlCharacterSets.pair(MySqlCharacterSets.of(own), collation, a.collation().at(), step);
      }
    }
    String chosen = collation;
    draft.collation(chosen);
    TableDraft former = TableDraft.of(step.state(), before);
    for (Column column : List.copyOf(draft.columns)) {
      if (MySqlTypes.isCharacter(MySqlTypes.base(column.type()))) {
        draft.change(column.name(), c -> MySqlColumns.collated(c, chosen));
      }
    }
    MySqlReferences.converted(a.at(), former, draft, step);
  }

  private void alterPart(TableAction.AlterPart a) {
    boolean there =
        switch (a.kind()) {
          case INDEX -> draft.index(a.name().text()) != null;
          case CHECK -> draft.checks.stream().anyMatch(c -> step.same(c.name(), a.name().text()));
          // Keys are constraints, but there is nothing of them to change.
          default ->
              step.isMariaDb()
                  ? draft.hasConstraint(a.name().text())
                  : draft.checks.stream().anyMatch(c -> step.same(c.name(), a.name().text()));
        };
    if (!there) {
      unknown(
          a.kind() == TableAction.Part.INDEX
              ? FindingRule.UNKNOWN_INDEX
              : FindingRule.UNKNOWN_CONSTRAINT,
          a.kind() == TableAction.Part.INDEX ? "index" : "constraint",
          a.name());
    }
  }

  private void expressions(TableAction action, Table after) {
    switch (action) {
      case TableAction.AddColumn a -> MySqlColumns.expressions(a.column(), after, step);
      case TableAction.Modify a -> MySqlColumns.expressions(a.to(), after, step);
      case TableAction.AddConstraint a -> {
        if (a.constraint() instanceof TableConstraint.Check check) {
          MySqlColumns.counted(check.condition(), after, step);
          step.expression(ExpressionUse.CHECK, check.condition(), after, null);
        }
      }
      case TableAction.SetDefault a -> {
        @Nullable Column column = draft.column(a.column().text());
        if (column != null && step.text().token(a.value().at() - 1).is("(")) {
          step.expression(ExpressionUse.DEFAULT, a.value(), after, a.column());
        }
      }
      default -> {}
    }
  }
}
