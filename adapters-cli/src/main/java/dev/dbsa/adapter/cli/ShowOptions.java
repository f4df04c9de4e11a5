package dev.dbsa.adapter.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of the commands that show what a running service answers. */
final class ShowOptions {
  @Option(
      names = "--output",
      order = 80,
      paramLabel = "FORMAT",
      completionCandidates = Choices.Outputs.class,
      description = "${COMPLETION-CANDIDATES}: the API's own JSON, or for people. Default: text.")
  private String output = "text";

  @Mixin private ClientOptions client = new ClientOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  /**
   * The service that the flags and settings name; nothing is sent yet.
   *
   * @throws UsageException if a flag or setting is missing or wrong
   */
  ServiceView open(CliEnvironment environment) {
    return open(environment, new TextFiles(environment));
  }

  /** As {@link #open(CliEnvironment)}, for a command that reads further files by its flags. */
  ServiceView open(CliEnvironment environment, TextFiles files) {
    boolean json = Choices.checked("--output", output, new Choices.Outputs()).equals("json");
    return new ServiceView(environment, client.client(environment, files), json);
  }
}
