package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Transaction;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.Locale;
import java.util.Set;

/** What statements do to a schema of MySQL or MariaDB. */
final class MySqlEffects implements Effects {

  @Override
  public boolean follows(Statement statement) {
    return switch (statement) {
      case TableStatement.CreateTable _,
          TableStatement.AlterTable _,
          TableStatement.CreateIndex _,
          TableStatement.CreateView _,
          TableStatement.Truncate _,
          TableStatement.RenameTables _,
          SessionStatement.Transaction _,
          SessionStatement.SetVariables _ ->
          true;
      case Drop d -> MySqlDrops.follows(d.kind());
      default -> false;
    };
  }

  @Override
  public Outcome apply(Statement statement, Situation situation) {
    Step step = new Step(situation);
    if (commits(statement)) {
      step.become(step.state().committed());
    }
    switch (statement) {
      case TableStatement.CreateTable d -> MySqlTables.create(d, step);
      case TableStatement.AlterTable d -> MySqlAlter.apply(d, step);
      case TableStatement.CreateIndex d -> MySqlTables.createIndex(d, step);
      case TableStatement.CreateView d -> MySqlTables.createView(d, step);
      case TableStatement.Truncate d -> MySqlDrops.truncate(d, step);
      case TableStatement.RenameTables d -> MySqlDrops.rename(d, step);
      case Drop d -> MySqlDrops.apply(d, step);
      case SessionStatement.Transaction d -> transaction(d, step);
      case SessionStatement.SetVariables d -> d.variables().forEach(v -> set(v, step));
      default -> {}
    }
    return step.outcome();
  }

  /** After the manual, "Statements That Cause an Implicit Commit". */
  private static boolean commits(Statement statement) {
    return switch (statement) {
      case TableStatement.CreateTable d -> !d.temporary();
      case Drop d -> !d.temporary();
      case TableStatement _ -> true;
      default -> false;
    };
  }

  private static void transaction(Transaction t, Step step) {
    SchemaState state = step.state();
    switch (t.kind()) {
      case BEGIN -> step.become(state.committed().begun());
      case COMMIT, ROLLBACK ->
          step.become(t.chain() ? state.committed().begun() : state.committed());
      case SAVEPOINT -> step.become(state.savepoint(t.name()));
      case ROLLBACK_TO -> step.become(state.rolledBackTo(t.name()));
      case RELEASE -> step.become(state.released(t.name()));
      default -> {}
    }
  }

  private static void set(Variable variable, Step step) {
    if (!variable.name().equals("foreign_key_checks")
        || variable.scope() == Variable.Scope.USER
        || variable.values().size() != 1) {
      return;
    }
    String value =
        switch (variable.values().getFirst()) {
          case Expr.Literal l -> l.text().toLowerCase(Locale.ROOT);
          case Expr.Column c -> c.last().text().toLowerCase(Locale.ROOT);
          case Expr.Default _ -> "1";
          // What a variable kept before is nearly always the server's own value.
          default -> "1";
        };
    step.become(step.state().withReferencesChecked(!Set.of("0", "off", "false").contains(value)));
  }
}
