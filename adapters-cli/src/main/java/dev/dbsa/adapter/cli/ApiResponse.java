package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dbsa.adapter.cli.text.Json;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the service answered.
 *
 * @param json the body, or a {@link MissingNode} if it is empty or not JSON
 * @param took from sending until the whole answer was there
 */
record ApiResponse(int status, HttpHeaders headers, byte[] body, JsonNode json, Duration took) {
  private static final int TOO_MANY_REQUESTS = 429;

  static ApiResponse of(HttpResponse<byte[]> answer, Duration took) {
    return new ApiResponse(
        answer.statusCode(), answer.headers(), answer.body(), Json.parse(answer.body()), took);
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the request was too much at once, and may be sent again later. */
  boolean isTooSoon() {
    return status == TOO_MANY_REQUESTS;
  }

  /** How long to wait before asking again: the usual time, or longer where the service says so. */
  Duration pause(Duration usual) {
    Duration wished =
        header("Retry-After")
            .filter(value -> value.matches("[0-9]{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(Duration.ZERO);
    return Collections.max(List.of(usual, wished));
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  boolean isJson() {
    return !json.isMissingNode();
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The text of a field; empty if it is not there or null. */
  String text(String field) {
    return Json.text(json, field);
  }
}
