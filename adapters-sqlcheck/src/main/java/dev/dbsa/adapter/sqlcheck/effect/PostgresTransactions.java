package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.OpenTransaction;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.SessionStatement.Transaction;

/** Transactions as PostgreSQL runs them: ROLLBACK gives back what definitions changed. */
final class PostgresTransactions {
  private PostgresTransactions() {}

  static void apply(Transaction t, Step step) {
    SchemaState state = step.state();
    switch (t.kind()) {
      case BEGIN -> step.become(OpenTransaction.begin(state));
      case COMMIT ->
          step.become(
              t.chain()
                  ? OpenTransaction.begin(OpenTransaction.commit(state))
                  : OpenTransaction.commit(state));
      case ROLLBACK -> {
        SchemaState before = OpenTransaction.rollBack(state);
        step.become(t.chain() ? OpenTransaction.begin(before) : before);
      }
      case SAVEPOINT -> {
        outside(t, "SAVEPOINT", step);
        step.become(OpenTransaction.savepoint(t.name(), state));
      }
      case RELEASE -> {
        outside(t, "RELEASE SAVEPOINT", step);
        known(t, step);
        step.become(OpenTransaction.release(t.name(), state));
      }
      case ROLLBACK_TO -> {
        outside(t, "ROLLBACK TO SAVEPOINT", step);
        known(t, step);
        step.become(OpenTransaction.rollBackTo(t.name(), state));
      }
      // What is prepared is committed or rolled back by name later.
      case PREPARE -> step.become(OpenTransaction.commit(state));
      case COMMIT_PREPARED, ROLLBACK_PREPARED -> {
        notInside(t.at(), t.kind().name().replace('_', ' '), step);
        step.notShown("Whether the transaction " + t.name() + " was prepared.");
        step.become(state.losingTrack());
      }
      default -> {}
    }
  }

  private static void outside(Transaction t, String what, Step step) {
    if (!step.state().inTransaction()) {
      // Clients such as migration tools open transactions that the script does not show.
      step.remark(
          FindingRule.TRANSACTION_RULE,
          Severity.WARNING,
          new Name(t.at(), what, false),
          what + " can only run inside a transaction, which the script has not begun");
    }
  }

  private static void known(Transaction t, Step step) {
    if (step.state().inTransaction() && !OpenTransaction.hasSavepoint(t.name(), step.state())) {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT, t.at(), "There is no savepoint " + t.name(), null, t.name());
    }
  }

  /** Refuses what cannot run inside a transaction. */
  static void notInside(int at, String what, Step step) {
    if (step.state().inTransaction()) {
      step.refuse(
          FindingRule.TRANSACTION_RULE,
          at,
          what + " cannot run inside a transaction",
          "Move it before BEGIN or behind COMMIT.",
          null);
    }
  }
}
