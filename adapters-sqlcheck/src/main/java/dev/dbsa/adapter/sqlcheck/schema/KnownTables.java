package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.Relation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of the tables and views that are known to a state, for hints and counts. */
public final class KnownTables {
  private KnownTables() {}

  /** All of them: those that the script made first. */
  public static Set<String> names(SchemaState state) {
    Set<String> names = new LinkedHashSet<>();
    state.touchedTables().forEach(t -> names.add(t.name()));
    for (Relation relation : state.snapshot().relations()) {
      names.add(relation.name().name());
    }
    return names;
  }

  /** Schemas of the snapshot that hold a table of this name. */
  public static List<String> schemasWith(String table, SchemaState state) {
    return state.catalog().findAnywhere(table).stream()
        .map(r -> r.name().schema())
        .distinct()
        .toList();
  }

  /** The name of a table that a schema holds; empty where nothing is known to be in it. */
  public static Optional<String> anyIn(String schema, SchemaState state) {
    for (Table table : state.touchedTables()) {
      if (state.sameTable(table.schema(), schema)) {
        return Optional.of(table.name());
      }
    }
    return state.snapshot().relations().stream()
        .filter(r -> state.sameTable(r.name().schema(), schema))
        .filter(r -> state.find(r.name()).isPresent())
        .map(r -> r.name().name())
        .findFirst();
  }
}
