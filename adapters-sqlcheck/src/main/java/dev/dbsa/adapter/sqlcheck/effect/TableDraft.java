package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.RelationParts;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.RelationTraits.LooseNotNull;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table while a statement makes or changes it: what its parts are after each of its actions. */
final class TableDraft {
  private final SchemaState rules;
  private final Table from;
  private ObjectName name;
  private boolean open;
  private @Nullable PrimaryKey primaryKey;
  private @Nullable Partitioning partitioning;
  private RelationKind kind;
  private @Nullable String storage;
  private @Nullable String collation;
  private RelationTraits traits;

  final List<Column> columns;
  final List<UniqueConstraint> uniques;
  final List<ForeignKey> foreignKeys;
  final List<CheckConstraint> checks;
  final List<Index> indexes;

  private TableDraft(SchemaState rules, Table from) {
    Relation relation = from.relation();
    this.rules = rules;
    this.from = from;
    this.name = relation.name();
    this.open = from.open();
    this.kind = relation.kind();
    this.storage = relation.storage();
    this.collation = relation.collation();
    this.traits = relation.traits();
    this.primaryKey = relation.primaryKey();
    this.partitioning = relation.partitioning();
    this.columns = new ArrayList<>(relation.columns());
    this.uniques = new ArrayList<>(relation.uniqueConstraints());
    this.foreignKeys = new ArrayList<>(relation.foreignKeys());
    this.checks = new ArrayList<>(relation.checks());
    this.indexes = new ArrayList<>(relation.indexes());
  }

  /** Of a table that is there. */
  static TableDraft of(SchemaState rules, Table table) {
    return new TableDraft(rules, table);
  }

  /** Of a table that is to be made. */
  static TableDraft of(SchemaState rules, ObjectName name, RelationKind kind, boolean temporary) {
    return new TableDraft(rules, Table.made(Table.bare(name, kind, List.of()), false, temporary));
  }

  /** A table that is no longer a child or a partition: its columns are its own. */
  static Table standingAlone(SchemaState rules, Table table) {
    TableDraft draft = of(rules, table);
    draft.inheritNothing();
    return draft.table();
  }

  void inheritNothing() {
    columns.replaceAll(c -> inherited(c, false));
  }

  /** The same column, which comes from a parent or does not. */
  static Column inherited(Column c, boolean inherited) {
    return new Column(
        c.name(),
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
        inherited);
  }

  /** The table as it is now. */
  Table table() {
    List<Column> placed = new ArrayList<>(columns.size());
    for (Column column : columns) {
      placed.add(column.atPosition(placed.size() + 1));
    }
    Relation relation =
        RelationParts.of(from.relation())
            .name(name)
            .kind(kind)
            .columns(placed)
            .primaryKey(primaryKey)
            .uniqueConstraints(uniques)
            .foreignKeys(foreignKeys)
            .checks(checks)
            .indexes(indexes)
            .partitioning(partitioning)
            .storage(storage)
            .collation(collation)
            .traits(traits)
            .relation();
    Table after = from.with(relation);
    return open ? after.opened() : after;
  }

  ObjectName fullName() {
    return name;
  }

  /** The name that the table has before the statement. */
  ObjectName formerName() {
    return from.fullName();
  }

  String name() {
    return name.name();
  }

  String schema() {
    return name.schema();
  }

  RelationKind kind() {
    return kind;
  }

  boolean temporary() {
    return from.temporary();
  }

  boolean isOld() {
    return from.isOld();
  }

  void rename(ObjectName other) {
    name = other;
  }

  /** There may be columns, keys and indexes that are not known. */
  void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }

  /** MySQL's storage engine; {@code null} where it is not known. */
  @Nullable String storage() {
    return storage;
  }

  void storage(@Nullable String engine) {
    storage = engine;
  }

  /** MySQL's collation of new columns; {@code null} where it is the database's. */
  @Nullable String collation() {
    return collation;
  }

  void collation(@Nullable String name) {
    collation = name;
  }

  RelationTraits traits() {
    return traits;
  }

  void traits(RelationTraits other) {
    traits = other;
  }

  @Nullable PrimaryKey primaryKey() {
    return primaryKey;
  }

  void primaryKey(@Nullable PrimaryKey key) {
    primaryKey = key;
  }

  @Nullable Partitioning partitioning() {
    return partitioning;
  }

  void partitioning(@Nullable Partitioning other) {
    partitioning = other;
    if (other != null && kind == RelationKind.TABLE) {
      kind = RelationKind.PARTITIONED_TABLE;
    } else if (other == null && kind == RelationKind.PARTITIONED_TABLE) {
      kind = RelationKind.TABLE;
    }
  }

  // ---------------------------------------------------------------- columns

  /** {@code null} where there is none. */
  @Nullable Column column(String column) {
    int at = indexOf(column);
    return at < 0 ? null : columns.get(at);
  }

  int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (rules.sameColumn(columns.get(i).name(), column)) {
        return i;
      }
    }
    return -1;
  }

  /** Names of the columns, for hints. */
  Set<String> columnNames() {
    Set<String> names = new LinkedHashSet<>();
    columns.forEach(c -> names.add(c.name()));
    return names;
  }

  void change(String column, UnaryOperator<Column> change) {
    int at = indexOf(column);
    if (at >= 0) {
      columns.set(at, change.apply(columns.get(at)));
    }
  }

  /** Says of a constraint against NULL whether it is for the table alone, and holds for all. */
  void setLoose(String column, boolean noInherit, boolean validated) {
    List<LooseNotNull> loose = new ArrayList<>(traits.looseNotNulls());
    loose.removeIf(l -> l.column().equals(column));
    if (noInherit || !validated) {
      loose.add(new LooseNotNull(column, noInherit, validated));
    }
    if (!loose.equals(traits.looseNotNulls())) {
      traits = traits.withLooseNotNulls(loose);
    }
  }

  void setNullable(String column, boolean nullable) {
    if (nullable) {
      setLoose(column, false, true);
    }
    change(column, c -> nullable(c, nullable, nullable ? null : c.notNullConstraint()));
  }

  /** Keeps NULL out by a constraint of this name. */
  void setNotNull(String column, String constraint) {
    change(column, c -> nullable(c, false, constraint));
  }

  private static Column nullable(Column c, boolean nullable, @Nullable String constraint) {
    return new Column(
        c.name(),
        c.position(),
        c.type(),
        nullable,
        c.defaultExpression(),
        c.generation(),
        c.generationExpression(),
        c.collation(),
        c.comment(),
        c.invisible(),
        c.characterSet(),
        constraint,
        c.inherited());
  }

  void setType(String column, String type) {
    change(
        column,
        c ->
            new Column(
                c.name(),
                c.position(),
                type,
                c.nullable(),
                c.defaultExpression(),
                c.generation(),
                c.generationExpression(),
                c.collation(),
                c.comment(),
                c.invisible(),
                c.characterSet(),
                c.notNullConstraint(),
                c.inherited()));
  }

  /**
   * @param value SQL text, or {@link Table#UNKNOWN_DEFAULT}; {@code null} for none
   */
  void setDefault(String column, @Nullable String value) {
    change(
        column,
        c ->
            new Column(
                c.name(),
                c.position(),
                c.type(),
                c.nullable(),
                value,
                c.generation(),
                c.generationExpression(),
                c.collation(),
                c.comment(),
                c.invisible(),
                c.characterSet(),
                c.notNullConstraint(),
                c.inherited()));
  }

  void setGeneration(String column, ColumnGeneration generation) {
    change(
        column,
        c ->
            new Column(
                c.name(),
                c.position(),
                c.type(),
                c.nullable(),
                generation.isComputed() ? null : c.defaultExpression(),
                generation,
                generation.isComputed() ? c.generationExpression() : null,
                c.collation(),
                c.comment(),
                c.invisible(),
                c.characterSet(),
                c.notNullConstraint(),
                c.inherited()));
  }

  /** Takes the new name everywhere in the table. */
  void renameColumn(String column, String to) {
    change(
        column,
        c ->
            new Column(
                to,
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
                c.inherited()));
    traits =
        traits.withLooseNotNulls(
            traits.looseNotNulls().stream()
                .map(
                    l ->
                        l.column().equals(column)
                            ? new LooseNotNull(to, l.noInherit(), l.validated())
                            : l)
                .toList());
    UnaryOperator<String> name = n -> rules.sameColumn(n, column) ? to : n;
    if (primaryKey != null) {
      primaryKey =
          new PrimaryKey(primaryKey.name(), primaryKey.columns().stream().map(name).toList());
    }
    uniques.replaceAll(
        u ->
            new UniqueConstraint(
                u.name(), u.columns().stream().map(name).toList(), u.nullsDistinct()));
    foreignKeys.replaceAll(
        k ->
            new ForeignKey(
                k.name(),
                k.columns().stream().map(name).toList(),
                k.target(),
                k.target().equals(this.name)
                    ? k.targetColumns().stream().map(name).toList()
                    : k.targetColumns(),
                k.onUpdate(),
                k.onDelete(),
                k.deferrable(),
                k.initiallyDeferred(),
                k.validated()));
    indexes.replaceAll(index -> IndexChanges.renamedColumn(index, name));
  }

  // ---------------------------------------------------------------- keys

  boolean hasPrimaryKeyOver(String column) {
    return primaryKey != null && primaryKey.columns().stream().anyMatch(c -> same(c, column));
  }

  private boolean same(String a, String b) {
    return rules.sameColumn(a, b);
  }

  /** {@code null} where there is none. */
  @Nullable Index index(String index) {
    for (Index one : indexes) {
      if (rules.sameColumn(one.name(), index)) {
        return one;
      }
    }
    return null;
  }

  /** The names of all constraints but PostgreSQL's NOT NULL. */
  Set<String> constraintNames() {
    Set<String> names = new LinkedHashSet<>();
    if (primaryKey != null) {
      names.add(primaryKey.name());
    }
    uniques.forEach(u -> names.add(u.name()));
    foreignKeys.forEach(k -> names.add(k.name()));
    checks.forEach(c -> names.add(c.name()));
    for (Column column : columns) {
      if (column.notNullConstraint() != null) {
        names.add(column.notNullConstraint());
      }
    }
    for (Index index : indexes) {
      if (index.constraintName() != null) {
        names.add(index.constraintName());
      }
    }
    return names;
  }

  boolean hasConstraint(String constraint) {
    return constraintNames().stream().anyMatch(n -> same(n, constraint));
  }

  /** Takes a constraint away, with the index that backs it. */
  void dropConstraint(String constraint) {
    if (primaryKey != null && same(primaryKey.name(), constraint)) {
      primaryKey = null;
    }
    uniques.removeIf(u -> same(u.name(), constraint));
    foreignKeys.removeIf(k -> same(k.name(), constraint));
    checks.removeIf(c -> same(c.name(), constraint));
    for (Column column : List.copyOf(columns)) {
      if (constraint.equals(column.notNullConstraint())) {
        setNullable(column.name(), true);
      }
    }
    indexes.removeIf(i -> i.constraintName() != null && same(i.constraintName(), constraint));
  }

  void dropIndex(String index) {
    indexes.removeIf(i -> same(i.name(), index));
    uniques.removeIf(u -> same(u.name(), index));
  }
}
