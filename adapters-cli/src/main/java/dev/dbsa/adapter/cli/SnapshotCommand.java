package dev.dbsa.adapter.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with snapshots outside the service. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Take the schema of a database along as a file",
    synopsisSubcommandLabel = "COMMAND")
final class SnapshotCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** With the commands below it. */
  static CommandLine commands(CliEnvironment environment, OfflineTools tools) {
    return new CommandLine(new SnapshotCommand())
        .addSubcommand(new SnapshotExportCommand(environment, tools));
  }

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("not started by picocli");
    }
    throw new ParameterException(spec.commandLine(), "a command is missing: export");
  }
}
