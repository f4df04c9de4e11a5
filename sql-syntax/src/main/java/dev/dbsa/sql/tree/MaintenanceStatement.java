package dev.dbsa.sql.tree;

import dev.dbsa.sql.tree.Statement.SetItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that keep a database in order, that load, and a few about the server. */
public sealed interface MaintenanceStatement extends Statement {

  /**
   * PostgreSQL's VACUUM and ANALYZE.
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
  record LoadLibrary(int at, String file) implements MaintenanceStatement {}

  /** ALTER SYSTEM. */
  record AlterSystem(int at, SessionStatement.Variable variable) implements MaintenanceStatement {}

  /**
   * MySQL's ANALYZE, CHECK, CHECKSUM, OPTIMIZE, REPAIR TABLE.
   *
   * @param columns those of UPDATE HISTOGRAM and DROP HISTOGRAM, and of MariaDB's PERSISTENT FOR
   */
  record Care(int at, Work work, List<List<Name>> tables, List<Name> columns, List<Option> options)
      implements MaintenanceStatement {
    /** What is done to the tables. */
    public enum Work {
      ANALYZE,
      CHECK,
      CHECKSUM,
      OPTIMIZE,
      REPAIR
    }
  }

  /**
   * MySQL's LOAD DATA and LOAD XML.
   *
   * @param fields the columns and variables that take the fields, a variable's name with its sign
   * @param options LOCAL, CHARACTER SET, FIELDS, LINES and the like
   */
  record LoadData(
      int at,
      boolean xml,
      String file,
      TableStatement.Duplicates duplicates,
      List<Name> table,
      List<List<Name>> fields,
      List<SetItem> sets,
      List<Option> options)
      implements MaintenanceStatement {}

  /** MySQL's HANDLER: a table opened, read or closed. */
  record Handler(
      int at,
      Work work,
      List<Name> table,
      @Nullable Name index,
      List<Expr> values,
      @Nullable Expr where)
      implements MaintenanceStatement {
    /** What is done. */
    public enum Work {
      OPEN,
      READ,
      CLOSE
    }
  }

  /** MySQL's LOCK INSTANCE, UNLOCK TABLES and UNLOCK INSTANCE. */
  record Lock(int at, Kind kind) implements MaintenanceStatement {
    /** What is locked or unlocked. */
    public enum Kind {
      LOCK_INSTANCE,
      UNLOCK_TABLES,
      UNLOCK_INSTANCE
    }
  }
}
