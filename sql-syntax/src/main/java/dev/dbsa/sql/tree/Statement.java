package dev.dbsa.sql.tree;

import dev.dbsa.sql.tree.Expr.SortKey;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Query.Item;
import dev.dbsa.sql.tree.Query.With;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Statement
    permits Statement.Select,
        Statement.Insert,
        Statement.Update,
        Statement.Delete,
        Statement.Merge,
        Statement.Unread,
        TableStatement,
        ObjectStatement,
        RoutineStatement,
        PrivilegeStatement,
        MaintenanceStatement,
        SessionStatement,
        ProgramStatement,
        BodyStatement,
        PlPgSqlStatement,
        AccountStatement,
        AdminStatement,
        CreateSchema,
        Comment,
        StorageStatement,
        Drop {
  int at();

  record Select(int at, Query query) implements Statement {}

  /**
   * INSERT or REPLACE.
   *
   * @param columns empty where none are named
   * @param overriding whether OVERRIDING says what becomes of values for identity columns
   * @param source {@code null} for DEFAULT VALUES and for MySQL's SET form
   * @param sets MySQL's SET form; empty otherwise
   * @param conflict {@code null} where there is none
   * @param rowAlias MySQL's alias of the new row; {@code null} where there is none
   */
  record Insert(
      int at,
      boolean replace,
      boolean ignore,
      @Nullable With with,
      TableReference table,
      boolean columnsNamed,
      List<Name> columns,
      boolean overriding,
      @Nullable Query source,
      List<SetItem> sets,
      @Nullable Conflict conflict,
      @Nullable Name rowAlias,
      List<Name> rowColumns,
      Returning returning)
      implements Statement {}

  /**
   * ON CONFLICT or ON DUPLICATE KEY UPDATE.
   *
   * @param target expressions between the parentheses of ON CONFLICT
   * @param constraint the name behind ON CONSTRAINT
   * @param sets empty for DO NOTHING
   */
  record Conflict(
      int at,
      List<Expr> target,
      @Nullable Expr targetWhere,
      @Nullable Name constraint,
      boolean update,
      List<SetItem> sets,
      @Nullable Expr where) {}

  /**
   * One assignment of a SET clause.
   *
   * @param targets one column, or several in parentheses
   * @param value a row or a subquery where there are several
   */
  record SetItem(int at, List<SetTarget> targets, boolean multiple, Expr value) {}

  /**
   * @param name table and column in MySQL; column in PostgreSQL
   * @param indirection whether a field or an element of the column is set
   */
  record SetTarget(int at, List<Name> name, boolean indirection, List<Expr> subscripts) {}

  /**
   * @param items {@code empty} where there is no RETURNING
   * @param aliases PostgreSQL 18's names for OLD and NEW
   */
  record Returning(List<Item> items, List<Name> aliases) {
    public static final Returning NONE = new Returning(List.of(), List.of());
  }

  /**
   * @param ignore MySQL's IGNORE, which bends values rather than refusing them
   * @param tables one in PostgreSQL; in MySQL what stands before SET, joins included
   * @param from PostgreSQL's FROM
   */
  record Update(
      int at,
      boolean ignore,
      @Nullable With with,
      List<FromItem> tables,
      List<SetItem> sets,
      List<FromItem> from,
      @Nullable Expr where,
      boolean currentOf,
      List<SortKey> orderBy,
      @Nullable Expr limit,
      Returning returning)
      implements Statement {}

  /**
   * @param targets MySQL's multi-table form: the names of the tables to delete from, which stand in
   *     {@code using}; empty otherwise
   * @param table {@code null} in MySQL's multi-table form
   * @param using the other tables
   */
  record Delete(
      int at,
      @Nullable With with,
      @Nullable TableReference table,
      List<List<Name>> targets,
      List<FromItem> using,
      @Nullable Expr where,
      boolean currentOf,
      List<SortKey> orderBy,
      @Nullable Expr limit,
      Returning returning)
      implements Statement {}

  record Merge(
      int at,
      @Nullable With with,
      TableReference target,
      FromItem source,
      Expr on,
      List<MergeWhen> whens,
      Returning returning)
      implements Statement {}

  /**
   * @param matched whether a target row is there
   * @param bySource NOT MATCHED BY SOURCE
   * @param action update, delete, insert, nothing
   * @param overriding as of INSERT
   */
  record MergeWhen(
      int at,
      boolean matched,
      boolean bySource,
      @Nullable Expr condition,
      String action,
      List<SetItem> sets,
      boolean columnsNamed,
      List<Name> columns,
      boolean overriding,
      List<Expr> values) {}

  /**
   * A statement that the grammar does not model.
   *
   * @param what its first words, for people
   */
  record Unread(int at, String what) implements Statement {}
}
