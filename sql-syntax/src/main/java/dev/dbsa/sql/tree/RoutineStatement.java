package dev.dbsa.sql.tree;

import dev.dbsa.sql.lex.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's statements that make and change functions, procedures and aggregates. */
public sealed interface RoutineStatement extends Statement {

  /**
   * CREATE FUNCTION and CREATE PROCEDURE.
   *
   * @param returns {@code null} where none is written, and for RETURNS TABLE
   * @param table the columns of RETURNS TABLE
   * @param options language, volatility and the like, in the order of the text
   * @param language {@code null} where none is written
   * @param body {@code null} where none is written
   */
  record CreateRoutine(
      int at,
      ObjectKind kind,
      boolean orReplace,
      List<Name> name,
      List<Parameter> parameters,
      @Nullable DataType returns,
      List<Parameter> table,
      List<Option> options,
      @Nullable Name language,
      @Nullable Body body)
      implements RoutineStatement {}

  /**
   * @param name {@code null} where it has none
   * @param byDefault the value behind DEFAULT or =; {@code null} where there is none
   */
  record Parameter(
      int at, Mode mode, @Nullable Name name, DataType type, @Nullable Expr byDefault) {}

  /** Which way a parameter goes. */
  enum Mode {
    UNSAID,
    IN,
    OUT,
    INOUT,
    VARIADIC,
    TABLE
  }

  /** What a routine does. */
  sealed interface Body {
    int at();

    /**
     * AS.
     *
     * @param texts the body; object file and symbol of a routine in C
     * @param textsAt the strings' tokens
     * @param program what the body says; {@code null} where it is in a language that is not read
     */
    record Text(int at, List<String> texts, List<Integer> textsAt, @Nullable Program program)
        implements Body {}

    /** BEGIN ATOMIC. */
    record Atomic(int at, List<Statement> statements) implements Body {}

    /** RETURN and an expression. */
    record Return(int at, Expr value) implements Body {}
  }

  /**
   * A body in SQL or PL/pgSQL.
   *
   * @param tokens the body's own, with their places in the script; the places in the trees count
   *     them
   * @param statements those of an SQL body; the block of a PL/pgSQL body
   */
  record Program(List<Token> tokens, List<Statement> statements) {}

  /** RETURN inside BEGIN ATOMIC. */
  record ReturnValue(int at, Expr value) implements RoutineStatement {}

  /** ALTER FUNCTION, PROCEDURE, ROUTINE with new options. */
  record AlterRoutine(int at, ObjectReference routine, List<Option> options)
      implements RoutineStatement {}

  /**
   * @param parameters empty for the old style, where the options tell the base type, and for *
   * @param orderBy those behind ORDER BY
   */
  record CreateAggregate(
      int at,
      boolean orReplace,
      List<Name> name,
      boolean oldStyle,
      boolean star,
      List<Parameter> parameters,
      List<Parameter> orderBy,
      List<Option> options)
      implements RoutineStatement {}

  /**
   * DO.
   *
   * @param language {@code null} where none is written
   */
  record Do(int at, @Nullable Name language, Body.Text body) implements RoutineStatement {}
}
