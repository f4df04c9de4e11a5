package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of PL/pgSQL. What PL/pgSQL calls an expression is all that may stand behind SELECT,
 * so it is a {@link Query} here.
 */
public sealed interface PlPgSqlStatement extends Statement {

  /**
   * BEGIN … END.
   *
   * @param label {@code null} where there is none
   * @param endLabel the label behind END; {@code null} where there is none
   */
  record Block(
      int at,
      @Nullable Name label,
      List<Declaration> declarations,
      List<Statement> statements,
      List<Handler> handlers,
      @Nullable Name endLabel)
      implements PlPgSqlStatement {}

  /** What DECLARE brings. */
  sealed interface Declaration {
    int at();

    Name name();
  }

  /**
   * A variable.
   *
   * @param value the default; {@code null} where there is none
   */
  record Variable(
      int at,
      Name name,
      boolean constant,
      VariableType type,
      List<Name> collation,
      boolean notNull,
      @Nullable Query value)
      implements Declaration {}

  /**
   * The type of a variable.
   *
   * @param written {@code null} where it is taken from something else
   * @param like what it is taken from with %TYPE or %ROWTYPE; empty where it is written
   * @param row whether it is taken with %ROWTYPE
   * @param array whether it is an array of what it is taken from
   */
  record VariableType(
      int at, @Nullable DataType written, List<Name> like, boolean row, boolean array) {}

  /** ALIAS FOR. */
  record Alias(int at, Name name, List<Name> of) implements Declaration {}

  /**
   * CURSOR FOR.
   *
   * @param scroll {@code null} where nothing is said of it
   */
  record Cursor(
      int at,
      Name name,
      @Nullable Boolean scroll,
      List<CursorParameter> parameters,
      Statement query)
      implements Declaration {}

  /** A parameter of a cursor. */
  record CursorParameter(Name name, VariableType type) {}

  /** WHEN … THEN … of EXCEPTION. */
  record Handler(int at, List<Condition> conditions, List<Statement> statements) {}

  /**
   * What a handler waits for and RAISE raises.
   *
   * @param state whether the text is an SQLSTATE; the condition's name otherwise
   */
  record Condition(int at, boolean state, String text) {}

  /** A variable, or a field of one, that takes a value. */
  record Target(int at, List<Name> name) {}

  /**
   * INTO.
   *
   * @param strict whether exactly one row must come
   */
  record Into(int at, boolean strict, List<Target> targets) {}

  /**
   * An SQL statement.
   *
   * @param into {@code null} where no variables take its row
   */
  record Sql(int at, Statement statement, @Nullable Into into) implements PlPgSqlStatement {}

  /**
   * {@code variable := value}.
   *
   * @param subscripts those of the target, in the order of the text
   */
  record Assignment(int at, Target target, List<Expr> subscripts, Query value)
      implements PlPgSqlStatement {}

  /**
   * IF and CASE.
   *
   * @param operand of CASE; {@code null} where there is none
   * @param otherwise empty where there is no ELSE
   */
  record Choice(
      int at,
      boolean isCase,
      @Nullable Query operand,
      List<Branch> branches,
      List<Statement> otherwise)
      implements PlPgSqlStatement {}

  /** WHEN … THEN …, or IF … THEN …. */
  record Branch(int at, Query condition, List<Statement> statements) {}

  /**
   * LOOP and WHILE.
   *
   * @param condition {@code null} for LOOP
   */
  record Loop(
      int at,
      @Nullable Name label,
      @Nullable Query condition,
      List<Statement> statements,
      @Nullable Name endLabel)
      implements PlPgSqlStatement {}

  /** FOR and FOREACH. */
  record For(
      int at,
      @Nullable Name label,
      List<Target> variables,
      Source over,
      List<Statement> statements,
      @Nullable Name endLabel)
      implements PlPgSqlStatement {}

  /** What a FOR loop runs over. */
  sealed interface Source {
    int at();
  }

  /**
   * Whole numbers.
   *
   * @param step {@code null} where none is written
   */
  record Numbers(int at, boolean reverse, Query from, Query to, @Nullable Query step)
      implements Source {}

  /** The rows of a statement. */
  record Rows(int at, Statement statement) implements Source {}

  /** The rows of a statement that a text holds. */
  record DynamicRows(int at, Query text, List<Query> using) implements Source {}

  /** The rows of a cursor. */
  record CursorRows(int at, Name cursor, List<Query> arguments) implements Source {}

  /**
   * The elements of an array.
   *
   * @param slice 0 where none is written
   */
  record Elements(int at, long slice, Query array) implements Source {}

  /**
   * EXIT and CONTINUE.
   *
   * @param label {@code null} for the loop around it
   * @param when {@code null} for always
   */
  record Jump(int at, boolean exit, @Nullable Name label, @Nullable Query when)
      implements PlPgSqlStatement {}

  /** RETURN. */
  record Return(int at, @Nullable Query value) implements PlPgSqlStatement {}

  /** RETURN NEXT. */
  record ReturnNext(int at, @Nullable Query value) implements PlPgSqlStatement {}

  /** RETURN QUERY. */
  record ReturnQuery(int at, Statement query) implements PlPgSqlStatement {}

  /** RETURN QUERY EXECUTE. */
  record ReturnExecute(int at, Query text, List<Query> using) implements PlPgSqlStatement {}

  /**
   * RAISE.
   *
   * @param level in lower case; empty where none is written
   * @param condition {@code null} where none is named
   * @param message {@code null} where none is written
   */
  record Raise(
      int at,
      String level,
      @Nullable Condition condition,
      @Nullable String message,
      List<Query> arguments,
      List<RaiseOption> options)
      implements PlPgSqlStatement {}

  /** One setting behind USING; its name is in lower case. */
  record RaiseOption(int at, String name, Query value) {}

  /** ASSERT. */
  record Assert(int at, Query condition, @Nullable Query message) implements PlPgSqlStatement {}

  /** PERFORM. */
  record Perform(int at, Statement query) implements PlPgSqlStatement {}

  /** EXECUTE of a text. */
  record Execute(int at, Query text, @Nullable Into into, List<Query> using)
      implements PlPgSqlStatement {}

  /**
   * GET DIAGNOSTICS.
   *
   * @param items in lower case, beside the variables that take them
   */
  record GetDiagnostics(int at, boolean stacked, List<Target> targets, List<String> items)
      implements PlPgSqlStatement {}

  /**
   * OPEN.
   *
   * @param arguments those of a bound cursor
   * @param query {@code null} for a bound cursor, and where a text holds it
   * @param text {@code null} where no text holds the query
   */
  record Open(
      int at,
      Target cursor,
      List<Query> arguments,
      @Nullable Statement query,
      @Nullable Query text,
      List<Query> using)
      implements PlPgSqlStatement {}

  /**
   * FETCH and MOVE.
   *
   * @param direction in lower case; empty where none is written
   * @param count how many rows, or which one; {@code null} where none is written
   * @param into {@code null} for MOVE
   */
  record Fetch(int at, String direction, @Nullable Query count, Target cursor, @Nullable Into into)
      implements PlPgSqlStatement {}

  /** CLOSE. */
  record Close(int at, Target cursor) implements PlPgSqlStatement {}

  /** NULL. */
  record Nothing(int at) implements PlPgSqlStatement {}

  /** COMMIT and ROLLBACK. */
  record EndTransaction(int at, boolean commit, boolean chain) implements PlPgSqlStatement {}
}
