package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers as told, and keeps what it was asked. */
final class StubService implements AutoCloseable {
  record Received(String method, String path, String query, Headers headers, byte[] body) {
    String line() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return Json.parse(body);
    }

    /** As the service itself checks it. */
    boolean isSigned(String principal, String secret) {
      return RequestSignature.of(
              method, path, query, principal, headers.getFirst("X-Internal-Timestamp"), body)
          .covering(covered())
          .isSignedBy(Secret.of(secret), headers.getFirst("X-Internal-Signature"));
    }

    private List<RequestSignature.Header> covered() {
      String names = headers.getFirst(RequestSignature.SIGNED_HEADERS);
      return names == null
          ? List.of()
          : Stream.of(names.split(";"))
              .map(name -> new RequestSignature.Header(name, headers.getFirst(name)))
              .toList();
    }
  }

  private record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {}

  final List<Received> received = new ArrayList<>();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final HttpServer server;

  StubService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers to one request line, in their order; the last one for ever. */
  StubService on(String line, int status, String json) {
    return on(line, status, "application/json", json, Map.of());
  }

  StubService on(
      String line, int status, String contentType, String body, Map<String, String> headers) {
    answers
        .computeIfAbsent(line, key -> new ArrayDeque<>())
        .add(new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers));
    return this;
  }

  /** Answers a request line with bytes that are no text. */
  StubService answers(String line, int status, byte[] body) {
    answers
        .computeIfAbsent(line, key -> new ArrayDeque<>())
        .add(new Answer(status, "application/octet-stream", body, Map.of()));
    return this;
  }

  Received only() {
    if (received.size() != 1) {
      throw new AssertionError("expected one request, got " + lines());
    }
    return received.getFirst();
  }

  List<String> lines() {
    return received.stream().map(Received::line).toList();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var request =
        new Received(
            exchange.getRequestMethod(),
            uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readAllBytes());
    received.add(request);
    Deque<Answer> planned = answers.getOrDefault(request.line(), answers.get("*"));
    Answer answer =
        planned == null
            ? new Answer(200, "application/json", "{}".getBytes(StandardCharsets.UTF_8), Map.of())
            : planned.size() > 1 ? planned.pop() : planned.peek();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
