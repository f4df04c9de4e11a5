package dev.dbsa.adapter.mcp;

import dev.dbsa.adapter.mcp.Answers.Connection;
import dev.dbsa.adapter.mcp.Answers.Connections;
import dev.dbsa.adapter.mcp.Answers.Decision;
import dev.dbsa.adapter.mcp.Answers.Found;
import dev.dbsa.adapter.mcp.Answers.FoundTable;
import dev.dbsa.adapter.mcp.Answers.Rule;
import dev.dbsa.adapter.mcp.Answers.Table;
import dev.dbsa.adapter.mcp.Answers.Verdict;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.in.DraftScripts;
import dev.dbsa.port.in.ManageConnections;
import dev.dbsa.port.in.ReadSchemas;
import dev.dbsa.port.in.ReviewDrafts;
import dev.dbsa.port.in.SubmitScripts;
import dev.dbsa.port.in.ValidateScripts;
import dev.dbsa.port.out.RuleRegister;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What agents may ask: look into schemas, have scripts checked and drafted, and see what people
 * decided. There is no tool that executes anything, and none that decides.
 */
@Singleton
@RunOnVirtualThread
class AgentTools {
  /** How long a call waits for a draft before it answers with its identity alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** In characters, of what is looked for. */
  private static final int LONGEST_SEARCH = 200;

  private final ManageConnections connections;
  private final ReadSchemas schemas;
  private final ValidateScripts validations;
  private final DraftScripts drafts;
  private final SubmitScripts submissions;
  private final ReviewDrafts reviews;
  private final RuleRegister rules;

  AgentTools(
      ManageConnections connections,
      ReadSchemas schemas,
      ValidateScripts validations,
      DraftScripts drafts,
      SubmitScripts submissions,
      ReviewDrafts reviews,
      RuleRegister rules) {
    this.connections = connections;
    this.schemas = schemas;
    this.validations = validations;
    this.drafts = drafts;
    this.submissions = submissions;
    this.reviews = reviews;
    this.rules = rules;
  }

  @Tool(
      name = "list_connections",
      description = "The databases whose schema can be looked at, by name.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Connections listConnections() {
    return answer(
        () ->
            new Connections(
                connections.list().stream().limit(Answers.MOST).map(this::connection).toList()));
  }

  private Connection connection(ConnectionProfile profile) {
    Optional<SnapshotSummary> newest = newest(profile.id());
    return new Connection(
        profile.id().toString(),
        profile.name(),
        profile.endpoint().dialect().label(),
        newest.map(s -> s.id().toString()).orElse(null),
        newest.map(s -> s.serverProduct() + " " + s.serverVersion()).orElse(null));
  }

  @Tool(
      name = "check_script",
      description =
          "Checks a SQL script against the schema of a connection, or against the grammar of a"
              + " dialect alone: what the server would refuse, what is slow, what is risky, what it"
              + " touches, and what could not be checked. Nothing is executed or stored.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Verdict checkScript(
      @ToolArg(description = "One or more SQL statements.") String script,
      @ToolArg(description = "The connection's name or id.", required = false)
          @Nullable String connection,
      @ToolArg(description = "Without a connection: mysql or postgresql.", required = false)
          @Nullable String dialect,
      @ToolArg(
              description =
                  "What it may do: query, dml, ddl, migration or maintenance; anything if left out.",
              required = false)
          @Nullable String mode) {
    return answer(
        () -> {
          ScriptText text = ScriptText.of("script", script);
          ScriptScope scope = mode == null ? ScriptScope.OPEN : ScriptScope.of(mode(mode));
          if (connection != null) {
            return Verdict.of(
                validations.validate(text, snapshot(connection).id(), scope), text.value());
          }
          Dialect known =
              Dialect.find(dialect == null ? "" : dialect)
                  .orElseThrow(
                      () ->
                          new ToolCallException(
                              "name a connection, or a dialect: mysql or postgresql"));
          return Verdict.of(validations.validate(text, known, scope), text.value());
        });
  }

  @Tool(
      name = "search_schema",
      description =
          "Tables and views of a connection whose name, comment or columns hold all of the words.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Found searchSchema(
      @ToolArg(description = "The connection's name or id.") String connection,
      @ToolArg(description = "Words, or parts of them; empty for all tables.") String words,
      @ToolArg(description = "From which hit on, counted from 1.", required = false)
          @Nullable Integer from) {
    return answer(
        () -> {
          if (words.length() > LONGEST_SEARCH) {
            throw new ToolCallException("words is longer than " + LONGEST_SEARCH + " characters");
          }
          List<String> wanted = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
          List<Relation> found =
              schemas.get(snapshot(connection).id()).schema().relations().stream()
                  .filter(relation -> wanted.stream().allMatch(word -> mentions(relation, word)))
                  .toList();
          int skipped = from == null ? 0 : Math.max(0, from - 1);
          return new Found(
              found.size(),
              found.stream()
                  .skip(skipped)
                  .limit(Answers.MOST)
                  .map(relation -> found(relation, wanted))
                  .toList());
        });
  }

  private static boolean mentions(Relation relation, String word) {
    return Stream.of(
            Stream.of(relation.name().toString(), String.valueOf(relation.comment())),
            relation.columns().stream().map(Column::name))
        .flatMap(texts -> texts)
        .anyMatch(text -> holds(text, word));
  }

  private static boolean holds(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }

  private static FoundTable found(Relation relation, List<String> wanted) {
    boolean named = wanted.stream().anyMatch(word -> holds(relation.name().name(), word));
    return new FoundTable(
        relation.name().toString(),
        Answers.label(relation.kind()),
        Answers.cutOrNull(relation.comment()),
        relation.columns().stream()
            .map(Column::name)
            .filter(name -> named || wanted.stream().anyMatch(word -> holds(name, word)))
            .limit(Answers.MOST)
            .toList(),
        Answers.estimate(relation));
  }

  @Tool(
      name = "describe_table",
      description = "A table or view with columns, keys, references, indexes and checks.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Table describeTable(
      @ToolArg(description = "The connection's name or id.") String connection,
      @ToolArg(description = "The table's name, with its schema where several have it.")
          String table) {
    return answer(
        () -> {
          List<Relation> named =
              schemas.get(snapshot(connection).id()).schema().relations().stream()
                  .filter(
                      r ->
                          r.name().toString().equalsIgnoreCase(table)
                              || r.name().name().equalsIgnoreCase(table))
                  .toList();
          if (named.size() > 1) {
            throw new ToolCallException(
                "several tables have this name: "
                    + String.join(", ", named.stream().map(r -> r.name().toString()).toList()));
          }
          return named.stream()
              .findFirst()
              .map(Table::of)
              .orElseThrow(
                  () -> new ToolCallException("there is no such table; search_schema finds some"));
        });
  }

  @Tool(
      name = "explain_rule",
      description = "What a rule of the checks means, with bad and good examples.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Rule explainRule(@ToolArg(description = "The rule or risk, as findings name it.") String rule) {
    RuleInfo found =
        rules
            .find(rule)
            .orElseThrow(
                () ->
                    new ToolCallException("there is no such rule" + nearest(rules.nearest(rule))));
    return new Rule(
        found.id(),
        found.kind() instanceof RuleInfo.Kind.OfRisks ? "risk" : "finding",
        found.weight(),
        found.title(),
        Text.cut(rules.page(found), Answers.LONGEST_PAGE));
  }

  private static String nearest(List<String> names) {
    return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
  }

  @Tool(
      name = "draft_script",
      description =
          "Drafts a SQL script from words, against the newest snapshot of a connection. The draft"
              + " is stored for people to review, and never executed. Where the request is unclear,"
              + " the answer has questions instead.",
      structuredContent = true,
      annotations = @Tool.Annotations(destructiveHint = false))
  Answers.Draft draftScript(
      @ToolArg(description = "The connection's name or id.") String connection,
      @ToolArg(description = "What the script should do.") String request,
      @ToolArg(
              description = "query, dml, ddl, migration or maintenance; query if left out.",
              required = false)
          @Nullable String mode)
      throws InterruptedException {
    GenerationId id =
        answer(
            () -> {
              SnapshotSummary snapshot = snapshot(connection);
              Generation made =
                  drafts.request(
                      snapshot.connectionId(),
                      snapshot.id(),
                      new RequestText(request),
                      mode == null ? ScriptMode.QUERY : mode(mode));
              return drafts.execute(made.id()).id();
            });
    long end = System.nanoTime() + PATIENCE.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!answer(() -> drafts.getStanding(id)).status().isTerminal() && System.nanoTime() < end) {
      Thread.sleep(pause);
      pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
    }
    return draft(answer(() -> drafts.get(id)));
  }

  private static Answers.Draft draft(Generation generation) {
    Optional<Draft> draft = generation.draft();
    String script = draft.map(Draft::script).orElse(null);
    Validation validation = draft.map(Draft::validation).orElse(null);
    return new Answers.Draft(
        generation.id().toString(),
        generation.status().label(),
        Answers.whole(script),
        script == null ? null : Sha256.hex(script),
        draft.isEmpty() || validation == null || script == null
            ? null
            : Verdict.of(validation, draft.get().risks(), draft.get().impactedObjects(), script),
        draft.map(d -> Answers.texts(d.assumptions())).orElse(List.of()),
        generation.questions().stream().limit(Answers.MOST).map(Answers.Asked::of).toList(),
        draft.map(Draft::confidence).orElse(null),
        // Its message may name the endpoint of a model.
        generation.failure().map(Failure::code).orElse(null));
  }

  @Tool(
      name = "submit_for_review",
      description =
          "Stores a SQL script of your own for people to decide about. It is checked as check_script"
              + " does, and never executed; comments in it pass over nothing. Ask review_status for"
              + " the decision.",
      structuredContent = true,
      annotations = @Tool.Annotations(destructiveHint = false))
  Answers.Draft submitForReview(
      @ToolArg(description = "The connection's name or id.") String connection,
      @ToolArg(description = "The script, one or more SQL statements.") String script,
      @ToolArg(description = "What it is for, for the people who decide.") String purpose,
      @ToolArg(description = "query, dml, ddl, migration or maintenance.") String mode) {
    return answer(
        () -> {
          SnapshotSummary snapshot = snapshot(connection);
          return draft(
              submissions.submit(
                  snapshot.connectionId(),
                  snapshot.id(),
                  new RequestText(purpose),
                  mode(mode),
                  ScriptText.of("script", script)));
        });
  }

  @Tool(
      name = "review_status",
      description =
          "What people decided about a draft or a submitted script, and the script that counts. A"
              + " script may be used only where approved is true: it is the very one that a person"
              + " accepted or edited, by its SHA-256.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(readOnlyHint = true, destructiveHint = false, openWorldHint = false))
  Decision reviewStatus(
      @ToolArg(description = "The generation_id of draft_script or submit_for_review.")
          String generation,
      @ToolArg(
              description = "The script that is to be used; approved tells about this one.",
              required = false)
          @Nullable String script) {
    return answer(
        () -> {
          var reviewed = reviews.get(new GenerationId(id(generation)));
          Review newest = reviewed.reviews().isEmpty() ? null : reviewed.reviews().getLast();
          String counts = reviewed.effective().text();
          boolean taken =
              newest != null && newest.status() != ReviewStatus.REJECTED && counts != null;
          return new Decision(
              reviewed.generation().id().toString(),
              reviewed.generation().status().label(),
              newest == null ? null : newest.status().label(),
              taken && (script == null || script.equals(counts)),
              newest == null ? null : newest.createdAt().toString(),
              newest == null ? null : Answers.cutOrNull(newest.note()),
              Answers.whole(counts),
              counts == null ? null : Sha256.hex(counts));
        });
  }

  private SnapshotSummary snapshot(String connection) {
    ConnectionProfile profile =
        connections.list().stream()
            .filter(p -> p.name().equals(connection) || p.id().toString().equals(connection))
            .findFirst()
            .orElseThrow(
                () ->
                    new ToolCallException(
                        "there is no such connection; list_connections names them"));
    return newest(profile.id())
        .orElseThrow(
            () ->
                new ToolCallException(
                    "the schema of this connection has not been read yet; somebody has to refresh"
                        + " it"));
  }

  private Optional<SnapshotSummary> newest(ConnectionId connection) {
    return schemas.list(connection).stream().max(Comparator.comparingInt(SnapshotSummary::version));
  }

  private static ScriptMode mode(String name) {
    return ScriptMode.find(name)
        .orElseThrow(
            () ->
                new ToolCallException(
                    "mode is one of "
                        + String.join(
                            ", ",
                            Arrays.stream(ScriptMode.values()).map(ScriptMode::label).toList())));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new DbsaException(ErrorCode.GENERATION_NOT_FOUND, "there is no such generation");
    }
  }

  /** Tells the caller what was wrong, as the service tells others. */
  private static <T> T answer(Supplier<T> task) {
    try {
      return task.get();
    } catch (DbsaException e) {
      throw new ToolCallException(e.detail());
    }
  }
}
