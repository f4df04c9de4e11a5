package dev.dbsa.adapter.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes a key for stored passwords. */
@Command(
    name = "generate-key",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Print a new key for APP_FERNET_KEY",
    description =
        "Prints 32 random bytes in URL-safe base64, as the Fernet specification defines a key.")
final class GenerateKeyCommand implements Callable<Integer> {
  private static final int KEY_BYTES = 32;

  private final CliEnvironment environment;

  GenerateKeyCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    environment.out().println(newKey());
    environment.out().flush();
    return ExitCode.OK;
  }

  static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getUrlEncoder().encodeToString(key);
  }
}
