package dev.dbsa.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dbsa.adapter.cli.DotEnv;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service and the command line read one {@code .env} alike. */
class DotEnvConfigSourceTest {
  @TempDir Path directory;

  private SmallRyeConfig config(String text, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(directory.resolve(".env"), text);
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new LiteralSettings())
        .withSources(
            new DotEnvConfigSource(file), new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
        .withMapping(AppSettings.class)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "  spaces around  ",
        "'single quotes'",
        "\"double quotes\"",
        "' white space '",
        "'# no comment'",
        "value # comment",
        "value#no-comment",
        "two words",
        "it's",
        "back\\slash\\n\\u0041\\\\",
        "${HOME}",
        "$HOME $$ \\$x \\${y} ${z:default}",
        "\"${app.port}\"",
        "a=b:c",
        "größe 🐘",
        "%s%%",
        "!bang",
        "trailing\\",
      })
  void aValueIsTheSameForBoth(String written) throws IOException {
    String text = "export APP_INTERNAL_API_TOKEN = " + written + "\r\nAPP_DB_USERNAME=next\n";

    SmallRyeConfig config = config(text, Map.of());

    String ofCommandLine = DotEnv.read(directory.resolve(".env")).get("APP_INTERNAL_API_TOKEN");
    AppSettings ofService = config.getConfigMapping(AppSettings.class);
    assertThat(ofService.internalApiToken()).hasValue(ofCommandLine);
    assertThat(ofService.dbUsername()).hasValue("next");
  }

  @Test
  void theEnvironmentWinsAndIsTakenAsItStands() throws IOException {
    AppSettings settings =
        config(
                "APP_PORT=1\nAPP_HOST=localhost\nAPP_INTERNAL_HMAC_SECRET=file",
                Map.of("APP_INTERNAL_HMAC_SECRET", "a${b}$c\\$d", "APP_PORT", "2"))
            .getConfigMapping(AppSettings.class);

    assertThat(settings.internalHmacSecret()).hasValue("a${b}$c\\$d");
    assertThat(settings.port()).isEqualTo(2);
    assertThat(settings.host()).isEqualTo("localhost");
  }

  @Test
  void aBlankValueIsNone() throws IOException {
    assertThat(
            config("APP_FERNET_KEY=\n", Map.of()).getConfigMapping(AppSettings.class).fernetKey())
        .isEmpty();
  }

  @Test
  void settingsOfTheCommandLineDoNotDisturbTheService() throws IOException {
    assertThat(
            config("APP_API_BASE_URL=http://a\nAPP_INTERNAL_PRINCIPAL=me\nOTHER=1\n", Map.of())
                .getConfigMapping(AppSettings.class)
                .port())
        .isEqualTo(8000);
  }

  @Test
  void aLineThatMakesNoSenseIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve(".env"), "A=1\nAPP_FERNET_KEY hunter2\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DotEnvConfigSource(file))
        .withMessageContaining("line 2")
        .withMessageNotContaining("hunter2");
  }
}
