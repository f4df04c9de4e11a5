package dev.dbsa.adapter.introspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Omission;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.testkit.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract needs on MySQL and MariaDB, and what only they have. */
abstract class MySqlContract extends SchemaReaderContract {

  @Override
  String manyPartitions(int count) {
    return "create table many (id int, region varchar(10)) partition by hash (id) partitions "
        + count;
  }

  private Login accountWith(String grant) {
    Login account = server.createUserWithoutRights();
    server.execute("mysql", grant.formatted(database(), "'" + account.user() + "'@'%'"));
    return account;
  }

  @Test
  void withoutShowViewTheDefinitionsAreOmittedAndNamed() {
    server.execute(database(), "create table t (id int); create view v as select id from t");
    Login account = accountWith("grant select on %s.* to %s");
    DatabaseSchema schema = reader.read(Targets.of(server, database(), account));
    assertThat(schema.relations())
        .extracting(r -> r.name().name(), r -> r.columns().size(), Relation::definition)
        .containsExactly(tuple("t", 1, null), tuple("v", 1, null));
    assertThat(schema.omissions())
        .contains(
            new Omission("definition of view " + database() + ".v", "the account lacks SHOW VIEW"));
  }

  @Test
  void whatTheAccountMayNotSeeIsNamed() {
    server.execute(database(), "create table mine (id int); create table other (id int)");
    Login account = accountWith("grant select on %s.mine to %s");
    DatabaseSchema schema = reader.read(Targets.of(server, database(), account));
    assertThat(schema.relations()).extracting(r -> r.name().name()).containsExactly("mine");
    assertThat(schema.omissions())
        .extracting(Omission::subject)
        .containsExactly(
            "functions and procedures of " + database(),
            "tables of " + database(),
            "triggers of " + database());
  }

  @Test
  void anAccountThatSeesEverythingMissesNothing() {
    Login account = accountWith("grant select, show view, trigger, execute on %s.* to %s");
    assertThat(reader.read(Targets.of(server, database(), account)).omissions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant insert on %1$s.* to %2$s",
        "grant update (id) on %1$s.t to %2$s",
        "grant create on *.* to %2$s",
        "grant trigger on `%1$s`.t to %2$s",
        "grant all privileges on `%%`.* to %2$s",
        "create role %1$s_r; grant delete on %1$s.* to %1$s_r; grant %1$s_r to %2$s",
        "create role %1$s_r, %1$s_n; grant delete on %1$s.* to %1$s_n;"
            + " grant %1$s_n to %1$s_r; grant %1$s_r to %2$s"
      })
  void everyRightToChangeSomethingShows(String grant) {
    server.execute(database(), "create table t (id int)");
    Login account = accountWith("grant select on %s.* to %s");
    assertThat(canWrite(account)).isFalse();
    server.execute("mysql", grant.formatted(database(), "'" + account.user() + "'@'%'"));
    assertThat(canWrite(account)).isTrue();
  }

  @Test
  void rightsOnOtherDatabasesDoNotCount() {
    String other = server.createDatabase("other");
    Login account = accountWith("grant select on %s.* to %s");
    server.execute("mysql", "grant all privileges on " + other + ".* to '" + account.user() + "'");
    assertThat(canWrite(account)).isFalse();
    server.dropDatabase(other);
  }

  private boolean canWrite(Login account) {
    Verification verification = reader.verify(Targets.of(server, database(), account));
    assertThat(verification).isInstanceOf(Verification.Verified.class);
    return ((Verification.Verified) verification).canWrite();
  }

  @Test
  void aFunctionAndAProcedureMayShareAName() {
    server.execute(
        database(),
        "create function f(a int) returns int deterministic return a",
        "create procedure f(in a int, in b int) select 1");
    assertThat(reader.read(Targets.of(server, database())).routines())
        .extracting(Routine::kind, Routine::arguments)
        .containsExactly(
            tuple(Routine.Kind.FUNCTION, "a " + intType()),
            tuple(Routine.Kind.PROCEDURE, "in a " + intType() + ", in b " + intType()));
  }

  abstract String intType();
}
