package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.cli.text.Printable;
import java.time.Duration;
import java.util.regex.Pattern;

/** Walks through everything that the service does, and shows each step. */
final class DemoTour {
  private static final Pattern LIMIT = Pattern.compile("(?i)\\bLIMIT\\s+\\d+");
  private static final int INDENT = 2;

  private final ApiClient client;
  private final GenerationWatch watch;
  private final Screen screen;
  private final AnswerText answers;

  DemoTour(ApiClient client, CliEnvironment environment, Screen screen) {
    this.client = client;
    this.watch =
        new GenerationWatch(client, environment, Duration.ofMillis(100), Duration.ofSeconds(60));
    this.screen = screen;
    this.answers = new AnswerText(screen);
  }

  /**
   * @throws DemoFailure at the first step that does not go as it should
   */
  void run(DemoTarget target) {
    String connection = connect(target);
    verify(connection);
    String snapshot = refresh(connection);
    for (DemoTarget.Wish wish : target.wishes()) {
      draft(connection, snapshot, wish);
    }
    check(snapshot, target.brokenScript());
    history();
  }

  private String connect(DemoTarget target) {
    step("Store the connection, its password encrypted");
    ObjectNode profile = Json.object();
    profile.put("name", target.name());
    profile.put("dialect", target.dialect().label());
    profile.put("host", target.host());
    profile.put("port", target.port());
    profile.put("database_name", target.databaseName());
    profile.put("username", target.username());
    profile.put("auth_mode", "password");
    profile.put("secret", target.password().reveal());
    ApiResponse stored = send(ApiRequest.post("/api/connections", profile), 201);
    line(
        "%s: %s on %s:%s, database %s, user %s",
        stored.text("name"),
        stored.text("dialect"),
        stored.text("host"),
        stored.text("port"),
        stored.text("database_name"),
        stored.text("username"));
    return stored.text("connection_id");
  }

  private void verify(String connection) {
    step("Verify that the schema can be read");
    ApiResponse verified = send(Preset.verify(connection), 200);
    if (!verified.text("status").equals("verified")) {
      throw new DemoFailure("the database refused: " + verified.text("error_message"));
    }
    line(
        "%s %s, as %s, which %s write",
        verified.text("server_product"),
        verified.text("server_version"),
        verified.text("user"),
        verified.json().path("can_write").asBoolean() ? "can" : "cannot");
    for (JsonNode warning : verified.json().path("warnings")) {
      screen.item(INDENT, "warning: ", Ink.CAREFUL, warning.asText());
    }
  }

  private String refresh(String connection) {
    step("Read the schema into a snapshot");
    ApiResponse snapshot = send(Preset.refresh(connection), 201);
    line(
        "version %s; tables: %s, views: %s, indexes: %s, constraints: %s",
        snapshot.text("snapshot_version"),
        snapshot.text("tables_count"),
        snapshot.text("views_count"),
        snapshot.text("indexes_count"),
        snapshot.text("constraints_count"));
    screen.line(INDENT, Ink.FAINT, "hash " + snapshot.text("schema_hash"));
    return snapshot.text("snapshot_id");
  }

  private void draft(String connection, String snapshot, DemoTarget.Wish wish) {
    step("Ask for a " + wish.mode().label() + " script: \u201C" + wish.text() + "\u201D");
    ApiResponse created =
        send(Preset.create(connection, snapshot, wish.text(), wish.mode().label()), 201);
    String id = created.text("generation_id");
    send(Preset.execute(id), 202);
    ApiResponse status = watch.untilEnded(id, state -> {});
    if (!status.isSuccess() || !GenerationWatch.hasEnded(status)) {
      throw refused(Preset.status(id), status);
    }
    ApiResponse detail = send(Preset.detail(id), 200);
    screen.blank();
    answers.draft(detail.json());
    boolean completed = GenerationWatch.isCompleted(status);
    boolean asked = status.text("status").equals("clarification_needed");
    boolean asExpected =
        switch (wish.expected()) {
          case DRAFT -> completed;
          case QUESTIONS -> asked;
          case EITHER -> completed || asked;
        };
    if (!asExpected) {
      throw new DemoFailure(
          "the generation ended " + status.text("status") + " " + status.text("error_message"));
    }
    if (completed) {
      review(id, detail.text("generated_script"), wish.decision());
    }
  }

  private void review(String id, String script, DemoTarget.Decision decision) {
    ObjectNode review = Json.object();
    switch (decision) {
      case EDIT -> {
        review.put("review_status", "edited");
        review.put("review_note", "More rows for the report");
        review.put("final_script_text", edited(script));
      }
      case REJECT -> {
        review.put("review_status", "rejected");
        review.put("review_note", "Not before what it holds is archived");
      }
      case ACCEPT -> review.put("review_status", "accepted");
    }
    step("Review it: " + review.path("review_status").asText());
    ApiResponse stored = send(ApiRequest.post("/api/history/" + id + "/review", review), 201);
    screen.blank();
    answers.review(stored.json());
    if (decision == DemoTarget.Decision.EDIT && stored.text("edited_script_diff").isEmpty()) {
      throw new DemoFailure("the review of an edited script came back without its diff");
    }
  }

  /** What a person might do to a draft. */
  private static String edited(String script) {
    String larger = LIMIT.matcher(script).replaceFirst("LIMIT 20");
    return larger.equals(script) ? "-- Reviewed by hand\n" + script : larger;
  }

  private void check(String snapshot, String script) {
    step("Check a script that somebody brought along");
    ObjectNode body = Json.object();
    body.put("snapshot_id", snapshot);
    body.put("script_text", script);
    ApiResponse analysis = send(ApiRequest.post("/api/validations", body), 200);
    screen.blank();
    screen.code(INDENT, script);
    answers.analysis(analysis.json());
  }

  private void history() {
    step("Look at the history");
    ApiResponse page = send(ApiRequest.get("/api/history"), 200);
    screen.blank();
    answers.print(page.json());
  }

  private void step(String title) {
    screen.blank();
    screen.heading(title);
  }

  private ApiResponse send(ApiRequest request, int expected) {
    ApiResponse answer = client.send(request);
    screen.line(
        INDENT,
        Ink.FAINT,
        "%s %s: %d in %d ms"
            .formatted(
                request.method(), request.path(), answer.status(), answer.took().toMillis()));
    if (answer.status() != expected) {
      throw refused(request, answer);
    }
    return answer;
  }

  private DemoFailure refused(ApiRequest request, ApiResponse answer) {
    return new DemoFailure(
        "%s %s answered HTTP %d: %s"
            .formatted(
                request.method(),
                request.path(),
                answer.status(),
                Printable.text(answer.bodyText())));
  }

  private void line(String format, Object... arguments) {
    screen.paragraph(INDENT, Ink.PLAIN, String.format(format, arguments));
  }
}
