package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.KnownTables;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DROP of tables, views, indexes, sequences and schemas as PostgreSQL does it (dependency.c). */
final class PostgresDrops {
  private PostgresDrops() {}

  /** Whether the kind is one of those that are followed here. */
  static boolean follows(ObjectKind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, INDEX, SEQUENCE, SCHEMA -> true;
      default -> false;
    };
  }

  static void apply(Drop d, Step step) {
    switch (d.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE -> tables(d, step);
      case INDEX -> indexes(d, step);
      case SEQUENCE -> sequences(d, step);
      case SCHEMA -> schemas(d, step);
      default -> {}
    }
    if (d.cascade()) {
      // What depended on it is gone as well.
      step.become(step.state().losingObjects());
    }
  }

  // ---------------------------------------------------------------- tables and views

  private static void tables(Drop d, Step step) {
    Set<ObjectName> going = new LinkedHashSet<>();
    for (List<Name> name : d.names()) {
      Table table = step.find(name);
      if (table != null) {
        going.add(table.fullName());
      }
    }
    SchemaState before = step.state();
    for (List<Name> name : d.names()) {
      Table gone = before.find(name) instanceof Lookup.Found found ? found.table() : null;
      if (gone != null && step.find(name) == null) {
        // It went with one that is named before it.
        continue;
      }
      Table table = d.ifExists() ? step.tolerate(name) : need(name, d, step);
      if (table == null || before.find(table.fullName()).isEmpty()) {
        continue;
      }
      wrongKind(d, name.getLast(), table, step);
      if (!d.cascade() && before.isSureOfPresence() && !table.open()) {
        dependents(name.getLast(), PostgresDependents.ofTable(table, going, before), step);
      }
      remove(table, step);
    }
  }

  /** DROP VIEW of a sequence or an index is told as such. */
  private static @Nullable Table need(List<Name> name, Drop d, Step step) {
    Lookup found = step.state().find(name);
    if (found instanceof Lookup.NoTable) {
      String schema = step.state().homeOf(name);
      Optional<String> taken = PostgresNames.taken(step.state(), schema, name.getLast().text());
      if (taken.isPresent()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            name.getLast() + " is a " + taken.get() + ", not a " + d.kind().words(),
            "Write DROP " + taken.get().toUpperCase(Locale.ROOT) + ".");
        return null;
      }
    }
    return step.need(name);
  }

  private static void wrongKind(Drop d, Name name, Table table, Step step) {
    if (table.open()) {
      return;
    }
    String right = PostgresNames.kind(table);
    if (!right.equals(d.kind().words())) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name,
          name + " is a " + right + ", not a " + d.kind().words(),
          "Write DROP " + right.toUpperCase(Locale.ROOT) + ".");
    }
  }

  private static void dependents(Name name, List<String> found, Step step) {
    if (!found.isEmpty()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          name + " is still used by " + found.getFirst() + (found.size() > 1 ? " and others" : ""),
          "Drop or change these first, or write CASCADE.");
    }
  }

  /** Takes the table away with its own sequences and what inherits from it. */
  private static void remove(Table table, Step step) {
    List<Table> heirs = step.state().heirs(table.fullName());
    SchemaState state = step.state().without(table);
    for (Sequence sequence : state.snapshot().sequences()) {
      if (table.fullName().equals(sequence.ownedByTable())
          && state
              .sequence(sequence.name().schema(), sequence.name().name())
              .filter(s -> table.fullName().equals(s.ownedByTable()))
              .isPresent()) {
        state = state.without(sequence);
      }
    }
    for (var column : table.relation().columns()) {
      // Of tables that the script made, the sequences bear the usual names.
      Optional<Sequence> own =
          state.sequence(table.schema(), PostgresNames.make(table.name(), column.name(), "seq"));
      if (own.isPresent() && table.fullName().equals(own.get().ownedByTable())) {
        state = state.without(own.get());
      }
    }
    step.become(state);
    heirs.forEach(heir -> remove(heir, step));
  }

  // ---------------------------------------------------------------- indexes

  /** The table that an index belongs to, where the index's name is looked up. */
  static Optional<Table> ownerOfIndex(List<Name> name, Step step) {
    SchemaState state = step.state();
    String text = name.getLast().text();
    if (name.size() > 1) {
      return state.ownerOfIndex(name.get(name.size() - 2).text(), text);
    }
    for (String schema : state.searchPath()) {
      Optional<Table> owner = state.ownerOfIndex(schema, text);
      if (owner.isPresent()) {
        return owner;
      }
    }
    return Optional.empty();
  }

  private static void indexes(Drop d, Step step) {
    if (d.concurrently()) {
      PostgresTransactions.notInside(d.at(), "DROP INDEX CONCURRENTLY", step);
    }
    for (List<Name> name : d.names()) {
      Optional<Table> owner = ownerOfIndex(name, step);
      if (owner.isEmpty()) {
        noIndex(d, name, step);
        continue;
      }
      TableDraft draft = TableDraft.of(step.state(), owner.get());
      Index index = draft.index(name.getLast().text());
      if (index != null && index.constraintName() != null && !d.cascade()) {
        step.refuse(
            FindingRule.DEPENDENT_OBJECTS,
            name.getLast(),
            "The index "
                + name.getLast()
                + " belongs to the constraint "
                + index.constraintName()
                + " of "
                + draft.name(),
            "Write ALTER TABLE … DROP CONSTRAINT.");
      }
      draft.dropIndex(name.getLast().text());
      step.become(step.state().with(draft.table()));
    }
  }

  private static void noIndex(Drop d, List<Name> name, Step step) {
    Name last = name.getLast();
    if (d.ifExists()) {
      step.remark(FindingRule.UNKNOWN_INDEX, Severity.INFO, last, "There is no index " + last);
      return;
    }
    if (!step.state().isSureOfNames() || !step.state().isFollowed() || isSystem(name, step)) {
      return;
    }
    Table table = step.find(name);
    if (table != null) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          last,
          last + " is a " + PostgresNames.kind(table) + ", not an index",
          null);
      return;
    }
    if (step.state().hasFoldedPartitions()) {
      step.notShown("Whether a partition has an index " + last + ".");
      return;
    }
    step.missing(FindingRule.UNKNOWN_INDEX, "index", last, List.of());
  }

  private static boolean isSystem(List<Name> name, Step step) {
    return name.size() > 1 && step.state().isSystemSchema(name.get(name.size() - 2).text())
        || name.getLast().text().startsWith("pg_");
  }

  // ---------------------------------------------------------------- sequences and schemas

  private static void sequences(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      Optional<Sequence> found = step.state().sequence(name);
      if (found.isPresent()) {
        owned(d, name.getLast(), found.get(), step);
        step.become(step.state().without(found.get()));
      } else if (d.ifExists()) {
        step.remark(
            FindingRule.UNKNOWN_OBJECT,
            Severity.INFO,
            name.getLast(),
            "There is no sequence " + name.getLast());
      } else if (step.state().isFollowed()) {
        step.missing(
            FindingRule.UNKNOWN_OBJECT,
            "sequence",
            name.getLast(),
            PostgresSequences.names(step.state()));
      }
    }
  }

  private static void owned(Drop d, Name name, Sequence sequence, Step step) {
    String column = sequence.ownedByColumn();
    if (isOfIdentity(sequence, step)) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          name + " belongs to the identity column " + column + " of its table",
          "Write ALTER TABLE … ALTER COLUMN … DROP IDENTITY.");
      return;
    }
    if (d.cascade() || sequence.ownedByTable() == null || column == null) {
      return;
    }
    Optional<Table> owner = step.state().find(sequence.ownedByTable());
    boolean feeds =
        owner
            .flatMap(t -> t.relation().findColumn(column))
            .filter(
                c -> c.defaultExpression() != null && c.defaultExpression().startsWith("nextval"))
            .isPresent();
    if (feeds && step.state().isSureOfPresence()) {
      step.refuse(
          FindingRule.DEPENDENT_OBJECTS,
          name,
          name
              + " is still used by the default of "
              + sequence.ownedByTable().name()
              + "."
              + column,
          "Drop the default first, or write CASCADE.");
    }
  }

  /** CASCADE does not help: the sequence is part of the column. */
  private static boolean isOfIdentity(Sequence sequence, Step step) {
    ObjectName table = sequence.ownedByTable();
    String column = sequence.ownedByColumn();
    return table != null
        && column != null
        && step.state().isSureOfPresence()
        && step.state()
            .find(table)
            .flatMap(t -> t.relation().findColumn(column))
            .filter(
                c ->
                    c.generation() == ColumnGeneration.IDENTITY_ALWAYS
                        || c.generation() == ColumnGeneration.IDENTITY_BY_DEFAULT)
            .isPresent();
  }

  private static void schemas(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      String text = name.getLast().text();
      SchemaState state = step.state();
      if (!state.hasSchema(text)) {
        if (!d.ifExists() && !state.isUncertain() && !state.isSystemSchema(text)) {
          SchemaNames.unknownTable(
              state, name, new Lookup.NoSchema(text), Severity.ERROR, step.reporter());
        }
        continue;
      }
      if (!d.cascade() && state.isSureOfPresence()) {
        KnownTables.anyIn(text, state)
            .ifPresent(
                one ->
                    step.refuse(
                        FindingRule.DEPENDENT_OBJECTS,
                        name.getLast(),
                        "The schema " + text + " still holds " + one,
                        "Drop what is in it first, or write CASCADE."));
      }
      step.become(step.state().withoutSchema(text));
    }
  }
}
