package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Marks the metadata store as migrated. */
@Command(
    name = "stamp",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Mark the metadata store as current",
    description =
        "For a store whose tables were made by other means: looks whether they are all there and"
            + " records their version. Changes nothing else.")
final class StampCommand implements Callable<Integer> {
  private final ServiceCommands service;

  StampCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.stamp();
  }
}
