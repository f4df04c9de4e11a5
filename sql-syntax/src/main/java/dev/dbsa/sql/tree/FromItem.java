package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a FROM clause. */
public sealed interface FromItem {
  int at();

  /**
   * @param name one to three parts
   * @param alias {@code null} where there is none
   * @param columns names that the alias gives to the columns; empty where it gives none
   * @param sample how many of the rows; empty for all
   * @param period of which time MariaDB is asked for rows; {@code null} for now
   * @param access MySQL's partitions and index hints
   */
  record TableReference(
      int at,
      List<Name> name,
      @Nullable Name alias,
      List<Name> columns,
      List<Expr> sample,
      @Nullable Period period,
      Access access)
      implements FromItem {
    /** A table as it is now. */
    public TableReference(
        int at, List<Name> name, @Nullable Name alias, List<Name> columns, List<Expr> sample) {
      this(at, name, alias, columns, sample, null, Access.FREE);
    }
  }

  /**
   * What MySQL is told to read a table by.
   *
   * @param partitions empty where all are meant
   * @param hints in their order
   */
  record Access(List<Name> partitions, List<IndexHint> hints) {
    public static final Access FREE = new Access(List.of(), List.of());
  }

  /**
   * {@code USE INDEX (…)} and the like.
   *
   * @param indexes empty where none is to be used
   */
  record IndexHint(int at, Kind kind, List<Name> indexes) {
    public enum Kind {
      USE,
      IGNORE,
      FORCE
    }
  }

  /**
   * MariaDB's {@code FOR SYSTEM_TIME …}, {@code BEFORE SYSTEM_TIME …} or {@code FOR PORTION OF …}.
   *
   * @param name the period of the table; {@code null} for the history that the server keeps
   * @param bounds points in time
   */
  record Period(int at, @Nullable Name name, List<Expr> bounds) {}

  record Derived(int at, Query query, boolean lateral, @Nullable Name alias, List<Name> columns)
      implements FromItem {}

  /**
   * A function in place of a table.
   *
   * @param calls more than one for ROWS FROM
   * @param ordinality whether a column of numbers is added
   * @param defined whether the columns come with their types: {@code AS t(a int, b text)}
   */
  record Function(
      int at,
      List<Expr> calls,
      boolean ordinality,
      boolean defined,
      @Nullable Name alias,
      List<Name> columns)
      implements FromItem {}

  /** JSON_TABLE or XMLTABLE: the columns stand in the script. */
  record Declared(
      int at, List<Expr> inputs, List<Name> declared, @Nullable Name alias, List<Name> columns)
      implements FromItem {}

  /**
   * @param kind cross, inner, left, right, full; straight is inner
   * @param using empty where there is none
   * @param on {@code null} where there is none
   */
  record Join(
      int at,
      FromItem left,
      FromItem right,
      String kind,
      boolean natural,
      List<Name> using,
      @Nullable Name usingAlias,
      @Nullable Expr on)
      implements FromItem {}

  /** Joins in parentheses; with an alias, only that is seen from outside. */
  record Grouped(int at, FromItem inner, @Nullable Name alias, List<Name> columns)
      implements FromItem {}
}
