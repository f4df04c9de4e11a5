package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.testing.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@link UnitOfWork} promises. */
public abstract class UnitOfWorkContract extends StoreContract {

  private UnitOfWork work() {
    return stores().work();
  }

  @Test
  void commitsWhatTheWorkDidAndReturnsItsResult() {
    ConnectionProfile profile = data.profile("shop");

    String result =
        work()
            .inTransaction(
                () -> {
                  stores().connections().add(profile);
                  return "done";
                });

    assertThat(result).isEqualTo("done");
    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void undoesEverythingAndPassesTheExceptionOn() {
    ConnectionProfile before = storedConnection("before");
    SchemaSnapshot snapshot = storedSnapshot(before, 1);
    Generation generation = stored(data.completed(data.queued(snapshot, "orders")));
    IllegalStateException reason = new IllegalStateException("undo");

    Throwable thrown =
        catchThrowable(
            () ->
                work()
                    .inTransaction(
                        () -> {
                          ConnectionProfile more = data.profile("more");
                          stores().connections().add(more);
                          stores().snapshots().add(data.snapshot(more, 1));
                          stores().reviews().add(data.accepted(generation));
                          stores().connections().update(before.verified(data.clock().instant()));
                          throw reason;
                        }));

    assertThat(thrown).isSameAs(reason);
    assertThat(stores().connections().list()).containsExactly(before);
    assertThat(stores().reviews().list(generation.id())).isEmpty();
  }

  @Test
  void undoesADeletion() {
    ConnectionProfile profile = storedConnection("shop");
    SchemaSnapshot snapshot = storedSnapshot(profile, 1);

    catchThrowable(
        () ->
            work()
                .inTransaction(
                    () -> {
                      stores().connections().delete(profile.id());
                      assertThat(stores().connections().find(profile.id())).isEmpty();
                      throw new IllegalStateException("undo");
                    }));

    assertThat(stores().connections().find(profile.id())).contains(profile);
    assertThat(stores().snapshots().find(snapshot.summary().id())).isPresent();
  }

  @Test
  void undoesOnAnErrorToo() {
    assertThatThrownBy(
            () ->
                work()
                    .inTransaction(
                        () -> {
                          stores().connections().add(data.profile("shop"));
                          throw new AssertionError("undo");
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("undo");

    assertThat(stores().connections().list()).isEmpty();
  }

  @Test
  void anInnerCallJoinsTheOuterTransaction() {
    ConnectionProfile profile = data.profile("shop");

    catchThrowable(
        () ->
            work()
                .inTransaction(
                    () -> {
                      work().inTransaction(() -> stores().connections().add(profile));
                      assertThat(stores().connections().find(profile.id())).isPresent();
                      throw new IllegalStateException("undo");
                    }));

    assertThat(stores().connections().list()).isEmpty();
  }

  @Test
  void anInnerCallThatSucceedsIsCommittedWithTheOuterOne() {
    work()
        .inTransaction(
            () -> {
              work().inTransaction(() -> stores().connections().add(data.profile("inner")));
              stores().connections().add(data.profile("outer"));
            });

    assertThat(stores().connections().list())
        .extracting(ConnectionProfile::name)
        .containsExactly("inner", "outer");
  }

  @Test
  void aRefusalOfAStoreUndoesTheTransactionEvenIfTheWorkGoesOn() {
    ConnectionProfile first = storedConnection("shop");

    assertThatThrownBy(
            () ->
                work()
                    .inTransaction(
                        () -> {
                          stores().connections().add(data.profile("other"));
                          assertThatThrownBy(() -> stores().connections().add(data.profile("shop")))
                              .isInstanceOf(DbsaException.class);
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(stores().connections().list()).containsExactly(first);
  }

  @Test
  void aRefusalIsPassedOnAsItIs() {
    storedConnection("shop");

    assertThatThrownBy(
            () -> work().inTransaction(() -> stores().connections().add(data.profile("shop"))))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_NAME_TAKEN));
  }

  @Test
  void theNextTransactionStartsAfresh() {
    catchThrowable(
        () ->
            work()
                .inTransaction(
                    () -> {
                      throw new IllegalStateException("undo");
                    }));

    ConnectionProfile profile = storedConnection("after");

    assertThat(stores().connections().list()).containsExactly(profile);
  }

  @Test
  void anInterruptedThreadStillStoresAndStaysInterrupted() {
    ConnectionProfile profile = data.profile("shop");
    Thread.currentThread().interrupt();
    try {
      work().inTransaction(() -> stores().connections().add(profile));
      assertThat(stores().connections().find(profile.id())).contains(profile);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void storesWorkOutsideATransactionToo() {
    ConnectionProfile profile = data.profile("shop");
    SchemaSnapshot snapshot = data.snapshot(profile, 1);
    Generation generation = data.queued(snapshot, "orders");

    stores().connections().add(profile);
    stores().snapshots().add(snapshot);
    stores().generations().add(generation);
    assertThat(stores().generations().replace(data.running(generation))).isTrue();
    stores().reviews().add(data.accepted(generation));

    assertThat(stores().connections().find(profile.id())).contains(profile);
    assertThat(stores().reviews().list(generation.id())).hasSize(1);
  }

  @Test
  void concurrentTransactionsThatReadAndThenWriteAllSucceed() {
    ConnectionProfile profile = storedConnection("shop");

    List<Integer> done =
        Race.of(
            12,
            number -> {
              for (int i = 0; i < 10; i++) {
                String message = number + "." + i;
                work()
                    .inTransaction(
                        () -> {
                          ConnectionProfile read =
                              stores().connections().find(profile.id()).orElseThrow();
                          assertThat(
                                  stores()
                                      .connections()
                                      .update(read.failed(message, data.clock().instant())))
                              .isTrue();
                        });
              }
              return number;
            });

    assertThat(done).hasSize(12);
    assertThat(stores().connections().find(profile.id()).orElseThrow().lastErrorMessage())
        .endsWith(".9");
  }

  @Test
  void nobodySeesHalfOfATransaction() {
    List<Integer> halves =
        Race.of(
            8,
            number -> {
              int seen = 0;
              for (int i = 0; i < 10; i++) {
                if (number == 0) {
                  String name = "pair " + i;
                  work()
                      .inTransaction(
                          () -> {
                            stores().connections().add(data.profile(name + " a"));
                            stores().connections().add(data.profile(name + " b"));
                          });
                } else {
                  seen += stores().connections().list().size() % 2;
                }
              }
              return seen;
            });

    assertThat(halves).containsOnly(0);
    assertThat(stores().connections().list()).hasSize(20);
  }

  @Test
  void runsWhatHasToWaitForTheCommitAfterIt() {
    ConnectionProfile profile = data.profile("shop");
    List<String> log = new ArrayList<>();

    work()
        .inTransaction(
            () -> {
              work()
                  .inTransaction(
                      () -> {
                        stores().connections().add(profile);
                        work().afterCommit(() -> log.add("first " + isStored(profile)));
                      });
              work().afterCommit(() -> log.add("second " + isStored(profile)));
              log.add("in the transaction");
            });

    assertThat(log).containsExactly("in the transaction", "first true", "second true");
  }

  /** As somebody else sees it, who is in no transaction. */
  private boolean isStored(ConnectionProfile profile) {
    return CompletableFuture.supplyAsync(
            () -> stores().connections().find(profile.id()).isPresent(),
            runnable -> Thread.ofVirtual().start(runnable))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void forgetsWhatWaitedForATransactionThatWasUndone() {
    List<String> log = new ArrayList<>();

    catchThrowable(
        () ->
            work()
                .inTransaction(
                    () -> {
                      work().afterCommit(() -> log.add("undone"));
                      throw new IllegalStateException("undo");
                    }));
    catchThrowable(
        () ->
            work()
                .inTransaction(
                    () -> {
                      work().afterCommit(() -> log.add("undone by a part"));
                      ConnectionProfile profile = data.profile("shop");
                      stores().connections().add(profile);
                      catchThrowable(() -> stores().connections().add(data.profile("shop")));
                    }));
    work().inTransaction(() -> work().afterCommit(() -> log.add("committed")));

    assertThat(log).containsExactly("committed");
  }

  @Test
  void anActionMayBeginATransactionOfItsOwn() {
    ConnectionProfile profile = data.profile("shop");

    work()
        .inTransaction(
            () ->
                work()
                    .afterCommit(
                        () -> work().inTransaction(() -> stores().connections().add(profile))));

    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void waitsForNoCommitOutsideOfATransaction() {
    assertThatThrownBy(() -> work().afterCommit(() -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
