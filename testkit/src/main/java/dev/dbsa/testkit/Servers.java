package dev.dbsa.testkit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The test servers of this JVM. Each is started by the first call that asks for it, once per JVM
 * whatever the number of class loaders, and ends with the JVM, even if that is killed.
 *
 * <p>Servers are unpacked once per user, below {@code $XDG_CACHE_HOME/dbsa-testkit} or {@code
 * ~/.cache/dbsa-testkit}; delete that folder to have them unpacked or downloaded again. Linux and
 * macOS only. Works as root as well, and with any number of JVMs side by side.
 */
public final class Servers {

  /**
   * Environment variable. {@code required}: a test whose server cannot be had fails. {@code
   * optional} or unset: it is skipped with the reason.
   */
  public static final String REQUIREMENT = "DBSA_TEST_SERVERS";

  /**
   * System property. {@code true}: servers keep what they commit and have memory to work with, as
   * where they are in earnest, rather than starting fast.
   */
  public static final String DURABLE = "dbsa.testkit.durable";

  private static final System.Logger LOG = System.getLogger(Servers.class.getName());

  private Servers() {}

  /** The embedded PostgreSQL; fails as {@link #get} does. */
  public static DatabaseServer postgresql() {
    return get(ServerKind.POSTGRESQL);
  }

  /** The PostgreSQL that is installed on the machine; fails as {@link #get} does. */
  public static DatabaseServer installedPostgresql() {
    return get(ServerKind.INSTALLED_POSTGRESQL);
  }

  /** MariaDB; fails as {@link #get} does. */
  public static DatabaseServer mariadb() {
    return get(ServerKind.MARIADB);
  }

  /** MySQL; fails as {@link #get} does. */
  public static DatabaseServer mysql() {
    return get(ServerKind.MYSQL);
  }

  /**
   * The server of the given kind, started now if it does not run yet. A failed start is not tried
   * again in the same JVM.
   *
   * @throws ServerUnavailable if it cannot be had on this machine
   */
  public static DatabaseServer get(ServerKind kind) {
    // Quarkus loads tests by several class loaders, each with its own copy of this class; system
    // properties and interned strings are what all of them share.
    String property = "dev.dbsa.testkit.server." + kind.name().toLowerCase(Locale.ROOT);
    synchronized (property.intern()) {
      String outcome = System.getProperty(property);
      if (outcome == null) {
        outcome = start(kind).asText();
        System.setProperty(property, outcome);
      }
      return switch (StartOutcome.parse(outcome)) {
        case StartOutcome.Started started -> server(kind, started);
        case StartOutcome.Failed failed -> throw new ServerUnavailable(kind, failed.reason());
      };
    }
  }

  /**
   * As {@link #get}, but a server that cannot be had skips the calling test, unless the environment
   * variable {@value #REQUIREMENT} makes it fail.
   */
  public static DatabaseServer assume(ServerKind kind) {
    reasonToSkip(kind).ifPresent(Assumptions::abort);
    return get(kind);
  }

  /**
   * Why tests with this server are to be skipped; empty if it runs. Starts it to find out.
   *
   * @throws ServerUnavailable if it cannot be had, and the environment variable {@value
   *     #REQUIREMENT} does not allow that
   */
  static Optional<String> reasonToSkip(ServerKind kind) {
    try {
      get(kind);
      return Optional.empty();
    } catch (ServerUnavailable e) {
      if (areRequired(System.getenv(REQUIREMENT))) {
        throw e;
      }
      return Optional.of(
          e.getMessage() + " (" + REQUIREMENT + "=required would make this a failure)");
    }
  }

  static boolean areRequired(@Nullable String requirement) {
    return switch (requirement) {
      case null -> false;
      case "", "optional" -> false;
      case "required" -> true;
      default ->
          throw new IllegalArgumentException(
              REQUIREMENT + " must be 'required' or 'optional', not '" + requirement + "'");
    };
  }

  static boolean isDurable() {
    return Boolean.getBoolean(DURABLE);
  }

  private static DatabaseServer server(ServerKind kind, StartOutcome.Started started) {
    return switch (kind) {
      case POSTGRESQL, INSTALLED_POSTGRESQL ->
          new PostgresqlServer(kind, started.port(), started.admin());
      case MARIADB, MYSQL -> new MysqlServer(kind, started.port(), started.admin());
    };
  }

  private static StartOutcome start(ServerKind kind) {
    long begin = System.nanoTime();
    try {
      StartOutcome.Started started =
          switch (kind) {
            case POSTGRESQL -> PostgresqlLauncher.embedded().launch();
            case INSTALLED_POSTGRESQL -> PostgresqlLauncher.installed().launch();
            case MARIADB -> MysqlLauncher.mariadb().launch();
            case MYSQL -> MysqlLauncher.mysql().launch();
          };
      long millis = (System.nanoTime() - begin) / 1_000_000;
      LOG.log(
          Level.INFO, "{0} runs on port {1,number,#}, after {2} ms", kind, started.port(), millis);
      return started;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      LOG.log(Level.WARNING, "{0} cannot be had here: {1}", kind, reason);
      return new StartOutcome.Failed(reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnavailable(kind, "the start was interrupted");
    }
  }
}
