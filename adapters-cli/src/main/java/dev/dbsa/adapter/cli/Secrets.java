package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds secrets, and who uses them, in flags and settings. */
final class Secrets {
  static final String SECRET = "APP_INTERNAL_HMAC_SECRET";
  static final String PRINCIPAL = "APP_INTERNAL_PRINCIPAL";
  static final String DEFAULT_PRINCIPAL = "dbsa-cli";

  private Secrets() {}

  /**
   * @param fileFlag name of the flag that {@code file} comes from
   * @throws UsageException if there is no secret, or more than one
   */
  static Secret secret(
      @Nullable String secret,
      String fileFlag,
      @Nullable String file,
      Settings settings,
      TextFiles files) {
    return find("--secret", secret, fileFlag, file, SECRET, settings, files)
        .orElseThrow(
            () ->
                new UsageException(
                    "signing needs a secret: set "
                        + SECRET
                        + " or "
                        + SECRET
                        + "_FILE, or use --secret or "
                        + fileFlag));
  }

  /**
   * A secret from a flag, else from a file that a flag names, else from the settings.
   *
   * @throws UsageException if both flags are given, or one is blank
   */
  static Optional<Secret> find(
      String flag,
      @Nullable String value,
      String fileFlag,
      @Nullable String file,
      String variable,
      Settings settings,
      TextFiles files) {
    if (value != null && file != null) {
      throw new UsageException("use either " + flag + " or " + fileFlag + ", not both");
    }
    if (value != null) {
      if (value.isBlank()) {
        throw new UsageException(flag + " is blank");
      }
      return Optional.of(Secret.of(value));
    }
    if (file != null) {
      return Optional.of(files.secret(fileFlag, file));
    }
    return settings.findSecret(variable);
  }

  /** Who signs: the flag, else the setting, else a name of this program's own. */
  static String principal(@Nullable String flag, Settings settings) {
    String principal =
        Optional.ofNullable(flag).or(() -> settings.find(PRINCIPAL)).orElse(DEFAULT_PRINCIPAL);
    return HeaderValue.checked("--principal", principal);
  }
}
