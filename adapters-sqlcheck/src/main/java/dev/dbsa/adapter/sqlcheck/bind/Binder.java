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
import java.util.List;
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

  /**
   * Binds a statement of a routine's body in SQL, which sees the routine's parameters behind all
   * columns; what the statement yields.
   *
   * @param routine qualifies the parameters
   * @param parameters those that have names
   */
  public static SchemaNames.Result body(
      Statement statement,
      String routine,
      List<Table.TableColumn> parameters,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    Scope around = parameters(routine, parameters, binding);
    binding.around = around;
    Output output = new Binders(binding).statements.statement(statement, around, CommonTables.NONE);
    return SchemaNames.result(output);
  }

  /** Binds the only expression of a routine's body. */
  public static void value(
      Expr value,
      String routine,
      List<Table.TableColumn> parameters,
      SchemaState schema,
      Server server,
      ScriptStatement text,
      Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    Scope around = parameters(routine, parameters, binding);
    binding.around = around;
    Scope scope = new Scope(around);
    scope.clause = Scope.Clause.SELECT;
    new Binders(binding).expressions.expr(value, scope, CommonTables.NONE);
  }

  private static Scope parameters(
      String routine, List<Table.TableColumn> parameters, Binding binding) {
    List<Scope.SourceColumn> columns =
        parameters.stream().map(p -> new Scope.SourceColumn(p.name(), p.type())).toList();
    Scope scope = new Scope(null);
    scope.names.add(
        new Scope.Source(binding.nextSource(), 0, routine, false, null, columns, false, false));
    for (Scope.SourceColumn parameter : columns) {
      if (isRow(parameter.type(), binding.schema)) {
        // Its fields stand behind its name as a table's columns do.
        scope.names.add(
            new Scope.Source(
                binding.nextSource(), 0, parameter.name(), false, null, List.of(), true, true));
      }
    }
    return scope;
  }

  /** Whether values of a type may have fields. */
  private static boolean isRow(@Nullable String type, SchemaState schema) {
    if (type == null || type.indexOf('.') >= 0) {
      return true;
    }
    String plain = type.replace("\"", "");
    return schema.searchPath().stream()
        .anyMatch(
            home -> schema.findIn(home, plain).isPresent() || schema.type(home, plain).isPresent());
  }

  /** The result columns of a query, for a view or table made from it. */
  public static Output output(
      Query query, SchemaState schema, Server server, ScriptStatement text, Reporter reporter) {
    Binding binding = new Binding(schema, server, text, reporter);
    return new Binders(binding).queries.query(query, null, CommonTables.NONE);
  }
}
