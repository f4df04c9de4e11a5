package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.port.out.SnapshotStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps snapshots in memory. */
public final class InMemorySnapshotStore implements SnapshotStore {

  private final InMemoryDatabase database;

  public InMemorySnapshotStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(SchemaSnapshot snapshot) {
    SnapshotSummary summary = snapshot.summary();
    database.access(
        rows -> {
          if (!rows.connections().containsKey(summary.connectionId())) {
            throw summary.connectionId().notFound();
          }
          if (summaries(rows, summary.connectionId())
              .anyMatch(s -> s.version() == summary.version())) {
            throw new SnapshotVersionTaken(summary.connectionId(), summary.version());
          }
          return rows.snapshots().put(summary.id(), snapshot);
        });
  }

  @Override
  public void renewStatistics(SchemaSnapshot snapshot) {
    database.access(rows -> rows.snapshots().replace(snapshot.summary().id(), snapshot));
  }

  @Override
  public Optional<SchemaSnapshot> find(SnapshotId id) {
    return database.access(rows -> Optional.ofNullable(rows.snapshots().get(id)));
  }

  @Override
  public Optional<SnapshotSummary> findSummary(SnapshotId id) {
    return find(id).map(SchemaSnapshot::summary);
  }

  @Override
  public Optional<SnapshotSummary> findLatest(ConnectionId connection) {
    return list(connection).stream().findFirst();
  }

  @Override
  public List<SnapshotSummary> list(ConnectionId connection) {
    return database.access(
        rows ->
            summaries(rows, connection)
                .sorted(Comparator.comparingInt(SnapshotSummary::version).reversed())
                .toList());
  }

  private static Stream<SnapshotSummary> summaries(
      InMemoryDatabase.Rows rows, ConnectionId connection) {
    return rows.snapshots().values().stream()
        .map(SchemaSnapshot::summary)
        .filter(s -> s.connectionId().equals(connection));
  }
}
