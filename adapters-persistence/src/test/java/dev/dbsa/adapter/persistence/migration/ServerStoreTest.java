package dev.dbsa.adapter.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.dbsa.adapter.persistence.dialect.StoreKind;
import dev.dbsa.testing.Race;
import dev.dbsa.testkit.DatabaseServer;
import dev.dbsa.testkit.EachServer;
import dev.dbsa.testkit.Login;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The schema on database servers, and what an operator is told who set something wrong. */
class ServerStoreTest {

  private static final String NEWEST = "13";

  private static StoreMigrations migrations(DatabaseServer server, String database, Login login) {
    return migrations(server.jdbcUrl(database), login);
  }

  private static StoreMigrations migrations(String jdbcUrl, Login login) {
    StoreKind kind = StoreKind.ofJdbcUrl(jdbcUrl);
    DataSource source = source(kind, jdbcUrl, login);
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/migration/" + kind.unit())
            .load();
    return new StoreMigrations(flyway, source, new StoreLocation(jdbcUrl, kind.dialect()));
  }

  private static DataSource source(StoreKind kind, String jdbcUrl, Login login) {
    if (kind == StoreKind.POSTGRESQL) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(jdbcUrl);
      source.setUser(login.user());
      source.setPassword(login.password());
      return source;
    }
    MysqlDataSource source = new MysqlDataSource();
    source.setUrl(jdbcUrl + "?sslMode=DISABLED&allowPublicKeyRetrieval=true");
    source.setUser(login.user());
    source.setPassword(login.password());
    return source;
  }

  private static void assertRefused(ThrowingCallable start, String... told) {
    assertThatThrownBy(start)
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageStartingWith("the metadata store jdbc:")
        .hasMessageContainingAll(told);
  }

  @EachServer
  void processesThatStartTogetherAllEndUpWithTheSchema(DatabaseServer server) {
    String database = server.createDatabase("together");

    List<String> versions = Race.of(4, _ -> migrations(server, database, server.admin()).migrate());

    assertThat(versions).containsOnly(NEWEST);
    assertThat(migrations(server, database, server.admin()).requireCurrent()).isEqualTo(NEWEST);
    assertThat(migrations(server, database, server.admin()).migrate()).isEqualTo(NEWEST);
  }

  @EachServer
  void namesTheCommandWhereThereIsNoSchema(DatabaseServer server) {
    String database = server.createDatabase("empty");

    assertRefused(
        () -> migrations(server, database, server.admin()).requireCurrent(),
        "it has no schema",
        "dbsa migrate");
  }

  @EachServer
  void stampRecordsTheVersionOfTablesThatAreThere(DatabaseServer server) {
    String database = server.createDatabase("stamped");
    StoreMigrations migrations = migrations(server, database, server.admin());
    assertRefused(migrations::stamp, "lacks the tables audit_event", "dbsa migrate");
    migrations.migrate();
    server.execute(database, "DROP TABLE flyway_schema_history");
    assertRefused(migrations::migrate, "dbsa stamp");

    assertThat(migrations.stamp()).isEqualTo(NEWEST);

    assertThat(migrations.migrate()).isEqualTo(NEWEST);
  }

  @EachServer
  void refusesADatabaseOfSomethingElse(DatabaseServer server) {
    String database = server.createDatabase("other");
    server.execute(database, "CREATE TABLE diary (day INTEGER)");

    assertRefused(
        () -> migrations(server, database, server.admin()).migrate(),
        "holds tables of something else");
  }

  @EachServer
  void saysThatThePasswordIsWrong(DatabaseServer server) {
    String database = server.createDatabase("locked");
    Login wrong = new Login(server.admin().user(), "wrong");

    assertRefused(
        () -> migrations(server, database, wrong).migrate(), "APP_DB_USERNAME", "APP_DB_PASSWORD");
  }

  @EachServer
  void saysThatTheDatabaseIsMissing(DatabaseServer server) {
    assertRefused(
        () -> migrations(server, "dbsa_missing", server.admin()).migrate(),
        "does not exist",
        "APP_DB_URL");
  }

  @EachServer
  void saysThatTheHostIsUnknown(DatabaseServer server) {
    String url =
        server.jdbcUrl("dbsa").replace(server.host() + ":" + server.port(), "store.invalid");

    assertRefused(
        () -> migrations(url, server.admin()).migrate(), "a host that nobody knows", "APP_DB_URL");
  }

  @EachServer
  void saysThatNobodyListens(DatabaseServer server) {
    String url = server.jdbcUrl("dbsa").replace(":" + server.port(), ":1");

    assertRefused(
        () -> migrations(url, server.admin()).migrate(), "cannot be reached", "APP_DB_URL");
  }

  @EachServer
  void saysThatTheUserMayNotWrite(DatabaseServer server) {
    String database = server.createDatabase("readonly");
    Login reader = server.createReadOnlyUser(database);
    assertRefused(
        () -> migrations(server, database, reader).migrate(),
        "cannot be written",
        "APP_DB_USERNAME");
    migrations(server, database, server.admin()).migrate();

    assertRefused(
        () -> migrations(server, database, reader).migrate(),
        "cannot be written",
        "APP_DB_USERNAME");
  }
}
