package dev.dbsa.application.schema;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaDiff;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.SnapshotStore.SnapshotVersionTaken;
import dev.dbsa.port.out.UnitOfWork;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes snapshots of target databases and shows them. */
public final class SchemaService implements ReadSchemas {
  /** How many refreshes of one connection may win against this one before it gives up. */
  private static final int MAX_RACES = 10;

  private final ConnectionStore connections;
  private final SnapshotStore snapshots;
  private final SecretCipher cipher;
  private final SchemaReader schemaReader;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final IdSource ids;
  private final InstantSource clock;

  public SchemaService(
      ConnectionStore connections,
      SnapshotStore snapshots,
      SecretCipher cipher,
      SchemaReader schemaReader,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    this.connections = connections;
    this.snapshots = snapshots;
    this.cipher = cipher;
    this.schemaReader = schemaReader;
    this.audit = audit;
    this.work = work;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Refreshed refresh(ConnectionId connection) {
    ConnectionProfile profile = requireConnection(connection);
    DatabaseSchema schema;
    try {
      // Outside any transaction: a slow server must not block the store.
      schema =
          schemaReader.read(
              new TargetDatabase(profile.endpoint(), cipher.decrypt(profile.secret())));
    } catch (DbsaException e) {
      work.inTransaction(() -> noteFailure(connection, e.detail()));
      throw e;
    }
    for (int race = 1; ; race++) {
      try {
        return work.inTransaction(() -> keep(connection, schema));
      } catch (SnapshotVersionTaken e) {
        if (race == MAX_RACES) {
          throw e;
        }
      }
    }
  }

  private void noteFailure(ConnectionId connection, String reason) {
    connections
        .find(connection)
        .ifPresent(
            profile -> {
              connections.update(profile.failed(reason, clock.instant()));
              note(connection, "failed");
            });
  }

  private void note(ConnectionId connection, String outcome) {
    audit.record(AuditAction.SCHEMA_REFRESHED, "connection", connection.value(), outcome);
  }

  private Refreshed keep(ConnectionId connection, DatabaseSchema schema) {
    connections.update(requireConnection(connection).verified(clock.instant()));
    Optional<SnapshotSummary> latest = snapshots.findLatest(connection);
    int version = latest.map(s -> s.version() + 1).orElse(1);
    SnapshotSummary summary =
        SnapshotSummary.of(
            new SnapshotId(ids.next()), connection, version, schema, clock.instant());
    if (latest.isPresent() && latest.get().schemaHash().equals(summary.schemaHash())) {
      // Rows come and go without a change of the schema, and what a script risks depends on them.
      SnapshotSummary renewed = latest.get().withStatisticsOf(clock.instant());
      snapshots.renewStatistics(new SchemaSnapshot(renewed, schema));
      note(connection, "unchanged");
      return new Refreshed(renewed, false);
    }
    snapshots.add(new SchemaSnapshot(summary, schema));
    note(connection, "snapshot " + summary.id());
    return new Refreshed(summary, true);
  }

  @Override
  public List<SnapshotSummary> list(ConnectionId connection) {
    requireConnection(connection);
    return snapshots.list(connection);
  }

  @Override
  public SnapshotSummary getSummary(SnapshotId id) {
    return snapshots.findSummary(id).orElseThrow(id::notFound);
  }

  @Override
  public SchemaSnapshot get(SnapshotId id) {
    return snapshots.find(id).orElseThrow(id::notFound);
  }

  @Override
  public SchemaDiff diff(SnapshotId from, SnapshotId to) {
    return SchemaDiff.between(get(from).schema(), get(to).schema());
  }

  private ConnectionProfile requireConnection(ConnectionId id) {
    return connections.find(id).orElseThrow(id::notFound);
  }
}
