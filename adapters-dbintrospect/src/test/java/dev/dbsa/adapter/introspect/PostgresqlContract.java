package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaHash;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.testkit.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract needs on PostgreSQL, and what only PostgreSQL has. */
abstract class PostgresqlContract extends SchemaReaderContract {

  @Override
  String manyPartitions(int count) {
    return """
        create table many (id integer, region text) partition by list (id);
        do $$ begin
          for i in 1..%d loop
            execute format('create table many_%%s partition of many for values in (%%s)', i, i);
          end loop;
        end $$;
        """
        .formatted(count);
  }

  @Test
  void partitionsAreKeptByNameWithTheirBoundAndTheirOwnOrderOfColumns() {
    server.execute(
        database(),
        """
        create schema p;
        create table parted (id integer, region text) partition by range (id);
        create table p.low partition of parted for values from (0) to (10) partition by list (region);
        create table p.low_north partition of p.low for values in ('north');
        create table swapped (region text, id integer);
        alter table parted attach partition swapped default;
        create table shifted (gone integer, id integer, region text);
        alter table shifted drop column gone;
        alter table parted attach partition shifted for values from (10) to (20);
        """);
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(relation(schema, "public", "parted").partitioning().partitions())
        .extracting(
            Partition::name,
            Partition::parent,
            Partition::bound,
            Partition::divided,
            Partition::columnOrder)
        .containsExactly(
            tuple(
                new ObjectName("p", "low"),
                new ObjectName("public", "parted"),
                "FOR VALUES FROM (0) TO (10)",
                true,
                List.of()),
            tuple(
                new ObjectName("p", "low_north"),
                new ObjectName("p", "low"),
                "FOR VALUES IN ('north')",
                false,
                List.of()),
            tuple(
                new ObjectName("public", "shifted"),
                new ObjectName("public", "parted"),
                "FOR VALUES FROM (10) TO (20)",
                false,
                List.of()),
            tuple(
                new ObjectName("public", "swapped"),
                new ObjectName("public", "parted"),
                "DEFAULT",
                false,
                List.of("region", "id")));
  }

  private Relation relation(DatabaseSchema schema, String schemaName, String name) {
    return schema.relations().stream()
        .filter(r -> r.name().equals(new ObjectName(schemaName, name)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void extensionsAreListedAndTheirObjectsLeftOut() {
    server.execute(
        database(),
        "create extension citext; create extension pg_stat_statements; create schema x;"
            + " create extension cube schema x; create table t (name citext primary key)");
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(schema.extensions())
        .extracting(Extension::name, Extension::schema)
        .contains(tuple("citext", "public"), tuple("cube", "x"));
    assertThat(schema.relations())
        .singleElement()
        .satisfies(t -> assertThat(t.columns().getFirst().type()).isEqualTo("public.citext"));
    assertThat(schema.routines()).isEmpty();
    assertThat(schema.types()).isEmpty();
  }

  /** The functions and operators of the hostile schema fail whoever calls them. */
  @Test
  void aHostileSchemaOnTheSearchPathShadowsNothing() {
    useOwnRichSchema();
    Login victim = server.createReadOnlyUser(database());
    server.execute(
        database(),
        """
        create schema hostile;
        create function hostile.trap() returns boolean language plpgsql as 'begin raise ''trapped''; end';
        create function hostile.eq(oid, oid) returns boolean language sql as 'select hostile.trap()';
        create function hostile.eq(name, name) returns boolean language sql as 'select hostile.trap()';
        create function hostile.eq("char", "char") returns boolean language sql as 'select hostile.trap()';
        create function hostile.match(name, text) returns boolean language sql as 'select hostile.trap()';
        create operator hostile.= (function = hostile.eq, leftarg = oid, rightarg = oid);
        create operator hostile.= (function = hostile.eq, leftarg = name, rightarg = name);
        create operator hostile.= (function = hostile.eq, leftarg = "char", rightarg = "char");
        create operator hostile.!~ (function = hostile.match, leftarg = name, rightarg = text);
        create function hostile.current_setting(text) returns text language sql as 'select hostile.trap()::text';
        create function hostile.format_type(oid, integer) returns text language sql as 'select hostile.trap()::text';
        create function hostile.set_config(text, text, boolean) returns text language sql as 'select hostile.trap()::text';
        create table hostile.pg_class (oid oid, relname name);
        create table hostile.pg_namespace (oid oid, nspname name);
        """,
        "alter role " + victim.user() + " set search_path = hostile, pg_catalog");
    DatabaseSchema seen = reader.read(Targets.of(server, database(), victim));
    DatabaseSchema all = reader.read(Targets.of(server, database()));
    assertThat(seen.relations()).hasSameSizeAs(all.relations());
    assertThat(seen.searchPath()).containsExactly("hostile");
    assertThat(reader.verify(Targets.of(server, database(), victim)))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void theSearchPathIsTheAccountsOwn() {
    useRichSchema();
    Login account = server.createReadOnlyUser(database());
    server.execute(
        database(),
        "alter role " + account.user() + " set search_path = \"$user\", shop, nowhere, public");
    assertThat(reader.read(Targets.of(server, database(), account)).searchPath())
        .containsExactly("shop", "public");
  }

  @Test
  void theTimeZoneOfThisMachineDoesNotShow() {
    useRichSchema();
    String expected = SchemaHash.of(reader.read(Targets.of(server, database())));
    TimeZone own = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(SchemaHash.of(reader.read(Targets.of(server, database())))).isEqualTo(expected);
    } finally {
      TimeZone.setDefault(own);
    }
  }

  @Test
  void theTimeZoneOfTheDatabaseShowsInTheSettings() {
    server.execute(database(), "alter database " + database() + " set timezone = 'Europe/Vienna'");
    assertThat(reader.read(Targets.of(server, database())).server().settings())
        .containsEntry("TimeZone", "Europe/Vienna");
  }

  @Test
  void aViewOverALockedTableIsReadWithoutItsDefinition() throws SQLException {
    server.execute(
        database(),
        "create table locked (id integer); create table free (id integer);"
            + " create view v_locked as select id from locked;"
            + " create view v_free as select id from free");
    JdbcSchemaReader patient =
        new JdbcSchemaReader(
            new ReadLimits(
                Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMinutes(1), 100));
    try (Connection other = server.connect(database());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("alter table locked add column more text");
      DatabaseSchema schema = patient.read(Targets.of(server, database()));
      assertThat(relation(schema, "public", "v_locked").definition()).isNull();
      assertThat(relation(schema, "public", "v_locked").columns()).hasSize(1);
      assertThat(relation(schema, "public", "v_free").definition()).contains("free");
      assertThat(schema.omissions())
          .singleElement()
          .satisfies(
              o -> {
                assertThat(o.subject()).isEqualTo("definition of view public.v_locked");
                assertThat(o.reason()).contains("another session");
              });
      other.rollback();
    }
  }

  @Test
  void anIndexThatCouldNotBeBuiltIsInvalid() {
    server.execute(database(), "create table t (a integer); insert into t values (1), (1)");
    Throwable failure =
        catchThrowable(
            () -> server.execute(database(), "create unique index concurrently broken on t (a)"));
    assertThat(failure).hasMessageContaining("broken");
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(relation(schema, "public", "t").indexes())
        .singleElement()
        .matches(index -> !index.valid(), "is invalid")
        .extracting(Index::name)
        .isEqualTo("broken");
  }

  @Test
  void aForeignKeyToAPartitionKeepsItsColumns() {
    server.execute(
        database(),
        """
        create table parts (id integer, region text) partition by list (region);
        create table dropped_first (gone integer, id integer unique, region text);
        alter table dropped_first drop column gone;
        alter table parts attach partition dropped_first for values in ('x');
        create table child (part integer references dropped_first (id));
        """);
    DatabaseSchema schema = reader.read(Targets.of(server, database()));
    assertThat(relation(schema, "public", "child").foreignKeys())
        .extracting(ForeignKey::target, ForeignKey::targetColumns)
        .containsExactly(tuple(new ObjectName("public", "dropped_first"), List.of("id")));
  }

  /** Byte 0x81 is nothing in WIN1252, 0xFF is nothing in UTF-8. */
  @ParameterizedTest
  @CsvSource({"WIN1252, 201", "SQL_ASCII, 377", "LATIN1, 344"})
  void textThatIsNotUnicodeDoesNotStopTheReading(String encoding, String octal) {
    String legacy = database() + "_legacy";
    server.execute(
        database(),
        "create database "
            + legacy
            + " encoding '"
            + encoding
            + "' lc_collate 'C' lc_ctype 'C' template template0");
    try {
      server.execute(
          legacy,
          "create table t (id integer default 1); comment on table t is E'a\\" + octal + "b'");
      DatabaseSchema schema = reader.read(Targets.of(server, legacy));
      assertThat(relation(schema, "public", "t").comment())
          .startsWith("a")
          .endsWith("b")
          .hasSize(3);
      if (encoding.equals("LATIN1")) {
        assertThat(relation(schema, "public", "t").comment()).isEqualTo("aäb");
      }
    } finally {
      server.dropDatabase(legacy);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant insert on t to %s",
        "grant truncate on t to %s",
        "grant update (a) on t to %s",
        "grant delete on v to %s",
        "grant create on schema s to %s",
        "grant create on database %2$s to %1$s",
        "alter table t owner to %s",
        "create role %1$s_w noinherit; grant insert on t to %1$s_w;"
            + " alter role %1$s noinherit; grant %1$s_w to %1$s"
      })
  void everyRightToChangeSomethingShows(String grant) {
    server.execute(
        database(),
        "create table t (a integer); create view v as select a from t; create schema s");
    server.execute(database(), "revoke create on schema public from public");
    Login account = server.createReadOnlyUser(database());
    assertThat(canWrite(account)).isFalse();
    server.execute(database(), grant.formatted(account.user(), database()));
    assertThat(canWrite(account)).isTrue();
  }

  private boolean canWrite(Login account) {
    Verification verification = reader.verify(Targets.of(server, database(), account));
    assertThat(verification).isInstanceOf(Verification.Verified.class);
    return ((Verification.Verified) verification).canWrite();
  }

  @Test
  void requireIsRefusedWhereTheServerHasNoEncryption() {
    assertThatThrownBy(() -> reader.read(Targets.of(server, database(), SslMode.REQUIRE)))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              assertThat(e.detail()).contains("does not offer encrypted connections", "require");
            });
  }

  @Test
  void anUntrustedCertificateMattersToVerifyFullOnly(@TempDir Path folder) throws Exception {
    try (TlsFront front = TlsFront.of(server.port(), TlsFront.untrusted(folder))) {
      assertThat(verifyThrough(front, SslMode.PREFER)).isInstanceOf(Verification.Verified.class);
      assertThat(verifyThrough(front, SslMode.REQUIRE)).isInstanceOf(Verification.Verified.class);
      assertThat(verifyThrough(front, SslMode.VERIFY_FULL))
          .isInstanceOfSatisfying(
              Verification.Refused.class,
              r -> {
                assertThat(r.reason()).contains("not trusted");
                Messages.assertForPeople(r.reason());
              });
    }
  }

  @Test
  void verifyFullTakesACertificateOfATrustedAuthorityForThisVeryHost(@TempDir Path folder)
      throws Exception {
    TestAuthority authority = TestAuthority.of(folder, "db.dbsa.invalid");
    Path trusted = authority.trustStore();
    try (TlsFront front = TlsFront.of(server.port(), authority.server())) {
      assertThat(
              TrustingProcess.verify(trusted, server, "db.dbsa.invalid", front.port(), database()))
          .startsWith("verified");
      assertThat(
              TrustingProcess.verify(
                  trusted, server, "other.dbsa.invalid", front.port(), database()))
          .startsWith("refused")
          .contains("does not belong to this host");
    }
  }

  private Verification verifyThrough(TlsFront front, SslMode mode) {
    return reader.verify(
        Targets.at(
            Dialect.POSTGRESQL, "localhost", front.port(), database(), server.admin(), mode));
  }
}
