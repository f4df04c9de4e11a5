package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.ChangePlan.Maintain;
import dev.dbsa.adapter.llm.mock.ChangePlan.RebuildIndex;
import dev.dbsa.adapter.llm.mock.ChangePlan.Report;
import dev.dbsa.adapter.llm.mock.ChangePlan.Task;
import dev.dbsa.domain.schema.Relation;

/** Writes the statements that look after tables. */
final class MaintenanceWriter {
  private final Notes notes;
  private final Sql sql;
  private final ChangeScript script;

  MaintenanceWriter(Notes notes, Sql sql, ChangeScript script) {
    this.notes = notes;
    this.sql = sql;
    this.script = script;
  }

  void maintain(Maintain plan) throws Unclear {
    for (Relation table : plan.tables()) {
      script.addAfterwards(
          sql.isPostgres() ? postgres(plan.task(), table) : mysql(plan.task(), table));
    }
    boolean alone =
        plan.task() == Task.VACUUM
            || plan.task() == Task.VACUUM_FULL
            || plan.task() == Task.OPTIMIZE
            || plan.task() == Task.REINDEX;
    if (sql.isPostgres() && alone) {
      notes.assume("The statements run one by one, outside a transaction.", 0.02);
    }
  }

  private String postgres(Task task, Relation table) throws Unclear {
    String name = sql.table(table);
    return switch (task) {
      case ANALYZE -> "ANALYZE " + name;
      case VACUUM -> "VACUUM (ANALYZE) " + name;
      case VACUUM_FULL -> {
        notes.assume(
            "VACUUM FULL writes the table anew: nobody reads or writes it meanwhile, and the disk"
                + " holds it twice.",
            0.03);
        yield "VACUUM (FULL, ANALYZE) " + name;
      }
      case OPTIMIZE -> {
        notes.assume(
            "VACUUM makes space free for new rows, but gives none back to the file system; VACUUM"
                + " FULL would lock the table.",
            0.03);
        yield "VACUUM (ANALYZE) " + name;
      }
      case REINDEX -> "REINDEX TABLE " + concurrently() + name;
      case REFRESH -> refresh(table, name);
      case CHECK ->
          throw new Unclear(
              "PostgreSQL has no statement that checks a table without the extension amcheck: is"
                  + " ANALYZE or REINDEX meant?");
    };
  }

  private String concurrently() {
    if (sql.isRelease(12, 0, 0)) {
      return "CONCURRENTLY ";
    }
    notes.assume("Before PostgreSQL 12, writes wait while indexes are rebuilt.", 0.03);
    return "";
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
    if (unique) {
      notes.assume(
          "CONCURRENTLY lets others read the view meanwhile; it fails where the view was never"
              + " filled.",
          0.02);
      return "REFRESH MATERIALIZED VIEW CONCURRENTLY " + name;
    }
    notes.assume(
        view.name().name()
            + " has no unique index, so that it cannot be read while it is refreshed.",
        0.03);
    return "REFRESH MATERIALIZED VIEW " + name;
  }

  private String mysql(Task task, Relation table) throws Unclear {
    String name = sql.table(table);
    String product = sql.isMariaDb() ? "MariaDB" : "MySQL";
    return switch (task) {
      case ANALYZE -> "ANALYZE TABLE " + name;
      case VACUUM, VACUUM_FULL ->
          throw new Unclear(
              product
                  + " has no VACUUM: is OPTIMIZE TABLE meant, which rebuilds "
                  + table.name().name()
                  + " and gives space back, or ANALYZE TABLE, which renews its statistics?");
      case OPTIMIZE, REINDEX -> {
        notes.assume(
            "OPTIMIZE TABLE rebuilds the table with its indexes and renews its statistics; InnoDB"
                + " does so online.",
            0.03);
        yield "OPTIMIZE TABLE " + name;
      }
      case CHECK -> "CHECK TABLE " + name;
      case REFRESH ->
          throw new Unclear(
              product + " has no materialized views: which table is to be renewed, and how?");
    };
  }

  void rebuild(RebuildIndex plan) throws Unclear {
    if (!sql.isPostgres()) {
      throw new Unclear(
          (sql.isMariaDb() ? "MariaDB" : "MySQL")
              + " rebuilds no single index: is OPTIMIZE TABLE "
              + plan.table().name().name()
              + " meant, which rebuilds all of them?");
    }
    notes.assume("The statements run one by one, outside a transaction.", 0.02);
    script.addAfterwards(
        "REINDEX INDEX "
            + concurrently()
            + sql.beside(plan.table())
            + sql.name(plan.index().name()));
  }

  void report(Report plan) {
    script.addAfterwards(
        switch (plan.subject()) {
          case TABLE_SIZES -> sizes(plan.rows());
          case UNUSED_INDEXES -> unusedIndexes();
        });
  }

  private String sizes(int rows) {
    return sql.isPostgres()
        ? """
        SELECT n.nspname AS schema_name, c.relname AS table_name,
          pg_size_pretty(pg_total_relation_size(c.oid)) AS total_size,
          pg_total_relation_size(c.oid) AS total_bytes
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        ORDER BY pg_total_relation_size(c.oid) DESC
        LIMIT %d"""
            .formatted(rows)
        : """
        SELECT table_name, table_rows, data_length + index_length AS total_bytes
        FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
        ORDER BY data_length + index_length DESC
        LIMIT %d"""
            .formatted(rows);
  }

  private String unusedIndexes() {
    if (sql.isPostgres()) {
      notes.assume(
          "“Unused” is: not searched since the server's statistics were last reset.", 0.03);
      return """
          SELECT s.schemaname, s.relname AS table_name, s.indexrelname AS index_name,
            pg_relation_size(s.indexrelid) AS bytes
          FROM pg_catalog.pg_stat_user_indexes s
          JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
          WHERE s.idx_scan = 0 AND NOT i.indisunique
          ORDER BY pg_relation_size(s.indexrelid) DESC""";
    }
    notes.assume("“Unused” is: not used since the server was started.", 0.03);
    return """
        SELECT object_name AS table_name, index_name
        FROM performance_schema.table_io_waits_summary_by_index_usage
        WHERE object_schema = DATABASE() AND index_name IS NOT NULL AND index_name <> 'PRIMARY'
          AND count_star = 0
        ORDER BY object_name, index_name""";
  }
}
