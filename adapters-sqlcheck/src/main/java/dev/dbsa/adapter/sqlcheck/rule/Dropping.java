package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DROP and TRUNCATE: what is lost, and what else leans on it. */
final class Dropping implements DefinitionRule {
  private static final String RESTORE = "Make sure of a backup that can be restored.";

  @Override
  public void check(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case Drop d -> drop(statement, d, notes);
      case TableStatement.Truncate d -> truncate(statement, d, notes);
      case TableStatement.AlterTable d -> alter(statement, d, notes);
      default -> {}
    }
  }

  private static void drop(DefinedStatement statement, Drop d, Notes notes) {
    String what = d.names().isEmpty() ? d.kind().words() : text(d.names());
    // A list may name one table many times.
    Map<List<String>, List<Name>> distinct = new LinkedHashMap<>();
    Set<String> going = new HashSet<>();
    for (List<Name> name : d.names()) {
      distinct.putIfAbsent(name.stream().map(Name::text).toList(), name);
      going.add(name.getLast().text().toLowerCase(Locale.ROOT));
    }
    switch (d.kind()) {
      case TABLE, FOREIGN_TABLE -> {
        for (List<Name> name : distinct.values()) {
          table(statement, d, name, going, notes);
        }
      }
      case VIEW, MATERIALIZED_VIEW -> {
        for (List<Name> name : distinct.values()) {
          if (statement.isOld(name)) {
            notes.risk(
                RiskCode.DROP_VIEW,
                "Queries that read " + name.getLast() + " fail from then on",
                name.getLast().text(),
                "Make sure that nothing reads it any more.");
            dependents(statement, going, name, notes);
          }
        }
      }
      case INDEX ->
          notes.risk(
              RiskCode.DROP_INDEX,
              "Queries that used the index " + what + " read whole tables from then on",
              what,
              statement.isPostgres() && !d.concurrently()
                  ? "Write DROP INDEX CONCURRENTLY, once nothing uses it."
                  : "Make sure that nothing uses it.");
      case SCHEMA, DATABASE ->
          notes.risk(
              RiskCode.DROP_SCHEMA,
              "DROP "
                  + d.kind().words().toUpperCase(Locale.ROOT)
                  + " removes "
                  + what
                  + " with all that is in it",
              what,
              RESTORE);
      // Accounts, and what a server is run with, are told elsewhere.
      case USER,
          ROLE,
          RESOURCE_GROUP,
          SERVER,
          SPATIAL_REFERENCE_SYSTEM,
          TABLESPACE,
          UNDO_TABLESPACE,
          LOGFILE_GROUP,
          USER_MAPPING -> {}
      default ->
          notes.risk(
              RiskCode.DROP_OBJECT,
              "What relies on the "
                  + d.kind().words()
                  + " "
                  + what
                  + " fails or changes from then on",
              what,
              "Make sure that nothing relies on it.");
    }
    if (d.cascade() && statement.isPostgres()) {
      notes.risk(
          RiskCode.CASCADE,
          "CASCADE also drops whatever depends on " + what + ", unseen",
          what,
          "Drop the dependent objects by name first.");
    }
  }

  private static void table(
      DefinedStatement statement, Drop d, List<Name> name, Set<String> going, Notes notes) {
    if (d.temporary() || !statement.isOld(name)) {
      return;
    }
    Relation relation = statement.relation(name);
    notes.risk(
        RiskCode.DROP_TABLE,
        notes.scale().loss(RiskLevel.HIGH, relation),
        "DROP TABLE removes " + name.getLast() + Scale.text(relation) + " and all its rows",
        name.getLast().text(),
        RESTORE);
    dependents(statement, going, name, notes);
  }

  private static String text(List<List<Name>> names) {
    List<String> shown = names.stream().map(n -> n.getLast().text()).distinct().limit(10).toList();
    return String.join(", ", shown) + (names.size() > 10 ? " …" : "");
  }

  /** Foreign keys and views that lean on a table, but for those that go with it. */
  private static void dependents(
      DefinedStatement statement, Set<String> going, List<Name> name, Notes notes) {
    Table table = statement.find(name);
    if (table == null || table.snapshot() == null) {
      return;
    }
    List<String> dependents = new ArrayList<>();
    var catalog = statement.schema().catalog();
    for (var link : catalog.links(table.snapshot().name())) {
      Relation now = now(statement, link.source());
      boolean stays =
          link.target().name().equals(table.snapshot().name())
              && !link.source().name().equals(link.target().name())
              && !going.contains(link.source().name().name().toLowerCase(Locale.ROOT));
      if (stays && now != null && now.foreignKeys().contains(link.key())) {
        dependents.add(
            "the foreign key " + link.key().name() + " of " + link.source().name().name());
      }
    }
    for (Relation other : catalog.schema().relations()) {
      if (mentions(other.definition(), table.name())
          && now(statement, other) != null
          && !going.contains(other.name().name().toLowerCase(Locale.ROOT))) {
        dependents.add("the view " + other.name().name());
      }
    }
    report(table.name(), dependents, notes);
  }

  private static @Nullable Relation now(DefinedStatement statement, Relation relation) {
    return statement
        .schema()
        .findIn(relation.name().schema(), relation.name().name())
        .map(Table::snapshot)
        .orElse(null);
  }

  private static void report(String object, List<String> dependents, Notes notes) {
    if (dependents.isEmpty()) {
      return;
    }
    String list = String.join(", ", dependents.subList(0, Math.min(5, dependents.size())));
    notes.risk(
        RiskCode.DROP_REFERENCED_OBJECT,
        object + " is still used by " + list + (dependents.size() > 5 ? " and others" : ""),
        object,
        "Drop or change these first.");
  }

  private static boolean mentions(@Nullable String definition, String name) {
    return definition != null
        && definition.contains(name)
        && Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])")
            .matcher(definition)
            .find();
  }

  private static void truncate(DefinedStatement statement, TableStatement.Truncate d, Notes notes) {
    for (List<Name> name : d.tables()) {
      if (statement.isOld(name)) {
        Relation relation = statement.relation(name);
        notes.risk(
            RiskCode.TRUNCATE_TABLE,
            notes.scale().loss(RiskLevel.HIGH, relation),
            "TRUNCATE removes every row of "
                + name.getLast()
                + Scale.text(relation)
                + (statement.isPostgres() ? "" : " and cannot be rolled back"),
            name.getLast().text(),
            RESTORE);
      }
    }
    if (d.cascade()) {
      notes.risk(
          RiskCode.CASCADE,
          RiskLevel.CRITICAL,
          "CASCADE also empties every table that refers to " + text(d.tables()),
          text(d.tables()),
          "Name every table that is to be emptied.");
    }
  }

  private static void alter(DefinedStatement statement, TableStatement.AlterTable d, Notes notes) {
    if (!statement.isOld(d.name())) {
      return;
    }
    Relation relation = statement.relation(d.name());
    String table = d.name().getLast().text();
    for (TableAction action : d.actions()) {
      switch (action) {
        case TableAction.DropColumn a -> {
          notes.risk(
              RiskCode.DROP_COLUMN,
              notes.scale().loss(RiskLevel.HIGH, relation),
              "DROP COLUMN removes the values of "
                  + table
                  + "."
                  + a.column()
                  + Scale.text(relation),
              a.column().text(),
              "Stop using the column first, and make sure of a backup.");
          column(statement, relation, a.column().text(), notes);
          if (a.cascade()) {
            cascade(a.column().text(), notes);
          }
        }
        case TableAction.DropPart a -> part(a, relation, table, notes);
        default -> {}
      }
    }
  }

  private static void part(
      TableAction.DropPart a, @Nullable Relation relation, String table, Notes notes) {
    boolean index = a.kind() == TableAction.Part.INDEX;
    boolean primary = a.kind() == TableAction.Part.PRIMARY_KEY;
    String name = a.name() == null ? table : a.name().text();
    notes.risk(
        index ? RiskCode.DROP_INDEX : RiskCode.DROP_CONSTRAINT,
        primary ? notes.scale().work(RiskLevel.HIGH, relation) : RiskLevel.MEDIUM,
        index
            ? "Queries that used the index " + name + " read whole tables from then on"
            : "Nothing keeps wrong rows out of "
                + table
                + " without "
                + (a.name() == null ? "its primary key" : "the constraint " + name),
        name,
        null);
    if (a.cascade()) {
      cascade(name, notes);
    }
  }

  private static void cascade(String object, Notes notes) {
    notes.risk(
        RiskCode.CASCADE,
        "CASCADE also drops whatever depends on " + object + ", unseen",
        object,
        "Drop the dependent objects by name first.");
  }

  /** What leans on a column and stays behind; its own foreign keys go with it. */
  private static void column(
      DefinedStatement statement, @Nullable Relation relation, String column, Notes notes) {
    if (relation == null) {
      return;
    }
    List<String> dependents = new ArrayList<>();
    for (Index index : relation.indexes()) {
      if (index.parts().size() > 1
          && index.parts().stream().anyMatch(p -> same(statement, p.column(), column))) {
        dependents.add("the index " + index.name());
      }
    }
    for (var link : statement.schema().catalog().links(relation.name())) {
      if (link.target().name().equals(relation.name())
          && link.key().targetColumns().stream().anyMatch(c -> same(statement, c, column))) {
        dependents.add(
            "the foreign key " + link.key().name() + " of " + link.source().name().name());
      }
    }
    for (Relation other : statement.schema().catalog().schema().relations()) {
      if (mentions(other.definition(), relation.name().name())
          && mentions(other.definition(), column)) {
        dependents.add("the view " + other.name().name());
      }
    }
    report(column, dependents, notes);
  }

  private static boolean same(DefinedStatement statement, @Nullable String a, String b) {
    return a != null && statement.schema().sameColumn(a, b);
  }
}
