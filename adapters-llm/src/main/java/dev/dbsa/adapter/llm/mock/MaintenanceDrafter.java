package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Drafts statements that look after tables: statistics, storage, indexes. */
final class MaintenanceDrafter {
  /** More tables in one script than a person would review. */
  private static final int MAX_TABLES = 50;

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;

  MaintenanceDrafter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
  }

  /** What is to be done. */
  private enum Task {
    ANALYZE,
    VACUUM,
    REINDEX,
    OPTIMIZE,
    CHECK,
    REFRESH
  }

  String draft() throws Unclear {
    new TableResolver(reading).requireClearTables();
    Task task = task();
    List<Relation> tables = tables(task);
    List<String> statements = new ArrayList<>();
    for (Relation table : tables) {
      notes.refer(table, "it is maintained");
      statements.add(sql.isPostgres() ? postgres(task, table) : mysql(task, table));
    }
    List<String> unused =
        reading.unusedWords().stream()
            .filter(w -> !SERVING.contains(w.toLowerCase(Locale.ROOT)))
            .toList();
    if (!unused.isEmpty()) {
      notes.ask(
          "The words " + MockScriptGenerator.quoted(unused) + " are left out: what do they mean?",
          Math.min(0.5, unused.size() * 0.12));
    }
    notes.step(
        describe(task)
            + " "
            + String.join(", ", tables.stream().map(t -> t.name().name()).toList()));
    if (sql.isPostgres()
        && (task == Task.VACUUM || task == Task.OPTIMIZE || task == Task.REINDEX)) {
      notes.assume("The statements run one by one, outside a transaction.", 0.02);
    }
    return String.join("\n", statements) + "\n";
  }

  private static final Set<String> SERVING =
      Set.of(
          "statistics",
          "stats",
          "indexes",
          "indices",
          "index",
          "optimizer",
          "planner",
          "storage",
          "space",
          "reclaim",
          "materialized",
          "view",
          "bloat",
          "fragmentation",
          "update",
          "refresh",
          "rebuild",
          "analyze",
          "analyse",
          "vacuum",
          "reindex",
          "optimize",
          "optimise",
          "defragment",
          "check",
          "repair",
          "run",
          "corruption",
          "errors",
          "collect",
          "gather",
          "recompute",
          "maintenance");

  private Task task() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      switch (reading.word(i)) {
        case "vacuum" -> {
          return Task.VACUUM;
        }
        case "reindex" -> {
          return Task.REINDEX;
        }
        case "rebuild" -> {
          return Task.REINDEX;
        }
        case "analyze", "analyse", "statistics", "stats" -> {
          return Task.ANALYZE;
        }
        case "optimize", "optimise", "defragment", "reclaim", "bloat" -> {
          return Task.OPTIMIZE;
        }
        case "check", "repair" -> {
          return Task.CHECK;
        }
        case "refresh" -> {
          return Task.REFRESH;
        }
        default -> {
          // The next word may tell.
        }
      }
    }
    throw new Unclear(
        "Which maintenance is wanted: renew statistics (analyze), reclaim space (vacuum, optimize),"
            + " rebuild indexes (reindex)?");
  }

  private List<Relation> tables(Task task) throws Unclear {
    List<Relation> named = new ArrayList<>();
    boolean all = false;
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null && named.stream().noneMatch(r -> r.name().equals(table.name()))) {
        named.add(table);
        reading.item(i).use();
      }
      all |= Set.of("all", "every", "whole", "database", "everything").contains(reading.word(i));
    }
    if (named.isEmpty() && all) {
      named.addAll(
          reading.index().schema().relations().stream().filter(r -> fits(task, r)).toList());
      if (named.size() > MAX_TABLES) {
        throw new Unclear(
            "The schema has "
                + named.size()
                + " tables, more than one script should maintain: which ones are meant?");
      }
    }
    if (named.isEmpty()) {
      throw new Unclear("Which tables are to be maintained?");
    }
    for (Relation relation : named) {
      if (!fits(task, relation)) {
        throw new Unclear(
            relation.name().name()
                + " is a "
                + relation.kind().label().replace('_', ' ')
                + ", which cannot be maintained so: which table is meant?");
      }
    }
    return named;
  }

  private boolean fits(Task task, Relation relation) {
    if (task == Task.REFRESH) {
      return relation.kind() == RelationKind.MATERIALIZED_VIEW;
    }
    return relation.kind() == RelationKind.TABLE
        || relation.kind() == RelationKind.PARTITIONED_TABLE
        || relation.kind() == RelationKind.MATERIALIZED_VIEW && sql.isPostgres();
  }

  private String postgres(Task task, Relation table) throws Unclear {
    String name = sql.table(table);
    return switch (task) {
      case ANALYZE -> "ANALYZE " + name + ";";
      case VACUUM -> "VACUUM (ANALYZE) " + name + ";";
      case OPTIMIZE -> {
        notes.assume(
            "VACUUM makes space free for new rows, but gives none back to the file system; VACUUM"
                + " FULL would lock the table.",
            0.03);
        yield "VACUUM (ANALYZE) " + name + ";";
      }
      case REINDEX -> "REINDEX TABLE CONCURRENTLY " + name + ";";
      case REFRESH -> refresh(table, name);
      case CHECK ->
          throw new Unclear(
              "PostgreSQL has no statement that checks a table without the extension amcheck: is"
                  + " ANALYZE or REINDEX meant?");
    };
  }

  private String refresh(Relation view, String name) {
    boolean unique =
        view.indexes().stream()
            .anyMatch(
                i ->
                    i.unique()
                        && i.valid()
                        && i.predicate() == null
                        && i.parts().stream().allMatch(p -> p.column() != null));
    if (!unique) {
      notes.assume(
          view.name().name()
              + " has no unique index, so that it cannot be read while it is refreshed.",
          0.03);
    }
    return "REFRESH MATERIALIZED VIEW " + name + ";";
  }

  private String mysql(Task task, Relation table) throws Unclear {
    String name = sql.table(table);
    return switch (task) {
      case ANALYZE -> "ANALYZE TABLE " + name + ";";
      case VACUUM, OPTIMIZE, REINDEX -> {
        notes.assume(
            "OPTIMIZE TABLE rebuilds the table with its indexes and renews its statistics; InnoDB"
                + " does so online.",
            0.03);
        yield "OPTIMIZE TABLE " + name + ";";
      }
      case CHECK -> "CHECK TABLE " + name + ";";
      case REFRESH ->
          throw new Unclear(
              "MySQL has no materialized views: which table is to be renewed, and how?");
    };
  }

  private static String describe(Task task) {
    return switch (task) {
      case ANALYZE -> "Renew the statistics of";
      case VACUUM -> "Vacuum";
      case REINDEX -> "Rebuild the indexes of";
      case OPTIMIZE -> "Reclaim space of";
      case CHECK -> "Check";
      case REFRESH -> "Refresh";
    };
  }
}
