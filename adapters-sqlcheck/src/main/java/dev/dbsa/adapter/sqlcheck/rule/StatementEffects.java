package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which statements, beside queries and changes of rows, do no harm or have rules of their own that
 * tell it. Any other one is told: a list of the dangerous ones would always miss some.
 */
final class StatementEffects {
  /** What a session may set for itself without touching data, rights or other sessions. */
  private static final Set<String> POSTGRES_SETTINGS =
      Set.of(
          "application_name",
          "backslash_quote",
          "bytea_output",
          "check_function_bodies",
          "client_encoding",
          "client_min_messages",
          "constraint_exclusion",
          "constraints",
          "datestyle",
          "default_statistics_target",
          "default_table_access_method",
          "default_tablespace",
          "default_text_search_config",
          "default_transaction_isolation",
          "default_transaction_read_only",
          "default_with_oids",
          "escape_string_warning",
          "extra_float_digits",
          "idle_in_transaction_session_timeout",
          "intervalstyle",
          "lock_timeout",
          "maintenance_work_mem",
          "names",
          "quote_all_identifiers",
          "row_security",
          "schema",
          "search_path",
          "session characteristics",
          "standard_conforming_strings",
          "statement_timeout",
          "time",
          "timezone",
          "transaction",
          "transaction_isolation",
          "transaction_read_only",
          "transaction_timeout",
          "work_mem",
          "xmloption");

  /** Those that rules of their own tell. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("session_replication_role", "foreign_key_checks", "unique_checks", "password");

  private static final Set<String> MYSQL_SETTINGS =
      Set.of(
          "autocommit",
          "character_set_client",
          "character_set_connection",
          "character_set_results",
          "charset",
          "character set",
          "collation_connection",
          "cte_max_recursion_depth",
          "default_storage_engine",
          "group_concat_max_len",
          "innodb_lock_wait_timeout",
          "lock_wait_timeout",
          "max_execution_time",
          "max_statement_time",
          "names",
          "net_read_timeout",
          "net_write_timeout",
          "sql_mode",
          "sql_notes",
          "sql_quote_show_create",
          "sql_safe_updates",
          "sql_select_limit",
          "sql_warnings",
          "time_zone",
          "transaction",
          "transaction_isolation",
          "transaction_read_only",
          "wait_timeout");

  /** Storage engines that keep rows in this server's own tables. */
  private static final Set<String> ENGINES =
      Set.of("innodb", "myisam", "memory", "heap", "aria", "archive", "ndb", "ndbcluster");

  private StatementEffects() {}

  /**
   * What of the statement is not known to be harmless.
   *
   * @return its first words, or the setting; empty where nothing is to be told
   */
  static Optional<String> unlisted(Statement tree, ScriptStatement text, Server server) {
    return switch (tree) {
      case SessionStatement.SetVariables d -> settings(d.variables(), server);
      case SessionStatement.SetStatement d ->
          settings(d.variables(), server).or(() -> unlisted(d.statement(), text, server));
      case AdminStatement.UnderSettings d ->
          settings(d.settings(), server).or(() -> unlisted(d.statement(), text, server));
      default -> isHarmless(tree, text) ? Optional.empty() : Optional.of(words(text));
    };
  }

  /** Its first two words. */
  static String words(ScriptStatement text) {
    return (text.tokens().getFirst().key() + " " + text.token(1).key())
        .strip()
        .toUpperCase(Locale.ROOT);
  }

  /**
   * The register of all kinds: whether a statement changes no more than what it names, or has rules
   * of its own that tell it. A new kind does not compile until it is judged here.
   */
  private static boolean isHarmless(Statement tree, ScriptStatement text) {
    return switch (tree) {
      case Statement.Select _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _ ->
          true;
      case Statement.Unread _ -> false;
      case TableStatement d -> isHarmless(d);
      case ObjectStatement d -> isHarmless(d);
      case RoutineStatement d ->
          switch (d) {
            case RoutineStatement.CreateRoutine _,
                RoutineStatement.CreateAggregate _,
                RoutineStatement.Do _,
                RoutineStatement.ReturnValue _ ->
                true;
            case RoutineStatement.AlterRoutine _ -> false;
          };
      case PrivilegeStatement d ->
          switch (d) {
            case PrivilegeStatement.Grant _,
                PrivilegeStatement.GrantRole _,
                PrivilegeStatement.DefaultPrivileges _,
                PrivilegeStatement.CreateRole _,
                PrivilegeStatement.AlterRole _,
                PrivilegeStatement.AlterGroup _ ->
                true;
            case PrivilegeStatement.SetDefault _,
                PrivilegeStatement.Owned _,
                PrivilegeStatement.SecurityLabel _ ->
                false;
          };
      case MaintenanceStatement d -> isHarmless(d);
      case SessionStatement d -> isHarmless(d, text);
      case ProgramStatement d ->
          switch (d) {
            case ProgramStatement.CreateRoutine _, ProgramStatement.CreatePackage _ -> true;
            // What a library's code does is told by itself.
            case ProgramStatement.CreateLoadable _ -> true;
            case ProgramStatement.AlterRoutine _,
                ProgramStatement.CreateLibrary _,
                ProgramStatement.CreateTrigger _,
                ProgramStatement.EventDefinition _ ->
                false;
          };
      // Of bodies alone, which run when the routine is called.
      case PlPgSqlStatement _ -> true;
      case BodyStatement d -> isHarmless(d);
      case AccountStatement d ->
          switch (d) {
            case AccountStatement.Users _,
                AccountStatement.CreateRoles _,
                AccountStatement.RenameUsers _,
                AccountStatement.Grant _ ->
                true;
          };
      case AdminStatement d ->
          switch (d) {
            case AdminStatement.Show _ -> true;
            case AdminStatement.Command c -> isHarmless(c.kind());
            case AdminStatement.UnderSettings u -> isHarmless(u.statement(), text);
          };
      case StorageStatement d ->
          switch (d) {
            case StorageStatement.Database s -> !s.alter();
            case StorageStatement.Space _ -> false;
            case StorageStatement.Sequence s -> !s.alter();
          };
      case CreateSchema _, Comment _ -> true;
      // What is dropped is told by a rule, but for what a server is run with.
      case Drop d ->
          switch (d.kind()) {
            case RESOURCE_GROUP,
                SERVER,
                SPATIAL_REFERENCE_SYSTEM,
                TABLESPACE,
                UNDO_TABLESPACE,
                LOGFILE_GROUP,
                USER_MAPPING ->
                false;
            default -> true;
          };
    };
  }

  private static boolean isHarmless(TableStatement tree) {
    return switch (tree) {
      case TableStatement.CreateTable _,
          TableStatement.CreateIndex _,
          TableStatement.CreateView _,
          TableStatement.CreateSequence _,
          TableStatement.Truncate _,
          TableStatement.RenameTables _,
          TableStatement.RefreshView _ ->
          true;
      case TableStatement.AlterTable d ->
          d.kind() == ObjectKind.TABLE || d.kind() == ObjectKind.INDEX;
      case TableStatement.MoveAll _ -> false;
    };
  }

  private static boolean isHarmless(ObjectStatement tree) {
    return switch (tree) {
      case ObjectStatement.CreateObject d ->
          d.object().kind() == ObjectKind.COLLATION || d.object().kind() == ObjectKind.TYPE;
      case ObjectStatement.AlterObject d -> d.object().kind() == ObjectKind.TYPE;
      case ObjectStatement.CreateEnum _,
          ObjectStatement.CreateComposite _,
          ObjectStatement.CreateRange _,
          ObjectStatement.CreateDomain _,
          ObjectStatement.CreateStatistics _ ->
          true;
      // They change what other statements do, or reach beyond the database.
      case ObjectStatement.CreateCast _,
          ObjectStatement.CreateTransform _,
          ObjectStatement.CreateConversion _,
          ObjectStatement.CreateOperatorClass _,
          ObjectStatement.CreateOperatorFamily _,
          ObjectStatement.CreateTrigger _,
          ObjectStatement.CreateEventTrigger _,
          ObjectStatement.CreateRule _,
          ObjectStatement.CreatePolicy _,
          ObjectStatement.CreateAssertion _,
          ObjectStatement.ImportForeignSchema _,
          ObjectStatement.CreatePublication _,
          ObjectStatement.MoveAll _ ->
          false;
    };
  }

  private static boolean isHarmless(MaintenanceStatement tree) {
    return switch (tree) {
      case MaintenanceStatement.Vacuum _,
          MaintenanceStatement.Cluster _,
          MaintenanceStatement.Reindex _,
          MaintenanceStatement.Care _,
          MaintenanceStatement.LoadData _ ->
          true;
      case MaintenanceStatement.Channel d -> d.kind() != MaintenanceStatement.Channel.Kind.NOTIFY;
      case MaintenanceStatement.Lock d -> d.kind() != MaintenanceStatement.Lock.Kind.LOCK_INSTANCE;
      case MaintenanceStatement.Checkpoint _,
          MaintenanceStatement.Discard _,
          MaintenanceStatement.LoadLibrary _,
          MaintenanceStatement.AlterSystem _,
          MaintenanceStatement.Handler _ ->
          false;
    };
  }

  private static boolean isHarmless(SessionStatement tree, ScriptStatement text) {
    return switch (tree) {
      case SessionStatement.Transaction d ->
          switch (d.kind()) {
            case BEGIN,
                COMMIT,
                ROLLBACK,
                SAVEPOINT,
                RELEASE,
                ROLLBACK_TO,
                COMMIT_PREPARED,
                ROLLBACK_PREPARED,
                SET_SESSION ->
                true;
            // MySQL's may be for everybody.
            case SET -> !text.startsWith("set", "global");
            case PREPARE, XA_START, XA_END, XA_PREPARE, XA_COMMIT, XA_ROLLBACK, XA_RECOVER -> false;
          };
      case SessionStatement.SetStatement d -> isHarmless(d.statement(), text);
      case SessionStatement.SetVariables _,
          SessionStatement.Explain _,
          SessionStatement.Call _,
          SessionStatement.Prepare _,
          SessionStatement.Execute _,
          SessionStatement.Deallocate _,
          SessionStatement.LockTables _,
          SessionStatement.Show _,
          SessionStatement.SetConstraints _,
          SessionStatement.DeclareCursor _,
          SessionStatement.FetchCursor _,
          SessionStatement.CloseCursor _,
          SessionStatement.Copy _,
          SessionStatement.Use _,
          SessionStatement.Do _ ->
          true;
    };
  }

  /** Those that run others are told: what they run was not checked as part of the script. */
  private static boolean isHarmless(BodyStatement tree) {
    return switch (tree) {
      case BodyStatement.Block _,
          BodyStatement.Choice _,
          BodyStatement.Loop _,
          BodyStatement.For _,
          BodyStatement.Handler _ ->
          false;
      case BodyStatement.DeclareVariables _,
          BodyStatement.DeclareCondition _,
          BodyStatement.DeclareCursor _,
          BodyStatement.Jump _,
          BodyStatement.Return _,
          BodyStatement.Open _,
          BodyStatement.Fetch _,
          BodyStatement.Close _,
          BodyStatement.Signal _,
          BodyStatement.GetDiagnostics _ ->
          true;
    };
  }

  private static boolean isHarmless(AdminStatement.Command.Kind kind) {
    return switch (kind) {
      case HELP, LOAD_INDEX -> true;
      case ALTER_INSTANCE,
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
          IMPORT_TABLE,
          INSTALL,
          KILL,
          PURGE,
          RESET,
          RESTART,
          SHUTDOWN,
          START_REPLICATION,
          STOP_REPLICATION,
          UNINSTALL ->
          false;
    };
  }

  private static Optional<String> settings(List<Variable> variables, Server server) {
    for (Variable variable : variables) {
      boolean known = server.isPostgres() ? isPostgresSetting(variable) : isMySqlSetting(variable);
      if (!known) {
        return Optional.of("SET " + shown(variable));
      }
    }
    return Optional.empty();
  }

  private static String shown(Variable variable) {
    return switch (variable.scope()) {
      case GLOBAL, PERSIST, PERSIST_ONLY -> variable.scope().name();
      default -> variable.name().toUpperCase(Locale.ROOT);
    };
  }

  private static boolean isPostgresSetting(Variable variable) {
    String name = variable.name();
    return POSTGRES_SETTINGS.contains(name)
        || TOLD_ELSEWHERE.contains(name)
        || name.startsWith("enable_")
        // Back to what the session began with.
        || variable.values().isEmpty();
  }

  private static boolean isMySqlSetting(Variable variable) {
    return switch (variable.scope()) {
      case GLOBAL, PERSIST, PERSIST_ONLY -> false;
      case USER, ROUTINE -> true;
      case UNSAID, SESSION, LOCAL -> {
        String name = Access.bare(variable);
        yield MYSQL_SETTINGS.contains(name)
            || TOLD_ELSEWHERE.contains(name)
            || name.startsWith("old_");
      }
    };
  }

  /** Whether a routine is made of a library's code, which may do anything as the server's user. */
  static boolean runsLibrary(Statement tree) {
    return switch (tree) {
      case ProgramStatement.CreateLoadable _ -> true;
      case RoutineStatement.CreateRoutine d ->
          d.language() != null
              && (d.language().text().equalsIgnoreCase("c")
                  || d.language().text().equalsIgnoreCase("internal"));
      default -> false;
    };
  }

  /** The storage engine that keeps a MySQL table's rows elsewhere; empty where none is named. */
  static Optional<String> foreignEngine(Statement tree, Server server) {
    if (server.isPostgres()) {
      return Optional.empty();
    }
    Stream<Option> options =
        switch (tree) {
          case TableStatement.CreateTable d -> d.options().stream();
          case TableStatement.AlterTable d ->
              d.actions().stream()
                  .flatMap(
                      a ->
                          a instanceof TableAction.SetOptions s
                              ? s.options().stream()
                              : Stream.empty());
          default -> Stream.empty();
        };
    return options
        .filter(o -> o.name().equals("engine") && !o.value().isEmpty())
        .map(Option::value)
        .filter(engine -> !ENGINES.contains(engine.toLowerCase(Locale.ROOT)))
        .map(engine -> engine.toUpperCase(Locale.ROOT))
        .findFirst();
  }
}
