package dev.dbsa.adapter.llm.client;

/** How firmly an endpoint can be held to a form of answer; from most to least. */
enum AnswerFormat {
  /** {@code response_format} with a JSON schema. */
  JSON_SCHEMA,
  /** {@code response_format} that asks for some JSON object. */
  JSON_OBJECT,
  /** Nothing but the words of the prompt. */
  TEXT;

  AnswerFormat next() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }
}
