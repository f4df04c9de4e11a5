package dev.dbsa.adapter.llm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String KEY = "zk/93+\"a\\b key-of-a-model?";

  private static Redaction of(String... secrets) {
    return new Redaction(List.of(secrets).stream().map(Secret::of).toList());
  }

  @Test
  void hidesASecretHoweverItIsWritten() {
    byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);
    for (String form :
        List.of(
            KEY,
            "zk/93+\\\"a\\\\b key-of-a-model?",
            URLEncoder.encode(KEY, StandardCharsets.UTF_8),
            URLEncoder.encode(KEY, StandardCharsets.UTF_8).replace("+", "%20"),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
      assertThat(of("short", KEY).clean("<" + form + ">")).isEqualTo("<***>");
      assertThat(of("short", KEY).hide("<" + form + ">\n")).isEqualTo("<***>\n");
    }
  }

  @Test
  void hidesTheLongerOfTwoSecretsThatBeginAlike() {
    assertThat(of("abcdefgh", "abcdefgh-and-more").clean("abcdefgh-and-more abcdefgh"))
        .isEqualTo("*** ***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc.def", "basic dXNlcjpwdw==", "sk-proj_12345678"})
  void hidesWhatLooksLikeAKeyInWhatAnEndpointSays(String text) {
    assertThat(of().clean("you sent " + text)).isEqualTo("you sent ***");
  }

  @Test
  void leavesAModelsTextAloneWhereAKeyIsAWordLikeAnyOther() {
    assertThat(of("none", "ollama").hide("ALTER TABLE t ADD c TEXT DEFAULT 'none'"))
        .isEqualTo("ALTER TABLE t ADD c TEXT DEFAULT 'none'");
    assertThat(of("none").clean("key none is wrong")).isEqualTo("key *** is wrong");
  }
}
