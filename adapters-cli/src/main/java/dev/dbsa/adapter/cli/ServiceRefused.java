package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The service, or what it knows, does not allow what a command is asked to do; neither may a
 * database or the disk. Exit code 1.
 */
final class ServiceRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceRefused(String message) {
    super(message);
  }

  /** What an answer that is no success says, in one line and a line for each field. */
  static ServiceRefused of(ApiResponse answer) {
    StringBuilder message = new StringBuilder("HTTP ").append(answer.status());
    String detail = answer.text("detail");
    if (!detail.isEmpty()) {
      message.append(": ").append(detail);
    }
    for (JsonNode error : answer.json().path("errors")) {
      message.append("\n  ").append(error.path("field").asText());
      message.append(' ').append(error.path("message").asText());
    }
    return new ServiceRefused(message.toString());
  }
}
