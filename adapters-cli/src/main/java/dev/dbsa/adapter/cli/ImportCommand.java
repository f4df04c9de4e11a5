package dev.dbsa.adapter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads an exported store into an empty one. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Read an exported metadata store into an empty one",
    description =
        "Checks the whole file, creates the schema in APP_DB_URL's store where there is none, and"
            + " writes the rows. No service may run on the store meanwhile.")
final class ImportCommand implements Callable<Integer> {
  private final ServiceCommands service;

  @Parameters(paramLabel = "FILE", description = "What dbsa export wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--resume",
      description = "Go on with an import of this very file that was interrupted.")
  private boolean resume;

  ImportCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.importStore(file, resume);
  }
}
