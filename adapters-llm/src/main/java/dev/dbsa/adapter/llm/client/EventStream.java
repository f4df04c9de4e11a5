package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.llm.client.ChatBody.Completion;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a streamed answer together: some endpoints stream although nobody asked them to. */
final class EventStream {
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  private EventStream() {}

  static Completion read(String text, Redaction redaction) throws CallFailedException {
    StringBuilder content = new StringBuilder();
    StringBuilder called = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    @Nullable String finishReason = null;
    @Nullable String model = null;
    JsonNode usage = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    boolean ended = false;
    for (String line : text.split("\\r?\\n|\\r")) {
      String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
      if (data.equals(DONE)) {
        ended = true;
      } else if (!data.isEmpty()) {
        JsonNode event = ChatBody.parse(data);
        if (event == null) {
          throw ChatBody.malformed("is a broken stream");
        }
        JsonNode choice = event.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        content.append(ChatBody.contentText(delta.path("content")));
        called.append(argumentsOfFirstCall(delta));
        thought.append(ChatBody.thoughtOf(delta));
        refusal.append(delta.path("refusal").asText(""));
        String reason = ChatBody.text(choice.path("finish_reason"));
        finishReason = reason == null ? finishReason : reason;
        String named = ChatBody.text(event.path("model"));
        model = named == null ? model : named;
        usage = event.path("usage").isObject() ? event.path("usage") : usage;
      }
    }
    if (!ended && finishReason == null) {
      throw ChatBody.malformed("is a stream without an end");
    }
    String said =
        Stream.of(content, called, thought)
            .map(StringBuilder::toString)
            .filter(part -> !part.isBlank())
            .findFirst()
            .orElse("");
    ChatBody.requireWhole(
        finishReason, said, refusal.isEmpty() ? null : refusal.toString(), redaction);
    return new Completion(
        said,
        model,
        ChatBody.count(usage.path("prompt_tokens")),
        ChatBody.count(usage.path("completion_tokens")));
  }

  private static String argumentsOfFirstCall(JsonNode delta) {
    for (JsonNode call : delta.path("tool_calls")) {
      if (call.path("index").asInt(0) == 0) {
        return call.path("function").path("arguments").asText("");
      }
    }
    return delta.path("function_call").path("arguments").asText("");
  }
}
