package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the service. Redirects are not followed: a signed request is meant for one
 * address.
 */
final class ApiClient implements AutoCloseable {
  /** Far more than a page of the longest scripts. */
  private static final int MAX_BODY_BYTES = 32 << 20;

  private static final int UNAUTHENTICATED = 401;

  private final URI baseUrl;
  private final Credentials credentials;
  private final Map<String, String> extraHeaders;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final InstantSource clock;
  private final CliEnvironment.Pause pause;
  private final HttpClient http;

  /**
   * @param baseUrl scheme and authority, with a path in front of all others where a gateway needs
   *     one; without a slash at the end
   * @param extraHeaders sent with every request, unsigned
   * @param timeout from sending until the whole answer is there
   */
  ApiClient(
      URI baseUrl,
      Credentials credentials,
      Map<String, String> extraHeaders,
      Duration connectTimeout,
      Duration timeout,
      InstantSource clock,
      CliEnvironment.Pause pause) {
    this.baseUrl = baseUrl;
    this.credentials = credentials;
    this.extraHeaders = Map.copyOf(extraHeaders);
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
    this.clock = clock;
    this.pause = pause;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  URI baseUrl() {
    return baseUrl;
  }

  /**
   * Sends a request. One that is signed and not let in is sent once more with a new time stamp: the
   * same request of somebody else in the same second looks like a replay of it.
   *
   * @throws ServiceUnreachable if no complete answer comes in time
   */
  ApiResponse send(ApiRequest request) {
    return send(request, Map.of());
  }

  /**
   * As {@link #send(ApiRequest)}, with further headers, which win over the usual ones.
   *
   * @throws ServiceUnreachable if no complete answer comes in time
   */
  ApiResponse send(ApiRequest request, Map<String, String> headers) {
    ApiResponse answer = once(request, headers);
    if (answer.status() != UNAUTHENTICATED || minimumPause().isZero()) {
      return answer;
    }
    pause.pass(minimumPause());
    return once(request, headers);
  }

  private ApiResponse once(ApiRequest request, Map<String, String> more) {
    HttpRequest outgoing = outgoing(request, more);
    AtomicInteger answered = new AtomicInteger();
    HttpResponse.BodyHandler<byte[]> handler =
        info -> {
          answered.set(info.statusCode());
          return HttpResponse.BodySubscribers.ofByteArray();
        };
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(outgoing, HttpResponse.BodyHandlers.limiting(handler, MAX_BODY_BYTES));
    try {
      // The client's own timeout ends with the headers; a body that trickles in would never end.
      HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return ApiResponse.of(answer, Duration.ofNanos(System.nanoTime() - start));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new ServiceUnreachable(
          "no complete answer from " + baseUrl + " within " + seconds(timeout), e);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause(), answered.get());
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServiceUnreachable("interrupted", e);
    }
  }

  /**
   * How long to wait before the same request may be sent again: a signature is good for one
   * request, and its time stamp counts seconds.
   */
  Duration minimumPause() {
    return credentials instanceof Credentials.Hmac ? Duration.ofSeconds(1) : Duration.ZERO;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest outgoing(ApiRequest request, Map<String, String> more) {
    String basePath = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
    ApiRequest whole =
        new ApiRequest(
            request.method(), basePath + request.path(), request.query(), request.body());
    String target = whole.query().isEmpty() ? whole.path() : whole.path() + "?" + whole.query();
    URI uri = URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + target);

    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json, application/problem+json, */*;q=0.1");
    if (whole.body().length > 0) {
      headers.put("Content-Type", "application/json");
    }
    headers.putAll(more);
    headers.putAll(extraHeaders);
    headers.putAll(credentials.headersFor(whole, clock.instant()));

    var builder =
        HttpRequest.newBuilder(uri)
            .method(
                whole.method(),
                whole.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(whole.body()));
    headers.forEach(builder::setHeader);
    return builder.build();
  }

  private ServiceUnreachable unreachable(Throwable cause, int answeredStatus) {
    if (answeredStatus != 0) {
      return new ServiceUnreachable(
          baseUrl + " answered HTTP " + answeredStatus + ", but its body could not be read whole",
          cause);
    }
    String reason =
        switch (cause) {
          case HttpConnectTimeoutException e -> "no connection within " + seconds(connectTimeout);
          case HttpTimeoutException e -> "no answer in time";
          case ConnectException e when isUnknownHost(e) -> "the host name is not known";
          case ConnectException e -> "connection refused";
          case javax.net.ssl.SSLException e -> "no secure connection: " + e.getMessage();
          case IOException e -> "the connection broke: " + e.getMessage();
          default -> String.valueOf(cause.getMessage());
        };
    return new ServiceUnreachable("cannot reach the service at " + baseUrl + ": " + reason, cause);
  }

  private static boolean isUnknownHost(Throwable e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException
          || cause instanceof java.net.UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
