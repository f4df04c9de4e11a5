package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.sql.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that people send often, with flags for what differs. */
enum Preset {
  CREATE_CONNECTION(
      List.of("--connection-name", "--dialect", "--host", "--database-name", "--username"),
      List.of(
          "--port",
          "--connection-auth-mode",
          "--ssl-mode",
          "--connection-secret",
          "--secret-file")),
  VERIFY_CONNECTION(List.of("--connection-id"), List.of()),
  REFRESH_SCHEMA(List.of("--connection-id"), List.of()),
  CREATE_GENERATION(
      List.of("--connection-id", "--snapshot-id"),
      List.of("--request-text", "--request-text-file", "--script-mode")),
  GENERATION_STATUS(List.of("--request-id"), List.of()),
  EXECUTE_GENERATION(
      List.of("--request-id"), List.of("--wait", "--wait-timeout", "--poll-interval")),
  RETRY_GENERATION(List.of("--request-id"), List.of("--wait", "--wait-timeout", "--poll-interval")),
  CANCEL_GENERATION(List.of("--request-id"), List.of()),
  GENERATION_DETAIL(List.of("--request-id"), List.of()),
  SUBMIT_REVIEW(
      List.of("--request-id", "--review-status"),
      List.of("--review-note", "--final-script-text", "--final-script-text-file")),
  HISTORY_LIST(
      List.of(),
      List.of(
          "--review-status",
          "--latest-status",
          "--lint-status",
          "--has-final-script",
          "--connection-id",
          "--dialect",
          "--script-mode",
          "--q",
          "--created-from",
          "--created-to",
          "--sort-by",
          "--sort-order",
          "--page",
          "--page-size")),
  ANSWER_QUESTIONS(List.of("--request-id", "--answer"), List.of()),
  FLOW(
      List.of("--connection-id"),
      List.of(
          "--request-text",
          "--request-text-file",
          "--script-mode",
          "--wait-timeout",
          "--poll-interval"));

  private final List<String> required;
  private final List<String> optional;

  Preset(List<String> required, List<String> optional) {
    this.required = required;
    this.optional = optional;
  }

  /** The preset's name on the command line: {@code create-connection}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws UsageException if there is no such preset
   */
  static Preset of(String label) {
    Choices.checked("--preset", label, new Choices.Presets());
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * Checks that flags of presets are used with a preset that takes them, and that none is missing.
   *
   * @param preset {@code null} for a request by hand
   * @param flags all flags of the command line, by their first names
   * @throws UsageException if not
   */
  static void checkFlags(@Nullable Preset preset, Set<String> flags) {
    Set<String> known = Arrays.stream(values()).flatMap(Preset::flags).collect(Collectors.toSet());
    Set<String> misplaced = new TreeSet<>(flags);
    misplaced.retainAll(known);
    if (preset == null) {
      if (!misplaced.isEmpty()) {
        throw new UsageException(String.join(", ", misplaced) + " needs a --preset");
      }
      return;
    }
    preset.flags().forEach(misplaced::remove);
    if (!misplaced.isEmpty()) {
      throw new UsageException(
          "--preset " + preset.label() + " does not take " + String.join(", ", misplaced));
    }
    List<String> missing = preset.required.stream().filter(f -> !flags.contains(f)).toList();
    if (!missing.isEmpty()) {
      throw new UsageException(
          "--preset " + preset.label() + " needs " + String.join(", ", missing));
    }
  }

  /**
   * The request of this preset; of {@link #FLOW} it is the first of several.
   *
   * @throws UsageException if a flag's value is one that the service would refuse
   */
  ApiRequest request(PresetOptions options, TextFiles files) {
    return switch (this) {
      case CREATE_CONNECTION -> ApiRequest.post("/api/connections", connection(options, files));
      case VERIFY_CONNECTION, FLOW -> verify(connectionId(options));
      case REFRESH_SCHEMA -> refresh(connectionId(options));
      case CREATE_GENERATION ->
          create(
              connectionId(options),
              uuid("--snapshot-id", options.ids.snapshotId),
              requestText(options, files),
              scriptMode(options));
      case ANSWER_QUESTIONS -> answers(requestId(options), options.generation.answers);
      case GENERATION_STATUS -> status(requestId(options));
      case EXECUTE_GENERATION -> execute(requestId(options));
      case RETRY_GENERATION -> ApiRequest.post(generation(requestId(options)) + "/retry");
      case CANCEL_GENERATION -> ApiRequest.post(generation(requestId(options)) + "/cancel");
      case GENERATION_DETAIL -> detail(requestId(options));
      case SUBMIT_REVIEW -> review(requestId(options), options.review, files);
      case HISTORY_LIST -> ApiRequest.get("/api/history", filters(options).parameters());
    };
  }

  static ApiRequest verify(String connectionId) {
    return ApiRequest.post("/api/connections/" + connectionId + "/verify");
  }

  static ApiRequest refresh(String connectionId) {
    return ApiRequest.post("/api/connections/" + connectionId + "/schema/refresh");
  }

  static ApiRequest create(
      String connectionId, String snapshotId, String requestText, String scriptMode) {
    ObjectNode body = Json.object();
    body.put("connection_id", connectionId);
    body.put("snapshot_id", snapshotId);
    body.put("request_text", requestText);
    body.put("script_mode", scriptMode);
    return ApiRequest.post("/api/generations", body);
  }

  static ApiRequest execute(String generationId) {
    return ApiRequest.post(generation(generationId) + "/execute");
  }

  static ApiRequest status(String generationId) {
    return ApiRequest.get(generation(generationId) + "/status");
  }

  static ApiRequest detail(String generationId) {
    return ApiRequest.get(generation(generationId));
  }

  private static String generation(String id) {
    return "/api/generations/" + id;
  }

  static String connectionId(PresetOptions options) {
    return uuid("--connection-id", options.ids.connectionId);
  }

  static String requestId(PresetOptions options) {
    return uuid("--request-id", options.ids.requestId);
  }

  static String scriptMode(PresetOptions options) {
    String mode = options.generation.scriptMode;
    return mode == null
        ? "query"
        : Choices.checked("--script-mode", mode, new Choices.ScriptModes());
  }

  static ApiRequest answers(String requestId, List<String> answers) {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("answers");
    for (String answer : answers) {
      int equals = answer.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--answer must be QUESTION=TEXT, such as q1=yes: " + answer);
      }
      list.addObject()
          .put("question_id", answer.substring(0, equals).strip())
          .put("answer", notBlank("--answer", answer.substring(equals + 1)));
    }
    return ApiRequest.post(generation(requestId) + "/answers", body);
  }

  static String requestText(PresetOptions options, TextFiles files) {
    return requestText(options.generation.requestText, options.generation.requestTextFile, files);
  }

  static String requestText(@Nullable String given, @Nullable String file, TextFiles files) {
    String text = eitherText("--request-text", given, "--request-text-file", file, files);
    if (text == null) {
      throw new UsageException("a --request-text or a --request-text-file is needed");
    }
    try {
      return new RequestText(text).value();
    } catch (InvalidFieldsException e) {
      throw new UsageException(e.detail().replaceFirst("request_text", "--request-text"));
    }
  }

  private static ObjectNode connection(PresetOptions options, TextFiles files) {
    PresetOptions.Connection given = options.connection;
    String dialect = dialect(given.dialect);
    String authMode = given.authMode == null ? "password" : given.authMode;
    int port = given.port != null ? given.port : Dialect.find(dialect).orElseThrow().defaultPort();
    Choices.checked("--port", port, 1, 65535);
    ObjectNode body = Json.object();
    body.put("name", notBlank("--connection-name", given.name));
    body.put("dialect", dialect);
    body.put("host", notBlank("--host", given.host));
    body.put("port", port);
    body.put("database_name", notBlank("--database-name", given.databaseName));
    body.put("username", notBlank("--username", given.username));
    body.put(
        "auth_mode",
        Choices.checked("--connection-auth-mode", authMode, new Choices.ConnectionAuthModes()));
    if (given.sslMode != null) {
      body.put("ssl_mode", Choices.checked("--ssl-mode", given.sslMode, new Choices.SslModes()));
    }
    body.put("secret", connectionSecret(given, files).reveal());
    return body;
  }

  private static Secret connectionSecret(PresetOptions.Connection given, TextFiles files) {
    if (given.secret != null && given.secretFile != null) {
      throw new UsageException("use either --connection-secret or --secret-file, not both");
    }
    if (given.secretFile != null) {
      return files.secret("--secret-file", given.secretFile);
    }
    if (given.secret == null) {
      throw new UsageException("a --connection-secret or a --secret-file is needed");
    }
    return Secret.of(notBlank("--connection-secret", given.secret));
  }

  static ApiRequest review(String generationId, PresetOptions.Review given, TextFiles files) {
    String status = notBlank("--review-status", given.status);
    Choices.checked("--review-status", status, new Choices.ReviewStatuses());
    String script =
        eitherText(
            "--final-script-text",
            given.finalScript,
            "--final-script-text-file",
            given.finalScriptFile,
            files);
    if (script == null && status.equals("edited")) {
      throw new UsageException(
          "--review-status edited needs --final-script-text or --final-script-text-file");
    }
    ObjectNode body = Json.object();
    body.put("review_status", status);
    if (given.note != null) {
      body.put("review_note", given.note);
    }
    if (script != null) {
      body.put("final_script_text", script);
    }
    return ApiRequest.post("/api/history/" + generationId + "/review", body);
  }

  private static HistoryFilters filters(PresetOptions options) {
    return new HistoryFilters(
        options.history,
        options.review.status,
        options.ids.connectionId == null ? null : connectionId(options),
        options.connection.dialect == null ? null : dialect(options.connection.dialect),
        options.generation.scriptMode);
  }

  static String dialect(@Nullable String name) {
    String dialect = notBlank("--dialect", name);
    return dialect.equals("postgres")
        ? dialect
        : Choices.checked("--dialect", dialect, new Choices.Dialects());
  }

  /** The text of one of two flags; {@code null} if neither is given. */
  private static @Nullable String eitherText(
      String flag, @Nullable String text, String fileFlag, @Nullable String file, TextFiles files) {
    if (text != null && file != null) {
      throw new UsageException("use either " + flag + " or " + fileFlag + ", not both");
    }
    if (file != null) {
      return files.text(fileFlag, file);
    }
    return text == null ? null : notBlank(flag, text);
  }

  private static String notBlank(String flag, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UsageException(flag + " must not be blank");
    }
    return value;
  }

  private static String uuid(String flag, @Nullable String value) {
    return ServiceNames.id(flag, value == null ? "" : value);
  }

  private Stream<String> flags() {
    return Stream.concat(required.stream(), optional.stream());
  }
}
