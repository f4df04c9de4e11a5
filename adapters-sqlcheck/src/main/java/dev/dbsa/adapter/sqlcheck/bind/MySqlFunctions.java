package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.sql.tree.Expr.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The built-in functions of MySQL 8 and 9, with the numbers of arguments that MySQL 9.7 accepts.
 */
final class MySqlFunctions implements Functions {
  private static final int ANY = Integer.MAX_VALUE;

  private record Arity(int least, int most) {}

  private static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "count",
          "group_concat",
          "json_arrayagg",
          "json_objectagg",
          "max",
          "min",
          "st_collect",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "sum",
          "var_pop",
          "var_samp",
          "variance");

  private static final Set<String> WINDOW_ONLY =
      Set.of(
          "cume_dist",
          "dense_rank",
          "first_value",
          "lag",
          "last_value",
          "lead",
          "nth_value",
          "ntile",
          "percent_rank",
          "rank",
          "row_number");

  static final MySqlFunctions INSTANCE = new MySqlFunctions();

  private final Map<String, Arity> functions = new HashMap<>();

  private MySqlFunctions() {
    add(0, 0, "connection_id curdate current_date current_role current_user cume_dist database");
    add(0, 0, "dense_rank found_rows icu_version percent_rank pi ps_current_thread_id rank");
    add(0, 0, "release_all_locks roles_graphml row_count row_number schema session_user");
    add(0, 0, "system_user user utc_date uuid uuid_short version");
    add(0, 1, "current_time current_timestamp curtime last_insert_id localtime localtimestamp now");
    add(0, 1, "rand sysdate unix_timestamp utc_time utc_timestamp");
    add(0, ANY, "geomcollection geometrycollection json_array json_object");
    // Helpers of the information schema, and functions that components bring along.
    add(0, ANY, "asymmetric_decrypt asymmetric_derive asymmetric_encrypt asymmetric_sign");
    add(0, ANY, "asymmetric_verify audit_log_read can_access_column can_access_database");
    add(0, ANY, "can_access_table can_access_user can_access_view create_asymmetric_priv_key");
    add(0, ANY, "create_asymmetric_pub_key create_dh_parameters create_digest distance gen_range");
    add(0, ANY, "gen_rnd_email gen_rnd_pan mask_inner mask_outer md5 password sha sha1");
    add(
        0,
        ANY,
        "keyring_key_fetch keyring_key_generate keyring_key_store mysql_query_attribute_string");
    add(1, ANY, "binary char coalesce concat etag linestring multilinestring multipoint");
    add(1, ANY, "multipolygon polygon grouping");
    add(1, 1, "abs acos any_value ascii asin avg bin bit_and bit_count bit_length bit_or bit_xor");
    add(1, 1, "ceil ceiling char_length character_length charset coercibility collation compress");
    add(
        1,
        1,
        "cos cot crc32 date day dayname dayofmonth dayofweek dayofyear degrees exp first_value");
    add(1, 1, "floor format_bytes format_pico_time from_base64 from_days from_vector hex hour");
    add(1, 1, "inet6_aton inet6_ntoa inet_aton inet_ntoa is_free_lock is_ipv4 is_ipv4_compat");
    add(1, 1, "is_ipv4_mapped is_ipv6 is_used_lock is_uuid isnull json_arrayagg json_depth");
    add(1, 1, "json_pretty json_quote json_storage_free json_storage_size json_type json_unquote");
    add(
        1,
        1,
        "json_valid last_day last_value lcase length ln load_file log10 log2 lower ltrim max");
    add(1, 1, "microsecond min minute month monthname ntile oct octet_length ord ps_thread_id");
    add(
        1,
        1,
        "quarter quote radians random_bytes release_lock reverse rtrim sec_to_time second sign");
    add(
        1,
        1,
        "sin sleep soundex space sqrt st_area st_centroid st_collect st_convexhull st_dimension");
    add(1, 1, "st_endpoint st_envelope st_exteriorring st_geometrytype st_isclosed st_isempty");
    add(1, 1, "st_issimple st_isvalid st_latfromgeohash st_longfromgeohash st_numgeometries");
    add(1, 1, "st_numinteriorring st_numinteriorrings st_numpoints st_startpoint st_swapxy");
    add(
        1,
        1,
        "st_validate statement_digest statement_digest_text std stddev stddev_pop stddev_samp");
    add(
        1,
        1,
        "string_to_vector sum tan time time_to_sec to_base64 to_days to_seconds to_vector trim");
    add(
        1,
        1,
        "ucase uncompress uncompressed_length unhex upper validate_password_strength var_pop");
    add(1, 1, "var_samp variance vector_dim vector_to_string weekday weekofyear year");
    add(1, 2, "atan atan2 bin_to_uuid from_unixtime json_keys json_length log round st_asbinary");
    add(1, 2, "st_astext st_aswkb st_aswkt st_buffer_strategy st_latitude st_length st_longitude");
    add(1, 2, "st_srid st_x st_y timestamp uuid_to_bin wait_for_executed_gtid_set week yearweek");
    add(1, 3, "lag lead st_asgeojson st_geomcollfromtext st_geomcollfromtxt st_geomcollfromwkb");
    add(1, 3, "st_geometrycollectionfromtext st_geometrycollectionfromwkb st_geometryfromtext");
    add(
        1,
        3,
        "st_geometryfromwkb st_geomfromgeojson st_geomfromtext st_geomfromwkb st_linefromtext");
    add(1, 3, "st_linefromwkb st_linestringfromtext st_linestringfromwkb st_mlinefromtext");
    add(
        1,
        3,
        "st_mlinefromwkb st_mpointfromtext st_mpointfromwkb st_mpolyfromtext st_mpolyfromwkb");
    add(1, 3, "st_multilinestringfromtext st_multilinestringfromwkb st_multipointfromtext");
    add(
        1,
        3,
        "st_multipointfromwkb st_multipolygonfromtext st_multipolygonfromwkb st_pointfromtext");
    add(
        1,
        3,
        "st_pointfromwkb st_polyfromtext st_polyfromwkb st_polygonfromtext st_polygonfromwkb");
    add(1, ANY, "count group_concat weight_string");
    add(2, ANY, "concat_ws elt field greatest interval json_extract json_merge json_merge_patch");
    add(2, ANY, "json_merge_preserve json_remove least make_set");
    add(2, 2, "adddate addtime benchmark date_format datediff extractvalue find_in_set get_lock");
    add(2, 2, "gtid_subset gtid_subtract ifnull instr json_objectagg json_overlaps");
    add(2, 2, "json_schema_valid json_schema_validation_report left makedate mbrcontains");
    add(2, 2, "mbrcoveredby mbrcovers mbrdisjoint mbrequals mbrintersects mbroverlaps mbrtouches");
    add(2, 2, "mbrwithin mod name_const nth_value nullif period_add period_diff point pow power");
    add(2, 2, "repeat right sha2 st_contains st_crosses st_difference st_disjoint st_equals");
    add(2, 2, "st_geometryn st_interiorringn st_intersection st_intersects");
    add(2, 2, "st_lineinterpolatepoint st_lineinterpolatepoints st_makeenvelope st_overlaps");
    add(2, 2, "st_pointatdistance st_pointfromgeohash st_pointn st_simplify st_symdifference");
    add(2, 2, "st_touches st_transform st_union st_within str_to_date strcmp subdate subtime");
    add(2, 2, "time_format timediff truncate position extract date_add date_sub get_format");
    add(2, 3, "format json_contains locate mid regexp_like st_distance st_distance_sphere");
    add(2, 3, "st_frechetdistance st_geohash st_hausdorffdistance substr substring");
    add(2, 4, "master_pos_wait source_pos_wait");
    add(2, 5, "regexp_substr st_buffer");
    add(2, 6, "aes_decrypt aes_encrypt regexp_instr");
    add(2, ANY, "json_value");
    add(3, ANY, "json_array_append json_array_insert json_contains_path json_insert json_replace");
    add(3, ANY, "json_search json_set match");
    add(3, 3, "conv convert_tz if lpad maketime replace rpad substring_index updatexml");
    add(3, 3, "timestampadd timestampdiff");
    add(3, 5, "export_set");
    add(3, 6, "regexp_replace");
    add(4, 4, "insert");
  }

  private void add(int least, int most, String names) {
    for (String name : names.split(" ")) {
      functions.put(name, new Arity(least, most));
    }
  }

  @Override
  public boolean isKnown(String name) {
    return functions.containsKey(name)
        || name.startsWith("internal_")
        || name.startsWith("get_dd_");
  }

  @Override
  public boolean isAggregate(Call call) {
    return call.special() && AGGREGATES.contains(call.function());
  }

  @Override
  public boolean isWindowOnly(String name) {
    return WINDOW_ONLY.contains(name);
  }

  @Override
  public boolean takes(String name, int arguments) {
    Arity arity = functions.get(name);
    if (arity == null) {
      return true;
    }
    boolean pairs =
        switch (name) {
          case "json_object" -> arguments % 2 == 0;
          case "json_set",
              "json_insert",
              "json_replace",
              "json_array_append",
              "json_array_insert" ->
              arguments % 2 == 1;
          default -> true;
        };
    return pairs && arguments >= arity.least() && arguments <= arity.most();
  }

  @Override
  public String arity(String name) {
    Arity arity = functions.get(name);
    if (arity == null) {
      return "";
    }
    if (arity.most() == ANY) {
      return arity.least() + " or more";
    }
    return arity.least() == arity.most()
        ? String.valueOf(arity.least())
        : arity.least() + " to " + arity.most();
  }

  @Override
  public Set<String> names() {
    return functions.keySet();
  }

  @Override
  public List<String> columns(String name) {
    return List.of();
  }

  @Override
  public boolean yieldsRecord(String name) {
    return false;
  }
}
