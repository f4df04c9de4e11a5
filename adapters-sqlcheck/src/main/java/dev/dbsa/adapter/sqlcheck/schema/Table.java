package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as a statement sees it: what is known of it, which the snapshot told or an
 * earlier statement of the script made, and how much of it is known. Never changes.
 */
public final class Table {
  /** The type of a column of which no type is known. */
  public static final String UNKNOWN_TYPE = "";

  /** The default of a column that has one, of which nothing is known. */
  public static final String UNKNOWN_DEFAULT = "";

  private final Relation relation;
  private final boolean open;
  private final Since since;
  private final boolean temporary;
  private final List<TableColumn> columns;
  private final List<TableColumn> visible;
  private @Nullable List<Set<String>> keys;

  /** Who told of the table first. */
  private enum Since {
    /** The snapshot, which a server answered. */
    SNAPSHOT,
    /** A script that ran before the one at hand. */
    EARLIER,
    /** The script at hand. */
    SCRIPT
  }

  private Table(Relation relation, boolean open, Since since, boolean temporary) {
    this.relation = relation;
    this.open = open;
    this.since = since;
    this.temporary = temporary;
    List<TableColumn> all = new ArrayList<>(relation.columns().size());
    List<TableColumn> seen = new ArrayList<>(relation.columns().size());
    for (Column column : relation.columns()) {
      TableColumn it =
          new TableColumn(
              column.name(),
              column.type().equals(UNKNOWN_TYPE) ? null : column.type(),
              column.nullable(),
              column.isRequiredOnInsert(),
              column.generation().isComputed());
      all.add(it);
      if (!column.invisible()) {
        seen.add(it);
      }
    }
    this.columns = List.copyOf(all);
    this.visible = seen.size() == all.size() ? columns : List.copyOf(seen);
  }

  /**
   * A column as rows see it.
   *
   * @param type as the server prints it; {@code null} where it is not known
   * @param required whether an INSERT has to name it
   * @param computed whether no script may provide a value
   */
  public record TableColumn(
      String name, @Nullable String type, boolean nullable, boolean required, boolean computed) {

    /** A column of a view or a query's result. */
    public static TableColumn result(String name, @Nullable String type) {
      return new TableColumn(name, type, true, false, false);
    }

    Column asColumn(int position) {
      return new Column(
          name,
          position,
          type == null ? UNKNOWN_TYPE : type,
          nullable,
          nullable || required || computed ? null : UNKNOWN_DEFAULT,
          computed ? ColumnGeneration.STORED : ColumnGeneration.NONE,
          null,
          null,
          null);
    }
  }

  /** A table of the snapshot, as it was before the script. */
  static Table ofSnapshot(Relation relation) {
    return new Table(relation, false, Since.SNAPSHOT, false);
  }

  /**
   * A table that the script makes.
   *
   * @param open whether there may be more columns than these
   */
  public static Table made(Relation relation, boolean open, boolean temporary) {
    return new Table(relation, open, Since.SCRIPT, temporary);
  }

  /** A table or view that the script makes, of whose columns only names and types are known. */
  public static Table derived(
      String schema, String name, RelationKind kind, List<TableColumn> columns, boolean open) {
    List<Column> list = new ArrayList<>(columns.size());
    for (TableColumn column : columns) {
      list.add(column.asColumn(list.size() + 1));
    }
    return made(bare(new ObjectName(schema, name), kind, list), open, false);
  }

  /** A table of whose columns nothing is known. */
  public static Table unknown(@Nullable String schema, String name) {
    ObjectName full = new ObjectName(schema == null ? "" : schema, name);
    return made(bare(full, RelationKind.TABLE, List.of()), true, false);
  }

  /** A relation with columns and nothing else. */
  public static Relation bare(ObjectName name, RelationKind kind, List<Column> columns) {
    return new Relation(
        name,
        kind,
        null,
        columns,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        RelationStatistics.NONE);
  }

  /** What is known of it now. */
  public Relation relation() {
    return relation;
  }

  /**
   * What is known of it now where it was there before the script and all of it is known; {@code
   * null} otherwise.
   */
  public @Nullable Relation snapshot() {
    return since == Since.SNAPSHOT || since == Since.EARLIER && !open ? relation : null;
  }

  /** Whether the snapshot has it, under whatever name: then what a server told of it is known. */
  public boolean isOld() {
    return since == Since.SNAPSHOT;
  }

  /** Whether it was there before the script, by the snapshot or by a script before it. */
  public boolean wasThere() {
    return since != Since.SCRIPT;
  }

  /** The same table for the scripts that come after the one that made it. */
  Table settled() {
    return wasThere() ? this : new Table(relation, open, Since.EARLIER, temporary);
  }

  /** Whether there may be more columns, keys and indexes than are known. */
  public boolean open() {
    return open;
  }

  public boolean temporary() {
    return temporary;
  }

  public ObjectName fullName() {
    return relation.name();
  }

  public String schema() {
    return relation.name().schema();
  }

  public String name() {
    return relation.name().name();
  }

  public RelationKind kind() {
    return relation.kind();
  }

  /** In their order. */
  public List<TableColumn> columns() {
    return columns;
  }

  /** Those that a star and an INSERT without columns are about. */
  public List<TableColumn> visibleColumns() {
    return visible;
  }

  /** Empty where there is none. */
  public Set<String> primaryKey() {
    return relation.primaryKey() == null ? Set.of() : Set.copyOf(relation.primaryKey().columns());
  }

  /**
   * Sets of columns of which no two rows share their values and none of which is NULL; the primary
   * key among them.
   */
  public List<Set<String>> keys() {
    if (keys == null) {
      keys = findKeys();
    }
    return keys;
  }

  private List<Set<String>> findKeys() {
    Set<String> notNull = new LinkedHashSet<>();
    for (Column column : relation.columns()) {
      if (!column.nullable()) {
        notNull.add(column.name());
      }
    }
    List<Set<String>> found = new ArrayList<>();
    if (relation.primaryKey() != null) {
      found.add(Set.copyOf(relation.primaryKey().columns()));
    }
    for (UniqueConstraint constraint : relation.uniqueConstraints()) {
      if (notNull.containsAll(constraint.columns())) {
        found.add(Set.copyOf(constraint.columns()));
      }
    }
    for (Index index : relation.indexes()) {
      Set<String> parts = new LinkedHashSet<>();
      boolean whole = index.unique() && index.predicate() == null;
      for (var part : index.parts()) {
        whole &= part.column() != null && part.prefixLength() == null;
        if (part.column() != null) {
          parts.add(part.column());
        }
      }
      if (whole && notNull.containsAll(parts)) {
        found.add(Set.copyOf(parts));
      }
    }
    return List.copyOf(found);
  }

  /** The same table, of which something else is known. */
  public Table with(Relation other) {
    return new Table(other, open, since, temporary);
  }

  /** The same table, which may have more columns than are known. */
  public Table opened() {
    return open ? this : new Table(relation, true, since, temporary);
  }

  /** Whether rows are estimated to be at least this many. */
  public boolean hasAtLeast(long rows) {
    return since == Since.SNAPSHOT && relation.statistics().rowEstimate() >= rows;
  }

  /** Whether the snapshot's statistics show no row. */
  public boolean isEstimatedEmpty() {
    return since == Since.SNAPSHOT && relation.statistics().rowEstimate() == 0;
  }
}
