package dev.dbsa.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.application.schema.SchemaService;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.ConnectionStatus;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostResolver;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.in.ManageConnections.VerifiedProfile;
import dev.dbsa.port.in.ReadSchemas.Refreshed;
import dev.dbsa.testing.FakeSchemaReader;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.ReversingCipher;
import dev.dbsa.testing.SchemaBuilder;
import dev.dbsa.testing.Shop;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestClock;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles and their snapshots, over stores in memory. */
class ConnectionServiceTest {
  private static final ConnectionId UNKNOWN = new ConnectionId(new UUID(7, 7));

  private final TestData data = new TestData();
  private final TestClock clock = data.clock();
  private final Stores stores = Stores.inMemory();
  private final FakeSchemaReader server = new FakeSchemaReader(Shop.postgresql());
  private final ConnectionService connections =
      new ConnectionService(
          stores.connections(),
          stores.generations(),
          new ReversingCipher(),
          server,
          new HostGuard(
              AllowedHosts.parse("db.example.com, *.internal, 10.0.0.0/8"), HostResolver.SYSTEM),
          stores.auditTrail(data.ids(), clock),
          stores.work(),
          data.ids(),
          clock);
  private final SchemaService schemas =
      new SchemaService(
          stores.connections(),
          stores.snapshots(),
          new ReversingCipher(),
          server,
          stores.auditTrail(data.ids(), clock),
          stores.work(),
          data.ids(),
          clock);

  private ConnectionProfile shop() {
    return connections.store("shop", TestData.endpoint(Dialect.POSTGRESQL), Secret.of("hunter2"));
  }

  @Test
  void storesTheSecretEncryptedAndContactsNobody() {
    ConnectionProfile stored = connections.get(shop().id());
    assertThat(stored.secret()).isEqualTo(new ReversingCipher().encrypt(Secret.of("hunter2")));
    assertThat(stored.status()).isEqualTo(ConnectionStatus.PENDING);
    assertThat(server.passwords()).isEmpty();
  }

  private void assertHostRefused(String host, String rule) {
    Endpoint endpoint =
        new Endpoint(
            Dialect.POSTGRESQL, host, 5432, "shop", "reader", AuthMode.PASSWORD, SslMode.PREFER);
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(() -> connections.store("shop", endpoint, Secret.of("hunter2")))
        .satisfies(
            e -> assertThat(e.violations()).containsExactly(new FieldViolation("host", rule)));
    assertThat(connections.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "::1", "11.0.0.1"})
  void takesNoHostThatIsNotListed(String host) {
    assertHostRefused(host, "must be one of those that the service is allowed to call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "0xa9.0xfe.0xa9.0xfe",
        "0251.0376.0251.0376",
        "169.16689662",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "0.0.0.0"
      })
  void takesNoMetadataAddressHoweverItIsSpelled(String host) {
    assertHostRefused(host, "must not be a link-local or cloud metadata address");
  }

  @Test
  void verifiesWithTheDecryptedSecret() {
    ConnectionProfile profile = shop();
    clock.advance(Duration.ofSeconds(3));
    VerifiedProfile verified = connections.verify(profile.id());
    assertThat(server.passwords()).containsExactly("hunter2");
    assertThat(verified.verification()).isInstanceOf(Verification.Verified.class);
    assertThat(connections.get(profile.id()).status()).isEqualTo(ConnectionStatus.VERIFIED);
    assertThat(connections.get(profile.id()).lastVerifiedAt()).isEqualTo(clock.instant());
  }

  @Test
  void remembersWhyAVerificationFailed() {
    ConnectionProfile profile = shop();
    server.fail(new DbsaException(ErrorCode.TARGET_REFUSED, "password refused"));
    assertThat(connections.verify(profile.id()).verification())
        .isEqualTo(new Verification.Refused("password refused"));
    assertThat(connections.get(profile.id()).status()).isEqualTo(ConnectionStatus.FAILED);
    assertThat(connections.get(profile.id()).lastErrorMessage()).isEqualTo("password refused");
  }

  @Test
  void forgetsAnOldErrorOnceTheContactWorks() {
    ConnectionProfile profile = shop();
    server.fail(new DbsaException(ErrorCode.TARGET_REFUSED, "password refused"));
    connections.verify(profile.id());
    server.answer(Shop.postgresql());
    connections.verify(profile.id());
    assertThat(connections.get(profile.id()).lastErrorMessage()).isNull();
  }

  @Test
  void saysThatASecretCannotBeDecrypted() {
    ConnectionProfile profile = shop();
    EncryptedSecret foreign = new EncryptedSecret("made with another key");
    stores
        .work()
        .inTransaction(
            () -> stores.connections().replaceSecret(profile.id(), profile.secret(), foreign));
    assertThat(connections.verify(profile.id()).verification())
        .isEqualTo(new Verification.Refused("no key fits"));
    assertRefused(() -> schemas.refresh(profile.id()), ErrorCode.SECRET_UNREADABLE);
  }

  @Test
  void refusesUnknownConnections() {
    assertRefused(() -> connections.get(UNKNOWN), ErrorCode.CONNECTION_NOT_FOUND);
    assertRefused(() -> connections.verify(UNKNOWN), ErrorCode.CONNECTION_NOT_FOUND);
    assertRefused(() -> connections.delete(UNKNOWN, true), ErrorCode.CONNECTION_NOT_FOUND);
    assertRefused(() -> schemas.refresh(UNKNOWN), ErrorCode.CONNECTION_NOT_FOUND);
    assertRefused(() -> schemas.list(UNKNOWN), ErrorCode.CONNECTION_NOT_FOUND);
  }

  @Test
  void keepsAConnectionThatGenerationsReferTo() {
    ConnectionProfile profile = shop();
    var snapshot = schemas.get(schemas.refresh(profile.id()).snapshot().id());
    stores
        .work()
        .inTransaction(() -> stores.generations().add(data.queued(snapshot, "show orders")));
    assertRefused(() -> connections.delete(profile.id(), false), ErrorCode.CONNECTION_IN_USE);
    assertThat(connections.list()).hasSize(1);
    connections.delete(profile.id(), true);
    assertThat(connections.list()).isEmpty();
    assertRefused(() -> schemas.get(snapshot.summary().id()), ErrorCode.SNAPSHOT_NOT_FOUND);
  }

  @Test
  void deletesAConnectionWithSnapshotsOnly() {
    ConnectionProfile profile = shop();
    schemas.refresh(profile.id());
    connections.delete(profile.id(), false);
    assertThat(connections.list()).isEmpty();
  }

  @Test
  void countsSnapshotsUpOnlyWhenTheSchemaChanged() {
    ConnectionProfile profile = shop();
    Refreshed first = schemas.refresh(profile.id());
    Refreshed unchanged = schemas.refresh(profile.id());
    server.answer(
        SchemaBuilder.postgresql().table("orders", t -> t.column("id", "integer")).build());
    Refreshed changed = schemas.refresh(profile.id());
    assertThat(first.changed()).isTrue();
    assertThat(unchanged).isEqualTo(new Refreshed(first.snapshot(), false));
    assertThat(changed.changed()).isTrue();
    assertThat(schemas.list(profile.id()))
        .extracting(SnapshotSummary::version)
        .containsExactly(2, 1);
  }

  @Test
  void keepsThePreviousSnapshotWhenAReadingFails() {
    ConnectionProfile profile = shop();
    SnapshotSummary before = schemas.refresh(profile.id()).snapshot();
    server.fail(new DbsaException(ErrorCode.TARGET_TIMEOUT, "no answer within 10 seconds"));
    assertRefused(() -> schemas.refresh(profile.id()), ErrorCode.TARGET_TIMEOUT);
    assertThat(schemas.list(profile.id())).containsExactly(before);
    assertThat(connections.get(profile.id()).status()).isEqualTo(ConnectionStatus.FAILED);
    assertThat(connections.get(profile.id()).lastErrorMessage())
        .isEqualTo("no answer within 10 seconds");
    assertThat(schemas.get(before.id()).schema()).isEqualTo(Shop.postgresql());
  }

  @Test
  void renewsTheRowEstimatesOfAnUnchangedSchema() {
    ConnectionProfile profile = shop();
    server.answer(tableOf(0));
    Refreshed empty = schemas.refresh(profile.id());
    server.answer(tableOf(5_000_000));
    Refreshed filled = schemas.refresh(profile.id());
    assertThat(filled).isEqualTo(new Refreshed(empty.snapshot(), false));
    assertThat(schemas.get(empty.snapshot().id()).schema()).isEqualTo(tableOf(5_000_000));
  }

  private static DatabaseSchema tableOf(long rows) {
    return SchemaBuilder.postgresql()
        .table("orders", t -> t.id("id").statistics(rows, 8_192))
        .build();
  }

  @Test
  void storesOneSnapshotHoweverManyRefreshAtOnce() {
    ConnectionProfile profile = shop();
    List<Refreshed> refreshed = Race.of(8, _ -> schemas.refresh(profile.id()));
    assertThat(refreshed).filteredOn(Refreshed::changed).hasSize(1);
    assertThat(schemas.list(profile.id())).hasSize(1);
  }

  @Test
  void takesASchemaWithoutTables() {
    ConnectionProfile profile = shop();
    server.answer(SchemaBuilder.postgresql().build());
    SnapshotSummary empty = schemas.refresh(profile.id()).snapshot();
    assertThat(empty.tablesCount()).isZero();
    assertThat(schemas.get(empty.id()).catalog().findUnqualified("orders")).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
