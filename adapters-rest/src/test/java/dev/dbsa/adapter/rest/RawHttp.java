package dev.dbsa.adapter.rest;

import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends what no well-behaved client would send. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 30_000;

  private RawHttp() {}

  /**
   * Sends a request and reads the answer until the server closes the connection.
   *
   * @param headers each byte as one character; a length and a wish to close come by themselves
   */
  static Response send(String requestLine, List<String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (headers.stream().noneMatch(h -> h.startsWith("Transfer-Encoding"))) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    return exchange(head.toString(), bytes);
  }

  /** Sends bytes as they are. */
  static Response exchange(String head, byte[] body) {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      try {
        socket.getOutputStream().write(body);
      } catch (IOException e) {
        // The server may answer and close before it has read everything.
      }
      return parse(readAll(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends bytes as they are and answers what comes back until the server closes the connection. */
  static String converse(String sent) {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      return readAll(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readAll(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Response parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    String[] lines = answer.substring(0, end).split("\r\n");
    ResponseBuilder response =
        new ResponseBuilder()
            .setStatusCode(Integer.parseInt(lines[0].split(" ")[1]))
            .setBody(answer.substring(end + 4));
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(": ?", 2);
      if (header[0].equalsIgnoreCase("content-type")) {
        response.setContentType(header[1]);
      }
      response.setHeader(header[0], header[1]);
    }
    return response.build();
  }
}
