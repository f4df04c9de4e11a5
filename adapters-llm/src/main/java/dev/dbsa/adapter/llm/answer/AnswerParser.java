package dev.dbsa.adapter.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.domain.generation.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's answer. Models that cannot be held to a JSON schema wrap it in fences, think
 * aloud before it, write trailing commas, answer with the bare script or with a question; all of
 * that is understood. What stays ambiguous is refused rather than guessed.
 */
public final class AnswerParser {
  private static final int MAX_EXPLANATION_LENGTH = 8_000;
  private static final int MAX_QUESTIONS = 10;
  private static final int MAX_QUESTION_LENGTH = 1_000;

  private static final Set<String> SQL_LANGUAGES =
      Set.of("sql", "postgresql", "postgres", "pgsql", "plpgsql", "mysql", "mariadb");

  private AnswerParser() {}

  /**
   * @throws UnreadableAnswerException if there is neither a script nor a question in it
   */
  public static ParsedAnswer parse(String content) throws UnreadableAnswerException {
    String text = Reasoning.strip(content);
    if (text.isEmpty()) {
      throw new UnreadableAnswerException("it is empty");
    }
    Fences fences = Fences.of(text);
    JsonNode object = findObject(text, fences);
    if (object != null) {
      return new AnswerFields(object).read();
    }
    ParsedAnswer script = bareScript(text, fences);
    if (script != null) {
      return script;
    }
    List<String> questions = questions(text);
    if (questions.isEmpty()) {
      throw new UnreadableAnswerException("it is not the JSON object that was asked for");
    }
    return new ParsedAnswer(
        null, "", List.of(), List.of(), List.of(), Question.of(questions), null);
  }

  private static @Nullable JsonNode findObject(String text, Fences fences) {
    List<JsonNode> candidates = new ArrayList<>();
    Stream.concat(Stream.of(text), fences.blocks().stream().map(Fences.Block::content))
        .map(LenientJson::parse)
        .flatMap(node -> Optional.ofNullable(node).stream())
        .forEach(candidates::add);
    if (candidates.stream().flatMap(AnswerParser::answersIn).findAny().isEmpty()) {
      candidates.addAll(LenientJson.objectsIn(text));
    }
    return candidates.stream().flatMap(AnswerParser::answersIn).findFirst().orElse(null);
  }

  /** The answer itself, also where it is wrapped once more. */
  private static Stream<JsonNode> answersIn(JsonNode node) {
    if (node.isTextual()) {
      JsonNode inner = LenientJson.parse(node.asText());
      return inner == null || inner.isTextual() ? Stream.empty() : answersIn(inner);
    }
    if (node.isObject() && new AnswerFields(node).isAnswer()) {
      return Stream.of(node);
    }
    if (node.size() == 1) {
      JsonNode only = node.iterator().next();
      return only.isObject() && new AnswerFields(only).isAnswer()
          ? Stream.of(only)
          : Stream.empty();
    }
    return Stream.empty();
  }

  private static @Nullable ParsedAnswer bareScript(String text, Fences fences)
      throws UnreadableAnswerException {
    List<Fences.Block> scripts = fences.blocks().stream().filter(AnswerParser::isScript).toList();
    if (scripts.size() > 1) {
      throw new UnreadableAnswerException("it holds several scripts, and which one counts is open");
    }
    if (!scripts.isEmpty()) {
      return ofScript(scripts.getFirst().content(), fences.outside());
    }
    if (!BareSql.looksLikeSql(text)) {
      return null;
    }
    int end = text.lastIndexOf(';');
    return end < 0
        ? ofScript(text, "")
        : ofScript(text.substring(0, end + 1), text.substring(end + 1));
  }

  private static boolean isScript(Fences.Block fence) {
    return SQL_LANGUAGES.contains(fence.language())
        || (fence.language().isEmpty() && BareSql.looksLikeSql(fence.content()));
  }

  private static @Nullable ParsedAnswer ofScript(String script, String around)
      throws UnreadableAnswerException {
    String clean = AnswerFields.scriptOf(script);
    return clean == null
        ? null
        : new ParsedAnswer(
            clean,
            Clean.text(around, MAX_EXPLANATION_LENGTH),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
  }

  private static List<String> questions(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^(?:[-*•]|\\d+[.)])\\s+", ""))
        .filter(line -> line.endsWith("?") || line.endsWith("？"))
        .map(line -> Clean.text(line, MAX_QUESTION_LENGTH))
        .distinct()
        .limit(MAX_QUESTIONS)
        .toList();
  }
}
