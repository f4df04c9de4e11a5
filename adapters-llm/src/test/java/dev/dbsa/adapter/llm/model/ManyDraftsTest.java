package dev.dbsa.adapter.llm.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.Shop;
import dev.dbsa.testkit.FakeModelServer;
import dev.dbsa.testkit.FakeModelServer.Reply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Five hundred drafts at once, over real HTTP. */
@Timeout(180)
class ManyDraftsTest {
  private static final int MANY = 500;

  /** Event loops and carriers; far below one thread per draft. */
  private static final int MOST_THREADS_MORE = 60;

  /** Both ends of a connection are in this process, with their buffers. */
  private static final long MOST_BYTES_PER_DRAFT = 200_000;

  private static int platformThreads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  /** What is in use once all garbage is gone. */
  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void holdsFiveHundredDraftsAgainstASlowModelWithFewThreadsAndLittleMemory() throws Exception {
    Duration slow = Duration.ofSeconds(2);
    CountDownLatch all = new CountDownLatch(MANY);
    try (FakeModelServer server =
            FakeModelServer.start(
                _ -> {
                  // Nobody is answered before everybody has asked, however slow the machine is.
                  all.countDown();
                  awaitAll(all);
                  return Reply.script("SELECT 1;").after(slow);
                });
        Drafts drafts =
            new Drafts(server.baseUrl(), Shop.of(Dialect.POSTGRESQL), new MarkedScriptsFail())) {
      int threadsBefore = platformThreads();
      long heapBefore = heapBytes();
      List<Generation> started =
          IntStream.range(0, MANY)
              .mapToObj(i -> drafts.start("emails of customer " + i, ScriptMode.QUERY))
              .toList();
      await(() -> server.requests().size() == MANY);
      int threads = platformThreads() - threadsBefore;
      long heap = heapBytes() - heapBefore;
      for (Generation generation : started) {
        assertThat(drafts.ended(generation).status()).isEqualTo(GenerationStatus.COMPLETED);
      }

      assertThat(server.mostHeld()).as("calls at once").isGreaterThan(MANY * 9 / 10);
      assertThat(threads).as("threads more").isLessThan(MOST_THREADS_MORE);
      assertThat(heap).as("bytes more").isLessThan(MANY * MOST_BYTES_PER_DRAFT);
      assertThat(server.answered()).isEqualTo(MANY);
    }
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).as("all drafts ask").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closesTheConnectionsOfCanceledDrafts() throws Exception {
    try (FakeModelServer server =
            FakeModelServer.start(
                request ->
                    Reply.script("SELECT 1;")
                        .after(
                            request.body().contains("never answered")
                                ? Duration.ofMinutes(5)
                                : Duration.ofSeconds(2)));
        Drafts drafts =
            new Drafts(server.baseUrl(), Shop.of(Dialect.POSTGRESQL), new MarkedScriptsFail())) {
      List<Generation> canceled =
          IntStream.range(0, MANY / 2)
              .mapToObj(_ -> drafts.start("never answered", ScriptMode.QUERY))
              .toList();
      List<Generation> kept =
          IntStream.range(0, MANY / 2)
              .mapToObj(_ -> drafts.start("emails", ScriptMode.QUERY))
              .toList();
      await(() -> server.requests().size() == MANY);

      canceled.forEach(generation -> drafts.service().cancel(generation.id()));

      await(() -> server.givenUp() == MANY / 2);
      for (Generation generation : canceled) {
        assertThat(drafts.ended(generation).status()).isEqualTo(GenerationStatus.CANCELED);
      }
      for (Generation generation : kept) {
        assertThat(drafts.ended(generation).status()).isEqualTo(GenerationStatus.COMPLETED);
      }
      assertThat(server.answered()).isEqualTo(MANY / 2);
    }
  }
}
