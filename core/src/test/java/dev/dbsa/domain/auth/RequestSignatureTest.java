package dev.dbsa.domain.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dbsa.domain.connection.Secret;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

  private static final Secret SECRET = Secret.of("replace-with-a-long-random-secret");
  private static final byte[] BODY = "{\"request_text\":\"show latest orders\"}".getBytes(UTF_8);
  private static final String KNOWN =
      "084164dd1236423d8159446099300e2e28d255609d8ee5cdf136d123de2ad330";
  private static final RequestSignature REQUEST =
      RequestSignature.of("POST", "/api/generations", "", "svc-db-agent", "1713772800", BODY);

  @Test
  void givesTheKnownAnswer() {
    assertThat(REQUEST.sign(SECRET)).isEqualTo(KNOWN);
    assertThat(REQUEST.isSignedBy(SECRET, KNOWN)).isTrue();
  }

  @Test
  void payloadHasSixLinesAndTheHashOfTheEmptyStringForNoBody() {
    var get =
        RequestSignature.of("GET", "/api/history", "page=2&q=%C3%BC", "alice", "1", new byte[0]);

    assertThat(get.payload())
        .isEqualTo(
            """
            GET
            /api/history
            page=2&q=%C3%BC
            alice
            1
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""");
  }

  @Test
  void headersThatAreCoveredFollowBehindTheSixLines() {
    RequestSignature covering =
        REQUEST.covering(
            List.of(
                new RequestSignature.Header("x-internal-reviewer", "Zoë"),
                new RequestSignature.Header("x-team", "a:b")));

    assertThat(covering.signedHeaders()).isEqualTo("x-internal-reviewer;x-team");
    assertThat(covering.payload())
        .isEqualTo(
            REQUEST.payload()
                + "\nx-internal-reviewer;x-team\nx-internal-reviewer:Zoë\nx-team:a:b");
    assertThat(covering.covering(List.of())).isEqualTo(REQUEST);
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestSignature.Header("x", "a\nb"));
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestSignature.Header("x;y", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestSignature.Header("x:y", "a"));
  }

  static Stream<RequestSignature> alteredRequests() {
    return Stream.of(
        RequestSignature.of("PUT", "/api/generations", "", "svc-db-agent", "1713772800", BODY),
        RequestSignature.of("POST", "/api/generations/", "", "svc-db-agent", "1713772800", BODY),
        RequestSignature.of("POST", "/api/generations", "a=1", "svc-db-agent", "1713772800", BODY),
        RequestSignature.of("POST", "/api/generations", "", "svc-db-agent2", "1713772800", BODY),
        RequestSignature.of("POST", "/api/generations", "", "svc-db-agent", "1713772801", BODY),
        RequestSignature.of(
            "POST", "/api/generations", "", "svc-db-agent", "1713772800", new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("alteredRequests")
  void anAlteredRequestDoesNotMatch(RequestSignature altered) {
    assertThat(altered.isSignedBy(SECRET, KNOWN)).isFalse();
  }

  @Test
  void anotherSecretDoesNotMatch() {
    assertThat(REQUEST.isSignedBy(Secret.of("another"), KNOWN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "äöü", "\u0000", " " + KNOWN, KNOWN + " ", KNOWN + "\n"})
  void anythingButTheSignatureItselfDoesNotMatch(String signature) {
    assertThat(REQUEST.isSignedBy(SECRET, signature)).isFalse();
    assertThat(REQUEST.isSignedBy(SECRET, KNOWN.toUpperCase(Locale.ROOT))).isFalse();
  }

  @Test
  void textIsSignedAsUtf8() {
    var request = RequestSignature.of("GET", "/", "", "Zoë 🐘", "1", "größe".getBytes(UTF_8));

    // printf 'GET\n/\n\nZoë 🐘\n1\n%s' "$(printf größe | sha256sum | cut -c-64)" |
    //   openssl dgst -sha256 -hmac geheimnis€
    assertThat(request.sign(Secret.of("geheimnis€")))
        .isEqualTo("cfcdfc919b4038abacf20124f514fc13016eca3dc1b193711d8ca09f4608a840");
  }

  @Test
  void partsThatCouldForgeAnotherRequestAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestSignature.of("GET", "/", "", "a\n1", "2", new byte[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestSignature.of("GET", "/a\n", "", "a", "2", new byte[0]));
  }

  @Test
  void anEmptySecretSignsNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> REQUEST.sign(Secret.of("")));
  }
}
