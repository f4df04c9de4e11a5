package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The databases that a running service knows. */
@Command(
    name = "connections",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "List, store, verify and remove connections of a running service",
    description = "Without a command, lists all of them.",
    footer = {
      "",
      "Examples:",
      "  dbsa connections",
      "  dbsa connections add shop --url jdbc:postgresql://db.example.org:5432/shop \\",
      "    --username reader --password-file password.txt",
      "  dbsa connections verify shop"
    },
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; of verify: the schema can be read",
      "1:the service or the database refused",
      "2:wrong usage; nothing was sent",
      "3:the service could not be reached, or gave no complete answer"
    })
final class ConnectionsCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Mixin private WatchOptions watch = new WatchOptions();

  @Mixin private ShowOptions show = new ShowOptions();

  ConnectionsCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (ServiceView view = show.open(environment)) {
      view.follow(watch, ApiRequest.get("/api/connections"));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Show a connection")
  int show(
      @Parameters(paramLabel = "NAME", description = "A connection's name or id.") String name,
      @Mixin WatchOptions watching,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      String id = view.names().connection(name);
      view.follow(watching, ApiRequest.get("/api/connections/" + id));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "add",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Store how to reach a database",
      description = "Nothing is contacted yet; verify does.")
  int add(
      @Parameters(paramLabel = "NAME", description = "A name that is not taken yet.") String name,
      @Mixin DatabaseOptions database,
      @Mixin ShowOptions options) {
    TextFiles files = new TextFiles(environment);
    Endpoint endpoint = database.endpoint();
    Secret password = database.password(environment, files);
    ObjectNode body = Json.object();
    body.put("name", name);
    body.put("dialect", endpoint.dialect().label());
    body.put("host", endpoint.host());
    body.put("port", endpoint.port());
    body.put("database_name", endpoint.databaseName());
    body.put("username", endpoint.username());
    body.put("auth_mode", endpoint.authMode().label());
    body.put("ssl_mode", endpoint.sslMode().label());
    body.put("secret", password.reveal());
    try (ServiceView view = options.open(environment, files)) {
      view.ask(ApiRequest.post("/api/connections", body));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "verify",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Connect, and tell whether the schema can be read")
  int verify(
      @Parameters(paramLabel = "NAME", description = "A connection's name or id.") String name,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      String id = view.names().connection(name);
      ApiResponse answer = view.ask(Preset.verify(id));
      return answer.text("status").equals("verified") ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  @Command(
      name = "remove",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Remove a connection with its snapshots")
  int remove(
      @Parameters(paramLabel = "NAME", description = "A connection's name or id.") String name,
      @Option(
              names = "--cascade",
              description = "Also remove its generations and their reviews; else they forbid it.")
          boolean cascade,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      String id = view.names().connection(name);
      view.send(ApiRequest.delete("/api/connections/" + id, cascade ? "cascade=true" : ""));
      view.say("The connection " + name + " is removed.");
      return ExitCode.OK;
    }
  }
}
