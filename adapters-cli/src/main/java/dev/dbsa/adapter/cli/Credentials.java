package dev.dbsa.adapter.cli;

import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** A signature over the request; the secret itself stays here. */
  record Hmac(HeaderNames names, String principal, Secret secret) implements Credentials {
    @Override
    public Map<String, String> headersFor(ApiRequest request, Instant now) {
      String timestamp = Long.toString(now.getEpochSecond());
      String signature =
          RequestSignature.of(
                  request.method(),
                  request.path(),
                  request.query(),
                  principal,
                  timestamp,
                  request.body())
              .sign(secret);
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(names.principal(), principal);
      headers.put(names.timestamp(), timestamp);
      headers.put(names.signature(), signature);
      return headers;
    }
  }
}
