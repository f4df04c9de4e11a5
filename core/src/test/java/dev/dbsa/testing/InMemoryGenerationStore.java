package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.port.out.GenerationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps generations in memory. */
public final class InMemoryGenerationStore implements GenerationStore {

  private final InMemoryDatabase database;

  public InMemoryGenerationStore(InMemoryDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Generation generation) {
    database.access(
        rows -> {
          if (!rows.connections().containsKey(generation.connectionId())) {
            throw new DbsaException(
                ErrorCode.CONNECTION_NOT_FOUND,
                "there is no connection " + generation.connectionId());
          }
          if (!rows.snapshots().containsKey(generation.snapshotId())) {
            throw new DbsaException(
                ErrorCode.SNAPSHOT_NOT_FOUND, "there is no snapshot " + generation.snapshotId());
          }
          return rows.generations().put(generation.id(), generation);
        });
  }

  @Override
  public Optional<Generation> find(GenerationId id) {
    return database.access(rows -> Optional.ofNullable(rows.generations().get(id)));
  }

  @Override
  public boolean replace(Generation generation) {
    return database.access(
        rows -> {
          Generation stored = rows.generations().get(generation.id());
          if (stored == null || stored.version() != generation.version()) {
            return false;
          }
          rows.generations()
              .put(
                  generation.id(),
                  restored(generation, generation.lease().orElse(null), generation.version() + 1));
          return true;
        });
  }

  @Override
  public List<GenerationId> findFollowing(GenerationId id) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.follows().filter(id::equals).isPresent())
                .sorted(
                    Comparator.comparing(Generation::createdAt)
                        .thenComparing(g -> g.id().toString()))
                .map(Generation::id)
                .toList());
  }

  @Override
  public long count(ConnectionId connection) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.connectionId().equals(connection))
                .count());
  }

  @Override
  public long countRunning(String startedBy) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.lease().filter(l -> startedBy.equals(l.startedBy())).isPresent())
                .count());
  }

  @Override
  public boolean renewLease(GenerationId id, String owner, Instant until) {
    return database.access(
        rows -> {
          Generation stored = rows.generations().get(id);
          if (stored == null || stored.lease().filter(l -> l.owner().equals(owner)).isEmpty()) {
            return false;
          }
          String startedBy = stored.lease().map(Lease::startedBy).orElse(null);
          rows.generations()
              .put(id, restored(stored, new Lease(owner, until, startedBy), stored.version()));
          return true;
        });
  }

  @Override
  public List<Generation> findAbandoned(Instant now, int limit) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.lease().filter(l -> l.until().isBefore(now)).isPresent())
                .limit(limit)
                .toList());
  }

  private static Generation restored(Generation g, @Nullable Lease lease, long version) {
    return Generation.restored(
        g.id(),
        g.connectionId(),
        g.snapshotId(),
        g.dialect(),
        g.request(),
        g.follows().orElse(null),
        g.scriptMode(),
        g.status(),
        g.attempts(),
        g.draft().orElse(null),
        lease,
        g.createdAt(),
        version);
  }
}
