package dev.dbsa.sql.tree;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statements that make and change tables, their indexes, and views. */
public sealed interface TableStatement extends Statement {

  /**
   * CREATE TABLE, also of foreign tables.
   *
   * @param orReplace MariaDB's
   * @param kind table or foreign table
   * @param indexes MySQL's indexes among the columns
   * @param likes PostgreSQL's LIKE clauses and MySQL's CREATE TABLE … LIKE
   * @param inherits PostgreSQL's parents
   * @param ofType PostgreSQL's typed table; empty where it is none
   * @param partitionOf {@code null} where the table is no partition
   * @param partitionBy {@code null} where the table has no partitions
   * @param method PostgreSQL's access method; empty where none is named
   * @param tablespace empty where none is named
   * @param foreignServer of a foreign table; empty otherwise
   * @param query the query that fills the table; {@code null} where there is none
   * @param columnNames those before the query of PostgreSQL's CREATE TABLE … AS
   * @param withData {@code null} where neither WITH DATA nor WITH NO DATA is written
   * @param duplicates what becomes of rows of the query whose key is taken
   */
  record CreateTable(
      int at,
      List<Name> name,
      ObjectKind kind,
      boolean orReplace,
      boolean temporary,
      boolean unlogged,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<TableConstraint> constraints,
      List<IndexDefinition> indexes,
      List<Like> likes,
      List<List<Name>> inherits,
      List<Name> ofType,
      @Nullable PartitionOf partitionOf,
      @Nullable PartitionBy partitionBy,
      List<Option> options,
      OnCommit onCommit,
      List<Name> method,
      List<Name> tablespace,
      List<Name> foreignServer,
      @Nullable Statement query,
      List<Name> columnNames,
      @Nullable Boolean withData,
      Duplicates duplicates)
      implements TableStatement {}

  /** What becomes of a temporary table when the transaction ends. */
  enum OnCommit {
    UNSAID,
    PRESERVE_ROWS,
    DELETE_ROWS,
    DROP
  }

  /** MySQL's IGNORE and REPLACE before the query of a table, and in LOAD. */
  enum Duplicates {
    UNSAID,
    IGNORE,
    REPLACE
  }

  /**
   * @param including what INCLUDING names, in lower case
   * @param excluding what EXCLUDING names, in lower case
   */
  record Like(int at, List<Name> table, List<String> including, List<String> excluding) {}

  /** PostgreSQL's PARTITION OF. */
  record PartitionOf(int at, List<Name> parent, Bound bound) {}

  /**
   * The rows that a PostgreSQL partition holds.
   *
   * @param from the values of IN and FROM; modulus and remainder of WITH
   * @param to the values of TO
   */
  record Bound(int at, Kind kind, List<Expr> from, List<Expr> to) {
    /** How the rows are told. */
    public enum Kind {
      IN,
      RANGE,
      HASH,
      DEFAULT
    }
  }

  /**
   * @param strategy PostgreSQL takes any name here; those it does not know are refused as such
   * @param linear MySQL's LINEAR
   * @param parts the key of PostgreSQL; empty for MySQL
   * @param columns MySQL's COLUMNS and KEY
   * @param expression MySQL's; {@code null} where columns are named
   * @param count MySQL's PARTITIONS n; {@code null} where it is not written
   * @param subpartitionBy {@code null} where there is none
   * @param partitions MySQL's partitions by name
   */
  record PartitionBy(
      int at,
      Strategy strategy,
      boolean linear,
      List<KeyPart> parts,
      List<Name> columns,
      @Nullable Expr expression,
      @Nullable Long count,
      @Nullable PartitionBy subpartitionBy,
      List<Partition> partitions) {
    /** How rows are spread. */
    public enum Strategy {
      RANGE,
      LIST,
      HASH,
      KEY,
      SYSTEM_TIME,
      UNKNOWN
    }
  }

  /** A partition of MySQL. */
  record Partition(
      int at,
      Name name,
      Holds holds,
      List<Expr> values,
      List<Option> options,
      List<Partition> subpartitions) {
    /** Which rows a partition holds. */
    public enum Holds {
      UNSAID,
      LESS_THAN,
      IN,
      DEFAULT,
      HISTORY,
      CURRENT
    }
  }

  /**
   * @param kind table, foreign table, view, materialized view, sequence, index: what the statement
   *     calls it
   * @param only PostgreSQL's ONLY
   * @param ignore MariaDB's IGNORE
   * @param online MariaDB's ONLINE
   */
  record AlterTable(
      int at,
      List<Name> name,
      ObjectKind kind,
      boolean ifExists,
      boolean only,
      boolean online,
      boolean ignore,
      List<TableAction> actions)
      implements TableStatement {}

  /**
   * @param table what the index belongs to
   * @param orReplace MariaDB's
   * @param online MySQL's ALGORITHM and LOCK; {@code null} where neither is written
   */
  record CreateIndex(
      int at,
      List<Name> table,
      boolean only,
      boolean concurrently,
      boolean ifNotExists,
      boolean orReplace,
      IndexDefinition index,
      TableAction.@Nullable Online online)
      implements TableStatement {}

  /**
   * @param name {@code null} where the server chooses one
   * @param method btree, gin, hash, …; empty where none is named
   * @param included what stands behind INCLUDE, where the server takes columns alone
   */
  record IndexDefinition(
      int at,
      @Nullable Name name,
      Kind kind,
      String method,
      List<KeyPart> parts,
      List<KeyPart> included,
      boolean nullsNotDistinct,
      List<Option> options,
      List<Name> tablespace,
      @Nullable Expr where) {
    /** The columns behind INCLUDE. */
    public List<Name> including() {
      return included.stream().map(KeyPart::column).filter(Objects::nonNull).toList();
    }

    /** What an index is for. */
    public enum Kind {
      PLAIN,
      UNIQUE,
      FULLTEXT,
      SPATIAL,
      VECTOR
    }

    public boolean unique() {
      return kind == Kind.UNIQUE;
    }
  }

  /**
   * CREATE VIEW and MySQL's ALTER VIEW.
   *
   * @param alter whether it is ALTER VIEW
   * @param options storage parameters; MySQL's ALGORITHM, DEFINER and SQL SECURITY
   * @param withData of a materialized view; {@code null} where nothing is written
   */
  record CreateView(
      int at,
      List<Name> name,
      boolean alter,
      boolean orReplace,
      boolean ifNotExists,
      boolean materialized,
      boolean temporary,
      boolean recursive,
      List<Name> columns,
      List<Option> options,
      Statement query,
      CheckOption checkOption,
      @Nullable Boolean withData)
      implements TableStatement {}

  /** Whether changes through a view must stay visible in it. */
  enum CheckOption {
    NONE,
    LOCAL,
    CASCADED
  }

  /**
   * @param only which of the names stand behind ONLY
   * @param restartIdentity PostgreSQL's
   */
  record Truncate(
      int at, List<List<Name>> tables, List<Boolean> only, boolean restartIdentity, boolean cascade)
      implements TableStatement {}

  /** MySQL's RENAME TABLE. */
  record RenameTables(int at, boolean ifExists, List<Renamed> tables) implements TableStatement {}

  record Renamed(List<Name> from, List<Name> to) {}

  /**
   * PostgreSQL's REFRESH MATERIALIZED VIEW.
   *
   * @param withData {@code null} where nothing is written
   */
  record RefreshView(int at, List<Name> name, boolean concurrently, @Nullable Boolean withData)
      implements TableStatement {}

  /**
   * CREATE SEQUENCE.
   *
   * @param orReplace MariaDB's
   */
  record CreateSequence(
      int at,
      List<Name> name,
      boolean orReplace,
      boolean temporary,
      boolean unlogged,
      boolean ifNotExists,
      List<Option> options)
      implements TableStatement {}

  /**
   * PostgreSQL's ALTER TABLE, INDEX and MATERIALIZED VIEW ALL IN TABLESPACE.
   *
   * @param ownedBy empty where they may belong to anybody
   */
  record MoveAll(int at, ObjectKind kind, Name from, List<Name> ownedBy, Name to, boolean noWait)
      implements TableStatement {}
}
