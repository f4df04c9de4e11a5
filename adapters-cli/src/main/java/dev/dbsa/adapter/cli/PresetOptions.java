package dev.dbsa.adapter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the presets fill their requests with. {@link Preset} says which of them takes what. */
final class PresetOptions {

  @ArgGroup(validate = false, order = 10, heading = "%nPresets: whose request it is%n")
  Ids ids = new Ids();

  @ArgGroup(validate = false, order = 11, heading = "%nPreset create-connection%n")
  Connection connection = new Connection();

  @ArgGroup(
      validate = false,
      order = 12,
      heading =
          "%nPresets create-generation, flow; waiting also with execute- and retry-generation%n")
  Generation generation = new Generation();

  @ArgGroup(validate = false, order = 13, heading = "%nPreset submit-review%n")
  Review review = new Review();

  @ArgGroup(
      validate = false,
      order = 14,
      heading =
          "%nPreset history-list; also takes --review-status, --script-mode, --dialect, --connection-id%n")
  History history = new History();

  static final class Ids {
    @Option(names = "--connection-id", paramLabel = "UUID", description = "A connection.")
    @Nullable String connectionId;

    @Option(names = "--snapshot-id", paramLabel = "UUID", description = "A snapshot.")
    @Nullable String snapshotId;

    @Option(
        names = {"--request-id", "--generation-id"},
        paramLabel = "UUID",
        description = "A generation.")
    @Nullable String requestId;
  }

  static final class Connection {
    @Option(names = "--connection-name", paramLabel = "NAME", description = "Unique name.")
    @Nullable String name;

    @Option(
        names = "--dialect",
        paramLabel = "DIALECT",
        completionCandidates = Choices.Dialects.class,
        description = "${COMPLETION-CANDIDATES}.")
    @Nullable String dialect;

    @Option(names = "--host", paramLabel = "HOST", description = "Host name or IP address.")
    @Nullable String host;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Default: 3306 for mysql, 5432 for postgresql.")
    @Nullable Integer port;

    @Option(names = "--database-name", paramLabel = "NAME", description = "The database.")
    @Nullable String databaseName;

    @Option(
        names = "--username",
        paramLabel = "NAME",
        description = "The account; give it nothing but the right to read.")
    @Nullable String username;

    @Option(
        names = "--connection-auth-mode",
        paramLabel = "CONNECTION_AUTH_MODE",
        completionCandidates = Choices.ConnectionAuthModes.class,
        description = "${COMPLETION-CANDIDATES} (the default).")
    @Nullable String authMode;

    @Option(
        names = "--ssl-mode",
        paramLabel = "SSL_MODE",
        completionCandidates = Choices.SslModes.class,
        description = "${COMPLETION-CANDIDATES}.")
    @Nullable String sslMode;

    @Option(
        names = "--connection-secret",
        paramLabel = "SECRET",
        description = "The account's password; a flag can be seen by others on this machine.")
    @Nullable String secret;

    @Option(
        names = "--secret-file",
        paramLabel = "FILE",
        description = "A file with the password; - is standard input.")
    @Nullable String secretFile;
  }

  static final class Generation {
    @Option(
        names = "--request-text",
        paramLabel = "TEXT",
        description = "What the script is to do, in at most 4000 characters.")
    @Nullable String requestText;

    @Option(
        names = "--request-text-file",
        paramLabel = "FILE",
        description = "A file with the request; - is standard input.")
    @Nullable String requestTextFile;

    @Option(
        names = "--script-mode",
        paramLabel = "SCRIPT_MODE",
        completionCandidates = Choices.ScriptModes.class,
        description = "${COMPLETION-CANDIDATES}. Default: query.")
    @Nullable String scriptMode;

    @Option(
        names = "--answer",
        paramLabel = "QUESTION=TEXT",
        description = "The answer to a question, by the question's id: q1=yes. May be repeated.")
    List<String> answers = new ArrayList<>();

    @Option(
        names = "--wait",
        description =
            "With execute-generation and retry-generation: wait until the generation has ended, show"
                + " its status then; exit code 0 only if it is completed.")
    boolean wait;

    @Option(
        names = "--wait-timeout",
        paramLabel = "SECONDS",
        description = "How long to wait. Default: 330.")
    int waitTimeout = 330;

    @Option(
        names = "--poll-interval",
        paramLabel = "MILLIS",
        description = "How long to pause between two looks. Default: 500.")
    int pollInterval = 500;

    Duration limit() {
      return limit(waitTimeout);
    }

    static Duration limit(int waitTimeout) {
      return Duration.ofSeconds(Choices.checked("--wait-timeout", waitTimeout, 1, 86_400));
    }

    Duration interval() {
      return Duration.ofMillis(Choices.checked("--poll-interval", pollInterval, 50, 60_000));
    }
  }

  static final class Review {
    @Option(
        names = "--review-status",
        paramLabel = "REVIEW_STATUS",
        completionCandidates = Choices.ReviewStatuses.class,
        description = "${COMPLETION-CANDIDATES}.")
    @Nullable String status;

    @Option(names = "--review-note", paramLabel = "TEXT", description = "Why.")
    @Nullable String note;

    @Option(
        names = "--final-script-text",
        paramLabel = "SQL",
        description = "The script as it is to be used; edited requires one.")
    @Nullable String finalScript;

    @Option(
        names = "--final-script-text-file",
        paramLabel = "FILE",
        description = "A file with that script; - is standard input.")
    @Nullable String finalScriptFile;
  }

  static final class History {
    @Option(
        names = "--latest-status",
        paramLabel = "LATEST_STATUS",
        completionCandidates = Choices.LatestStatuses.class,
        description = "${COMPLETION-CANDIDATES}.")
    @Nullable String latestStatus;

    @Option(
        names = "--lint-status",
        paramLabel = "LINT_STATUS",
        completionCandidates = Choices.LintStatuses.class,
        description = "${COMPLETION-CANDIDATES}.")
    @Nullable String lintStatus;

    @Option(
        names = "--has-final-script",
        arity = "0..1",
        fallbackValue = "true",
        paramLabel = "true|false",
        description = "Whether a review brought a final script; true without a value.")
    @Nullable Boolean hasFinalScript;

    @Option(names = "--q", paramLabel = "TEXT", description = "A part of the request's text.")
    @Nullable String text;

    @Option(
        names = "--created-from",
        paramLabel = "TIME",
        description = "RFC 3339, inclusive: 2026-04-22T00:00:00Z.")
    @Nullable String createdFrom;

    @Option(names = "--created-to", paramLabel = "TIME", description = "RFC 3339, exclusive.")
    @Nullable String createdTo;

    @Option(
        names = "--sort-by",
        paramLabel = "KEY",
        completionCandidates = Choices.SortKeys.class,
        description = "${COMPLETION-CANDIDATES}. Default: created_at.")
    @Nullable String sortBy;

    @Option(
        names = "--sort-order",
        paramLabel = "ORDER",
        completionCandidates = Choices.SortOrders.class,
        description = "${COMPLETION-CANDIDATES}. Default: desc.")
    @Nullable String sortOrder;

    @Option(names = "--page", paramLabel = "N", description = "From 1. Default: 1.")
    @Nullable Integer page;

    @Option(names = "--page-size", paramLabel = "N", description = "1 to 100. Default: 20.")
    @Nullable Integer pageSize;
  }
}
