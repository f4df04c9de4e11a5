package dev.dbsa.app;

import dev.dbsa.adapter.crypto.FernetKey;
import dev.dbsa.adapter.crypto.FernetSecretCipher;
import dev.dbsa.port.out.SecretCipher;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** The cipher for connection secrets. */
class SecretBeans {
  @Produces
  @Singleton
  SecretCipher secretCipher(AppSettings settings, InstantSource clock) {
    String keys =
        settings
            .fernetKeyFile()
            .map(file -> SecretFile.read("APP_FERNET_KEY_FILE", file))
            .or(settings::fernetKey)
            .orElseGet(() -> DevelopmentKey.of(settings.dbUrl()));
    List<FernetKey> parsed = parse(keys);
    if (parsed.isEmpty()) {
      throw new ConfigurationException("APP_FERNET_KEY is not usable: it holds no key");
    }
    return new FernetSecretCipher(parsed, new SecureRandom(), clock);
  }

  private static List<FernetKey> parse(String keys) {
    try {
      return Arrays.stream(keys.split("[,\\s]+"))
          .filter(key -> !key.isEmpty())
          .map(FernetKey::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("APP_FERNET_KEY is not usable: " + e.getMessage());
    }
  }
}
