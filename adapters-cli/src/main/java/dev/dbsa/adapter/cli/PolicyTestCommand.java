package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.check.GitChanges;
import dev.dbsa.adapter.cli.check.PolicyDifference;
import dev.dbsa.adapter.cli.check.ScriptFile;
import dev.dbsa.adapter.cli.check.ScriptFiles;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.ScriptHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scripts by two policies, and tells what differs. */
@Command(
    name = "test",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Tell what a change of policy changes",
    description = {
      "Checks the same scripts by two policies: FILEs, as dbsa check takes them, or with --history"
          + " the scripts that a running service has. The checks are made here; nothing is stored."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa policy test --base origin/main --dialect postgresql --new-database migrations/",
      "  dbsa policy test --policy stricter.toml --against .dbsa.toml --history --connection shop"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no script fails that did not fail before",
      "1:some do, or the service refused",
      "2:wrong usage, or a file that cannot be read",
      "3:the service could not be reached"
    })
final class PolicyTestCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 100;
  private static final int SUMMARY = 60;

  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Scripts in their order, folders or patterns.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private PolicyOptions policies = new PolicyOptions();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The policy to compare with. Default: the rules as they are, without one.")
  private @Nullable String against;

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "Compare with the policy as it is at this branch, tag or commit of git.")
  private @Nullable String base;

  @Option(
      names = "--history",
      description = "Check what the history of a service has, each on its own snapshot.")
  private boolean history;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "With --history: only what was asked of this connection.")
  private @Nullable String connection;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "With --history: the newest N at most. Default: 1000.")
  private int most = 1000;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = Choices.Outputs.class,
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private String output = "text";

  @Mixin private StartOptions start = new StartOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  PolicyTestCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  @Override
  public Integer call() {
    boolean json = Choices.checked("--output", output, new Choices.Outputs()).equals("json");
    if (history == !arguments.isEmpty()) {
      throw new UsageException("either files are named, or --history");
    }
    if (!history && connection != null) {
      throw new UsageException("--connection goes with --history");
    }
    if (most < 1) {
      throw new UsageException("--most must be at least 1");
    }
    FoundPolicy after = policies.find(environment, tools.policies());
    if (after.name() == null) {
      throw new UsageException("there is no policy; --policy names one");
    }
    FoundPolicy before = before(after);
    PolicyDifference difference = new PolicyDifference();
    try (Progress progress = new Progress(environment)) {
      if (history) {
        ofService(before, after, difference, progress);
      } else {
        ofFiles(before, after, difference, progress);
      }
    }
    if (json) {
      difference.printJson(environment.out());
    } else {
      difference.print(environment.out(), environment.colours());
    }
    return difference.failsAnew() ? ExitCode.REFUSED : ExitCode.OK;
  }

  private FoundPolicy before(FoundPolicy after) {
    if (against != null && base != null) {
      throw new UsageException("--against and --base exclude each other");
    }
    if (against != null) {
      return PolicyOptions.read(environment, tools.policies(), against);
    }
    Path folder = after.folder();
    if (base == null || folder == null) {
      return FoundPolicy.NONE;
    }
    Path file = environment.directory().resolve(String.valueOf(after.name()));
    Optional<String> text = new GitChanges(environment.directory()).contentAt(base, file);
    return text.isEmpty()
        ? FoundPolicy.NONE
        : PolicyOptions.parsed(
            tools.policies(),
            text.get().getBytes(StandardCharsets.UTF_8),
            folder,
            after.name() + " of " + base);
  }

  // ---------------------------------------------------------------- files

  private void ofFiles(
      FoundPolicy before, FoundPolicy after, PolicyDifference difference, Progress progress) {
    ScriptFiles files = new ScriptFiles(environment.directory(), environment.in(), "stdin.sql");
    List<ScriptFile> scripts = files.find(arguments);
    StartOptions.Start begin = start.read(environment, files, tools.snapshotFiles());
    ScriptHistory old = begin.begin(tools.histories(before.policy()));
    ScriptHistory now = begin.begin(tools.histories(after.policy()));
    int done = 0;
    for (ScriptFile script : scripts) {
      progress.show("checking " + ++done + "/" + scripts.size());
      String text = files.read(script);
      difference.add(
          script.name(),
          old.next(text, before.pathOf(script, environment.directory())),
          now.next(text, after.pathOf(script, environment.directory())));
    }
  }

  // ---------------------------------------------------------------- a service's history

  private void ofService(
      FoundPolicy before, FoundPolicy after, PolicyDifference difference, Progress progress) {
    ScriptHistories old = tools.histories(before.policy());
    ScriptHistories now = tools.histories(after.policy());
    Map<String, DatabaseSchema> schemas = new HashMap<>();
    try (ServiceView view = start.service(environment)) {
      List<String> ids = completed(view, progress);
      int done = 0;
      for (String id : ids) {
        progress.show("checking " + ++done + "/" + ids.size());
        JsonNode record = view.patient(ApiRequest.get("/api/history/" + id)).json();
        String script = record.path("effective_script_text").asText("");
        if (script.isEmpty()) {
          continue;
        }
        String snapshot = view.patient(Preset.status(id)).text("snapshot_id");
        DatabaseSchema schema = schemas.computeIfAbsent(snapshot, its -> schema(view, its));
        difference.add(
            id + " " + summary(record),
            old.after(schema).next(script),
            now.after(schema).next(script));
      }
    }
  }

  private static String summary(JsonNode record) {
    String text = record.path("request_text").asText(record.path("request_summary").asText());
    return text.length() <= SUMMARY
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SUMMARY / 2)) + "…";
  }

  private List<String> completed(ServiceView view, Progress progress) {
    String connectionId = connection == null ? null : view.names().connection(connection);
    List<String> ids = new ArrayList<>();
    for (int page = 1; ids.size() < most; page++) {
      progress.show("reading the history, page " + page);
      QueryParameters parameters =
          new QueryParameters()
              .add("latest_status", "completed")
              .add("connection_id", connectionId)
              .add("page_size", PAGE_SIZE)
              .add("page", page);
      JsonNode items =
          view.patient(ApiRequest.get("/api/history", parameters)).json().path("items");
      items.forEach(item -> ids.add(item.path("request_id").asText()));
      if (items.size() < PAGE_SIZE) {
        break;
      }
    }
    return ids.subList(0, Math.min(ids.size(), most));
  }

  private DatabaseSchema schema(ServiceView view, String snapshot) {
    try {
      byte[] file = view.patient(ApiRequest.get("/api/snapshots/" + snapshot + "/file")).body();
      return tools.snapshotFiles().read(file).schema();
    } catch (UnusableSnapshotFile e) {
      throw new ServiceRefused("what the service answered " + e.getMessage());
    }
  }
}
