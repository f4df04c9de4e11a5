package dev.dbsa.sql.lex;

import dev.dbsa.sql.Server;
import java.util.HashSet;
import java.util.Set;

/**
 * The words that a server's grammar knows. From {@code pg_get_keywords()} of PostgreSQL 18, from
 * {@code information_schema.keywords} of MySQL 9.7 and MariaDB 11.4, and from what the latter two
 * said about each word as a name, an alias and a function.
 */
public final class Keywords {
  /** PostgreSQL: never a name without quotes, but as a label behind AS. */
  private static final Set<String> POSTGRES_RESERVED =
      words(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
          create current_catalog current_date current_role current_time current_timestamp current_user default
          deferrable desc distinct do else end except false fetch for foreign from grant group having in
          initially intersect into lateral leading limit localtime localtimestamp not null offset on only or
          order placing primary references returning select session_user some symmetric system_user table then
          to trailing true union unique user using variadic when where window with
          """);

  /** PostgreSQL: may name a function or a type, but no column or table. */
  private static final Set<String> POSTGRES_FUNCTION_OR_TYPE =
      words(
          """
          authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull
          join left like natural notnull outer overlaps right similar tablesample verbose
          """);

  /** PostgreSQL: may name a column or table, but no function or type. */
  private static final Set<String> POSTGRES_COLUMN =
      words(
          """
          between bigint bit boolean char character coalesce dec decimal exists extract float greatest
          grouping inout int integer interval json json_array json_arrayagg json_exists json_object
          json_objectagg json_query json_scalar json_serialize json_table json_value least merge_action
          national nchar none normalize nullif numeric out overlay position precision real row setof smallint
          substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists
          xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
          """);

  /** PostgreSQL: a column label only behind AS. */
  private static final Set<String> POSTGRES_AS_LABEL =
      words(
          """
          array as char character create day except fetch filter for from grant group having hour intersect
          into isnull limit minute month notnull offset on order over overlaps precision returning second to
          union varying where window with within without year
          """);

  /** PostgreSQL: words of the grammar that may name anything. */
  private static final Set<String> POSTGRES_UNRESERVED =
      words(
          """
          abort absent absolute access action add admin after aggregate also alter always asensitive assertion
          assignment at atomic attach attribute backward before begin breadth by cache call called cascade
          cascaded catalog chain characteristics checkpoint class close cluster columns comment comments
          commit committed compression conditional configuration conflict connection constraints content
          continue conversion copy cost csv cube current cursor cycle data database day deallocate declare
          defaults deferred definer delete delimiter delimiters depends depth detach dictionary disable
          discard document domain double drop each empty enable encoding encrypted enforced enum error escape
          event exclude excluding exclusive execute explain expression extension external family filter
          finalize first following force format forward function functions generated global granted groups
          handler header hold hour identity if immediate immutable implicit import include including increment
          indent index indexes inherit inherits inline input insensitive insert instead invoker isolation keep
          key keys label language large last leakproof level listen load local location lock locked logged
          mapping match matched materialized maxvalue merge method minute minvalue mode month move name names
          nested new next nfc nfd nfkc nfkd no normalized nothing notify nowait nulls object objects of off
          oids old omit operator option options ordinality others over overriding owned owner parallel
          parameter parser partial partition passing password path period plan plans policy preceding prepare
          prepared preserve prior privileges procedural procedure procedures program publication quote quotes
          range read reassign recursive ref referencing refresh reindex relative release rename repeatable
          replace replica reset restart restrict return returns revoke role rollback rollup routine routines
          rows rule savepoint scalar schema schemas scroll search second security sequence sequences
          serializable server session set sets share show simple skip snapshot source sql stable standalone
          start statement statistics stdin stdout storage stored strict string strip subscription support
          sysid system tables tablespace target temp template temporary text ties transaction transform
          trigger truncate trusted type types uescape unbounded uncommitted unconditional unencrypted unknown
          unlisten unlogged until update vacuum valid validate validator value varying version view views
          virtual volatile whitespace within without work wrapper write xml year yes zone
          """);

  private static final Set<String> MYSQL_RESERVED =
      words(
          """
          accessible add all alter analyze and as asc asensitive before between bigint binary blob both by
          call cascade case change char character check collate column condition constraint continue convert
          create cross cube cume_dist current_date current_time current_timestamp current_user cursor database
          databases day_hour day_microsecond day_minute day_second dec decimal declare default delayed delete
          dense_rank desc describe deterministic distinct distinctrow div double drop dual each else elseif
          empty enclosed escaped except exists exit explain external false fetch first_value float float4
          float8 for force foreign from fulltext function generated get grant group grouping groups having
          high_priority hour_microsecond hour_minute hour_second if ignore in index infile inner inout
          insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into io_after_gtids
          io_before_gtids is iterate join json_table key keys kill lag last_value lateral lead leading leave
          left library like limit linear lines load localtime localtimestamp lock long longblob longtext loop
          low_priority match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond
          minute_second mod modifies natural no_write_to_binlog not nth_value ntile null numeric of on
          optimize optimizer_costs option optionally or order out outer outfile over partition percent_rank
          precision primary procedure purge qualify range rank read read_write reads real recursive references
          regexp release rename repeat replace require resignal restrict return revoke right rlike row
          row_number rows schema schemas second_microsecond select sensitive separator set show signal
          smallint spatial specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception
          sqlstate sqlwarning ssl starting stored straight_join system table tablesample terminated then
          tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned update usage
          use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying virtual when
          where while window with write xor year_month zerofill
          """);

  private static final Set<String> MYSQL_UNRESERVED =
      words(
          """
          absent account action active admin after against aggregate algorithm allow_missing_files always any
          array ascii assign_gtids_to_anonymous_transactions at attribute authentication auto auto_increment
          auto_refresh auto_refresh_source autoextend_size avg avg_row_length backup begin bernoulli binlog
          bit block bool boolean btree buckets bulk byte cache cascaded catalog_name chain challenge_response
          changed channel charset checksum cipher class_origin client clone close coalesce code collation
          column_format column_name columns comment commit committed compact completion component compressed
          compression concurrent connection consistent constraint_catalog constraint_name constraint_schema
          contains context cpu current cursor_name data datafile date datetime day deallocate default_auth
          definer definition delay_key_write description diagnostics directory disable discard disk do duality
          dumpfile duplicate dynamic enable encryption end ends enforced engine engine_attribute engines enum
          error errors escape event events every exchange exclude execute expansion expire export extended
          extent_size external_format factor failed_login_attempts fast faults fields file file_block_size
          file_format file_name file_pattern file_prefix files filter finish first fixed flush following
          follows format found full general generate geomcollection geometry geometrycollection get_format
          get_source_public_key global grants group_replication gtid_only gtids guided handler hash header
          help histogram history host hosts hour identified ignore_server_ids import inactive indexes initial
          initial_size initiate insert_method install instance invisible invoker io io_thread ipc isolation
          issuer json json_value key_block_size keyring language last leaves less level linestring list local
          locked locks log logfile logs manual masking master materialized max_connections_per_hour
          max_queries_per_hour max_rows max_size max_updates_per_hour max_user_connections medium member
          memory merge message_text microsecond migrate min_rows minute mode modify month multilinestring
          multipoint multipolygon mutex mysql_errno name names national nchar ndb ndbcluster nested
          network_namespace never new next no no_wait nodegroup none nowait nulls number nvarchar off offset
          oj old one only open optional options ordinality organization others owner pack_keys page parallel
          parameters parse_tree parser partial partitioning partitions password password_lock_time path
          persist persist_only phase plugin plugin_dir plugins point policy polygon port precedes preceding
          prepare preserve prev privilege_checks_user privileges process processlist profile profiles proxy
          quarter query quick random read_only rebuild recover redo_buffer_size redundant reference
          registration relational relay relay_log_file relay_log_pos relay_thread relaylog reload remove
          reorganize repair repeatable replica replicas replicate_do_db replicate_do_table replicate_ignore_db
          replicate_ignore_table replicate_rewrite_db replicate_wild_do_table replicate_wild_ignore_table
          replication require_row_format require_table_primary_key_check reset resource respect restart
          restore resume retain returned_sqlstate returning returns reuse reverse role rollback rollup rotate
          routine row_count row_format rtree s3 savepoint schedule schema_name second secondary
          secondary_engine secondary_engine_attribute secondary_load secondary_unload security serial
          serializable server session sets share shutdown signed simple skip slave slow snapshot socket some
          soname sounds source source_auto_position source_bind source_compression_algorithms
          source_connect_retry source_connection_auto_failover source_delay source_heartbeat_period
          source_host source_log_file source_log_pos source_password source_port source_public_key_path
          source_retry_count source_ssl source_ssl_ca source_ssl_capath source_ssl_cert source_ssl_cipher
          source_ssl_crl source_ssl_crlpath source_ssl_key source_ssl_verify_server_cert
          source_tls_ciphersuites source_tls_version source_user source_zstd_compression_level sql_after_gtids
          sql_after_mts_gaps sql_before_gtids sql_buffer_result sql_no_cache sql_thread sql_tsi_day
          sql_tsi_hour sql_tsi_minute sql_tsi_month sql_tsi_quarter sql_tsi_second sql_tsi_week sql_tsi_year
          srid stacked start starts stats_auto_recalc stats_persistent stats_sample_pages status stop storage
          stream strict_load string subclass_origin subject subpartition subpartitions super suspend swaps
          switches table_checksum table_name tables tablespace temporary temptable text than thread_priority
          ties time timestamp timestampadd timestampdiff tls transaction triggers truncate type types
          unbounded uncommitted undefined undo_buffer_size undofile unicode uninstall unknown unregister until
          upgrade uri url use_frm user user_resources validate validation value variables vcpu vector
          verify_key_constraints view visible wait warnings week weight_string without work wrapper x509 xa
          xid xml year zone
          """);

  /** MySQL: words that are no names of stored functions, but of built-in ones. */
  private static final Set<String> MYSQL_CALLABLE =
      words(
          """
          ascii avg charset coalesce collation count date day format geomcollection
          geometrycollection hour json_value linestring log microsecond minute month multilinestring
          multipoint multipolygon point polygon quarter reverse row_count second session_user
          sql_buffer_result sql_no_cache sql_tsi_day sql_tsi_hour sql_tsi_minute sql_tsi_month
          sql_tsi_quarter sql_tsi_second sql_tsi_week sql_tsi_year system_user time timestamp
          timestampadd timestampdiff truncate user week weight_string year
          """);

  private static final Set<String> MARIADB_RESERVED =
      words(
          """
          accessible add all alter analyze and as asc asensitive before between bigint binary blob
          both by call cascade case change char character check collate column condition constraint
          continue convert create cross current_date current_role current_time current_timestamp
          current_user cursor databases day_hour day_microsecond day_minute day_second dec decimal
          declare default delayed delete delete_domain_id desc describe deterministic distinct
          distinctrow div do_domain_ids double drop dual each else elseif enclosed escaped except
          exists exit explain false fetch float float4 float8 for force foreign from fulltext grant
          group having high_priority hour_microsecond hour_minute hour_second if ignore
          ignore_domain_ids in index infile inner inout insensitive insert int int1 int2 int3 int4
          int8 integer intersect interval into is iterate join key keys kill leading leave left like
          limit linear lines load localtime localtimestamp lock long longblob longtext loop
          low_priority master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert
          match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second
          mod modifies natural no_write_to_binlog not null numeric offset on optimize optionally or
          order out outer outfile over page_checksum parse_vcol_expr partition portion precision
          primary procedure purge range read read_write reads real recursive ref_system_id
          references regexp release rename repeat replace require resignal restrict return returning
          revoke right rlike row_number rows schemas second_microsecond select sensitive separator
          set show signal smallint spatial specific sql sql_after_gtids sql_before_gtids
          sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl
          starting stats_auto_recalc stats_persistent stats_sample_pages straight_join table
          terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique
          unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary
          varchar varcharacter varying when where while with write xor year_month zerofill
          """);

  /** MariaDB: words of the grammar that may name anything. */
  private static final Set<String> MARIADB_UNRESERVED =
      words(
          """
          account action admin after against aggregate algorithm always ascii at atomic authors auto
          auto_increment autoextend_size avg avg_row_length block body btree cascaded catalog_name
          chain changed channel charset cipher class_origin client coalesce collation column_add
          column_check column_create column_delete column_name columns committed compact completion
          concurrent connection consistent constraint_catalog constraint_name constraint_schema
          contains context contributors cpu cube current current_pos cursor_name cycle data database
          datafile date day definer delay_key_write des_key_file diagnostics directory disable
          discard disk dumpfile duplicate dynamic elsif empty enable ends engine engines error
          errors escape event events every exception exchange expansion expire export extended
          extent_size fast faults federated fields file first format found full general generated
          goto grants hard hash history hosts hour identified ignore_server_ids immediate import
          increment indexes initial_size insert_method invisible invoker io io_thread ipc isolation
          isopen issuer json_table key_block_size last last_value lastval leaves less level list
          locked locks logfile logs master master_connect_retry master_delay master_gtid_pos
          master_heartbeat_period master_host master_log_file master_log_pos master_password
          master_port master_server_id master_ssl master_ssl_ca master_ssl_capath master_ssl_cert
          master_ssl_cipher master_ssl_crl master_ssl_crlpath master_ssl_key master_use_gtid
          master_user max_connections_per_hour max_queries_per_hour max_rows max_size
          max_statement_time max_updates_per_hour max_user_connections memory merge message_text
          microsecond migrate min_rows minus minute minvalue mode modify monitor month mutex mysql
          mysql_errno name nested never next nextval no_wait nocache nocycle nodegroup nomaxvalue
          nominvalue none notfound nowait of old_password one online only ordinality overlaps
          pack_keys package page partial partitioning partitions password path persistent phase
          plugin plugins preserve prev previous privileges process processlist profile profiles
          proxy quarter query quick raise read_only rebuild recover redo_buffer_size redofile
          redundant relay relay_log_file relay_log_pos relay_thread relaylog reload reorganize
          repeatable replay replica_pos replication restart resume returned_sqlstate returns reuse
          reverse rollup routine row row_count row_format rowcount rownum rowtype rtree schedule
          schema schema_name second sequence serializable share simple skip slave_pos slow snapshot
          soft source sql_buffer_result sql_cache sql_no_cache sql_thread sql_tsi_day sql_tsi_hour
          sql_tsi_minute sql_tsi_month sql_tsi_quarter sql_tsi_second sql_tsi_week sql_tsi_year
          stage starts statement status storage string subclass_origin subject subpartition
          subpartitions super suspend swaps switches sysdate system system_time table_checksum
          table_name tables tablespace temporary temptable than threads time timestamp timestampadd
          timestampdiff transaction transactional triggers truncate type uncommitted undefined
          undo_buffer_size undofile unknown until use_frm user user_resources validation value
          variables versioning via view virtual visible wait warnings week weight_string within
          without work x509 xml year
          """);

  /** MariaDB: words of the grammar that may name anything but a function. */
  private static final Set<String> MARIADB_UNCALLABLE =
      words(
          """
          any backup begin binlog bit bool boolean byte cache checkpoint checksum clob close code
          column_get comment commit compressed datetime deallocate do end enum examined exclude
          execute fixed flush following follows function get get_format global handler help host id
          ignored install json language local medium names national nchar no number nvarchar open
          option options others owner parser period port precedes preceding prepare raw remove
          repair replica replicas reset restore role rollback savepoint security serial server
          session setval shutdown signed slave slaves socket some soname sounds start stop stored
          text ties unbounded unicode uninstall upgrade varchar2 window wrapper xa
          """);

  public static final Keywords POSTGRES =
      new Keywords(POSTGRES_RESERVED, POSTGRES_FUNCTION_OR_TYPE);
  public static final Keywords MYSQL = new Keywords(MYSQL_RESERVED, Set.of());
  public static final Keywords MARIADB = new Keywords(MARIADB_RESERVED, Set.of());

  private final Set<String> reserved;

  private Keywords(Set<String> reserved, Set<String> alsoReserved) {
    this.reserved = new HashSet<>(reserved);
    this.reserved.addAll(alsoReserved);
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Lower case of the letters A to Z alone, as both servers fold their keywords. */
  public static String fold(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        StringBuilder folded = new StringBuilder(word);
        for (int j = i; j < folded.length(); j++) {
          char d = folded.charAt(j);
          if (d >= 'A' && d <= 'Z') {
            folded.setCharAt(j, (char) (d + 32));
          }
        }
        return folded.toString();
      }
    }
    return word;
  }

  /** The words of the server's product. */
  public static Keywords of(Server server) {
    return switch (server.product()) {
      case POSTGRESQL -> POSTGRES;
      case MYSQL -> MYSQL;
      case MARIADB -> MARIADB;
    };
  }

  /**
   * Whether the word, in lower case and unquoted, is one of MySQL's or MariaDB's grammar that never
   * names a function: it may name a table, but not be called.
   */
  public static boolean isUncallable(Server server, String word) {
    return server.isMariaDb()
        ? MARIADB_UNCALLABLE.contains(word)
        : MYSQL_UNRESERVED.contains(word) && !MYSQL_CALLABLE.contains(word);
  }

  /** Whether the word, in lower case and unquoted, cannot name a column or a table. */
  public boolean isReserved(String word) {
    return reserved.contains(word);
  }

  public static boolean isPostgresFunctionName(String word) {
    return POSTGRES_FUNCTION_OR_TYPE.contains(word)
        || !POSTGRES_RESERVED.contains(word) && !POSTGRES_COLUMN.contains(word);
  }

  public static boolean isPostgresBareLabel(String word) {
    return !POSTGRES_AS_LABEL.contains(word);
  }

  /** Whether the dialect's grammar knows the word at all. */
  public static boolean isKnown(Server server, String word) {
    return server.isPostgres()
        ? isPostgresKnown(word)
        : MYSQL_RESERVED.contains(word) || MYSQL_UNRESERVED.contains(word);
  }

  /** Whether the word is one of PostgreSQL's grammar, reserved or not. */
  public static boolean isPostgresKnown(String word) {
    return POSTGRES_RESERVED.contains(word)
        || POSTGRES_FUNCTION_OR_TYPE.contains(word)
        || POSTGRES_COLUMN.contains(word)
        || POSTGRES_UNRESERVED.contains(word);
  }
}
