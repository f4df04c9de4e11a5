package dev.dbsa.domain.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table or view.
 *
 * @param comment {@code null} where there is none
 * @param columns by position
 * @param primaryKey {@code null} where there is none
 * @param definition the query of a view as SQL text; {@code null} for a table, or where the account
 *     may not read it
 * @param storage the storage engine (MySQL) or access method (PostgreSQL); {@code null} for a view
 * @param collation the table's default collation; {@code null} where the server has none per table
 * @param partitioning {@code null} for a table in one piece
 * @param traits what only few relations have
 */
public record Relation(
    ObjectName name,
    RelationKind kind,
    @Nullable String comment,
    List<Column> columns,
    @Nullable PrimaryKey primaryKey,
    List<UniqueConstraint> uniqueConstraints,
    List<ForeignKey> foreignKeys,
    List<CheckConstraint> checks,
    List<Index> indexes,
    @Nullable String definition,
    @Nullable String storage,
    @Nullable String collation,
    @Nullable Partitioning partitioning,
    RelationStatistics statistics,
    RelationTraits traits) {
  public Relation {
    columns = List.copyOf(columns);
    uniqueConstraints = List.copyOf(uniqueConstraints);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    indexes = List.copyOf(indexes);
  }

  /** A relation without anything unusual. */
  public Relation(
      ObjectName name,
      RelationKind kind,
      @Nullable String comment,
      List<Column> columns,
      @Nullable PrimaryKey primaryKey,
      List<UniqueConstraint> uniqueConstraints,
      List<ForeignKey> foreignKeys,
      List<CheckConstraint> checks,
      List<Index> indexes,
      @Nullable String definition,
      @Nullable String storage,
      @Nullable String collation,
      @Nullable Partitioning partitioning,
      RelationStatistics statistics) {
    this(
        name,
        kind,
        comment,
        columns,
        primaryKey,
        uniqueConstraints,
        foreignKeys,
        checks,
        indexes,
        definition,
        storage,
        collation,
        partitioning,
        statistics,
        RelationTraits.NONE);
  }

  /** The same relation with other estimates. */
  public Relation withStatistics(RelationStatistics newStatistics) {
    return new Relation(
        name,
        kind,
        comment,
        columns,
        primaryKey,
        uniqueConstraints,
        foreignKeys,
        checks,
        indexes,
        definition,
        storage,
        collation,
        partitioning,
        newStatistics,
        traits);
  }

  /** The same relation with these traits. */
  public Relation withTraits(RelationTraits newTraits) {
    return new Relation(
        name,
        kind,
        comment,
        columns,
        primaryKey,
        uniqueConstraints,
        foreignKeys,
        checks,
        indexes,
        definition,
        storage,
        collation,
        partitioning,
        statistics,
        newTraits);
  }

  /** The column of exactly this name. */
  public Optional<Column> findColumn(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }

  /** How many constraints the relation has: keys, foreign keys, checks and exclusions. */
  public int constraintCount() {
    return (primaryKey == null ? 0 : 1)
        + uniqueConstraints.size()
        + foreignKeys.size()
        + checks.size()
        + traits.exclusions().size();
  }
}
