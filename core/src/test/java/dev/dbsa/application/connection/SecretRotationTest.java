package dev.dbsa.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.in.RotateSecrets.Rotation;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.ReversingCipher;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretRotationTest {
  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ReversingCipher cipher = new ReversingCipher();

  private SecretRotation rotation(SecretCipher cipher) {
    return new SecretRotation(
        stores.connections(), cipher, stores.auditTrail(data.ids(), data.clock()), stores.work());
  }

  private ConnectionProfile stored(String name, EncryptedSecret secret) {
    ConnectionProfile profile =
        ConnectionProfile.pending(
            new ConnectionId(data.ids().next()),
            name,
            TestData.endpoint(Dialect.POSTGRESQL),
            secret,
            data.clock().instant());
    stores.work().inTransaction(() -> stores.connections().add(profile));
    return profile;
  }

  private EncryptedSecret secretOf(ConnectionProfile profile) {
    return stores.connections().find(profile.id()).orElseThrow().secret();
  }

  private List<AuditEvent> trail() {
    return stores
        .audit()
        .find(new AuditQuery(null, null, null, null, null, null, new PageRequest(1, 100)))
        .items();
  }

  @Test
  void bringsOldSecretsUnderTheFirstKeyAndLeavesTheOthersAlone() {
    ConnectionProfile old = stored("old", ReversingCipher.underTheOldKey("hunter2"));
    ConnectionProfile current = stored("current", cipher.encrypt(Secret.of("s3cret")));

    assertThat(rotation(cipher).rotate()).isEqualTo(new Rotation(1, 1, List.of()));

    assertThat(secretOf(old)).isEqualTo(cipher.encrypt(Secret.of("hunter2")));
    assertThat(secretOf(current)).isEqualTo(current.secret());
    assertThat(trail())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.action()).isEqualTo(AuditAction.SECRETS_ROTATED);
              assertThat(event.objectId()).isEqualTo(old.id().value());
              assertThat(event.detail()).isEqualTo("old");
            });
  }

  @Test
  void hasNothingLeftToDoTheSecondTime() {
    ConnectionProfile old = stored("old", ReversingCipher.underTheOldKey("hunter2"));
    rotation(cipher).rotate();
    EncryptedSecret rotated = secretOf(old);

    assertThat(rotation(cipher).rotate()).isEqualTo(new Rotation(0, 1, List.of()));

    assertThat(secretOf(old)).isEqualTo(rotated);
    assertThat(trail()).hasSize(1);
  }

  @Test
  void namesWhatNoKeyDecryptsAndDoesTheRest() {
    EncryptedSecret foreign = new EncryptedSecret("made with another key");
    ConnectionProfile first = stored("a", ReversingCipher.underTheOldKey("one"));
    ConnectionProfile lost = stored("b", foreign);
    ConnectionProfile last = stored("c", ReversingCipher.underTheOldKey("two"));

    assertThat(rotation(cipher).rotate()).isEqualTo(new Rotation(2, 0, List.of("b")));

    assertThat(secretOf(first)).isEqualTo(cipher.encrypt(Secret.of("one")));
    assertThat(secretOf(last)).isEqualTo(cipher.encrypt(Secret.of("two")));
    assertThat(secretOf(lost)).isEqualTo(foreign);
  }

  @Test
  void leavesEverySecretReadableWhenItDiesHalfWay() {
    List<ConnectionProfile> profiles =
        List.of("a", "b", "c").stream()
            .map(name -> stored(name, ReversingCipher.underTheOldKey(name)))
            .toList();
    AtomicInteger encrypted = new AtomicInteger();
    SecretCipher dying =
        new Delegate() {
          @Override
          public EncryptedSecret encrypt(Secret secret) {
            if (encrypted.incrementAndGet() == 3) {
              throw new IllegalStateException("killed");
            }
            return super.encrypt(secret);
          }
        };

    assertThatThrownBy(() -> rotation(dying).rotate()).hasMessage("killed");

    assertThat(profiles)
        .extracting(p -> cipher.decrypt(secretOf(p)).reveal())
        .containsExactly("a", "b", "c");
    assertThat(profiles)
        .extracting(p -> cipher.isCurrent(secretOf(p)))
        .containsExactly(true, true, false);
    assertThat(trail()).hasSize(2);
    assertThat(rotation(cipher).rotate()).isEqualTo(new Rotation(1, 2, List.of()));
  }

  @Test
  void overwritesNothingThatSomebodyElseStoredMeanwhile() {
    ConnectionProfile replaced = stored("replaced", ReversingCipher.underTheOldKey("before"));
    ConnectionProfile deleted = stored("zapped", ReversingCipher.underTheOldKey("gone"));
    SecretCipher slow =
        new Delegate() {
          private boolean first = true;

          @Override
          public EncryptedSecret encrypt(Secret secret) {
            if (first) {
              first = false;
              stores.work().inTransaction(() -> stores.connections().delete(deleted.id()));
              stores
                  .work()
                  .inTransaction(
                      () ->
                          stores
                              .connections()
                              .replaceSecret(
                                  replaced.id(),
                                  replaced.secret(),
                                  ReversingCipher.underTheOldKey("after")));
            }
            return super.encrypt(secret);
          }
        };

    assertThat(rotation(slow).rotate()).isEqualTo(new Rotation(1, 0, List.of()));

    assertThat(cipher.decrypt(secretOf(replaced)).reveal()).isEqualTo("after");
    assertThat(stores.connections().find(deleted.id())).isEmpty();
    assertThat(trail()).hasSize(1);
  }

  @Test
  void severalAtOnceReplaceEachSecretOnce() {
    for (int i = 0; i < 20; i++) {
      stored("shop " + i, ReversingCipher.underTheOldKey("secret " + i));
    }

    List<Rotation> rotations = Race.of(4, _ -> rotation(cipher).rotate());

    assertThat(rotations.stream().mapToInt(Rotation::reencrypted).sum()).isEqualTo(20);
    assertThat(rotations).allSatisfy(r -> assertThat(r.reencrypted() + r.current()).isEqualTo(20));
    assertThat(trail()).hasSize(20);
  }

  /** A cipher to override a part of. */
  private static class Delegate implements SecretCipher {
    private final ReversingCipher cipher = new ReversingCipher();

    @Override
    public EncryptedSecret encrypt(Secret secret) {
      return cipher.encrypt(secret);
    }

    @Override
    public Secret decrypt(EncryptedSecret secret) {
      return cipher.decrypt(secret);
    }

    @Override
    public boolean isCurrent(EncryptedSecret secret) {
      return cipher.isCurrent(secret);
    }
  }
}
