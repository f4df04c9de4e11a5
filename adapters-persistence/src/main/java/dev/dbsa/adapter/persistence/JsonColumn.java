package dev.dbsa.adapter.persistence;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * A column of JSON text, which comes back byte for byte: {@code json} in PostgreSQL, text
 * elsewhere.
 */
@RegisterForReflection // Hibernate makes it by its name.
final class JsonColumn extends TextColumn {

  @Override
  public void nullSafeSet(
      PreparedStatement statement, @Nullable String value, int index, WrapperOptions options)
      throws SQLException {
    if (options.getDialect() instanceof PostgreSQLDialect) {
      // Of a type that the server finds out: it takes no varchar for json.
      statement.setObject(index, value, Types.OTHER);
    } else {
      statement.setString(index, value);
    }
  }

  @Override
  public @Nullable String nullSafeGet(ResultSet row, int position, WrapperOptions options)
      throws SQLException {
    return row.getString(position);
  }
}
