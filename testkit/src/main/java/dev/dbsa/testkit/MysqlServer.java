package dev.dbsa.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A MySQL or MariaDB server. */
record MysqlServer(ServerKind kind, int port, Login admin) implements DatabaseServer {

  private static final String MAINTENANCE = "mysql";

  @Override
  public String product() {
    return kind == ServerKind.MARIADB ? "MariaDB" : "MySQL";
  }

  @Override
  public String version() {
    return Sql.queryText(this, MAINTENANCE, "SELECT VERSION()");
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:mysql://" + host() + ":" + port + "/" + database;
  }

  @Override
  public String createDatabase(String nameHint) {
    String name = Sql.uniqueName(nameHint);
    execute(MAINTENANCE, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return name;
  }

  @Override
  public void dropDatabase(String database) {
    execute(MAINTENANCE, "DROP DATABASE IF EXISTS `" + database + "`");
  }

  @Override
  public Connection connect(String database, Login login) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("allowMultiQueries", "true");
    // On the loopback address TLS only costs time; without it the password needs the server's key.
    properties.setProperty("sslMode", "DISABLED");
    properties.setProperty("allowPublicKeyRetrieval", "true");
    return Sql.connect(jdbcUrl(database), properties);
  }

  @Override
  public void execute(String database, String... scripts) {
    Sql.execute(this, database, scripts);
  }

  @Override
  public Login createReadOnlyUser(String database) {
    Login reader = createUser("reader");
    // In a GRANT, an underscore in a database's name stands for any character.
    String pattern = database.replace("_", "\\_");
    execute(
        MAINTENANCE, "GRANT SELECT, SHOW VIEW ON `" + pattern + "`.* TO '" + reader.user() + "'");
    return reader;
  }

  @Override
  public Login createUserWithoutRights() {
    return createUser("nobody");
  }

  private Login createUser(String nameHint) {
    Login login = Sql.uniqueLogin(nameHint);
    execute(
        MAINTENANCE, "CREATE USER '" + login.user() + "' IDENTIFIED BY '" + login.password() + "'");
    return login;
  }
}
