package dev.dbsa.adapter.llm.client;

import dev.dbsa.adapter.llm.client.CallFailedException.Kind;
import dev.dbsa.domain.connection.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over non-blocking sockets, called from virtual threads that wait. One connection carries
 * one call at a time, so that giving a call up closes its connection, which is how endpoints learn
 * that nobody waits for their model any more.
 */
final class ModelHttp implements AutoCloseable {
  private static final int MAX_HEADER_BYTES = 32 * 1024;

  /** Kept open for the next call; shorter than what servers and load balancers commonly allow. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final HttpClient client;
  private final Duration connectTimeout;
  private final int maxAnswerBytes;

  ModelHttp(
      Vertx vertx,
      Duration connectTimeout,
      int maxConnections,
      int maxAnswerBytes,
      ClientSettings.@Nullable Proxy proxy) {
    this.connectTimeout = connectTimeout;
    this.maxAnswerBytes = maxAnswerBytes;
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setPipelining(false)
            .setMaxPoolSize(maxConnections)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setConnectTimeout((int) connectTimeout.toMillis())
            .setSslHandshakeTimeout(connectTimeout.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setTracingPolicy(io.vertx.core.tracing.TracingPolicy.IGNORE);
    if (proxy != null) {
      ProxyOptions proxyOptions =
          new ProxyOptions()
              .setHost(proxy.host())
              .setPort(proxy.port())
              .setConnectTimeout(connectTimeout)
              .setUsername(proxy.user());
      Secret password = proxy.password();
      options.setProxyOptions(
          password == null ? proxyOptions : proxyOptions.setPassword(password.reveal()));
    }
    this.client = vertx.createHttpClient(options);
  }

  /**
   * Sends a call and waits for the whole answer. Follows no redirect.
   *
   * @throws InterruptedException if the calling thread was interrupted; the connection is closed
   * @throws CallFailedException {@link Kind#UNAVAILABLE}, {@link Kind#TIMEOUT} or {@link
   *     Kind#TOO_LARGE}
   */
  HttpAnswer exchange(HttpCall call, Duration timeout)
      throws InterruptedException, CallFailedException {
    if (timeout.isNegative() || timeout.isZero()) {
      throw timedOut(timeout);
    }
    Exchange exchange = new Exchange(call.body());
    client
        .request(options(call))
        .onComplete(exchange::opened, exchange.answer::completeExceptionally);
    try {
      return exchange.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw timedOut(timeout);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      exchange.giveUp();
    }
  }

  private RequestOptions options(HttpCall call) {
    ModelUrl url = call.url();
    RequestOptions options =
        new RequestOptions()
            .setMethod(call.body() == null ? HttpMethod.GET : HttpMethod.POST)
            .setSsl(url.tls())
            .setHost(url.host())
            .setPort(url.port())
            .setURI(url.target(call.resource()))
            .setFollowRedirects(false)
            .setConnectTimeout(connectTimeout.toMillis())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "dbsa");
    if (call.body() != null) {
      options.putHeader("Content-Type", "application/json");
    }
    call.headers().forEach(options::putHeader);
    if (call.address() != null) {
      // The name stays in the Host header and in the certificate check.
      options.setServer(
          SocketAddress.inetSocketAddress(new InetSocketAddress(call.address(), url.port())));
    }
    return options;
  }

  private static CallFailedException timedOut(Duration timeout) {
    return new CallFailedException(
        Kind.TIMEOUT,
        "the model endpoint did not answer within "
            + Math.max(0, timeout.toMillis() / 100 / 10.0)
            + " seconds");
  }

  private CallFailedException failure(@Nullable Throwable cause) {
    if (cause instanceof AnswerTooLargeException) {
      return new CallFailedException(
          Kind.TOO_LARGE,
          "the model endpoint's answer is larger than " + maxAnswerBytes + " bytes");
    }
    return new CallFailedException(Kind.UNAVAILABLE, "the model endpoint " + reason(cause));
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "has a host name that cannot be resolved";
      case SSLException _ ->
          "could not be reached over TLS: its certificate or protocol was refused";
      case ConnectException _ -> "refuses connections or cannot be reached";
      case null, default -> "broke the connection before its answer was complete";
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private static final class AnswerTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
      super("answer too large", null, false, false);
    }
  }

  /** The events of one call; they come on one event loop, {@link #giveUp} from anywhere. */
  private final class Exchange {
    private final byte @Nullable [] body;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final AtomicReference<@Nullable HttpClientRequest> open = new AtomicReference<>();
    private volatile boolean givenUp;

    Exchange(byte @Nullable [] body) {
      this.body = body;
    }

    void opened(HttpClientRequest request) {
      open.set(request);
      if (givenUp) {
        request.reset();
        return;
      }
      (body == null ? request.send() : request.send(Buffer.buffer(body)))
          .onComplete(this::answered, answer::completeExceptionally);
    }

    private void answered(HttpClientResponse response) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      response.exceptionHandler(answer::completeExceptionally);
      response.handler(
          chunk -> {
            if (received.size() + chunk.length() > maxAnswerBytes) {
              answer.completeExceptionally(new AnswerTooLargeException());
              response.request().reset();
            } else {
              received.writeBytes(chunk.getBytes());
            }
          });
      response.endHandler(
          _ ->
              answer.complete(
                  new HttpAnswer(
                      response.statusCode(),
                      response.getHeader("Content-Type"),
                      response.getHeader("Retry-After"),
                      response.getHeader("Location"),
                      received.toByteArray())));
    }

    /** Closes the connection unless the answer is complete. */
    void giveUp() {
      givenUp = true;
      HttpClientRequest request = open.get();
      if (request != null && (!answer.isDone() || answer.isCompletedExceptionally())) {
        request.reset();
      }
    }
  }
}
