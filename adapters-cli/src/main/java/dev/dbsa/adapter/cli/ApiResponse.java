package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dbsa.adapter.cli.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the service answered.
 *
 * @param json the body, or a {@link MissingNode} if it is empty or not JSON
 * @param retryAfter seconds until it makes sense to ask again, where the service says so
 * @param took from sending until the whole answer was there
 */
record ApiResponse(int status, byte[] body, JsonNode json, OptionalLong retryAfter, Duration took) {

  static ApiResponse of(int status, byte[] body, OptionalLong retryAfter, Duration took) {
    return new ApiResponse(status, body, Json.parse(body), retryAfter, took);
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isJson() {
    return !json.isMissingNode();
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The text of a field; empty if it is not there or null. */
  String text(String field) {
    JsonNode node = json.path(field);
    return node.isValueNode() && !node.isNull() ? node.asText() : "";
  }
}
