package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.rule.PostgresStep.Lock;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Transaction;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from the order of statements: transactions, locks held, steps that could be one. */
final class ScriptFlow {
  private static final Set<String> TIMEOUTS =
      Set.of("lock_timeout", "statement_timeout", "lock_wait_timeout", "innodb_lock_wait_timeout");

  private final boolean postgres;
  private boolean inTransaction;
  private boolean timeout;
  private boolean warnedOfTimeout;
  private @Nullable String exclusivelyLocked;
  private @Nullable String lastAltered;

  ScriptFlow(Server server) {
    this.postgres = server.isPostgres();
  }

  boolean inTransaction() {
    return inTransaction;
  }

  void row(Statement statement, Notes notes) {
    lastAltered = null;
    if (!(statement instanceof Statement.Select)) {
      afterLock(notes);
    }
  }

  private void afterLock(Notes notes) {
    if (exclusivelyLocked != null && inTransaction) {
      notes.risk(
          RiskCode.LONG_EXCLUSIVE_LOCK,
          "The transaction still locks "
              + exclusivelyLocked
              + " against every reader while this statement runs",
          exclusivelyLocked,
          "Commit right after ALTER TABLE, and do the rest in a transaction of its own.");
      exclusivelyLocked = null;
    }
  }

  void definition(DefinedStatement statement, Notes notes) {
    switch (statement.tree()) {
      case Transaction d -> transaction(d);
      case SessionStatement.SetVariables d -> d.variables().forEach(this::variable);
      default -> definition(statement, statement.tree(), notes);
    }
  }

  private void transaction(Transaction d) {
    boolean begins =
        switch (d.kind()) {
          case BEGIN -> true;
          case COMMIT, ROLLBACK -> d.chain();
          default -> false;
        };
    boolean ends =
        switch (d.kind()) {
          case COMMIT, ROLLBACK, PREPARE -> true;
          default -> false;
        };
    inTransaction = begins || inTransaction && !ends;
    if (begins || ends) {
      exclusivelyLocked = null;
    }
  }

  private void variable(Variable variable) {
    String name = Access.bare(variable);
    timeout |= TIMEOUTS.contains(name);
    if (!postgres
        && name.equals("autocommit")
        && variable.scope() != Variable.Scope.USER
        && !variable.values().isEmpty()) {
      inTransaction =
          Set.of("0", "off", "false").contains(Access.word(variable.values().getFirst()));
    }
  }

  private void definition(DefinedStatement statement, Statement tree, Notes notes) {
    if (!postgres && inTransaction && commits(tree)) {
      notes.risk(
          RiskCode.IMPLICIT_COMMIT,
          "MySQL commits the transaction before this statement: what came before cannot be rolled"
              + " back",
          null,
          "Keep definitions and changes of rows in separate scripts.");
      inTransaction = false;
    }
    if (postgres && tree instanceof TableStatement.CreateIndex) {
      afterLock(notes);
    }
    locks(statement, tree, notes);
    merge(tree, notes);
  }

  /** After the manual, "Statements That Cause an Implicit Commit". */
  private static boolean commits(Statement tree) {
    return switch (tree) {
      case TableStatement.CreateTable d -> !d.temporary();
      case Drop d -> !d.temporary();
      case TableStatement _, ProgramStatement _, AccountStatement _, StorageStatement _ -> true;
      case SessionStatement.LockTables _, MaintenanceStatement.Care _ -> true;
      default -> false;
    };
  }

  private void locks(DefinedStatement statement, Statement tree, Notes notes) {
    List<Name> table =
        switch (tree) {
          case TableStatement.AlterTable d
              when d.kind() != ObjectKind.SEQUENCE && d.kind() != ObjectKind.INDEX ->
              d.name();
          case TableStatement.CreateIndex d when postgres -> d.table();
          default -> List.of();
        };
    Lock lock =
        postgres
            ? new PostgresSteps(statement)
                .of(tree)
                .map(PostgresStep::lock)
                .orElse(Lock.ACCESS_SHARE)
            : Lock.ACCESS_EXCLUSIVE;
    if (table.isEmpty() || !lock.blocksWrites() || !statement.isOld(table)) {
      return;
    }
    String name = table.getLast().text();
    if (!timeout && !warnedOfTimeout) {
      warnedOfTimeout = true;
      notes.risk(
          RiskCode.NO_LOCK_TIMEOUT,
          "The statement waits for open transactions on "
              + name
              + ", and everybody else waits behind it",
          name,
          postgres
              ? "SET lock_timeout = '5s' first, and try again when it fails."
              : "SET lock_wait_timeout = 5 first, and try again when it fails.");
    }
    if (postgres
        && inTransaction
        && tree instanceof TableStatement.AlterTable
        && lock == Lock.ACCESS_EXCLUSIVE) {
      exclusivelyLocked = name;
    }
  }

  private void merge(Statement tree, Notes notes) {
    if (!(tree instanceof TableStatement.AlterTable d)
        || d.kind() != ObjectKind.TABLE
        || d.actions().stream().anyMatch(ScriptFlow::standsAlone)) {
      lastAltered = null;
      return;
    }
    String name = d.name().stream().map(Name::text).reduce((a, b) -> a + "." + b).orElse("");
    if (name.equals(lastAltered)) {
      notes.finding(
          FindingRule.MERGEABLE_ALTERS,
          d.name().getFirst().at(),
          "This ALTER TABLE and the one before it change the same table, and lock it twice",
          "Write both as one ALTER TABLE, separated by commas.",
          d.name().getLast().text());
    }
    lastAltered = name;
  }

  /** Whether the server takes no other action beside it, or it is better left alone. */
  private static boolean standsAlone(TableAction action) {
    return switch (action) {
      case TableAction.RenameTable _,
          TableAction.RenameColumn _,
          TableAction.RenameConstraint _,
          TableAction.RenameIndex _,
          TableAction.SetSchema _,
          TableAction.ValidateConstraint _,
          TableAction.AttachPartition _,
          TableAction.DetachPartition _,
          TableAction.AlterPartitions _,
          TableAction.Repartition _,
          TableAction.Other _ ->
          true;
      case TableAction.AddConstraint add -> add.constraint().timing().notValid();
      default -> false;
    };
  }

  void finish(Notes notes) {
    if (inTransaction) {
      notes.risk(
          RiskCode.UNCLOSED_TRANSACTION,
          "The script leaves its transaction open: its locks stay, and its changes are lost when"
              + " the session ends",
          null,
          "End with COMMIT.");
    }
  }
}
