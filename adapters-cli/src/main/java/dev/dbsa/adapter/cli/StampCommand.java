package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Marks the metadata store as migrated. */
@Command(
    name = "stamp",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Mark the metadata store as being at a version",
    description =
        "For a store whose tables are there already, but not the record of its migrations. Changes"
            + " nothing else.")
final class StampCommand implements Callable<Integer> {
  private final ServiceCommands service;

  @Parameters(paramLabel = "VERSION", description = "The version of the schema it has.")
  private String version = "";

  StampCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.stamp(version);
  }
}
