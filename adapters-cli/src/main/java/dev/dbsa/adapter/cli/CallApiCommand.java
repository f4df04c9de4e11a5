package dev.dbsa.adapter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends one request, or the requests of a preset, and shows the answer. */
@Command(
    name = "call-api",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    customSynopsis = {
      "dbsa-call-api --preset PRESET [FLAGS OF THE PRESET] [FLAGS]",
      "       dbsa-call-api --path PATH [--method METHOD] [--query NAME=VALUE]... [--body JSON] [FLAGS]",
      ""
    },
    header = "Call the API of a running service",
    description = {
      "Sends a request, with credentials where the service wants them, and prints the status and the"
          + " JSON body. Wrong flags and values are refused before anything is sent."
    },
    footerHeading = "%nPresets:%n",
    footer = {
      "  create-connection    POST /api/connections",
      "  verify-connection    POST /api/connections/{id}/verify",
      "  refresh-schema       POST /api/connections/{id}/schema/refresh",
      "  create-generation    POST /api/generations",
      "  answer-questions     POST /api/generations/{id}/answers",
      "  execute-generation   POST /api/generations/{id}/execute",
      "  generation-status    GET  /api/generations/{id}/status",
      "  retry-generation     POST /api/generations/{id}/retry",
      "  cancel-generation    POST /api/generations/{id}/cancel",
      "  generation-detail    GET  /api/generations/{id}",
      "  submit-review        POST /api/history/{id}/review",
      "  history-list         GET  /api/history",
      "  flow                 verify, refresh, create, execute, wait, detail: all in one",
      "",
      "Every flag of the service has an environment variable, which may also stand in .env in the",
      "working directory. Flags win over the environment, the environment over .env.",
      "",
      "Examples:",
      "  dbsa-call-api --preset create-connection --connection-name shop --dialect postgresql \\",
      "    --host db.example.org --database-name shop --username reader --secret-file password.txt",
      "  dbsa-call-api --preset flow --connection-id ID --request-text 'latest 10 orders' --output text",
      "  dbsa-call-api --preset execute-generation --request-id ID --wait",
      "  dbsa-call-api --preset history-list --review-status edited --has-final-script",
      "  dbsa-call-api --path /api/history --query latest_status=failed --query 'q=größte Kunden'",
      "  dbsa-call-api --method POST --path /api/validations --body-file - < validation.json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the service answered 2xx (with --wait and flow: the draft is completed)",
      "1:any other answer",
      "2:wrong usage; nothing was sent",
      "3:the service could not be reached, or gave no complete answer"
    })
final class CallApiCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      completionCandidates = Choices.Presets.class,
      description = "A request with a name; see below.")
  private @Nullable String preset;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "Default: GET, or POST if there is a body.")
  private @Nullable String method;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Percent-encoded path; a query may follow after a question mark.")
  private @Nullable String path;

  @Option(
      names = "--query",
      paramLabel = "NAME=VALUE",
      description = "A query parameter, not yet encoded; repeatable.")
  private List<String> query = new ArrayList<>();

  @Option(
      names = "--body",
      paramLabel = "JSON",
      description = "The body, sent as it is; - is standard input.")
  private @Nullable String body;

  @Option(
      names = "--body-file",
      paramLabel = "FILE",
      description = "A file with the body; - is standard input.")
  private @Nullable String bodyFile;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = Choices.Outputs.class,
      description =
          "json: nothing but the body on standard output, the status on standard error; text: for"
              + " people. Default: the status, then the JSON body.")
  private @Nullable String output;

  @ArgGroup(validate = false, order = 5, heading = "%nService%n")
  private ServiceOptions service = new ServiceOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  @Mixin private HeaderOptions headers = new HeaderOptions();

  @Mixin private PresetOptions options = new PresetOptions();

  CallApiCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TextFiles files = new TextFiles(environment);
    Settings settings = Settings.of(environment, files);
    if (output != null) {
      Choices.checked("--output", output, new Choices.Outputs());
    }
    Preset chosen = preset == null ? null : Preset.of(preset);
    Preset.checkFlags(chosen, flags());
    ApiRequest request = chosen == null ? requestByHand(files) : requestOf(chosen, files);
    Outcome outcome = outcome(chosen, request, settings, files);
    new AnswerPrinter(environment, output).print(outcome);
    return outcome.reached() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private Outcome outcome(
      @Nullable Preset chosen, ApiRequest request, Settings settings, TextFiles files) {
    // All that can be wrong is looked at before the first byte is sent.
    String requestText = chosen == Preset.FLOW ? Preset.requestText(options, files) : "";
    String scriptMode = Preset.scriptMode(options);
    HeaderNames names = headers.resolve(settings);
    try (ApiClient client = service.client(names, settings, files, environment);
        Progress progress = new Progress(environment)) {
      var watch =
          new GenerationWatch(
              client, environment, options.generation.interval(), options.generation.limit());
      if (chosen == Preset.FLOW) {
        return new DraftFlow(client, watch, progress, 6, true)
            .verified(Preset.connectionId(options), request, requestText, scriptMode);
      }
      if (options.generation.wait) {
        return sendAndWait(client, watch, progress, request);
      }
      return Outcome.of(client.send(request));
    }
  }

  private Outcome sendAndWait(
      ApiClient client, GenerationWatch watch, Progress progress, ApiRequest request) {
    ApiResponse started = client.send(request);
    if (!started.isSuccess()) {
      return Outcome.of(started);
    }
    String id = Preset.requestId(options);
    return Outcome.waitedFor(
        id,
        watch.untilEnded(
            id, state -> progress.show("waiting for generation " + id + ": " + state)));
  }

  private ApiRequest requestByHand(TextFiles files) {
    if (path == null) {
      throw new UsageException("a --preset or a --path is needed");
    }
    byte[] bytes = SignRequestCommand.body(body, bodyFile, files);
    return ApiRequest.of(SignRequestCommand.method(method, bytes), path, query, bytes);
  }

  private ApiRequest requestOf(Preset chosen, TextFiles files) {
    if (method != null || path != null || !query.isEmpty() || body != null || bodyFile != null) {
      throw new UsageException(
          "--preset says what is sent: use it without --method, --path, --query, --body and"
              + " --body-file");
    }
    return chosen.request(options, files);
  }

  private Set<String> flags() {
    if (spec == null) {
      throw new IllegalStateException("not started by picocli");
    }
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.names()[0])
        .collect(Collectors.toSet());
  }
}
