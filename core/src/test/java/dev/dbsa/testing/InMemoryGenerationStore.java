package dev.dbsa.testing;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.generation.Turn;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.GenerationStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            throw generation.connectionId().notFound();
          }
          if (!rows.snapshots().containsKey(generation.snapshotId())) {
            throw generation.snapshotId().notFound();
          }
          return rows.generations().put(generation.id(), generation);
        });
  }

  @Override
  public Optional<Standing> findStanding(GenerationId id) {
    return find(id).map(Generation::standing);
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
                  restored(generation, turn(generation).orElse(null), generation.version() + 1));
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
  public List<TakenRequest> findTaken(ConnectionId connection, ScriptMode mode, int limit) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.connectionId().equals(connection) && g.scriptMode() == mode)
                .filter(
                    g -> {
                      List<Review> reviews = rows.reviewsOf(g.id());
                      return !reviews.isEmpty()
                          && reviews.getLast().status() != ReviewStatus.REJECTED;
                    })
                .sorted(Comparator.comparing(Generation::createdAt).reversed())
                .limit(limit)
                .map(g -> new TakenRequest(g.id(), g.request()))
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
  public long countUnderWay(String startedBy) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> turn(g).filter(t -> startedBy.equals(t.startedBy())).isPresent())
                .count());
  }

  private static Optional<Turn> turn(Generation g) {
    return g.lease().<Turn>map(l -> l).or(g::waiting);
  }

  @Override
  public List<Generation> findWaiting(int limit) {
    return database.access(rows -> waiting(rows).limit(limit).toList());
  }

  private static Stream<Generation> waiting(InMemoryDatabase.Rows rows) {
    return rows.generations().values().stream()
        .filter(g -> g.waiting().isPresent())
        .sorted(
            Comparator.comparing((Generation g) -> g.waiting().orElseThrow().since())
                .thenComparing(g -> g.id().toString()));
  }

  @Override
  public long countWaiting() {
    return database.access(rows -> waiting(rows).count());
  }

  @Override
  public long countWaitingBefore(GenerationId id, Waiting waiting) {
    return database.access(rows -> waiting(rows).takeWhile(g -> !g.id().equals(id)).count());
  }

  @Override
  public Map<GenerationId, Integer> findHeld(String owner) {
    return database.access(
        rows ->
            rows.generations().values().stream()
                .filter(g -> g.lease().filter(l -> l.owner().equals(owner)).isPresent())
                .collect(Collectors.toMap(Generation::id, g -> g.attempts().size())));
  }

  @Override
  public void renewLeases(String owner, Collection<GenerationId> ids, Instant until) {
    ids.forEach(
        id -> changeLease(id, owner, l -> new Lease(owner, until, l.startedBy(), l.sent())));
  }

  @Override
  public boolean markSent(GenerationId id, String owner, int attemptNumber) {
    return find(id).filter(g -> g.attempts().size() == attemptNumber).isPresent()
        && changeLease(id, owner, l -> new Lease(owner, l.until(), l.startedBy(), true));
  }

  private boolean changeLease(GenerationId id, String owner, UnaryOperator<Lease> change) {
    return database.access(
        rows -> {
          Generation stored = rows.generations().get(id);
          if (stored == null || stored.lease().filter(l -> l.owner().equals(owner)).isEmpty()) {
            return false;
          }
          rows.generations()
              .put(
                  id,
                  restored(stored, change.apply(stored.lease().orElseThrow()), stored.version()));
          return true;
        });
  }

  @Override
  public int deleteRequestedBefore(Instant time, int limit) {
    return database.access(
        rows -> {
          List<GenerationId> old =
              rows.generations().values().stream()
                  .filter(g -> g.createdAt().isBefore(time) && turn(g).isEmpty())
                  .map(Generation::id)
                  .limit(limit)
                  .toList();
          old.forEach(rows.generations()::remove);
          rows.reviews().values().removeIf(r -> old.contains(r.generationId()));
          return old.size();
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

  private static Generation restored(Generation g, @Nullable Turn turn, long version) {
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
        turn,
        g.createdAt(),
        version);
  }
}
