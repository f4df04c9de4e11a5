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
 */
record NewColumn(
    String name,
    String type,
    boolean required,
    @Nullable String defaultValue,
    boolean unique,
    @Nullable Reference reference,
    Role role) {

  /** What a column is to its table. */
  enum Role {
    PLAIN,
    KEY,
    /** The key, which the server counts up. */
    COUNTED_KEY
  }

  NewColumn asRequired() {
    return new NewColumn(name, type, true, defaultValue, unique, reference, role);
  }

  NewColumn asUnique() {
    return new NewColumn(name, type, required, defaultValue, true, reference, role);
  }
}
