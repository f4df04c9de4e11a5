package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.CheckRun;
import dev.dbsa.adapter.cli.check.GitChanges;
import dev.dbsa.adapter.cli.check.Reports;
import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.adapter.cli.check.ScriptFiles;
import dev.dbsa.adapter.cli.check.Threshold;
import dev.dbsa.adapter.cli.check.UnreadableInputException;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scripts without a service. */
@Command(
    name = "check",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Check scripts, without a service",
    description = {
      "Reads scripts and tells what the server would refuse, what is slow and what is risky. Nothing"
          + " is run, and nothing leaves this machine. Several files are one history: each finds the"
          + " schema as those before it leave it.",
      "Without --snapshot, --schema or --new-database nothing is known of the schema that the first file finds:"
          + " names that no file speaks of are not looked up."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa check --dialect postgresql --new-database migrations/",
      "  dbsa check --dialect mysql --schema schema.sql change.sql",
      "  dbsa check --snapshot production.dbsa-snapshot change.sql",
      "  dbsa check --dialect postgresql --output sarif --fail-on risk:high 'db/**/*.sql' > dbsa.sarif"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing fails",
      "1:something fails, by --fail-on",
      "2:wrong usage, or a file that cannot be read"
    })
final class CheckCommand implements Callable<Integer> {
  private static final int MOST_SCHEMA_ERRORS = 5;

  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Scripts in their order; a folder stands for the .sql files below it, a pattern such as"
              + " 'db/**/*.sql' for those that match, - for standard input.")
  private List<String> arguments = new ArrayList<>();

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
      paramLabel = "FILE",
      description = "The first file finds what dbsa snapshot export wrote here.")
  private @Nullable String snapshot;

  @Option(
      names = "--new-database",
      description = "The first file finds an empty database, so that every name is looked up.")
  private boolean newDatabase;

  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "Report only on files that differ from where this git branch left REF, such as"
              + " origin/main; the others are still part of the history.")
  private @Nullable String base;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      completionCandidates = Choices.CheckOutputs.class,
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private String output = Reports.TEXT.label();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      completionCandidates = Choices.Thresholds.class,
      description =
          "What makes the exit code 1: ${COMPLETION-CANDIDATES}; repeatable. Graver things fail too."
              + " Default: error.")
  private List<String> failOn = new ArrayList<>();

  @Option(
      names = "--stdin-filename",
      paramLabel = "NAME",
      description = "What reports call standard input. Default: stdin.sql.")
  private String nameOfStandardInput = "stdin.sql";

  @Mixin private HelpOptions help = new HelpOptions();

  CheckCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    Threshold threshold = threshold();
    Reports form =
        Reports.find(Choices.checked("--output", output, new Choices.CheckOutputs())).orElseThrow();
    if (arguments.isEmpty()) {
      throw new UsageException("no file is named; - means standard input");
    }
    try {
      ScriptFiles files =
          new ScriptFiles(environment.directory(), environment.in(), nameOfStandardInput);
      List<ScriptFile> scripts = files.find(arguments);
      ScriptHistory history = history(files);
      Reports.Target target =
          new Reports.Target(
              environment.out(), environment.colours(), Version.number(), tools::rules);
      try (Progress progress = new Progress(environment)) {
        CheckRun run = new CheckRun(files, history, threshold, form, target);
        boolean passes =
            run.run(
                scripts,
                reported(),
                (done, name) -> progress.show("checking " + (done + 1) + "/" + scripts.size()));
        return passes ? ExitCode.OK : ExitCode.REFUSED;
      }
    } catch (UnreadableInputException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Predicate<ScriptFile> reported() {
    if (base == null) {
      return _ -> true;
    }
    Set<Path> changed = new GitChanges(environment.directory()).since(base);
    return script -> {
      Path path = script.path();
      return path == null || changed.contains(GitChanges.real(path));
    };
  }

  private Threshold threshold() {
    Threshold threshold = null;
    for (String word : failOn) {
      Threshold one =
          Threshold.of(Choices.checked("--fail-on", word, new Choices.Thresholds())).orElseThrow();
      threshold = threshold == null ? one : threshold.or(one);
    }
    return threshold == null ? Threshold.ERRORS : threshold;
  }

  private ScriptHistory history(ScriptFiles files) {
    int starts = (newDatabase ? 1 : 0) + (schemas.isEmpty() ? 0 : 1) + (snapshot == null ? 0 : 1);
    if (starts > 1) {
      throw new UsageException("--new-database, --schema and --snapshot exclude each other");
    }
    if (snapshot != null) {
      return tools.histories().after(schema(files.bytes(snapshot), snapshot));
    }
    ServerInfo server = server();
    if (newDatabase) {
      return tools.histories().ofNewDatabase(server);
    }
    if (schemas.isEmpty()) {
      return tools.histories().ofUnknown(server);
    }
    ScriptHistory history = tools.histories().ofNewDatabase(server);
    for (ScriptFile schema : files.find(schemas)) {
      requireTaken(schema, history.next(files.read(schema)).validation().errors());
    }
    return history;
  }

  private DatabaseSchema schema(byte[] bytes, String name) {
    DatabaseSchema schema;
    try {
      schema = tools.snapshotFiles().read(bytes).schema();
    } catch (UnusableSnapshotFile e) {
      throw new UsageException("the file " + name + " " + e.getMessage());
    }
    if (dialect != null && server().dialect() != schema.server().dialect()) {
      throw new UsageException(
          "--dialect is not that of the snapshot, which is of " + schema.server().product());
    }
    return schema;
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
