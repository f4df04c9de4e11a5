package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets agents that speak over standard input and output use a running service. */
@Command(
    name = "mcp",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "Serve an agent over standard input and output",
    description = {
      "Speaks the Model Context Protocol, one JSON-RPC message a line, and hands every message on to"
          + " /mcp of a running service, with its credentials. Ends with the input. Nothing is"
          + " executed: agents look, check, draft and submit; people decide."
    },
    footer = {
      "",
      "As an agent's configuration has it:",
      "  \"dbsa\": {\"command\": \"dbsa\", \"args\": [\"mcp\", \"--base-url\", \"http://127.0.0.1:8000\"]}"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the input ended", "2:wrong usage"})
final class McpCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Mixin private ClientOptions service = new ClientOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  McpCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (ApiClient client = service.client(environment, new TextFiles(environment))) {
      new McpBridge(client, environment.in(), environment.out()).run();
    }
    return ExitCode.OK;
  }
}
