package dev.dbsa.adapter.cli;

import static dev.dbsa.adapter.cli.text.Json.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows lists of connections, snapshots, schema objects and drafts, and what differs between
 * schemas.
 */
final class ListText {
  private final Screen screen;

  ListText(Screen screen) {
    this.screen = screen;
  }

  /** Shows the answer if it is one of these lists. */
  boolean print(JsonNode answer) {
    JsonNode first = answer.path("items").path(0);
    if (answer.has("from_snapshot_id") && answer.has("changed")) {
      difference(answer);
    } else if (first.has("host") && first.has("connection_id")) {
      connections(answer.path("items"));
    } else if (first.has("snapshot_version")) {
      snapshots(answer.path("items"));
    } else if (first.has("columns") || first.has("type") && first.has("schema")) {
      objects(answer);
    } else if (answer.size() == 1 && answer.path("items").isArray() && first.isMissingNode()) {
      screen.line(2, Ink.FAINT, "nothing there");
    } else if (answer.has("pagination") && answer.has("items")) {
      history(answer);
    } else {
      return false;
    }
    return true;
  }

  private void connections(JsonNode items) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode item : items) {
      rows.add(
          List.of(
              text(item, "name"),
              text(item, "dialect"),
              text(item, "username")
                  + "@"
                  + text(item, "host")
                  + ":"
                  + text(item, "port")
                  + "/"
                  + text(item, "database_name"),
              text(item, "status"),
              minute(text(item, "last_verified_at"))));
    }
    screen.table(2, List.of("name", "dialect", "database", "status", "verified (UTC)"), rows);
    for (JsonNode item : items) {
      if (item.hasNonNull("last_error_message")) {
        screen.labelled(
            2, text(item, "name") + ": ", Ink.CAREFUL, text(item, "last_error_message"));
      }
    }
  }

  private void snapshots(JsonNode items) {
    List<List<String>> rows = new ArrayList<>();
    boolean named = items.path(0).has("connection_name");
    for (JsonNode item : items) {
      rows.add(
          List.of(
              (named ? text(item, "connection_name") + "@" : "") + text(item, "snapshot_version"),
              minute(text(item, "created_at")),
              text(item, "server_product") + " " + text(item, "server_version"),
              text(item, "tables_count"),
              text(item, "views_count"),
              text(item, "indexes_count"),
              text(item, "constraints_count")));
    }
    screen.table(
        2,
        List.of(
            named ? "snapshot" : "version",
            "read (UTC)",
            "server",
            "tables",
            "views",
            "indexes",
            "constraints"),
        rows);
  }

  private void objects(JsonNode page) {
    for (JsonNode item : page.path("items")) {
      screen.labelled(
          2,
          text(item, "type") + " " + schema(item) + text(item, "name") + "  ",
          Ink.STRONG,
          text(item, "comment"));
      for (JsonNode column : item.path("columns")) {
        boolean required = column.has("nullable") && !column.path("nullable").asBoolean(true);
        screen.item(
            4,
            text(column, "name") + "  ",
            Ink.PLAIN,
            (text(column, "type") + (required ? " not null" : "")).strip());
      }
      keys(item);
    }
    pagination(page);
  }

  private void keys(JsonNode item) {
    if (item.path("primary_key").isObject()) {
      screen.item(
          4, "primary key ", Ink.FAINT, Json.joined(item.path("primary_key").path("columns")));
    }
    for (JsonNode index : item.path("indexes")) {
      screen.item(
          4,
          index.path("unique").asBoolean() ? "unique index " : "index ",
          Ink.FAINT,
          text(index, "name"));
    }
  }

  private void history(JsonNode page) {
    JsonNode items = page.path("items");
    if (items.isEmpty()) {
      screen.line(2, Ink.FAINT, "nothing found");
    } else if (items.path(0).has("request_summary")) {
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode item : items) {
        rows.add(
            List.of(
                minute(text(item, "created_at")),
                text(item, "request_summary"),
                text(item, "script_mode"),
                text(item, "latest_status"),
                text(item, "lint_status"),
                text(item, "risk_count"),
                text(item, "review_status")));
        // Too wide for a column of its own, and needed to ask for more.
        rows.add(List.of(text(item, "request_id")));
      }
      screen.table(
          2,
          List.of("created (UTC)", "request", "mode", "status", "lint", "risks", "review"),
          rows);
    } else {
      items.forEach(item -> screen.code(2, Json.pretty(item)));
    }
    pagination(page);
  }

  private void pagination(JsonNode page) {
    JsonNode pagination = page.path("pagination");
    screen.line(
        2,
        Ink.FAINT,
        "page "
            + text(pagination, "page")
            + (pagination.path("total_exact").asBoolean(true) ? ", " : ", at least ")
            + text(pagination, "total")
            + " in total");
  }

  private void difference(JsonNode diff) {
    if (diff.path("added").isEmpty()
        && diff.path("removed").isEmpty()
        && diff.path("changed").isEmpty()) {
      screen.line(2, Ink.PLAIN, "no difference");
    }
    diff.path("added").forEach(o -> screen.line(2, Ink.GOOD, "+ " + object(o)));
    diff.path("removed").forEach(o -> screen.line(2, Ink.BAD, "- " + object(o)));
    for (JsonNode change : diff.path("changed")) {
      screen.line(2, Ink.CAREFUL, "~ " + object(change.path("object")));
      for (JsonNode attribute : change.path("attributes")) {
        screen.item(
            6,
            text(attribute, "name") + ": ",
            Ink.PLAIN,
            said(attribute, "before") + " → " + said(attribute, "after"));
      }
    }
  }

  private static String object(JsonNode object) {
    boolean part =
        object.hasNonNull("relation") && !text(object, "relation").equals(text(object, "name"));
    return text(object, "type")
        + " "
        + schema(object)
        + (part ? text(object, "relation") + "." : "")
        + text(object, "name");
  }

  /** To stand before a name; empty where there is none. */
  static String schema(JsonNode object) {
    return object.hasNonNull("schema") ? text(object, "schema") + "." : "";
  }

  private static String said(JsonNode node, String field) {
    return node.hasNonNull(field) ? text(node, field) : "none";
  }

  /** Without seconds, which nobody asks for in a list. */
  private static String minute(String time) {
    return time.replaceFirst("T(\\d\\d:\\d\\d).*", " $1");
  }
}
