package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.OpenTransaction;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Transactions, settings, prepared statements and the like. */
final class MySqlSession {
  private MySqlSession() {}

  static void apply(SessionStatement statement, Step step) {
    switch (statement) {
      case Transaction d -> transaction(d, step);
      case SessionStatement.SetVariables d ->
          d.variables().forEach(v -> MySqlVariables.set(v, step));
      case SessionStatement.SetStatement d ->
          d.variables().forEach(v -> MySqlServer.passing(v, step));
      case SessionStatement.Explain d -> explain(d, step);
      case SessionStatement.Call d -> MySqlPrograms.call(d, step);
      case SessionStatement.Prepare _ ->
          step.notRead("Statements that a block or a prepared statement runs.");
      case SessionStatement.Execute d -> {
        if (d.immediate()) {
          step.notRead("Statements that a block or a prepared statement runs.");
        } else if (d.name() != null) {
          step.notRead("What the prepared statement " + d.name() + " does.");
        }
        step.become(step.state().losingTrack());
      }
      case SessionStatement.Deallocate d -> {
        if (d.name() != null) {
          step.notShown("Whether there is a prepared statement " + d.name() + ".");
        }
      }
      case SessionStatement.LockTables d -> d.tables().forEach(step::need);
      case SessionStatement.Use d -> use(d.database(), step);
      case SessionStatement.Do _ -> {}
      default -> {}
    }
  }

  private static void use(Name database, Step step) {
    SchemaState state = step.state();
    String name = database.text();
    if (state.hasSchema(name)) {
      step.become(state.withSearchPath(List.of(name)));
      return;
    }
    if (!state.isSystemSchema(name)) {
      step.notShown("Whether there is a database " + name + ", and what it holds.");
    }
    step.become(state.withSearchPath(List.of(name)).losingSearchPath());
  }

  private static void explain(SessionStatement.Explain d, Step step) {
    Option target = d.target();
    if (!target.name().equals("table")) {
      return;
    }
    List<Name> parts = new ArrayList<>();
    for (int i = 0; i < target.values().size(); i++) {
      parts.add(new Name(target.valuesAt().get(i), target.values().get(i), false));
    }
    // The last may be a column or a pattern, which no dot precedes.
    int last = parts.size() - 1;
    boolean column = last > 0 && !step.text().token(parts.get(last).at() - 1).is(".");
    step.need(column ? parts.subList(0, last) : parts);
  }

  private static void transaction(Transaction t, Step step) {
    SchemaState state = step.state();
    switch (t.kind()) {
      case BEGIN -> step.become(OpenTransaction.begin(OpenTransaction.commit(state)));
      case COMMIT, ROLLBACK ->
          step.become(
              t.chain()
                  ? OpenTransaction.begin(OpenTransaction.commit(state))
                  : OpenTransaction.commit(state));
      case SAVEPOINT -> step.become(OpenTransaction.savepoint(t.name(), state));
      case ROLLBACK_TO -> {
        known(t, step);
        step.become(OpenTransaction.rollBackTo(t.name(), state));
      }
      case RELEASE -> {
        known(t, step);
        step.become(OpenTransaction.release(t.name(), state));
      }
      case XA_COMMIT, XA_ROLLBACK, XA_PREPARE, XA_END ->
          step.notShown("Whether there is an XA transaction of this name.");
      default -> {}
    }
  }

  private static void known(Transaction t, Step step) {
    if (!step.state().inTransaction()) {
      step.notShown("Whether the session has a savepoint " + t.name() + ".");
    } else if (!OpenTransaction.hasSavepoint(t.name(), step.state())) {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT,
          t.at(),
          "There is no savepoint " + t.name() + " in the transaction",
          null,
          t.name());
    }
  }
}
