package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's statements that keep a database in order, and a few about the server. */
public sealed interface MaintenanceStatement extends Statement {

  /**
   * VACUUM and ANALYZE.
   *
   * @param relations empty for all
   */
  record Vacuum(int at, boolean analyze, List<Option> options, List<VacuumRelation> relations)
      implements MaintenanceStatement {}

  /**
   * @param only PostgreSQL 18's ONLY
   */
  record VacuumRelation(int at, List<Name> name, boolean only, List<Name> columns) {}

  /**
   * CLUSTER.
   *
   * @param table empty for all
   * @param index {@code null} where none is named
   */
  record Cluster(int at, List<Option> options, List<Name> table, @Nullable Name index)
      implements MaintenanceStatement {}

  /**
   * REINDEX.
   *
   * @param target INDEX, TABLE, SCHEMA, DATABASE or SYSTEM_CATALOGS
   * @param name empty where the current database is meant
   */
  record Reindex(int at, List<Option> options, Target target, boolean concurrently, List<Name> name)
      implements MaintenanceStatement {
    /** What is built anew. */
    public enum Target {
      INDEX,
      TABLE,
      SCHEMA,
      DATABASE,
      SYSTEM_CATALOGS
    }
  }

  record Checkpoint(int at, List<Option> options) implements MaintenanceStatement {}

  /**
   * LISTEN, NOTIFY, UNLISTEN.
   *
   * @param channel {@code null} for UNLISTEN *
   * @param payload empty where there is none
   */
  record Channel(int at, Kind kind, @Nullable Name channel, String payload)
      implements MaintenanceStatement {
    /** What is done with the channel. */
    public enum Kind {
      LISTEN,
      NOTIFY,
      UNLISTEN
    }
  }

  /** DISCARD. */
  record Discard(int at, What what) implements MaintenanceStatement {
    /** What the session forgets. */
    public enum What {
      ALL,
      PLANS,
      SEQUENCES,
      TEMPORARY
    }
  }

  /** LOAD of a library. */
  record Load(int at, String file) implements MaintenanceStatement {}

  /** ALTER SYSTEM. */
  record AlterSystem(int at, SessionStatement.Variable variable) implements MaintenanceStatement {}
}
