package dev.dbsa.domain.schema;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.time.Instant;

/**
 * A snapshot without its content.
 *
 * @param version 1 for a connection's first snapshot, then counting up
 * @param schemaHash see {@link SchemaHash}
 * @param statisticsRefreshedAt when the estimates of rows and sizes were last read
 */
public record SnapshotSummary(
    SnapshotId id,
    ConnectionId connectionId,
    int version,
    String schemaHash,
    String serverProduct,
    String serverVersion,
    int tablesCount,
    int viewsCount,
    int indexesCount,
    int constraintsCount,
    Instant createdAt,
    Instant statisticsRefreshedAt) {

  /** Summarises a reading. */
  public static SnapshotSummary of(
      SnapshotId id, ConnectionId connectionId, int version, DatabaseSchema schema, Instant now) {
    int tables = 0;
    int indexes = 0;
    int constraints = 0;
    for (Relation relation : schema.relations()) {
      if (relation.kind().isTable()) {
        tables++;
      }
      indexes += relation.indexes().size();
      constraints += relation.constraintCount();
    }
    return new SnapshotSummary(
        id,
        connectionId,
        version,
        SchemaHash.of(schema),
        schema.server().product(),
        schema.server().version(),
        tables,
        schema.relations().size() - tables,
        indexes,
        constraints,
        now,
        now);
  }

  /**
   * @throws DbsaException {@code SNAPSHOT_OF_OTHER_CONNECTION} unless it was read from this one
   */
  public void requireOf(ConnectionId connection) {
    if (!connectionId.equals(connection)) {
      throw new DbsaException(
          ErrorCode.SNAPSHOT_OF_OTHER_CONNECTION,
          "snapshot " + id + " was read from another connection than " + connection);
    }
  }

  /** The same snapshot with estimates of a later reading. */
  public SnapshotSummary withStatisticsOf(Instant now) {
    return new SnapshotSummary(
        id,
        connectionId,
        version,
        schemaHash,
        serverProduct,
        serverVersion,
        tablesCount,
        viewsCount,
        indexesCount,
        constraintsCount,
        createdAt,
        now);
  }
}
