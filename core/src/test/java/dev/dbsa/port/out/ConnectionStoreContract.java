package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testing.HistoryQueries;
import dev.dbsa.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link ConnectionStore} promises. */
public abstract class ConnectionStoreContract extends StoreContract {

  private static final EncryptedSecret NEW_SECRET = new EncryptedSecret("under another key");

  @Test
  void findsWhatWasAdded() {
    ConnectionProfile profile = storedConnection("shop");

    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void findsNothingUnderAnUnknownIdentity() {
    storedConnection("shop");

    assertThat(stores().connections().find(new ConnectionId(data.ids().next()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SslMode.class)
  void keepsEveryFieldOfTheEndpoint(SslMode sslMode) {
    ConnectionProfile profile =
        ConnectionProfile.pending(
            new ConnectionId(data.ids().next()),
            "fields",
            new Endpoint(
                Dialect.MYSQL, "fe80::1", 65535, "ünï base", "rö 'x'", AuthMode.PASSWORD, sslMode),
            new EncryptedSecret("t".repeat(6000)),
            Instant.parse("1999-12-31T23:59:59.999999Z"));
    stores().work().inTransaction(() -> stores().connections().add(profile));

    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void keepsNamesWithQuotesEmojiAndWildcards() {
    ConnectionProfile hostile = storedConnection(HOSTILE);
    ConnectionProfile longest = storedConnection("👩".repeat(ConnectionProfile.MAX_NAME_LENGTH));

    assertThat(stores().connections().find(hostile.id())).contains(hostile);
    assertThat(stores().connections().find(longest.id())).contains(longest);
  }

  @Test
  void keepsTimesToTheMicrosecond() {
    List<ConnectionProfile> profiles =
        List.of(
            storedAt("2026-01-01T00:00:00Z"),
            storedAt("2026-01-01T00:00:00.000001Z"),
            storedAt("2026-01-01T00:00:00.1Z"),
            storedAt("2026-12-31T23:59:59.999999Z"));

    for (ConnectionProfile profile : profiles) {
      assertThat(stores().connections().find(profile.id())).contains(profile);
    }
  }

  private ConnectionProfile storedAt(String time) {
    data.clock().set(Instant.parse(time));
    return storedConnection("at " + time);
  }

  @Test
  void refusesASecondProfileOfTheSameName() {
    ConnectionProfile first = storedConnection("shop");

    assertThatThrownBy(() -> storedConnection("shop"))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONNECTION_NAME_TAKEN))
        .hasMessageContaining("shop");
    assertThat(stores().connections().list()).containsExactly(first);
  }

  @Test
  void namesThatDifferInCaseOrAccentsAreDifferent() {
    storedConnection("shop");
    storedConnection("Shop");
    storedConnection("shöp");

    assertThat(stores().connections().list()).hasSize(3);
  }

  @Test
  void aNameIsFreeAgainOnceItsProfileIsDeleted() {
    ConnectionProfile first = storedConnection("shop");
    stores().work().inTransaction(() -> stores().connections().delete(first.id()));

    ConnectionProfile second = storedConnection("shop");

    assertThat(stores().connections().list()).containsExactly(second);
  }

  @Test
  void oneOfManyConcurrentCallersGetsTheName() {
    List<String> outcomes =
        Race.of(
            12,
            _ -> {
              try {
                storedConnection("wanted");
                return "added";
              } catch (DbsaException e) {
                return e.code().code();
              }
            });

    assertThat(outcomes).filteredOn("added"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("connection_name_taken"::equals).hasSize(11);
    assertThat(stores().connections().list()).hasSize(1);
  }

  @Test
  void listsByName() {
    for (String name : List.of("m", "z", "a", "b2", "b10")) {
      storedConnection(name);
    }

    assertThat(stores().connections().list())
        .extracting(ConnectionProfile::name)
        .containsExactly("a", "b10", "b2", "m", "z");
  }

  @Test
  void anEmptyStoreListsNothing() {
    assertThat(stores().connections().list()).isEmpty();
  }

  @Test
  void updatesStatusTimesErrorAndSecret() {
    ConnectionProfile profile = storedConnection("shop");
    Instant later = data.clock().advance(Duration.ofNanos(1000));
    ConnectionProfile verified = profile.verified(later);

    assertThat(update(verified)).isTrue();
    assertThat(stores().connections().find(profile.id())).contains(verified);

    ConnectionProfile failed = verified.failed(HOSTILE + "\n" + "x".repeat(5000), later);
    assertThat(update(failed)).isTrue();
    assertThat(stores().connections().find(profile.id())).contains(failed);
  }

  @Test
  void anUpdateLeavesASecretAloneThatWasReplacedMeanwhile() {
    ConnectionProfile profile = storedConnection("shop");
    replaceSecret(profile, profile.secret(), NEW_SECRET);

    update(profile.verified(data.clock().instant()));

    assertThat(stores().connections().find(profile.id()).orElseThrow().secret())
        .isEqualTo(NEW_SECRET);
  }

  @Test
  void replacesTheSecretAndNothingElse() {
    ConnectionProfile profile = storedConnection("shop");
    ConnectionProfile other = storedConnection("other");

    assertThat(replaceSecret(profile, profile.secret(), NEW_SECRET)).isTrue();

    assertThat(stores().connections().find(profile.id()))
        .contains(
            new ConnectionProfile(
                profile.id(),
                profile.name(),
                profile.endpoint(),
                NEW_SECRET,
                profile.status(),
                profile.lastVerifiedAt(),
                profile.lastErrorMessage(),
                profile.createdAt(),
                profile.updatedAt()));
    assertThat(stores().connections().find(other.id())).contains(other);
  }

  @Test
  void keepsASecretThatIsNotTheOneExpected() {
    ConnectionProfile profile = storedConnection("shop");

    assertThat(replaceSecret(profile, new EncryptedSecret("something else"), NEW_SECRET)).isFalse();

    assertThat(stores().connections().find(profile.id())).contains(profile);
  }

  @Test
  void replacesNoSecretOfADeletedProfile() {
    ConnectionProfile profile = storedConnection("shop");
    stores().work().inTransaction(() -> stores().connections().delete(profile.id()));

    assertThat(replaceSecret(profile, profile.secret(), NEW_SECRET)).isFalse();
    assertThat(stores().connections().list()).isEmpty();
  }

  @Test
  void oneOfManyConcurrentCallersReplacesTheSecret() {
    ConnectionProfile profile = storedConnection("shop");

    List<Boolean> outcomes =
        Race.of(
            8,
            number ->
                replaceSecret(profile, profile.secret(), new EncryptedSecret("token " + number)));

    assertThat(outcomes).filteredOn(won -> won).hasSize(1);
    assertThat(stores().connections().find(profile.id()).orElseThrow().secret())
        .isEqualTo(new EncryptedSecret("token " + outcomes.indexOf(true)));
  }

  private boolean replaceSecret(
      ConnectionProfile profile, EncryptedSecret expected, EncryptedSecret replacement) {
    return stores()
        .work()
        .inTransaction(
            () -> stores().connections().replaceSecret(profile.id(), expected, replacement));
  }

  @Test
  void anUpdateTouchesNoOtherProfile() {
    ConnectionProfile profile = storedConnection("one");
    ConnectionProfile other = storedConnection("two");

    update(profile.verified(data.clock().instant()));

    assertThat(stores().connections().find(other.id())).contains(other);
  }

  @Test
  void anUpdateOfADeletedProfileSaysSo() {
    ConnectionProfile profile = storedConnection("shop");
    stores().work().inTransaction(() -> stores().connections().delete(profile.id()));

    assertThat(update(profile.verified(data.clock().instant()))).isFalse();
    assertThat(stores().connections().list()).isEmpty();
  }

  private boolean update(ConnectionProfile profile) {
    return stores().work().inTransaction(() -> stores().connections().update(profile));
  }

  @Test
  void deletingTakesSnapshotsGenerationsAndReviewsAlong() {
    ConnectionProfile profile = storedConnection("going");
    SchemaSnapshot snapshot = storedSnapshot(profile, 1);
    Generation generation = stored(data.completed(data.queued(snapshot, "latest orders")));
    stored(data.edited(generation, "SELECT 1;"));
    ConnectionProfile other = storedConnection("staying");
    SchemaSnapshot otherSnapshot = storedSnapshot(other, 1);
    Generation otherGeneration = stored(data.completed(data.queued(otherSnapshot, "kept")));
    stored(data.accepted(otherGeneration));

    boolean existed =
        stores().work().inTransaction(() -> stores().connections().delete(profile.id()));

    assertThat(existed).isTrue();
    assertThat(stores().connections().find(profile.id())).isEmpty();
    assertThat(stores().snapshots().find(snapshot.summary().id())).isEmpty();
    assertThat(stores().snapshots().findSummary(snapshot.summary().id())).isEmpty();
    assertThat(stores().snapshots().list(profile.id())).isEmpty();
    assertThat(stores().generations().find(generation.id())).isEmpty();
    assertThat(stores().generations().count(profile.id())).isZero();
    assertThat(stores().reviews().list(generation.id())).isEmpty();
    assertThat(stores().history().find(HistoryQueries.all().build()).items())
        .extracting(HistoryRow::id)
        .containsExactly(otherGeneration.id());
    assertThat(stores().snapshots().find(otherSnapshot.summary().id())).isPresent();
    assertThat(stores().reviews().list(otherGeneration.id())).hasSize(1);
  }

  @Test
  void deletingTwiceSaysThatThereWasNothingLeft() {
    ConnectionProfile profile = storedConnection("shop");
    stores().work().inTransaction(() -> stores().connections().delete(profile.id()));

    assertThat(
            stores()
                .work()
                .<Boolean>inTransaction(() -> stores().connections().delete(profile.id())))
        .isFalse();
  }

  @Test
  void oneOfManyConcurrentDeletionsFindsTheProfile() {
    ConnectionProfile profile = storedConnection("shop");
    storedSnapshot(profile, 1);

    List<Boolean> outcomes =
        Race.of(
            8,
            _ -> stores().work().inTransaction(() -> stores().connections().delete(profile.id())));

    assertThat(outcomes).filteredOn(existed -> existed).hasSize(1);
  }

  @Test
  void concurrentAdditionsOfDifferentNamesAllSucceed() {
    Race.of(
        16,
        number -> IntStream.range(0, 5).mapToObj(i -> storedConnection(number + "-" + i)).toList());

    assertThat(stores().connections().list()).hasSize(80);
  }
}
