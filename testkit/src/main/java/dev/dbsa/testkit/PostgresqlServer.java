package dev.dbsa.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A PostgreSQL server. */
record PostgresqlServer(ServerKind kind, int port, Login admin) implements DatabaseServer {

  private static final String MAINTENANCE = "postgres";

  @Override
  public String product() {
    return "PostgreSQL";
  }

  @Override
  public String version() {
    return Sql.queryText(this, MAINTENANCE, "SHOW server_version");
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
  }

  @Override
  public String createDatabase(String nameHint) {
    String name = Sql.uniqueName(nameHint);
    execute(MAINTENANCE, "CREATE DATABASE " + name);
    // Everybody may connect to a new database and create temporary tables in it.
    execute(MAINTENANCE, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    return name;
  }

  @Override
  public void dropDatabase(String database) {
    execute(MAINTENANCE, "DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
  }

  @Override
  public Connection connect(String database, Login login) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    return Sql.connect(jdbcUrl(database), properties);
  }

  @Override
  public void execute(String database, String... scripts) {
    Sql.execute(this, database, scripts);
  }

  @Override
  public Login createReadOnlyUser(String database) {
    Login reader = createUser("reader");
    execute(
        MAINTENANCE,
        "GRANT CONNECT ON DATABASE \"" + database + "\" TO " + reader.user(),
        "GRANT pg_read_all_data TO " + reader.user());
    return reader;
  }

  @Override
  public Login createUserWithoutRights() {
    return createUser("nobody");
  }

  private Login createUser(String nameHint) {
    Login login = Sql.uniqueLogin(nameHint);
    execute(
        MAINTENANCE, "CREATE ROLE " + login.user() + " LOGIN PASSWORD '" + login.password() + "'");
    return login;
  }
}
