package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "  dbsa snapshot export schema.dbsa-snapshot --connection shop --base-url http://dbsa:8000"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is written",
      "1:the database or the service refused",
      "2:wrong usage",
      "3:the database or the service could not be reached"
    })
final class SnapshotExportCommand implements Callable<Integer> {
  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced.")
  private String file = "";

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--snapshot-id",
      paramLabel = "ID",
      description = "A snapshot of a service, instead of a database.")
  private @Nullable String snapshotId;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "The newest snapshot of a service's connection; NAME@VERSION for an older one.")
  private @Nullable String connection;

  @Mixin private ClientOptions service = new ClientOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  SnapshotExportCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    int sources =
        (database.isNamed() ? 1 : 0) + (snapshotId == null ? 0 : 1) + (connection == null ? 0 : 1);
    if (sources != 1) {
      throw new UsageException("one of --url, --connection and --snapshot-id has to be there");
    }
    Path target = target();
    try {
      WholeFile.write(target, database.isNamed() ? ofDatabase() : ofService());
      return ExitCode.OK;
    } catch (DbsaException e) {
      throw switch (e.code()) {
        case TARGET_UNREACHABLE, TARGET_TIMEOUT -> new ServiceUnreachable(e.detail(), e);
        default -> new ServiceRefused(e.detail());
      };
    } catch (UnusableSnapshotFile e) {
      throw new ServiceRefused("what the service answered " + e.getMessage());
    } catch (IOException e) {
      throw new ServiceRefused("the file " + file + " cannot be written");
    }
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

  private byte[] ofDatabase() {
    TargetDatabase target =
        new TargetDatabase(
            database.endpoint(), database.password(environment, new TextFiles(environment)));
    try (Progress progress = new Progress(environment)) {
      progress.show("reading the schema");
      DatabaseSchema schema = tools.schemaReader().read(target);
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

  private byte[] ofService() {
    if (database.hasAccount()) {
      throw new UsageException("--username and --password-file are for --url");
    }
    if (snapshotId != null) {
      ServiceNames.id("--snapshot-id", snapshotId);
    }
    try (ServiceView view = service.view(environment)) {
      String id =
          snapshotId != null ? snapshotId : view.names().snapshot(String.valueOf(connection));
      byte[] bytes = view.send(ApiRequest.get("/api/snapshots/" + id + "/file")).body();
      // Nothing is kept that check could not read.
      tools.snapshotFiles().read(bytes);
      return bytes;
    }
  }
}
