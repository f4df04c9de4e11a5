package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Output;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Query;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about one statement while it is bound; the parts of the binder share it. */
final class Binding {
  final SchemaState schema;
  final Server server;
  final ScriptStatement text;
  final Reporter reporter;
  final boolean postgres;
  final Functions functions;
  final boolean checksFunctions;
  final boolean fullGroupBy;

  final Map<Expr, Resolved> columns = new IdentityHashMap<>();
  final Map<Query, Output> outputs = new IdentityHashMap<>();
  final List<TableUse> uses = new ArrayList<>();

  /** The references that were resolved so far, in order: what an aggregate encloses is its tail. */
  final List<Resolved> trail = new ArrayList<>();

  /** {@code null} for MySQL, which converts almost everything. */
  final @Nullable PostgresTyper typer;

  /** {@code null} for PostgreSQL. */
  final @Nullable MySqlComparisons comparisons;

  /** How many references were found to mean nothing. */
  int unresolved;

  /** Whether the condition at hand decides which rows are changed. */
  boolean changing;

  /** The parameters of the routine whose body the statement is in; {@code null} for none. */
  @Nullable Scope around;

  private int sources;

  Binding(SchemaState schema, Server server, ScriptStatement text, Reporter reporter) {
    this.schema = schema;
    this.server = server;
    this.text = text;
    this.reporter = reporter;
    this.postgres = server.isPostgres();
    this.functions = functions(server);
    // Of the functions of old servers we have no list.
    this.checksFunctions = postgres || server.version() >= 80000;
    this.comparisons = postgres ? null : new MySqlComparisons(columns, schema, server, reporter);
    this.typer = postgres ? new PostgresTyper(columns, outputs, schema, server, reporter) : null;
    this.fullGroupBy = postgres || schema.hasMode("ONLY_FULL_GROUP_BY");
  }

  private static Functions functions(Server server) {
    if (server.isPostgres()) {
      return PostgresCatalog.get();
    }
    return BuiltInFunctions.of(server);
  }

  /** A number that tells a source from the statement's others. */
  int nextSource() {
    return ++sources;
  }
}
