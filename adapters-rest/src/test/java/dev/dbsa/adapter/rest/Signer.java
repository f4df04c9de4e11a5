package dev.dbsa.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs requests as a client does; no two of them are the same. */
final class Signer {
  /**
   * Two equal requests within a second have one signature: the second one must say who else asks.
   */
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private final InstantSource clock;

  Signer(InstantSource clock) {
    this.clock = clock;
  }

  /** A name that nobody has signed with before. */
  static String principal() {
    return "svc-" + REQUESTS.incrementAndGet();
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  /**
   * The headers of a signed request.
   *
   * @param target as in the request line
   */
  List<String> headers(String method, String target, String body, String principal) {
    return headers(method, target, body, principal, String.valueOf(now()), TestService.SECRET);
  }

  List<String> headers(
      String method,
      String target,
      String body,
      String principal,
      String timestamp,
      String secret) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    String signature =
        RequestSignature.of(method, path, query, principal, timestamp, body.getBytes(UTF_8))
            .sign(Secret.of(secret));
    return headers(principal, timestamp, signature);
  }

  /** The same, with a signature that covers a further header, which is not among them. */
  List<String> headersCovering(
      String method, String target, String body, String principal, String name, String value) {
    String timestamp = String.valueOf(now());
    RequestSignature signature =
        RequestSignature.of(method, target, "", principal, timestamp, body.getBytes(UTF_8))
            .covering(List.of(new RequestSignature.Header(name, value)));
    List<String> headers =
        headers(principal, timestamp, signature.sign(Secret.of(TestService.SECRET)));
    headers.add(RequestSignature.SIGNED_HEADERS + ": " + signature.signedHeaders());
    return headers;
  }

  static List<String> headers(String principal, String timestamp, String signature) {
    return new ArrayList<>(
        List.of(
            "X-Internal-Principal: " + principal,
            "X-Internal-Timestamp: " + timestamp,
            "X-Internal-Signature: " + signature));
  }
}
