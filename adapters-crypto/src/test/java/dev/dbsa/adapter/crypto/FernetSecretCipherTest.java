package dev.dbsa.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FernetSecretCipherTest {
  /** Key and token of the specification's verify.json. */
  private static final FernetKey SPEC_KEY =
      FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");

  private static final String SPEC_TOKEN =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

  private final FernetKey oldKey = FernetKey.generate(new SecureRandom());
  private final FernetKey newKey = FernetKey.generate(new SecureRandom());

  private static FernetSecretCipher cipher(FernetKey... keys) {
    return new FernetSecretCipher(List.of(keys), new SecureRandom(), InstantSource.system());
  }

  @Test
  void readsTheTokenOfTheSpecification() {
    assertThat(cipher(SPEC_KEY).decrypt(new EncryptedSecret(SPEC_TOKEN)).reveal())
        .isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "correct horse battery staple", "pässwörd 密码 🔑", "sixteen bytes ok"})
  void readsBackWhatItEncrypted(String text) {
    FernetSecretCipher cipher = cipher(newKey);
    EncryptedSecret encrypted = cipher.encrypt(Secret.of(text));
    assertThat(encrypted.token()).doesNotContain(text);
    assertThat(cipher.decrypt(encrypted).reveal()).isEqualTo(text);
  }

  @Test
  void neverMakesTheSameTokenTwice() {
    FernetSecretCipher cipher = cipher(newKey);
    assertThat(cipher.encrypt(Secret.of("same"))).isNotEqualTo(cipher.encrypt(Secret.of("same")));
  }

  @Test
  void readsTokensOfEveryConfiguredKeyAndEncryptsWithTheFirst() {
    EncryptedSecret old = cipher(oldKey).encrypt(Secret.of("s3cret"));
    FernetSecretCipher rotating = cipher(newKey, oldKey);
    assertThat(rotating.decrypt(old).reveal()).isEqualTo("s3cret");
    assertThat(cipher(newKey).decrypt(rotating.encrypt(Secret.of("again"))).reveal())
        .isEqualTo("again");
  }

  @Test
  void tellsTokensOfTheFirstKeyFromOthers() {
    FernetSecretCipher rotating = cipher(newKey, oldKey);
    EncryptedSecret old = cipher(oldKey).encrypt(Secret.of("s3cret"));
    EncryptedSecret foreign = cipher(SPEC_KEY).encrypt(Secret.of("s3cret"));
    assertThat(rotating.isCurrent(rotating.encrypt(Secret.of("s3cret")))).isTrue();
    assertThat(rotating.isCurrent(old)).isFalse();
    assertThat(rotating.isCurrent(foreign)).isFalse();
    assertThat(rotating.isCurrent(new EncryptedSecret("no token"))).isFalse();
  }

  @Test
  void refusesATokenOfAnUnknownKeyWithoutRepeatingIt() {
    EncryptedSecret foreign = cipher(oldKey).encrypt(Secret.of("s3cret"));
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(() -> cipher(newKey).decrypt(foreign))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE))
        .satisfies(
            e -> assertThat(e.detail()).contains("APP_FERNET_KEY").doesNotContain(foreign.token()));
  }

  @Test
  void refusesATokenWithAnyByteChanged() {
    FernetSecretCipher cipher = cipher(newKey);
    byte[] token = Base64.getUrlDecoder().decode(cipher.encrypt(Secret.of("s3cret")).token());
    for (int i = 0; i < token.length; i++) {
      byte[] damaged = token.clone();
      damaged[i] ^= 1;
      EncryptedSecret secret = new EncryptedSecret(Base64.getUrlEncoder().encodeToString(damaged));
      assertThatExceptionOfType(DbsaException.class).isThrownBy(() -> cipher.decrypt(secret));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gAAAAA",
        "not base64!",
        "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF"
      })
  void refusesWhatIsNoToken(String token) {
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(() -> cipher(SPEC_KEY).decrypt(new EncryptedSecret(token)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "%%%",
        "Y3dfMHg2ODlScEktanRSUjdvRThoX2VRc0tJbXZKYXBMZVNiWHB3RjRlND0x"
      })
  void refusesWhatIsNoKeyWithoutRepeatingIt(String key) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> FernetKey.parse(key))
        .withMessageContaining("32 bytes")
        .satisfies(
            e ->
                assertThat(key.isEmpty() || !String.valueOf(e.getMessage()).contains(key))
                    .isTrue());
  }
}
