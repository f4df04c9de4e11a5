package dev.dbsa.domain.auth;

import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The parts of a request that its signature covers, so that whoever holds the secret can tell who
 * sent the request, and that nobody altered it on its way. Client and service both build it from
 * what goes over the wire: nothing is decoded, normalised or changed in case.
 *
 * @param method as in the request line: {@code POST}
 * @param path raw path as in the request line, percent-encoding kept: {@code /api/generations}
 * @param query raw query without the question mark; empty if there is none
 * @param principal who claims to send the request
 * @param timestamp when it was signed, in Unix seconds, as in its header
 * @param bodyHash SHA-256 of the raw bytes of the body, in lower-case hex
 * @param headers what else is covered, in the order in which {@value #SIGNED_HEADERS} lists it;
 *     mostly nothing
 */
public record RequestSignature(
    String method,
    String path,
    String query,
    String principal,
    String timestamp,
    String bodyHash,
    List<Header> headers) {

  /** The header that lists the names of further headers that are covered. */
  public static final String SIGNED_HEADERS = "X-Internal-Signed-Headers";

  private static final String NAMES = ";";

  private static final HexFormat HEX = HexFormat.of();

  /**
   * @throws IllegalArgumentException if a part holds a line feed: two different requests could then
   *     have one and the same payload
   */
  public RequestSignature {
    refuseLineFeed("method", method);
    refuseLineFeed("path", path);
    refuseLineFeed("query", query);
    refuseLineFeed("principal", principal);
    refuseLineFeed("timestamp", timestamp);
    refuseLineFeed("bodyHash", bodyHash);
    headers = List.copyOf(headers);
  }

  /**
   * A header that is covered.
   *
   * @param name in lower case
   * @param value without white space at its ends
   */
  public record Header(String name, String value) {
    /**
     * @throws IllegalArgumentException if a part holds what would end it
     */
    public Header {
      refuseLineFeed("name", name);
      refuseLineFeed("value", value);
      if (name.contains(NAMES) || name.contains(":")) {
        throw new IllegalArgumentException("a header's name has neither colons nor semicolons");
      }
    }
  }

  /** As the constructor, with the body itself; a request without a body has an empty one. */
  public static RequestSignature of(
      String method, String path, String query, String principal, String timestamp, byte[] body) {
    return new RequestSignature(
        method, path, query, principal, timestamp, Sha256.hex(body), List.of());
  }

  /** The same request with headers that its signature shall cover too. */
  public RequestSignature covering(List<Header> others) {
    return new RequestSignature(method, path, query, principal, timestamp, bodyHash, others);
  }

  /** The value of {@value #SIGNED_HEADERS}; empty where no header is covered. */
  public String signedHeaders() {
    return headers.stream().map(Header::name).collect(Collectors.joining(NAMES));
  }

  /**
   * The text that is signed: the six parts, one per line, without a line feed at the end. Where
   * headers are covered there follow a line with their names and, for each, one with name, colon
   * and value: no request has the same text with headers and without.
   */
  public String payload() {
    String payload = String.join("\n", method, path, query, principal, timestamp, bodyHash);
    if (headers.isEmpty()) {
      return payload;
    }
    StringBuilder text = new StringBuilder(payload).append('\n').append(signedHeaders());
    headers.forEach(
        header -> text.append('\n').append(header.name()).append(':').append(header.value()));
    return text.toString();
  }

  /**
   * HMAC-SHA256 of the payload, in lower-case hex.
   *
   * @throws IllegalArgumentException if the secret is empty
   */
  public String sign(Secret secret) {
    return HEX.formatHex(hmac(secret));
  }

  /**
   * Whether {@code signature} is the one that {@link #sign} gives. Takes the same time wherever the
   * two differ, so that an attacker learns nothing by guessing; anything but 64 lower-case hex
   * digits never matches.
   *
   * @throws IllegalArgumentException if the secret is empty
   */
  public boolean isSignedBy(Secret secret, String signature) {
    byte[] expected = sign(secret).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(Secret secret) {
    byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
    if (key.length == 0) {
      throw new IllegalArgumentException("the secret is empty");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(payload().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static void refuseLineFeed(String name, String part) {
    if (part.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(name + " must not contain a line feed");
    }
  }
}
