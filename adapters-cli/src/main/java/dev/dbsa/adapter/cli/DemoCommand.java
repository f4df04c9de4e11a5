package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.DemoTarget.Decision;
import dev.dbsa.adapter.cli.DemoTarget.Expected;
import dev.dbsa.adapter.cli.DemoTarget.Wish;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole product at work. */
@Command(
    name = "demo",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "See it all at work",
    description = {
      "Starts a throw-away PostgreSQL with a small shop, and the service with a throw-away store;"
          + " drafts, checks and reviews scripts over the API; then leaves the service up until"
          + " Ctrl-C. Nothing of it stays.",
      "With --host it shows a database of yours instead, which is only read."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa demo",
      "  dbsa demo --exit",
      "  dbsa demo --dialect mysql --host 127.0.0.1 --database shop --username reader \\",
      "    --password-file password.txt --request-text 'latest 10 orders'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every step went as it should", "1:a step failed", "2:wrong usage"})
final class DemoCommand implements Callable<Integer> {
  private final CliEnvironment environment;
  private final @Nullable DemoDatabase database;
  private final List<String> serviceCommand;

  @Option(names = "--exit", description = "End after the last step.")
  private boolean exit;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      completionCandidates = Choices.Dialects.class,
      description = "${COMPLETION-CANDIDATES}. Default: postgresql.")
  private String dialect = "postgresql";

  @Option(names = "--host", paramLabel = "HOST", description = "Where your database is.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Default: 3306 for mysql, 5432 for postgresql.")
  private @Nullable Integer port;

  @Option(names = "--database", paramLabel = "NAME", description = "Its name.")
  private @Nullable String databaseName;

  @Option(names = "--username", paramLabel = "NAME", description = "An account that may read.")
  private @Nullable String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file with the account's password; - is standard input.")
  private @Nullable String passwordFile;

  @Option(
      names = "--request-text",
      paramLabel = "TEXT",
      description = "What to ask for; repeatable. Needed with --host.")
  private List<String> requestTexts = new ArrayList<>();

  /**
   * @param database {@code null} where none can be started
   * @param serviceCommand what runs {@code dbsa}
   */
  DemoCommand(
      CliEnvironment environment, @Nullable DemoDatabase database, List<String> serviceCommand) {
    this.environment = environment;
    this.database = database;
    this.serviceCommand = List.copyOf(serviceCommand);
  }

  @Override
  public Integer call() {
    DemoTarget given = host == null ? null : given(host);
    if (given == null) {
      refuseFlagsOfAGivenDatabase();
    }
    Run run = new Run(DemoDirectory.create());
    // Ctrl-C and kill end the process without coming back here.
    Thread hook = new Thread(() -> run.end(false), "dbsa-demo-end");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean failed = true;
    try {
      show(given, run);
      failed = false;
      return ExitCode.OK;
    } catch (DemoFailure | DemoDatabase.DemoUnavailable | ServiceUnreachable e) {
      environment.out().flush();
      environment.err().println("dbsa demo: " + e.getMessage());
      if (Files.exists(run.directory.log())) {
        environment.err().println("The log of the service: " + run.directory.log());
      }
      environment.err().flush();
      return ExitCode.REFUSED;
    } finally {
      run.end(failed);
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook is at work, or has nothing left to do.
    }
  }

  private void show(@Nullable DemoTarget given, Run run) {
    Screen screen = Screen.of(environment);
    DemoTarget target = given != null ? given : started(screen);

    screen.blank();
    screen.heading("Start the service");
    DemoService service =
        run.started(DemoService.start(serviceCommand, environment.variables(), run.directory));
    try (ApiClient client = client(service.url())) {
      long begin = System.nanoTime();
      service.awaitHealth(client, environment);
      screen.paragraph(
          2,
          Ink.PLAIN,
          "it answers on %s after %.1f s; its store is a file in %s"
              .formatted(service.url(), (System.nanoTime() - begin) / 1e9, run.directory.path()));
      new DemoTour(client, environment, screen).run(target);
    }
    screen.blank();
    if (exit) {
      screen.heading("That was all.");
      return;
    }
    screen.heading("The service is still up:");
    screen.line(2, Ink.STRONG, service.url() + "/ui/   all of this in the browser");
    screen.line(2, Ink.PLAIN, service.url() + "/q/swagger-ui/   the API, to try out");
    screen.line(
        2, Ink.PLAIN, "dbsa call-api --base-url " + service.url() + " --preset history-list");
    screen.blank();
    screen.line(0, Ink.STRONG, "Ctrl-C stops it and deletes everything.");
    service.awaitEnd();
  }

  private DemoTarget started(Screen screen) {
    if (database == null) {
      throw new DemoFailure(
          "no database can be started from here: give one with --host, --database, --username and"
              + " --password-file, or run ./dbsa demo in the sources");
    }
    screen.heading("Start a throw-away database");
    long begin = System.nanoTime();
    DemoTarget target = database.start();
    screen.paragraph(
        2,
        Ink.PLAIN,
        "%s, on port %d after %.1f s"
            .formatted(target.description(), target.port(), (System.nanoTime() - begin) / 1e9));
    return target;
  }

  private ApiClient client(URI url) {
    return new ApiClient(
        url,
        new Credentials.None(),
        Map.of("X-Internal-Reviewer", "demo"),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        environment.clock(),
        environment.pause());
  }

  private DemoTarget given(String givenHost) {
    List<String> missing = new ArrayList<>();
    if (databaseName == null) {
      missing.add("--database");
    }
    if (username == null) {
      missing.add("--username");
    }
    if (passwordFile == null) {
      missing.add("--password-file");
    }
    if (requestTexts.isEmpty()) {
      missing.add("--request-text");
    }
    if (databaseName == null || username == null || passwordFile == null || !missing.isEmpty()) {
      throw new UsageException("--host needs " + String.join(", ", missing));
    }
    Dialect product =
        Dialect.find(dialect)
            .orElseThrow(() -> new UsageException("--dialect must be mysql or postgresql"));
    Secret password = new TextFiles(environment).secret("--password-file", passwordFile);
    List<Wish> wishes =
        requestTexts.stream()
            .map(text -> new Wish(text, ScriptMode.QUERY, Expected.EITHER, Decision.EDIT))
            .toList();
    int givenPort = port != null ? port : product.defaultPort();
    return new DemoTarget(
        "demo",
        "your database",
        product,
        givenHost,
        givenPort,
        databaseName,
        username,
        password,
        wishes,
        "SELECT no_such_column FROM no_such_table;");
  }

  private void refuseFlagsOfAGivenDatabase() {
    if (port != null
        || databaseName != null
        || username != null
        || passwordFile != null
        || !requestTexts.isEmpty()) {
      throw new UsageException(
          "--port, --database, --username, --password-file and --request-text are for a database of"
              + " yours, and need --host");
    }
  }

  /** What has to be put away at the end, however it comes: once, from whichever side. */
  private static final class Run {
    private final DemoDirectory directory;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable DemoService service;

    Run(DemoDirectory directory) {
      this.directory = directory;
    }

    DemoService started(DemoService started) {
      service = started;
      return started;
    }

    void end(boolean failed) {
      if (ended.getAndSet(true)) {
        return;
      }
      DemoService running = service;
      if (running != null) {
        running.close();
      }
      directory.delete(failed);
    }
  }
}
