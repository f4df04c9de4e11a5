package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that is to be built.
 *
 * @param name not taken yet
 * @param parts its keys, in order
 * @param predicate the condition of a partial index; {@code null} where all rows are in it
 */
record NewIndex(
    Relation table,
    String name,
    List<Part> parts,
    boolean unique,
    @Nullable String predicate,
    boolean gin) {
  NewIndex {
    parts = List.copyOf(parts);
  }

  /**
   * A key of an index.
   *
   * @param column of which the table may not have it yet
   * @param lower whether the column is indexed without regard to case
   * @param descending whether the high values come first
   * @param prefix how many characters are indexed; 0 for all
   */
  record Part(String column, boolean lower, boolean descending, int prefix) {
    static Part of(String column) {
      return new Part(column, false, false, 0);
    }
  }

  List<String> columns() {
    return parts.stream().map(Part::column).toList();
  }
}
