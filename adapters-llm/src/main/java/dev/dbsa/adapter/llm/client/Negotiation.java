package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what each endpoint and model has been seen to accept: the form of answer that can be
 * asked for, whether a temperature may be set, whether rules may come as a message of the system,
 * and whether answers only come as a stream. Lives as long as the process.
 */
final class Negotiation {
  /** Errors that asking in another form does not cure. */
  private static final List<String> OTHER_CAUSES =
      List.of("context length", "context_length", "context window", "maximum context", "too long");

  /** What refusals of a message's role say. */
  private static final List<String> ABOUT_SYSTEM =
      List.of(
          "system role",
          "system message",
          "role 'system'",
          "role \"system\"",
          "role: system",
          "developer instruction",
          "roles must alternate");

  /**
   * What a call asks for.
   *
   * @param temperature whether one is set
   * @param system whether the rules are a message of their own, else part of the first of the user
   * @param stream whether the answer is asked for in pieces
   */
  record Terms(AnswerFormat format, boolean temperature, boolean system, boolean stream) {
    Terms withFormat(AnswerFormat next) {
      return new Terms(next, temperature, system, stream);
    }
  }

  private record Key(String url, String model) {}

  private static final Terms BEST = new Terms(AnswerFormat.JSON_SCHEMA, true, true, false);

  private final Map<Key, Terms> accepted = new ConcurrentHashMap<>();

  Terms terms(ModelUrl url, String model) {
    return accepted.getOrDefault(new Key(url.target(url.host()), model), BEST);
  }

  void accepted(ModelUrl url, String model, Terms terms) {
    accepted.put(new Key(url.target(url.host()), model), terms);
  }

  /** What to ask for after a refusal; empty where the refusal is about something else. */
  Optional<Terms> afterRefusal(ModelUrl url, String model, Terms refused, HttpAnswer answer) {
    boolean aboutTheCall =
        switch (answer.status()) {
          case 400, 415, 422, 501 -> true;
          // Some servers break on what they do not know. Once they have taken it, it is their own.
          case 500 -> !accepted.containsKey(new Key(url.target(url.host()), model));
          default -> false;
        };
    if (!aboutTheCall) {
      return Optional.empty();
    }
    JsonNode root = ChatBody.parse(answer.text());
    String said =
        (ChatBody.errorCode(root) + " " + ChatBody.errorText(root)).toLowerCase(Locale.ROOT);
    if (OTHER_CAUSES.stream().anyMatch(said::contains) || said.contains("content_filter")) {
      return Optional.empty();
    }
    if (refused.temperature() && said.contains("temperature")) {
      return Optional.of(new Terms(refused.format(), false, refused.system(), refused.stream()));
    }
    if (refused.system() && ABOUT_SYSTEM.stream().anyMatch(said::contains)) {
      return Optional.of(
          new Terms(refused.format(), refused.temperature(), false, refused.stream()));
    }
    if (!refused.stream() && said.contains("stream")) {
      return Optional.of(
          new Terms(refused.format(), refused.temperature(), refused.system(), true));
    }
    if (refused.format() != AnswerFormat.TEXT) {
      return Optional.of(refused.withFormat(refused.format().next()));
    }
    return Optional.empty();
  }
}
