package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
  private final KnownSecrets secrets = new KnownSecrets(7);
  private final String token = secrets.make("token", "\"/+ ü");
  private final String key = secrets.makeKey("key");

  @Test
  void findsASecretInEveryForm() {
    assertThat(secrets.in("nothing of it")).isEmpty();
    assertThat(secrets.in("x" + token)).containsExactly("token");
    assertThat(secrets.in(token.substring(0, 14) + "…")).containsExactly("token");
    assertThat(secrets.in("q=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
        .containsExactly("token");
    assertThat(secrets.in(key + token)).containsExactly("token", "key");
    for (String before : new String[] {"", "a", "ab", "user:"}) {
      byte[] bytes = (before + token).getBytes(StandardCharsets.UTF_8);
      assertThat(secrets.in(Base64.getEncoder().encodeToString(bytes))).containsExactly("token");
      assertThat(secrets.in(Base64.getUrlEncoder().encodeToString(bytes))).containsExactly("token");
    }
  }

  @Test
  void theSameSeedMakesTheSameSecrets() {
    assertThat(new KnownSecrets(7).make("token", "\"/+ ü")).isEqualTo(token);
    assertThat(new KnownSecrets(8).make("token", "\"/+ ü")).isNotEqualTo(token);
  }
}
