package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One action of ALTER TABLE. */
public sealed interface TableAction {
  int at();

  /**
   * Where MySQL puts a column.
   *
   * @param after {@code null} for FIRST
   */
  record Placement(int at, @Nullable Name after) {}

  /**
   * @param placement {@code null} where nothing is written
   */
  record AddColumn(
      int at, ColumnDefinition column, boolean ifNotExists, @Nullable Placement placement)
      implements TableAction {}

  record DropColumn(int at, Name column, boolean ifExists, boolean cascade)
      implements TableAction {}

  record RenameColumn(int at, Name from, Name to) implements TableAction {}

  /** RENAME TO; in MySQL the table may go to another database. */
  record RenameTable(int at, List<Name> to) implements TableAction {}

  record RenameConstraint(int at, Name from, Name to) implements TableAction {}

  record RenameIndex(int at, Name from, Name to) implements TableAction {}

  /**
   * PostgreSQL's ALTER COLUMN … TYPE.
   *
   * @param using {@code null} where there is none
   */
  record SetType(int at, Name column, DataType type, List<Name> collation, @Nullable Expr using)
      implements TableAction {}

  /**
   * MySQL's MODIFY and CHANGE.
   *
   * @param column the column's name before
   */
  record Modify(
      int at,
      Name column,
      ColumnDefinition to,
      boolean ifExists,
      boolean change,
      @Nullable Placement placement)
      implements TableAction {}

  record SetDefault(int at, Name column, Expr value) implements TableAction {}

  record DropDefault(int at, Name column) implements TableAction {}

  record SetNotNull(int at, Name column) implements TableAction {}

  record DropNotNull(int at, Name column) implements TableAction {}

  /** MySQL's ALTER COLUMN … SET VISIBLE. */
  record SetColumnVisible(int at, Name column, boolean visible) implements TableAction {}

  /** PostgreSQL's SET EXPRESSION AS (…). */
  record SetExpression(int at, Name column, Expr value) implements TableAction {}

  record DropExpression(int at, Name column, boolean ifExists) implements TableAction {}

  /** PostgreSQL's ADD GENERATED … AS IDENTITY behind ALTER COLUMN. */
  record AddIdentity(int at, Name column, boolean always, List<Option> options)
      implements TableAction {}

  record SetIdentity(int at, Name column, List<Option> options) implements TableAction {}

  record DropIdentity(int at, Name column, boolean ifExists) implements TableAction {}

  /**
   * A setting of a column: statistics, storage, compression, n_distinct and the like.
   *
   * @param column {@code null} where PostgreSQL names an index column by its number
   */
  record SetColumn(int at, @Nullable Name column, Option option) implements TableAction {}

  record AddConstraint(int at, TableConstraint constraint, boolean ifNotExists)
      implements TableAction {}

  /** MySQL's ADD INDEX. */
  record AddIndex(int at, TableStatement.IndexDefinition index, boolean ifNotExists)
      implements TableAction {}

  /**
   * @param name {@code null} for the primary key
   */
  record DropPart(int at, Part kind, @Nullable Name name, boolean ifExists, boolean cascade)
      implements TableAction {}

  /** What ALTER TABLE drops and alters by name. */
  enum Part {
    CONSTRAINT,
    FOREIGN_KEY,
    PRIMARY_KEY,
    CHECK,
    INDEX
  }

  /** ALTER CONSTRAINT, MySQL's ALTER CHECK and ALTER INDEX: what changes is in the options. */
  record AlterPart(int at, Part kind, Name name, List<Option> options) implements TableAction {}

  record ValidateConstraint(int at, Name constraint) implements TableAction {}

  record SetSchema(int at, Name schema) implements TableAction {}

  record AttachPartition(int at, List<Name> partition, TableStatement.Bound bound)
      implements TableAction {}

  record DetachPartition(int at, List<Name> partition, boolean concurrently, boolean finish)
      implements TableAction {}

  record Inherit(int at, List<Name> parent, boolean no) implements TableAction {}

  /** MySQL's PARTITION BY and REMOVE PARTITIONING, which has {@code null}. */
  record Repartition(int at, TableStatement.@Nullable PartitionBy by) implements TableAction {}

  /**
   * MySQL's work on partitions by name.
   *
   * @param names empty for ALL, or where a number is given
   * @param into the partitions that come
   * @param table of EXCHANGE and CONVERT; empty otherwise
   */
  record AlterPartitions(
      int at,
      PartitionWork kind,
      List<Name> names,
      List<TableStatement.Partition> into,
      List<Name> table,
      List<Option> options)
      implements TableAction {}

  /** What MySQL does with partitions. */
  enum PartitionWork {
    ADD,
    DROP,
    TRUNCATE,
    REORGANIZE,
    COALESCE,
    EXCHANGE,
    ANALYZE,
    CHECK,
    OPTIMIZE,
    REBUILD,
    REPAIR,
    DISCARD,
    IMPORT,
    CONVERT
  }

  /** MySQL's CONVERT TO CHARACTER SET. */
  record ConvertCharacterSet(int at, Name characterSet, @Nullable Name collation)
      implements TableAction {}

  /** MySQL's ALGORITHM and LOCK. */
  record Online(int at, Algorithm algorithm, Lock lock) implements TableAction {
    /** How the server is to do it. */
    public enum Algorithm {
      UNSAID,
      DEFAULT,
      INSTANT,
      NOCOPY,
      INPLACE,
      COPY,
      /** Any other word. */
      UNKNOWN
    }

    /** What others may do meanwhile. */
    public enum Lock {
      UNSAID,
      DEFAULT,
      NONE,
      SHARED,
      EXCLUSIVE,
      /** Any other word. */
      UNKNOWN
    }
  }

  /** Options of the table: MySQL's ENGINE, COMMENT and the like; PostgreSQL's SET (…) and RESET. */
  record SetOptions(int at, List<Option> options, boolean reset) implements TableAction {}

  record OwnerTo(int at, Name owner) implements TableAction {}

  /**
   * Anything else that is read in full and changes no shape: ENABLE TRIGGER, CLUSTER ON, SET
   * LOGGED, REPLICA IDENTITY, ROW LEVEL SECURITY, DISABLE KEYS, FORCE, ORDER BY, …
   *
   * @param kind its first words in lower case, without names
   * @param names what it names
   */
  record Other(int at, String kind, List<Name> names) implements TableAction {}
}
