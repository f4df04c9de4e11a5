package dev.dbsa.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The vectors of the Fernet specification (generate.json, verify.json and invalid.json of
 * https://github.com/fernet/spec), and tokens that another implementation made: Python's
 * cryptography 48. All of them use the specification's key.
 */
class FernetVectorsTest {
  private static final FernetKey KEY =
      FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");

  private static final Instant TIME = Instant.parse("1985-10-26T01:20:00-07:00");
  private static final byte[] IV = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final String TOKEN =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

  /**
   * Invalid only for somebody who asks for a maximum age, which the specification leaves to the
   * user: stored secrets are kept for as long as their connection.
   */
  private static final Set<String> INVALID_BY_AGE =
      Set.of("far-future TS (unacceptable clock skew)", "expired TTL");

  private static Optional<String> decrypt(String token) {
    return Fernet.decrypt(KEY, token).map(plain -> new String(plain, UTF_8));
  }

  @Test
  void generatesTheTokenOfTheSpecification() {
    assertThat(Fernet.encrypt(KEY, "hello".getBytes(UTF_8), TIME, IV)).isEqualTo(TOKEN);
  }

  @Test
  void verifiesTheTokenOfTheSpecification() {
    assertThat(decrypt(TOKEN)).contains("hello");
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "invalid.csv", useHeadersInDisplayName = true)
  void refusesEveryTokenThatTheSpecificationCallsInvalid(String description, String token) {
    if (INVALID_BY_AGE.contains(description)) {
      assertThat(decrypt(token)).contains("");
    } else {
      assertThat(decrypt(token)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "cryptography.csv", useHeadersInDisplayName = true)
  void readsWhatAnotherImplementationWrote(String plain, String token) {
    assertThat(decrypt(token)).contains(plain);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "cryptography.csv", useHeadersInDisplayName = true)
  void writesWhatAnotherImplementationWrites(String plain, String token) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    Instant time = Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(1));
    byte[] iv = Arrays.copyOfRange(bytes, 9, 25);

    assertThat(Fernet.encrypt(KEY, plain.getBytes(UTF_8), time, iv)).isEqualTo(token);
  }
}
