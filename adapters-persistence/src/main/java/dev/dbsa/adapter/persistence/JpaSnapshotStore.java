package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.port.out.SnapshotStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Snapshots in the metadata store. */
@ApplicationScoped
class JpaSnapshotStore implements SnapshotStore {

  private static final String OF_CONNECTION = "connectionId = ?1 order by version desc";

  private final Transactions transactions;
  private final StoreDialect dialect;
  private final Rows<ConnectionEntity> connections;
  private final Rows<SnapshotEntity> snapshots;
  private final Rows<SnapshotContentEntity> contents;
  private final SnapshotCache cache;
  private final SnapshotCodec codec = new SnapshotCodec();

  JpaSnapshotStore(
      Transactions transactions, StoreDialect dialect, Session session, SnapshotCache cache) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.connections = new Rows<>(session, ConnectionEntity.class);
    this.snapshots = new Rows<>(session, SnapshotEntity.class);
    this.contents = new Rows<>(session, SnapshotContentEntity.class);
    this.cache = cache;
  }

  @Override
  public void add(SchemaSnapshot snapshot) {
    SnapshotSummary summary = snapshot.summary();
    SnapshotContentEntity content = new SnapshotContentEntity();
    content.snapshotId = summary.id().toString();
    // Packed before the transaction begins, where there is none yet: it takes a while.
    content.content = codec.pack(snapshot.schema());
    transactions.write(
        () -> {
          if (!connections.exists(summary.connectionId().toString())) {
            throw summary.connectionId().notFound();
          }
          try {
            snapshots.insert(SnapshotMapper.toRow(summary));
            contents.insert(content);
            return snapshot;
          } catch (PersistenceException e) {
            throw translated(e, summary);
          }
        });
  }

  @Override
  public void renewStatistics(SchemaSnapshot snapshot) {
    SnapshotId id = snapshot.summary().id();
    byte[] packed = codec.pack(snapshot.schema());
    transactions.write(
        () -> {
          transactions.afterCommit(() -> cache.remove(id));
          snapshots.update(
              "statisticsRefreshedAt = ?1 where id = ?2",
              InstantText.of(snapshot.summary().statisticsRefreshedAt()),
              id.toString());
          return contents.update("content = ?1 where snapshotId = ?2", packed, id.toString());
        });
  }

  private RuntimeException translated(PersistenceException e, SnapshotSummary summary) {
    return switch (dialect.errorBehind(e)) {
      case DUPLICATE -> new SnapshotVersionTaken(summary.connectionId(), summary.version());
      // Deleted after it was seen here, which only a database server lets happen.
      case BROKEN_REFERENCE -> summary.connectionId().notFound();
      case RETRYABLE, UNAVAILABLE, OTHER -> e;
    };
  }

  @Override
  public Optional<SchemaSnapshot> find(SnapshotId id) {
    return transactions.read(
        () -> {
          Optional<SnapshotSummary> summary = summary(id);
          if (summary.isEmpty()) {
            cache.remove(id);
          }
          return summary.map(s -> cache.get(id, () -> load(s)));
        });
  }

  private SchemaSnapshot load(SnapshotSummary summary) {
    byte[] packed = contents.findByIdOptional(summary.id().toString()).orElseThrow().content;
    return new SchemaSnapshot(summary, codec.unpack(packed));
  }

  @Override
  public Optional<SnapshotSummary> findSummary(SnapshotId id) {
    return transactions.read(() -> summary(id));
  }

  private Optional<SnapshotSummary> summary(SnapshotId id) {
    return snapshots.findByIdOptional(id.toString()).map(SnapshotMapper::toDomain);
  }

  @Override
  public Optional<SnapshotSummary> findLatest(ConnectionId connection) {
    return transactions.read(
        () ->
            snapshots
                .find(OF_CONNECTION, connection.toString())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(SnapshotMapper::toDomain));
  }

  @Override
  public List<SnapshotSummary> list(ConnectionId connection) {
    return transactions.read(
        () ->
            snapshots.find(OF_CONNECTION, connection.toString()).stream()
                .map(SnapshotMapper::toDomain)
                .toList());
  }
}
