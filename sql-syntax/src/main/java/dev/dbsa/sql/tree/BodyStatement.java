package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that stands only in the body of a MySQL or MariaDB program. */
public sealed interface BodyStatement extends Statement {

  /**
   * BEGIN … END.
   *
   * @param label {@code null} where there is none
   * @param endLabel the label behind END; {@code null} where there is none
   */
  record Block(
      int at,
      @Nullable Name label,
      List<Statement> declarations,
      List<Statement> statements,
      List<Handler> exceptions,
      @Nullable Name endLabel)
      implements BodyStatement {}

  /**
   * DECLARE of variables.
   *
   * @param type {@code null} where it is taken from a table, a column or a cursor
   * @param like what the type is taken from; empty where it is written
   * @param value the default; {@code null} where there is none
   */
  record DeclareVariables(
      int at, List<Name> names, @Nullable DataType type, List<Name> like, @Nullable Expr value)
      implements BodyStatement {}

  /** DECLARE … CONDITION. */
  record DeclareCondition(int at, Name name, Condition condition) implements BodyStatement {}

  /**
   * DECLARE … CURSOR.
   *
   * @param parameters MariaDB's
   */
  record DeclareCursor(int at, Name name, List<Parameter> parameters, Query query)
      implements BodyStatement {}

  /**
   * DECLARE … HANDLER.
   *
   * @param exit whether it leaves the block
   */
  record Handler(int at, boolean exit, List<Condition> conditions, Statement statement)
      implements BodyStatement {}

  /**
   * What a handler waits for and a signal raises.
   *
   * @param text the state, the error number or the condition's name; empty for the others
   */
  record Condition(int at, Kind kind, String text) {
    /** How a condition is named. */
    public enum Kind {
      STATE,
      ERROR_NUMBER,
      NAME,
      WARNING,
      NOT_FOUND,
      EXCEPTION
    }
  }

  /** A parameter of a routine or a cursor. */
  record Parameter(int at, Mode mode, Name name, @Nullable DataType type, List<Name> like) {
    /** Which way a value goes. */
    public enum Mode {
      UNSAID,
      IN,
      OUT,
      INOUT
    }
  }

  /**
   * IF and CASE.
   *
   * @param operand of CASE; {@code null} where there is none
   * @param otherwise empty where there is no ELSE
   */
  record Choice(
      int at,
      boolean isCase,
      @Nullable Expr operand,
      List<Branch> branches,
      List<Statement> otherwise)
      implements BodyStatement {}

  /** WHEN … THEN …, or IF … THEN …. */
  record Branch(int at, Expr condition, List<Statement> statements) {}

  /**
   * LOOP, WHILE, REPEAT.
   *
   * @param condition {@code null} for LOOP
   */
  record Loop(
      int at,
      Kind kind,
      @Nullable Name label,
      @Nullable Expr condition,
      List<Statement> statements,
      @Nullable Name endLabel)
      implements BodyStatement {
    /** Which loop it is. */
    public enum Kind {
      LOOP,
      WHILE,
      REPEAT
    }
  }

  /**
   * MariaDB's FOR.
   *
   * @param bounds first and last number, or a cursor's name and arguments
   * @param query {@code null} where it runs over numbers or a named cursor
   */
  record For(
      int at,
      @Nullable Name label,
      Name variable,
      boolean reverse,
      List<Expr> bounds,
      @Nullable Query query,
      List<Statement> statements,
      @Nullable Name endLabel)
      implements BodyStatement {}

  /** LEAVE or ITERATE. */
  record Jump(int at, boolean leave, Name label) implements BodyStatement {}

  /** RETURN. */
  record Return(int at, @Nullable Expr value) implements BodyStatement {}

  /** OPEN. */
  record Open(int at, Name cursor, List<Expr> arguments) implements BodyStatement {}

  /**
   * FETCH.
   *
   * @param cursor {@code null} for MariaDB's FETCH GROUP NEXT ROW
   */
  record Fetch(int at, @Nullable Name cursor, List<Expr> into) implements BodyStatement {}

  /** CLOSE. */
  record Close(int at, Name cursor) implements BodyStatement {}

  /**
   * SIGNAL or RESIGNAL.
   *
   * @param condition {@code null} where RESIGNAL names none
   * @param items in lower case, with the values beside
   */
  record Signal(
      int at, boolean again, @Nullable Condition condition, List<String> items, List<Expr> values)
      implements BodyStatement {}

  /**
   * GET DIAGNOSTICS.
   *
   * @param condition its number; {@code null} where the statement is asked about
   * @param items in lower case, beside the variables that take them
   */
  record GetDiagnostics(
      int at, boolean stacked, @Nullable Expr condition, List<Expr> targets, List<String> items)
      implements BodyStatement {}
}
