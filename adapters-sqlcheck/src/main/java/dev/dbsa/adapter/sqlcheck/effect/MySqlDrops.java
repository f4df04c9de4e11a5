package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.TableAction.Online;
import dev.dbsa.sql.tree.TableStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** DROP, TRUNCATE and RENAME as MySQL does it (sql_table.cc, sql_rename.cc). */
final class MySqlDrops {
  private MySqlDrops() {}

  static void apply(Drop d, Step step) {
    switch (d.kind()) {
      case TABLE -> tables(d, step);
      case VIEW -> views(d, step);
      case INDEX -> index(d, step);
      case SCHEMA, DATABASE -> schemas(d, step);
      case SEQUENCE -> sequences(d, step);
      default -> MySqlObjects.drop(d, step);
    }
  }

  private static void tables(Drop d, Step step) {
    Set<ObjectName> going = new LinkedHashSet<>();
    Set<ObjectName> seen = new LinkedHashSet<>();
    for (List<Name> name : d.names()) {
      Table table = step.find(name);
      if (table != null) {
        going.add(table.fullName());
      }
    }
    for (List<Name> name : d.names()) {
      Table table = d.ifExists() || d.temporary() ? step.tolerate(name) : step.need(name);
      if (table == null || !seen.add(table.fullName())) {
        continue;
      }
      if (d.temporary() && !table.temporary()) {
        if (!d.ifExists() && !table.open()) {
          step.missing(FindingRule.UNKNOWN_TABLE, "temporary table", name.getLast(), List.of());
        }
        continue;
      }
      if (!table.kind().isTable() && !table.open()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            name.getLast() + " is a view, not a table",
            "Write DROP VIEW.");
        continue;
      }
      if (!table.temporary()) {
        referenced(d.at(), name.getLast(), table, going, step);
      }
      step.become(step.state().without(table));
    }
  }

  /** Refuses what foreign keys of other tables refer to. */
  private static void referenced(int at, Name name, Table table, Set<ObjectName> going, Step step) {
    if (!step.state().referencesChecked() || !step.state().isSureOfPresence()) {
      return;
    }
    for (Reference reference : step.state().references(table.fullName())) {
      boolean other = !reference.source().fullName().equals(table.fullName());
      if (other && !going.contains(reference.source().fullName())) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name,
            "The foreign key "
                + reference.key().name()
                + " of "
                + reference.source().name()
                + " refers to "
                + table.name(),
            "Drop the foreign key first.");
        return;
      }
    }
  }

  /** MariaDB's, which share the names of tables. */
  private static void sequences(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      SchemaState state = step.state();
      String home = state.homeOf(name);
      String text = name.getLast().text();
      Optional<Table> table = state.findIn(home, text);
      boolean there =
          state.sequence(home, text).isPresent() || table.filter(Table::open).isPresent();
      if (!there && !d.ifExists() && !d.temporary()) {
        step.missing(FindingRule.UNKNOWN_OBJECT, "sequence", name.getLast(), List.of());
      }
      table.filter(Table::open).ifPresent(t -> step.become(step.state().without(t)));
      step.state().sequence(home, text).ifPresent(s -> step.become(step.state().without(s)));
    }
  }

  private static void views(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      Table view = d.ifExists() ? step.tolerate(name) : step.need(name);
      if (view == null) {
        continue;
      }
      if (view.kind().isTable() && !view.open()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            name.getLast() + " is a table, not a view",
            "Write DROP TABLE.");
        continue;
      }
      step.become(step.state().without(view));
    }
  }

  private static void index(Drop d, Step step) {
    Table table = step.need(d.table());
    if (table == null) {
      return;
    }
    TableDraft draft = TableDraft.of(step.state(), table);
    for (List<Name> name : d.names()) {
      index(name.getLast(), d.ifExists(), draft, step);
    }
    Table after = draft.table();
    MySqlColumns.counting(d.at(), draft, step);
    MySqlReferences.keepsKeys(d.names().getFirst().getLast().at(), table, after, step);
    online(d, table, step);
    step.become(step.state().with(draft.table()));
  }

  private static void online(Drop d, Table table, Step step) {
    Online.Algorithm algorithm = Online.Algorithm.UNSAID;
    Online.Lock lock = Online.Lock.UNSAID;
    for (Option option : d.options()) {
      String value = option.value().toUpperCase(Locale.ROOT);
      if (option.name().equals("algorithm")) {
        algorithm = word(Online.Algorithm.values(), value, Online.Algorithm.UNKNOWN);
      } else if (option.name().equals("lock")) {
        lock = word(Online.Lock.values(), value, Online.Lock.UNKNOWN);
      }
    }
    Online online = new Online(d.at(), algorithm, lock);
    MySqlOnline.dropIndex(online, table, step);
  }

  private static <E extends Enum<E>> E word(E[] all, String name, E unknown) {
    for (E one : all) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return unknown;
  }

  /** DROP INDEX of a table, also as an action of ALTER TABLE. */
  static void index(Name name, boolean ifExists, TableDraft draft, Step step) {
    if (name.text().equalsIgnoreCase(MySqlKeys.PRIMARY) && draft.primaryKey() != null) {
      draft.primaryKey(null);
      draft.indexes.removeIf(i -> i.name().equalsIgnoreCase(MySqlKeys.PRIMARY));
      return;
    }
    Index found = draft.index(name.text());
    if (found == null) {
      if (!ifExists && !draft.isOpen() && draft.kind().isTable()) {
        step.missing(
            FindingRule.UNKNOWN_INDEX,
            "index",
            name,
            draft.indexes.stream().map(Index::name).toList());
      }
      return;
    }
    draft.dropIndex(name.text());
  }

  private static void schemas(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      SchemaState state = step.state();
      String text = name.getLast().text();
      if (!state.hasSchema(text)) {
        if (!d.ifExists() && !state.isUncertain() && !state.isSystemSchema(text)) {
          SchemaNames.unknownTable(
              state, name, new Lookup.NoSchema(text), Severity.ERROR, step.reporter());
        }
        continue;
      }
      step.become(state.withoutSchema(text));
    }
  }

  static void truncate(TableStatement.Truncate d, Step step) {
    for (List<Name> name : d.tables()) {
      Table table = step.need(name);
      if (table == null || table.open()) {
        continue;
      }
      if (!table.kind().isTable()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            name.getLast() + " is a view, not a table",
            null);
      } else {
        referenced(d.at(), name.getLast(), table, Set.of(), step);
      }
    }
  }

  static void rename(TableStatement.RenameTables d, Step step) {
    for (TableStatement.Renamed renamed : d.tables()) {
      Table table = d.ifExists() ? step.tolerate(renamed.from()) : step.need(renamed.from());
      String home =
          renamed.to().size() > 1
              ? renamed.to().get(renamed.to().size() - 2).text()
              : step.state().homeOf(renamed.to());
      Name to = renamed.to().getLast();
      if (step.homeIsThere(renamed.to())) {
        Optional<Table> taken = step.state().findIn(home, to.text());
        boolean self =
            table != null && taken.isPresent() && taken.get().fullName().equals(table.fullName());
        if (taken.isPresent() && !self) {
          step.exists(kindOf(taken.get()), to, "Choose another name.");
        }
      }
      if (table != null) {
        move(table, new ObjectName(home, to.text()), step);
      }
    }
  }

  private static String kindOf(Table table) {
    return MySqlTables.kind(table);
  }

  /** Foreign keys of others follow the table. */
  static void move(Table table, ObjectName to, Step step) {
    SchemaState state = step.state();
    List<Reference> references = state.references(table.fullName());
    TableDraft draft = TableDraft.of(state, table);
    draft.rename(to);
    draft.foreignKeys.replaceAll(
        k -> k.target().equals(table.fullName()) ? ForeignKeys.toTarget(k, to) : k);
    state = state.without(table).with(draft.table());
    for (Reference reference : references) {
      Relation source = reference.source().relation();
      if (!source.name().equals(table.fullName())) {
        TableDraft other = TableDraft.of(state, reference.source());
        other.foreignKeys.replaceAll(
            k -> k.target().equals(table.fullName()) ? ForeignKeys.toTarget(k, to) : k);
        state = state.with(other.table());
      }
    }
    step.become(state);
  }
}
