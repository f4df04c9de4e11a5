package dev.dbsa.adapter.sqlcheck.rule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Which of the servers' own functions do nothing but compute. What is not known to be harmless is
 * told: a list of the dangerous ones would always miss some.
 */
final class FunctionEffects {
  /** Volatile for what they return, not for what they do. */
  private static final Set<String> POSTGRES_HARMLESS =
      Set.of(
          "array_sample",
          "array_shuffle",
          "bernoulli",
          "clock_timestamp",
          "currval",
          "gen_random_uuid",
          "lastval",
          "pg_blocking_pids",
          "pg_collation_actual_version",
          "pg_database_size",
          "pg_indexes_size",
          "pg_is_in_recovery",
          "pg_jit_available",
          "pg_partition_ancestors",
          "pg_partition_tree",
          "pg_relation_size",
          "pg_table_size",
          "pg_tablespace_size",
          "pg_total_relation_size",
          "random",
          "random_normal",
          "system",
          "timeofday",
          "txid_status",
          "uuidv4",
          "uuidv7");

  /** Not volatile, but they read whole tables that the statement does not name. */
  private static final Set<String> POSTGRES_READERS =
      Set.of(
          "database_to_xml",
          "database_to_xml_and_xmlschema",
          "schema_to_xml",
          "schema_to_xml_and_xmlschema",
          "table_to_xml",
          "table_to_xml_and_xmlschema");

  /** MySQL's and MariaDB's own functions that wait, lock, or reach beyond the tables. */
  private static final Set<String> MYSQL_EFFECTS =
      Set.of(
          "benchmark",
          "get_lock",
          "last_insert_id",
          "lastval",
          "load_file",
          "master_gtid_wait",
          "master_pos_wait",
          "nextval",
          "release_all_locks",
          "release_lock",
          "setval",
          "sleep",
          "source_pos_wait",
          "wait_for_executed_gtid_set",
          "wait_until_sql_thread_after_gtids",
          "wsrep_sync_wait_upto_gtid");

  private static final Set<String> POSTGRES_VOLATILE = read("postgresql-volatile.txt");

  private FunctionEffects() {}

  private static Set<String> read(String resource) {
    Set<String> names = new HashSet<>();
    try (InputStream in =
            Objects.requireNonNull(FunctionEffects.class.getResourceAsStream(resource), resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /**
   * Whether one of PostgreSQL's own functions does more than compute. Its catalogue says which are
   * volatile; those reviewed as harmless are left out.
   *
   * @param function in lower case
   */
  static boolean ofPostgres(String function) {
    return POSTGRES_VOLATILE.contains(function) && !isHarmlessInPostgres(function)
        || POSTGRES_READERS.contains(function);
  }

  /**
   * Whether one of PostgreSQL's volatile functions was reviewed and does nothing but compute.
   *
   * @param function in lower case
   */
  static boolean isHarmlessInPostgres(String function) {
    return POSTGRES_HARMLESS.contains(function);
  }

  /**
   * Whether one of PostgreSQL's own functions may return another value for each row.
   *
   * @param function in lower case
   */
  static boolean isVolatileInPostgres(String function) {
    return POSTGRES_VOLATILE.contains(function);
  }

  /**
   * Whether one of MySQL's or MariaDB's own functions does more than compute.
   *
   * @param function in lower case
   */
  static boolean ofMySql(String function) {
    return MYSQL_EFFECTS.contains(function)
        || function.startsWith("asynchronous_connection_failover_")
        || function.startsWith("group_replication_")
        || function.startsWith("keyring_")
        || function.startsWith("audit_");
  }
}
