package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.domain.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the schema of a database into a file that {@code check} reads. */
@Command(
    name = "export",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Write the schema of a database into a file for check --snapshot",
    description = {
      "Reads a database directly, or takes a snapshot that a service has. The file holds the schema"
          + " and estimates of sizes: no rows, and neither host, account nor password.",
    },
    footer = {
      "",
      "Examples:",
      "  dbsa snapshot export schema.dbsa-snapshot --url jdbc:postgresql://127.0.0.1:5432/shop \\",
      "    --username reader --password-file password.txt",
      "  dbsa snapshot export schema.dbsa-snapshot --snapshot-id ID --base-url http://dbsa:8000"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is written",
      "1:the database or the service refused",
      "2:wrong usage",
      "3:the database or the service could not be reached"
    })
final class SnapshotExportCommand implements Callable<Integer> {
  private static final String PASSWORD = "DBSA_DATABASE_PASSWORD";

  /** Nothing but where the database is: drivers give a meaning to much else in a URL. */
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:(postgresql|mysql|mariadb)://(?:\\[([0-9A-Fa-f:.]+)\\]|([^/:?@\\[\\]]+))"
              + "(?::([0-9]{1,5}))?/([^/?&]+)");

  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced.")
  private String file = "";

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

  @Option(
      names = "--snapshot-id",
      paramLabel = "ID",
      description = "A snapshot of a service, instead of a database.")
  private @Nullable String snapshotId;

  /** A mixin and no group: picocli's processor takes a group's class for one command only. */
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private HeaderOptions headers = new HeaderOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  SnapshotExportCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    if ((url == null) == (snapshotId == null)) {
      throw new UsageException("either --url or --snapshot-id has to be there");
    }
    Path target = target();
    try {
      byte[] bytes = url != null ? ofDatabase(url) : ofService(String.valueOf(snapshotId));
      write(target, bytes);
    } catch (DbsaException e) {
      return failed(e.detail(), exitCode(e.code()));
    } catch (UnusableSnapshotFile e) {
      return failed("what the service answered " + e.getMessage(), ExitCode.REFUSED);
    } catch (Refused e) {
      return failed(String.valueOf(e.getMessage()), ExitCode.REFUSED);
    }
    return ExitCode.OK;
  }

  private Path target() {
    try {
      Path target = environment.directory().resolve(file);
      Path folder = target.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
        throw new UsageException("the file " + file + " cannot be written");
      }
      return target;
    } catch (InvalidPathException e) {
      throw new UsageException("the file " + file + " cannot be written");
    }
  }

  private static int exitCode(ErrorCode code) {
    return switch (code) {
      case TARGET_UNREACHABLE, TARGET_TIMEOUT -> ExitCode.UNREACHABLE;
      default -> ExitCode.REFUSED;
    };
  }

  private int failed(String message, int exitCode) {
    environment.err().println("dbsa snapshot export: " + message);
    environment.err().flush();
    return exitCode;
  }

  private byte[] ofDatabase(String address) {
    TargetDatabase database = new TargetDatabase(endpoint(address), password());
    try (Progress progress = new Progress(environment)) {
      progress.show("reading the schema");
      DatabaseSchema schema = tools.schemaReader().read(database);
      schema
          .omissions()
          .forEach(
              omission ->
                  environment
                      .err()
                      .println("not read: " + omission.subject() + ": " + omission.reason()));
      return tools.snapshotFiles().write(schema, environment.clock().instant());
    }
  }

  private Endpoint endpoint(String address) {
    Matcher parts = URL.matcher(address);
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
  private Secret password() {
    if (passwordFile != null) {
      return new TextFiles(environment).secret("--password-file", passwordFile);
    }
    return Secret.of(environment.variables().getOrDefault(PASSWORD, ""));
  }

  private byte[] ofService(String id) {
    if (username != null || passwordFile != null) {
      throw new UsageException("--username and --password-file are for --url");
    }
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--snapshot-id must be a UUID");
    }
    TextFiles files = new TextFiles(environment);
    Settings settings = Settings.of(environment, files);
    try (ApiClient client =
        service.client(headers.resolve(settings), settings, files, environment)) {
      ApiResponse answer = client.send(ApiRequest.get("/api/snapshots/" + uuid + "/file"));
      if (!answer.isSuccess()) {
        String detail = answer.text("detail");
        throw new Refused("HTTP " + answer.status() + (detail.isEmpty() ? "" : ": " + detail));
      }
      // Nothing is kept that check could not read.
      tools.snapshotFiles().read(answer.body());
      return answer.body();
    }
  }

  /** The whole file or nothing: a check that runs meanwhile reads the old one. */
  private void write(Path target, byte[] bytes) {
    try {
      Path folder = target.toAbsolutePath().getParent();
      Path part = Files.createTempFile(folder, ".dbsa-", ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new Refused("the file " + file + " cannot be written");
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
