package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.port.out.CallerLedger.Bucket;
import dev.dbsa.port.out.CallerLedger.Grant;
import dev.dbsa.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link CallerLedger} promises. */
public abstract class CallerLedgerContract {

  /** So slow that nothing comes back while a test runs. */
  private static final Bucket TEN = new Bucket(1, 10);

  private final String caller = "principal Ωµ 👩‍👩‍👧 " + UUID.randomUUID();

  protected abstract CallerLedger ledger();

  private static String signature() {
    return (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
  }

  @Test
  void aSignatureIsUsedOnce() {
    String signature = signature();
    Instant expiry = Instant.now().plusSeconds(300);

    assertThat(ledger().isFirstUse(signature, expiry)).isTrue();
    assertThat(ledger().isFirstUse(signature, expiry)).isFalse();
    assertThat(ledger().isFirstUse(signature(), expiry)).isTrue();
  }

  @Test
  void oneOfManyUsesASignatureFirst() {
    String signature = signature();

    List<Boolean> outcomes =
        Race.of(8, _ -> ledger().isFirstUse(signature, Instant.now().plusSeconds(300)));

    assertThat(outcomes).filteredOn(first -> first).hasSize(1);
  }

  @Test
  void forgetsSignaturesThatHaveExpired() {
    String fresh = signature();
    String old = signature();
    ledger().isFirstUse(fresh, Instant.now().plusSeconds(300));
    ledger().isFirstUse(old, Instant.now().minusSeconds(300));

    ledger().forget(Duration.ofHours(1), 1000);

    assertThat(ledger().isFirstUse(fresh, Instant.now())).isFalse();
    assertThat(ledger().isFirstUse(old, Instant.now())).isTrue();
  }

  @Test
  void givesTokensUntilTheBucketIsEmpty() {
    assertThat(ledger().take(caller, 4, TEN)).isEqualTo(new Grant(4, Duration.ZERO));
    assertThat(ledger().take(caller, 4, TEN)).isEqualTo(new Grant(4, Duration.ZERO));
    assertThat(ledger().take(caller, 4, TEN)).isEqualTo(new Grant(2, Duration.ZERO));
    Grant none = ledger().take(caller, 4, TEN);
    assertThat(none.tokens()).isZero();
    assertThat(none.delay()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    assertThat(ledger().take(caller + "'s neighbour", 1, TEN).tokens()).isEqualTo(1);
  }

  @Test
  void tokensComeBack() {
    Bucket quick = new Bucket(600_000, 1);
    ledger().take(caller, 1, quick);

    Grant again = ledger().take(caller, 1, quick);
    while (again.tokens() == 0) {
      assertThat(again.delay()).isLessThan(Duration.ofSeconds(1));
      again = ledger().take(caller, 1, quick);
    }
    assertThat(again.tokens()).isEqualTo(1);
  }

  @Test
  void givesNoMoreThanThereIsHoweverManyAskAtOnce() {
    List<Integer> taken = Race.of(16, _ -> ledger().take(caller, 1, TEN).tokens());

    assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
  }

  @Test
  void forgetsNobodyWhoAskedLately() {
    ledger().take(caller, 10, TEN);

    ledger().forget(Duration.ofHours(1), 1000);

    assertThat(ledger().take(caller, 1, TEN).tokens()).isZero();
  }
}
