package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartChecksTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private AppSettings settings() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new LiteralSettings())
        .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
        .withMapping(AppSettings.class)
        .build()
        .getConfigMapping(AppSettings.class);
  }

  private StartChecks checks(String address) {
    return new StartChecks(settings(), new AuthBeans().authSettings(settings()), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
  void whoeverIsOnTheMachineMayCallWithoutAuthentication(String address) {
    assertThatCode(() -> checks(address).run()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "[::]", "10.1.2.3", "no-such-host.invalid"})
  void othersNeedAuthenticationOrAWord(String address) {
    assertThatThrownBy(() -> checks(address).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "APP_HOST is " + address, "APP_AUTH_ENABLED", "APP_AUTH_DISABLED_ON_PURPOSE=true");

    environment.put("APP_AUTH_DISABLED_ON_PURPOSE", "true");
    assertThatCode(() -> checks(address).run()).doesNotThrowAnyException();

    environment.put("APP_AUTH_DISABLED_ON_PURPOSE", "ture");
    assertThatThrownBy(() -> checks(address).run())
        .hasMessageContaining("APP_AUTH_DISABLED_ON_PURPOSE must be true or false");

    environment.remove("APP_AUTH_DISABLED_ON_PURPOSE");
    environment.put("APP_AUTH_ENABLED", "true");
    environment.put("APP_INTERNAL_API_TOKEN", "b7c1f0a9d4e84c52");
    assertThatCode(() -> checks(address).run()).doesNotThrowAnyException();
  }

  @Test
  void shortSecretsAreNamedButNotShown() {
    environment.put("APP_AUTH_ENABLED", "true");
    environment.put("APP_INTERNAL_API_TOKEN", "hunter2");
    environment.put("APP_INTERNAL_API_TOKENS", "long:b7c1f0a9d4e84c52,team:b7c1f0a9d4e84c5");

    assertThat(checks("127.0.0.1").warnings(directory.resolve(".env")))
        .hasSize(2)
        .anySatisfy(warning -> assertThat(warning).contains("token \"default\"", "16"))
        .anySatisfy(warning -> assertThat(warning).contains("token \"team\""))
        .noneMatch(warning -> warning.contains("hunter2") || warning.contains("b7c1"));

    environment.put("APP_AUTH_MODE", "hmac");
    environment.put("APP_INTERNAL_HMAC_SECRET", "hunter2");
    assertThat(checks("127.0.0.1").warnings(directory.resolve(".env")))
        .singleElement()
        .satisfies(warning -> assertThat(warning).contains("signing secret \"default\""));
  }

  @Test
  void settingsThatEverybodyCanReadAreNamed() throws Exception {
    Path file = Files.writeString(directory.resolve(".env"), "APP_PORT=1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(checks("127.0.0.1").warnings(file)).isEmpty();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(checks("127.0.0.1").warnings(file))
        .singleElement()
        .satisfies(warning -> assertThat(warning).contains(file.toString(), "chmod 600"));
  }

  @Test
  void listedHostsHaveToBeHosts() {
    environment.put("APP_ALLOWED_HOSTS", "copilot.example,http://x");
    assertThatThrownBy(() -> new AuthBeans().servedHosts(settings(), "127.0.0.1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("APP_ALLOWED_HOSTS");
  }
}
