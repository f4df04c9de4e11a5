package dev.dbsa.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenAI-compatible endpoint over real HTTP that answers as a test tells it, well or badly. It
 * takes any number of connections at once and knows which of them their clients gave up.
 */
public final class FakeModelServer implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int BACKLOG = 1_000;
  private static final int MAX_BODY = 16 * 1024 * 1024;

  /**
   * A request as it came.
   *
   * @param target path and query
   * @param headers by name in lower case
   */
  public record Request(String method, String target, Map<String, String> headers, String body) {}

  /** What is done with a request. */
  @FunctionalInterface
  public interface Script {
    Reply answer(Request request);
  }

  /**
   * An answer.
   *
   * @param delay before the first byte
   * @param bodyBytes how many bytes of the body are sent before the connection is cut; -1 for all
   */
  public record Reply(
      int status, Map<String, String> headers, byte[] body, Duration delay, int bodyBytes) {

    /** A JSON answer. */
    public static Reply json(int status, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8),
          Duration.ZERO,
          -1);
    }

    /** A completion whose message has this text. */
    public static Reply content(String text) {
      return json(
          200,
          """
          {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"fake-model-2026",
          "choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],
          "usage":{"prompt_tokens":120,"completion_tokens":30,"total_tokens":150}}
          """
              .formatted(quote(text)));
    }

    /** A completion with a script in the contract's form. */
    public static Reply script(String sql) {
      return content(
          """
          {"script":%s,"explanation":"as asked","plan_steps":["read the schema"],"assumptions":[],\
          "risks":[],"questions":[],"confidence":0.9}"""
              .formatted(quote(sql)));
    }

    /** An error as OpenAI writes them. */
    public static Reply error(int status, String message) {
      return json(
          status,
          "{\"error\":{\"message\":%s,\"type\":\"error\",\"code\":null}}"
              .formatted(quote(message)));
    }

    public Reply after(Duration newDelay) {
      return new Reply(status, headers, body, newDelay, bodyBytes);
    }

    /** Cuts the connection after so many bytes of the body. */
    public Reply cutAfter(int bytes) {
      return new Reply(status, headers, body, delay, bytes);
    }

    public Reply with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, delay, bodyBytes);
    }
  }

  private final ServerSocket listener;
  private final Thread listening;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicInteger mostHeld = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile Script script;

  private FakeModelServer(Script script) {
    this.script = script;
    try {
      listener = new ServerSocket(0, BACKLOG, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening =
        Thread.ofVirtual().name("fake-model-" + listener.getLocalPort()).start(this::listen);
  }

  /** Starts on a free port of the loopback address. */
  public static FakeModelServer start(Script script) {
    return new FakeModelServer(script);
  }

  /** Answers these in turn, the last one again and again. */
  public static FakeModelServer replying(Reply... replies) {
    AtomicInteger next = new AtomicInteger();
    return new FakeModelServer(_ -> replies[Math.min(next.getAndIncrement(), replies.length - 1)]);
  }

  /** Answers differently from now on. */
  public void answerWith(Script newScript) {
    script = newScript;
  }

  /** The base URL, with the path that such endpoints commonly have. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Every request so far, in the order in which they were read. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were taken so far. */
  public int connections() {
    return connections.get();
  }

  /** How many requests wait for their answer now. */
  public int held() {
    return held.get();
  }

  /** How many requests waited at the same time at most. */
  public int mostHeld() {
    return mostHeld.get();
  }

  /** How many requests were given up by their client, by closing the connection. */
  public int givenUp() {
    return givenUp.get();
  }

  /** How many answers were sent. */
  public int answered() {
    return answered.get();
  }

  /** The text as a JSON string. */
  public static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket peer = listener.accept();
        connections.incrementAndGet();
        open.add(peer);
        Thread.ofVirtual().name("fake-model-peer").start(() -> serve(peer));
      } catch (IOException e) {
        // Closed, or the peer has gone already.
      }
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      BufferedInputStream in = new BufferedInputStream(peer.getInputStream());
      boolean more = true;
      while (more) {
        Request request = read(in);
        if (request == null) {
          return;
        }
        requests.add(request);
        more = answer(script.answer(request), peer, in);
      }
    } catch (IOException e) {
      // The client has gone.
    } finally {
      open.remove(peer);
    }
  }

  private boolean answer(Reply reply, Socket peer, InputStream in) throws IOException {
    int now = held.incrementAndGet();
    mostHeld.accumulateAndGet(now, Math::max);
    try {
      if (!reply.delay().isZero() && isGivenUpWithin(reply.delay(), peer, in)) {
        givenUp.incrementAndGet();
        return false;
      }
    } finally {
      held.decrementAndGet();
    }
    OutputStream out = peer.getOutputStream();
    out.write(head(reply).getBytes(StandardCharsets.ISO_8859_1));
    if (reply.bodyBytes() >= 0) {
      out.write(reply.body(), 0, Math.min(reply.bodyBytes(), reply.body().length));
      out.flush();
      return false;
    }
    out.write(reply.body());
    out.flush();
    answered.incrementAndGet();
    return true;
  }

  /** Waits; a client that closes its connection meanwhile is seen at once. */
  private static boolean isGivenUpWithin(Duration delay, Socket peer, InputStream in)
      throws IOException {
    peer.setSoTimeout((int) Math.max(1, delay.toMillis()));
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    } finally {
      if (!peer.isClosed()) {
        peer.setSoTimeout(0);
      }
    }
  }

  private static String head(Reply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Fake\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("Content-Length: " + reply.body().length + "\r\n\r\n").toString();
  }

  private static @org.jspecify.annotations.Nullable Request read(InputStream in)
      throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    String[] parts = first.split(" ");
    if (parts.length != 3) {
      throw new IOException("not HTTP");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("not HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (length > MAX_BODY) {
      throw new IOException("request too large");
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(parts[0], parts[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(FakeModelServer::closeQuietly);
    try {
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed as far as it can be.
    }
  }
}
