package dev.dbsa.sql.tree;

import dev.dbsa.sql.tree.ColumnDefinition.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's statements that make and change objects which are neither tables nor routines nor
 * roles.
 */
public sealed interface ObjectStatement extends Statement {

  // ---------------------------------------------------------------- all kinds

  /**
   * An object that a list of settings defines: operators, base types, collations, text search
   * objects, databases, tablespaces, foreign data wrappers, servers, user mappings, extensions,
   * languages, access methods, subscriptions.
   *
   * @param from what it is a copy of (collations) or belongs to; empty otherwise
   * @param options in the order of the text; functions, types and operators by their written name
   */
  record CreateObject(
      int at,
      ObjectReference object,
      boolean orReplace,
      boolean ifNotExists,
      List<Name> from,
      List<Option> options)
      implements ObjectStatement {}

  /** ALTER of an object of any of these kinds, also of routines. */
  record AlterObject(int at, ObjectReference object, boolean ifExists, List<Change> changes)
      implements ObjectStatement {}

  /** What becomes of an object. */
  sealed interface Change {
    int at();

    record Rename(int at, Name to) implements Change {}

    /** OWNER TO; the role may be CURRENT_USER and the like. */
    record OwnerTo(int at, Name role) implements Change {}

    record SetSchema(int at, Name schema) implements Change {}

    /** DEPENDS ON EXTENSION. */
    record DependsOn(int at, Name extension, boolean no) implements Change {}

    /** New settings; one that goes has no values and a name that begins with {@code drop }. */
    record SetOptions(int at, List<Option> options) implements Change {}

    /** The extension's ADD and DROP of a member. */
    record Member(int at, ObjectReference member, boolean drop) implements Change {}

    /** Where a relation's or a publication's tables change; see {@link PublicationObject}. */
    record PublicationObjects(int at, Work work, List<PublicationObject> objects)
        implements Change {
      /** What becomes of them. */
      public enum Work {
        ADD,
        SET,
        DROP
      }
    }

    /** ENABLE, DISABLE and the like, REFRESH VERSION, SET STATISTICS. */
    record Other(int at, String kind, List<String> values) implements Change {}

    // types and domains

    /**
     * ADD VALUE of an enumeration.
     *
     * @param neighbour {@code null} where neither BEFORE nor AFTER is written
     */
    record AddValue(
        int at, Label label, boolean ifNotExists, boolean before, @Nullable Label neighbour)
        implements Change {}

    record RenameValue(int at, Label from, Label to) implements Change {}

    /** DROP VALUE, which the grammar knows and every server refuses. */
    record RenameAttribute(int at, Name from, Name to, boolean cascade) implements Change {}

    record AddAttribute(int at, ColumnDefinition attribute, boolean cascade) implements Change {}

    record DropAttribute(int at, Name attribute, boolean ifExists, boolean cascade)
        implements Change {}

    record AlterAttribute(
        int at, Name attribute, DataType type, List<Name> collation, boolean cascade)
        implements Change {}

    /**
     * @param value {@code null} for DROP DEFAULT
     */
    record DomainDefault(int at, @Nullable Expr value) implements Change {}

    record DomainNotNull(int at, boolean drop) implements Change {}

    record AddDomainConstraint(int at, TableConstraint constraint) implements Change {}

    record DropDomainConstraint(int at, Name constraint, boolean ifExists, boolean cascade)
        implements Change {}

    record ValidateDomainConstraint(int at, Name constraint) implements Change {}

    record RenameDomainConstraint(int at, Name from, Name to) implements Change {}

    /** Operator families. */
    record FamilyItems(int at, List<OperatorClassItem> items, boolean drop) implements Change {}

    /**
     * Policies.
     *
     * @param roles empty where they stay
     */
    record PolicyRules(int at, List<Name> roles, @Nullable Expr using, @Nullable Expr withCheck)
        implements Change {}

    /**
     * Text search configurations.
     *
     * @param from of REPLACE; {@code null} otherwise
     */
    record Mapping(
        int at,
        boolean add,
        boolean drop,
        boolean ifExists,
        List<Name> tokens,
        @Nullable List<Name> from,
        List<List<Name>> dictionaries)
        implements Change {}
  }

  // ---------------------------------------------------------------- types

  /** The label of an enumeration. */
  record Label(int at, String text) {}

  record CreateEnum(int at, List<Name> name, List<Label> labels) implements ObjectStatement {}

  record CreateComposite(int at, List<Name> name, List<ColumnDefinition> attributes)
      implements ObjectStatement {}

  record CreateRange(int at, List<Name> name, List<Option> options) implements ObjectStatement {}

  record CreateDomain(int at, List<Name> name, DataType type, List<Part> parts)
      implements ObjectStatement {}

  /**
   * @param function {@code null} for WITHOUT FUNCTION and WITH INOUT
   */
  record CreateCast(
      int at,
      DataType source,
      DataType target,
      @Nullable ObjectReference function,
      boolean inOut,
      Context context)
      implements ObjectStatement {
    /** Where the cast is applied without being written. */
    public enum Context {
      EXPLICIT,
      ASSIGNMENT,
      IMPLICIT
    }
  }

  /** A function is {@code null} where it is not named. */
  record CreateTransform(
      int at,
      boolean orReplace,
      DataType type,
      Name language,
      @Nullable ObjectReference fromSql,
      @Nullable ObjectReference toSql)
      implements ObjectStatement {}

  record CreateConversion(
      int at, boolean isDefault, List<Name> name, Label source, Label target, List<Name> function)
      implements ObjectStatement {}

  record CreateOperatorClass(
      int at,
      List<Name> name,
      boolean isDefault,
      DataType type,
      Name method,
      List<Name> family,
      List<OperatorClassItem> items)
      implements ObjectStatement {}

  record CreateOperatorFamily(int at, List<Name> name, Name method) implements ObjectStatement {}

  /**
   * @param number of the strategy or the support function; 0 for STORAGE
   * @param object an operator or a function; {@code null} for STORAGE, and where one is dropped
   * @param types those written in front of it, or the storage's
   * @param orderBy the family of FOR ORDER BY; empty otherwise
   */
  record OperatorClassItem(
      int at,
      Kind kind,
      long number,
      @Nullable ObjectReference object,
      List<DataType> types,
      List<Name> orderBy) {
    /** What an operator class consists of. */
    public enum Kind {
      OPERATOR,
      FUNCTION,
      STORAGE
    }
  }

  // ---------------------------------------------------------------- what belongs to tables

  /**
   * @param columns of UPDATE OF
   * @param from of a constraint trigger; empty where there is none
   * @param arguments the texts of the function's arguments
   */
  record CreateTrigger(
      int at,
      Name name,
      boolean orReplace,
      boolean constraint,
      TriggerTime time,
      List<TriggerEvent> events,
      List<Name> columns,
      List<Name> table,
      List<Name> from,
      TableConstraint.Timing timing,
      List<Transition> transitions,
      boolean forEachRow,
      @Nullable Expr when,
      List<Name> function,
      List<String> arguments)
      implements ObjectStatement {}

  /** When a trigger fires. */
  enum TriggerTime {
    BEFORE,
    AFTER,
    INSTEAD_OF
  }

  /** What it fires on. */
  enum TriggerEvent {
    INSERT,
    DELETE,
    UPDATE,
    TRUNCATE
  }

  /** A transition table. */
  record Transition(int at, boolean isNew, boolean isTable, Name name) {}

  /** The filters of WHEN are options. */
  record CreateEventTrigger(
      int at, Name name, Name event, List<Option> filters, List<Name> function)
      implements ObjectStatement {}

  /**
   * @param actions empty for NOTHING
   */
  record CreateRule(
      int at,
      Name name,
      boolean orReplace,
      TriggerEvent event,
      boolean select,
      List<Name> table,
      @Nullable Expr where,
      boolean instead,
      List<Statement> actions)
      implements ObjectStatement {}

  /**
   * @param command all, select, insert, update, delete; empty where none is written
   * @param roles empty where none are written, which means PUBLIC
   */
  record CreatePolicy(
      int at,
      Name name,
      List<Name> table,
      boolean restrictive,
      String command,
      List<Name> roles,
      @Nullable Expr using,
      @Nullable Expr withCheck)
      implements ObjectStatement {}

  /**
   * @param name empty where the server chooses one
   * @param kinds such as ndistinct
   */
  record CreateStatistics(
      int at,
      List<Name> name,
      boolean ifNotExists,
      List<Name> kinds,
      List<KeyPart> parts,
      List<FromItem> from)
      implements ObjectStatement {}

  /** CREATE ASSERTION, which the grammar knows and no server carries out. */
  record CreateAssertion(int at, List<Name> name, Expr condition) implements ObjectStatement {}

  // ---------------------------------------------------------------- replication, foreign data

  record ImportForeignSchema(
      int at,
      Name remoteSchema,
      boolean limit,
      boolean except,
      List<List<Name>> tables,
      Name server,
      Name into,
      List<Option> options)
      implements ObjectStatement {}

  /**
   * @param objects empty where all tables are published or none
   */
  record CreatePublication(
      int at, Name name, boolean allTables, List<PublicationObject> objects, List<Option> options)
      implements ObjectStatement {}

  /**
   * @param name of the table or the schema; empty for CURRENT_SCHEMA
   * @param columns empty where all are meant
   */
  record PublicationObject(
      int at,
      boolean schema,
      List<Name> name,
      boolean only,
      List<Name> columns,
      @Nullable Expr where) {}

  /** ALTER TEXT SEARCH and others of several objects at once: ALTER … ALL IN TABLESPACE. */
  record MoveAll(
      int at, ObjectKind kind, Name tablespace, List<Name> ownedBy, Name to, boolean noWait)
      implements ObjectStatement {}
}
