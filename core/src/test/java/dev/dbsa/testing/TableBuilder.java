package dev.dbsa.testing;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.UniqueConstraint;
import dev.dbsa.domain.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes one table or view. Keys and unique constraints bring their index, as servers do. */
public final class TableBuilder {

  private final Dialect dialect;
  private final RelationKind kind;
  private final ObjectName name;
  private @Nullable String comment;
  private final List<Column> columns = new ArrayList<>();
  private @Nullable PrimaryKey primaryKey;
  private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private final List<CheckConstraint> checks = new ArrayList<>();
  private final List<Index> indexes = new ArrayList<>();
  private @Nullable String definition;
  private @Nullable Partitioning partitioning;
  private RelationStatistics statistics = RelationStatistics.NONE;
  private RelationTraits traits = RelationTraits.NONE;

  TableBuilder(Dialect dialect, RelationKind kind, ObjectName name) {
    this.dialect = dialect;
    this.kind = kind;
    this.name = name;
  }

  public TableBuilder comment(String newComment) {
    comment = newComment;
    return this;
  }

  TableBuilder definition(String query) {
    definition = query;
    return this;
  }

  /** A nullable column. */
  public TableBuilder column(String columnName, String type) {
    return column(columnName, type, _ -> {});
  }

  public TableBuilder column(String columnName, String type, Consumer<ColumnBuilder> content) {
    ColumnBuilder column = new ColumnBuilder(columnName, columns.size() + 1, type);
    content.accept(column);
    columns.add(column.build());
    return this;
  }

  int columnCount() {
    return columns.size();
  }

  /** A generated {@code bigint} that is the primary key. */
  public TableBuilder id(String columnName) {
    ColumnGeneration generation =
        switch (dialect) {
          case POSTGRESQL -> ColumnGeneration.IDENTITY_BY_DEFAULT;
          case MYSQL -> ColumnGeneration.AUTO_INCREMENT;
        };
    return column(columnName, "bigint", c -> c.notNull().generation(generation))
        .primaryKey(columnName);
  }

  public TableBuilder primaryKey(String... columnNames) {
    String constraint = dialect == Dialect.MYSQL ? "PRIMARY" : name.name() + "_pkey";
    primaryKey = new PrimaryKey(constraint, List.of(columnNames));
    return addIndex(constraint, true, constraint, columnNames);
  }

  public TableBuilder unique(String constraintName, String... columnNames) {
    uniqueConstraints.add(new UniqueConstraint(constraintName, List.of(columnNames), true));
    return addIndex(constraintName, true, constraintName, columnNames);
  }

  public TableBuilder index(String indexName, String... columnNames) {
    return addIndex(indexName, false, null, columnNames);
  }

  public TableBuilder uniqueIndex(String indexName, String... columnNames) {
    return addIndex(indexName, true, null, columnNames);
  }

  public TableBuilder index(Index index) {
    indexes.add(index);
    return this;
  }

  private TableBuilder addIndex(
      String indexName, boolean unique, @Nullable String constraint, String... columnNames) {
    return index(
        new Index(
            indexName,
            Stream.of(columnNames).map(IndexPart::ofColumn).toList(),
            List.of(),
            unique,
            "btree",
            null,
            true,
            true,
            constraint));
  }

  /** A {@code bigint not null} column that refers to a table of the same schema. */
  public TableBuilder reference(String columnName, String table, String targetColumn) {
    return column(columnName, "bigint", c -> c.notNull())
        .foreignKey(columnName, table, targetColumn);
  }

  /** A foreign key to a table of the same schema; nothing happens to its rows by itself. */
  public TableBuilder foreignKey(String columnName, String table, String targetColumn) {
    return foreignKey(columnName, table, targetColumn, ForeignKeyAction.NO_ACTION);
  }

  public TableBuilder foreignKey(
      String columnName, String table, String targetColumn, ForeignKeyAction onDelete) {
    return foreignKey(
        new ForeignKey(
            name.name() + "_" + columnName + "_fkey",
            List.of(columnName),
            new ObjectName(name.schema(), table),
            List.of(targetColumn),
            ForeignKeyAction.NO_ACTION,
            onDelete,
            false,
            false,
            true));
  }

  public TableBuilder foreignKey(ForeignKey key) {
    foreignKeys.add(key);
    return this;
  }

  public TableBuilder check(String constraintName, String expression) {
    checks.add(new CheckConstraint(constraintName, expression, true, true));
    return this;
  }

  public TableBuilder partitioned(Partitioning newPartitioning) {
    partitioning = newPartitioning;
    return this;
  }

  public TableBuilder traits(RelationTraits newTraits) {
    traits = newTraits;
    return this;
  }

  /** What the server estimates. */
  public TableBuilder statistics(long rows, long bytes) {
    statistics = new RelationStatistics(rows, bytes);
    return this;
  }

  Relation build() {
    boolean mysqlTable = kind.isTable() && dialect == Dialect.MYSQL;
    String tableStorage = dialect == Dialect.MYSQL ? "InnoDB" : "heap";
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
        kind.isTable() ? tableStorage : null,
        mysqlTable ? "utf8mb4_0900_ai_ci" : null,
        partitioning,
        statistics,
        traits);
  }
}
