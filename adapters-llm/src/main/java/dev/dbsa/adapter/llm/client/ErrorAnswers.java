package dev.dbsa.adapter.llm.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import org.jspecify.annotations.Nullable;

/** Says what an answer other than 200 means. */
final class ErrorAnswers {
  private ErrorAnswers() {}

  /** What people are told about an answer that is no success. */
  static CallFailedException explain(HttpAnswer answer, ModelUrl url, Redaction redaction) {
    int status = answer.status();
    JsonNode root = ChatBody.parse(answer.text());
    String said = redaction.clean(ChatBody.errorText(root));
    String quoted = said.isEmpty() ? "" : ": " + said;
    if (isContentFilter(ChatBody.errorCode(root))) {
      return failure(
          Kind.DECLINED, status, "the model endpoint's content filter refused it" + quoted);
    }
    if (status >= 300 && status < 400) {
      return failure(Kind.REFUSED, status, redirect(answer, url));
    }
    return switch (status) {
      case 401, 403 ->
          failure(
              Kind.UNAUTHORIZED,
              status,
              "the model endpoint refused the key (HTTP " + status + ")" + quoted);
      case 404 ->
          failure(
              Kind.NOT_FOUND,
              status,
              "the model endpoint knows neither the path nor the model (HTTP 404)" + quoted);
      case 429 ->
          failure(
              Kind.RATE_LIMITED,
              status,
              "the model endpoint takes no more calls for now (HTTP 429)" + quoted);
      default ->
          failure(
              status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED,
              status,
              "the model endpoint answered HTTP " + status + quoted);
    };
  }

  private static CallFailedException failure(Kind kind, int status, String message) {
    return new CallFailedException(kind, status, message);
  }

  private static String redirect(HttpAnswer answer, ModelUrl url) {
    String target = answer.location();
    @Nullable String host = null;
    try {
      host = target == null ? null : java.net.URI.create(target).getHost();
    } catch (IllegalArgumentException _) {
      // What cannot be read is not shown.
    }
    String to = host == null || host.equals(url.host()) ? "elsewhere" : "to the host " + host;
    return "the model endpoint redirects "
        + to
        + " (HTTP "
        + answer.status()
        + "), which is not followed: configure the final URL";
  }

  private static boolean isContentFilter(String code) {
    return code.contains("content_filter") || code.contains("content_policy");
  }

  /** Whether the same call may succeed a little later. */
  static boolean isTransient(HttpAnswer answer) {
    return switch (answer.status()) {
      case 408, 409, 425 -> true;
      // A used-up quota does not come back within an attempt.
      case 429 -> !ChatBody.errorCode(ChatBody.parse(answer.text())).contains("insufficient_quota");
      case 501, 505 -> false;
      default -> answer.status() >= 500;
    };
  }
}
