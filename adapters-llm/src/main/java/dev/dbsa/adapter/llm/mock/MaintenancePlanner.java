package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.Maintain;
import dev.dbsa.adapter.llm.mock.ChangePlan.RebuildIndex;
import dev.dbsa.adapter.llm.mock.ChangePlan.Report;
import dev.dbsa.adapter.llm.mock.ChangePlan.Subject;
import dev.dbsa.adapter.llm.mock.ChangePlan.Task;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans how tables are looked after: statistics, storage, indexes. */
final class MaintenancePlanner {
  /** More tables in one script than a person would review. */
  private static final int MAX_TABLES = 50;

  /** How many tables a report shows unless the request says. */
  private static final int REPORTED = 10;

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
          "views",
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
          "maintenance",
          "full",
          "whole",
          "every",
          "each",
          "entire",
          "renew",
          "free",
          "disk",
          "consistency",
          "integrity",
          "after",
          "load",
          "compact",
          "shrink",
          "perform",
          "do",
          "everything",
          "dead",
          "tuples",
          "freshen",
          "query",
          "import",
          "imports",
          "deployment",
          "bloated",
          "clean",
          "up");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;

  MaintenancePlanner(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
  }

  ChangePlan plan() throws Unclear {
    new TableResolver(reading).requireClearTables();
    Task task = task();
    ChangePlan index = task == Task.REINDEX ? rebuiltIndex() : null;
    if (index != null) {
      reading.useWords(SERVING);
      return index;
    }
    List<Relation> tables = tables(task);
    tables.forEach(table -> notes.refer(table, "it is maintained"));
    reading.useWords(SERVING);
    notes.step(
        describe(task)
            + " "
            + String.join(", ", tables.stream().map(t -> t.name().name()).toList()));
    return new Maintain(task, tables);
  }

  private Task task() throws Unclear {
    if (reading.hasWord(Set.of("vacuum"))) {
      return reading.hasWord(Set.of("full")) ? Task.VACUUM_FULL : Task.VACUUM;
    }
    for (int i = 0; i < reading.size(); i++) {
      switch (reading.word(i)) {
        case "reindex", "rebuild" -> {
          return Task.REINDEX;
        }
        case "analyze", "analyse", "statistics" -> {
          return Task.ANALYZE;
        }
        case "stats" -> {
          if (reading.item(i).table() == null) {
            return Task.ANALYZE;
          }
        }
        case "optimize",
            "optimise",
            "defragment",
            "reclaim",
            "bloat",
            "bloated",
            "compact",
            "shrink" -> {
          return Task.OPTIMIZE;
        }
        case "check", "repair", "corruption" -> {
          return Task.CHECK;
        }
        case "refresh" -> {
          return statisticsFollow(i) ? Task.ANALYZE : Task.REFRESH;
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

  /** refresh the statistics of orders, but not: refresh the view sales_stats. */
  private boolean statisticsFollow(int i) {
    for (int j = i + 1; j < reading.size(); j++) {
      boolean statistics = Set.of("statistics", "stats").contains(reading.word(j));
      if (statistics && reading.item(j).table() == null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable ChangePlan rebuiltIndex() {
    for (int i = 0; i < reading.size(); i++) {
      for (Relation table : reading.index().schema().relations()) {
        for (Index index : table.indexes()) {
          if (index.name().equals(reading.item(i).text())) {
            reading.use(i, i + 1, "the index");
            reading.useTable(table);
            notes.refer(table, "its index " + index.name() + " is rebuilt");
            notes.step("Rebuild the index " + index.name());
            return new RebuildIndex(table, index);
          }
        }
      }
    }
    return null;
  }

  private List<Relation> tables(Task task) throws Unclear {
    List<Relation> named = new ArrayList<>();
    boolean all = false;
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null) {
        reading.item(i).use("a table");
        if (named.stream().noneMatch(r -> r.name().equals(table.name()))) {
          named.add(table);
        }
      }
      all |=
          Set.of("all", "every", "whole", "entire", "database", "everything")
              .contains(reading.word(i));
    }
    requireNoException();
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

  /** all tables except orders: the others are meant. */
  private void requireNoException() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("except", "but", "without", "excluding", "not"))) {
        throw new Unclear(
            "“"
                + reading.text(i, reading.size())
                + "” leaves tables out: which ones are to be maintained?");
      }
    }
  }

  private boolean fits(Task task, Relation relation) {
    if (task == Task.REFRESH) {
      return relation.kind() == RelationKind.MATERIALIZED_VIEW;
    }
    return relation.kind() == RelationKind.TABLE
        || relation.kind() == RelationKind.PARTITIONED_TABLE
        || relation.kind() == RelationKind.MATERIALIZED_VIEW && sql.isPostgres();
  }

  private static String describe(Task task) {
    return switch (task) {
      case ANALYZE -> "Renew the statistics of";
      case VACUUM -> "Vacuum";
      case VACUUM_FULL -> "Write anew, without dead rows,";
      case REINDEX -> "Rebuild the indexes of";
      case OPTIMIZE -> "Reclaim space of";
      case CHECK -> "Check";
      case REFRESH -> "Refresh";
    };
  }

  // -- Reports -----------------------------------------------------------------------------------

  /** show the biggest tables; which indexes are never used? */
  ChangePlan planReport() throws Unclear {
    boolean tables = reading.hasWord(Set.of("table", "tables"));
    boolean large =
        reading.hasWord(Set.of("biggest", "largest", "big", "large", "size", "sizes", "space"));
    boolean indexes = reading.hasWord(Set.of("index", "indexes", "indices"));
    boolean unused =
        reading.hasWord(Set.of("unused", "never", "useless", "not"))
            || reading.hasWord(Set.of("no"));
    int rows = REPORTED;
    for (int i = 0; i < reading.size(); i++) {
      Integer number = reading.number(i);
      if (number != null && number > 0) {
        rows = number;
        reading.item(i).use("how many rows");
      }
    }
    reading.useWords(
        Set.of(
            "biggest", "largest", "big", "large", "size", "sizes", "table", "tables", "index",
            "indexes", "indices", "unused", "never", "not", "used", "use", "most", "disk", "space",
            "top", "take", "takes", "which", "by", "are", "no", "useless", "queries", "query"));
    if (tables && large && !indexes) {
      notes.step("List the largest tables with their indexes");
      return new Report(Subject.TABLE_SIZES, rows);
    }
    if (indexes && unused) {
      notes.step("List the indexes that no query has used");
      return new Report(Subject.UNUSED_INDEXES, rows);
    }
    throw new Unclear(
        "The request asks to see something: the largest tables and the unused indexes can be listed"
            + " in the mode maintenance, rows in the mode query. Which is meant?");
  }
}
