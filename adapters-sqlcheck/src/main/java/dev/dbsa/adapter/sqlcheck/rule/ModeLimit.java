package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.ScriptMode;
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
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.EnumSet;
import java.util.Set;

/** Whether statements do more than the mode of their script allows. */
final class ModeLimit {

  /** What a statement is for. */
  private enum Work {
    READS("reads more than tables"),
    SESSION("changes the session"),
    ROWS("changes rows"),
    INDEXES("changes indexes"),
    DEFINITIONS("changes definitions"),
    MAINTENANCE("looks after tables"),
    SERVER("changes the server"),
    ANYTHING("may do anything"),
    /** Told by itself. */
    NOT_READ("is not read");

    private final String words;

    Work(String words) {
      this.words = words;
    }
  }

  private static final Set<Work> READING = EnumSet.of(Work.READS, Work.SESSION, Work.NOT_READ);

  private final ScriptMode mode;
  private final Set<Work> allowed;

  ModeLimit(ScriptMode mode) {
    this.mode = mode;
    this.allowed = EnumSet.copyOf(READING);
    switch (mode) {
      case QUERY -> {}
      case DML -> allowed.addAll(EnumSet.of(Work.ROWS, Work.ANYTHING));
      case DDL ->
          allowed.addAll(EnumSet.of(Work.ROWS, Work.INDEXES, Work.DEFINITIONS, Work.ANYTHING));
      case MIGRATION ->
          allowed.addAll(
              EnumSet.of(
                  Work.ROWS, Work.INDEXES, Work.DEFINITIONS, Work.ANYTHING, Work.MAINTENANCE));
      case MAINTENANCE -> allowed.addAll(EnumSet.of(Work.INDEXES, Work.MAINTENANCE));
    }
  }

  /** A query or change of rows. */
  void row(RowStatement statement, Notes notes) {
    if (!statement.changes().isEmpty()) {
      told(Work.ROWS, statement.text(), notes);
    } else if (mode == ScriptMode.QUERY
        && (QueryEffects.hasEffects(statement) || ServerAccess.hasEffects(statement))) {
      notes.finding(
          FindingRule.MODE_MISMATCH,
          Severity.ERROR,
          0,
          "The script's mode is query, and this query does more than read",
          "Leave out what locks, writes or acts, or ask for the script in another mode.",
          null);
    }
  }

  /** Any other statement. */
  void other(Statement tree, ScriptStatement text, Notes notes) {
    told(work(tree), text, notes);
  }

  private void told(Work work, ScriptStatement text, Notes notes) {
    if (!allowed.contains(work)) {
      notes.finding(
          FindingRule.MODE_MISMATCH,
          Severity.ERROR,
          0,
          "The script's mode is "
              + mode.label()
              + ", and "
              + StatementEffects.words(text)
              + " "
              + work.words,
          "Leave the statement out, or ask for the script in another mode.",
          null);
    }
  }

  /** A new kind of statement does not compile until it is judged here. */
  private static Work work(Statement tree) {
    return switch (tree) {
      case Statement.Select d -> d.query().into() ? Work.DEFINITIONS : Work.READS;
      case Statement.Insert _, Statement.Update _, Statement.Delete _, Statement.Merge _ ->
          Work.ROWS;
      case Statement.Unread _ -> Work.NOT_READ;
      case TableStatement d -> work(d);
      case RoutineStatement.Do _ -> Work.ANYTHING;
      case ObjectStatement _,
          RoutineStatement _,
          PrivilegeStatement _,
          AccountStatement _,
          StorageStatement _,
          CreateSchema _,
          Comment _ ->
          Work.DEFINITIONS;
      case ProgramStatement d ->
          d instanceof ProgramStatement.CreateLoadable ? Work.SERVER : Work.DEFINITIONS;
      case Drop d -> d.kind() == ObjectKind.INDEX ? Work.INDEXES : Work.DEFINITIONS;
      case MaintenanceStatement d -> work(d);
      case SessionStatement d -> work(d);
      case AdminStatement d -> work(d);
      case PlPgSqlStatement _, BodyStatement _ -> Work.ANYTHING;
    };
  }

  private static Work work(TableStatement tree) {
    return switch (tree) {
      case TableStatement.CreateTable d -> d.temporary() ? Work.ROWS : Work.DEFINITIONS;
      case TableStatement.CreateIndex _ -> Work.INDEXES;
      case TableStatement.AlterTable d ->
          d.kind() == ObjectKind.INDEX ? Work.INDEXES : Work.DEFINITIONS;
      case TableStatement.Truncate _ -> Work.ROWS;
      case TableStatement.RefreshView _ -> Work.MAINTENANCE;
      case TableStatement.CreateView _,
          TableStatement.RenameTables _,
          TableStatement.CreateSequence _,
          TableStatement.MoveAll _ ->
          Work.DEFINITIONS;
    };
  }

  private static Work work(MaintenanceStatement tree) {
    return switch (tree) {
      case MaintenanceStatement.Vacuum _,
          MaintenanceStatement.Cluster _,
          MaintenanceStatement.Reindex _,
          MaintenanceStatement.Care _,
          MaintenanceStatement.Checkpoint _ ->
          Work.MAINTENANCE;
      case MaintenanceStatement.LoadData _ -> Work.ROWS;
      case MaintenanceStatement.Handler _ -> Work.READS;
      case MaintenanceStatement.Discard _ -> Work.SESSION;
      // To tell other sessions something is to act.
      case MaintenanceStatement.Channel d ->
          d.kind() == MaintenanceStatement.Channel.Kind.NOTIFY ? Work.ROWS : Work.SESSION;
      case MaintenanceStatement.LoadLibrary _,
          MaintenanceStatement.AlterSystem _,
          MaintenanceStatement.Lock _ ->
          Work.SERVER;
    };
  }

  private static Work work(SessionStatement tree) {
    return switch (tree) {
      case SessionStatement.SetVariables d ->
          d.variables().stream().anyMatch(ModeLimit::isOfServer) ? Work.SERVER : Work.SESSION;
      case SessionStatement.SetStatement d -> work(d.statement());
      case SessionStatement.Explain d ->
          d.analyze() && d.statement() != null ? work(d.statement()) : Work.READS;
      case SessionStatement.Prepare d ->
          d.statement() == null ? Work.ANYTHING : work(d.statement());
      case SessionStatement.Execute d -> d.immediate() ? Work.ANYTHING : Work.SESSION;
      case SessionStatement.Call _ -> Work.ANYTHING;
      case SessionStatement.Copy d -> {
        if (d.program()) {
          yield Work.SERVER;
        }
        boolean changes = d.from() || d.statement() != null && work(d.statement()) == Work.ROWS;
        yield changes ? Work.ROWS : Work.READS;
      }
      case SessionStatement.LockTables _ -> Work.ROWS;
      case SessionStatement.Show _, SessionStatement.DeclareCursor _, SessionStatement.Do _ ->
          Work.READS;
      case SessionStatement.Transaction _,
          SessionStatement.Deallocate _,
          SessionStatement.SetConstraints _,
          SessionStatement.FetchCursor _,
          SessionStatement.CloseCursor _,
          SessionStatement.Use _ ->
          Work.SESSION;
    };
  }

  private static boolean isOfServer(SessionStatement.Variable variable) {
    return switch (variable.scope()) {
      case GLOBAL, PERSIST, PERSIST_ONLY -> true;
      default -> false;
    };
  }

  private static Work work(AdminStatement tree) {
    return switch (tree) {
      case AdminStatement.Show _ -> Work.READS;
      case AdminStatement.UnderSettings d -> work(d.statement());
      case AdminStatement.Command d ->
          switch (d.kind()) {
            case HELP -> Work.READS;
            case LOAD_INDEX, CACHE_INDEX, FLUSH -> Work.MAINTENANCE;
            default -> Work.SERVER;
          };
    };
  }
}
