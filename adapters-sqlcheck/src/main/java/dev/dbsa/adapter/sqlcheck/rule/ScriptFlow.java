package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.ddl.Definition;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Action;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Statement;
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
    Definition definition = statement.definition();
    switch (definition) {
      case Definition.Transaction d -> {
        inTransaction = d.begins() || inTransaction && !d.ends();
        if (d.begins() || d.ends()) {
          exclusivelyLocked = null;
        }
      }
      case Definition.SetVariables d -> variables(d);
      default -> definition(statement, definition, notes);
    }
  }

  private void variables(Definition.SetVariables d) {
    for (Definition.Variable variable : d.variables()) {
      timeout |= TIMEOUTS.contains(variable.name());
      if (!postgres && variable.name().equals("autocommit") && !variable.values().isEmpty()) {
        inTransaction = Set.of("0", "off", "false").contains(variable.values().getFirst());
      }
    }
  }

  private void definition(DefinedStatement statement, Definition definition, Notes notes) {
    if (!postgres && inTransaction && commits(definition)) {
      notes.risk(
          RiskCode.IMPLICIT_COMMIT,
          "MySQL commits the transaction before this statement: what came before cannot be rolled back",
          null,
          "Keep definitions and changes of rows in separate scripts.");
      inTransaction = false;
    }
    if (postgres && definition instanceof Definition.CreateIndex) {
      afterLock(notes);
    }
    locks(statement, definition, notes);
    merge(definition, notes);
  }

  /** After the manual, "Statements That Cause an Implicit Commit". */
  private static boolean commits(Definition definition) {
    return switch (definition) {
      case Definition.CreateTable d -> !d.temporary();
      case Definition.Drop d -> !d.temporary();
      case Definition.AlterTable _,
          Definition.CreateIndex _,
          Definition.CreateView _,
          Definition.Truncate _,
          Definition.RenameTables _,
          Definition.CreateOther _,
          Definition.AlterOther _,
          Definition.Grant _,
          Definition.Account _ ->
          true;
      default -> false;
    };
  }

  private void locks(DefinedStatement statement, Definition definition, Notes notes) {
    List<Name> table =
        switch (definition) {
          case Definition.AlterTable d -> d.name();
          case Definition.CreateIndex d when postgres && !d.concurrently() -> d.table();
          default -> List.of();
        };
    if (table.isEmpty() || !statement.isOld(table)) {
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
        && definition instanceof Definition.AlterTable d
        && d.actions().stream().anyMatch(ScriptFlow::isExclusive)) {
      exclusivelyLocked = name;
    }
  }

  private static boolean isExclusive(Action action) {
    return switch (action) {
      case Action.Validate _ -> false;
      case Action.Add a -> a.constraint().target() == null;
      case Action.AlterColumn a -> !a.what().equals("set");
      case Action.Other _ -> false;
      default -> true;
    };
  }

  private void merge(Definition definition, Notes notes) {
    if (!(definition instanceof Definition.AlterTable d)
        || d.actions().stream().anyMatch(ScriptFlow::standsAlone)) {
      lastAltered = null;
      return;
    }
    String name = d.name().stream().map(Name::text).reduce((a, b) -> a + "." + b).orElse("");
    if (name.equals(lastAltered)) {
      notes.finding(
          FindingRule.MERGEABLE_ALTERS,
          d.at(),
          "This ALTER TABLE and the one before it change the same table, and lock it twice",
          "Write both as one ALTER TABLE, separated by commas.",
          d.name().getLast().text());
    }
    lastAltered = name;
  }

  private static boolean standsAlone(Action action) {
    return action instanceof Action.RenameTable
        || action instanceof Action.RenameColumn
        || action instanceof Action.RenameOther
        || action instanceof Action.SetSchema
        || action instanceof Action.Validate
        || action instanceof Action.Other
        || action instanceof Action.Add add && add.constraint().notValid();
  }

  void finish(Notes notes) {
    if (inTransaction) {
      notes.risk(
          RiskCode.UNCLOSED_TRANSACTION,
          "The script leaves its transaction open: its locks stay, and its changes are lost when the"
              + " session ends",
          null,
          "End with COMMIT.");
    }
  }
}
