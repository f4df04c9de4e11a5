package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.AuthSettings.Mode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthBeansTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private AuthBeansTest set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  private AuthBeansTest setFile(String variable, String content) throws IOException {
    return set(variable, Files.writeString(directory.resolve(variable), content).toString());
  }

  private AppSettings settings() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new LiteralSettings())
        .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
        .withMapping(AppSettings.class)
        .build()
        .getConfigMapping(AppSettings.class);
  }

  private AuthSettings auth() {
    return new AuthBeans().authSettings(settings());
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(this::auth)
        .isInstanceOf(ConfigurationException.class)
        .satisfies(
            e -> assertThat(e.getMessage()).contains(words).doesNotContain("hunter", "2secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "0", "no", "off"})
  void withoutAuthenticationNothingElseIsLookedAt(String value) {
    set("APP_AUTH_ENABLED", value)
        .set("APP_AUTH_MODE", "nonsense")
        .set("APP_INTERNAL_API_TOKEN_FILE", "absent");

    assertThat(auth().mode()).isEqualTo(Mode.NONE);
    environment.remove("APP_AUTH_ENABLED");
    assertThat(auth().mode()).isEqualTo(Mode.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ture", "enabled", "2", "y e s", "hmac"})
  void aTypingErrorDoesNotSwitchAuthenticationOff(String value) {
    set("APP_AUTH_ENABLED", value).set("APP_INTERNAL_API_TOKEN", "hunter2");

    assertRefused("APP_AUTH_ENABLED must be true or false");
  }

  @ParameterizedTest
  @CsvSource({
    "true,token,APP_INTERNAL_API_TOKEN,TOKEN",
    "TRUE,Token,APP_INTERNAL_API_TOKEN,TOKEN",
    "1,hmac,APP_INTERNAL_HMAC_SECRET,HMAC",
    "yes,HMAC,APP_INTERNAL_HMAC_SECRET,HMAC",
    "on,hmac,APP_INTERNAL_HMAC_SECRET,HMAC"
  })
  void oneSecretIsCalledDefault(String enabled, String mode, String variable, Mode expected) {
    set("APP_AUTH_ENABLED", enabled).set("APP_AUTH_MODE", mode).set(variable, "a ${b} $c \\$d");

    assertThat(auth().mode()).isEqualTo(expected);
    assertThat(auth().credentials())
        .singleElement()
        .satisfies(
            credential -> {
              assertThat(credential.name()).isEqualTo("default");
              assertThat(credential.secret().reveal()).isEqualTo("a ${b} $c \\$d");
            });
    assertThat(auth().toString()).doesNotContain("${b}");
  }

  @Test
  void tokenIsTheModeIfNoneIsSaid() {
    set("APP_AUTH_ENABLED", "true").set("APP_INTERNAL_API_TOKEN", "hunter2");

    assertThat(auth().mode()).isEqualTo(Mode.TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "token,APP_INTERNAL_API_TOKEN,APP_INTERNAL_HMAC_SECRET",
    "hmac,APP_INTERNAL_HMAC_SECRET,APP_INTERNAL_API_TOKEN"
  })
  void withoutASecretOfItsModeTheStartIsRefused(String mode, String variable, String other) {
    set("APP_AUTH_ENABLED", "true").set("APP_AUTH_MODE", mode).set(other, "hunter2");

    assertRefused("APP_AUTH_ENABLED is true", variable + " is not set", variable + "_FILE");
    set(variable, " \t");
    assertRefused("APP_AUTH_ENABLED is true", variable + " is not set");
    set(variable, "").set(variable + "S", " , ,");
    assertRefused("APP_AUTH_ENABLED is true", variable + " is not set");
  }

  @Test
  void anUnknownModeIsRefused() {
    set("APP_AUTH_ENABLED", "true").set("APP_AUTH_MODE", "basic");

    assertRefused("APP_AUTH_MODE must be token or hmac");
    set("APP_AUTH_MODE", "none");
    assertRefused("APP_AUTH_MODE must be token or hmac");
  }

  @ParameterizedTest
  @CsvSource({"token,APP_INTERNAL_API_TOKEN", "hmac,APP_INTERNAL_HMAC_SECRET"})
  void secretsMayComeFromFilesWhichWin(String mode, String variable) throws IOException {
    set("APP_AUTH_ENABLED", "true")
        .set("APP_AUTH_MODE", mode)
        .set(variable, "hunter2")
        .setFile(variable + "_FILE", "\uFEFF from the file ü \r\n")
        .set(variable + "S", "old:2secret")
        .setFile(variable + "S_FILE", "a:first,b:second\n c : with:colon \n\n");

    assertThat(auth().credentials())
        .extracting(credential -> credential.name() + "=" + credential.secret().reveal())
        .containsExactly("default= from the file ü ", "a=first", "b=second", "c=with:colon");
  }

  @Test
  void oneLineBreakAtTheEndOfAFileIsNotPartOfTheSecret() throws IOException {
    set("APP_AUTH_ENABLED", "true").setFile("APP_INTERNAL_API_TOKEN_FILE", "two\nlines\n\n");

    assertThat(auth().credentials().getFirst().secret().reveal()).isEqualTo("two\nlines\n");
  }

  @ParameterizedTest
  @CsvSource({
    "token,APP_INTERNAL_API_TOKEN_FILE",
    "token,APP_INTERNAL_API_TOKENS_FILE",
    "hmac,APP_INTERNAL_HMAC_SECRET_FILE",
    "hmac,APP_INTERNAL_HMAC_SECRETS_FILE"
  })
  void aFileThatHoldsNoSecretIsRefused(String mode, String variable) throws IOException {
    set("APP_AUTH_ENABLED", "true")
        .set("APP_AUTH_MODE", mode)
        // What else is set does not make up for it: somebody meant the file.
        .set("APP_INTERNAL_API_TOKEN", "hunter2")
        .set("APP_INTERNAL_HMAC_SECRET", "hunter2");

    set(variable, directory.resolve("absent").toString());
    assertRefused(variable, "cannot be read", "absent");
    set(variable, directory.toString());
    assertRefused(variable, "cannot be read");
    set(variable, "a\0b");
    assertRefused(variable, "cannot be read");
    setFile(variable, " \n\t\n");
    assertRefused(variable, "empty");
    Path latin1 = directory.resolve("latin1");
    Files.write(latin1, "größe".getBytes(StandardCharsets.ISO_8859_1));
    set(variable, latin1.toString());
    assertRefused(variable, "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "a:hunter2,:2secret", "a:", "a:hunter2,b: ", "a:hunter2\nb"})
  void pairsThatAreNoneAreRefusedWithoutShowingThem(String pairs) {
    set("APP_AUTH_ENABLED", "true").set("APP_INTERNAL_API_TOKENS", pairs);

    assertRefused("APP_INTERNAL_API_TOKENS must be pairs of name:secret");
  }

  @Test
  void twoSecretsOfOneNameAreRefused() {
    set("APP_AUTH_ENABLED", "true").set("APP_INTERNAL_API_TOKENS", "a:hunter2,b:hunter3,a:hunter4");
    assertRefused("APP_INTERNAL_API_TOKENS has a name twice");

    set("APP_INTERNAL_API_TOKENS", "default:hunter2").set("APP_INTERNAL_API_TOKEN", "hunter3");
    assertRefused("APP_INTERNAL_API_TOKENS has a name twice", "default");

    environment.remove("APP_INTERNAL_API_TOKEN");
    assertThat(auth().credentials()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "86401"})
  void theWindowOfSignaturesHasBounds(String seconds) {
    set("APP_AUTH_ENABLED", "true")
        .set("APP_AUTH_MODE", "hmac")
        .set("APP_INTERNAL_HMAC_SECRET", "hunter2")
        .set("APP_INTERNAL_HMAC_MAX_AGE_SECONDS", seconds);

    assertRefused("APP_INTERNAL_HMAC_MAX_AGE_SECONDS must be between 1 and 86400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOKEN", "PRINCIPAL", "TIMESTAMP", "SIGNATURE", "REVIEWER"})
  void whatIsNoHeaderNameIsRefused(String header) {
    set("APP_INTERNAL_" + header + "_HEADER", "X Internal:");

    assertRefused("APP_INTERNAL_" + header + "_HEADER is not the name of a header");
  }

  @Test
  void aNegativeLimitIsRefused() {
    set("APP_RATE_LIMIT_PER_MINUTE", "-1");

    assertThatThrownBy(() -> new AuthBeans().rateLimits(settings()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("APP_RATE_LIMIT_PER_MINUTE");
  }

  @Test
  void agentsAreNamedByTheirCredentials() {
    set("APP_AUTH_ENABLED", "true")
        .set("APP_INTERNAL_API_TOKENS", "people:2secret-of-people,agent:2secret-of-agents")
        .set("APP_AGENT_CREDENTIALS", "agent");
    AuthBeans beans = new AuthBeans();

    assertThat(beans.agentCredentials(settings(), auth()).names()).containsExactly("agent");
    set("APP_AGENT_CREDENTIALS", "agnet");
    assertThatThrownBy(() -> beans.agentCredentials(settings(), auth()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("APP_AGENT_CREDENTIALS names agnet")
        .hasMessageNotContaining("2secret");
  }
}
