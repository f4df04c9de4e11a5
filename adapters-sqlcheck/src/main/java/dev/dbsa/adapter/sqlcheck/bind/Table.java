package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as a statement sees it.
 *
 * @param schema {@code null} where it is not known
 * @param columns in order
 * @param open whether there may be more columns than these
 * @param primaryKey empty where there is none
 * @param keys sets of columns of which no two rows share their values and none of which is NULL;
 *     the primary key among them
 * @param relation what the snapshot says; {@code null} for what the script itself created
 */
public record Table(
    @Nullable String schema,
    String name,
    List<TableColumn> columns,
    boolean open,
    Set<String> primaryKey,
    List<Set<String>> keys,
    @Nullable Relation relation) {
  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * @param type as the server prints it; {@code null} where it is not known
   * @param required whether an INSERT has to name it
   * @param computed whether no script may provide a value
   */
  public record TableColumn(
      String name, @Nullable String type, boolean nullable, boolean required, boolean computed) {}

  /** A table of whose columns nothing is known. */
  public static Table unknown(@Nullable String schema, String name) {
    return new Table(schema, name, List.of(), true, Set.of(), List.of(), null);
  }

  /** The same table under another name. */
  public Table renamed(String newSchema, String newName) {
    return new Table(newSchema, newName, columns, open, primaryKey, keys, relation);
  }

  /** The same table with other columns. */
  public Table withColumns(List<TableColumn> others) {
    return new Table(schema, name, others, open, primaryKey, keys, relation);
  }

  /** The same table, of which the snapshot would say something else. */
  public Table withRelation(@Nullable Relation other) {
    return new Table(schema, name, columns, open, primaryKey, keys, other);
  }

  static Table of(Relation relation) {
    List<TableColumn> columns = new ArrayList<>(relation.columns().size());
    Set<String> notNull = new LinkedHashSet<>();
    for (Column column : relation.columns()) {
      columns.add(
          new TableColumn(
              column.name(),
              column.type(),
              column.nullable(),
              column.isRequiredOnInsert(),
              column.generation().isComputed()));
      if (!column.nullable()) {
        notNull.add(column.name());
      }
    }
    return new Table(
        relation.name().schema(),
        relation.name().name(),
        columns,
        false,
        relation.primaryKey() == null ? Set.of() : Set.copyOf(relation.primaryKey().columns()),
        keys(relation, notNull),
        relation);
  }

  private static List<Set<String>> keys(Relation relation, Set<String> notNull) {
    List<Set<String>> keys = new ArrayList<>();
    if (relation.primaryKey() != null) {
      keys.add(Set.copyOf(relation.primaryKey().columns()));
    }
    for (UniqueConstraint constraint : relation.uniqueConstraints()) {
      if (notNull.containsAll(constraint.columns())) {
        keys.add(Set.copyOf(constraint.columns()));
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
        keys.add(Set.copyOf(parts));
      }
    }
    return keys;
  }

  /** Whether rows are estimated to be at least this many. */
  public boolean hasAtLeast(long rows) {
    return relation != null && relation.statistics().rowEstimate() >= rows;
  }
}
