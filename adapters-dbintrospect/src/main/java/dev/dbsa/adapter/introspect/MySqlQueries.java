package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The catalogue queries for MySQL 5.7 to 9 and MariaDB 10.6 and later, over the database of the
 * connection. What a release lacks is selected as a constant, so that the columns are always the
 * same.
 */
final class MySqlQueries {
  private final MySqlVersion version;

  MySqlQueries(MySqlVersion version) {
    this.version = version;
  }

  /** Every query of one reading whose text does not depend on what others found. */
  List<CatalogQuery> all() {
    List<CatalogQuery> queries = new ArrayList<>();
    queries.add(relations());
    queries.add(columns());
    queries.add(indexes());
    queries.add(foreignKeyColumns());
    queries.add(foreignKeyActions());
    if (hasChecks()) {
      queries.add(checks());
    }
    queries.add(partitions());
    queries.add(viewDefinitions());
    if (tellsViewUsage()) {
      queries.add(viewUsage());
    }
    queries.add(installed());
    queries.add(routines());
    queries.add(parameters());
    queries.add(triggers());
    return queries;
  }

  static CatalogQuery server() {
    return new CatalogQuery(
        "server",
        "SELECT VERSION(), DATABASE(), CURRENT_USER(), @@session.sql_mode, @@collation_database");
  }

  /** Settings that change how a script is read; a server leaves out those that it does not know. */
  static CatalogQuery settings() {
    return new CatalogQuery(
        "settings",
        """
        SHOW SESSION VARIABLES WHERE Variable_name IN (
          'lower_case_table_names', 'default_storage_engine', 'character_set_database',
          'collation_database', 'time_zone', 'explicit_defaults_for_timestamp',
          'sql_require_primary_key', 'sql_safe_updates', 'sql_auto_is_null',
          'foreign_key_checks', 'default_collation_for_utf8mb4',
          'sql_generate_invisible_primary_key', 'system_versioning_alter_history')
        """);
  }

  CatalogQuery relations() {
    return new CatalogQuery(
        "relations",
        """
        SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, TABLE_COMMENT,
               TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH, CREATE_OPTIONS LIKE '%partitioned%',
               CREATE_OPTIONS
          FROM information_schema.TABLES
         WHERE TABLE_SCHEMA = DATABASE()
        """);
  }

  CatalogQuery columns() {
    return new CatalogQuery(
        "columns",
        """
        SELECT TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE,
               COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION, COLLATION_NAME, COLUMN_COMMENT,
               CHARACTER_SET_NAME
          FROM information_schema.COLUMNS
         WHERE TABLE_SCHEMA = DATABASE()
        """);
  }

  /**
   * Expressions since MySQL 8.0.13, visibility since 8.0.0; MariaDB ignores indexes since 10.6.0.
   */
  CatalogQuery indexes() {
    String visible =
        version.isMySql(8, 0, 0)
            ? "IS_VISIBLE = 'YES'"
            : version.isMariaDb(10, 6, 0) ? "IGNORED = 'NO'" : "1";
    String expression = version.isMySql(8, 0, 13) ? "EXPRESSION" : "NULL";
    return new CatalogQuery(
        "indexes",
        """
        SELECT TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, %s,
               COLLATION, SUB_PART, NON_UNIQUE, INDEX_TYPE, %s
          FROM information_schema.STATISTICS
         WHERE TABLE_SCHEMA = DATABASE()
        """
            .formatted(expression, visible));
  }

  CatalogQuery foreignKeyColumns() {
    return new CatalogQuery(
        "foreign key columns",
        """
        SELECT TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION, COLUMN_NAME,
               REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
          FROM information_schema.KEY_COLUMN_USAGE
         WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL
        """);
  }

  CatalogQuery foreignKeyActions() {
    return new CatalogQuery(
        "foreign key actions",
        """
        SELECT TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE, UNIQUE_CONSTRAINT_NAME
          FROM information_schema.REFERENTIAL_CONSTRAINTS
         WHERE CONSTRAINT_SCHEMA = DATABASE()
        """);
  }

  /** MySQL before 8.0.16 reads checks and forgets them. */
  boolean hasChecks() {
    return version.isMariaDb() || version.isMySql(8, 0, 16);
  }

  CatalogQuery checks() {
    if (version.isMariaDb()) {
      return new CatalogQuery(
          "checks",
          """
          SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 1
            FROM information_schema.CHECK_CONSTRAINTS
           WHERE CONSTRAINT_SCHEMA = DATABASE()
          """);
    }
    return new CatalogQuery(
        "checks",
        """
        SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED = 'YES'
          FROM information_schema.CHECK_CONSTRAINTS c
          JOIN information_schema.TABLE_CONSTRAINTS t
            ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
           AND t.CONSTRAINT_TYPE = 'CHECK'
         WHERE c.CONSTRAINT_SCHEMA = DATABASE()
        """);
  }

  CatalogQuery partitions() {
    return new CatalogQuery(
        "partitions",
        """
        SELECT TABLE_NAME, PARTITION_NAME, SUBPARTITION_NAME, PARTITION_METHOD,
               PARTITION_EXPRESSION, PARTITION_ORDINAL_POSITION, PARTITION_DESCRIPTION
          FROM information_schema.PARTITIONS
         WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL
        """);
  }

  CatalogQuery viewDefinitions() {
    return new CatalogQuery(
        "view definitions",
        """
        SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, IS_UPDATABLE = 'YES', SECURITY_TYPE
          FROM information_schema.VIEWS
         WHERE TABLE_SCHEMA = DATABASE()
        """);
  }

  /** Which tables and functions views use; MariaDB and older MySQL do not tell. */
  boolean tellsViewUsage() {
    return version.isMySql(8, 0, 13);
  }

  /** Only what the account may use. */
  CatalogQuery viewUsage() {
    return new CatalogQuery(
        "view usage",
        """
        SELECT VIEW_NAME, 'table', TABLE_SCHEMA, TABLE_NAME
          FROM information_schema.VIEW_TABLE_USAGE
         WHERE VIEW_SCHEMA = DATABASE()
        UNION ALL
        SELECT TABLE_NAME, 'routine', SPECIFIC_SCHEMA, SPECIFIC_NAME
          FROM information_schema.VIEW_ROUTINE_USAGE
         WHERE TABLE_SCHEMA = DATABASE()
        """);
  }

  /** MariaDB has collations that fit several character sets, under a name for each of them too. */
  CatalogQuery installed() {
    String fullNames =
        version.isMariaDb(10, 10, 1)
            ? """
            UNION
            SELECT 'collation', FULL_COLLATION_NAME
              FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY
            """
            : "";
    return new CatalogQuery(
        "installed",
        """
        SELECT 'engine', ENGINE FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')
        UNION
        SELECT 'character set', CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS
        UNION
        SELECT 'collation', COLLATION_NAME FROM information_schema.COLLATIONS
        """
            + fullNames);
  }

  CatalogQuery routines() {
    return new CatalogQuery(
        "routines",
        """
        SELECT ROUTINE_NAME, ROUTINE_TYPE, DTD_IDENTIFIER, IS_DETERMINISTIC,
               COALESCE(EXTERNAL_LANGUAGE, ROUTINE_BODY), ROUTINE_COMMENT,
               SECURITY_TYPE = 'DEFINER', SQL_DATA_ACCESS
          FROM information_schema.ROUTINES
         WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE')
        """);
  }

  /** Position 0 is a function's result. */
  CatalogQuery parameters() {
    return new CatalogQuery(
        "parameters",
        """
        SELECT ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME,
               DTD_IDENTIFIER
          FROM information_schema.PARAMETERS
         WHERE SPECIFIC_SCHEMA = DATABASE() AND ORDINAL_POSITION > 0
        """);
  }

  /** By the table's schema, which is the trigger's: only for that one MariaDB has an index. */
  CatalogQuery triggers() {
    return new CatalogQuery(
        "triggers",
        """
        SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT
          FROM information_schema.TRIGGERS
         WHERE EVENT_OBJECT_SCHEMA = DATABASE()
        """);
  }

  /**
   * MariaDB keeps a sequence's properties in the sequence: one query reads them all.
   *
   * @param sequences as the catalogue names them, at least one
   */
  static CatalogQuery sequences(List<ObjectName> sequences) {
    return new CatalogQuery(
        "sequences",
        sequences.stream().map(MySqlQueries::sequence).collect(Collectors.joining(" UNION ALL ")));
  }

  private static String sequence(ObjectName name) {
    return "SELECT "
        + Identifiers.literal(Dialect.MYSQL, name.name())
        + ", start_value, `increment`, minimum_value, maximum_value, cycle_option FROM "
        + Identifiers.quote(Dialect.MYSQL, name.schema())
        + "."
        + Identifiers.quote(Dialect.MYSQL, name.name());
  }

  static CatalogQuery grants() {
    return new CatalogQuery("grants", "SHOW GRANTS");
  }

  static CatalogQuery encryption() {
    return new CatalogQuery("encryption", "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  }
}
