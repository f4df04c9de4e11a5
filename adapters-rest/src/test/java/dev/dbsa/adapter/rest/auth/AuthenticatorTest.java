package dev.dbsa.adapter.rest.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dbsa.adapter.rest.auth.AuthSettings.Credential;
import dev.dbsa.adapter.rest.auth.AuthSettings.Headers;
import dev.dbsa.adapter.rest.auth.AuthSettings.Mode;
import dev.dbsa.domain.auth.RequestSignature;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
  private static final Secret SECRET = Secret.of("replace-with-a-long-random-secret");
  private static final Secret NEXT = Secret.of("größer");
  private static final Instant KNOWN = Instant.ofEpochSecond(1713772800);
  private static final byte[] BODY = "{\"request_text\":\"show latest orders\"}".getBytes(UTF_8);
  private static final byte[] NOTHING = new byte[0];
  private static final int MAX_AGE = 300;

  private final TestClock clock = new TestClock();

  @BeforeEach
  void setClock() {
    clock.set(KNOWN);
  }

  private Authenticator with(Mode mode) {
    return new Authenticator(
        new AuthSettings(
            mode,
            List.of(new Credential("default", SECRET), new Credential("next", NEXT)),
            Headers.DEFAULT,
            Duration.ofSeconds(MAX_AGE)),
        clock);
  }

  private static Authenticator.Head head(
      String method, String path, String query, Map<String, List<String>> headers) {
    return new Authenticator.Head(
        method, path, query, name -> headers.getOrDefault(name, List.of()));
  }

  private static Authenticator.Head withToken(String... tokens) {
    return head("GET", "/api/history", "", Map.of(Headers.DEFAULT.token(), List.of(tokens)));
  }

  private static Map<String, List<String>> signature(
      String principal, String timestamp, String signature) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put(Headers.DEFAULT.principal(), List.of(principal));
    headers.put(Headers.DEFAULT.timestamp(), List.of(timestamp));
    headers.put(Headers.DEFAULT.signature(), List.of(signature));
    return headers;
  }

  private static Authenticator.Head signed(String principal, String timestamp, Secret secret) {
    String signature =
        RequestSignature.of("GET", "/api/history", "", principal, timestamp, NOTHING).sign(secret);
    return head("GET", "/api/history", "", signature(principal, timestamp, signature));
  }

  @Test
  void withoutAuthenticationEverybodyIsAnonymous() {
    Authenticator open = new Authenticator(AuthSettings.none(Headers.DEFAULT), clock);
    assertThat(open.authenticate(withToken("anything"), NOTHING)).contains(Identity.ANONYMOUS);
    assertThat(open.isPlausible(withToken())).isTrue();
    assertThat(open.readsBody()).isFalse();
  }

  @Test
  void authenticationWithoutASecretIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthSettings(Mode.TOKEN, List.of(), Headers.DEFAULT, Duration.ZERO));
  }

  @Test
  void tellsWhichTokenLetTheCallerIn() {
    Authenticator tokens = with(Mode.TOKEN);
    assertThat(tokens.authenticate(withToken(SECRET.reveal()), NOTHING))
        .contains(new Identity(null, "default", Set.of()));
    // As a server hands over what came as UTF-8.
    String bytes = new String(NEXT.reveal().getBytes(UTF_8), ISO_8859_1);
    assertThat(tokens.authenticate(withToken(bytes), NOTHING))
        .contains(new Identity(null, "next", Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "replace-with-a-long-random-secre",
        "replace-with-a-long-random-secret ",
        "replace-with-a-long-random-secretx",
        "REPLACE-WITH-A-LONG-RANDOM-SECRET",
        "Bearer replace-with-a-long-random-secret",
        "default",
        "default:replace-with-a-long-random-secret",
        "größer",
        "gr??er",
        "\u0000"
      })
  void anotherTokenIsRefused(String token) {
    assertThat(with(Mode.TOKEN).authenticate(withToken(token), NOTHING)).isEmpty();
    assertThat(with(Mode.TOKEN).isPlausible(withToken(token))).isFalse();
  }

  @Test
  void noTokenAndTwoTokensAreRefused() {
    String token = SECRET.reveal();
    assertThat(with(Mode.TOKEN).authenticate(withToken(), NOTHING)).isEmpty();
    assertThat(with(Mode.TOKEN).authenticate(withToken(token, token), NOTHING)).isEmpty();
    assertThat(with(Mode.TOKEN).authenticate(withToken("x", token), NOTHING)).isEmpty();
  }

  @Test
  void letsTheKnownAnswerIn() {
    Authenticator.Head known =
        head(
            "POST",
            "/api/generations",
            "",
            signature(
                "svc-db-agent",
                "1713772800",
                "084164dd1236423d8159446099300e2e28d255609d8ee5cdf136d123de2ad330"));
    assertThat(with(Mode.HMAC).authenticate(known, BODY))
        .contains(new Identity("svc-db-agent", "default", Set.of()));
    assertThat(with(Mode.HMAC).authenticate(known, NOTHING)).isEmpty();
  }

  /** A signed request that lists and sends headers as given. */
  private static Authenticator.Head covering(
      List<RequestSignature.Header> signed, String listed, Map<String, List<String>> sent) {
    String signature =
        RequestSignature.of("GET", "/api/history", "", "svc", "1713772800", NOTHING)
            .covering(signed)
            .sign(SECRET);
    Map<String, List<String>> headers = signature("svc", "1713772800", signature);
    headers.putAll(sent);
    headers.put(RequestSignature.SIGNED_HEADERS, List.of(listed));
    return head("GET", "/api/history", "", headers);
  }

  @Test
  void tellsWhichHeadersTheSignatureCovers() {
    var zoe = new RequestSignature.Header("x-internal-reviewer", "Zoë");
    var team = new RequestSignature.Header("x-team", "a b");
    Map<String, List<String>> sent =
        Map.of(
            "x-internal-reviewer", List.of(new String("Zoë".getBytes(UTF_8), ISO_8859_1)),
            "x-team", List.of(" a b "));

    Optional<Identity> identity =
        with(Mode.HMAC)
            .authenticate(
                covering(List.of(zoe, team), "x-internal-reviewer;x-team", sent), NOTHING);
    assertThat(identity)
        .contains(new Identity("svc", "default", Set.of("x-internal-reviewer", "x-team")));
    assertThat(identity.orElseThrow().covers("X-Internal-Reviewer")).isTrue();
    assertThat(identity.orElseThrow().covers("X-Other")).isFalse();
  }

  @Test
  void aListOfHeadersThatWasNotSignedSoIsRefused() {
    var ann = new RequestSignature.Header("x-internal-reviewer", "ann");
    var bob = List.of("bob");
    Map<String, List<String>> sent =
        Map.of("x-internal-reviewer", List.of("ann"), "x-team", List.of("a"));
    Authenticator authenticator = with(Mode.HMAC);
    for (Authenticator.Head refused :
        List.of(
            covering(List.of(ann), "x-internal-reviewer", Map.of("x-internal-reviewer", bob)),
            covering(List.of(ann), "x-internal-reviewer;x-team", sent),
            covering(List.of(ann), "x-team", sent),
            covering(List.of(), "x-internal-reviewer", sent),
            covering(List.of(ann), "X-Internal-Reviewer", sent),
            covering(List.of(ann), "x-internal-reviewer;", sent),
            covering(List.of(ann), "x-internal-reviewer;x-internal-reviewer", sent),
            covering(List.of(ann, ann), "x-internal-reviewer;x-internal-reviewer", sent),
            covering(List.of(ann), "x-internal-reviewer, x-team", sent),
            covering(List.of(ann), "", sent),
            covering(List.of(ann), "x-internal-reviewer", Map.of()),
            covering(
                List.of(ann),
                "x-internal-reviewer",
                Map.of("x-internal-reviewer", List.of("ann", "ann"))))) {
      assertThat(authenticator.authenticate(refused, NOTHING)).isEmpty();
    }
    // The list taken away: what it covered would be believed no more, but the rest would.
    Map<String, List<String>> stripped = new HashMap<>();
    Authenticator.Head good = covering(List.of(ann), "x-internal-reviewer", sent);
    for (String name : List.of("principal", "timestamp", "signature")) {
      String header =
          "X-Internal-" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      stripped.put(header, good.headers().apply(header));
    }
    assertThat(authenticator.authenticate(head("GET", "/api/history", "", stripped), NOTHING))
        .isEmpty();
    assertThat(authenticator.authenticate(good, NOTHING)).isPresent();
  }

  @Test
  void tellsWhichSecretSigned() {
    assertThat(with(Mode.HMAC).authenticate(signed("alice", "1713772800", NEXT), NOTHING))
        .contains(new Identity("alice", "next", Set.of()));
    assertThat(
            with(Mode.HMAC)
                .authenticate(signed("alice", "1713772800", Secret.of("other")), NOTHING))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,true", "300,true", "301,false", "-300,true", "-301,false", "90000,false"})
  void aSignatureIsGoodForAWhile(int age, boolean fresh) {
    Authenticator.Head request = signed("alice", "1713772800", SECRET);
    clock.set(KNOWN.plusSeconds(age));
    assertThat(with(Mode.HMAC).isPlausible(request)).isEqualTo(fresh);
    assertThat(with(Mode.HMAC).authenticate(request, NOTHING).isPresent()).isEqualTo(fresh);
  }

  @Test
  void aSignatureIsGoodForOneRequest() {
    Authenticator signatures = with(Mode.HMAC);
    Authenticator.Head request = signed("alice", "1713772800", SECRET);
    assertThat(signatures.authenticate(request, NOTHING)).isPresent();
    assertThat(signatures.authenticate(request, NOTHING)).isEmpty();
    clock.advance(Duration.ofSeconds(MAX_AGE));
    assertThat(signatures.authenticate(request, NOTHING)).isEmpty();
  }

  @Test
  void aSignatureFromTheFutureIsGoodForOneRequestToo() {
    Authenticator signatures = with(Mode.HMAC);
    Authenticator.Head request = signed("alice", "1713773100", SECRET);
    assertThat(signatures.authenticate(request, NOTHING)).isPresent();
    clock.advance(Duration.ofSeconds(2 * MAX_AGE));
    assertThat(signatures.authenticate(request, NOTHING)).isEmpty();
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsSignature() {
    Authenticator signatures = with(Mode.HMAC);
    Authenticator.Head request = signed("alice", "1713772800", SECRET);
    assertThat(signatures.authenticate(request, BODY)).as("altered on its way").isEmpty();
    assertThat(signatures.authenticate(request, NOTHING)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1713772800",
        "1713772800 ",
        "+1713772800",
        "-1713772800",
        "1713772800.0",
        "1.7137728e9",
        "0x66263040",
        "1713772800000",
        "2024-04-22T08:00:00Z",
        "99999999999999999999",
        "١٧١٣٧٧٢٨٠٠",
        "1713772800\n"
      })
  void aTimestampIsAPlainNumberOfSeconds(String timestamp) {
    Authenticator.Head request =
        head("GET", "/api/history", "", signature("alice", timestamp, "0".repeat(64)));
    assertThat(with(Mode.HMAC).isPlausible(request)).isFalse();
    assertThat(with(Mode.HMAC).authenticate(request, NOTHING)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "alice ", " alice", "al\nice", "al\u0000ice", "zoë", "\u007f"})
  void aPrincipalIsVisibleAscii(String principal) {
    Authenticator.Head request =
        head("GET", "/api/history", "", signature(principal, "1713772800", "0".repeat(64)));
    assertThat(with(Mode.HMAC).isPlausible(request)).isFalse();
    assertThat(with(Mode.HMAC).authenticate(request, NOTHING)).isEmpty();
  }

  @Test
  void aPrincipalHasAtMostTwoHundredCharacters() {
    assertThat(with(Mode.HMAC).authenticate(signed("a".repeat(200), "1713772800", SECRET), NOTHING))
        .isPresent();
    assertThat(with(Mode.HMAC).authenticate(signed("a".repeat(201), "1713772800", SECRET), NOTHING))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Internal-Principal", "X-Internal-Timestamp", "X-Internal-Signature"})
  void everyHeaderIsThereOnce(String header) {
    Authenticator.Head whole = signed("alice", "1713772800", SECRET);
    Map<String, List<String>> headers = new HashMap<>();
    for (String name :
        List.of("X-Internal-Principal", "X-Internal-Timestamp", "X-Internal-Signature")) {
      headers.put(name, whole.headers().apply(name));
    }
    String value = headers.get(header).getFirst();

    headers.put(header, List.of(value, value));
    assertThat(with(Mode.HMAC).authenticate(head("GET", "/api/history", "", headers), NOTHING))
        .isEmpty();
    headers.remove(header);
    assertThat(with(Mode.HMAC).authenticate(head("GET", "/api/history", "", headers), NOTHING))
        .isEmpty();
    headers.put(header, List.of(value));
    assertThat(with(Mode.HMAC).authenticate(head("GET", "/api/history", "", headers), NOTHING))
        .isPresent();
  }
}
