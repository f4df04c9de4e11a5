package dev.dbsa.adapter.cli;

import static dev.dbsa.adapter.cli.text.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Shows answers of the service as a person would want to read them. */
final class AnswerText {
  private final Screen screen;

  AnswerText(Screen screen) {
    this.screen = screen;
  }

  /** Shows an answer by its shape; one of unknown shape field by field. */
  void print(JsonNode answer) {
    if (answer.has("code") && answer.has("title")) {
      problem(answer);
    } else if (answer.has("generated_script")) {
      draft(answer);
    } else if (new ListText(screen).print(answer)) {
      return;
    } else if (answer.has("edited_script_diff")) {
      review(answer);
    } else if (answer.has("validation")) {
      analysis(answer);
    } else if (answer.isObject()) {
      fields(answer);
    } else {
      screen.code(0, Json.pretty(answer));
    }
  }

  /** A refusal. */
  void problem(JsonNode problem) {
    screen.labelled(
        0,
        text(problem, "title") + ": ",
        Ink.BAD,
        problem.hasNonNull("detail") ? text(problem, "detail") : text(problem, "code"));
    for (JsonNode error : problem.path("errors")) {
      screen.item(2, "- ", Ink.PLAIN, text(error, "field") + " " + text(error, "message"));
    }
    if (problem.hasNonNull("hint")) {
      screen.paragraph(2, Ink.FAINT, text(problem, "hint"));
    }
  }

  /** A generation that has ended, with its draft where there is one. */
  void draft(JsonNode draft) {
    String status = text(draft, "status");
    String confidence =
        draft.hasNonNull("confidence_score") ? "confidence " + text(draft, "confidence_score") : "";
    if (status.isEmpty()) {
      screen.labelled(0, "Request ", Ink.STRONG, text(draft, "request_text"));
    } else {
      screen.labelled(
          0, status + "  ", status.equals("completed") ? Ink.GOOD : Ink.CAREFUL, confidence);
    }
    if (draft.hasNonNull("error_message")) {
      String code = draft.hasNonNull("error_code") ? " (" + text(draft, "error_code") + ")" : "";
      screen.labelled(0, "error: ", Ink.BAD, text(draft, "error_message") + code);
    }
    if (draft.hasNonNull("generated_script")) {
      screen.code(2, text(draft, "generated_script"));
      if (draft.hasNonNull("effective_script_text")
          && !draft.path("effective_script_text").equals(draft.path("generated_script"))) {
        screen.heading("Script after review");
        screen.code(2, text(draft, "effective_script_text"));
      }
    }
    section("Explanation", draft, "explanation");
    questions(draft);
    list("Assumptions", draft.path("assumptions"));
    list("Plan", draft.path("plan_steps"));
    analysis(draft);
    for (JsonNode review : draft.path("review_feedback")) {
      review(review);
    }
  }

  /** What the checks say about a script. */
  void analysis(JsonNode analysis) {
    JsonNode validation = analysis.path("validation");
    if (validation.isObject()) {
      String status = text(validation, "lint_status");
      if (!status.isEmpty()) {
        screen.labelled(0, "Validation ", Ink.STRONG, status);
      }
      if (validation.has("findings")) {
        validation.path("findings").forEach(this::finding);
      } else {
        validation.path("lint_messages").forEach(m -> screen.item(2, "- ", Ink.PLAIN, m.asText()));
      }
    }
    if (!analysis.path("risks").isEmpty()) {
      screen.heading("Risks");
      analysis.path("risks").forEach(this::risk);
    }
    if (!analysis.path("impacted_objects").isEmpty()) {
      screen.heading("Impacted objects");
      analysis.path("impacted_objects").forEach(this::impactedObject);
    }
  }

  private void finding(JsonNode finding) {
    String severity = text(finding, "severity");
    screen.labelled(
        2,
        severity + " ",
        severity.equals("error") ? Ink.BAD : severity.equals("warning") ? Ink.CAREFUL : Ink.FAINT,
        text(finding, "message") + place(finding) + " [" + text(finding, "rule") + "]");
    hint(finding);
  }

  private String place(JsonNode node) {
    return node.hasNonNull("line")
        ? " (line "
            + text(node, "line")
            + (node.hasNonNull("column") ? ", column " + text(node, "column") : "")
            + ")"
        : "";
  }

  private void risk(JsonNode risk) {
    String level = text(risk, "level");
    screen.labelled(
        2,
        level + " ",
        level.equals("low") ? Ink.FAINT : level.equals("medium") ? Ink.CAREFUL : Ink.BAD,
        text(risk, "message") + place(risk) + " [" + text(risk, "code") + "]");
    if (risk.hasNonNull("suppressed_reason")) {
      screen.labelled(4, "passed over: ", Ink.FAINT, text(risk, "suppressed_reason"));
    }
    hint(risk);
  }

  private void hint(JsonNode node) {
    if (node.hasNonNull("hint")) {
      screen.item(4, "hint: ", Ink.FAINT, text(node, "hint"));
    }
  }

  private void impactedObject(JsonNode object) {
    boolean missing = object.has("exists") && !object.path("exists").asBoolean(true);
    screen.item(
        2,
        "- ",
        Ink.PLAIN,
        (text(object, "operation")
                    + " "
                    + text(object, "type")
                    + " "
                    + ListText.schema(object)
                    + text(object, "name"))
                .strip()
            + (missing ? " (not in the snapshot)" : ""));
  }

  /** A decision, with what it changed. */
  void review(JsonNode review) {
    String reviewer = review.hasNonNull("reviewer") ? " by " + text(review, "reviewer") : "";
    String note = review.hasNonNull("review_note") ? ": " + text(review, "review_note") : "";
    screen.labelled(
        0,
        "Review ",
        Ink.STRONG,
        text(review, "review_status") + reviewer + " at " + text(review, "created_at") + note);
    if (review.hasNonNull("edited_script_diff")) {
      screen.diff(2, text(review, "edited_script_diff"));
    }
    analysis(review);
  }

  /** Any object, field by field. */
  void fields(JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields =
        StreamSupport.stream(object.properties().spliterator(), false)
            .filter(field -> !field.getValue().isNull())
            .toList();
    int width = fields.stream().mapToInt(field -> field.getKey().length()).max().orElse(0);
    for (Map.Entry<String, JsonNode> field : fields) {
      JsonNode value = field.getValue();
      screen.item(
          2,
          field.getKey() + " ".repeat(width - field.getKey().length() + 2),
          Ink.PLAIN,
          value.isValueNode() ? value.asText() : Json.pretty(value));
    }
  }

  /** By their ids, which answers name. */
  private void questions(JsonNode draft) {
    if (draft.path("questions").isEmpty()) {
      list("Questions", draft.path("unresolved_questions"));
      return;
    }
    screen.heading("Questions");
    for (JsonNode question : draft.path("questions")) {
      screen.labelled(2, text(question, "id") + "  ", Ink.STRONG, text(question, "text"));
      if (!question.path("choices").isEmpty()) {
        screen.item(6, "one of: ", Ink.FAINT, Json.joined(question.path("choices")));
      }
    }
  }

  private void section(String title, JsonNode node, String field) {
    if (node.hasNonNull(field) && !text(node, field).isBlank()) {
      screen.heading(title);
      screen.paragraph(2, Ink.PLAIN, text(node, field));
    }
  }

  private void list(String title, JsonNode texts) {
    if (texts.isEmpty()) {
      return;
    }
    screen.heading(title);
    texts.forEach(text -> screen.item(2, "- ", Ink.PLAIN, text.asText()));
  }
}
