package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A column that is to be made.
 *
 * @param type as the dialect writes it
 * @param required whether it is NOT NULL
 * @param defaultValue as the dialect writes it; {@code null} for none
 * @param reference the key that it refers to as a foreign key, if any
 * @param role whether it is the table's key
 * @param check what its values must be, as SQL; {@code null} where they may be anything
 */
record NewColumn(
    String name,
    String type,
    boolean required,
    @Nullable String defaultValue,
    boolean unique,
    @Nullable Reference reference,
    Role role,
    @Nullable String check) {

  /** What a column is to its table. */
  enum Role {
    PLAIN,
    KEY,
    /** The key, which the server counts up. */
    COUNTED_KEY
  }
}
