package dev.dbsa.adapter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what people name: the API knows things by their ids. */
final class ServiceNames {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern VERSION = Pattern.compile("(.+)@([0-9]{1,9})");
  private static final int MOST_NAMED = 8;

  private final ServiceView service;

  ServiceNames(ServiceView service) {
    this.service = service;
  }

  static boolean isId(String text) {
    return UUID.matcher(text).matches();
  }

  /**
   * @throws UsageException if it is none
   */
  static String id(String what, String text) {
    if (!isId(text)) {
      throw new UsageException(
          what + ": expected a UUID such as 9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d");
    }
    return text;
  }

  /**
   * The id of a connection.
   *
   * @param nameOrId an id is taken as it is
   * @throws ServiceRefused if no connection has the name
   */
  String connection(String nameOrId) {
    if (isId(nameOrId)) {
      return nameOrId;
    }
    JsonNode connections = connections();
    String id = idOf(connections, nameOrId);
    if (id.isEmpty()) {
      throw noConnection(nameOrId, connections);
    }
    return id;
  }

  /** All connections, as the API lists them. */
  JsonNode connections() {
    return service.send(ApiRequest.get("/api/connections")).json().path("items");
  }

  private static String idOf(JsonNode connections, String name) {
    for (JsonNode connection : connections) {
      if (connection.path("name").asText().equals(name)) {
        return connection.path("connection_id").asText();
      }
    }
    return "";
  }

  private static ServiceRefused noConnection(String name, JsonNode connections) {
    List<String> names = new ArrayList<>();
    connections.forEach(connection -> names.add(connection.path("name").asText()));
    String known =
        names.isEmpty()
            ? "the service has none"
            : "there "
                + (names.size() == 1 ? "is " : "are ")
                + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)))
                + (names.size() > MOST_NAMED ? " and others" : "");
    return new ServiceRefused("there is no connection " + name + "; " + known);
  }

  /**
   * The id of a snapshot.
   *
   * @param reference an id, the name of a connection for its newest one, or {@code NAME@VERSION}
   * @throws ServiceRefused if there is no such snapshot
   */
  String snapshot(String reference) {
    if (isId(reference)) {
      return reference;
    }
    JsonNode connections = connections();
    String connection = idOf(connections, reference);
    if (!connection.isEmpty()) {
      return newestOf(connection, reference);
    }
    Matcher version = VERSION.matcher(reference);
    if (!version.matches()) {
      throw noConnection(reference, connections);
    }
    String name = version.group(1);
    String id = isId(name) ? name : idOf(connections, name);
    if (id.isEmpty()) {
      throw noConnection(name, connections);
    }
    for (JsonNode snapshot : snapshots(id)) {
      if (snapshot.path("snapshot_version").asText().equals(version.group(2))) {
        return snapshot.path("snapshot_id").asText();
      }
    }
    throw new ServiceRefused(name + " has no snapshot of version " + version.group(2));
  }

  /**
   * The id of the newest snapshot of a connection.
   *
   * @throws ServiceRefused if there is none
   */
  String newestSnapshot(String connectionNameOrId) {
    return newestOf(connection(connectionNameOrId), connectionNameOrId);
  }

  private String newestOf(String connectionId, String name) {
    JsonNode newest = snapshots(connectionId).path(0);
    if (newest.isMissingNode()) {
      throw new ServiceRefused(
          "the schema of " + name + " has not been read yet: dbsa snapshots take " + name);
    }
    return newest.path("snapshot_id").asText();
  }

  /** The snapshots of a connection, newest first, as the API lists them. */
  JsonNode snapshots(String connectionId) {
    return service
        .send(ApiRequest.get("/api/connections/" + connectionId + "/snapshots"))
        .json()
        .path("items");
  }
}
