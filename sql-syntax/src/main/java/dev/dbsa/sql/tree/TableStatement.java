package dev.dbsa.sql.tree;

import java.util.List;
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
   * @param onCommit preserve rows, delete rows, drop, or empty
   * @param method PostgreSQL's access method; empty where none is named
   * @param tablespace empty where none is named
   * @param foreignServer of a foreign table; empty otherwise
   * @param query the query that fills the table; {@code null} where there is none
   * @param columnNames those before the query of PostgreSQL's CREATE TABLE … AS
   * @param withData {@code null} where neither WITH DATA nor WITH NO DATA is written
   * @param duplicates MySQL's REPLACE or IGNORE before the query; empty otherwise
   */
  record CreateTable(
      int at,
      List<Name> name,
      String kind,
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
      String onCommit,
      List<Name> method,
      List<Name> tablespace,
      List<Name> foreignServer,
      @Nullable Statement query,
      List<Name> columnNames,
      @Nullable Boolean withData,
      String duplicates)
      implements TableStatement {}

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
   * @param kind in, range, hash, default
   * @param from the values of IN and FROM; modulus and remainder of WITH
   * @param to the values of TO
   */
  record Bound(int at, String kind, List<Expr> from, List<Expr> to) {}

  /**
   * @param strategy range, list, hash, key, system_time, …; with {@code linear} and {@code columns}
   *     as they are written
   * @param parts the key of PostgreSQL; empty for MySQL
   * @param columns MySQL's COLUMNS and KEY
   * @param expression MySQL's; {@code null} where columns are named
   * @param count MySQL's PARTITIONS n; {@code null} where it is not written
   * @param subpartitionBy {@code null} where there is none
   * @param partitions MySQL's partitions by name
   */
  record PartitionBy(
      int at,
      String strategy,
      List<KeyPart> parts,
      List<Name> columns,
      @Nullable Expr expression,
      @Nullable Long count,
      @Nullable PartitionBy subpartitionBy,
      List<Partition> partitions) {}

  /**
   * A partition of MySQL.
   *
   * @param kind less than, in, history, current, or empty
   */
  record Partition(
      int at,
      Name name,
      String kind,
      List<Expr> values,
      List<Option> options,
      List<Partition> subpartitions) {}

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
      String kind,
      boolean ifExists,
      boolean only,
      boolean online,
      boolean ignore,
      List<TableAction> actions)
      implements TableStatement {}

  /**
   * @param table what the index belongs to
   * @param orReplace MariaDB's
   * @param algorithm MySQL's ALGORITHM and LOCK in lower case; empty where there is none
   */
  record CreateIndex(
      int at,
      List<Name> table,
      boolean only,
      boolean concurrently,
      boolean ifNotExists,
      boolean orReplace,
      IndexDefinition index,
      String algorithm,
      String lock)
      implements TableStatement {}

  /**
   * @param name {@code null} where the server chooses one
   * @param kind unique, fulltext, spatial, vector, or empty
   * @param method btree, gin, hash, …; empty where none is named
   */
  record IndexDefinition(
      int at,
      @Nullable Name name,
      String kind,
      String method,
      List<KeyPart> parts,
      List<Name> including,
      boolean nullsNotDistinct,
      List<Option> options,
      List<Name> tablespace,
      @Nullable Expr where) {
    public boolean unique() {
      return kind.equals("unique");
    }
  }

  /**
   * CREATE VIEW and MySQL's ALTER VIEW.
   *
   * @param alter whether it is ALTER VIEW
   * @param checkOption cascaded, local, or empty
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
      String checkOption,
      @Nullable Boolean withData)
      implements TableStatement {}

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
}
