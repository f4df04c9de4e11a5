package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.ColumnDefinition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Constraint;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Relations;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.adapter.sqlcheck.schema.Table.TableColumn;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the objects that a definition names are there, and carries out on the working schema
 * what the statement would do. Belongs to one run over one script.
 */
final class DefinitionCheck {
  private SchemaState schema;
  private final TypeCheck types;

  /** Indexes and constraints that the script made; unknown ones may have been among them. */
  private final Set<String> madeNames = new HashSet<>();

  private boolean madeUnnamed;

  /** Whether a step may have dropped objects that it did not name. */
  private boolean mayBeGone;

  private @Nullable Map<String, List<ObjectName>> owners;

  /** MySQL: SET foreign_key_checks = 0 lets references run ahead. */
  private boolean referencesUnchecked;

  private final boolean referencesInColumns;

  /** What a temporary table of this name hides until it is dropped; by schema and name. */
  private final Map<List<String>, Optional<Table>> hidden = new HashMap<>();

  DefinitionCheck(SchemaState schema, Server server, TypeCheck types) {
    this.schema = schema;
    this.referencesInColumns =
        server.isPostgres() || server.isMariaDb() || server.version() >= 90000;
    this.types = types;
  }

  /** Says how the schema stands before the next statement. */
  void at(SchemaState now) {
    schema = now;
  }

  SchemaState schema() {
    return schema;
  }

  /** The same table with other columns. */
  static Table withColumns(Table table, List<TableColumn> columns) {
    return table.with(Relations.withColumns(table.relation(), columns));
  }

  /** The table of this name, if it is known. */
  @Nullable Table find(List<Name> name) {
    return schema.find(name) instanceof Lookup.Found found ? found.table() : null;
  }

  /**
   * The table that a definition is about, as the definition leaves it; {@code null} where it is not
   * known.
   *
   * @param made the table that the definition's query makes; {@code null} where there is none
   */
  @Nullable Table after(Definition definition, @Nullable Table made) {
    return switch (definition) {
      case Definition.CreateTable d -> tableOf(d, made);
      case Definition.AlterTable d -> {
        Table table = find(d.name());
        yield table == null ? null : altered(d, table);
      }
      case Definition.CreateIndex d -> find(d.table());
      default -> null;
    };
  }

  private @Nullable Table need(List<Name> name, Reporter reporter) {
    Lookup found = schema.find(name);
    if (found instanceof Lookup.NoSchema || found instanceof Lookup.NoTable) {
      SchemaNames.unknownTable(schema, name, found, Severity.ERROR, reporter);
    }
    return found instanceof Lookup.Found table ? table.table() : null;
  }

  private void tolerate(List<Name> name, Reporter reporter) {
    Lookup found = schema.find(name);
    if (found instanceof Lookup.NoTable) {
      SchemaNames.unknownTable(schema, name, found, Severity.INFO, reporter);
    }
  }

  /**
   * Looks up what the statement names.
   *
   * @param made the table or view that its query makes; {@code null} where there is none
   */
  void check(Definition definition, @Nullable Table made, Reporter reporter) {
    switch (definition) {
      case Definition.CreateTable d -> createTable(d, reporter);
      case Definition.AlterTable d -> alterTable(d, reporter);
      case Definition.CreateIndex d -> createIndex(d, reporter);
      case Definition.CreateView d -> createView(d, reporter);
      case Definition.Drop d -> drop(d, reporter);
      case Definition.Truncate d -> d.names().forEach(n -> need(n, reporter));
      case Definition.RenameTables d -> {
        // A chain may rename what it made itself; the last names are checked alone.
        if (d.from().size() == 1) {
          need(d.from().getFirst(), reporter);
        }
      }
      case Definition.Maintain d -> {
        if (!d.kind().equals("reindex")) {
          d.names().forEach(n -> need(n, reporter));
        }
      }
      case Definition.Grant d -> d.tables().forEach(n -> need(n, reporter));
      case Definition.CommentOn d -> comment(d, reporter);
      case Definition.Lock d -> d.names().forEach(n -> need(n, reporter));
      case Definition.CreateOther d -> createOther(d, reporter);
      case Definition.Describe d -> need(d.table(), reporter);
      case Definition.Transfer d -> {
        Table table = d.table() == null ? null : need(d.table(), reporter);
        columns(table, d.columns(), reporter);
      }
      default -> {}
    }
  }

  // ---------------------------------------------------------------- CREATE

  private boolean homeIsThere(List<Name> name, Reporter reporter) {
    if (name.size() < 2) {
      return true;
    }
    Name home = name.get(name.size() - 2);
    boolean missing =
        !schema.isUncertain()
            && !schema.hasSchema(home.text())
            && !schema.isSystemSchema(home.text())
            && !home.text().startsWith("pg_temp");
    if (missing) {
      SchemaNames.unknownTable(
          schema, name, new Lookup.NoSchema(home.text()), Severity.ERROR, reporter);
    }
    return !missing;
  }

  private @Nullable Table existing(List<Name> name) {
    return schema.findIn(schema.homeOf(name), name.getLast().text()).orElse(null);
  }

  private static List<String> key(Table table) {
    return List.of(String.valueOf(table.schema()), table.name());
  }

  private boolean isTemporary(Table table) {
    return hidden.containsKey(key(table));
  }

  private void exists(String kind, Name name, @Nullable String hint, Reporter reporter) {
    if (mayBeGone || schema.isUncertain()) {
      return;
    }
    reporter.report(
        FindingRule.OBJECT_EXISTS,
        name.at(),
        "There is already a " + kind + " " + name.text(),
        hint,
        name.text());
  }

  private void createTable(Definition.CreateTable d, Reporter reporter) {
    if (homeIsThere(d.name(), reporter) && !d.temporary() && !d.ifNotExists()) {
      Table old = existing(d.name());
      if (old != null && !isTemporary(old)) {
        exists(
            kindOf(old), d.name().getLast(), "Drop or alter it, or choose another name.", reporter);
      }
    }
    d.like().forEach(n -> need(n, reporter));
    Set<String> seen = new HashSet<>();
    for (ColumnDefinition column : d.columns()) {
      if (!seen.add(columnKey(column.name().text()))) {
        reporter.report(
            FindingRule.DUPLICATE_COLUMN,
            column.name().at(),
            "The table " + d.name().getLast() + " defines the column " + column.name() + " twice",
            null,
            column.name().text());
      }
      if (column.type() != null) {
        types.check(column.type(), reporter);
      }
    }
    Table table = tableOf(d, null);
    for (ColumnDefinition column : d.columns()) {
      inColumn(column, table, reporter);
    }
    d.constraints().forEach(c -> constraint(c, table, reporter));
  }

  private String columnKey(String name) {
    return schema.isPostgres() ? name : name.toLowerCase(java.util.Locale.ROOT);
  }

  private static String kindOf(Table table) {
    return table.snapshot() == null || table.snapshot().kind().isTable() ? "table" : "view";
  }

  private Table tableOf(Definition.CreateTable d, @Nullable Table made) {
    List<TableColumn> columns = new ArrayList<>();
    boolean open = d.open();
    for (List<Name> like : d.like()) {
      Table source = find(like);
      if (source == null) {
        open = true;
      } else {
        open |= source.open();
        columns.addAll(source.columns());
      }
    }
    Set<String> key = new LinkedHashSet<>();
    for (ColumnDefinition column : d.columns()) {
      columns.removeIf(c -> schema.sameColumn(c.name(), column.name().text()));
      columns.add(columnOf(column));
      if (column.is(Constraint.Kind.PRIMARY_KEY)) {
        key.add(column.name().text());
      }
    }
    for (Constraint constraint : d.constraints()) {
      if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) {
        constraint.columns().forEach(c -> key.add(c.text()));
      }
    }
    if (d.query() >= 0) {
      if (made == null) {
        open = true;
      } else {
        open |= made.open();
        columns.addAll(made.columns());
      }
    }
    List<TableColumn> keyed = new ArrayList<>();
    for (TableColumn column : columns) {
      boolean inKey = key.stream().anyMatch(k -> schema.sameColumn(k, column.name()));
      keyed.add(
          inKey
              ? new TableColumn(
                  column.name(), column.type(), false, column.required(), column.computed())
              : column);
    }
    Table bare =
        Table.derived(
            schema.homeOf(d.name()), d.name().getLast().text(), RelationKind.TABLE, keyed, open);
    Relation relation = Relations.withPrimaryKey(bare.relation(), "", List.copyOf(key));
    return Table.made(relation, open, d.temporary());
  }

  private static TableColumn columnOf(ColumnDefinition column) {
    boolean computed = column.generated().equals("stored") || column.generated().equals("virtual");
    boolean filled = column.hasDefault() || !column.generated().isEmpty();
    return new TableColumn(
        column.name().text(),
        // The script may spell a type in ways that the server does not: better unknown than wrong.
        null,
        !column.notNull(),
        column.notNull() && !filled,
        computed);
  }

  private void createIndex(Definition.CreateIndex d, Reporter reporter) {
    Table table = need(d.table(), reporter);
    columns(table, d.columns(), reporter);
    if (table != null && table.snapshot() != null && d.name() != null && !d.ifNotExists()) {
      String name = d.name().text();
      boolean taken =
          schema.isPostgres()
              ? findIndex(table.schema(), name) != null
              : table.snapshot().indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
      if (taken) {
        exists("index", d.name(), "Choose another name.", reporter);
      }
    }
  }

  private @Nullable Table findIndex(@Nullable String home, String name) {
    for (ObjectName owner : owners().getOrDefault(name, List.of())) {
      Table now = schema.findIn(owner.schema(), owner.name()).orElse(null);
      if (owner.schema().equals(home)
          && now != null
          && now.snapshot() != null
          && now.snapshot().indexes().stream().anyMatch(i -> i.name().equals(name))) {
        return now;
      }
    }
    return null;
  }

  /** The snapshot's tables by the names of their indexes. */
  private Map<String, List<ObjectName>> owners() {
    if (owners == null) {
      owners = new HashMap<>();
      for (Relation relation : schema.catalog().schema().relations()) {
        for (Index index : relation.indexes()) {
          owners.computeIfAbsent(index.name(), _ -> new ArrayList<>(1)).add(relation.name());
        }
      }
    }
    return owners;
  }

  private void createView(Definition.CreateView d, Reporter reporter) {
    if (!homeIsThere(d.name(), reporter) || d.temporary() || d.ifNotExists()) {
      return;
    }
    Table old = existing(d.name());
    if (old != null
        && !isTemporary(old)
        && (!d.orReplace() || old.snapshot() != null && old.snapshot().kind().isTable())) {
      exists(
          kindOf(old),
          d.name().getLast(),
          d.orReplace()
              ? "Choose another name."
              : "Write CREATE OR REPLACE VIEW, or choose another name.",
          reporter);
    }
  }

  private void createOther(Definition.CreateOther d, Reporter reporter) {
    if (d.table() != null) {
      need(d.table(), reporter);
    }
    boolean space =
        d.kind().equals("schema") || d.kind().equals("database") && !schema.isPostgres();
    if (space && !d.name().isEmpty() && !d.ifNotExists()) {
      Name name = d.name().getLast();
      if (schema.hasSchema(name.text())) {
        exists(d.kind(), name, "Leave it out, or write IF NOT EXISTS.", reporter);
      }
    }
  }

  private void comment(Definition.CommentOn d, Reporter reporter) {
    if (d.kind().equals("table")
        || d.kind().equals("view")
        || d.kind().equals("materialized view")) {
      need(d.name(), reporter);
    } else if (d.column() != null && !isTypeOrIndex(d.name())) {
      Table table = need(d.name(), reporter);
      columns(table, List.of(d.column()), reporter);
    }
  }

  /** Columns of composite types have comments too. */
  private boolean isTypeOrIndex(List<Name> name) {
    String text = name.getLast().text();
    return schema.catalog().schema().types().stream().anyMatch(t -> t.name().name().equals(text));
  }

  private void columns(@Nullable Table table, List<Name> columns, Reporter reporter) {
    if (table == null || table.open()) {
      return;
    }
    for (Name column : columns) {
      if (SchemaNames.findColumn(schema, table, column.text()) == null && !isSystem(column)) {
        SchemaNames.unknownColumn(table, column, Severity.ERROR, reporter);
      }
    }
  }

  private boolean isSystem(Name column) {
    return schema.isPostgres()
        && Set.of("ctid", "xmin", "xmax", "tableoid").contains(column.text());
  }

  // ---------------------------------------------------------------- constraints

  private void inColumn(ColumnDefinition column, @Nullable Table table, Reporter reporter) {
    for (Constraint constraint : column.constraints()) {
      // Before version 9 MySQL reads REFERENCES behind a column and forgets it.
      if (constraint.target() == null || referencesInColumns) {
        constraint(constraint, table, reporter);
      }
    }
  }

  private void constraint(Constraint constraint, @Nullable Table table, Reporter reporter) {
    columns(table, constraint.columns(), reporter);
    if (constraint.target() == null || referencesUnchecked) {
      return;
    }
    boolean self =
        table != null
            && schema.sameTable(table.name(), constraint.target().getLast().text())
            && constraint.target().size() == 1;
    Table target = self ? table : need(constraint.target(), reporter);
    columns(target, constraint.targetColumns(), reporter);
    int wanted = constraint.targetColumns().size();
    if (wanted > 0 && wanted != constraint.columns().size()) {
      reporter.report(
          FindingRule.FOREIGN_KEY_COLUMNS,
          constraint.at(),
          "The foreign key has " + constraint.columns().size() + " columns and refers to " + wanted,
          null,
          null);
    } else if (target != null && target.snapshot() != null && !target.open() && !self) {
      target(constraint, target, target.snapshot(), reporter);
    }
  }

  /** PostgreSQL wants a unique constraint or index over exactly these columns. */
  private void target(Constraint constraint, Table target, Relation relation, Reporter reporter) {
    if (!schema.isPostgres() || !relation.kind().isTable()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    constraint.targetColumns().forEach(n -> wanted.add(n.text()));
    if (wanted.isEmpty() ? !target.primaryKey().isEmpty() : target.primaryKey().equals(wanted)) {
      return;
    }
    boolean unique =
        relation.uniqueConstraints().stream().anyMatch(u -> Set.copyOf(u.columns()).equals(wanted))
            || relation.indexes().stream().anyMatch(i -> i.unique() && partNames(i).equals(wanted));
    if (!unique && !madeUnnamed) {
      reporter.report(
          FindingRule.FOREIGN_KEY_TARGET,
          constraint.at(),
          "No unique key of "
              + target.name()
              + " has exactly the columns that the foreign key refers to",
          target.primaryKey().isEmpty()
              ? "Add a unique constraint to them first."
              : "Refer to the primary key: " + String.join(", ", target.primaryKey()) + ".",
          target.name());
    }
  }

  private static Set<String> partNames(Index index) {
    Set<String> names = new HashSet<>();
    for (IndexPart part : index.parts()) {
      names.add(part.column() == null ? "(" : part.column());
    }
    return names;
  }

  // ---------------------------------------------------------------- ALTER

  private void alterTable(Definition.AlterTable d, Reporter reporter) {
    if (d.ifExists()) {
      tolerate(d.name(), reporter);
    }
    Table table = d.ifExists() ? find(d.name()) : need(d.name(), reporter);
    if (table == null) {
      return;
    }
    Set<String> made = new HashSet<>();
    Set<String> gone = new HashSet<>();
    for (Action action : d.actions()) {
      switch (action) {
        case Action.DropColumn a -> gone.add(columnKey(a.column().text()));
        case Action.RenameColumn a -> gone.add(columnKey(a.from().text()));
        case Action.Modify a -> gone.add(columnKey(a.column().text()));
        default -> {}
      }
    }
    for (Action action : d.actions()) {
      action(action, table, made, gone, reporter);
    }
    Table after = altered(d, table);
    for (Action action : d.actions()) {
      switch (action) {
        case Action.Add add -> constraint(add.constraint(), after, reporter);
        case Action.AddColumn add -> inColumn(add.column(), after, reporter);
        default -> {}
      }
    }
  }

  private void action(
      Action action, Table table, Set<String> made, Set<String> gone, Reporter reporter) {
    switch (action) {
      case Action.AddColumn a -> {
        Name name = a.column().name();
        boolean again = !made.add(columnKey(name.text()));
        if (!a.ifNotExists()
            && !gone.contains(columnKey(name.text()))
            && (again || SchemaNames.findColumn(schema, table, name.text()) != null)) {
          reporter.report(
              FindingRule.OBJECT_EXISTS,
              name.at(),
              "The table " + table.name() + " already has a column " + name,
              null,
              name.text());
        }
        if (a.column().type() != null) {
          types.check(a.column().type(), reporter);
        }
      }
      case Action.DropColumn a -> {
        if (!a.ifExists()) {
          known(a.column(), table, made, reporter);
        }
      }
      case Action.RenameColumn a -> {
        known(a.from(), table, made, reporter);
        if (!table.open()
            && SchemaNames.findColumn(schema, table, a.to().text()) != null
            && !gone.contains(columnKey(a.to().text()))) {
          exists("column", a.to(), null, reporter);
        }
        made.add(columnKey(a.to().text()));
      }
      case Action.Modify a -> {
        known(a.column(), table, made, reporter);
        made.add(columnKey(a.to().name().text()));
        if (a.to().type() != null) {
          types.check(a.to().type(), reporter);
        }
      }
      case Action.SetType a -> {
        known(a.column(), table, made, reporter);
        types.check(a.type(), reporter);
      }
      case Action.SetNotNull a -> known(a.column(), table, made, reporter);
      case Action.AlterColumn a -> known(a.column(), table, made, reporter);
      default -> {}
    }
  }

  private void known(Name column, Table table, Set<String> made, Reporter reporter) {
    if (!made.contains(columnKey(column.text()))) {
      columns(table, List.of(column), reporter);
    }
  }

  /** The table as the actions leave it. */
  private Table altered(Definition.AlterTable d, Table table) {
    List<TableColumn> columns = new ArrayList<>(table.columns());
    Relation relation = table.snapshot();
    boolean open = table.open();
    for (Action action : d.actions()) {
      switch (action) {
        case Action.AddColumn a -> {
          if (SchemaNames.findColumn(schema, table, a.column().name().text()) == null) {
            columns.add(columnOf(a.column()));
          }
        }
        case Action.DropColumn a -> {
          columns.removeIf(c -> schema.sameColumn(c.name(), a.column().text()));
          relation = relation == null ? null : withoutColumn(relation, a.column().text());
        }
        case Action.RenameColumn a -> rename(columns, a.from().text(), a.to().text());
        case Action.Modify a -> {
          int i = indexOf(columns, a.column().text());
          if (i >= 0) {
            columns.set(i, columnOf(a.to()));
          }
        }
        case Action.SetNotNull a -> {
          int i = indexOf(columns, a.column().text());
          if (i >= 0) {
            TableColumn c = columns.get(i);
            columns.set(i, new TableColumn(c.name(), c.type(), false, c.required(), c.computed()));
          }
        }
        case Action.SetType a -> {
          int i = indexOf(columns, a.column().text());
          if (i >= 0) {
            TableColumn c = columns.get(i);
            columns.set(
                i, new TableColumn(c.name(), null, c.nullable(), c.required(), c.computed()));
          }
        }
        case Action.AlterColumn a -> {
          int i = indexOf(columns, a.column().text());
          if (i >= 0) {
            TableColumn c = columns.get(i);
            // Whether an INSERT must name it is open from here on, so it need not.
            columns.set(i, new TableColumn(c.name(), c.type(), c.nullable(), false, c.computed()));
          }
        }
        case Action.Add a ->
            relation = relation == null ? null : withConstraint(relation, a.constraint());
        case Action.DropPart a -> relation = relation == null ? null : withoutPart(relation, a);
        case Action.Other a -> open |= a.words().contains("inherit") || a.words().contains("add");
        default -> {}
      }
    }
    Table after = withColumns(relation == null ? table : table.with(relation), columns);
    return open ? after.opened() : after;
  }

  private int indexOf(List<TableColumn> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (schema.sameColumn(columns.get(i).name(), name)) {
        return i;
      }
    }
    return -1;
  }

  private void rename(List<TableColumn> columns, String from, String to) {
    int i = indexOf(columns, from);
    if (i >= 0) {
      TableColumn c = columns.get(i);
      columns.set(i, new TableColumn(to, c.type(), c.nullable(), c.required(), c.computed()));
    }
  }

  private Relation withConstraint(Relation relation, Constraint constraint) {
    boolean indexed =
        switch (constraint.kind()) {
          case PRIMARY_KEY, UNIQUE, INDEX -> true;
          default -> !schema.isPostgres() && constraint.kind() == Constraint.Kind.FOREIGN_KEY;
        };
    return indexed
        ? withIndex(
            relation,
            constraint.name() == null ? "" : constraint.name().text(),
            constraint.columns(),
            constraint.kind() == Constraint.Kind.UNIQUE
                || constraint.kind() == Constraint.Kind.PRIMARY_KEY)
        : relation;
  }

  private Relation withIndex(Relation relation, String name, List<Name> columns, boolean unique) {
    if (columns.isEmpty()) {
      return relation;
    }
    List<IndexPart> parts = columns.stream().map(c -> IndexPart.ofColumn(c.text())).toList();
    List<Index> indexes = new ArrayList<>(relation.indexes());
    indexes.add(new Index(name, parts, List.of(), unique, "btree", null, true, true, null));
    return copy(relation, relation.foreignKeys(), indexes);
  }

  private Relation withoutColumn(Relation relation, String column) {
    List<Index> indexes =
        relation.indexes().stream()
            .filter(i -> i.parts().stream().noneMatch(p -> same(p.column(), column)))
            .toList();
    List<ForeignKey> keys =
        relation.foreignKeys().stream()
            .filter(k -> k.columns().stream().noneMatch(c -> same(c, column)))
            .toList();
    return copy(relation, keys, indexes);
  }

  private boolean same(@Nullable String a, String b) {
    return a != null && schema.sameColumn(a, b);
  }

  private static Relation withoutPart(Relation relation, Action.DropPart part) {
    if (part.name() == null) {
      return relation;
    }
    String name = part.name().text();
    return copy(
        relation,
        relation.foreignKeys().stream().filter(k -> !k.name().equalsIgnoreCase(name)).toList(),
        relation.indexes().stream().filter(i -> !i.name().equalsIgnoreCase(name)).toList());
  }

  private static Relation copy(Relation relation, List<ForeignKey> keys, List<Index> indexes) {
    return new Relation(
        relation.name(),
        relation.kind(),
        relation.comment(),
        relation.columns(),
        relation.primaryKey(),
        relation.uniqueConstraints(),
        keys,
        relation.checks(),
        indexes,
        relation.definition(),
        relation.storage(),
        relation.collation(),
        relation.partitioning(),
        relation.statistics());
  }

  // ---------------------------------------------------------------- DROP

  private void drop(Definition.Drop d, Reporter reporter) {
    switch (d.kind()) {
      case "table", "view", "materialized view", "foreign table" -> {
        for (List<Name> name : d.names()) {
          if (d.ifExists() || d.temporary()) {
            tolerate(name, reporter);
          } else {
            Table table = need(name, reporter);
            wrongKind(d, name, table, reporter);
          }
        }
      }
      case "index" -> {
        if (d.table() != null) {
          Table table = need(d.table(), reporter);
          if (table != null && table.snapshot() != null) {
            String name = d.names().getFirst().getLast().text();
            boolean there =
                table.snapshot().indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
            if (!there && !d.ifExists() && !madeUnnamed) {
              noIndex(d.names().getFirst().getLast(), reporter);
            }
          }
        } else if (schema.isPostgres() && !d.ifExists() && !schema.isUncertain() && !madeUnnamed) {
          d.names().forEach(n -> dropIndex(n, reporter));
        }
      }
      case "schema" -> {
        for (List<Name> name : d.names()) {
          if (!d.ifExists()
              && !schema.isUncertain()
              && !schema.hasSchema(name.getLast().text())
              && !schema.isSystemSchema(name.getLast().text())) {
            SchemaNames.unknownTable(
                schema, name, new Lookup.NoSchema(name.getLast().text()), Severity.ERROR, reporter);
          }
        }
      }
      default -> {}
    }
  }

  private void dropIndex(List<Name> name, Reporter reporter) {
    String text = name.getLast().text();
    if (madeNames.contains(text)) {
      return;
    }
    if (!owners().containsKey(text)) {
      noIndex(name.getLast(), reporter);
    }
  }

  private void noIndex(Name name, Reporter reporter) {
    reporter.report(
        FindingRule.UNKNOWN_INDEX,
        name.at(),
        "There is no index " + name.text(),
        null,
        name.text());
  }

  private static void wrongKind(
      Definition.Drop d, List<Name> name, @Nullable Table table, Reporter reporter) {
    if (table == null || table.snapshot() == null) {
      return;
    }
    Relation relation = table.snapshot();
    String right =
        switch (relation.kind()) {
          case TABLE, PARTITIONED_TABLE -> "table";
          case FOREIGN_TABLE -> "foreign table";
          case VIEW -> "view";
          case MATERIALIZED_VIEW -> "materialized view";
        };
    if (!right.equals(d.kind())) {
      reporter.report(
          FindingRule.WRONG_OBJECT_TYPE,
          name.getLast().at(),
          name.getLast() + " is a " + right + ", not a " + d.kind(),
          "Write DROP " + right.toUpperCase(java.util.Locale.ROOT) + ".",
          name.getLast().text());
    }
  }

  // ---------------------------------------------------------------- effects

  /** Carries the statement out. */
  void apply(Definition definition, @Nullable Table made) {
    switch (definition) {
      case Definition.CreateTable d -> {
        Table old = existing(d.name());
        if (old == null || !d.ifNotExists() || d.temporary()) {
          Table table = tableOf(d, made);
          if (d.temporary()) {
            hidden.putIfAbsent(key(table), Optional.ofNullable(old));
          }
          schema = schema.with(table);
        }
        madeUnnamed = true;
      }
      case Definition.AlterTable d -> applyAlter(d);
      case Definition.CreateIndex d -> {
        if (d.name() == null) {
          madeUnnamed = true;
        } else {
          madeNames.add(d.name().text());
        }
        Table table = find(d.table());
        if (table != null && table.snapshot() != null) {
          String name = d.name() == null ? "" : d.name().text();
          List<Name> columns = d.expressions() || d.partial() ? List.of() : d.columns();
          put(table, withIndex(table.snapshot(), name, columns, d.unique()));
        }
      }
      case Definition.CreateView d -> {
        if (!(d.ifNotExists() && existing(d.name()) != null)) {
          String home = schema.homeOf(d.name());
          schema =
              schema.with(made != null ? made : Table.unknown(home, d.name().getLast().text()));
        }
      }
      case Definition.Drop d -> applyDrop(d);
      case Definition.RenameTables d -> {
        for (int i = 0; i < d.from().size(); i++) {
          move(d.from().get(i), schemaOf(d.to().get(i)), d.to().get(i).getLast().text());
        }
      }
      case Definition.CreateOther d -> applyCreateOther(d);
      case Definition.AlterOther d -> applyAlterOther(d);
      case Definition.SetVariables d -> applySet(d);
      case Definition.Use d -> schema = schema.withSearchPath(List.of(d.database().text()));
      case Definition.Transaction d -> {
        if (d.undoes()) {
          schema = schema.losingTrack();
        }
      }
      case Definition.Dynamic _ -> schema = schema.losingTrack();
      case Definition.Call _ -> schema = schema.losingTrack();
      default -> {}
    }
  }

  private @Nullable String schemaOf(List<Name> name) {
    return name.size() > 1 ? name.get(name.size() - 2).text() : null;
  }

  private void put(Table table, @Nullable Relation relation) {
    if (relation != null) {
      schema = schema.with(table.with(relation));
    }
  }

  private void applyAlter(Definition.AlterTable d) {
    Table table = find(d.name());
    if (table == null) {
      for (Action action : d.actions()) {
        if (action instanceof Action.RenameTable rename) {
          String home = schema.homeOf(d.name());
          schema = schema.with(Table.unknown(home, rename.to().getLast().text()));
        }
      }
      return;
    }
    Table after = altered(d, table);
    schema = schema.with(after);
    for (Action action : d.actions()) {
      switch (action) {
        case Action.Add a -> {
          if (a.constraint().name() == null) {
            madeUnnamed = true;
          } else {
            madeNames.add(a.constraint().name().text());
          }
        }
        case Action.RenameOther a -> madeNames.add(a.to().text());
        case Action.RenameTable a -> move(d.name(), schemaOf(a.to()), a.to().getLast().text());
        case Action.SetSchema a -> move(d.name(), a.schema().text(), d.name().getLast().text());
        default -> {}
      }
    }
  }

  private void move(List<Name> from, @Nullable String toSchema, String toName) {
    Table table = find(from);
    if (table == null) {
      return;
    }
    String home = toSchema == null ? table.schema() : toSchema;
    schema = schema.without(table);
    schema =
        schema.with(table.with(Relations.renamed(table.relation(), new ObjectName(home, toName))));
  }

  private void applyDrop(Definition.Drop d) {
    mayBeGone |= d.cascade() && schema.isPostgres();
    for (List<Name> name : d.names()) {
      switch (d.kind()) {
        case "table", "view", "materialized view", "foreign table" -> {
          Table table = find(name);
          if (table != null) {
            Optional<Table> before = hidden.remove(key(table));
            if (before != null && before.isPresent()) {
              schema = schema.with(before.get());
            } else {
              schema = schema.without(table);
            }
          }
        }
        case "index" -> dropIndex(name.getLast().text());
        case "schema" -> schema = schema.withoutSchema(name.getLast().text());
        case "database" -> {
          if (!schema.isPostgres()) {
            schema = schema.withoutSchema(name.getLast().text());
          }
        }
        default -> {}
      }
    }
  }

  private void dropIndex(String name) {
    madeNames.remove(name);
    for (ObjectName owner : owners().getOrDefault(name, List.of())) {
      Table now = findIndex(owner.schema(), name);
      if (now != null && now.snapshot() != null) {
        List<Index> indexes =
            now.snapshot().indexes().stream().filter(i -> !i.name().equals(name)).toList();
        put(now, copy(now.snapshot(), now.snapshot().foreignKeys(), indexes));
        return;
      }
    }
  }

  private void applyCreateOther(Definition.CreateOther d) {
    switch (d.kind()) {
      case "schema", "database" -> {
        if (d.name().isEmpty()) {
          // CREATE SCHEMA may hold the definitions of what is in it.
          schema = schema.losingTrack();
        } else if (!schema.isPostgres() || d.kind().equals("schema")) {
          schema = schema.withSchema(d.name().getLast().text());
        }
      }
      case "function", "procedure", "aggregate" -> {
        if (!d.name().isEmpty()) {
          schema = schema.withRoutine(d.name().getLast().text());
        }
      }
      case "foreign table", "sequence" -> {
        if (!d.name().isEmpty()) {
          String home = schema.homeOf(d.name());
          schema = schema.with(Table.unknown(home, d.name().getLast().text()));
        }
      }
      case "extension" -> schema = schema.losingTrack();
      case "type", "domain" -> {
        if (!d.name().isEmpty()) {
          types.add(d.name().getLast().text());
        }
      }
      default -> {}
    }
  }

  private void applyAlterOther(Definition.AlterOther d) {
    if (d.kind().equals("view")
        || d.kind().equals("materialized view")
        || d.kind().equals("index")) {
      madeUnnamed = true;
      Table table = d.name().isEmpty() ? null : find(d.name());
      if (table != null) {
        // Which columns were renamed, or where it went, is not followed.
        schema = schema.losingTrack();
      }
    } else if (d.kind().equals("schema") || d.kind().equals("type") || d.kind().equals("domain")) {
      schema = schema.losingTrack();
    }
  }

  private void applySet(Definition.SetVariables d) {
    for (Definition.Variable variable : d.variables()) {
      switch (variable.name()) {
        case "search_path" -> {
          boolean plain =
              variable.values().stream()
                  .noneMatch(v -> v.startsWith("$") || v.equals("default") || v.contains(","));
          if (plain) {
            schema = schema.withSearchPath(variable.values());
          } else {
            schema = schema.losingSearchPath();
          }
        }
        case "foreign_key_checks" ->
            referencesUnchecked =
                !variable.values().isEmpty()
                    && Set.of("0", "off", "false").contains(variable.values().getFirst());
        default -> {}
      }
    }
  }
}
