package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.schema.SnapshotId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one generation stands: what clients ask for again and again, and therefore read without an
 * entity.
 */
final class StandingQuery {

  private static final String SQL =
      "SELECT connection_id, snapshot_id, status, attempts, created_at, queued_at, queued_by"
          + " FROM generation WHERE id = ?";

  private final StoreKind kind;
  private final GenerationCodec codec = new GenerationCodec();

  StandingQuery(StoreKind kind) {
    this.kind = kind;
  }

  Optional<Standing> find(Connection connection, GenerationId id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, id.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(standing(id, row)) : Optional.empty();
      }
    }
  }

  private Standing standing(GenerationId id, ResultSet row) throws SQLException {
    return new Standing(
        id,
        new ConnectionId(UUID.fromString(row.getString(1))),
        new SnapshotId(UUID.fromString(row.getString(2))),
        GenerationStatus.valueOf(row.getString(3)),
        codec.readAttempts(row.getString(4)),
        waiting(InstantColumn.read(row, 6, kind), row.getString(7)),
        InstantText.parse(Objects.requireNonNull(InstantColumn.read(row, 5, kind))));
  }

  private static @Nullable Waiting waiting(@Nullable String since, @Nullable String startedBy) {
    return since == null ? null : new Waiting(InstantText.parse(since), startedBy);
  }
}
