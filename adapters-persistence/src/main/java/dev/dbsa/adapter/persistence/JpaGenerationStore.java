package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.Grams;
import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import dev.dbsa.adapter.persistence.dialect.StoreError;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.GenerationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Generations in the metadata store. */
@ApplicationScoped
class JpaGenerationStore implements GenerationStore {

  private static final String REFERRED =
      """
      select count(c), (select count(s) from SnapshotEntity s where s.id = ?2)
      from ConnectionEntity c where c.id = ?1
      """;

  private final Transactions transactions;
  private final StoreDialect dialect;
  private final StandingQuery standings;
  private final Session session;
  private final Rows<GenerationEntity> generations;
  private final Rows<DraftEntity> drafts;
  private final GenerationMapper mapper = new GenerationMapper();

  JpaGenerationStore(Transactions transactions, StoreKind kind, Session session) {
    this.transactions = transactions;
    this.dialect = kind.dialect();
    this.standings = new StandingQuery(kind);
    this.session = session;
    this.generations = new Rows<>(session, GenerationEntity.class);
    this.drafts = new Rows<>(session, DraftEntity.class);
  }

  @Override
  public void add(Generation generation) {
    GenerationEntity row = mapper.toRow(generation);
    transactions.write(
        () -> {
          requireReferred(generation);
          try {
            generations.insert(row);
          } catch (PersistenceException e) {
            // Deleted after it was seen, which only a database server lets happen. Snapshots go
            // with their connection.
            throw dialect.errorBehind(e) == StoreError.BROKEN_REFERENCE
                ? generation.connectionId().notFound()
                : e;
          }
          dialect
              .addToTextIndex()
              .ifPresent(
                  sql ->
                      NativeStatement.execute(
                          session, sql, row.id, Grams.words(row.requestFolded)));
          storeDraft(generation);
          return generation;
        });
  }

  /** A broken foreign key would not tell which one it was. */
  private void requireReferred(Generation generation) {
    Object[] found =
        session
            .createSelectionQuery(REFERRED, Object[].class)
            .setParameter(1, generation.connectionId().toString())
            .setParameter(2, generation.snapshotId().toString())
            .getSingleResult();
    if ((Long) found[0] == 0) {
      throw generation.connectionId().notFound();
    }
    if ((Long) found[1] == 0) {
      throw generation.snapshotId().notFound();
    }
  }

  private void storeDraft(Generation generation) {
    generation.draft().ifPresent(d -> drafts.insert(mapper.toRow(generation.id(), d)));
  }

  @Override
  public Optional<Generation> find(GenerationId id) {
    return transactions.read(
        () -> generations.findByIdOptional(id.toString()).map(this::withDraft));
  }

  @Override
  public Optional<Standing> findStanding(GenerationId id) {
    return transactions.readOnce(connection -> standings.find(connection, id));
  }

  private Generation withDraft(GenerationEntity row) {
    return mapper.toDomain(row, drafts.findById(row.id));
  }

  @Override
  public boolean replace(Generation generation) {
    GenerationEntity row = mapper.toRow(generation);
    return transactions.write(
        () -> {
          int replaced =
              generations.update(
                  """
                  status = ?1, attempts = ?2, attemptCount = ?3, leaseOwner = ?4, leaseUntil = ?5,
                  startedBy = ?6, sent = ?7, queuedAt = ?8, queuedBy = ?9, lintStatus = ?10,
                  riskCount = ?11, version = version + 1
                  where id = ?12 and version = ?13
                  """,
                  row.status,
                  row.attempts,
                  row.attemptCount,
                  row.leaseOwner,
                  row.leaseUntil,
                  row.startedBy,
                  row.sent,
                  row.queuedAt,
                  row.queuedBy,
                  row.lintStatus,
                  row.riskCount,
                  row.id,
                  row.version);
          if (replaced == 0) {
            return false;
          }
          drafts.delete("generationId = ?1", row.id);
          storeDraft(generation);
          return true;
        });
  }

  @Override
  public List<GenerationId> findFollowing(GenerationId id) {
    return transactions.read(
        () ->
            session
                .createSelectionQuery(
                    "select g.id from GenerationEntity g where g.followsId = ?1"
                        + " order by g.createdAt, g.id",
                    String.class)
                .setParameter(1, id.toString())
                .stream()
                .map(UUID::fromString)
                .map(GenerationId::new)
                .toList());
  }

  @Override
  public List<TakenRequest> findTaken(ConnectionId connection, ScriptMode mode, int limit) {
    return transactions.read(
        () ->
            generations
                .find(
                    """
                    connectionId = ?1 and scriptMode = ?2 and reviewStatus in (?3, ?4)
                    order by createdAt desc, id desc
                    """,
                    connection.toString(),
                    mode,
                    ReviewStatus.ACCEPTED,
                    ReviewStatus.EDITED)
                .setMaxResults(limit)
                .stream()
                .map(mapper::toTakenRequest)
                .toList());
  }

  @Override
  public long count(ConnectionId connection) {
    return transactions.read(() -> generations.count("connectionId = ?1", connection.toString()));
  }

  /** Only generations that run or wait have one of the columns. */
  @Override
  public long countUnderWay(String startedBy) {
    return transactions.write(
        () -> {
          // Before the statements that count, which then see all that others have committed.
          dialect.lockOfShare().ifPresent(sql -> NativeStatement.execute(session, sql, startedBy));
          return generations.count("startedBy = ?1", startedBy)
              + generations.count("queuedBy = ?1", startedBy);
        });
  }

  @Override
  public List<Generation> findWaiting(int limit) {
    return transactions.read(
        () ->
            generations
                .find("queuedAt is not null order by queuedAt, id")
                .setMaxResults(limit)
                .stream()
                .map(this::withDraft)
                .toList());
  }

  @Override
  public long countWaiting() {
    return transactions.read(() -> generations.count("queuedAt is not null"));
  }

  @Override
  public long countWaitingBefore(GenerationId id, Waiting waiting) {
    String since = InstantText.of(waiting.since());
    return transactions.read(
        () ->
            generations.count("queuedAt < ?1", since)
                + generations.count("queuedAt = ?1 and id < ?2", since, id.toString()));
  }

  @Override
  public Map<GenerationId, Integer> findHeld(String owner) {
    return transactions.read(
        () ->
            session
                .createSelectionQuery(
                    "select id, attemptCount from GenerationEntity where leaseOwner = ?1",
                    Object[].class)
                .setParameter(1, owner)
                .stream()
                .collect(
                    Collectors.toMap(
                        row -> new GenerationId(UUID.fromString((String) row[0])),
                        row -> (Integer) row[1])));
  }

  @Override
  public void renewLeases(String owner, Collection<GenerationId> ids, Instant until) {
    if (ids.isEmpty()) {
      return;
    }
    transactions.write(
        () ->
            generations.update(
                "leaseUntil = ?1 where leaseOwner = ?2 and id in ?3",
                InstantText.of(until),
                owner,
                ids.stream().map(GenerationId::toString).toList()));
  }

  @Override
  public boolean markSent(GenerationId id, String owner, int attemptNumber) {
    return transactions.write(
        () ->
            generations.update(
                    "sent = true where id = ?1 and leaseOwner = ?2 and attemptCount = ?3",
                    id.toString(),
                    owner,
                    attemptNumber)
                == 1);
  }

  @Override
  public int deleteRequestedBefore(Instant time, int limit) {
    return transactions.write(
        () -> {
          List<String> old =
              session
                  .createSelectionQuery(
                      "select id from GenerationEntity where createdAt < ?1 and leaseOwner is null"
                          + " and queuedAt is null order by createdAt, id",
                      String.class)
                  .setParameter(1, InstantText.of(time))
                  .setMaxResults(limit)
                  .list();
          // Once more, since one may have been told to start meanwhile.
          return old.isEmpty()
              ? 0
              : generations.delete("id in ?1 and leaseOwner is null and queuedAt is null", old);
        });
  }

  @Override
  public List<Generation> findAbandoned(Instant now, int limit) {
    return transactions.read(
        () ->
            generations
                .find("leaseUntil < ?1 order by leaseUntil", InstantText.of(now))
                .setMaxResults(limit)
                .stream()
                .map(this::withDraft)
                .toList());
  }
}
