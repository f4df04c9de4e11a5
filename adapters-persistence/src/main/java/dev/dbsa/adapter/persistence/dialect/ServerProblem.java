package dev.dbsa.adapter.persistence.dialect;

import java.net.UnknownHostException;
import java.sql.SQLException;

/** What database servers have in common that stops a start; see {@link StoreDialect#problem}. */
final class ServerProblem {

  private ServerProblem() {}

  static String login() {
    return "refuses the login: check APP_DB_USERNAME and APP_DB_PASSWORD or APP_DB_PASSWORD_FILE";
  }

  static String missingDatabase() {
    return "does not exist: create the database, or name another one in APP_DB_URL";
  }

  static String readOnly() {
    return "cannot be written: grant the user of APP_DB_USERNAME the right to create and change tables"
        + " in the database, on a server that takes writes";
  }

  static String tooOld(String version, String oldest) {
    return "is on %s, which is too old: APP_DB_URL must name a server of %s or newer"
        .formatted(version, oldest);
  }

  /** Of a server that cannot be reached, or that says something without a translation. */
  static String ofConnection(SQLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException) {
        return "is on a host that nobody knows: check the host in APP_DB_URL";
      }
    }
    // Class 08 of ISO/IEC 9075, connection exceptions; MySQL's driver adds a class of its own.
    return String.valueOf(e.getSQLState()).startsWith("08")
        ? "cannot be reached: check host and port in APP_DB_URL, and that the server runs"
        : "cannot be used: " + firstLine(e);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
