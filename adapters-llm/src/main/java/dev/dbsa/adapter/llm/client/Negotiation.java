package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what each endpoint and model has been seen to accept: the form of answer that can be
 * asked for, and whether a temperature may be set. Lives as long as the process.
 */
final class Negotiation {
  /** Errors that asking in another form does not cure. */
  private static final List<String> OTHER_CAUSES =
      List.of("context length", "context_length", "context window", "maximum context", "too long");

  /** What a call asks for. */
  record Terms(AnswerFormat format, boolean temperature) {}

  private record Key(String url, String model) {}

  private static final Terms BEST = new Terms(AnswerFormat.JSON_SCHEMA, true);

  private final Map<Key, Terms> accepted = new ConcurrentHashMap<>();

  Terms terms(ModelUrl url, String model) {
    return accepted.getOrDefault(new Key(url.target(url.host()), model), BEST);
  }

  void accepted(ModelUrl url, String model, Terms terms) {
    accepted.put(new Key(url.target(url.host()), model), terms);
  }

  /** What to ask for after a refusal; empty where the refusal is about something else. */
  Optional<Terms> afterRefusal(Terms refused, HttpAnswer answer) {
    boolean aboutTheCall =
        switch (answer.status()) {
          case 400, 415, 422, 501 -> true;
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
      return Optional.of(new Terms(refused.format(), false));
    }
    if (refused.format() != AnswerFormat.TEXT) {
      return Optional.of(new Terms(refused.format().next(), refused.temperature()));
    }
    return Optional.empty();
  }
}
