package dev.dbsa.adapter.rest.auth;

import dev.dbsa.adapter.rest.auth.AuthSettings.Credential;
import dev.dbsa.domain.auth.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides who a request comes from. Every refusal looks the same from outside. */
final class Authenticator {
  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,12}");

  /** Visible ASCII: what every HTTP library sends and reads alike. */
  private static final Pattern PRINCIPAL = Pattern.compile("[!-~](?:[ -~]{0,198}[!-~])?");

  private final AuthSettings settings;
  private final InstantSource clock;
  private final ReplayGuard replays;

  Authenticator(AuthSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.replays = new ReplayGuard(clock);
  }

  /**
   * A request but for its body.
   *
   * @param path raw, as in the request line
   * @param query raw, without the question mark; empty if there is none
   * @param headers all values of a header
   */
  record Head(String method, String path, String query, Function<String, List<String>> headers) {}

  /** Whether the decision needs the request's body. */
  boolean readsBody() {
    return settings.mode() == AuthSettings.Mode.HMAC;
  }

  /** Whether the request may be let in, as far as can be told before its body is read. */
  boolean isPlausible(Head head) {
    return switch (settings.mode()) {
      case NONE -> true;
      case TOKEN -> token(head).isPresent();
      case HMAC -> Claim.of(head, settings.headers()).filter(this::isFresh).isPresent();
    };
  }

  /** The sender, if the request proves it. */
  Optional<Identity> authenticate(Head head, byte[] body) {
    return switch (settings.mode()) {
      case NONE -> Optional.of(Identity.ANONYMOUS);
      case TOKEN -> token(head).map(credential -> new Identity(null, credential.name(), Set.of()));
      case HMAC ->
          Claim.of(head, settings.headers())
              .filter(this::isFresh)
              .flatMap(claim -> signed(head, claim, body));
    };
  }

  /** The signature of a request that was let in; {@code null} where none was asked for. */
  @Nullable SignatureUse signature(Head head) {
    return settings.mode() == AuthSettings.Mode.HMAC
        ? Claim.of(head, settings.headers())
            .map(c -> new SignatureUse(c.signature(), c.time().plus(settings.maxAge())))
            .orElse(null)
        : null;
  }

  private Optional<Credential> token(Head head) {
    String token = single(head, settings.headers().token());
    // Headers are handed over byte by byte, each as one character.
    byte[] sent = (token == null ? "" : token).getBytes(StandardCharsets.ISO_8859_1);
    Credential match = null;
    // All are compared, so that the time taken does not tell which one is close.
    for (Credential credential : settings.credentials()) {
      byte[] expected = credential.secret().reveal().getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, sent)) {
        match = credential;
      }
    }
    return Optional.ofNullable(match);
  }

  private Optional<Identity> signed(Head head, Claim claim, byte[] body) {
    RequestSignature request =
        RequestSignature.of(
                head.method(),
                head.path(),
                head.query(),
                claim.principal(),
                claim.timestamp(),
                body)
            .covering(claim.covered());
    Credential match = null;
    for (Credential credential : settings.credentials()) {
      if (request.isSignedBy(credential.secret(), claim.signature())) {
        match = credential;
      }
    }
    if (match == null
        || !replays.isFirstUse(claim.signature(), claim.time().plus(settings.maxAge()))) {
      return Optional.empty();
    }
    Set<String> covered =
        claim.covered().stream().map(RequestSignature.Header::name).collect(Collectors.toSet());
    return Optional.of(new Identity(claim.principal(), match.name(), covered));
  }

  private boolean isFresh(Claim claim) {
    return Duration.between(claim.time(), clock.instant()).abs().compareTo(settings.maxAge()) <= 0;
  }

  /** The header's value; {@code null} unless it is there exactly once. */
  private static @Nullable String single(Head head, String header) {
    List<String> values = head.headers().apply(header);
    return values.size() == 1 ? values.getFirst() : null;
  }

  /** What a signed request says of itself. */
  private record Claim(
      String principal,
      String timestamp,
      Instant time,
      String signature,
      List<RequestSignature.Header> covered) {
    static Optional<Claim> of(Head head, AuthSettings.Headers headers) {
      String principal = single(head, headers.principal());
      String timestamp = single(head, headers.timestamp());
      String signature = single(head, headers.signature());
      if (principal == null
          || timestamp == null
          || signature == null
          || !PRINCIPAL.matcher(principal).matches()
          || !UNIX_SECONDS.matcher(timestamp).matches()) {
        return Optional.empty();
      }
      try {
        Instant time = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return SignedHeaders.of(head.headers())
            .map(covered -> new Claim(principal, timestamp, time, signature, covered));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }
}
