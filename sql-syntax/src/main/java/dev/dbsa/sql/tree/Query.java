package dev.dbsa.sql.tree;

import dev.dbsa.sql.tree.Expr.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query with everything that may stand around its body.
 *
 * @param limit {@code null} where there is none or it is ALL
 * @param offset {@code null} where there is none
 * @param limited whether LIMIT or FETCH stands there
 * @param locks the clauses that lock the rows that are read
 * @param into whether INTO stands in it
 */
public record Query(
    int at,
    @Nullable With with,
    Body body,
    List<SortKey> orderBy,
    @Nullable Expr limit,
    @Nullable Expr offset,
    boolean limited,
    List<Lock> locks,
    boolean into) {

  /** Whether the rows that are read are locked. */
  public boolean locking() {
    return !locks.isEmpty();
  }

  /**
   * FOR UPDATE and its kin.
   *
   * @param words the clause as people write it, in upper case
   * @param of the tables meant; empty for all
   */
  public record Lock(int at, String words, List<List<Name>> of) {}

  /** What a query is made of. */
  public sealed interface Body {
    int at();
  }

  /**
   * @param distinctOn PostgreSQL's DISTINCT ON (…); empty otherwise
   */
  public record Select(
      int at,
      boolean distinct,
      List<Expr> distinctOn,
      List<Item> items,
      List<FromItem> from,
      @Nullable Expr where,
      @Nullable GroupBy groupBy,
      @Nullable Expr having,
      List<NamedWindow> windows,
      @Nullable Expr qualify)
      implements Body {}

  /**
   * UNION, INTERSECT and EXCEPT over two or more queries of one rank.
   *
   * @param operators one fewer than the arms; in lower case, with {@code all} behind a blank
   */
  public record SetOperation(int at, List<Query> arms, List<String> operators) implements Body {}

  public record Values(int at, List<List<Expr>> rows) implements Body {}

  /** {@code TABLE t}. */
  public record Table(int at, FromItem.TableReference table) implements Body {}

  /** A query in parentheses. */
  public record Nested(int at, Query query) implements Body {}

  /**
   * A result column.
   *
   * @param alias {@code null} where there is none
   * @param end index of the token behind the expression
   */
  public record Item(int at, Expr expr, @Nullable Name alias, int end) {}

  /**
   * @param sets whether ROLLUP, CUBE, GROUPING SETS or WITH ROLLUP is in it
   */
  public record GroupBy(int at, List<Expr> keys, boolean sets) {}

  public record NamedWindow(Name name, Expr.Window window) {}

  /** The WITH clause. */
  public record With(int at, boolean recursive, List<CommonTable> tables) {}

  /**
   * @param columns empty where the query's own names count
   * @param moreColumns names that SEARCH and CYCLE add
   */
  public record CommonTable(
      Name name, List<Name> columns, Statement statement, List<Name> moreColumns) {}
}
