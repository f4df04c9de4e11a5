package dev.dbsa.domain.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes names the way a dialect reads them back unchanged. */
public final class Identifiers {
  /** Longer names are cut by PostgreSQL (NAMEDATALEN - 1, in UTF-8 bytes). */
  public static final int POSTGRESQL_MAX_BYTES = 63;

  /** Longer names are refused by MySQL (in characters). */
  public static final int MYSQL_MAX_CHARACTERS = 64;

  private static final Pattern POSTGRESQL_PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /**
   * A name of digits alone, or one that begins like a number in exponent form, would be read as a
   * number.
   */
  private static final Pattern MYSQL_PLAIN = Pattern.compile("(?![0-9])[A-Za-z0-9_$]+");

  /**
   * Keywords that cannot be column or table names, or are read otherwise in some places, in
   * PostgreSQL 12 to 18.
   */
  private static final Set<String> POSTGRESQL_RESERVED =
      words(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case
          cast char character check coalesce collate collation column concurrently constraint create cross
          current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
          decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
          freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
          interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query
          json_scalar json_serialize json_table json_value lateral leading least left like limit localtime
          localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
          only or order out outer overlaps overlay placing position precision primary real references returning right
          row select session_user setof similar smallint some substring symmetric system_user table tablesample then
          time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where
          window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
          xmlserialize xmltable
          """);

  /** Reserved words of MySQL 5.7 to 9.7 and MariaDB 10.6 to 11.4. */
  private static final Set<String> MYSQL_RESERVED =
      words(
          """
          accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call
          cascade case change char character check collate column condition constraint continue convert create cross
          cube cume_dist current_date current_role current_time current_timestamp current_user cursor database
          databases day_hour day_microsecond day_minute day_second dec decimal declare default delayed delete
          delete_domain_id dense_rank desc describe deterministic distinct distinctrow div do_domain_ids double drop
          dual each else elseif empty enclosed escaped except exists exit explain external false fetch first_value
          float float4 float8 for force foreign from fulltext function general generated get grant group grouping
          groups having high_priority hour_microsecond hour_minute hour_second if ignore ignore_domain_ids
          ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer
          intersect interval into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag
          last_value lateral lead leading leave left library like limit linear lines load localtime localtimestamp
          lock long longblob longtext loop low_priority manual master_bind master_demote_to_replica
          master_demote_to_slave master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob
          mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not
          nth_value ntile null numeric of offset on optimize optimizer_costs option optionally or order out outer
          outfile over page_checksum parallel parse_vcol_expr partition percent_rank portion precision primary
          procedure purge qualify range rank read read_write reads real recursive ref_system_id references regexp
          release rename repeat replace require resignal restrict return returning revoke right rlike row row_number
          rows schema schemas second_microsecond select sensitive separator set sets show signal slow smallint spatial
          specific sql sql_after_gtids sql_before_gtids sql_big_result sql_buffer_result sql_cache sql_calc_found_rows
          sql_no_cache sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc
          stats_persistent stats_sample_pages stored straight_join system table tablesample terminated then tinyblob
          tinyint tinytext to trailing trigger true undo union unique unlock unsigned update usage use using utc_date
          utc_time utc_timestamp values varbinary varchar varcharacter varying virtual when where while window with
          write xor year_month zerofill
          """);

  private Identifiers() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** The name as it has to stand in a script: as it is where that is safe, quoted otherwise. */
  public static String write(Dialect dialect, String name) {
    boolean plain =
        switch (dialect) {
          case POSTGRESQL -> POSTGRESQL_PLAIN.matcher(name).matches();
          case MYSQL -> MYSQL_PLAIN.matcher(name).matches();
        };
    return plain && !isReserved(dialect, name) ? name : quote(dialect, name);
  }

  /** The name in the dialect's quotes. */
  public static String quote(Dialect dialect, String name) {
    return switch (dialect) {
      case POSTGRESQL -> '"' + name.replace("\"", "\"\"") + '"';
      case MYSQL -> '`' + name.replace("`", "``") + '`';
    };
  }

  /** Whether the word means something else when it stands unquoted, in any letter case. */
  public static boolean isReserved(Dialect dialect, String word) {
    String folded = word.toLowerCase(Locale.ROOT);
    return switch (dialect) {
      case POSTGRESQL -> POSTGRESQL_RESERVED.contains(folded);
      case MYSQL -> MYSQL_RESERVED.contains(folded);
    };
  }

  /** The text as a string literal of the dialect. */
  public static String literal(Dialect dialect, String text) {
    String doubled = text.replace("'", "''");
    return switch (dialect) {
      case POSTGRESQL -> "'" + doubled + "'";
      // A backslash escapes in MySQL unless NO_BACKSLASH_ESCAPES is set.
      case MYSQL -> "'" + doubled.replace("\\", "\\\\") + "'";
    };
  }
}
