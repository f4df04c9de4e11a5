package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shows and keeps a MySQL or MariaDB server running. */
public sealed interface AdminStatement extends Statement {

  /**
   * SHOW.
   *
   * @param what the words behind SHOW that say what is shown, in lower case
   * @param object the table, routine or database that is shown; empty where none is named
   * @param database behind FROM or IN; {@code null} where none is named
   * @param condition the pattern of LIKE or the condition of WHERE; {@code null} where there is
   *     none
   */
  record Show(
      int at,
      String what,
      List<Name> object,
      @Nullable Name database,
      @Nullable Expr condition,
      List<Option> options)
      implements AdminStatement {}

  /**
   * A command to the server.
   *
   * @param names of what it works on, such as tables, plugins, servers
   * @param values expressions in it
   */
  record Command(int at, Kind kind, List<List<Name>> names, List<Option> options, List<Expr> values)
      implements AdminStatement {
    /** What is to be done. */
    public enum Kind {
      ALTER_INSTANCE,
      ALTER_RESOURCE_GROUP,
      ALTER_SERVER,
      BACKUP,
      BINLOG,
      CACHE_INDEX,
      CHANGE_REPLICATION_FILTER,
      CHANGE_REPLICATION_SOURCE,
      CLONE,
      CREATE_MASKING_POLICY,
      CREATE_RESOURCE_GROUP,
      CREATE_SERVER,
      CREATE_SPATIAL_REFERENCE_SYSTEM,
      FLUSH,
      HELP,
      IMPORT_TABLE,
      INSTALL,
      KILL,
      LOAD_INDEX,
      PURGE,
      RESET,
      RESTART,
      SHUTDOWN,
      START_REPLICATION,
      STOP_REPLICATION,
      UNINSTALL
    }
  }

  /** MariaDB's SET STATEMENT … FOR: a statement under other settings. */
  record UnderSettings(int at, List<SessionStatement.Variable> settings, Statement statement)
      implements AdminStatement {}
}
