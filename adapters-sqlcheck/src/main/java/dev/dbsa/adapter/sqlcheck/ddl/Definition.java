package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.sql.tree.Name;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement says that is no query and no change of rows. */
public sealed interface Definition {
  /** Index of the token that the statement is about. */
  int at();

  /**
   * @param like tables whose columns are copied or inherited
   * @param open whether there are columns that the statement does not spell out
   * @param query index of the first token of the query behind AS; -1 where there is none
   */
  record CreateTable(
      int at,
      List<Name> name,
      boolean temporary,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<Constraint> constraints,
      List<List<Name>> like,
      boolean open,
      int query)
      implements Definition {}

  record AlterTable(int at, List<Name> name, boolean ifExists, List<Action> actions)
      implements Definition {}

  /**
   * @param name {@code null} where the server chooses one
   * @param columns the names among the key parts
   * @param expressions whether there are other key parts
   */
  record CreateIndex(
      int at,
      @Nullable Name name,
      List<Name> table,
      boolean unique,
      boolean concurrently,
      boolean ifNotExists,
      String method,
      List<Name> columns,
      boolean expressions,
      boolean partial)
      implements Definition {}

  /**
   * @param columns empty where the query names them
   * @param query index of the query's first token; -1 where it was not found
   */
  record CreateView(
      int at,
      List<Name> name,
      boolean orReplace,
      boolean ifNotExists,
      boolean materialized,
      boolean temporary,
      List<Name> columns,
      int query)
      implements Definition {}

  /**
   * @param kind table, view, materialized view, index, schema, database, column-less kinds
   * @param table the table of MySQL's DROP INDEX; {@code null} otherwise
   */
  record Drop(
      int at,
      String kind,
      List<List<Name>> names,
      boolean ifExists,
      boolean cascade,
      boolean concurrently,
      boolean temporary,
      @Nullable List<Name> table)
      implements Definition {}

  record Truncate(int at, List<List<Name>> names, boolean cascade) implements Definition {}

  /** MySQL's RENAME TABLE. */
  record RenameTables(int at, List<List<Name>> from, List<List<Name>> to) implements Definition {}

  /**
   * @param kind schema, database, type, sequence, function, procedure, trigger, …
   * @param name empty where it has none or it was not understood
   * @param table the table that a trigger, rule or policy belongs to; {@code null} otherwise
   */
  record CreateOther(
      int at, String kind, List<Name> name, boolean ifNotExists, @Nullable List<Name> table)
      implements Definition {}

  record AlterOther(int at, String kind, List<Name> name) implements Definition {}

  /**
   * @param begins whether it opens a transaction
   * @param ends whether it closes one
   * @param undoes whether it takes back what statements before have done
   */
  record Transaction(int at, boolean begins, boolean ends, boolean undoes) implements Definition {}

  /**
   * SET of server or session variables.
   *
   * @param variables name and value, in lower case; the value is empty where it is not a single
   *     token
   */
  record SetVariables(int at, List<Variable> variables) implements Definition {}

  record Variable(String name, List<String> values, boolean local) {}

  /**
   * @param kind analyze, vacuum, vacuum full, cluster, reindex, refresh materialized view,
   *     optimize, repair, check, checksum, flush
   * @param names empty for the whole database
   */
  record Maintain(int at, String kind, List<List<Name>> names, boolean concurrently)
      implements Definition {}

  /**
   * GRANT and REVOKE.
   *
   * @param tables those named behind ON; empty for other objects
   */
  record Grant(int at, boolean revoke, String privileges, List<List<Name>> tables)
      implements Definition {}

  /** CREATE and ALTER of users and roles. */
  record Account(int at, String kind, boolean password) implements Definition {}

  record CommentOn(int at, String kind, List<Name> name, @Nullable Name column)
      implements Definition {}

  record Lock(int at, List<List<Name>> names) implements Definition {}

  record Call(int at, List<Name> name) implements Definition {}

  /**
   * @param statement index of the explained statement's first token; -1 where there is none
   * @param analyze whether the statement runs
   */
  record Explain(int at, int statement, boolean analyze) implements Definition {}

  /** DESCRIBE, SHOW COLUMNS. */
  record Describe(int at, List<Name> table) implements Definition {}

  /**
   * COPY and LOAD DATA.
   *
   * @param table {@code null} for a query
   * @param server whether a file or a program of the server is used
   * @param query index of the query in parentheses; -1 where there is none
   */
  record Transfer(
      int at,
      @Nullable List<Name> table,
      List<Name> columns,
      boolean writes,
      boolean server,
      int query)
      implements Definition {}

  record Use(int at, Name database) implements Definition {}

  /** A statement that is known and touches nothing that we follow. */
  record Harmless(int at, String kind) implements Definition {}

  /** A statement that runs SQL that we cannot see. */
  record Dynamic(int at, String kind) implements Definition {}

  // ------------------------------------------------------------------ parts

  /**
   * A type as it is written.
   *
   * @param name in lower case, with single blanks
   * @param modifiers what stands in parentheses
   */
  record Type(int at, String name, List<String> modifiers, boolean array, boolean qualified) {
    /** As people write it. */
    public String text() {
      return name + (modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")");
    }
  }

  /**
   * @param type {@code null} where it was not understood
   * @param defaultAt index of the default's first token; -1 where there is none
   * @param defaultEnd index of the token behind the default
   * @param generated stored, virtual, identity, auto, serial; empty for an ordinary column
   */
  record ColumnDefinition(
      int at,
      Name name,
      @Nullable Type type,
      boolean notNull,
      int defaultAt,
      int defaultEnd,
      String generated,
      List<Constraint> constraints) {
    public boolean hasDefault() {
      return defaultAt >= 0;
    }

    public boolean is(Constraint.Kind kind) {
      return constraints.stream().anyMatch(c -> c.kind() == kind);
    }
  }

  /**
   * @param name {@code null} where the server chooses one
   * @param columns the columns it is about
   * @param complete whether {@code columns} are all key parts
   * @param target the table that a foreign key refers to; {@code null} otherwise
   * @param usingIndex whether an existing index becomes the constraint's
   * @param expression index of the first token of a check's condition; -1 otherwise
   */
  record Constraint(
      int at,
      Kind kind,
      @Nullable Name name,
      List<Name> columns,
      boolean complete,
      @Nullable List<Name> target,
      List<Name> targetColumns,
      String onDelete,
      boolean notValid,
      boolean usingIndex,
      int expression) {
    /** What it demands. */
    public enum Kind {
      PRIMARY_KEY,
      UNIQUE,
      FOREIGN_KEY,
      CHECK,
      EXCLUDE,
      NOT_NULL,
      /** A plain index that MySQL defines with the table. */
      INDEX,
      FULLTEXT,
      SPATIAL
    }
  }

  /** One action of ALTER TABLE. */
  sealed interface Action {
    int at();

    /**
     * @param moved whether FIRST or AFTER places it
     */
    record AddColumn(int at, ColumnDefinition column, boolean ifNotExists, boolean moved)
        implements Action {}

    record DropColumn(int at, Name column, boolean ifExists, boolean cascade) implements Action {}

    record RenameColumn(int at, Name from, Name to) implements Action {}

    record RenameTable(int at, List<Name> to) implements Action {}

    record RenameOther(int at, String kind, Name from, Name to) implements Action {}

    /** PostgreSQL's ALTER COLUMN … TYPE. */
    record SetType(int at, Name column, Type type, boolean using) implements Action {}

    /** MySQL's MODIFY and CHANGE. */
    record Modify(int at, Name column, ColumnDefinition to, boolean moved) implements Action {}

    record SetNotNull(int at, Name column) implements Action {}

    /** DROP NOT NULL, SET or DROP DEFAULT, SET STATISTICS and the like. */
    record AlterColumn(int at, Name column, String what) implements Action {}

    record Add(int at, Constraint constraint) implements Action {}

    /**
     * @param kind constraint, foreign key, primary key, check, index
     * @param name {@code null} for the primary key
     */
    record DropPart(int at, String kind, @Nullable Name name, boolean ifExists, boolean cascade)
        implements Action {}

    record Validate(int at, Name constraint) implements Action {}

    record SetSchema(int at, Name schema) implements Action {}

    /** Any other action, by its first words. */
    record Other(int at, String what, Set<String> words) implements Action {}
  }
}
