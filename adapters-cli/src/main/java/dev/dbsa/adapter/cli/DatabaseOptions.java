package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.sql.Dialect;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say where a database is and who reads it. */
final class DatabaseOptions {
  private static final String PASSWORD = "DBSA_DATABASE_PASSWORD";

  /** Nothing but where the database is: drivers give a meaning to much else in a URL. */
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:(postgresql|mysql|mariadb)://(?:\\[([0-9A-Fa-f:.]+)\\]|([^/:?@\\[\\]]+))"
              + "(?::([0-9]{1,5}))?/([^/?&]+)");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST[:PORT]/DATABASE, or with mysql or mariadb.")
  private @Nullable String url;

  @Option(names = "--username", paramLabel = "NAME", description = "An account that may read.")
  private @Nullable String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file with its password; - is standard input. Default: " + PASSWORD + ".")
  private @Nullable String passwordFile;

  @Option(
      names = "--ssl-mode",
      paramLabel = "SSL_MODE",
      completionCandidates = Choices.SslModes.class,
      description = "${COMPLETION-CANDIDATES}. Default: prefer.")
  private String sslMode = SslMode.PREFER.label();

  boolean isNamed() {
    return url != null;
  }

  /** Whether there is an account, which only a database has. */
  boolean hasAccount() {
    return username != null || passwordFile != null;
  }

  /**
   * @throws UsageException if a flag is missing or wrong
   */
  Endpoint endpoint() {
    Matcher parts = URL.matcher(url == null ? "" : url);
    if (!parts.matches()) {
      // Not shown: it may hold a password.
      throw new UsageException(
          "--url must be jdbc:postgresql://HOST[:PORT]/DATABASE, or with mysql or mariadb, without"
              + " user, password or parameters");
    }
    if (username == null) {
      throw new UsageException("--username is missing");
    }
    Dialect dialect = parts.group(1).equals("postgresql") ? Dialect.POSTGRESQL : Dialect.MYSQL;
    String port = parts.group(4);
    String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
    SslMode mode =
        SslMode.find(Choices.checked("--ssl-mode", sslMode, new Choices.SslModes())).orElseThrow();
    try {
      return new Endpoint(
          dialect,
          host,
          port != null ? Integer.parseInt(port) : dialect.defaultPort(),
          parts.group(5),
          username,
          AuthMode.PASSWORD,
          mode);
    } catch (InvalidFieldsException e) {
      throw new UsageException(
          "--url, --username: "
              + e.violations().getFirst().field()
              + " "
              + e.violations().getFirst().message());
    }
  }

  /** Empty where none is given, as for accounts that need none. */
  Secret password(CliEnvironment environment, TextFiles files) {
    if (passwordFile != null) {
      return files.secret("--password-file", passwordFile);
    }
    return Secret.of(environment.variables().getOrDefault(PASSWORD, ""));
  }
}
