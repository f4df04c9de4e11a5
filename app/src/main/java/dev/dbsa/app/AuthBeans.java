package dev.dbsa.app;

import dev.dbsa.adapter.rest.auth.AgentCredentials;
import dev.dbsa.adapter.rest.auth.AuthSettings;
import dev.dbsa.adapter.rest.auth.AuthSettings.Credential;
import dev.dbsa.adapter.rest.auth.AuthSettings.Headers;
import dev.dbsa.adapter.rest.auth.AuthSettings.Mode;
import dev.dbsa.adapter.rest.auth.RateLimits;
import dev.dbsa.adapter.rest.auth.ServedHosts;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.network.AllowedHosts;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may come in, and how often. */
class AuthBeans {
  private static final String DEFAULT_NAME = "default";
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final long MAX_AGE_LIMIT_SECONDS = 86_400;

  @Produces
  @Singleton
  AuthSettings authSettings(AppSettings settings) {
    Headers headers =
        new Headers(
            header("APP_INTERNAL_TOKEN_HEADER", settings.internalTokenHeader()),
            header("APP_INTERNAL_PRINCIPAL_HEADER", settings.internalPrincipalHeader()),
            header("APP_INTERNAL_TIMESTAMP_HEADER", settings.internalTimestampHeader()),
            header("APP_INTERNAL_SIGNATURE_HEADER", settings.internalSignatureHeader()),
            header("APP_INTERNAL_REVIEWER_HEADER", settings.internalReviewerHeader()));
    if (!isTrue("APP_AUTH_ENABLED", settings.authEnabled())) {
      return AuthSettings.none(headers);
    }
    return switch (settings.authMode().toLowerCase(Locale.ROOT)) {
      case "token" ->
          new AuthSettings(
              Mode.TOKEN,
              credentials(
                  "APP_INTERNAL_API_TOKEN",
                  settings.internalApiToken(),
                  settings.internalApiTokenFile(),
                  settings.internalApiTokens(),
                  settings.internalApiTokensFile()),
              headers,
              Duration.ZERO);
      case "hmac" ->
          new AuthSettings(
              Mode.HMAC,
              credentials(
                  "APP_INTERNAL_HMAC_SECRET",
                  settings.internalHmacSecret(),
                  settings.internalHmacSecretFile(),
                  settings.internalHmacSecrets(),
                  settings.internalHmacSecretsFile()),
              headers,
              maxAge(settings.internalHmacMaxAgeSeconds()));
      default ->
          throw new ConfigurationException(
              "APP_AUTH_MODE must be token or hmac, not " + settings.authMode());
    };
  }

  /** Anything but a clear word stops the start: a typing error must not let everybody in. */
  static boolean isTrue(String setting, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new ConfigurationException(setting + " must be true or false, not " + value);
    };
  }

  private static Duration maxAge(long seconds) {
    if (seconds < 1 || seconds > MAX_AGE_LIMIT_SECONDS) {
      throw new ConfigurationException(
          "APP_INTERNAL_HMAC_MAX_AGE_SECONDS must be between 1 and "
              + MAX_AGE_LIMIT_SECONDS
              + ", not "
              + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private static String header(String setting, String name) {
    if (!HEADER.matcher(name).matches()) {
      throw new ConfigurationException(setting + " is not the name of a header");
    }
    return name;
  }

  /** The one secret of the plain setting, and the named ones beside it. */
  private static List<Credential> credentials(
      String setting,
      Optional<String> single,
      Optional<String> singleFile,
      Optional<String> named,
      Optional<String> namedFile) {
    List<Credential> credentials = new ArrayList<>();
    singleFile
        .map(file -> SecretFile.read(setting + "_FILE", file))
        .or(() -> single)
        .filter(secret -> !secret.isBlank())
        .ifPresent(secret -> credentials.add(new Credential(DEFAULT_NAME, Secret.of(secret))));
    namedFile
        .map(file -> SecretFile.read(setting + "S_FILE", file))
        .or(() -> named)
        .ifPresent(text -> credentials.addAll(named(setting + "S", text)));
    if (credentials.isEmpty()) {
      throw new ConfigurationException(
          "APP_AUTH_ENABLED is true, but "
              + setting
              + " is not set: nobody could come in. Set it (or "
              + setting
              + "_FILE), or set APP_AUTH_ENABLED=false");
    }
    refuseSharedNames(setting + "S", credentials);
    return credentials;
  }

  /** In the audit trail, two of one name could not be told apart. */
  private static void refuseSharedNames(String setting, List<Credential> credentials) {
    long names = credentials.stream().map(Credential::name).distinct().count();
    if (names < credentials.size()) {
      throw new ConfigurationException(
          setting + " has a name twice; " + DEFAULT_NAME + " is the one of the plain setting");
    }
  }

  private static List<Credential> named(String setting, String text) {
    List<Credential> credentials = new ArrayList<>();
    for (String pair : text.split("[,\\r\\n]+")) {
      if (pair.isBlank()) {
        continue;
      }
      String[] parts = pair.strip().split(":", 2);
      if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new ConfigurationException(
            setting + " must be pairs of name:secret, separated by commas or line breaks");
      }
      credentials.add(new Credential(parts[0].strip(), Secret.of(parts[1].strip())));
    }
    return credentials;
  }

  @Produces
  @Singleton
  AgentCredentials agentCredentials(AppSettings settings, AuthSettings auth) {
    Set<String> agents =
        settings.agentCredentials().orElse(Set.of()).stream()
            .map(String::strip)
            .collect(Collectors.toSet());
    Set<String> known =
        auth.credentials().stream().map(Credential::name).collect(Collectors.toSet());
    for (String agent : agents) {
      if (!known.contains(agent)) {
        throw new ConfigurationException(
            "APP_AGENT_CREDENTIALS names " + agent + ", which is no token or secret with a name");
      }
    }
    return new AgentCredentials(agents);
  }

  @Produces
  @Singleton
  ServedHosts servedHosts(
      AppSettings settings, @ConfigProperty(name = StartChecks.ADDRESS) String address) {
    try {
      return ServedHosts.of(address, AllowedHosts.parse(settings.allowedHosts().orElse("")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("APP_ALLOWED_HOSTS: " + e.getMessage());
    }
  }

  @Produces
  @Singleton
  RateLimits rateLimits(AppSettings settings) {
    int perMinute = settings.rateLimitPerMinute();
    if (perMinute < 0) {
      throw new ConfigurationException("APP_RATE_LIMIT_PER_MINUTE must not be negative");
    }
    // A minute's share at once: pages and scripts come in bursts.
    return new RateLimits(perMinute, perMinute);
  }
}
