package dev.dbsa.adapter.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a team makes of the rules. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Read a policy, and see what a change of it changes",
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Runnable {
  private final CliEnvironment environment;
  private final OfflineTools tools;

  @Spec private @Nullable CommandSpec spec;

  PolicyCommand(CliEnvironment environment, OfflineTools tools) {
    this.environment = environment;
    this.tools = tools;
  }

  /** With the commands below it. */
  static CommandLine commands(CliEnvironment environment, OfflineTools tools) {
    return new CommandLine(new PolicyCommand(environment, tools))
        .addSubcommand(new PolicyTestCommand(environment, tools));
  }

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("not started by picocli");
    }
    throw new ParameterException(spec.commandLine(), "a command is missing: check or test");
  }

  @Command(
      name = "check",
      versionProvider = Version.class,
      usageHelpWidth = 100,
      header = "Read a policy, and tell all that is wrong with it",
      description = "Without a FILE, the one that dbsa check would find.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:it is a policy", "1:there is none", "2:it is wrong, or cannot be read"})
  int check(
      @Parameters(paramLabel = "FILE", arity = "0..1", description = "A policy.")
          @Nullable String file,
      @Mixin HelpOptions help) {
    FoundPolicy found =
        file == null
            ? new PolicyOptions().find(environment, tools.policies())
            : PolicyOptions.read(environment, tools.policies(), file);
    environment
        .out()
        .println(
            found.name() == null
                ? "There is no " + PolicyOptions.FILE + " from here upwards."
                : "The policy " + found.name() + " is sound.");
    environment.out().flush();
    return found.name() == null ? ExitCode.REFUSED : ExitCode.OK;
  }
}
