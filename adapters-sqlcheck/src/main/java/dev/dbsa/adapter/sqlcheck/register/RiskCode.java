package dev.dbsa.adapter.sqlcheck.register;

import dev.dbsa.domain.script.RiskLevel;
import java.util.Locale;

/** What may go wrong when a script runs. */
public enum RiskCode implements Rule {
  UPDATE_WITHOUT_WHERE(
      Section.ROWS, RiskLevel.HIGH, Servers.ALL, "UPDATE without WHERE changes every row."),
  DELETE_WITHOUT_WHERE(
      Section.ROWS, RiskLevel.HIGH, Servers.ALL, "DELETE without WHERE removes every row."),
  ALWAYS_TRUE_WHERE(Section.ROWS, RiskLevel.HIGH, Servers.ALL, "The WHERE holds for every row."),
  ROWS_NOT_CHOSEN(
      Section.ROWS,
      RiskLevel.HIGH,
      Servers.ALL,
      "No condition looks at the rows that change: all of them change, or none."),
  SEVERAL_SOURCE_ROWS(
      Section.ROWS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "A row may match several rows of another table; which of them it takes is left to chance."),
  SET_WITH_AND(
      Section.ROWS,
      RiskLevel.HIGH,
      Servers.MYSQL,
      "AND between assignments makes one comparison of them."),
  ROWS_CHANGED(
      Section.ROWS,
      RiskLevel.LOW,
      Servers.ALL,
      "Rows are added, changed or removed; no rule has more to tell of the change."),
  CHANGE_WITH_LIMIT(
      Section.ROWS, RiskLevel.MEDIUM, Servers.MYSQL, "Which rows change is left to chance."),
  CHANGE_SCANS_TABLE(
      Section.ROWS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "No index begins with a filtered column; InnoDB locks every row that it reads."),
  INSERT_SELECT_LOCKS(
      Section.ROWS,
      RiskLevel.MEDIUM,
      Servers.MYSQL,
      "The rows that are read stay locked until the transaction ends."),
  REPLACE_DELETES_ROWS(
      Section.ROWS, RiskLevel.MEDIUM, Servers.MYSQL, "REPLACE deletes the old row first."),
  IGNORED_ERRORS(
      Section.ROWS,
      RiskLevel.LOW,
      Servers.MYSQL,
      "INSERT IGNORE changes or leaves out rows that do not fit."),
  DROP_TABLE(Section.DROPPING, RiskLevel.HIGH, Servers.ALL, "A table goes, with all its rows."),
  DROP_COLUMN(Section.DROPPING, RiskLevel.HIGH, Servers.ALL, "A column goes, with all its values."),
  DROP_SCHEMA(
      Section.DROPPING, RiskLevel.CRITICAL, Servers.ALL, "A schema goes, with all that is in it."),
  DROP_VIEW(Section.DROPPING, RiskLevel.MEDIUM, Servers.ALL, "A view goes; what reads it fails."),
  DROP_INDEX(
      Section.DROPPING,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "An index goes; queries that used it read whole tables."),
  DROP_CONSTRAINT(
      Section.DROPPING,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "A constraint goes; nothing keeps wrong rows out."),
  DROP_OBJECT(
      Section.DROPPING,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "A function, trigger, type, sequence or the like goes."),
  DROP_REFERENCED_OBJECT(
      Section.DROPPING,
      RiskLevel.HIGH,
      Servers.ALL,
      "Foreign keys, indexes or views still use what is dropped."),
  CASCADE(
      Section.DROPPING,
      RiskLevel.HIGH,
      Servers.POSTGRES,
      "CASCADE drops or empties what the script does not name."),
  TRUNCATE_TABLE(Section.DROPPING, RiskLevel.HIGH, Servers.ALL, "TRUNCATE removes every row."),
  RENAME_BREAKS_CLIENTS(
      Section.CHANGING, RiskLevel.MEDIUM, Servers.ALL, "What uses the old name fails."),
  ADD_REQUIRED_COLUMN(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.ALL,
      "A new NOT NULL column has no default for the rows that are there."),
  SET_NOT_NULL(
      Section.CHANGING, RiskLevel.HIGH, Servers.ALL, "A NULL among the rows fails the step."),
  COLUMN_TYPE_NARROWED(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.ALL,
      "Values that do not fit fail the step or are cut."),
  COLUMN_ATTRIBUTES_LOST(
      Section.CHANGING,
      RiskLevel.MEDIUM,
      Servers.MYSQL,
      "MODIFY and CHANGE drop what the new definition does not repeat."),
  TABLE_REWRITE(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.POSTGRES,
      "Every row is written anew while nobody can read the table."),
  UNLOGGED_TABLE(
      Section.CHANGING,
      RiskLevel.MEDIUM,
      Servers.POSTGRES,
      "A crash empties the table, and replicas do not have its rows."),
  TABLE_COPY(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.MYSQL,
      "The table is copied while nobody can write it."),
  TABLE_REBUILD(
      Section.CHANGING,
      RiskLevel.MEDIUM,
      Servers.MYSQL,
      "The table is rebuilt while writes go on."),
  CONSTRAINT_SCAN(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.ALL,
      "A new CHECK or foreign key is checked against every row under a lock."),
  VALIDATE_IN_TRANSACTION(
      Section.CHANGING,
      RiskLevel.MEDIUM,
      Servers.POSTGRES,
      "The locks of the earlier steps are kept while the table is read."),
  UNIQUE_ON_EXISTING_DATA(
      Section.CHANGING, RiskLevel.MEDIUM, Servers.ALL, "The step fails if rows share a value."),
  INDEX_BLOCKS_WRITES(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.ALL,
      "An index is built while nobody can write the table."),
  CASCADING_FOREIGN_KEY(
      Section.CHANGING,
      RiskLevel.LOW,
      Servers.ALL,
      "ON DELETE CASCADE deletes rows that no statement names."),
  MAINTENANCE_LOCKS_TABLE(
      Section.CHANGING,
      RiskLevel.HIGH,
      Servers.ALL,
      "The table is locked while it is written anew or read in full."),
  LOCK_TABLES(Section.LOCKS, RiskLevel.MEDIUM, Servers.ALL, "LOCK TABLE makes others wait."),
  NO_LOCK_TIMEOUT(
      Section.LOCKS,
      RiskLevel.LOW,
      Servers.ALL,
      "A change of a table waits for open transactions, and everybody else waits behind it."),
  LONG_EXCLUSIVE_LOCK(
      Section.LOCKS,
      RiskLevel.MEDIUM,
      Servers.POSTGRES,
      "More work follows in the transaction while a table is locked against every reader."),
  IMPLICIT_COMMIT(
      Section.LOCKS,
      RiskLevel.MEDIUM,
      Servers.MYSQL,
      "A definition commits the transaction that it stands in."),
  UNCLOSED_TRANSACTION(
      Section.LOCKS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "A transaction is left open, or opened inside another."),
  FOREIGN_KEYS_UNCHECKED(
      Section.LOCKS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "Rows that break keys get in while the checks are off."),
  GRANT_PRIVILEGES(Section.ACCESS, RiskLevel.HIGH, Servers.ALL, "Privileges are given or taken."),
  ACCOUNT_CHANGE(
      Section.ACCESS, RiskLevel.MEDIUM, Servers.ALL, "CREATE, ALTER and DROP of users and roles."),
  PLAIN_PASSWORD(Section.ACCESS, RiskLevel.HIGH, Servers.ALL, "A password stands in the script."),
  SERVER_FILE_ACCESS(
      Section.ACCESS, RiskLevel.HIGH, Servers.ALL, "Files of the server, or programs on it."),
  DANGEROUS_FUNCTION(
      Section.ACCESS,
      RiskLevel.HIGH,
      Servers.ALL,
      "Functions that wait, lock, or reach files, sessions or other servers; volatile ones of the"
          + " schema."),
  STATEMENT_WITH_EFFECTS(
      Section.ACCESS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "A statement or setting that is not known to be harmless to the server, the session or"
          + " others."),
  ROWS_LOCKED(Section.LOCKS, RiskLevel.LOW, Servers.ALL, "A query locks the rows that it reads."),
  TABLE_FROM_QUERY(
      Section.CHANGING, RiskLevel.LOW, Servers.POSTGRES, "SELECT … INTO makes a table."),
  OUTER_COLUMN_IN_SUBQUERY(
      Section.ROWS,
      RiskLevel.HIGH,
      Servers.ALL,
      "The column that a subquery yields belongs to the table outside, not to its own."),
  HIDDEN_STATEMENTS(
      Section.ACCESS,
      RiskLevel.MEDIUM,
      Servers.ALL,
      "DO, EXECUTE and CALL run statements that were not checked.");

  private final Section section;
  private final RiskLevel level;
  private final Servers servers;
  private final String title;

  RiskCode(Section section, RiskLevel level, Servers servers, String title) {
    this.section = section;
    this.level = level;
    this.servers = servers;
    this.title = title;
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Section section() {
    return section;
  }

  /** The level where neither the size of the table nor the case at hand gives another. */
  public RiskLevel level() {
    return level;
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
    return true;
  }
}
