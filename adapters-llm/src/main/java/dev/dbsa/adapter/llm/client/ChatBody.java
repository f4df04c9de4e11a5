package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import dev.dbsa.adapter.llm.client.Negotiation.Terms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes and reads the JSON of {@code /chat/completions}. */
final class ChatBody {
  private static final int MAX_NESTING = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .build();

  /** Content and counts of an answer. */
  record Completion(
      String content,
      @Nullable String model,
      @Nullable Long promptTokens,
      @Nullable Long completionTokens) {}

  private ChatBody() {}

  static byte[] write(
      String model,
      List<ChatMessage> messages,
      Terms terms,
      JsonNode answerSchema,
      @Nullable Double temperature) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model);
    var list = body.putArray("messages");
    for (ChatMessage message : terms.system() ? messages : withoutSystem(messages)) {
      list.addObject().put("role", message.role().label()).put("content", message.text());
    }
    if (terms.temperature() && temperature != null) {
      body.put("temperature", temperature);
    }
    body.put("stream", terms.stream());
    switch (terms.format()) {
      case JSON_SCHEMA -> {
        ObjectNode schema = body.putObject("response_format").put("type", "json_schema");
        schema
            .putObject("json_schema")
            .put("name", "draft")
            .put("strict", true)
            .set("schema", answerSchema);
      }
      case JSON_OBJECT -> body.putObject("response_format").put("type", "json_object");
      case TEXT -> {}
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The rules in front of the first message of the user, for models that know no others. */
  private static List<ChatMessage> withoutSystem(List<ChatMessage> messages) {
    StringBuilder rules = new StringBuilder();
    List<ChatMessage> others = new ArrayList<>();
    for (ChatMessage message : messages) {
      if (message.role() == ChatMessage.Role.SYSTEM) {
        rules.append(message.text()).append("\n\n");
      } else if (message.role() == ChatMessage.Role.USER && !rules.isEmpty()) {
        others.add(ChatMessage.user(rules + message.text()));
        rules.setLength(0);
      } else {
        others.add(message);
      }
    }
    return others;
  }

  /**
   * @throws CallFailedException {@link Kind#MALFORMED}, {@link Kind#DECLINED}
   */
  static Completion read(HttpAnswer answer, Redaction redaction) throws CallFailedException {
    String text = answer.text();
    if (isEventStream(answer, text)) {
      return EventStream.read(text, redaction);
    }
    JsonNode root = parse(text);
    if (root == null || !root.isObject()) {
      throw malformed("is not JSON");
    }
    return read(root, redaction);
  }

  /**
   * @throws CallFailedException {@link Kind#MALFORMED} unless it is a completion, whatever it says
   */
  static void requireCompletion(HttpAnswer answer) throws CallFailedException {
    String text = answer.text();
    JsonNode root = isEventStream(answer, text) ? null : parse(text);
    boolean completion =
        root == null ? isEventStream(answer, text) : root.path("choices").path(0).isObject();
    if (!completion) {
      throw malformed("is no completion");
    }
  }

  private static Completion read(JsonNode root, Redaction redaction) throws CallFailedException {
    JsonNode choice = root.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      JsonNode error = root.path("error");
      if (!error.isMissingNode() && !error.isNull()) {
        throw new CallFailedException(
            Kind.UNAVAILABLE,
            "the model endpoint answered with an error: " + redaction.clean(errorText(root)));
      }
      throw malformed("holds no message");
    }
    String content = textOf(message);
    requireWhole(
        text(choice.path("finish_reason")), content, text(message.path("refusal")), redaction);
    JsonNode usage = root.path("usage");
    return new Completion(
        content,
        text(root.path("model")),
        count(usage.path("prompt_tokens")),
        count(usage.path("completion_tokens")));
  }

  /**
   * What a message says: its content, else what it would call a tool with, else what it thought,
   * for endpoints that put the whole answer there.
   */
  private static String textOf(JsonNode message) {
    String content = contentText(message.path("content"));
    if (!content.isBlank()) {
      return content;
    }
    for (JsonNode called :
        List.of(
            message.path("tool_calls").path(0).path("function"), message.path("function_call"))) {
      JsonNode arguments = called.path("arguments");
      if (arguments.isObject()) {
        return arguments.toString();
      }
      if (arguments.isTextual() && !arguments.asText().isBlank()) {
        return arguments.asText();
      }
    }
    return thoughtOf(message);
  }

  static String thoughtOf(JsonNode message) {
    String thought = contentText(message.path("reasoning_content"));
    return thought.isBlank() ? contentText(message.path("reasoning")) : thought;
  }

  static void requireWhole(
      @Nullable String finishReason, String content, @Nullable String refusal, Redaction redaction)
      throws CallFailedException {
    if (refusal != null) {
      throw new CallFailedException(
          Kind.DECLINED, "the model declined: " + redaction.clean(refusal));
    }
    if ("content_filter".equals(finishReason)) {
      throw new CallFailedException(
          Kind.DECLINED, "the model endpoint's content filter stopped the answer");
    }
    if ("length".equals(finishReason)) {
      throw new CallFailedException(
          Kind.DECLINED,
          "the model's answer was cut off: it reached the endpoint's limit of output tokens");
    }
    if (content.isBlank()) {
      throw malformed("holds no text");
    }
  }

  static CallFailedException malformed(String what) {
    return new CallFailedException(
        Kind.MALFORMED, "the model endpoint's answer " + what + ": is it OpenAI-compatible?");
  }

  /** Text, or a list of parts of which those that are text count. */
  static String contentText(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      String type = part.path("type").asText("text");
      if (type.equals("text") || type.equals("output_text")) {
        text.append(part.path("text").asText(""));
      }
    }
    return text.toString();
  }

  static @Nullable Long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? Long.valueOf(node.asLong())
        : null;
  }

  static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
  }

  /** {@code null} where the text is no JSON. */
  static @Nullable JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static boolean isEventStream(HttpAnswer answer, String text) {
    String type = answer.contentType();
    return (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        || text.startsWith("data:");
  }

  /** What an error answer says, in whichever of the common forms; empty where it says nothing. */
  static String errorText(@Nullable JsonNode root) {
    if (root == null) {
      return "";
    }
    JsonNode error = root.path("error");
    for (JsonNode candidate :
        List.of(error.path("message"), error, root.path("message"), root.path("detail"))) {
      if (candidate.isTextual()) {
        return candidate.asText();
      }
    }
    JsonNode detail = root.path("detail");
    return detail.isMissingNode() ? "" : detail.toString();
  }

  /** The error's code and type, such as {@code insufficient_quota}; empty where there is none. */
  static String errorCode(@Nullable JsonNode root) {
    if (root == null) {
      return "";
    }
    JsonNode error = root.path("error");
    return error.path("code").asText("") + " " + error.path("type").asText("");
  }
}
