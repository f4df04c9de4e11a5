package dev.dbsa.adapter.introspect;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The current row of a catalogue query; columns count from 1. */
final class Row {
  private final ResultSet rows;
  private final Texts texts;

  Row(ResultSet rows, Texts texts) {
    this.rows = rows;
    this.texts = texts;
  }

  /**
   * A text that is always there, unless the object has vanished since the query began.
   *
   * @throws ObjectVanishedException if it is not there
   */
  String text(int column) throws SQLException {
    String text = texts.read(rows, column);
    if (text == null) {
      throw new ObjectVanishedException();
    }
    return text;
  }

  @Nullable String textOrNull(int column) throws SQLException {
    return texts.read(rows, column);
  }

  /** As {@link #textOrNull}, where the server writes "none" as the empty text. */
  @Nullable String textUnlessEmpty(int column) throws SQLException {
    String text = texts.read(rows, column);
    return text == null || text.isEmpty() ? null : text;
  }

  /** 0 for NULL. */
  int integer(int column) throws SQLException {
    return rows.getInt(column);
  }

  /** 0 for NULL. */
  long number(int column) throws SQLException {
    return rows.getLong(column);
  }

  boolean isNull(int column) throws SQLException {
    return rows.getObject(column) == null;
  }

  /** False for NULL. */
  boolean flag(int column) throws SQLException {
    return rows.getBoolean(column);
  }
}
