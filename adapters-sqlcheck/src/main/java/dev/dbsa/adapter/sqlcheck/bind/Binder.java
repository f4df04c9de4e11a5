package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the names of one statement mean and reports those that mean nothing, following the
 * rules by which each server resolves names. Where something is not understood, nothing is said.
 */
public final class Binder {
  private Binder() {}

  /** Binds one statement against the schema as the script has left it so far. */
  public static Bound bind(
      Statement statement,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    try {
      new Binders(binding).statements.statement(statement, null, CommonTables.NONE);
      if (!server.isPostgres()) {
        new ChangedTableRead(binding).check(statement);
      }
    } catch (StackOverflowError e) {
      // The grammars bound the depth of the tree; a caller may have little stack left.
      reporter.notRead(
          "Statement " + text.number() + " nests too deep for its names to be checked");
    }
    return new Bound(binding.columns, binding.uses);
  }

  /**
   * Binds an expression inside a definition.
   *
   * @param table what its columns belong to, as the definition leaves it
   * @param column the column that the expression belongs to; {@code null} for one of the table
   * @param text the expression's tokens alone
   */
  public static void expression(
      ExpressionUse use,
      Expr expr,
      Table table,
      @Nullable Name column,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    new Binders(binding).definitions.bind(use, expr, table, column, null);
  }

  /**
   * A column that gets another type.
   *
   * @param type the new one, as the server prints it
   */
  public record Target(Name column, String type) {}

  /** Binds what gives a column the values of another type (PostgreSQL's USING). */
  public static void conversion(
      Expr expr,
      Table table,
      Target target,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    new Binders(binding)
        .definitions.bind(ExpressionUse.CONVERSION, expr, table, target.column(), target.type());
  }

  /** The result columns of a query, for a view or table made from it. */
  public static Output output(
      Query query, SchemaState schema, Server server, ScriptStatement text, Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    return new Binders(binding).queries.query(query, null, CommonTables.NONE);
  }
}
