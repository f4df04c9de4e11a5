package dev.dbsa.adapter.introspect;

import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the catalogue's texts into strings, one object per distinct text: type names and column
 * names repeat thousands of times in a schema, and a snapshot lives long.
 */
final class Texts {
  private final @Nullable Charset charset;
  private final Map<String, String> known = new HashMap<>();

  private Texts(@Nullable Charset charset) {
    this.charset = charset;
  }

  /** Texts that the driver decodes. */
  static Texts decodedByDriver() {
    return new Texts(null);
  }

  /**
   * Texts that arrive as bytes. What is not of the charset becomes U+FFFD: a driver would give up
   * the whole reading because of one comment.
   */
  static Texts of(Charset charset) {
    return new Texts(charset);
  }

  @Nullable String read(ResultSet rows, int column) throws SQLException {
    if (charset == null) {
      return shared(rows.getString(column));
    }
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? null : shared(new String(bytes, charset));
  }

  private @Nullable String shared(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String first = known.putIfAbsent(text, text);
    return first == null ? text : first;
  }
}
