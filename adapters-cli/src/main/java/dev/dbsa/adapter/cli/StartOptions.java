package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.adapter.cli.check.ScriptFiles;
import dev.dbsa.adapter.cli.check.UnreadableInputException;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.ScriptHistory;
import dev.dbsa.port.out.SnapshotFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that say what the first of several scripts finds. */
final class StartOptions {
  private static final int MOST_SCHEMA_ERRORS = 5;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      completionCandidates = Choices.Servers.class,
      description =
          "${COMPLETION-CANDIDATES}; with a release if it is not the newest, such as postgresql:15.")
  private @Nullable String dialect;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "A script that makes the schema which the first file finds; repeatable.")
  private List<String> schemas = new ArrayList<>();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE|URL",
      description =
          "The first file finds what dbsa snapshot export wrote here, or what a service has at"
              + " http(s)://HOST[:PORT]/api/connections/NAME or /api/snapshots/ID.")
  private @Nullable String snapshot;

  @Option(
      names = "--new-database",
      description = "The first file finds an empty database, so that every name is looked up.")
  private boolean newDatabase;

  @Mixin private ClientOptions service = new ClientOptions();

  /**
   * Reads what the flags name, and says how a history of scripts begins with it.
   *
   * @throws UsageException if they are missing or wrong, or name what is no snapshot
   * @throws UnreadableInputException if they name what cannot be read
   */
  Start read(CliEnvironment environment, ScriptFiles files, SnapshotFiles snapshots) {
    int starts = (newDatabase ? 1 : 0) + (schemas.isEmpty() ? 0 : 1) + (snapshot == null ? 0 : 1);
    if (starts > 1) {
      throw new UsageException("--new-database, --schema and --snapshot exclude each other");
    }
    if (snapshot != null) {
      byte[] bytes = bytes(environment, files, snapshot);
      SnapshotFiles.Content content = content(bytes, snapshot, snapshots);
      return new Start(
          histories -> histories.after(content.schema()),
          content.schema().server(),
          bytes,
          content.readAt());
    }
    ServerInfo server = server();
    if (!newDatabase && schemas.isEmpty()) {
      return new Start(histories -> histories.ofUnknown(server), server, null, null);
    }
    List<ScriptFile> scripts = files.find(schemas);
    return new Start(
        histories -> {
          ScriptHistory history = histories.ofNewDatabase(server);
          for (ScriptFile script : scripts) {
            requireTaken(script, history.next(files.read(script)).validation().errors());
          }
          return history;
        },
        server,
        null,
        null);
  }

  /**
   * How a history begins.
   *
   * @param snapshot the bytes of the file; {@code null} where there is none
   * @param readAt when the snapshot was read from its server; {@code null} where there is none
   */
  record Start(
      Function<ScriptHistories, ScriptHistory> history,
      ServerInfo server,
      byte @Nullable [] snapshot,
      @Nullable Instant readAt) {
    ScriptHistory begin(ScriptHistories histories) {
      return history.apply(histories);
    }
  }

  /** The service that the flags and settings name. */
  ServiceView service(CliEnvironment environment) {
    return service.view(environment);
  }

  private byte[] bytes(CliEnvironment environment, ScriptFiles files, String name) {
    return RemoteSnapshot.isUrl(name)
        ? new RemoteSnapshot(environment, service).bytes(name)
        : files.bytes(name);
  }

  private SnapshotFiles.Content content(byte[] bytes, String name, SnapshotFiles snapshots) {
    SnapshotFiles.Content content;
    try {
      content = snapshots.read(bytes);
    } catch (UnusableSnapshotFile e) {
      throw new UsageException(
          (RemoteSnapshot.isUrl(name) ? "what is at " : "the file ") + name + " " + e.getMessage());
    }
    ServerInfo its = content.schema().server();
    if (dialect != null && server().dialect() != its.dialect()) {
      throw new UsageException(
          "--dialect is not that of the snapshot, which is of " + its.product());
    }
    return content;
  }

  /** What follows a schema that is not there would be judged by chance. */
  private static void requireTaken(ScriptFile schema, List<Finding> errors) {
    if (errors.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder("--schema must be a script that the server takes");
    for (Finding error : errors.subList(0, Math.min(errors.size(), MOST_SCHEMA_ERRORS))) {
      Position at = error.position();
      String place = at == null ? "" : ":" + at.line() + ":" + at.column();
      message.append("\n  ").append(schema.name()).append(place).append(": ");
      message.append(error.message()).append(" [").append(error.rule()).append(']');
    }
    if (errors.size() > MOST_SCHEMA_ERRORS) {
      message.append("\n  and ").append(errors.size() - MOST_SCHEMA_ERRORS).append(" more");
    }
    throw new UsageException(message.toString());
  }

  private ServerInfo server() {
    if (dialect == null) {
      throw new UsageException(
          "--dialect is missing (only a --snapshot has its own): "
              + String.join(", ", new Choices.Servers()));
    }
    String[] parts = dialect.split(":", 2);
    String name = parts[0].equals("postgres") ? "postgresql" : parts[0];
    Choices.checked("--dialect", name, new Choices.Servers());
    String release = parts.length == 1 ? "" : parts[1];
    if (parts.length == 2 && !release.matches("[0-9]{1,3}(\\.[0-9]{1,3}){0,2}")) {
      throw new UsageException("--dialect: " + release + " is no release, such as 15 or 8.0");
    }
    return switch (name) {
      case "mariadb" -> server(Dialect.MYSQL, "MariaDB", release);
      case "mysql" -> server(Dialect.MYSQL, "MySQL", release);
      default -> server(Dialect.POSTGRESQL, "PostgreSQL", release);
    };
  }

  private static ServerInfo server(Dialect dialect, String product, String release) {
    return new ServerInfo(dialect, product, release, "", new TreeMap<>());
  }
}
