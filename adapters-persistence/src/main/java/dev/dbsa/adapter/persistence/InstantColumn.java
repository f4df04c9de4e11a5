package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.MysqlTime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * A column of times: of the store's own type with microseconds where it has one, else text as
 * {@link InstantText} writes it. The program has the text in its hands either way.
 */
@RegisterForReflection // Hibernate makes it by its name.
final class InstantColumn extends TextColumn {

  @Override
  public void nullSafeSet(
      PreparedStatement statement, @Nullable String value, int index, WrapperOptions options)
      throws SQLException {
    if (options.getDialect() instanceof PostgreSQLDialect) {
      if (value == null) {
        statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
      } else {
        statement.setObject(index, utc(value));
      }
    } else if (options.getDialect() instanceof MySQLDialect && value != null) {
      statement.setString(index, MysqlTime.literal(value));
    } else {
      statement.setString(index, value);
    }
  }

  private static OffsetDateTime utc(String value) {
    return InstantText.parse(value).atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable String nullSafeGet(ResultSet row, int position, WrapperOptions options)
      throws SQLException {
    if (options.getDialect() instanceof PostgreSQLDialect) {
      OffsetDateTime value = row.getObject(position, OffsetDateTime.class);
      return value == null ? null : InstantText.of(value.toInstant());
    }
    if (options.getDialect() instanceof MySQLDialect) {
      LocalDateTime value = row.getObject(position, LocalDateTime.class);
      return value == null ? null : InstantText.of(value.toInstant(ZoneOffset.UTC));
    }
    return row.getString(position);
  }
}
