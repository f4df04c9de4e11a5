package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param parts the key parts, in order
 * @param includedColumns columns stored beside the key (PostgreSQL's INCLUDE)
 * @param method the access method in lower case, such as {@code btree}, {@code gin} or {@code
 *     fulltext}
 * @param predicate the condition of a partial index as SQL text; {@code null} for a whole one
 * @param valid whether queries may use it (PostgreSQL leaves an invalid index after a failed
 *     concurrent build)
 * @param visible whether the planner looks at it (MySQL's invisible, MariaDB's ignored indexes are
 *     not)
 * @param constraintName the primary key, unique or exclusion constraint that the index backs;
 *     {@code null} for a plain index
 * @param nullsEqual whether two NULLs collide in a unique index (PostgreSQL's NULLS NOT DISTINCT)
 */
public record Index(
    String name,
    List<IndexPart> parts,
    List<String> includedColumns,
    boolean unique,
    String method,
    @Nullable String predicate,
    boolean valid,
    boolean visible,
    @Nullable String constraintName,
    boolean nullsEqual) {
  public Index {
    parts = List.copyOf(parts);
    includedColumns = List.copyOf(includedColumns);
  }

  /** An index in which NULLs never collide. */
  public Index(
      String name,
      List<IndexPart> parts,
      List<String> includedColumns,
      boolean unique,
      String method,
      @Nullable String predicate,
      boolean valid,
      boolean visible,
      @Nullable String constraintName) {
    this(
        name,
        parts,
        includedColumns,
        unique,
        method,
        predicate,
        valid,
        visible,
        constraintName,
        false);
  }

  /** Whether a search by {@code column} alone can use the index. */
  public boolean leadsWith(String column) {
    return valid && visible && predicate == null && column.equals(parts.getFirst().column());
  }
}
