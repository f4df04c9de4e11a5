package dev.dbsa.application.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Attempt;
import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestClock;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generations from request to outcome, over stores in memory and a scripted backend. */
@Timeout(60)
class GenerationServiceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final TestData data = new TestData();
  private final TestClock clock = data.clock();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile profile = data.profile("shop");
  private final SchemaSnapshot snapshot = data.snapshot(profile, 1);
  private final List<GenerationRunner> runners = new ArrayList<>();

  /** On whose behalf the service is called, and how many generations they may have running. */
  private Caller caller = Caller.SERVICE;

  private int limit;
  private int workers = 1_000;
  private Duration grace = Duration.ZERO;

  @BeforeEach
  void storeConnectionAndSnapshot() {
    stores
        .work()
        .inTransaction(
            () -> {
              stores.connections().add(profile);
              stores.snapshots().add(snapshot);
            });
  }

  @AfterEach
  void stopRunners() {
    runners.forEach(GenerationRunner::close);
  }

  private GenerationService process(String owner, ScriptGenerator backend, Duration timeout) {
    return process(owner, backend, timeout, stores.snapshots());
  }

  private GenerationService process(
      String owner, ScriptGenerator backend, SnapshotStore snapshots) {
    return process(owner, backend, PATIENCE, snapshots);
  }

  /** A process whose backend behaves as the test says. */
  private GenerationService process(
      String owner, ScriptGenerator backend, Duration timeout, SnapshotStore snapshots) {
    GenerationRunner runner =
        new GenerationRunner(
            stores.generations(),
            new Drafting(
                snapshots,
                backend,
                new BrokenMeansInvalid(),
                stores.teaching(new BrokenMeansInvalid())),
            stores.work(),
            clock,
            new RunnerSettings(owner, workers, timeout, TestData.LEASE, grace));
    runners.add(runner);
    return new GenerationService(
        stores.connections(),
        stores.snapshots(),
        stores.generations(),
        stores.reviews(),
        runner,
        new RunningShares(stores.generations(), () -> caller, limit),
        stores.auditTrail(data.ids(), clock),
        stores.work(),
        data.ids(),
        clock);
  }

  private GenerationService process(ScriptGenerator backend) {
    return process("here", backend, PATIENCE);
  }

  private Generation request(GenerationService service) {
    return request(service, "show latest orders");
  }

  private Generation request(GenerationService service, String text) {
    return service.request(
        profile.id(), snapshot.summary().id(), new RequestText(text), ScriptMode.QUERY);
  }

  @Test
  void draftsInTheBackground() {
    CountDownLatch asked = new CountDownLatch(1);
    GenerationService service =
        process(
            request -> {
              asked.await();
              return script("SELECT 1;");
            });
    Generation queued = request(service);
    assertThat(queued.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(service.execute(queued.id()).status()).isEqualTo(GenerationStatus.RUNNING);
    asked.countDown();
    Generation done = ended(service, queued.id());
    assertThat(done.status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(service.getFinished(queued.id()).effective().text()).isEqualTo("SELECT 1;");
  }

  @Test
  void asksWhenTheBackendAsks() {
    GenerationService service = process(request -> questions("Which table?"));
    Generation ended = executed(service);
    assertThat(ended.status()).isEqualTo(GenerationStatus.CLARIFICATION_NEEDED);
    assertThat(ended.draft().orElseThrow().unresolvedQuestions()).containsExactly("Which table?");
    assertThat(service.getFinished(ended.id()).effective().text()).isNull();
  }

  @Test
  void anAnswerIsANewRequestThatFollows() {
    Queue<DraftRequest> drafted = new ConcurrentLinkedQueue<>();
    GenerationService service =
        process(
            request -> {
              drafted.add(request);
              return request.request().clarifications().isEmpty()
                  ? questions("Which table?")
                  : script("SELECT 1;");
            });
    Generation asked = executed(service);

    Generation next = service.answer(asked.id(), List.of(new Answer("q1", "orders")));
    service.execute(next.id());
    Generation done = ended(service, next.id());

    assertThat(done.status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(done.follows()).contains(asked.id());
    assertThat(done.snapshotId()).isEqualTo(asked.snapshotId());
    assertThat(done.scriptMode()).isEqualTo(asked.scriptMode());
    assertThat(service.getFinished(asked.id()).followedBy()).containsExactly(next.id());
    assertThat(drafted)
        .last()
        .satisfies(
            request -> {
              assertThat(request.text().value()).isEqualTo("show latest orders");
              assertThat(request.request().clarifications())
                  .containsExactly(new Clarification("Which table?", "orders"));
            });
  }

  @Test
  void failsWithTheBackendsReasonAndCanBeRetried() {
    Deque<Boolean> reachable = new ArrayDeque<>(List.of(false, true));
    GenerationService service =
        process(
            request -> {
              if (!reachable.pop()) {
                throw new ScriptGenerator.GenerationFailedException(
                    new Failure("model_unavailable", "the model did not answer"));
              }
              return script("SELECT 1;");
            });
    Generation failed = executed(service);
    assertThat(failed.failure())
        .contains(new Failure("model_unavailable", "the model did not answer"));
    assertThat(service.retry(failed.id()).attempts()).hasSize(2);
    assertThat(ended(service, failed.id()).status()).isEqualTo(GenerationStatus.COMPLETED);
  }

  @Test
  void failsWithoutDetailsWhereTheBackendIsBroken() {
    GenerationService service =
        process(
            request -> {
              throw new IllegalStateException("secret detail");
            });
    Failure failure = executed(service).failure().orElseThrow();
    assertThat(failure.code()).isEqualTo("internal_error");
    assertThat(failure.message()).doesNotContain("secret detail");
  }

  @Test
  void survivesABackendThatOverflowsTheStack() {
    GenerationService service = process(GenerationServiceTest::recurse);
    assertThat(executed(service).failure().orElseThrow().code()).isEqualTo("internal_error");
  }

  private static Proposal recurse(ScriptGenerator.DraftRequest request) {
    Proposal deeper = recurse(request);
    return script(deeper.script() + " ");
  }

  @Test
  void handsBackWhatTheChecksRefuseAndKeepsTheRound() {
    GenerationService service =
        process(
            new Repairing(
                2, request -> script(request.repairs().isEmpty() ? "broken SELECT" : "SELECT 1;")));
    Draft draft = executed(service).draft().orElseThrow();
    assertThat(draft.script()).isEqualTo("SELECT 1;");
    assertThat(draft.validation()).extracting(Validation::lintStatus).isEqualTo(LintStatus.PASS);
    assertThat(draft.repairRounds())
        .singleElement()
        .extracting("script")
        .isEqualTo("broken SELECT");
    assertThat(draft.usage().rounds()).isEqualTo(2);
  }

  @Test
  void showsADraftThatStillFailsAsFailing() {
    GenerationService service =
        process(
            new Repairing(2, request -> script("broken ".repeat(request.repairs().size() + 1))));
    Draft draft = executed(service).draft().orElseThrow();
    assertThat(draft.script()).isEqualTo("broken ");
    assertThat(draft.validation()).extracting(Validation::lintStatus).isEqualTo(LintStatus.FAIL);
    assertThat(draft.confidence()).isLessThanOrEqualTo(0.2);
    assertThat(draft.repairRounds()).hasSize(2);
  }

  @Test
  void keepsADraftThatTheBackendFailsToRepair() {
    GenerationService service =
        process(
            new Repairing(
                2,
                request -> {
                  if (request.repairs().isEmpty()) {
                    return script("broken SELECT");
                  }
                  throw new ScriptGenerator.GenerationFailedException(
                      new Failure("model_rate_limited", "the model endpoint is busy"));
                }));

    Generation generation = executed(service);

    assertThat(generation.status()).isEqualTo(GenerationStatus.COMPLETED);
    Draft draft = generation.draft().orElseThrow();
    assertThat(draft.script()).isEqualTo("broken SELECT");
    assertThat(draft.validation()).extracting(Validation::lintStatus).isEqualTo(LintStatus.FAIL);
    assertThat(draft.explanation()).endsWith("Not repaired: the model endpoint is busy");
  }

  @Test
  void failsAnAttemptThatTakesTooLongAndInterruptsIt() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    GenerationService service =
        process("here", blocking(new CountDownLatch(1), interrupted), Duration.ofMillis(50));
    Failure failure = executed(service).failure().orElseThrow();
    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void failsAnAttemptInTimeEvenIfTheBackendIgnoresItsInterruption() {
    CountDownLatch end = new CountDownLatch(1);
    GenerationService service =
        process(
            "here",
            request -> {
              boolean waiting = true;
              while (waiting) {
                try {
                  end.await();
                  waiting = false;
                } catch (InterruptedException e) {
                  // Stubborn on purpose.
                  waiting = true;
                }
              }
              return script("SELECT 1;");
            },
            Duration.ofMillis(50));
    Generation failed = executed(service);
    assertThat(failed.failure().orElseThrow().code()).isEqualTo("timeout");
    end.countDown();
    runners.forEach(GenerationRunner::close);
    assertThat(service.get(failed.id()).status()).isEqualTo(GenerationStatus.FAILED);
  }

  @Test
  void stopsTheWorkWhenCanceledAndDropsALateResult() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    GenerationService service = process(blocking(started, interrupted));
    Generation running = service.execute(request(service).id());
    started.await();
    assertThat(service.cancel(running.id()).status()).isEqualTo(GenerationStatus.CANCELED);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(service.get(running.id()).status()).isEqualTo(GenerationStatus.CANCELED);
  }

  @Test
  void letsOneOfManyExecute() {
    GenerationService service = process(blocking(new CountDownLatch(1), new CountDownLatch(1)));
    GenerationId id = request(service).id();
    List<Boolean> won =
        Race.of(
            16,
            _ -> {
              try {
                service.execute(id);
                return true;
              } catch (DbsaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.GENERATION_NOT_QUEUED);
                return false;
              }
            });
    assertThat(won).filteredOn(w -> w).hasSize(1);
    assertThat(service.get(id).attempts()).hasSize(1);
  }

  @Test
  void runsFiveHundredAtOnce() {
    CountDownLatch all = new CountDownLatch(500);
    GenerationService service =
        process(
            request -> {
              all.countDown();
              all.await();
              return script("SELECT 1;");
            });
    List<GenerationId> ids = IntStream.range(0, 500).mapToObj(_ -> request(service).id()).toList();
    ids.forEach(service::execute);
    assertThat(ids)
        .allSatisfy(
            id -> assertThat(ended(service, id).status()).isEqualTo(GenerationStatus.COMPLETED));
  }

  /** What a process that died left behind, whose lease has run out. */
  private Generation abandoned(boolean sent) {
    Generation orphan = request(process(request -> script("SELECT 1;")));
    Lease lease =
        new Lease("a process that died", clock.instant().plus(TestData.LEASE), "me", sent);
    Generation left = orphan.start(lease, clock.instant());
    stores.work().inTransaction(() -> stores.generations().replace(left));
    clock.advance(TestData.LEASE.plusSeconds(1));
    return stores.generations().find(orphan.id()).orElseThrow();
  }

  /** A stop under way, which takes no work any more. */
  private static Thread stopping(GenerationRunner runner) {
    Thread stop = Thread.startVirtualThread(runner::close);
    while (runner.isTaking()) {
      Thread.onSpinWait();
    }
    return stop;
  }

  private void lookAfterAbandoned() {
    new AbandonedGenerations(stores.generations(), stores.work(), clock, id -> false).settle();
  }

  @Test
  void takesOverWhatADeadProcessHadNotSent() {
    GenerationId id = abandoned(false).id();
    GenerationService next = process("next", request -> script("SELECT 2;"), PATIENCE);
    lookAfterAbandoned();
    runners.getLast().open();

    Generation done = ended(next, id);

    assertThat(done.status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(done.attempts())
        .extracting(Attempt::worker)
        .containsExactly("a process that died", "next");
    assertThat(done.attempts().getFirst().failure())
        .extracting(Failure::code)
        .isEqualTo("interrupted");
  }

  @Test
  void failsWhatADeadProcessHadSent() {
    GenerationId id = abandoned(true).id();
    lookAfterAbandoned();
    GenerationService next = process("next", request -> script("SELECT 2;"), PATIENCE);

    Generation failed = next.get(id);

    assertThat(failed.failure().orElseThrow().code()).isEqualTo("interrupted");
    next.retry(id);
    assertThat(ended(next, id).status()).isEqualTo(GenerationStatus.COMPLETED);
  }

  @Test
  void doesNotTakeOverWhatEveryWorkerDiesOf() {
    GenerationId id = abandoned(false).id();
    for (int i = 0; i < 4; i++) {
      lookAfterAbandoned();
      Generation waiting = stores.generations().find(id).orElseThrow();
      assertThat(waiting.status()).isEqualTo(GenerationStatus.QUEUED);
      Lease lease = new Lease("another " + i, clock.instant(), null);
      stores
          .work()
          .inTransaction(() -> stores.generations().replace(waiting.start(lease, clock.instant())));
      clock.advance(TestData.LEASE.plusSeconds(1));
    }
    lookAfterAbandoned();

    Generation failed = stores.generations().find(id).orElseThrow();
    assertThat(failed.status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(failed.attempts()).hasSize(5);
  }

  @Test
  void leavesWhatRunsHereAlone() {
    Generation running = abandoned(false);

    new AbandonedGenerations(
            stores.generations(), stores.work(), clock, id -> id.equals(running.id()))
        .settle();

    assertThat(stores.generations().find(running.id()).orElseThrow().status())
        .isEqualTo(GenerationStatus.RUNNING);
  }

  @Test
  void marksWhatIsSentToAModelBeforeItIs() {
    List<Boolean> sent = new ArrayList<>();
    GenerationService service =
        process(
            new Model(
                request -> {
                  sent.add(
                      stores.generations().findHeld("here").keySet().stream()
                          .map(id -> stores.generations().find(id).orElseThrow())
                          .allMatch(g -> g.lease().orElseThrow().sent()));
                  return script("SELECT 1;");
                }));

    assertThat(executed(service).status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(sent).containsExactly(true);
  }

  @Test
  void sendsNothingOfAGenerationThatAnotherProcessTookOver() throws InterruptedException {
    grace = PATIENCE;
    List<String> asked = new ArrayList<>();
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(1);
    SnapshotStore slow =
        new DelegatingSnapshots(
            stores.snapshots(),
            () -> {
              reading.countDown();
              taken.await();
            });
    GenerationService service =
        process(
            "slow",
            new Model(
                request -> {
                  asked.add("slow");
                  return script("SELECT 1;");
                }),
            slow);
    GenerationId id = service.execute(request(service).id()).id();
    reading.await();
    clock.advance(TestData.LEASE.plusSeconds(1));
    lookAfterAbandoned();
    // Otherwise this process takes what it lost as its next piece of work.
    Thread stop = stopping(runners.getLast());
    taken.countDown();
    stop.join();

    assertThat(asked).isEmpty();
    assertThat(service.get(id).status()).isEqualTo(GenerationStatus.QUEUED);
  }

  @Test
  void whatIsUnderWayWhenTheServiceStopsGoesBackToTheQueue() {
    GenerationService service = process(blocking(new CountDownLatch(1), new CountDownLatch(1)));
    GenerationId id = service.execute(request(service).id()).id();
    runners.getLast().close();

    assertThat(service.get(id).status()).isEqualTo(GenerationStatus.QUEUED);
    GenerationService next = process("next", request -> script("SELECT 2;"), PATIENCE);
    runners.getLast().open();
    assertThat(ended(next, id).status()).isEqualTo(GenerationStatus.COMPLETED);
  }

  @Test
  void failsWhatWasSentToAModelWhenTheServiceStops() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    GenerationService service = process(new Model(blocking(started, new CountDownLatch(1))));
    Generation running = service.execute(request(service).id());
    started.await();
    runners.getLast().close();

    Generation stopped = service.get(running.id());
    assertThat(stopped.failure().orElseThrow().code()).isEqualTo("interrupted");
    assertThat(stopped.canRetry()).isTrue();
  }

  @Test
  void aStopGivesWhatIsUnderWayTimeToEnd() throws InterruptedException {
    grace = PATIENCE;
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    GenerationService service =
        process(
            request -> {
              started.countDown();
              end.await();
              return script("SELECT 1;");
            });
    GenerationId id = service.execute(request(service).id()).id();
    started.await();
    Thread stop = stopping(runners.getLast());
    GenerationId late = service.execute(request(service).id()).id();
    end.countDown();
    stop.join();

    assertThat(service.get(id).status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(service.get(late).waiting()).isPresent();
  }

  @Test
  void whatExceedsTheWorkersWaitsForItsTurn() {
    workers = 2;
    List<CountDownLatch> allowed = Stream.generate(() -> new CountDownLatch(1)).limit(5).toList();
    GenerationService service =
        process(
            request -> {
              allowed.get(Integer.parseInt(request.text().value().split(" ")[1])).await();
              return script("SELECT 1;");
            });
    List<GenerationId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMillis(1));
      ids.add(request(service, "number " + i).id());
    }
    List<Generation> begun = ids.stream().map(service::execute).toList();

    assertThat(begun)
        .extracting(Generation::status)
        .containsExactly(
            GenerationStatus.RUNNING,
            GenerationStatus.RUNNING,
            GenerationStatus.QUEUED,
            GenerationStatus.QUEUED,
            GenerationStatus.QUEUED);
    assertThat(begun)
        .extracting(generation -> service.placeInQueue(generation.standing()))
        .containsExactly(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(1),
            OptionalLong.of(2),
            OptionalLong.of(3));
    assertRefused(() -> service.execute(ids.get(3)), ErrorCode.GENERATION_WAITING);
    service.cancel(ids.get(2));
    assertThat(service.placeInQueue(service.getStanding(ids.get(4)))).hasValue(2);

    allowed.getFirst().countDown();
    while (service.get(ids.get(3)).status() == GenerationStatus.QUEUED) {
      Thread.onSpinWait();
    }
    assertThat(service.get(ids.get(0)).status()).isEqualTo(GenerationStatus.COMPLETED);
    assertThat(service.get(ids.get(1)).status()).isEqualTo(GenerationStatus.RUNNING);
    assertThat(service.placeInQueue(service.getStanding(ids.get(4)))).hasValue(1);

    allowed.forEach(CountDownLatch::countDown);
    for (int number : new int[] {1, 3, 4}) {
      assertThat(ended(service, ids.get(number)).status()).isEqualTo(GenerationStatus.COMPLETED);
    }
    assertThat(service.get(ids.get(2)).status()).isEqualTo(GenerationStatus.CANCELED);
  }

  @Test
  void anyProcessTakesWhatWaits() {
    workers = 1;
    GenerationService busy = process(blocking(new CountDownLatch(1), new CountDownLatch(1)));
    busy.execute(request(busy).id());
    GenerationId waiting = busy.execute(request(busy).id()).id();
    GenerationService idle = process("idle", request -> script("SELECT 2;"), PATIENCE);
    runners.getLast().open();

    Generation done = ended(idle, waiting);

    assertThat(done.latestAttempt().orElseThrow().worker()).isEqualTo("idle");
  }

  @Test
  void stopsTheWorkOnWhatAnotherProcessCanceled() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    GenerationService working = process(blocking(started, interrupted));
    runners.getLast().open();
    GenerationId id = working.execute(request(working).id()).id();
    started.await();
    GenerationService other = process("other", request -> script("SELECT 2;"), PATIENCE);

    other.cancel(id);

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(working.get(id).status()).isEqualTo(GenerationStatus.CANCELED);
  }

  @Test
  void waitingTakesUpAShareToo() {
    workers = 1;
    limit = 2;
    caller = caller("svc-a");
    GenerationService service = waiting();
    service.execute(request(service).id());
    service.execute(request(service).id());
    GenerationId third = request(service).id();

    assertRefused(() -> service.execute(third), ErrorCode.TOO_MANY_GENERATIONS);
    assertThat(service.get(third).waiting()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    GenerationService service = process(request -> script("SELECT 1;"));
    ConnectionProfile other = data.profile("other");
    stores.work().inTransaction(() -> stores.connections().add(other));
    RequestText text = new RequestText("show latest orders");
    SnapshotId id = snapshot.summary().id();
    assertRefused(
        () -> service.request(other.id(), id, text, ScriptMode.QUERY),
        ErrorCode.SNAPSHOT_OF_OTHER_CONNECTION);
    assertRefused(
        () -> service.request(profile.id(), new SnapshotId(new UUID(7, 7)), text, ScriptMode.QUERY),
        ErrorCode.SNAPSHOT_NOT_FOUND);
    GenerationId unknown = new GenerationId(new UUID(7, 7));
    assertRefused(() -> service.execute(unknown), ErrorCode.GENERATION_NOT_FOUND);
    assertRefused(() -> service.retry(unknown), ErrorCode.GENERATION_NOT_FOUND);
    assertRefused(() -> service.cancel(unknown), ErrorCode.GENERATION_NOT_FOUND);
    Generation queued = request(service);
    assertRefused(() -> service.getFinished(queued.id()), ErrorCode.GENERATION_NOT_FINISHED);
    assertRefused(() -> service.retry(queued.id()), ErrorCode.GENERATION_NOT_FAILED);
  }

  @Test
  void writesDownWhoAskedForWhat() {
    GenerationService service = process(blocking(new CountDownLatch(1), new CountDownLatch(1)));
    Generation generation = request(service);
    service.execute(generation.id());
    assertRefused(() -> service.execute(generation.id()), ErrorCode.GENERATION_NOT_QUEUED);
    service.cancel(generation.id());
    assertThat(actions(generation.id()))
        .containsExactlyInAnyOrder(
            AuditAction.GENERATION_CREATED,
            AuditAction.GENERATION_EXECUTED,
            AuditAction.GENERATION_CANCELED);
  }

  @Test
  void takesTheDialectFromTheConnection() {
    ConnectionProfile mysql = data.profile("mysql shop", Dialect.MYSQL);
    SchemaSnapshot mysqlSnapshot = data.snapshot(mysql, 1);
    stores
        .work()
        .inTransaction(
            () -> {
              stores.connections().add(mysql);
              stores.snapshots().add(mysqlSnapshot);
            });
    Generation generation =
        process(request -> script("SELECT 1;"))
            .request(
                mysql.id(), mysqlSnapshot.summary().id(), new RequestText("x"), ScriptMode.QUERY);
    assertThat(generation.dialect()).isEqualTo(Dialect.MYSQL);
  }

  private Generation executed(GenerationService service) {
    return ended(service, service.execute(request(service).id()).id());
  }

  /** Waits until the generation has ended; the test's own time limit bounds the wait. */
  private static Generation ended(GenerationService service, GenerationId id) {
    while (true) {
      Generation generation = service.get(id);
      if (generation.status().isTerminal()) {
        return generation;
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  /** What the audit trail says about a generation. */
  private List<AuditAction> actions(GenerationId id) {
    AuditQuery all =
        new AuditQuery(null, id.value(), null, null, null, null, new PageRequest(1, 10));
    return stores.auditTrail(data.ids(), clock).find(all).items().stream()
        .map(AuditEvent::action)
        .toList();
  }

  private static Caller caller(String principal) {
    return new Caller(principal, "default", null, "192.0.2.7");
  }

  private GenerationService waiting() {
    return process(blocking(new CountDownLatch(1), new CountDownLatch(1)));
  }

  @Test
  void startsNoMoreForOneCallerThanItsShare() {
    limit = 2;
    caller = caller("svc-a");
    GenerationService service = waiting();
    Generation first = request(service);
    Generation second = request(service);
    Generation third = request(service);
    service.execute(first.id());
    service.execute(second.id());

    assertRefused(() -> service.execute(third.id()), ErrorCode.TOO_MANY_GENERATIONS);
    assertThat(service.get(third.id()).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(service.get(third.id()).attempts()).isEmpty();
    assertThat(actions(third.id())).containsExactly(AuditAction.GENERATION_CREATED);

    caller = caller("svc-b");
    service.execute(request(service).id());
    caller = caller("svc-a");
    service.cancel(first.id());
    assertThat(service.execute(third.id()).status()).isEqualTo(GenerationStatus.RUNNING);
  }

  @Test
  void aRetryTakesAPlaceToo() {
    limit = 1;
    caller = caller("svc-a");
    GenerationService service = waiting();
    Generation failed = data.failed(data.queued(snapshot, "orders"));
    stores.work().inTransaction(() -> stores.generations().add(failed));
    service.execute(request(service).id());

    assertRefused(() -> service.retry(failed.id()), ErrorCode.TOO_MANY_GENERATIONS);
    assertThat(service.get(failed.id()).status()).isEqualTo(GenerationStatus.FAILED);
  }

  @Test
  void saysFirstWhatIsWrongWithTheGeneration() {
    limit = 1;
    caller = caller("svc-a");
    GenerationService service = waiting();
    Generation running = request(service);
    service.execute(running.id());

    assertRefused(() -> service.execute(running.id()), ErrorCode.GENERATION_NOT_QUEUED);
  }

  @Test
  void doesNotLimitCallersThatCannotBeToldApartAndNobodyWithoutALimit() {
    limit = 1;
    GenerationService service = waiting();
    service.execute(request(service).id());
    service.execute(request(service).id());
    limit = 0;
    caller = caller("svc-a");
    GenerationService unlimited = waiting();
    unlimited.execute(request(unlimited).id());
    unlimited.execute(request(unlimited).id());

    assertThat(stores.generations().countUnderWay("principal svc-a")).isEqualTo(2);
  }

  @Test
  void keepsToTheShareHoweverManyStartAtOnceInHoweverManyProcesses() {
    limit = 3;
    caller = caller("svc-a");
    List<GenerationService> processes =
        List.of(
            process("one", blocking(new CountDownLatch(1), new CountDownLatch(1)), PATIENCE),
            process("two", blocking(new CountDownLatch(1), new CountDownLatch(1)), PATIENCE));
    List<Generation> queued =
        IntStream.range(0, 16).mapToObj(_ -> request(processes.getFirst())).toList();

    List<Boolean> outcomes =
        Race.of(
            16,
            number -> {
              try {
                processes.get(number % 2).execute(queued.get(number).id());
                return true;
              } catch (DbsaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_GENERATIONS);
                return false;
              }
            });

    assertThat(outcomes).filteredOn(started -> started).hasSize(3);
  }

  private static ScriptGenerator blocking(CountDownLatch started, CountDownLatch interrupted) {
    return request -> {
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      throw new AssertionError("nobody opens this latch");
    };
  }

  private static Proposal script(String script) {
    return proposal(script, List.of());
  }

  private static Proposal questions(String question) {
    return proposal(null, List.of(question));
  }

  private static Proposal proposal(@Nullable String script, List<String> questions) {
    Usage usage = new Usage("scripted", null, 10L, 5L, 1, 1, null);
    return new Proposal(
        script, List.of(), List.of(), "", List.of(), Question.of(questions), 0.9, List.of(), usage);
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  /** A backend that asks a model. */
  private record Model(ScriptGenerator backend) implements ScriptGenerator {
    @Override
    public Proposal draft(DraftRequest request) throws InterruptedException {
      return backend.draft(request);
    }

    @Override
    public boolean asksModel() {
      return true;
    }
  }

  /** Snapshots that take their time. */
  private record DelegatingSnapshots(SnapshotStore snapshots, Pause pause)
      implements SnapshotStore {
    interface Pause {
      void make() throws InterruptedException;
    }

    @Override
    public Optional<SchemaSnapshot> find(SnapshotId id) {
      try {
        pause.make();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return snapshots.find(id);
    }

    @Override
    public void add(SchemaSnapshot added) {
      snapshots.add(added);
    }

    @Override
    public void renewStatistics(SchemaSnapshot renewed) {
      snapshots.renewStatistics(renewed);
    }

    @Override
    public Optional<SnapshotSummary> findSummary(SnapshotId id) {
      return snapshots.findSummary(id);
    }

    @Override
    public Optional<SnapshotSummary> findLatest(ConnectionId connection) {
      return snapshots.findLatest(connection);
    }

    @Override
    public List<SnapshotSummary> list(ConnectionId connection) {
      return snapshots.list(connection);
    }
  }

  private record Repairing(int repairAttempts, ScriptGenerator backend) implements ScriptGenerator {
    @Override
    public Proposal draft(DraftRequest request) throws InterruptedException {
      return backend.draft(request);
    }
  }

  /** Finds an error in a script for each time that it says "broken". */
  private static final class BrokenMeansInvalid implements ScriptValidator {
    @Override
    public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
      return validate(script, snapshot.schema().server().dialect(), scope);
    }

    @Override
    public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
      Finding finding =
          new Finding(
              "broken", FindingCategory.SYNTAX, Severity.ERROR, "it is broken", null, null, null);
      int errors = script.split("broken", -1).length - 1;
      List<Finding> findings = IntStream.range(0, errors).mapToObj(_ -> finding).toList();
      return new ScriptAnalysis(Validation.of(findings), List.of(), List.of());
    }
  }
}
