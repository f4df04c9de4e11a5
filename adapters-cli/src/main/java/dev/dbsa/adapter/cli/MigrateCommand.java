package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Brings the metadata store up to date. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Bring the metadata store to the newest schema",
    description =
        "Runs the migrations that APP_DB_URL's store lacks, and ends. With APP_DB_AUTO_CREATE=false"
            + " the service does not start before this has been done.")
final class MigrateCommand implements Callable<Integer> {
  private final ServiceCommands service;

  MigrateCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.migrate();
  }
}
