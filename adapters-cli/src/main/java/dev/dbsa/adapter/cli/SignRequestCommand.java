package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the headers that sign a request, without sending it. */
@Command(
    name = "sign-request",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    customSynopsis = {
      "dbsa-sign-request --path PATH [--method METHOD] [--query NAME=VALUE]... [--body JSON] [FLAGS]",
      ""
    },
    header = "Print the headers that sign a request",
    description = {
      "Prints a JSON object with the headers for auth mode hmac. Nothing is sent.",
      "The signature covers method, path, query, principal, time, body and, if one is named, the"
          + " reviewer; each must be sent exactly as it was signed."
    },
    footer = {
      "",
      "Environment, also from .env in the working directory: APP_INTERNAL_HMAC_SECRET or",
      "APP_INTERNAL_HMAC_SECRET_FILE, APP_INTERNAL_PRINCIPAL, APP_INTERNAL_*_HEADER.",
      "",
      "Examples:",
      "  dbsa-sign-request --secret-file hmac.txt --method POST --path /api/generations \\",
      "    --principal svc-db-agent --body-file request.json",
      "  dbsa-sign-request --method GET --path '/api/history?page=2' --timestamp 1713772800"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:signed", "2:wrong usage"})
final class SignRequestCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "Default: APP_INTERNAL_HMAC_SECRET(_FILE).")
  private @Nullable String secret;

  @Option(
      names = {"--secret-file", "--hmac-secret-file"},
      paramLabel = "FILE",
      description = "A file with the secret; - is standard input.")
  private @Nullable String secretFile;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "Default: GET, or POST if there is a body.")
  private @Nullable String method;

  @Option(
      names = "--path",
      required = true,
      paramLabel = "PATH",
      description = "Percent-encoded path; a query may follow after a question mark.")
  private String path = "";

  @Option(
      names = "--query",
      paramLabel = "NAME=VALUE",
      description = "A query parameter, not yet encoded; repeatable.")
  private List<String> query = new ArrayList<>();

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Who signs. Default: APP_INTERNAL_PRINCIPAL, dbsa-cli.")
  private @Nullable String principal;

  @Option(
      names = "--timestamp",
      paramLabel = "SECONDS",
      description = "Unix time of the signature. Default: now.")
  private @Nullable Long timestamp;

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description = "The body, signed as UTF-8; - is standard input.")
  private @Nullable String body;

  @Option(
      names = "--body-file",
      paramLabel = "FILE",
      description = "A file with the body; - is standard input.")
  private @Nullable String bodyFile;

  @Option(
      names = "--reviewer",
      paramLabel = "NAME",
      description = "Adds the reviewer's header, which is signed.")
  private @Nullable String reviewer;

  @Option(
      names = "--unsigned-reviewer",
      description = "Leaves the reviewer's header out of the signature.")
  private boolean unsignedReviewer;

  @Mixin private HelpOptions help = new HelpOptions();

  @Mixin private HeaderOptions headers = new HeaderOptions();

  SignRequestCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    TextFiles files = new TextFiles(environment);
    Settings settings = Settings.of(environment, files);
    HeaderNames names = headers.resolve(settings);
    String signer = Secrets.principal(principal, settings);
    byte[] bytes = body(body, bodyFile, files);
    ApiRequest request = ApiRequest.of(method(method, bytes), path, query, bytes);
    if (timestamp != null && timestamp < 0) {
      throw new UsageException("--timestamp must be Unix time in seconds");
    }
    Instant time =
        timestamp == null ? environment.clock().instant() : Instant.ofEpochSecond(timestamp);
    Secret key = Secrets.secret(secret, "--secret-file", secretFile, settings, files);

    ObjectNode result = Json.object();
    String person = reviewer == null ? null : HeaderValue.checked("--reviewer", reviewer);
    new Credentials.Hmac(names, signer, key, unsignedReviewer ? null : person)
        .headersFor(request, time)
        .forEach(result::put);
    if (person != null) {
      result.put(names.reviewer(), person);
    }
    environment.out().println(Json.pretty(result));
    return ExitCode.OK;
  }

  static String method(@Nullable String method, byte[] body) {
    if (method != null) {
      return method;
    }
    return body.length == 0 ? "GET" : "POST";
  }

  static byte[] body(@Nullable String text, @Nullable String file, TextFiles files) {
    if (text != null && file != null) {
      throw new UsageException("use either --body or --body-file, not both");
    }
    if (file != null) {
      return files.bytes("--body-file", file);
    }
    if (text == null) {
      return new byte[0];
    }
    return text.equals("-") ? files.bytes("--body", text) : text.getBytes(StandardCharsets.UTF_8);
  }
}
