package dev.dbsa.application.work;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SchemaDiff;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.port.in.ReadSchemas;
import java.util.List;

/** Unpacks and compares snapshots on the threads of a pool; the rest waits for others anyway. */
public final class PooledSchemas implements ReadSchemas {
  private final ReadSchemas schemas;
  private final WorkPool pool;

  public PooledSchemas(ReadSchemas schemas, WorkPool pool) {
    this.schemas = schemas;
    this.pool = pool;
  }

  @Override
  public Refreshed refresh(ConnectionId connection) {
    return schemas.refresh(connection);
  }

  @Override
  public List<SnapshotSummary> list(ConnectionId connection) {
    return schemas.list(connection);
  }

  @Override
  public SnapshotSummary getSummary(SnapshotId id) {
    return schemas.getSummary(id);
  }

  @Override
  public SchemaSnapshot get(SnapshotId id) {
    return pool.answer(() -> schemas.get(id));
  }

  @Override
  public SchemaDiff diff(SnapshotId from, SnapshotId to) {
    return pool.answer(() -> schemas.diff(from, to));
  }
}
