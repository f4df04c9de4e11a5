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

  @Test
  void completesFiveHundredDraftsAgainstASlowModelWithFewThreads() throws Exception {
    Duration slow = Duration.ofSeconds(2);
    try (FakeModelServer server =
            FakeModelServer.start(_ -> Reply.script("SELECT 1;").after(slow));
        Drafts drafts =
            new Drafts(server.baseUrl(), Shop.of(Dialect.POSTGRESQL), new MarkedScriptsFail())) {
      int before = platformThreads();
      List<Generation> started =
          IntStream.range(0, MANY)
              .mapToObj(i -> drafts.start("emails of customer " + i, ScriptMode.QUERY))
              .toList();
      await(() -> server.answered() > 0);
      int during = platformThreads();
      for (Generation generation : started) {
        assertThat(drafts.ended(generation).status()).isEqualTo(GenerationStatus.COMPLETED);
      }

      assertThat(during - before).isLessThan(MOST_THREADS_MORE);
      assertThat(server.mostHeld()).as("calls at once").isGreaterThan(MANY / 4);
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
