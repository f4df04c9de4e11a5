package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.idempotency.KeptAnswer;
import dev.dbsa.port.out.AnswerStore.Taken;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link AnswerStore} promises. */
public abstract class AnswerStoreContract {

  private static final EncryptedSecret REQUEST = new EncryptedSecret("gAAAAA");
  private static final Instant NOW = Instant.parse("2026-04-22T12:34:56.123456Z");
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, "/api/things/1", "{\"name\":\"'Ωµ 👩‍👩‍👧\\u0000\"}");

  private final String key = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");

  protected abstract Stores stores();

  @BeforeEach
  void forgetEverything() {
    stores()
        .work()
        .inTransaction(() -> stores().answers().deleteBefore(NOW.plus(Duration.ofDays(1)), 1000));
  }

  private boolean take(String name, Instant now) {
    return stores().work().inTransaction(() -> stores().answers().take(name, REQUEST, now));
  }

  private void complete() {
    stores().work().inTransaction(() -> stores().answers().complete(key, ANSWER));
  }

  @Test
  void keepsTheAnswerUnderTheKeyThatWasTaken() {
    assertThat(stores().answers().find(key)).isEmpty();
    assertThat(take(key, NOW)).isTrue();
    assertThat(stores().answers().find(key)).contains(new Taken(REQUEST, NOW, null));

    complete();

    assertThat(stores().answers().find(key)).contains(new Taken(REQUEST, NOW, ANSWER));
  }

  @Test
  void keepsAnAnswerThatNamesNoPlace() {
    take(key, NOW);
    KeptAnswer plain = new KeptAnswer(200, null, "{}");

    stores().work().inTransaction(() -> stores().answers().complete(key, plain));

    assertThat(stores().answers().find(key).orElseThrow().answer()).isEqualTo(plain);
  }

  @Test
  void aTakenKeyIsNotTakenAgainUntilItIsReleased() {
    take(key, NOW);
    complete();

    assertThat(take(key, NOW.plusSeconds(1))).isFalse();
    assertThat(stores().answers().find(key)).contains(new Taken(REQUEST, NOW, ANSWER));

    stores().work().inTransaction(() -> stores().answers().release(key));
    assertThat(stores().answers().find(key)).isEmpty();
    assertThat(take(key, NOW.plusSeconds(2))).isTrue();
  }

  @Test
  void oneOfManyTakesAKey() {
    List<Boolean> outcomes = Race.of(8, _ -> take(key, NOW));

    assertThat(outcomes).filteredOn(taken -> taken).hasSize(1);
  }

  @Test
  void whoFindsAKeyTakenFindsWhatItsTakerCommitted() {
    List<Boolean> outcomes =
        Race.of(
            6,
            _ ->
                stores()
                    .work()
                    .inTransaction(
                        () -> {
                          boolean first = stores().answers().take(key, REQUEST, NOW);
                          if (first) {
                            stores().answers().complete(key, ANSWER);
                          } else {
                            assertThat(stores().answers().find(key).orElseThrow().answer())
                                .isEqualTo(ANSWER);
                          }
                          return first;
                        }));

    assertThat(outcomes).filteredOn(first -> first).hasSize(1);
  }

  @Test
  void aKeyIsTakenOnlyIfTheTransactionCommits() {
    assertThatThrownBy(
            () ->
                stores()
                    .work()
                    .inTransaction(
                        () -> {
                          stores().answers().take(key, REQUEST, NOW);
                          throw new IllegalStateException("undo");
                        }))
        .hasMessage("undo");

    assertThat(take(key, NOW)).isTrue();
  }

  @Test
  void deletesOldKeysInPortions() {
    for (int i = 0; i < 5; i++) {
      take(key.substring(1) + i, NOW.plusSeconds(i));
    }

    assertThat(deleteBefore(NOW.plusSeconds(3), 2)).isEqualTo(2);
    assertThat(deleteBefore(NOW.plusSeconds(3), 2)).isEqualTo(1);
    assertThat(deleteBefore(NOW.plusSeconds(3), 2)).isZero();
    assertThat(stores().answers().find(key.substring(1) + 3)).isPresent();
  }

  private int deleteBefore(Instant time, int limit) {
    return stores().work().inTransaction(() -> stores().answers().deleteBefore(time, limit));
  }
}
