package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.OpenTransaction;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.List;

/** What statements do to a schema of MySQL or MariaDB. */
final class MySqlEffects implements Effects {

  @Override
  public Outcome apply(Statement statement, Situation situation) {
    Step step = new Step(situation);
    if (commits(statement)) {
      step.become(OpenTransaction.commit(step.state()));
    }
    if (MySqlOwnSchemas.refuse(statement, step)) {
      return step.outcome();
    }
    switch (statement) {
      case TableStatement d -> table(d, step);
      case Drop d -> MySqlDrops.apply(d, step);
      case SessionStatement d -> MySqlSession.apply(d, step);
      case ProgramStatement d -> MySqlPrograms.apply(d, step);
      case AccountStatement d -> MySqlServer.account(d, step);
      case AdminStatement d -> MySqlServer.admin(d, step);
      case MaintenanceStatement d -> MySqlServer.maintenance(d, step);
      case StorageStatement d -> MySqlServer.storage(d, step);
      case BodyStatement.Block d -> {
        // MariaDB's BEGIN NOT ATOMIC: a program that is run at once.
        MySqlBodies.program(
            MySqlBodies.Kind.PROCEDURE, d, List.of(), new Name(d.at(), "block", false), step);
        step.loseTrack("What the block does.");
      }
      default -> {}
    }
    return step.outcome();
  }

  private static void table(TableStatement statement, Step step) {
    switch (statement) {
      case TableStatement.CreateTable d -> MySqlTables.create(d, step);
      case TableStatement.AlterTable d -> MySqlAlter.apply(d, step);
      case TableStatement.CreateIndex d -> MySqlTables.createIndex(d, step);
      case TableStatement.CreateView d -> MySqlTables.createView(d, step);
      case TableStatement.Truncate d -> MySqlDrops.truncate(d, step);
      case TableStatement.RenameTables d -> MySqlDrops.rename(d, step);
      // PostgreSQL's, which these grammars do not make.
      case TableStatement.RefreshView _,
          TableStatement.CreateSequence _,
          TableStatement.MoveAll _ -> {}
    }
  }

  /** After the manual, "Statements That Cause an Implicit Commit". */
  private static boolean commits(Statement statement) {
    return switch (statement) {
      case TableStatement.CreateTable d -> !d.temporary();
      case Drop d -> !d.temporary();
      case TableStatement _, ProgramStatement _, AccountStatement _, StorageStatement _ -> true;
      case SessionStatement.LockTables _ -> true;
      default -> false;
    };
  }
}
