package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a running service draft a script. */
@Command(
    name = "draft",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    customSynopsis = {
      "dbsa draft CONNECTION REQUEST... [FLAGS]",
      "       dbsa draft CONNECTION --request-text-file FILE [FLAGS]",
      "       dbsa draft --to ID --answer QUESTION=TEXT... [FLAGS]",
      ""
    },
    header = "Have a running service draft a script, and show it",
    description =
        "Reads the schema of the connection as it is now, asks for a draft and waits for it. Where"
            + " the request leaves something open there are questions, which --to answers.",
    footer = {
      "",
      "Examples:",
      "  dbsa draft shop latest 10 orders with the email of the customer",
      "  dbsa draft shop --script-mode migration 'drop the column phone from customers'",
      "  dbsa draft --to 9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d --answer q1=yes"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the draft is completed; with --no-wait: it is started",
      "1:the service refused, or the draft failed, has questions, or did not end in time",
      "2:wrong usage; nothing was sent",
      "3:the service could not be reached, or gave no complete answer"
    })
final class DraftCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONNECTION",
      description = "A connection's name or id.")
  private @Nullable String connection;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "REQUEST",
      description = "What the script is to do; several words are one request.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--request-text-file",
      paramLabel = "FILE",
      description = "A file with the request; - is standard input.")
  private @Nullable String requestTextFile;

  @Option(
      names = "--script-mode",
      paramLabel = "SCRIPT_MODE",
      completionCandidates = Choices.ScriptModes.class,
      description = "${COMPLETION-CANDIDATES}. Default: query.")
  private String scriptMode = "query";

  @Option(
      names = "--snapshot",
      paramLabel = "SNAPSHOT",
      description =
          "Draft on this snapshot, by id, NAME or NAME@VERSION, without reading the schema anew.")
  private @Nullable String snapshot;

  @Option(
      names = "--to",
      paramLabel = "ID",
      description = "The generation whose questions are answered.")
  private @Nullable String to;

  @Option(
      names = "--answer",
      paramLabel = "QUESTION=TEXT",
      description = "The answer to a question, by its id: q1=yes. May be repeated.")
  private List<String> answers = new ArrayList<>();

  @Option(names = "--no-wait", description = "Start the draft and show its id and status.")
  private boolean noWait;

  @Option(
      names = "--wait-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait. Default: 330.")
  private int waitTimeout = 330;

  @Mixin private ShowOptions show = new ShowOptions();

  DraftCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TextFiles files = new TextFiles(environment);
    Choices.checked("--script-mode", scriptMode, new Choices.ScriptModes());
    PresetOptions.Generation.limit(waitTimeout);
    Way way = to == null ? request(files) : answer(to);
    try (ServiceView view = show.open(environment, files)) {
      return shown(view, outcome(view, way));
    }
  }

  /** How the generation is made once the service is there. */
  private interface Way {
    Outcome go(ServiceView view, Progress progress);
  }

  private Way request(TextFiles files) {
    if (connection == null) {
      throw new UsageException("a connection is missing, or --to with --answer");
    }
    if (!answers.isEmpty()) {
      throw new UsageException("--answer needs --to, the generation whose question it is");
    }
    String text =
        Preset.requestText(
            words.isEmpty() ? null : String.join(" ", words), requestTextFile, files);
    String name = connection;
    return (view, progress) -> {
      String id = view.names().connection(name);
      if (snapshot == null) {
        return flow(view, progress, 5).onFreshSchema(id, text, scriptMode);
      }
      String its = view.names().snapshot(snapshot);
      return flow(view, progress, 4).created(Preset.create(id, its, text, scriptMode));
    };
  }

  private Way answer(String generation) {
    if (connection != null || requestTextFile != null || snapshot != null) {
      throw new UsageException("--to goes with --answer alone");
    }
    if (answers.isEmpty()) {
      throw new UsageException("--to needs --answer QUESTION=TEXT");
    }
    ApiRequest request = Preset.answers(ServiceNames.id("--to", generation), answers);
    return (view, progress) -> flow(view, progress, 4).created(request);
  }

  private DraftFlow flow(ServiceView view, Progress progress, int steps) {
    GenerationWatch watch =
        new GenerationWatch(
            view.client(),
            environment,
            Duration.ofMillis(500),
            PresetOptions.Generation.limit(waitTimeout));
    return new DraftFlow(view.client(), watch, progress, steps, !noWait);
  }

  private Outcome outcome(ServiceView view, Way way) {
    try (Progress progress = new Progress(environment)) {
      return way.go(view, progress);
    }
  }

  private int shown(ServiceView view, Outcome outcome) {
    ApiResponse answer = outcome.answer();
    if (!answer.isSuccess()) {
      throw ServiceRefused.of(answer);
    }
    view.show(answer.json());
    JsonNode questions = answer.json().path("questions");
    if (!questions.isEmpty()) {
      tell(
          "answer with: dbsa draft --to "
              + answer.text("generation_id")
              + " --answer "
              + questions.path(0).path("id").asText()
              + "=…");
    } else if (!outcome.reached() && !GenerationWatch.hasEnded(answer)) {
      tell(
          "not yet ended; follow it with: dbsa history show "
              + answer.text("generation_id")
              + " --watch");
    } else if (outcome.note() != null) {
      tell(outcome.note());
    }
    return outcome.reached() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void tell(String note) {
    environment.err().println(note);
    environment.err().flush();
  }
}
