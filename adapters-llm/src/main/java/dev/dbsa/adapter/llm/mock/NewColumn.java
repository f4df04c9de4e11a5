package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ColumnTypes.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A column that is to be added.
 *
 * @param type as the dialect writes it
 * @param defaultValue as the dialect writes it; {@code null} for none
 * @param reference the key that the column's name refers to, if any
 */
record NewColumn(
    String name,
    String type,
    boolean required,
    @Nullable String defaultValue,
    boolean unique,
    @Nullable Reference reference) {

  /** A nullable column without a default. */
  static NewColumn of(String name, String type, @Nullable Reference reference) {
    return new NewColumn(name, type, false, null, false, reference);
  }

  /** The column as a statement defines it. */
  String definition(Sql sql) {
    StringBuilder text = new StringBuilder(sql.name(name())).append(' ').append(type());
    if (required()) {
      text.append(" NOT NULL");
    }
    if (defaultValue() != null) {
      text.append(" DEFAULT ").append(defaultValue());
    }
    return text.toString();
  }
}
