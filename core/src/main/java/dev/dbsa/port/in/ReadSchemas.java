package dev.dbsa.port.in;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.SchemaDiff;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import java.util.List;

/** Takes snapshots of target databases and shows them. */
public interface ReadSchemas {
  /**
   * Reads the schema and stores it as the connection's next snapshot, unless it equals the newest
   * one, which then has its estimates of rows and sizes renewed. Nothing of a failed reading is
   * stored; the profile says what happened.
   *
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}, {@code SECRET_UNREADABLE}, {@code
   *     TARGET_UNREACHABLE}, {@code TARGET_TIMEOUT}, {@code TARGET_REFUSED}, {@code TARGET_FAILED}
   */
  Refreshed refresh(ConnectionId connection);

  /**
   * All snapshots of a connection, newest first.
   *
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}
   */
  List<SnapshotSummary> list(ConnectionId connection);

  /**
   * @throws DbsaException {@code SNAPSHOT_NOT_FOUND}
   */
  SnapshotSummary getSummary(SnapshotId id);

  /**
   * The snapshot with its content.
   *
   * @throws DbsaException {@code SNAPSHOT_NOT_FOUND}; {@code SERVICE_BUSY} if it cannot be had in
   *     time
   */
  SchemaSnapshot get(SnapshotId id);

  /**
   * What changed from one snapshot to another.
   *
   * @throws DbsaException {@code SNAPSHOT_NOT_FOUND}; {@code SERVICE_BUSY} if it cannot be told in
   *     time
   */
  SchemaDiff diff(SnapshotId from, SnapshotId to);

  /**
   * @param changed whether a new snapshot was stored
   */
  record Refreshed(SnapshotSummary snapshot, boolean changed) {}
}
