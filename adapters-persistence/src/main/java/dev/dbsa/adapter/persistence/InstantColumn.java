package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.MysqlTime;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
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
    StoreKind kind = kind(options);
    if (kind == StoreKind.POSTGRESQL) {
      if (value == null) {
        statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
      } else {
        statement.setObject(index, utc(value));
      }
    } else if (kind == StoreKind.MYSQL && value != null) {
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
    return read(row, position, kind(options));
  }

  private static StoreKind kind(WrapperOptions options) {
    return switch (options.getDialect()) {
      case PostgreSQLDialect _ -> StoreKind.POSTGRESQL;
      case MySQLDialect _ -> StoreKind.MYSQL;
      default -> StoreKind.SQLITE;
    };
  }

  /** A time of a row, as text. */
  static @Nullable String read(ResultSet row, int position, StoreKind kind) throws SQLException {
    return switch (kind) {
      case SQLITE -> row.getString(position);
      case POSTGRESQL -> {
        OffsetDateTime value = row.getObject(position, OffsetDateTime.class);
        yield value == null ? null : InstantText.of(value.toInstant());
      }
      case MYSQL -> {
        LocalDateTime value = row.getObject(position, LocalDateTime.class);
        yield value == null ? null : InstantText.of(value.toInstant(ZoneOffset.UTC));
      }
    };
  }
}
