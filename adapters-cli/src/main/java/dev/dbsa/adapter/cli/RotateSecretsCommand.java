package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Brings stored secrets under a new key. */
@Command(
    name = "rotate-secrets",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Encrypt stored secrets under the first key",
    description =
        "Encrypts the password of every stored connection anew, under the first key of"
            + " APP_FERNET_KEY (or APP_FERNET_KEY_FILE); each of the keys may decrypt it. The service"
            + " may be running, with the same keys. Can be run again at any time: what is under the"
            + " first key already is left alone.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every secret is under the first key",
      "1:some cannot be decrypted (they are named; the others are done), or nothing could be done",
      "2:wrong usage"
    })
final class RotateSecretsCommand implements Callable<Integer> {
  private final ServiceCommands service;

  RotateSecretsCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.rotateSecrets();
  }
}
