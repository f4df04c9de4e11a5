package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages of the Model Context Protocol between a line-wise stream and a service's
 * endpoint. What the service refuses, or does not answer, becomes the answer to the message.
 */
final class McpBridge {
  private static final String ENDPOINT = "/mcp";
  private static final String SESSION = "Mcp-Session-Id";
  private static final String VERSION = "MCP-Protocol-Version";

  /** More than the service takes, so that it is the service that says what it takes. */
  private static final int MAX_LINE_BYTES = 2 << 20;

  private static final int PARSE_ERROR = -32700;

  /** Of those that the protocol leaves to implementations. */
  private static final int NOT_HANDED_ON = -32000;

  private final ApiClient client;
  private final InputStream in;
  private final PrintWriter out;
  private volatile @Nullable String session;
  private volatile @Nullable String version;

  McpBridge(ApiClient client, InputStream in, PrintWriter out) {
    this.client = client;
    this.in = in;
    this.out = out;
  }

  /** Goes on until the input ends and everything is answered. */
  void run() {
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      for (byte[] line = line(); line != null; line = line()) {
        take(line, calls);
      }
    }
    if (session != null) {
      try {
        client.send(ApiRequest.delete(ENDPOINT, ""), headers());
      } catch (ServiceUnreachable e) {
        // The session ends by itself.
      }
    }
  }

  private void take(byte[] line, ExecutorService calls) {
    if (new String(line, StandardCharsets.UTF_8).isBlank()) {
      return;
    }
    JsonNode message = Json.parse(line);
    if (line.length > MAX_LINE_BYTES || !message.isObject()) {
      write(failure(null, PARSE_ERROR, "a message is one JSON object a line, of 2 MiB at most"));
    } else if (session == null || !message.has("id")) {
      // The session begins with the first message; what is told keeps its order.
      handOn(message);
    } else {
      calls.execute(() -> handOn(message));
    }
  }

  private void handOn(JsonNode message) {
    try {
      ApiResponse answer = client.send(ApiRequest.post(ENDPOINT, message), headers());
      answer.header(SESSION).ifPresent(id -> session = id);
      if (!answer.isSuccess()) {
        refused(message, answer);
        return;
      }
      for (JsonNode each : messages(answer)) {
        if (each.path("result").hasNonNull("protocolVersion")) {
          version = each.path("result").path("protocolVersion").asText();
        }
        write(each);
      }
    } catch (ServiceUnreachable e) {
      answerFailure(message, String.valueOf(e.getMessage()));
    }
  }

  private void refused(JsonNode message, ApiResponse answer) {
    JsonNode body = answer.json();
    String detail = body.path("detail").asText(body.path("error").path("message").asText(""));
    answerFailure(message, "HTTP " + answer.status() + (detail.isEmpty() ? "" : ": " + detail));
  }

  /** Notifications have no answer. */
  private void answerFailure(JsonNode message, String why) {
    if (message.has("id")) {
      write(failure(message.path("id"), NOT_HANDED_ON, why));
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json, text/event-stream");
    if (session != null) {
      headers.put(SESSION, session);
    }
    if (version != null) {
      headers.put(VERSION, version);
    }
    return headers;
  }

  /** The messages of an answer: one, or the events of a stream. */
  private static List<JsonNode> messages(ApiResponse answer) {
    boolean stream = answer.header("Content-Type").orElse("").startsWith("text/event-stream");
    return (stream
            ? Stream.of(answer.bodyText().split("\\R\\R")).map(McpBridge::data)
            : Stream.of(answer.json()))
        .filter(JsonNode::isObject)
        .toList();
  }

  private static JsonNode data(String event) {
    String data =
        event
            .lines()
            .filter(line -> line.startsWith("data:"))
            .map(line -> line.substring("data:".length()).strip())
            .collect(Collectors.joining("\n"));
    return Json.parse(data.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode failure(@Nullable JsonNode id, int code, String why) {
    ObjectNode failure = Json.object();
    failure.put("jsonrpc", "2.0");
    failure.set("id", id);
    failure.putObject("error").put("code", code).put("message", why);
    return failure;
  }

  private void write(JsonNode message) {
    synchronized (out) {
      out.println(Json.line(message));
      out.flush();
    }
  }

  /** The next line without its end, cut behind the most that is taken; {@code null} at the end. */
  private byte @Nullable [] line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      while (next >= 0 && next != '\n') {
        if (line.size() <= MAX_LINE_BYTES) {
          line.write(next);
        }
        next = in.read();
      }
      return line.toByteArray();
    } catch (IOException e) {
      return null;
    }
  }
}
