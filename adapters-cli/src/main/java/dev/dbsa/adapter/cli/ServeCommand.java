package dev.dbsa.adapter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the service. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpWidth = 100,
    header = "Start the service",
    description =
        "Serves the API until it is told to stop. It is configured by environment variables:",
    footer = {
      "  APP_HOST, APP_PORT           where it listens (127.0.0.1:8000)",
      "  APP_DB_URL                   its metadata store (an SQLite file in the working directory)",
      "  APP_FERNET_KEY               the key of the stored passwords; see dbsa generate-key",
      "  APP_AUTH_ENABLED             whether callers have to prove who they are",
      "  APP_GENERATION_BACKEND       mock or llm",
      "",
      "They may also stand in .env in the working directory; .env.example lists them all."
    })
final class ServeCommand implements Callable<Integer> {
  private final ServiceCommands service;

  ServeCommand(ServiceCommands service) {
    this.service = service;
  }

  @Override
  public Integer call() {
    return service.serve();
  }
}
