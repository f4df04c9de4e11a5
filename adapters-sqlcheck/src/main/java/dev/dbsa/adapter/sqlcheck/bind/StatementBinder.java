package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.sql.tree.AccountStatement;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableStatement;
import org.jspecify.annotations.Nullable;

/** Hands each kind of statement to the binder that knows it. */
final class StatementBinder {
  private final Binders parts;

  StatementBinder(Binders parts) {
    this.parts = parts;
  }

  Output statement(Statement statement, @Nullable Scope outer, CommonTables ctes) {
    return switch (statement) {
      case Statement.Select s -> parts.queries.query(s.query(), outer, ctes);
      case Statement.Insert s -> parts.inserts.insert(s, ctes);
      case Statement.Update s -> parts.changes.update(s, ctes);
      case Statement.Delete s -> parts.changes.delete(s, ctes);
      case Statement.Merge s -> parts.changes.merge(s, ctes);
      case Statement.Unread _,
          TableStatement _,
          SessionStatement _,
          ProgramStatement _,
          BodyStatement _,
          PlPgSqlStatement _,
          AccountStatement _,
          AdminStatement _,
          CreateSchema _,
          Comment _,
          ObjectStatement _,
          RoutineStatement _,
          PrivilegeStatement _,
          StorageStatement _,
          MaintenanceStatement _,
          Drop _ ->
          Output.UNKNOWN;
    };
  }
}
