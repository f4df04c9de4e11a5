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

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private HeaderOptions headers = new HeaderOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  /**
   * The service that the flags and settings name; nothing is sent yet.
   *
   * @param files reads what the flags name, of this command alone
   * @throws UsageException if a flag or setting is missing or wrong
   */
  ServiceView open(CliEnvironment environment, TextFiles files) {
    boolean json = Choices.checked("--output", output, new Choices.Outputs()).equals("json");
    Settings settings = Settings.of(environment, files);
    return new ServiceView(
        environment, service.client(headers.resolve(settings), settings, files, environment), json);
  }
}
