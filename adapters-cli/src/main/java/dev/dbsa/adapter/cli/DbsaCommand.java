package dev.dbsa.adapter.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands hang under. */
@Command(
    name = "dbsa",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    subcommands = HelpCommand.class,
    header = "Draft, check and review database scripts",
    description =
        "Reads the schema of a MySQL or PostgreSQL database, drafts SQL from a request in natural"
            + " language, checks the draft against the schema, explains it, and keeps what people"
            + " decide about it. It never runs a script.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dbsa demo                  see it all, on a throw-away database",
      "  dbsa check --help          check scripts, without a service",
      "  dbsa serve                 start the service",
      "  dbsa call-api --help       talk to it from the command line",
      "  . <(dbsa generate-completion)   complete commands and flags in bash and zsh"
    },
    synopsisSubcommandLabel = "COMMAND")
final class DbsaCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("not started by picocli");
    }
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
