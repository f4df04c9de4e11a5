package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key or an index sorts by: a column or an expression.
 *
 * @param column {@code null} for an expression
 * @param expression {@code null} for a column
 * @param prefix MySQL's prefix length; {@code null} where there is none
 * @param collation PostgreSQL's; empty where none is named
 * @param operatorClass PostgreSQL's; empty where none is named
 * @param withoutOverlaps PostgreSQL 18's and MariaDB's WITHOUT OVERLAPS behind it
 */
public record KeyPart(
    int at,
    @Nullable Name column,
    @Nullable Expr expression,
    @Nullable Integer prefix,
    boolean descending,
    Nulls nulls,
    List<Name> collation,
    List<Name> operatorClass,
    List<Option> operatorClassOptions,
    boolean withoutOverlaps) {

  /** Where nulls stand. */
  public enum Nulls {
    UNSAID,
    FIRST,
    LAST
  }

  /** A column and nothing else. */
  public static KeyPart of(Name column) {
    return new KeyPart(
        column.at(),
        column,
        null,
        null,
        false,
        Nulls.UNSAID,
        List.of(),
        List.of(),
        List.of(),
        false);
  }
}
