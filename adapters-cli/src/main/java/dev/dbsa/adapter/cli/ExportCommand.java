package dev.dbsa.adapter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the metadata store into a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Write the whole metadata store into a file",
    description =
        "Writes APP_DB_URL's store into a file of JSON Lines with a checksum, as of one moment; the"
            + " service may be running. Passwords stay encrypted as they are: keep APP_FERNET_KEY."
            + " Idempotency keys and counts of callers' requests are left out.")
final class ExportCommand implements Callable<Integer> {
  private final ServiceCommands service;

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path file = Path.of("");

  ExportCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.exportStore(file);
  }
}
