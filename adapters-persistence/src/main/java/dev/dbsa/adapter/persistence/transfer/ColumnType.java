package dev.dbsa.adapter.persistence.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dbsa.adapter.persistence.dialect.MysqlTime;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a column's values stand in the file, the same whatever store they come from. */
enum ColumnType {
  TEXT {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      return text(row.getString(column));
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      statement.setString(index, value.textValue());
    }
  },
  /** Text of which no byte may change. */
  JSON {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      return text(row.getString(column));
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      if (kind == StoreKind.POSTGRESQL) {
        statement.setObject(index, value.textValue(), Types.OTHER);
      } else {
        statement.setString(index, value.textValue());
      }
    }
  },
  INTEGER {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      long number = row.getLong(column);
      return row.wasNull() ? NODES.nullNode() : NODES.numberNode(number);
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      if (value.isNull()) {
        statement.setNull(index, Types.BIGINT);
      } else {
        statement.setLong(index, value.longValue());
      }
    }
  },
  BOOLEAN {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      return NODES.booleanNode(row.getBoolean(column));
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      statement.setBoolean(index, value.booleanValue());
    }
  },
  TIME {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      if (kind == StoreKind.POSTGRESQL) {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? NODES.nullNode() : text(FORMAT.format(time.toInstant()));
      }
      if (kind == StoreKind.MYSQL) {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null
            ? NODES.nullNode()
            : text(FORMAT.format(time.toInstant(ZoneOffset.UTC)));
      }
      return text(row.getString(column));
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      if (value.isNull()) {
        statement.setNull(
            index, kind == StoreKind.POSTGRESQL ? Types.TIMESTAMP_WITH_TIMEZONE : Types.VARCHAR);
        return;
      }
      OffsetDateTime time = Instant.parse(value.textValue()).atOffset(ZoneOffset.UTC);
      switch (kind) {
        case POSTGRESQL -> statement.setObject(index, time);
        case MYSQL -> statement.setString(index, MysqlTime.literal(value.textValue()));
        case SQLITE -> statement.setString(index, value.textValue());
      }
    }
  },
  BYTES {
    @Override
    JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException {
      return NODES.binaryNode(row.getBytes(column));
    }

    @Override
    void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
        throws SQLException {
      try {
        statement.setBytes(index, value.binaryValue());
      } catch (IOException e) {
        throw new TransferException("the file holds bytes that are no Base64", e);
      }
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  abstract JsonNode value(ResultSet row, int column, StoreKind kind) throws SQLException;

  abstract void bind(PreparedStatement statement, int index, JsonNode value, StoreKind kind)
      throws SQLException;

  private static JsonNode text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? NODES.nullNode() : NODES.textNode(text);
  }
}
