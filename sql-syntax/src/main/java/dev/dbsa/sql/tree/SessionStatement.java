package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about the session: transactions, settings, prepared statements, cursors, locks. */
public sealed interface SessionStatement extends Statement {

  /**
   * @param name of the savepoint or the prepared transaction; empty where there is none
   * @param chain AND CHAIN
   * @param modes isolation level, read only and the like, in lower case
   */
  record Transaction(int at, Kind kind, String name, boolean chain, List<String> modes)
      implements SessionStatement {
    /** What becomes of the transaction. */
    public enum Kind {
      BEGIN,
      COMMIT,
      ROLLBACK,
      SAVEPOINT,
      RELEASE,
      ROLLBACK_TO,
      PREPARE,
      COMMIT_PREPARED,
      ROLLBACK_PREPARED,
      SET,
      SET_SESSION,
      XA_START,
      XA_END,
      XA_PREPARE,
      XA_COMMIT,
      XA_ROLLBACK,
      XA_RECOVER
    }
  }

  /** SET, RESET: one or several variables. */
  record SetVariables(int at, List<Variable> variables) implements SessionStatement {}

  /**
   * @param name in lower case; with dots
   * @param values empty for DEFAULT, RESET and FROM CURRENT
   */
  record Variable(int at, Scope scope, String name, List<Expr> values) {
    /** Where a variable lives. */
    public enum Scope {
      UNSAID,
      SESSION,
      LOCAL,
      GLOBAL,
      PERSIST,
      PERSIST_ONLY,
      /** MySQL's {@code @variable}. */
      USER,
      /** A parameter or local variable of a stored program. */
      ROUTINE
    }
  }

  /** EXPLAIN, DESCRIBE of a statement. */
  record Explain(
      int at, boolean analyze, List<Option> options, @Nullable Statement statement, Option target)
      implements SessionStatement {
    /** No target beyond the statement itself. */
    public static final Option NO_TARGET = new Option(-1, "", List.of(), List.of());
  }

  /** CALL. */
  record Call(int at, List<Name> name, List<Expr> arguments) implements SessionStatement {}

  /**
   * PREPARE.
   *
   * @param statement {@code null} where MySQL takes the text from a string or a variable
   * @param text MySQL's string, or the variable's name; empty otherwise
   */
  record Prepare(
      int at, Name name, List<DataType> types, @Nullable Statement statement, String text)
      implements SessionStatement {}

  /**
   * EXECUTE of a prepared statement.
   *
   * @param immediate MariaDB's EXECUTE IMMEDIATE
   */
  record Execute(int at, @Nullable Name name, List<Expr> arguments, boolean immediate)
      implements SessionStatement {}

  /** DEALLOCATE, DROP PREPARE; {@code null} for ALL. */
  record Deallocate(int at, @Nullable Name name) implements SessionStatement {}

  /** LOCK of tables, with the mode in lower case per table. */
  record LockTables(int at, List<List<Name>> tables, List<String> modes, boolean noWait)
      implements SessionStatement {}

  /** PostgreSQL's SHOW of a setting; {@code all} for all of them. */
  record Show(int at, String setting) implements SessionStatement {}

  /**
   * SET CONSTRAINTS.
   *
   * @param names empty for ALL
   */
  record SetConstraints(int at, List<List<Name>> names, boolean deferred)
      implements SessionStatement {}

  /**
   * DECLARE of a cursor outside of routines.
   *
   * @param options scroll, no scroll, binary, insensitive, asensitive, with hold, without hold
   */
  record DeclareCursor(int at, Name name, List<String> options, Query query)
      implements SessionStatement {}

  /** FETCH and MOVE. */
  record FetchCursor(int at, Name name, boolean move) implements SessionStatement {}

  /** CLOSE; {@code null} for ALL. */
  record CloseCursor(int at, @Nullable Name name) implements SessionStatement {}

  /**
   * COPY.
   *
   * @param table empty where a query is copied
   * @param statement the query, or the change with RETURNING; {@code null} where a table is copied
   * @param from whether rows come in
   * @param program whether a program writes or reads them
   * @param file {@code null} for the connection itself
   * @param where which rows are taken; {@code null} for all
   */
  record Copy(
      int at,
      List<Name> table,
      List<Name> columns,
      @Nullable Statement statement,
      boolean from,
      boolean program,
      @Nullable String file,
      List<Option> options,
      @Nullable Expr where)
      implements SessionStatement {}

  /** MySQL's USE. */
  record Use(int at, Name database) implements SessionStatement {}

  /** MySQL's DO: expressions whose values nobody sees. */
  record Do(int at, List<Expr> values) implements SessionStatement {}

  /** MariaDB's SET STATEMENT … FOR a statement. */
  record SetStatement(int at, List<Variable> variables, Statement statement)
      implements SessionStatement {}
}
