package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import java.util.List;
import java.util.Optional;

/**
 * Keeps snapshots, whose schemas never change; only what their servers estimate does. Every method
 * joins the transaction it is called in.
 */
public interface SnapshotStore {
  /**
   * @throws dev.dbsa.domain.error.DbsaException {@code CONNECTION_NOT_FOUND} if the connection was
   *     deleted meanwhile
   * @throws SnapshotVersionTaken if another snapshot of the connection has this version
   */
  void add(SchemaSnapshot snapshot);

  /**
   * Takes over what a later reading of the same schema estimates and leaves out; callers see it
   * once the transaction at hand has ended well.
   *
   * @param snapshot a stored summary with the time of the later reading and that reading, which has
   *     the same hash
   */
  void renewStatistics(SchemaSnapshot snapshot);

  /**
   * The snapshot with its content. Instances are shared between callers, so that loading costs its
   * size once.
   */
  Optional<SchemaSnapshot> find(SnapshotId id);

  Optional<SnapshotSummary> findSummary(SnapshotId id);

  /** The connection's newest snapshot. */
  Optional<SnapshotSummary> findLatest(ConnectionId connection);

  /** All snapshots of a connection, newest first. */
  List<SnapshotSummary> list(ConnectionId connection);

  /**
   * Somebody else stored a snapshot of this version first; read the newest one and decide again.
   */
  final class SnapshotVersionTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotVersionTaken(ConnectionId connection, int version) {
      super("connection " + connection + " has a snapshot of version " + version + " already");
    }
  }
}
