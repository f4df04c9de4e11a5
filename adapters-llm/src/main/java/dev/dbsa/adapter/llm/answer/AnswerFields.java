package dev.dbsa.adapter.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a model's JSON, under the names that models give them. */
final class AnswerFields {
  private static final int MAX_ITEMS = 30;
  private static final int MAX_CHOICES = 10;
  private static final int MAX_ITEM_LENGTH = 1_000;
  private static final int MAX_EXPLANATION_LENGTH = 8_000;
  private static final int MAX_CODE_LENGTH = 60;

  private static final List<String> SCRIPT =
      List.of("script", "sql", "script_text", "generated_script", "sql_script", "query", "code");
  private static final List<String> EXPLANATION = List.of("explanation", "description", "summary");
  private static final List<String> PLAN = List.of("plan_steps", "plan", "steps");
  private static final List<String> ASSUMPTIONS = List.of("assumptions", "assumption");
  private static final List<String> RISKS = List.of("risks", "risk", "warnings");
  private static final List<String> QUESTIONS =
      List.of(
          "questions",
          "unresolved_questions",
          "open_questions",
          "clarifying_questions",
          "clarification_questions",
          "clarifications",
          "question",
          "clarification");
  private static final List<String> CHOICES = List.of("choices", "options", "answers");
  private static final List<String> CONFIDENCE = List.of("confidence", "confidence_score");

  /** What an item of a list may be wrapped in. */
  private static final List<String> ITEM =
      List.of("message", "text", "question", "description", "step", "assumption", "title");

  private static final Set<String> NOTHING = Set.of("null", "none", "n/a");

  private final JsonNode object;

  AnswerFields(JsonNode object) {
    this.object = object;
  }

  /** Whether the object has what an answer consists of. */
  boolean isAnswer() {
    return !field(SCRIPT).isMissingNode() || !field(QUESTIONS).isMissingNode();
  }

  /**
   * @throws UnreadableAnswerException if there is neither a script nor a question
   */
  ParsedAnswer read() throws UnreadableAnswerException {
    String script = script();
    String explanation = Clean.text(join(field(EXPLANATION), " "), MAX_EXPLANATION_LENGTH);
    List<Question> questions = questions(field(QUESTIONS));
    if (script == null && questions.isEmpty()) {
      if (!explanation.endsWith("?")) {
        throw new UnreadableAnswerException("it has neither a script nor a question");
      }
      questions = Question.of(List.of(explanation));
    }
    return new ParsedAnswer(
        script,
        explanation,
        strings(field(PLAN)),
        strings(field(ASSUMPTIONS)),
        risks(),
        questions,
        confidence(field(CONFIDENCE)));
  }

  private JsonNode field(List<String> names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return value;
      }
    }
    // A null counts as present, but only where no other name has a value.
    for (String name : names) {
      if (object.has(name)) {
        return object.path(name);
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private @Nullable String script() throws UnreadableAnswerException {
    return scriptOf(join(field(SCRIPT), "\n"));
  }

  /** {@code null} where the text is none. */
  static @Nullable String scriptOf(String text) throws UnreadableAnswerException {
    String script = text.strip();
    Fences fences = Fences.of(script);
    if (fences.blocks().size() == 1 && fences.outside().isEmpty()) {
      script = fences.blocks().getFirst().content();
    }
    script = Clean.script(script);
    if (script.isEmpty() || NOTHING.contains(script.toLowerCase(Locale.ROOT))) {
      return null;
    }
    if (script.codePointCount(0, script.length()) > ScriptText.MAX_LENGTH) {
      throw new UnreadableAnswerException(
          "its script is longer than " + ScriptText.MAX_LENGTH + " characters");
    }
    return script;
  }

  private static String join(JsonNode node, String separator) {
    if (node.isArray()) {
      List<String> parts = new ArrayList<>();
      node.forEach(part -> parts.add(part.isTextual() ? part.asText() : itemText(part)));
      return String.join(separator, parts);
    }
    return node.isTextual() ? node.asText() : "";
  }

  private static List<String> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    Iterable<JsonNode> items = node.isArray() ? node : List.of(node);
    for (JsonNode item : items) {
      String text = Clean.text(itemText(item), MAX_ITEM_LENGTH);
      boolean nothing = text.isEmpty() || NOTHING.contains(text.toLowerCase(Locale.ROOT));
      if (!nothing && !strings.contains(text) && strings.size() < MAX_ITEMS) {
        strings.add(text);
      }
    }
    return strings;
  }

  /** In whatever form: as texts, or as objects with choices. */
  private static List<Question> questions(JsonNode node) {
    List<Question> questions = new ArrayList<>();
    Iterable<JsonNode> items = node.isArray() ? node : List.of(node);
    for (JsonNode item : items) {
      for (String text : strings(item)) {
        if (questions.stream().noneMatch(q -> q.text().equals(text))
            && questions.size() < MAX_ITEMS) {
          questions.add(Question.numbered(questions.size() + 1, text, choices(item)));
        }
      }
    }
    return questions;
  }

  private static List<String> choices(JsonNode question) {
    return CHOICES.stream()
        .map(question::path)
        .filter(JsonNode::isArray)
        .findFirst()
        .map(AnswerFields::strings)
        .orElse(List.of())
        .stream()
        .filter(choice -> choice.codePointCount(0, choice.length()) <= Answer.MAX_LENGTH)
        .limit(MAX_CHOICES)
        .toList();
  }

  private static String itemText(JsonNode item) {
    if (item.isObject()) {
      return ITEM.stream()
          .map(item::path)
          .filter(JsonNode::isTextual)
          .findFirst()
          .map(JsonNode::asText)
          .orElse("");
    }
    return item.isValueNode() && !item.isNull() ? item.asText() : "";
  }

  private List<Risk> risks() {
    List<Risk> risks = new ArrayList<>();
    JsonNode node = field(RISKS);
    Iterable<JsonNode> items = node.isArray() ? node : List.of(node);
    for (JsonNode item : items) {
      String message = Clean.text(itemText(item), MAX_ITEM_LENGTH);
      if (!message.isEmpty() && risks.size() < MAX_ITEMS) {
        risks.add(
            Risk.of(
                level(item.path("level").asText(item.path("severity").asText(""))),
                code(item.path("code").asText("")),
                message,
                null,
                null,
                null));
      }
    }
    return risks;
  }

  private static RiskLevel level(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "low", "info", "minor" -> RiskLevel.LOW;
      case "high", "major" -> RiskLevel.HIGH;
      case "critical", "severe" -> RiskLevel.CRITICAL;
      default -> RiskLevel.MEDIUM;
    };
  }

  private static String code(String text) {
    String code =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (code.isEmpty()) {
      return "model_risk";
    }
    return code.substring(0, Math.min(MAX_CODE_LENGTH, code.length()));
  }

  /** {@code null} where there is none that can be read. */
  static @Nullable Double confidence(JsonNode node) {
    if (node.isNumber()) {
      return clamped(node.asDouble());
    }
    String text = node.asText("").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "high", "very high" -> 0.8;
      case "medium", "moderate" -> 0.5;
      case "low", "very low" -> 0.2;
      default -> number(text);
    };
  }

  private static @Nullable Double number(String text) {
    try {
      return text.endsWith("%")
          ? clamped(Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100)
          : clamped(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Double clamped(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    // Beyond 1 it is most likely a percentage.
    double share = value > 1 && value <= 100 ? value / 100 : value;
    return Math.clamp(share, 0.0, 1.0);
  }
}
