package dev.dbsa.bench.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Requests to services, and how long they take. */
final class Calls {
  private static final int WARM_UP = 5;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param best in milliseconds
   * @param median in milliseconds
   * @param p95 in milliseconds
   */
  record Times(double best, double median, double p95) {
    static Times of(double[] millis) {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new Times(
          sorted[0],
          sorted[sorted.length / 2],
          sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)]);
    }
  }

  static HttpRequest get(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofMinutes(2)).build();
  }

  static HttpRequest post(String uri, String body) {
    return HttpRequest.newBuilder(URI.create(uri))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofMinutes(2))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** One request after the other. */
  Times measure(String uri, int times) throws IOException, InterruptedException {
    HttpRequest request = get(uri);
    double[] millis = new double[times];
    for (int i = -WARM_UP; i < times; i++) {
      long begin = System.nanoTime();
      send(request);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    return Times.of(millis);
  }

  /** How many requests a second so many clients get answered, which take turns among suppliers. */
  double perSecond(List<Supplier<HttpRequest>> requests, int clients, Duration time)
      throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    CountDownLatch done = new CountDownLatch(clients);
    for (int i = 0; i < clients; i++) {
      Supplier<HttpRequest> request = requests.get(i % requests.size());
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (System.nanoTime() < end) {
                    send(request.get());
                    answered.incrementAndGet();
                  }
                } catch (IOException e) {
                  System.err.println(e.getMessage());
                  failed.incrementAndGet();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();
    if (failed.get() > 0) {
      System.err.println(failed.get() + " clients gave up");
    }
    return answered.get() * 1e9 / (System.nanoTime() - begin);
  }
}
