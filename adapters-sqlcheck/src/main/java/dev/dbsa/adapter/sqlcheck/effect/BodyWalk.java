package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visits the expressions of a statement of a stored program, of the statements in it too. */
final class BodyWalk {
  private BodyWalk() {}

  static void walk(Statement statement, TreeWalk.Visitor visitor) {
    switch (statement) {
      case Statement.Select s -> TreeWalk.walk(s.query(), visitor);
      case Statement.Insert s -> {
        query(s.source(), visitor);
        sets(s.sets(), visitor);
        if (s.conflict() != null) {
          sets(s.conflict().sets(), visitor);
          one(s.conflict().where(), visitor);
        }
        items(s.returning().items(), visitor);
      }
      case Statement.Update s -> {
        from(s.tables(), visitor);
        sets(s.sets(), visitor);
        one(s.where(), visitor);
        s.orderBy().forEach(k -> TreeWalk.walk(k.expr(), visitor));
        one(s.limit(), visitor);
      }
      case Statement.Delete s -> {
        from(s.using(), visitor);
        one(s.where(), visitor);
        s.orderBy().forEach(k -> TreeWalk.walk(k.expr(), visitor));
        one(s.limit(), visitor);
        items(s.returning().items(), visitor);
      }
      case SessionStatement.SetVariables s -> s.variables().forEach(v -> all(v.values(), visitor));
      case SessionStatement.Do s -> all(s.values(), visitor);
      case SessionStatement.Call s -> all(s.arguments(), visitor);
      case BodyStatement s -> body(s, visitor);
      default -> {}
    }
  }

  private static void body(BodyStatement statement, TreeWalk.Visitor visitor) {
    switch (statement) {
      case BodyStatement.Block s -> {
        statements(s.declarations(), visitor);
        statements(s.statements(), visitor);
        statements(s.exceptions(), visitor);
      }
      case BodyStatement.DeclareVariables s -> one(s.value(), visitor);
      case BodyStatement.DeclareCursor s -> TreeWalk.walk(s.query(), visitor);
      case BodyStatement.Handler s -> walk(s.statement(), visitor);
      case BodyStatement.Choice s -> {
        one(s.operand(), visitor);
        for (BodyStatement.Branch branch : s.branches()) {
          TreeWalk.walk(branch.condition(), visitor);
          statements(branch.statements(), visitor);
        }
        statements(s.otherwise(), visitor);
      }
      case BodyStatement.Loop s -> {
        one(s.condition(), visitor);
        statements(s.statements(), visitor);
      }
      case BodyStatement.For s -> {
        all(s.bounds(), visitor);
        query(s.query(), visitor);
        statements(s.statements(), visitor);
      }
      case BodyStatement.Return s -> one(s.value(), visitor);
      case BodyStatement.Open s -> all(s.arguments(), visitor);
      case BodyStatement.Signal s -> all(s.values(), visitor);
      default -> {}
    }
  }

  private static void statements(List<? extends Statement> statements, TreeWalk.Visitor visitor) {
    statements.forEach(s -> walk(s, visitor));
  }

  private static void sets(List<Statement.SetItem> sets, TreeWalk.Visitor visitor) {
    sets.forEach(s -> TreeWalk.walk(s.value(), visitor));
  }

  private static void items(List<Query.Item> items, TreeWalk.Visitor visitor) {
    items.forEach(i -> TreeWalk.walk(i.expr(), visitor));
  }

  private static void from(List<FromItem> items, TreeWalk.Visitor visitor) {
    items.forEach(i -> TreeWalk.walk(i, visitor));
  }

  private static void all(List<Expr> expressions, TreeWalk.Visitor visitor) {
    expressions.forEach(e -> TreeWalk.walk(e, visitor));
  }

  private static void one(@Nullable Expr expr, TreeWalk.Visitor visitor) {
    if (expr != null) {
      TreeWalk.walk(expr, visitor);
    }
  }

  private static void query(@Nullable Query query, TreeWalk.Visitor visitor) {
    if (query != null) {
      TreeWalk.walk(query, visitor);
    }
  }
}
