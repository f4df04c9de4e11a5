package dev.dbsa.adapter.sqlcheck.register;

import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.Severity;
import java.util.Locale;

/** What a script is found fault with, or a reviewer should look at twice. */
public enum FindingRule implements Rule {
  SUPPRESSED(
      Section.SUPPRESSIONS,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "The script passes over a rule and says why."),
  UNKNOWN_SUPPRESSION(
      Section.SUPPRESSIONS,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "A suppression names no rule, one that cannot be passed over, or gives no reason."),
  UNUSED_SUPPRESSION(
      Section.SUPPRESSIONS,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "A suppression passes over nothing."),
  SYNTAX_ERROR(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.ALL,
      "The statement is not in the grammar of the server."),
  FOREIGN_DIALECT(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.ALL,
      "A construct or a type that only the other dialect has."),
  TOO_DEEP(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.WARNING,
      Servers.ALL,
      "The statement nests deeper than it is followed; nothing is known about it."),
  EMPTY_SCRIPT(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.ALL,
      "There is no statement in the script."),
  MODE_MISMATCH(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.ALL,
      "A statement does more than the script's mode allows."),
  HIDDEN_CHARACTER(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.WARNING,
      Servers.ALL,
      "A character that nobody sees, or that turns the direction of writing."),
  LOOK_ALIKE_NAME(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.WARNING,
      Servers.ALL,
      "A name with letters of another alphabet that look like Latin ones."),
  CONCURRENTLY_IN_TRANSACTION(
      Section.SYNTAX,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.POSTGRES,
      "CREATE and DROP INDEX CONCURRENTLY and VACUUM refuse to run inside a transaction."),
  UNKNOWN_TABLE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such table or view."),
  UNKNOWN_SCHEMA(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such schema."),
  UNKNOWN_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such column."),
  UNKNOWN_INDEX(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such index."),
  UNKNOWN_CONSTRAINT(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such constraint."),
  UNKNOWN_OBJECT(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such trigger, sequence, type, policy, partition or the like."),
  MULTIPLE_PRIMARY_KEYS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A table is given a second primary key."),
  INVALID_KEY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A key or an index over columns that cannot be one, or not so."),
  INVALID_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A column defined or changed in a way that the server refuses."),
  INVALID_OBJECT(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A type, routine, trigger, policy or the like defined in a way that the server refuses."),
  FOREIGN_KEY_TYPES(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "The columns of a foreign key and those that they refer to have types that do not compare."),
  INCORRECT_USAGE(
      Section.NAMES,
      FindingCategory.SYNTAX,
      Severity.ERROR,
      Servers.MYSQL,
      "Clauses that do not go together, or not with such a table."),
  DEPENDENT_OBJECTS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "Something is dropped or changed that other objects depend on."),
  PARTITION_RULE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "Partitions that the server refuses: bounds, keys, tables that have none."),
  INHERITANCE_RULE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "Tables that inherit or have a type, made or changed in a way that the server refuses."),
  TRANSACTION_RULE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A statement that cannot run inside a transaction, or not outside of one."),
  ONLINE_CHANGE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "ALGORITHM or LOCK asks for a way that the change cannot go."),
  INVALID_SETTING(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A variable of the server or a storage parameter is set to what it does not take, or where it"
          + " cannot be set."),
  PROGRAM_RULE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "A stored program whose body holds what the server refuses when the program is made."),
  UNKNOWN_ALIAS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A qualifier that names no table of the statement."),
  UNKNOWN_FUNCTION(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "There is no such function."),
  FUNCTION_ARGUMENTS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A function of that name exists, but not with that many arguments."),
  AMBIGUOUS_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "Several tables of the statement have a column of that name."),
  DUPLICATE_ALIAS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "Two tables of a statement go by one name."),
  DUPLICATE_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A column that is named or defined twice."),
  DUPLICATE_SET_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "UPDATE sets a column twice."),
  OBJECT_EXISTS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "CREATE of something that is there already."),
  WRONG_OBJECT_TYPE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "DROP TABLE of a view and the like."),
  FOREIGN_KEY_COLUMNS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A foreign key with more or fewer columns than it refers to."),
  FOREIGN_KEY_TARGET(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A foreign key refers to columns that no unique key has."),
  INSERT_ARITY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "INSERT has more or fewer values than columns."),
  VALUES_ARITY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "The rows of VALUES differ in length."),
  MISSING_VALUE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.WARNING,
      Servers.ALL,
      "An INSERT leaves out a column that is NOT NULL and has no default."),
  NULL_VALUE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "NULL goes into a column that is NOT NULL."),
  COMPUTED_COLUMN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A value goes into a column whose values the server itself gives."),
  VALUE_DOES_NOT_FIT(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A literal that the column cannot hold: too long, out of range, or no value of its type."),
  READ_ONLY_VIEW(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "Rows of a view are changed that cannot be changed through it."),
  CHANGED_TABLE_READ(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "A change of rows reads the table that it changes in a subquery."),
  SET_ARITY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A row is set to more or fewer values than it has columns."),
  SET_OPERATION_ARITY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "UNION, INTERSECT or EXCEPT joins queries with different numbers of columns."),
  SET_OPERATION_ORDER(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "ORDER BY behind a set operation sees the result's columns alone."),
  COLUMN_LIST_ARITY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "More column names than columns."),
  SUBQUERY_COLUMNS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A subquery, or a row, has another number of columns than its place takes."),
  NOT_GROUPED(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A column stands beside aggregates, but not in GROUP BY."),
  NESTED_AGGREGATE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "An aggregate stands inside another."),
  AGGREGATE_IN_WHERE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "An aggregate stands in WHERE."),
  AGGREGATE_MISPLACED(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "An aggregate stands where none can."),
  WINDOW_MISPLACED(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A window function stands where none can."),
  SET_FUNCTION_MISPLACED(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A function that yields rows stands where one value is taken."),
  CALL_FORM(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A call has DISTINCT, ORDER BY, FILTER, WITHIN GROUP or OVER that its function does not take."),
  WINDOW_DEFINITION(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A window is not defined, or cannot be as it is."),
  ROW_LOCK(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "FOR UPDATE or its kin stands with a query whose rows are no table's."),
  RECURSION_FORM(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A query of WITH RECURSIVE refers to itself in a way that cannot be carried out."),
  DISTINCT_ORDER(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "SELECT DISTINCT is ordered by what it does not return."),
  POSITION_OUT_OF_RANGE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "ORDER BY or GROUP BY names a position that the list does not have."),
  STAR_WITHOUT_TABLE(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A * needs a table in FROM."),
  TOO_MANY_COLUMNS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A query or a table has more columns than the server takes."),
  DERIVED_TABLE_ALIAS(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "A subquery in FROM has no alias."),
  LIMIT_IN_SUBQUERY(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "LIMIT stands in a subquery behind IN, ANY or ALL."),
  CONFLICT_TARGET(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "ON CONFLICT names columns that no unique index has."),
  UNKNOWN_OPERATOR(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "There is no such operator between these types."),
  TYPE_MISMATCH(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "Values of types that have nothing in common."),
  INVALID_LITERAL(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "A literal that the type beside it cannot read."),
  INVALID_DEFAULT(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.MYSQL,
      "A default that its column cannot hold, or none where the type takes no literal."),
  DEFINITION_EXPRESSION(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.ALL,
      "An expression of a definition holds what the server takes elsewhere, but not there."),
  INVALID_CAST(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "There is no cast between these types."),
  TYPE_MODIFIER(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A type does not take such a length, precision or scale."),
  NOT_BOOLEAN(
      Section.NAMES,
      FindingCategory.SCHEMA,
      Severity.ERROR,
      Servers.POSTGRES,
      "A condition that is none."),
  UNKNOWN_TYPE(
      Section.NAMES, FindingCategory.SCHEMA, Severity.ERROR, Servers.ALL, "There is no such type."),
  SELECT_STAR(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "The outermost SELECT returns all columns of a table."),
  INSERT_WITHOUT_COLUMNS(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "INSERT relies on the order of the table's columns."),
  COMPARISON_WITH_NULL(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "`= NULL`, `<> NULL` and NOT IN with a NULL in its list are never true."),
  NOT_IN_SUBQUERY(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "NOT IN finds nothing once the subquery yields a NULL, and its column is nullable."),
  LIMIT_WITHOUT_ORDER_BY(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "Which rows come back is left to chance."),
  CONSTANT_CONDITION(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "A condition that holds for every row, or for none."),
  MULTIPLIED_SUM(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "A join repeats the rows that a sum or an average is about."),
  PIPES_AS_OR(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.MYSQL,
      "|| between texts is OR, and joins nothing."),
  OUTER_JOIN_VOIDED(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "A condition in WHERE drops the rows that the outer join was there to keep."),
  MERGEABLE_ALTERS(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "Two ALTER TABLE of one table in a row lock it twice, and may rebuild it twice."),
  IDENTIFIER_TOO_LONG(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "A name is longer than the server keeps."),
  MISSING_PRIMARY_KEY(
      Section.STYLE,
      FindingCategory.STYLE,
      Severity.INFO,
      Servers.ALL,
      "A new table without a primary key."),
  CARTESIAN_JOIN(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "Nothing joins a table to the others."),
  LEADING_WILDCARD(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "No ordinary index answers a pattern that begins with a wildcard."),
  FUNCTION_ON_COLUMN(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "The condition computes with an indexed column, so the index is of no use."),
  NO_INDEX_FOR_FILTER(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.ALL,
      "No index begins with any of the filtered columns."),
  UNBOUNDED_SELECT(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.ALL,
      "The query returns every row of a large table."),
  COUNT_ALL(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.ALL,
      "Counting reads the whole table."),
  LARGE_IN_LIST(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "More than 500 values in one IN list."),
  OR_ACROSS_COLUMNS(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.ALL,
      "OR over columns of which some have no index reads the whole table."),
  DEEP_OFFSET(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "The server reads and throws away all rows before the offset."),
  ORDER_BY_RANDOM(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.WARNING,
      Servers.ALL,
      "All rows are sorted at each call."),
  UNINDEXED_FOREIGN_KEY(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.POSTGRES,
      "No index begins with the columns of a foreign key."),
  REDUNDANT_INDEX(
      Section.PERFORMANCE,
      FindingCategory.PERFORMANCE,
      Severity.INFO,
      Servers.ALL,
      "Another index already begins with these columns."),
  NAME_PATTERN(
      Section.POLICY,
      FindingCategory.STYLE,
      Severity.WARNING,
      Servers.ALL,
      "A new name is not as the policy wants it."),
  POLICY_RISK(
      Section.POLICY,
      FindingCategory.STYLE,
      Severity.ERROR,
      Servers.ALL,
      "A risk that the policy warns of or forbids.");

  private final Section section;
  private final FindingCategory category;
  private final Severity severity;
  private final Servers servers;
  private final String title;

  FindingRule(
      Section section, FindingCategory category, Severity severity, Servers servers, String title) {
    this.section = section;
    this.category = category;
    this.severity = severity;
    this.servers = servers;
    this.title = title;
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Section section() {
    return section;
  }

  /** The category of every finding of the rule. */
  public FindingCategory category() {
    return category;
  }

  /** The severity where the case at hand gives no reason for another. */
  public Severity severity() {
    return severity;
  }

  @Override
  public Servers servers() {
    return servers;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean canBePassedOver() {
    return this != TOO_DEEP && this != POLICY_RISK && section != Section.SUPPRESSIONS;
  }
}
