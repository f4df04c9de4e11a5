package dev.dbsa.adapter.introspect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.network.AllowedHosts;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.Identifiers;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema reader promises, proved on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SchemaReaderContract {
  /** {@code -Ddbsa.golden=write} writes the golden files anew, for a person to review. */
  private static final boolean WRITE_GOLDEN = "write".equals(System.getProperty("dbsa.golden"));

  /** Bytes of a server's answer to the reading of the rich schema, after the login. */
  private static final long HALF_WAY = 8_000;

  final SchemaReader reader = new JdbcSchemaReader(ReadLimits.DEFAULT);
  DatabaseServer server;
  private @Nullable String current;
  private @Nullable String rich;

  @BeforeEach
  void use(DatabaseServer running) {
    server = running;
  }

  /** The test's own database, empty at first, or the one it chose. */
  String database() {
    if (current == null) {
      current = server.createDatabase("empty");
    }
    return current;
  }

  /** Has the test look at a database full of everything, which others look at too. */
  void useRichSchema() {
    if (rich == null) {
      rich = RichSchema.loadInto(server);
    }
    current = rich;
  }

  /** Has the test work in a database full of everything, which it may change. */
  void useOwnRichSchema() {
    current = RichSchema.loadInto(server);
  }

  @AfterEach
  void dropOwnDatabase() {
    if (current != null && !current.equals(rich)) {
      server.dropDatabase(current);
    }
    current = null;
  }

  @AfterAll
  void dropRichDatabase() {
    if (rich != null) {
      server.dropDatabase(rich);
    }
  }

  @Test
  void everyObjectReadsAsTheGoldenFileSays() throws IOException {
    useRichSchema();
    String text =
        SchemaText.of(reader.read(Targets.of(server, database()))).replace(database(), "DATABASE");
    Path golden =
        Path.of("src/test/resources/dev/dbsa/adapter/introspect/golden")
            .resolve(RichSchema.goldenFile(server));
    if (WRITE_GOLDEN) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void theSameSchemaHasTheSameHashAtEveryReading() {
    useRichSchema();
    DatabaseSchema first = reader.read(Targets.of(server, database()));
    DatabaseSchema second = reader.read(Targets.of(server, database()));
    assertThat(SchemaText.of(second)).isEqualTo(SchemaText.of(first));
    assertThat(SchemaHash.of(second)).isEqualTo(SchemaHash.of(first));
  }

  @Test
  void anEmptyDatabaseIsPresentAndEmpty() {
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(schema.server().product()).isEqualTo(server.product());
    assertThat(server.version()).startsWith(schema.server().version());
    assertThat(schema.server().database()).isEqualTo(database());
    assertThat(schema.schemas()).isNotEmpty().isEqualTo(schema.searchPath());
    assertThat(schema.relations()).isEmpty();
    assertThat(schema.routines()).isEmpty();
    assertThat(schema.types()).isEmpty();
  }

  @Test
  void aReadOnlyAccountReadsTheSameTables() {
    useRichSchema();
    DatabaseSchema all = reader.read(Targets.of(server, database()));
    Login account = server.createReadOnlyUser(database());
    DatabaseSchema seen = reader.read(Targets.of(server, database(), account));
    assertThat(withoutStatistics(seen)).isEqualTo(withoutStatistics(all));
  }

  private static List<Relation> withoutStatistics(DatabaseSchema schema) {
    return schema.relations().stream().map(r -> r.withStatistics(RelationStatistics.NONE)).toList();
  }

  @Test
  void verifyTellsWhoTheAccountIsAndThatItOnlyReads() {
    Login account = server.createReadOnlyUser(database());
    Verification verification = reader.verify(Targets.of(server, database(), account));
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            verified -> {
              assertThat(verified.product()).isEqualTo(server.product());
              assertThat(server.version()).startsWith(verified.version());
              assertThat(verified.user()).startsWith(account.user());
              assertThat(verified.canWrite()).isFalse();
              assertThat(verified.warnings()).containsExactly("The connection is not encrypted.");
            });
  }

  @Test
  void verifyWarnsOfAnAccountThatMayDoEverything() {
    Verification verification = reader.verify(Targets.of(server, database()));
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            verified -> {
              assertThat(verified.canWrite()).isTrue();
              assertThat(verified.warnings())
                  .anyMatch(w -> w.startsWith("The account is a"))
                  .anyMatch(w -> w.startsWith("The account can write"));
            });
  }

  @Test
  void anAccountWithoutRightsIsRefused() {
    Login nobody = server.createUserWithoutRights();
    assertRefused(Targets.of(server, database(), nobody), database());
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() {
    Login wrong = new Login(server.admin().user(), "wr0ng-pa55word");
    assertRefused(Targets.of(server, database(), wrong), server.admin().user());
  }

  @Test
  void aMissingDatabaseIsRefused() {
    assertRefused(Targets.of(server, "no_such_database"), "no_such_database");
  }

  private void assertRefused(TargetDatabase target, String mentioned) {
    assertThatThrownBy(() -> reader.read(target))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              assertThat(e.detail()).contains(mentioned);
              Messages.assertForPeople(e.detail());
              assertThat(e.detail()).doesNotContain("wr0ng-pa55word");
            });
    assertThat(reader.verify(target))
        .isInstanceOfSatisfying(
            Verification.Refused.class, r -> assertThat(r.reason()).contains(mentioned));
  }

  /** Names that would be options, hosts or another database if they ever became part of a URL. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x?allowLoadLocalInfile=true&sslMode=VERIFY_IDENTITY",
        "a/b&socketFactory=java.lang.String",
        "x?loggerLevel=TRACE&loggerFile=/tmp/hostile.log",
        "x#y%2e%00",
        "a,b:1(c=d)",
        "🛒 \"o'n`e\""
      })
  void aDatabaseNameIsNothingButAName(String name) {
    String created = Targets.dialect(server) == Dialect.MYSQL ? name.replace("🛒", "☃") : name;
    String quoted = Identifiers.quote(Targets.dialect(server), created);
    server.execute(database(), "CREATE DATABASE " + quoted);
    try {
      DatabaseSchema schema = reader.read(Targets.of(server, created));
      assertThat(schema.server().database()).isEqualTo(created);
    } finally {
      server.execute(database(), "DROP DATABASE " + quoted);
    }
  }

  @Test
  void manyPartitionsAreOneTable() {
    server.execute(database(), manyPartitions(partitionCount()));
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(schema.relations())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.kind()).isEqualTo(RelationKind.PARTITIONED_TABLE);
              assertThat(table.partitioning()).isNotNull();
              assertThat(table.partitioning().partitionCount()).isEqualTo(partitionCount());
              assertThat(table.partitioning().partitionNames()).hasSize(Partitioning.MAX_NAMES);
              assertThat(table.partitioning().partitions()).hasSize(partitionCount());
              assertThat(table.columns()).hasSize(2);
            });
  }

  /** A table of so many partitions and two columns. */
  abstract String manyPartitions(int count);

  /** More than a snapshot names. */
  int partitionCount() {
    return Partitioning.MAX_NAMES + 1;
  }

  @Test
  void aServerThatGoesHalfWayFailsTheReading() throws InterruptedException {
    useRichSchema();
    try (Proxy proxy = Proxy.cutting(server.port(), HALF_WAY)) {
      assertThatThrownBy(() -> reader.read(Targets.through(proxy.port(), server, database())))
          .isInstanceOfSatisfying(
              DbsaException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.TARGET_FAILED);
                assertThat(e.detail()).contains("was lost");
                Messages.assertForPeople(e.detail());
              });
      proxy.awaitFailure();
    }
  }

  @Test
  void aServerThatFallsSilentTimesOut() throws InterruptedException {
    useRichSchema();
    SchemaReader impatient =
        new JdbcSchemaReader(limits(Duration.ofMinutes(1), Duration.ofSeconds(2)));
    try (Proxy proxy = Proxy.stalling(server.port(), HALF_WAY)) {
      assertThatThrownBy(() -> impatient.read(Targets.through(proxy.port(), server, database())))
          .isInstanceOfSatisfying(
              DbsaException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.TARGET_TIMEOUT);
                assertThat(e.detail()).contains("longer than 2 seconds");
              });
      proxy.awaitClientGone();
    }
  }

  @Test
  void anInterruptEndsTheReadingAtOnce() throws Exception {
    useRichSchema();
    try (Proxy proxy = Proxy.stalling(server.port(), HALF_WAY)) {
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    failure.complete(
                        catchThrowable(
                            () -> reader.read(Targets.through(proxy.port(), server, database()))));
                    stillInterrupted.complete(Thread.currentThread().isInterrupted());
                  });
      proxy.awaitFailure();
      caller.interrupt();
      assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(DbsaException.class);
      assertThat(stillInterrupted.get(5, TimeUnit.SECONDS)).isTrue();
      proxy.awaitClientGone();
    }
  }

  @Test
  void theServerGivesUpAQueryThatTakesTooLong() {
    // No server lists two thousand columns within a millisecond.
    String columns =
        IntStream.rangeClosed(1, 40).mapToObj(i -> "c" + i + " int").collect(joining(", "));
    server.execute(
        database(),
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> "create table t" + i + " (" + columns + ")")
            .collect(joining(";")));
    SchemaReader hasty = new JdbcSchemaReader(limits(Duration.ofMillis(1), Duration.ofMinutes(1)));
    assertThatThrownBy(() -> hasty.read(Targets.of(server, database())))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TARGET_TIMEOUT);
              Messages.assertForPeople(e.detail());
            });
  }

  private static ReadLimits limits(Duration statement, Duration read) {
    return new ReadLimits(Duration.ofSeconds(10), statement, read, 100);
  }

  @Test
  void aSmallFetchSizeReadsTheSame() {
    useRichSchema();
    SchemaReader tiny =
        new JdbcSchemaReader(
            new ReadLimits(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(1), 1));
    assertThat(SchemaHash.of(tiny.read(Targets.of(server, database()))))
        .isEqualTo(SchemaHash.of(reader.read(Targets.of(server, database()))));
  }

  /** Readers and a session that creates and drops what they read must not disturb each other. */
  @Test
  void aSchemaThatChangesMeanwhileCanStillBeRead() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !done.get(); i++) {
                server.execute(
                    database(),
                    "create table t"
                        + i
                        + " (id int primary key, a int default 1, b varchar(10) not null);"
                        + "create index ix"
                        + i
                        + " on t"
                        + i
                        + " (a, b);"
                        + "create view v"
                        + i
                        + " as select a, b from t"
                        + i
                        + ";",
                    "drop view v" + i + "; drop table t" + i);
              }
            });
    try {
      for (int i = 0; i < 15; i++) {
        DatabaseSchema schema = reader.read(Targets.of(server, database()));
        assertThat(schema.relations()).hasSizeLessThanOrEqualTo(2);
      }
    } finally {
      done.set(true);
      changes.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void manyReadingsAtOnceAreIndependent() throws Exception {
    useRichSchema();
    String expected = SchemaHash.of(reader.read(Targets.of(server, database())));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        hashes.add(
            executor.submit(() -> SchemaHash.of(reader.read(Targets.of(server, database())))));
      }
      for (Future<String> hash : hashes) {
        assertThat(hash.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aServerWithoutTrustedCertificateIsRefusedByVerifyFull() {
    assertThatThrownBy(() -> reader.read(Targets.of(server, database(), SslMode.VERIFY_FULL)))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              assertThat(e.detail()).contains("verify-full");
              Messages.assertForPeople(e.detail());
            });
  }

  @Test
  void preferReadsWithOrWithoutEncryption() {
    assertThat(reader.read(Targets.of(server, database(), SslMode.PREFER)).relations()).isEmpty();
  }

  /** A reader for whom a name that nobody else knows leads to these addresses. */
  private static SchemaReader reader(
      String allowed, List<String> addresses, AtomicInteger lookUps) {
    return new JdbcSchemaReader(
        ReadLimits.DEFAULT,
        new HostGuard(
            AllowedHosts.parse(allowed),
            host -> {
              lookUps.incrementAndGet();
              return addresses.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
            }));
  }

  private TargetDatabase named(String host, SslMode mode) {
    return Targets.at(
        Targets.dialect(server), host, server.port(), database(), server.admin(), mode);
  }

  @ParameterizedTest
  @EnumSource(
      value = SslMode.class,
      names = {"DISABLE", "PREFER"})
  void connectsToTheAddressThatWasCheckedAndAsksForTheNameOnce(SslMode mode) {
    AtomicInteger lookUps = new AtomicInteger();

    Verification verification =
        reader("db.dbsa.invalid", List.of("127.0.0.1"), lookUps)
            .verify(named("db.dbsa.invalid", mode));

    assertThat(verification).isInstanceOf(Verification.Verified.class);
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void goesOnToTheNextAddressWhereOneDoesNotAccept() {
    assertThat(
            reader("", List.of("127.0.0.2", "127.0.0.1"), new AtomicInteger())
                .verify(named("db.dbsa.invalid", SslMode.PREFER)))
        .isInstanceOf(Verification.Verified.class);
  }

  @ParameterizedTest
  @CsvSource({
    "other.dbsa.invalid, 127.0.0.1, APP_TARGET_ALLOWED_HOSTS",
    "10.0.0.0/8, 127.0.0.1, APP_TARGET_ALLOWED_HOSTS",
    "db.dbsa.invalid, 169.254.169.254, never called",
    "'', 127.0.0.1 169.254.169.254, never called",
    "'', 64:ff9b::a9fe:a9fe, never called",
    "'', fe80::1, never called"
  })
  void callsNoHostThatMustNotBeCalled(String allowed, String addresses, String reason) {
    SchemaReader guarded = reader(allowed, List.of(addresses.split(" ")), new AtomicInteger());
    TargetDatabase target = named("db.dbsa.invalid", SslMode.PREFER);

    assertThat(guarded.verify(target))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            refused -> {
              assertThat(refused.reason()).contains("db.dbsa.invalid", reason);
              Messages.assertForPeople(refused.reason());
            });
    assertThatThrownBy(() -> guarded.read(target))
        .isInstanceOfSatisfying(
            DbsaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_NOT_ALLOWED));
  }
}
