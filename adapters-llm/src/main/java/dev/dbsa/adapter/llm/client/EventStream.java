package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.llm.client.ChatBody.Completion;
import org.jspecify.annotations.Nullable;

/** Puts a streamed answer together: some endpoints stream although nobody asked them to. */
final class EventStream {
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  private EventStream() {}

  static Completion read(String text, Redaction redaction) throws CallFailedException {
    StringBuilder content = new StringBuilder();
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
        content.append(ChatBody.contentText(choice.path("delta").path("content")));
        refusal.append(choice.path("delta").path("refusal").asText(""));
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
    ChatBody.requireWhole(
        finishReason, content.toString(), refusal.isEmpty() ? null : refusal.toString(), redaction);
    return new Completion(
        content.toString(),
        model,
        ChatBody.count(usage.path("prompt_tokens")),
        ChatBody.count(usage.path("completion_tokens")));
  }
}
