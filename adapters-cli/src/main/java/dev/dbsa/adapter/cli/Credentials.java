package dev.dbsa.adapter.cli;

import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a request proves who sends it. */
sealed interface Credentials {

  /** The headers to send along, in the order to print them. */
  Map<String, String> headersFor(ApiRequest request, Instant now);

  /** For a service that asks for none. */
  record None() implements Credentials {
    @Override
    public Map<String, String> headersFor(ApiRequest request, Instant now) {
      return Map.of();
    }
  }

  /** A secret that is sent as it is. */
  record Token(String header, Secret token) implements Credentials {
    @Override
    public Map<String, String> headersFor(ApiRequest request, Instant now) {
      return Map.of(header, token.reveal());
    }
  }

  /**
   * A signature over the request; the secret itself stays here.
   *
   * @param reviewer whom the request names and the signature covers; {@code null} for nobody
   */
  record Hmac(HeaderNames names, String principal, Secret secret, @Nullable String reviewer)
      implements Credentials {
    @Override
    public Map<String, String> headersFor(ApiRequest request, Instant now) {
      String timestamp = Long.toString(now.getEpochSecond());
      RequestSignature signature =
          RequestSignature.of(
                  request.method(),
                  request.path(),
                  request.query(),
                  principal,
                  timestamp,
                  request.body())
              .covering(covered());
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(names.principal(), principal);
      headers.put(names.timestamp(), timestamp);
      headers.put(names.signature(), signature.sign(secret));
      if (reviewer != null) {
        headers.put(names.reviewer(), reviewer);
        headers.put(RequestSignature.SIGNED_HEADERS, signature.signedHeaders());
      }
      return headers;
    }

    private List<RequestSignature.Header> covered() {
      return reviewer == null
          ? List.of()
          : List.of(
              new RequestSignature.Header(names.reviewer().toLowerCase(Locale.ROOT), reviewer));
    }
  }
}
