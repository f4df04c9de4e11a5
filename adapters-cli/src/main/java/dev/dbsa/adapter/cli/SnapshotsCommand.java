package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The schemas that a running service has read. */
@Command(
    name = "snapshots",
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    header = "List, take, browse and compare snapshots of a running service",
    description = {
      "Without a command, lists the snapshots of a connection, or the newest of each.",
      "A snapshot is named by its id, by a connection for its newest one, or as NAME@VERSION."
    },
    footer = {
      "",
      "Examples:",
      "  dbsa snapshots --connection shop",
      "  dbsa snapshots take shop",
      "  dbsa snapshots objects shop --search price",
      "  dbsa snapshots diff shop@1 shop"
    },
    synopsisSubcommandLabel = "[COMMAND]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the service or the database refused",
      "2:wrong usage; nothing was sent",
      "3:the service could not be reached, or gave no complete answer"
    })
final class SnapshotsCommand implements Callable<Integer> {
  private final CliEnvironment environment;

  @Option(
      names = "--connection",
      paramLabel = "NAME",
      description = "A connection's name or id. Default: the newest snapshot of each.")
  private @Nullable String connection;

  @Mixin private WatchOptions watch = new WatchOptions();

  @Mixin private ShowOptions show = new ShowOptions();

  SnapshotsCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (ServiceView view = show.open(environment)) {
      if (connection == null) {
        if (watch.isOn()) {
          throw new UsageException("--watch needs a --connection");
        }
        view.show(newest(view));
      } else {
        String id = view.names().connection(connection);
        view.follow(watch, ApiRequest.get("/api/connections/" + id + "/snapshots"));
      }
      return ExitCode.OK;
    }
  }

  private static JsonNode newest(ServiceView view) {
    ObjectNode list = Json.object();
    ArrayNode items = list.putArray("items");
    for (JsonNode connection : view.names().connections()) {
      JsonNode snapshot = view.names().snapshots(connection.path("connection_id").asText()).path(0);
      if (snapshot instanceof ObjectNode found) {
        found.put("connection_name", connection.path("name").asText());
        items.add(found);
      }
    }
    return list;
  }

  @Command(
      name = "take",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Read the schema of a connection now",
      description = "A schema that is as before makes no new snapshot: the newest is shown.")
  int take(
      @Parameters(paramLabel = "NAME", description = "A connection's name or id.") String name,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      view.ask(Preset.refresh(view.names().connection(name)));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Show what a snapshot counts")
  int show(
      @Parameters(paramLabel = "SNAPSHOT", description = "An id, NAME or NAME@VERSION.")
          String snapshot,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      view.ask(ApiRequest.get("/api/snapshots/" + view.names().snapshot(snapshot)));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "objects",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Browse the tables and other objects of a snapshot")
  int objects(
      @Parameters(paramLabel = "SNAPSHOT", description = "An id, NAME or NAME@VERSION.")
          String snapshot,
      @Option(
              names = "--search",
              paramLabel = "TEXT",
              description = "A part of a name, a comment or a column's name.")
          @Nullable String search,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "table, view, sequence, enum, function, trigger and so on.")
          @Nullable String type,
      @Option(names = "--page", paramLabel = "N", description = "From 1. Default: 1.")
          @Nullable Integer page,
      @Option(names = "--page-size", paramLabel = "N", description = "1 to 100. Default: 20.")
          @Nullable Integer pageSize,
      @Mixin ShowOptions options) {
    QueryParameters parameters =
        new QueryParameters()
            .add("search", search)
            .add("type", type)
            .add("page", page)
            .add("page_size", pageSize);
    try (ServiceView view = options.open(environment)) {
      String id = view.names().snapshot(snapshot);
      view.ask(ApiRequest.get("/api/snapshots/" + id + "/objects", parameters));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "diff",
      versionProvider = Version.class,
      sortOptions = false,
      usageHelpWidth = 100,
      header = "Tell what changed from one snapshot to another",
      description = "They may be of different connections, such as staging and production.")
  int diff(
      @Parameters(paramLabel = "FROM", description = "An id, NAME or NAME@VERSION.") String from,
      @Parameters(paramLabel = "TO", description = "An id, NAME or NAME@VERSION.") String to,
      @Mixin ShowOptions options) {
    try (ServiceView view = options.open(environment)) {
      String earlier = view.names().snapshot(from);
      String later = view.names().snapshot(to);
      view.ask(ApiRequest.get("/api/snapshots/" + earlier + "/diff/" + later));
      return ExitCode.OK;
    }
  }
}
