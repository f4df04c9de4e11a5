package dev.dbsa.sql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes and changes the programs that MySQL and MariaDB store. */
public sealed interface ProgramStatement extends Statement {

  /**
   * CREATE of a procedure or a function.
   *
   * @param kind PROCEDURE, FUNCTION
   * @param definer {@code null} where none is named
   * @param returns {@code null} for a procedure
   * @param characteristics LANGUAGE, COMMENT, SQL SECURITY and the like
   * @param body {@code null} where it is text in another language
   * @param text the body in another language; empty where there is none
   */
  record CreateRoutine(
      int at,
      ObjectKind kind,
      boolean orReplace,
      boolean ifNotExists,
      @Nullable Option definer,
      boolean aggregate,
      List<Name> name,
      List<BodyStatement.Parameter> parameters,
      @Nullable DataType returns,
      List<Option> characteristics,
      @Nullable Statement body,
      String text)
      implements ProgramStatement {}

  /** CREATE FUNCTION … SONAME. */
  record CreateLoadable(
      int at,
      boolean orReplace,
      boolean ifNotExists,
      boolean aggregate,
      Name name,
      String returns,
      String library)
      implements ProgramStatement {}

  /** ALTER PROCEDURE, ALTER FUNCTION, ALTER LIBRARY. */
  record AlterRoutine(int at, ObjectKind kind, List<Name> name, List<Option> characteristics)
      implements ProgramStatement {}

  /** CREATE LIBRARY. */
  record CreateLibrary(
      int at, boolean ifNotExists, List<Name> name, List<Option> characteristics, String text)
      implements ProgramStatement {}

  /**
   * CREATE TRIGGER.
   *
   * @param order the trigger that it follows or precedes; {@code null} where none is named
   */
  record CreateTrigger(
      int at,
      boolean orReplace,
      boolean ifNotExists,
      @Nullable Option definer,
      List<Name> name,
      boolean before,
      Event event,
      List<Name> table,
      boolean follows,
      @Nullable Name order,
      Statement body)
      implements ProgramStatement {
    /** What wakes a trigger. */
    public enum Event {
      INSERT,
      UPDATE,
      DELETE
    }
  }

  /**
   * CREATE EVENT, ALTER EVENT.
   *
   * @param schedule {@code null} where ALTER leaves it
   * @param renameTo empty where it keeps its name
   * @param options ON COMPLETION, ENABLE, DISABLE, COMMENT
   * @param body {@code null} where ALTER leaves it
   */
  record EventDefinition(
      int at,
      boolean alter,
      boolean orReplace,
      boolean ifNotExists,
      @Nullable Option definer,
      List<Name> name,
      @Nullable Schedule schedule,
      List<Name> renameTo,
      List<Option> options,
      @Nullable Statement body)
      implements ProgramStatement {}

  /**
   * When an event runs.
   *
   * @param time of AT, or the amount of EVERY
   * @param unit of EVERY; empty for AT
   */
  record Schedule(int at, Expr time, String unit, @Nullable Expr starts, @Nullable Expr ends) {}

  /** MariaDB's CREATE PACKAGE and CREATE PACKAGE BODY. */
  record CreatePackage(
      int at,
      ObjectKind kind,
      boolean orReplace,
      boolean ifNotExists,
      @Nullable Option definer,
      List<Name> name,
      List<Option> characteristics,
      List<Statement> members,
      List<Statement> statements)
      implements ProgramStatement {}
}
