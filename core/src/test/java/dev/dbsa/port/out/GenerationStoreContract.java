package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.GenerationStore.TakenRequest;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link GenerationStore} promises. */
public abstract class GenerationStoreContract extends StoreContract {

  private SchemaSnapshot shop() {
    return storedSnapshot(storedConnection("shop"), 1);
  }

  private Generation find(Generation generation) {
    return stores().generations().find(generation.id()).orElseThrow();
  }

  private boolean replace(Generation generation) {
    return stores().work().inTransaction(() -> stores().generations().replace(generation));
  }

  private static void assertSame(Generation actual, Generation expected) {
    assertThat(actual).usingRecursiveComparison().ignoringFields("version").isEqualTo(expected);
  }

  @Test
  void findsAGenerationInEveryState() {
    SchemaSnapshot snapshot = shop();
    List<Generation> generations =
        List.of(
            data.queued(snapshot, "queued"),
            data.running(data.queued(snapshot, "running")),
            data.completed(data.queued(snapshot, "completed")),
            data.failed(data.queued(snapshot, "failed")),
            data.canceled(data.queued(snapshot, "canceled")),
            data.queued(snapshot, "never started").cancel(data.clock().instant()),
            data.clarificationNeeded(data.queued(snapshot, "unclear")),
            data.failed(data.queued(snapshot, "to be retried")).requeue(),
            data.completed(data.failed(data.queued(snapshot, "second try")).requeue()));
    generations.forEach(this::stored);

    for (Generation generation : generations) {
      assertSame(find(generation), generation);
      assertThat(find(generation).version()).isEqualTo(generation.version());
      assertThat(stores().generations().findStanding(generation.id()))
          .contains(generation.standing());
    }
    assertThat(stores().generations().findStanding(new GenerationId(UUID.randomUUID()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ScriptMode.class)
  void keepsTheScriptMode(ScriptMode mode) {
    Generation generation = stored(data.queued(shop(), "anything", mode));

    assertThat(find(generation).scriptMode()).isEqualTo(mode);
  }

  @Test
  void findsNothingUnderAnUnknownIdentity() {
    stored(data.queued(shop(), "known"));

    assertThat(stores().generations().find(new GenerationId(data.ids().next()))).isEmpty();
  }

  @Test
  void keepsTheLongestRequestsInAnyScript() {
    SchemaSnapshot snapshot = shop();
    List<Generation> generations =
        Stream.of("x", "é", "表", "👩", "'")
            .map(c -> stored(data.queued(snapshot, c.repeat(RequestText.MAX_LENGTH))))
            .toList();
    Generation hostile = stored(data.queued(snapshot, HOSTILE + "\r\n\t" + HOSTILE));

    generations.forEach(g -> assertSame(find(g), g));
    assertSame(find(hostile), hostile);
  }

  @Test
  void keepsWhatARequestFollows() {
    SchemaSnapshot snapshot = shop();
    Generation asked = stored(data.clarificationNeeded(data.queued(snapshot, "latest orders")));
    Generation first = stored(following(asked, HOSTILE));
    data.clock().advance(Duration.ofSeconds(1));
    Generation second = stored(following(asked, "orders"));
    Generation third = stored(following(data.clarificationNeeded(second), "all"));

    assertThat(find(first).follows()).contains(asked.id());
    assertThat(find(first).request()).isEqualTo(first.request());
    assertThat(find(third).request().clarifications()).hasSize(2);
    assertThat(find(asked).follows()).isEmpty();
    assertThat(stores().generations().findFollowing(asked.id()))
        .containsExactly(first.id(), second.id());
    assertThat(stores().generations().findFollowing(third.id())).isEmpty();

    // A chain goes with its connection.
    stores().connections().delete(asked.connectionId());
    assertThat(stores().generations().find(third.id())).isEmpty();
  }

  @Test
  void findsTheRequestsWhoseScriptsPeopleTook() {
    SchemaSnapshot snapshot = shop();
    Generation accepted = stored(data.completed(data.queued(snapshot, "accepted")));
    stored(data.review(accepted, ReviewStatus.ACCEPTED, null));
    data.clock().advance(Duration.ofSeconds(1));
    Generation edited = stored(data.completed(data.queued(snapshot, "edited")));
    stored(data.review(edited, ReviewStatus.EDITED, "SELECT 1;"));
    Generation rejected = stored(data.completed(data.queued(snapshot, "rejected")));
    stored(data.review(rejected, ReviewStatus.ACCEPTED, null));
    data.clock().advance(Duration.ofSeconds(1));
    stored(data.review(rejected, ReviewStatus.REJECTED, null));
    stored(data.completed(data.queued(snapshot, "open")));
    Generation change = stored(data.completed(data.queued(snapshot, "change", ScriptMode.DML)));
    stored(data.review(change, ReviewStatus.ACCEPTED, null));
    GenerationStore generations = stores().generations();

    assertThat(generations.findTaken(accepted.connectionId(), ScriptMode.QUERY, 10))
        .containsExactly(
            new TakenRequest(edited.id(), edited.request()),
            new TakenRequest(accepted.id(), accepted.request()));
    assertThat(generations.findTaken(accepted.connectionId(), ScriptMode.QUERY, 1)).hasSize(1);
    assertThat(generations.findTaken(accepted.connectionId(), ScriptMode.DDL, 10)).isEmpty();
    assertThat(generations.findTaken(storedConnection("other").id(), ScriptMode.QUERY, 10))
        .isEmpty();
  }

  private Generation following(Generation asked, String answer) {
    return Generation.queued(
        new GenerationId(data.ids().next()),
        asked.connectionId(),
        asked.snapshotId(),
        asked.dialect(),
        asked.answered(List.of(new Answer("q1", answer))),
        asked.id(),
        asked.scriptMode(),
        data.clock().instant());
  }

  @Test
  void keepsEverythingOfADraft() {
    String longScript = "SELECT '" + HOSTILE + "';\r\n\t".repeat(10_000);
    Draft sample = TestData.draft();
    Draft draft =
        new Draft(
            longScript,
            List.of(HOSTILE, "", "line\nbreak"),
            sample.planSteps(),
            HOSTILE,
            List.of(
                Risk.of(RiskLevel.CRITICAL, "a", HOSTILE, null, null, null),
                new Risk(RiskLevel.LOW, "b", "", 3, HOSTILE, HOSTILE, 7, 9, HOSTILE)),
            List.of(
                new ImpactedObject("table", "public", "a", Operation.TRUNCATE, true),
                new ImpactedObject("index", null, HOSTILE, Operation.MAINTAIN, false),
                new ImpactedObject("view", null, "c", Operation.RENAME, null)),
            sample.questions(),
            0.1 + 0.2,
            sample.references(),
            TestData.validation(Severity.ERROR),
            sample.repairRounds(),
            new Usage("llm", HOSTILE, Long.MAX_VALUE, 0L, Long.MAX_VALUE, 7, "v2"));
    Generation generation = stored(data.completed(data.queued(shop(), "all fields"), draft));

    assertThat(find(generation).draft()).contains(draft);
  }

  @Test
  void refusesAGenerationWhoseConnectionOrSnapshotWasDeleted() {
    ConnectionProfile connection = storedConnection("shop");
    SchemaSnapshot unknownSnapshot = data.snapshot(connection, 1);
    SchemaSnapshot ofUnknownConnection = data.snapshot(data.profile("gone"), 1);

    assertThatThrownBy(() -> stored(data.queued(unknownSnapshot, "anything")))
        .isInstanceOfSatisfying(
            DbsaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_NOT_FOUND));
    assertThatThrownBy(() -> stored(data.queued(ofUnknownConnection, "anything")))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_NOT_FOUND));
    assertThat(stores().generations().count(connection.id())).isZero();
  }

  @Test
  void replacesWhatItWasDerivedFrom() {
    Generation generation = stored(data.queued(shop(), "orders"));
    data.clock().advance(Duration.ofNanos(1000));

    Generation running = data.running(find(generation));
    assertThat(replace(running)).isTrue();
    assertSame(find(generation), running);
    assertThat(find(generation).version()).isEqualTo(generation.version() + 1);

    data.clock().advance(Duration.ofSeconds(3));
    Generation failed = find(generation).fail(new Failure("x", HOSTILE), data.clock().instant());
    assertThat(replace(failed)).isTrue();
    assertSame(find(generation), failed);

    assertThat(replace(find(generation).requeue())).isTrue();
    assertThat(replace(data.running(find(generation)))).isTrue();
    Generation completed = find(generation).complete(TestData.draft(), data.clock().instant());
    assertThat(replace(completed)).isTrue();
    assertSame(find(generation), completed);
    assertThat(find(generation).attempts()).hasSize(2);
    assertThat(find(generation).version()).isEqualTo(generation.version() + 5);
  }

  @Test
  void doesNotReplaceWhatSomebodyElseReplacedFirst() {
    Generation generation = stored(data.queued(shop(), "orders"));
    Generation canceled = generation.cancel(data.clock().instant());
    assertThat(replace(canceled)).isTrue();

    assertThat(replace(data.running(generation))).isFalse();

    assertSame(find(generation), canceled);
  }

  @Test
  void doesNotReplaceADeletedGeneration() {
    ConnectionProfile connection = storedConnection("shop");
    Generation generation = stored(data.queued(storedSnapshot(connection, 1), "orders"));
    stores().work().inTransaction(() -> stores().connections().delete(connection.id()));

    assertThat(replace(data.running(generation))).isFalse();
    assertThat(stores().generations().find(generation.id())).isEmpty();
  }

  @Test
  void oneOfManyConcurrentReplacementsWins() {
    for (int round = 0; round < 5; round++) {
      Generation generation = stored(data.queued(snapshotOf("round " + round), "orders"));

      List<String> winners =
          Race.of(
                  12,
                  number -> {
                    String owner = "worker-" + number;
                    Instant now = data.clock().instant();
                    boolean won = replace(generation.start(new Lease(owner, now, null), now));
                    return won ? Stream.of(owner) : Stream.<String>of();
                  })
              .stream()
              .flatMap(s -> s)
              .toList();

      assertThat(winners).hasSize(1);
      assertThat(find(generation).lease().map(Lease::owner)).contains(winners.getFirst());
      assertThat(find(generation).attempts()).hasSize(1);
    }
  }

  private SchemaSnapshot snapshotOf(String connection) {
    return storedSnapshot(storedConnection(connection), 1);
  }

  @Test
  void aReplacementIsUndoneWithItsTransaction() {
    Generation generation = stored(data.queued(shop(), "orders"));

    assertThatThrownBy(
            () ->
                stores()
                    .work()
                    .inTransaction(
                        () -> {
                          assertThat(stores().generations().replace(data.running(generation)))
                              .isTrue();
                          assertThat(find(generation).status()).isEqualTo(GenerationStatus.RUNNING);
                          throw new IllegalStateException("undo");
                        }))
        .hasMessage("undo");

    assertSame(find(generation), generation);
    assertThat(replace(data.running(generation))).isTrue();
  }

  @Test
  void replacesTwiceInOneTransaction() {
    Generation generation = stored(data.failed(data.queued(shop(), "orders")));

    stores()
        .work()
        .inTransaction(
            () -> {
              assertThat(stores().generations().replace(find(generation).requeue())).isTrue();
              assertThat(stores().generations().replace(data.running(find(generation)))).isTrue();
            });

    assertThat(find(generation).status()).isEqualTo(GenerationStatus.RUNNING);
    assertThat(find(generation).version()).isEqualTo(generation.version() + 2);
  }

  @Test
  void countsTheGenerationsOfAConnection() {
    ConnectionProfile connection = storedConnection("shop");
    SchemaSnapshot first = storedSnapshot(connection, 1);
    SchemaSnapshot second = storedSnapshot(connection, 2);
    stored(data.queued(first, "one"));
    stored(data.completed(data.queued(second, "two")));
    ConnectionProfile other = storedConnection("other");
    stored(data.queued(storedSnapshot(other, 1), "three"));
    ConnectionProfile unused = storedConnection("unused");

    assertThat(stores().generations().count(connection.id())).isEqualTo(2);
    assertThat(stores().generations().count(other.id())).isEqualTo(1);
    assertThat(stores().generations().count(unused.id())).isZero();
  }

  @Test
  void countsWhatRunsOfAShare() {
    SchemaSnapshot snapshot = shop();
    Generation running = stored(data.running(data.queued(snapshot, "one")));
    stored(data.queued(snapshot, "waiting"));
    stored(data.completed(data.queued(snapshot, "done")));
    stored(started(data.queued(snapshot, "other"), HOSTILE));
    stored(started(data.queued(snapshot, "nobody's"), null));

    assertThat(countUnderWay(TestData.SHARE)).isEqualTo(1);
    assertThat(countUnderWay(HOSTILE)).isEqualTo(1);
    assertThat(countUnderWay("principal unknown")).isZero();

    replace(running.complete(TestData.draft(), data.clock().instant()));

    assertThat(countUnderWay(TestData.SHARE)).isZero();
    assertThat(countUnderWay(HOSTILE)).isEqualTo(1);
  }

  @Test
  void whatIsCountedInTheTransactionThatStartsHoldsAgainstOthers() {
    SchemaSnapshot snapshot = shop();
    List<Generation> queued =
        IntStream.range(0, 12).mapToObj(i -> stored(data.queued(snapshot, "number " + i))).toList();

    List<Boolean> outcomes =
        Race.of(
            12,
            number -> {
              try {
                stores()
                    .work()
                    .inTransaction(
                        () -> {
                          stores().generations().replace(started(queued.get(number), "me"));
                          if (stores().generations().countUnderWay("me") > 3) {
                            throw new IllegalStateException("too many");
                          }
                        });
                return true;
              } catch (IllegalStateException e) {
                return false;
              }
            });

    assertThat(outcomes).filteredOn(started -> started).hasSize(3);
    assertThat(countUnderWay("me")).isEqualTo(3);
  }

  private long countUnderWay(String startedBy) {
    return stores().work().inTransaction(() -> stores().generations().countUnderWay(startedBy));
  }

  private Generation started(Generation queued, @Nullable String startedBy) {
    Instant now = data.clock().instant();
    return queued.start(new Lease(TestData.OWNER, now.plus(TestData.LEASE), startedBy), now);
  }

  @Test
  void countsWhatWaitsOfAShare() {
    SchemaSnapshot snapshot = shop();
    Generation waiting = stored(waiting(data.queued(snapshot, "one"), HOSTILE));
    stored(waiting(data.queued(snapshot, "nobody's"), null));
    stored(started(data.queued(snapshot, "running"), HOSTILE));

    assertThat(countUnderWay(HOSTILE)).isEqualTo(2);

    replace(waiting.cancel(data.clock().instant()));

    assertThat(countUnderWay(HOSTILE)).isEqualTo(1);
  }

  private Generation waiting(Generation queued, @Nullable String startedBy) {
    return queued.enqueue(new Waiting(data.clock().advance(Duration.ofNanos(1000)), startedBy));
  }

  @Test
  void keepsAPlaceInTheQueue() {
    Generation waiting = stored(waiting(data.queued(shop(), "one"), HOSTILE));

    assertSame(find(waiting), waiting);

    Instant now = data.clock().instant();
    Generation running = find(waiting).start(new Lease(TestData.OWNER, now, HOSTILE), now);
    assertThat(replace(running)).isTrue();
    assertSame(find(waiting), running);

    Generation released = find(waiting).release(new Failure("interrupted", "x"), now);
    assertThat(replace(released)).isTrue();
    assertSame(find(waiting), released);
    assertThat(find(waiting).waiting()).contains(new Waiting(now, HOSTILE));
    assertThat(stores().generations().findStanding(waiting.id())).contains(released.standing());
  }

  @Test
  void findsWhatWaitsLongestFirst() {
    SchemaSnapshot snapshot = shop();
    Generation second = data.queued(snapshot, "second");
    Generation first = stored(waiting(data.queued(snapshot, "first"), null));
    stored(data.queued(snapshot, "not told to start"));
    stored(data.running(data.queued(snapshot, "running")));
    Generation waiting = stored(waiting(second, null));
    Generation third = stored(waiting(data.queued(snapshot, "third"), null));

    assertThat(stores().generations().findWaiting(10))
        .extracting(Generation::id)
        .containsExactly(first.id(), waiting.id(), third.id());
    assertThat(stores().generations().findWaiting(1))
        .extracting(Generation::id)
        .containsExactly(first.id());
    assertThat(stores().generations().countWaiting()).isEqualTo(3);
    assertThat(countWaitingBefore(first)).isZero();
    assertThat(countWaitingBefore(third)).isEqualTo(2);
  }

  private long countWaitingBefore(Generation generation) {
    return stores()
        .generations()
        .countWaitingBefore(generation.id(), generation.waiting().orElseThrow());
  }

  @Test
  void givesEveryWaitingGenerationToOneWorker() {
    SchemaSnapshot snapshot = shop();
    List<Generation> waiting =
        IntStream.range(0, 12)
            .mapToObj(i -> stored(waiting(data.queued(snapshot, "number " + i), null)))
            .toList();

    List<List<GenerationId>> taken = Race.of(4, number -> takeAll("worker " + number));

    assertThat(taken.stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(waiting.stream().map(Generation::id).toList());
    assertThat(waiting).allSatisfy(g -> assertThat(find(g).attempts()).hasSize(1));
  }

  private List<GenerationId> takeAll(String owner) {
    Instant now = data.clock().instant();
    List<GenerationId> taken = new ArrayList<>();
    while (true) {
      List<Generation> candidates = stores().generations().findWaiting(4);
      if (candidates.isEmpty()) {
        return taken;
      }
      for (Generation candidate : candidates) {
        if (replace(candidate.start(new Lease(owner, now, null), now))) {
          taken.add(candidate.id());
        }
      }
    }
  }

  @Test
  void findsWhatAnOwnerHolds() {
    SchemaSnapshot snapshot = shop();
    Generation first = stored(data.running(data.queued(snapshot, "first attempt")));
    Generation second =
        stored(data.running(data.failed(data.queued(snapshot, "second attempt")).requeue()));
    stored(data.completed(data.queued(snapshot, "done")));
    Instant now = data.clock().instant();
    stored(data.queued(snapshot, "other's").start(new Lease("worker-b", now, null), now));

    assertThat(stores().generations().findHeld(TestData.OWNER))
        .containsOnly(Map.entry(first.id(), 1), Map.entry(second.id(), 2));
    assertThat(stores().generations().findHeld("worker-c")).isEmpty();
  }

  @Test
  void renewsTheLeasesOfTheOwnerWithoutANewVersion() {
    SchemaSnapshot snapshot = shop();
    Generation running = stored(data.running(data.queued(snapshot, "orders")));
    Generation another = stored(data.running(data.queued(snapshot, "not named")));
    Instant until = data.clock().instant().plusSeconds(300);

    renew(running, TestData.OWNER, until);

    assertThat(find(running).lease()).contains(new Lease(TestData.OWNER, until, TestData.SHARE));
    assertThat(find(running).version()).isEqualTo(running.version());
    assertSame(find(another), another);
    assertThat(replace(running.complete(TestData.draft(), data.clock().instant()))).isTrue();
  }

  @Test
  void renewsNoLeaseOfAnybodyElse() {
    Generation running = stored(data.running(data.queued(shop(), "orders")));

    renew(running, "worker-b", data.clock().instant().plusSeconds(300));

    assertSame(find(running), running);
  }

  @Test
  void renewsNoLeaseOfAGenerationThatEndedOrIsUnknown() {
    SchemaSnapshot snapshot = shop();
    Generation completed = stored(data.completed(data.queued(snapshot, "done")));
    Generation queued = stored(data.queued(snapshot, "waiting"));
    Generation unknown = data.queued(snapshot, "never stored");

    for (Generation generation : List.of(completed, queued, unknown)) {
      renew(generation, TestData.OWNER, data.clock().instant());
    }
    assertSame(find(completed), completed);
    assertSame(find(queued), queued);
  }

  private void renew(Generation generation, String owner, Instant until) {
    stores()
        .work()
        .inTransaction(
            () -> stores().generations().renewLeases(owner, List.of(generation.id()), until));
  }

  @Test
  void marksWhatIsSentWithoutANewVersion() {
    Generation running = stored(data.running(data.queued(shop(), "orders")));
    assertThat(find(running).lease().orElseThrow().sent()).isFalse();

    assertThat(markSent(running, "worker-b", 1)).isFalse();
    assertThat(markSent(running, TestData.OWNER, 2)).isFalse();
    assertThat(find(running).lease().orElseThrow().sent()).isFalse();
    assertThat(markSent(running, TestData.OWNER, 1)).isTrue();

    assertThat(find(running).lease().orElseThrow().sent()).isTrue();
    assertThat(find(running).version()).isEqualTo(running.version());
    renew(running, TestData.OWNER, data.clock().instant().plusSeconds(300));
    assertThat(find(running).lease().orElseThrow().sent()).isTrue();
    assertThat(replace(find(running).fail(new Failure("x", "y"), data.clock().instant()))).isTrue();
    assertThat(replace(find(running).requeue())).isTrue();
    assertThat(replace(data.running(find(running)))).isTrue();
    assertThat(find(running).lease().orElseThrow().sent()).isFalse();
    assertThat(markSent(running, TestData.OWNER, 1)).isFalse();
  }

  private boolean markSent(Generation generation, String owner, int attempt) {
    return stores()
        .work()
        .inTransaction(() -> stores().generations().markSent(generation.id(), owner, attempt));
  }

  @Test
  void deletesOldGenerationsInPortions() {
    SchemaSnapshot snapshot = shop();
    Generation reviewed = stored(data.completed(data.queued(snapshot, "reviewed")));
    stored(data.accepted(reviewed));
    Generation failed = stored(data.failed(data.queued(snapshot, "failed")));
    Generation forgotten = stored(data.queued(snapshot, "never started"));
    Generation running = stored(data.running(data.queued(snapshot, "running")));
    Generation waiting = stored(waiting(data.queued(snapshot, "waiting"), null));
    Instant end = data.clock().advance(Duration.ofSeconds(1));
    Generation young = stored(data.completed(data.queued(snapshot, "young")));

    assertThat(deleteRequestedBefore(end, 2)).isEqualTo(2);
    assertThat(deleteRequestedBefore(end, 2)).isEqualTo(1);
    assertThat(deleteRequestedBefore(end, 2)).isZero();

    for (Generation gone : List.of(reviewed, failed, forgotten)) {
      assertThat(stores().generations().find(gone.id())).isEmpty();
    }
    for (Generation kept : List.of(running, waiting, young)) {
      assertThat(stores().generations().find(kept.id())).isPresent();
    }
    assertThat(stores().reviews().list(reviewed.id())).isEmpty();
  }

  private int deleteRequestedBefore(Instant time, int limit) {
    return stores()
        .work()
        .inTransaction(() -> stores().generations().deleteRequestedBefore(time, limit));
  }

  @Test
  void findsRunningGenerationsWhoseClaimEnded() {
    SchemaSnapshot snapshot = shop();
    Generation dead = stored(data.running(data.queued(snapshot, "dead")));
    stored(data.queued(snapshot, "queued"));
    stored(data.completed(data.queued(snapshot, "completed")));
    Instant end = data.clock().instant().plus(TestData.LEASE);
    data.clock().advance(Duration.ofNanos(1000));
    Generation alive = stored(data.running(data.queued(snapshot, "alive")));

    assertThat(stores().generations().findAbandoned(end, 10)).isEmpty();
    List<Generation> abandoned = stores().generations().findAbandoned(end.plusNanos(1000), 10);
    assertThat(abandoned).hasSize(1);
    assertSame(abandoned.getFirst(), dead);
    assertThat(stores().generations().findAbandoned(end.plusSeconds(1), 10))
        .extracting(Generation::id)
        .containsExactlyInAnyOrder(dead.id(), alive.id());
  }

  @Test
  void aRenewedClaimIsNotAbandoned() {
    Generation running = stored(data.running(data.queued(shop(), "orders")));
    Instant end = data.clock().instant().plus(TestData.LEASE);
    renew(running, TestData.OWNER, end.plusSeconds(60));

    assertThat(stores().generations().findAbandoned(end.plusSeconds(1), 10)).isEmpty();
  }

  @Test
  void findsNoMoreAbandonedGenerationsThanAskedFor() {
    SchemaSnapshot snapshot = shop();
    for (int i = 0; i < 5; i++) {
      stored(data.running(data.queued(snapshot, "number " + i)));
    }

    Instant later = data.clock().instant().plus(TestData.LEASE).plusSeconds(1);
    assertThat(stores().generations().findAbandoned(later, 3)).hasSize(3);
    assertThat(stores().generations().findAbandoned(later, 100)).hasSize(5);
  }
}
