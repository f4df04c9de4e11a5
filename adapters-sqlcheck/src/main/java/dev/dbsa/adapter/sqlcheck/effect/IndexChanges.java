package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes indexes out of others. */
final class IndexChanges {
  private IndexChanges() {}

  static Index of(
      String name,
      List<IndexPart> parts,
      List<String> included,
      boolean unique,
      String method,
      @Nullable String predicate,
      @Nullable String constraint) {
    return new Index(name, parts, included, unique, method, predicate, true, true, constraint);
  }

  /** The same index, in which NULLs collide. */
  static Index nullsEqual(Index index) {
    return new Index(
        index.name(),
        index.parts(),
        index.includedColumns(),
        index.unique(),
        index.method(),
        index.predicate(),
        index.valid(),
        index.visible(),
        index.constraintName(),
        true);
  }

  /** An index over whole columns. */
  static Index ofColumns(
      String name, List<String> columns, boolean unique, @Nullable String constraint) {
    return of(
        name,
        columns.stream().map(IndexPart::ofColumn).toList(),
        List.of(),
        unique,
        "btree",
        null,
        constraint);
  }

  static Index renamed(Index index, String name) {
    return new Index(
        name,
        index.parts(),
        index.includedColumns(),
        index.unique(),
        index.method(),
        index.predicate(),
        index.valid(),
        index.visible(),
        index.constraintName() == null ? null : name,
        index.nullsEqual());
  }

  static Index renamedColumn(Index index, UnaryOperator<String> name) {
    List<IndexPart> parts = new ArrayList<>(index.parts().size());
    for (IndexPart part : index.parts()) {
      String column = part.column();
      parts.add(
          column == null
              ? part
              : new IndexPart(name.apply(column), null, part.descending(), part.prefixLength()));
    }
    return new Index(
        index.name(),
        parts,
        index.includedColumns().stream().map(name).toList(),
        index.unique(),
        index.method(),
        index.predicate(),
        index.valid(),
        index.visible(),
        index.constraintName(),
        index.nullsEqual());
  }
}
