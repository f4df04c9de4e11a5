package dev.dbsa.adapter.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form of answer that a model is asked for, in words and as a JSON schema. */
public final class AnswerContract {
  /** For the prompt. Its fields are those of {@link #schema()}. */
  public static final String IN_WORDS =
      """
      Answer with one JSON object and nothing around it, with exactly these fields:
      "script": the script as one string, or null when you have to ask first
      "explanation": what the script does and why, in a few sentences, in the language of the request
      "plan_steps": a list of short strings, the steps you took
      "assumptions": a list of strings, what you took for granted
      "risks": a list of objects {"level": "low"|"medium"|"high"|"critical", "code": a short snake_case name, "message": a sentence}
      "questions": a list of objects {"text": what has to be answered before the script can be trusted, "choices": a list of likely answers, or an empty one}; at least one when script is null
      "confidence": a number from 0 to 1, how sure you are that the script does what was asked
      """;

  private AnswerContract() {}

  /**
   * The contract as the strict subset of JSON Schema that endpoints accept: every property
   * required, none beside them. A new tree every time, because trees can be changed.
   */
  public static JsonNode schema() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putObject("script").putArray("type").add("string").add("null");
    properties.putObject("explanation").put("type", "string");
    strings(properties, "plan_steps");
    strings(properties, "assumptions");
    properties.putObject("risks").put("type", "array").set("items", risk());
    properties.putObject("questions").put("type", "array").set("items", question());
    properties.putObject("confidence").put("type", "number");
    return object(properties);
  }

  private static ObjectNode risk() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties
        .putObject("level")
        .put("type", "string")
        .putArray("enum")
        .add("low")
        .add("medium")
        .add("high")
        .add("critical");
    properties.putObject("code").put("type", "string");
    properties.putObject("message").put("type", "string");
    return object(properties);
  }

  private static ObjectNode question() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.putObject("text").put("type", "string");
    strings(properties, "choices");
    return object(properties);
  }

  private static void strings(ObjectNode properties, String name) {
    properties.putObject(name).put("type", "array").putObject("items").put("type", "string");
  }

  private static ObjectNode object(ObjectNode properties) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    schema.set("properties", properties);
    ArrayNode required = schema.putArray("required");
    properties.fieldNames().forEachRemaining(required::add);
    schema.put("additionalProperties", false);
    return schema;
  }
}
