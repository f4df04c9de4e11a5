package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a running service drafted, and what people decided about it. */
@Command(
    name = "history",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "List and show drafts of a running service, and review them",
    description = "Without a command, lists a page of them, the newest first.",
    footer = {
      "",
      "Examples:",
      "  dbsa history --connection shop --latest-status completed",
      "  dbsa history --watch",
      "  dbsa history show ID",
      "  dbsa history review ID --review-status accepted --review-note 'as discussed'"
    },
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; of show --watch: the draft is completed",
      "1:the service refused; of show --watch: the draft ended otherwise",
      "2:wrong usage; nothing was sent",
      "3:the service could not be reached, or gave no complete answer"
    })
final class HistoryCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "Those of a connection, by its name or id.")
  private @Nullable String connection;

  @Option(
      names = "--review-status",
      paramLabel = "REVIEW_STATUS",
      completionCandidates = Choices.ReviewStatuses.class,
      description = "${COMPLETION-CANDIDATES}.")
  private @Nullable String reviewStatus;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      completionCandidates = Choices.Dialects.class,
      description = "${COMPLETION-CANDIDATES}.")
  private @Nullable String dialect;

  @Option(
      names = "--script-mode",
      paramLabel = "SCRIPT_MODE",
      completionCandidates = Choices.ScriptModes.class,
      description = "${COMPLETION-CANDIDATES}.")
  private @Nullable String scriptMode;

  @Mixin private PresetOptions.History filters = new PresetOptions.History();

  @Mixin private WatchOptions watch = new WatchOptions();

  @Mixin private ShowOptions show = new ShowOptions();

  HistoryCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    // What is wrong with the flags is told before the service is asked for a name.
    filters(null).parameters();
    try (ServiceView view = show.open(environment)) {
      HistoryFilters wanted =
          filters(connection == null ? null : view.names().connection(connection));
      view.follow(watch, ApiRequest.get("/api/history", wanted.parameters()));
      return ExitCode.OK;
    }
  }

  private HistoryFilters filters(@Nullable String connectionId) {
    return new HistoryFilters(
        filters,
        reviewStatus,
        connectionId,
        dialect == null ? null : Preset.dialect(dialect),
        scriptMode);
  }

  @Command(
      name = "show",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Show a draft with all that people decided about it",
      description = "With --watch, follows one that is not yet finished.")
  int show(
      @Parameters(paramLabel = "ID", description = "A generation.") String id,
      @Mixin WatchOptions watching,
      @Mixin ShowOptions options) {
    ServiceNames.id("ID", id);
    try (ServiceView view = options.open(environment)) {
      boolean completed = true;
      if (watching.isOn()) {
        JsonNode status = view.follow(watching, Preset.status(id), GenerationWatch::hasEnded);
        completed = GenerationWatch.isCompleted(status);
      }
      view.ask(ApiRequest.get("/api/history/" + id));
      return completed ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  @Command(
      name = "review",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Decide about a draft")
  int review(
      @Parameters(paramLabel = "ID", description = "A generation.") String id,
      @Mixin PresetOptions.Review review,
      @Mixin ShowOptions options) {
    ServiceNames.id("ID", id);
    TextFiles files = new TextFiles(environment);
    ApiRequest request = Preset.review(id, review, files);
    try (ServiceView view = options.open(environment, files)) {
      view.ask(request);
      return ExitCode.OK;
    }
  }
}
