package dev.dbsa.sql.grammar;

/**
 * MySQL's statements beside queries and changes of rows (sql/sql_yacc.yy), in the notation of
 * {@link Shape}. A rule for each head, then what they share.
 */
final class MySqlStatementShapes {
  static final String TABLES =
      """
      s_create_table = create [temporary] table [if not exists] <table> tablebody ;
      tablebody = like <table> | <query> | '(' ( like <table> ')' | tableelement,+ ')' tableoptions [partitionby] [duplicate] [asquery] ) | tableoptions [partitionby] [duplicate] [asquery] ;
      duplicate = ignore | replace ;
      asquery = [as] <query> ;
      tableoptions = { tableoption [','] } ;
      tableelement = constraintdef | keydef | columndef ;
      columndef = <name> fielddef [references_] ;
      fielddef = type_ [collate_] [ [generated always] as '(' <expr> ')' [virtual | stored] ] { columnattr } ;
      columnattr = not null | null | not secondary | default ( now_ | '(' <expr> ')' | literal ) | on update now_ | auto_increment | serial default value | primary key | key | unique key | unique | comment <string> | collate_ | column_format ( default | fixed | dynamic ) | storage ( default | disk | memory ) | srid <number> | visible | invisible | engine_attribute ['='] <string> | secondary_engine_attribute ['='] <string> | [constraint [<name>]] check '(' <expr> ')' | not enforced | enforced | masking policy <name> ;
      collate_ = collate ( binary | <identtext> ) ;
      now_ = ( current_timestamp | localtime | localtimestamp ) [ '(' [<number>] ')' ] | now '(' [<number>] ')' ;
      literal = <literal> ;
      type_ = ( tinyint | smallint | mediumint | int | integer | bigint | int1 | int2 | int3 | int4 | int8 | middleint ) [len] numopts | double [precision] [prec] numopts | ( real | float8 ) [prec] numopts | ( float | float4 | decimal | dec | numeric | fixed ) [len12] numopts | bit [len] | bool | boolean | national ( varchar len | ( char | character ) varying len | ( char | character ) [len] ) [binary] | nchar ( varchar len | varying len | [len] ) [binary] | nvarchar len [binary] | ( char | character ) varying len charset_ | ( char | character ) [len] charset_ | ( varchar | varcharacter ) len charset_ | varbinary len | binary [len] | year [len] numopts | date | ( time | timestamp | datetime ) [len] | tinyblob | blob [len] | mediumblob | longblob | long ( varbinary | ( varchar | varcharacter | char varying ) charset_ | charset_ ) | tinytext charset_ | text [len] charset_ | mediumtext charset_ | longtext charset_ | ( enum | set ) '(' <label>,+ ')' charset_ | serial | json | vector [len] | geometry | point | linestring | polygon | multipoint | multilinestring | multipolygon | geometrycollection | geomcollection ;
      len = '(' <number> ')' ;
      len12 = '(' <number> [',' <number>] ')' ;
      prec = '(' <number> ',' <number> ')' ;
      numopts = { signed | unsigned | zerofill } ;
      charset_ = [ ascii [binary] | unicode [binary] | byte | binary [ascii | unicode | byte | charsetword charsetname] | charsetword charsetname [binary] ] ;
      charsetword = character set | char set | charset ;
      charsetname = binary | <identtext> ;
      constraintdef = constraint [<constraintname>] ( primary key keyrest | unique [key | index] [<indexname>] keyrest | foreign key [<indexname>] '(' <name>,+ ')' references_ | check '(' <expr> ')' [[not] enforced] ) | primary key [<indexname>] keyrest | unique [key | index] [<indexname>] keyrest | foreign key [<indexname>] '(' <name>,+ ')' references_ | check '(' <expr> ')' [[not] enforced] ;
      keydef = ( key | index ) [<indexname>] keyrest | ( fulltext | spatial ) [key | index] [<indexname>] '(' keypart,+ ')' { indexoption } ;
      keyrest = [using_] '(' keypart,+ ')' { indexoption } ;
      using_ = ( using | type ) ( btree | rtree | hash ) ;
      keypart = ( '(' <expr> ')' | <name> [len] ) [asc | desc] ;
      indexoption = key_block_size ['='] <number> | using_ | with parser <name> | comment <string> | visible | invisible | engine_attribute ['='] <string> | secondary_engine_attribute ['='] <string> ;
      references_ = references <table> ['(' <name>,+ ')'] [match ( full | partial | simple )] { on ( delete | update ) ( restrict | cascade | set null | set default | no action ) } ;
      tableoption = engine ['='] <identtext> | secondary_engine ['='] ( null | <identtext> ) | ( max_rows | min_rows | avg_row_length | checksum | table_checksum | delay_key_write | key_block_size ) ['='] <number> | ( pack_keys | stats_auto_recalc | stats_persistent ) ['='] ( default | <number> ) | stats_sample_pages ['='] ( default | <number> ) | ( password | comment | compression | encryption | connection ) ['='] <string> | auto_increment ['='] <number> | row_format ['='] ( default | fixed | dynamic | compressed | redundant | compact ) | union ['='] '(' [<table>,+] ')' | [default] ( charsetword ['='] charsetname | collate ['='] charsetname | encryption ['='] <string> ) | insert_method ['='] ( no | first | last ) | data directory ['='] <string> | index directory ['='] <string> | tablespace ['='] <identtext> | storage ( disk | memory ) | start transaction | engine_attribute ['='] <string> | secondary_engine_attribute ['='] <string> | autoextend_size ['='] <size> ;
      partitionby = partition by partitionkind [partitions <number>] [subpartition by ( [linear] hash '(' <expr> ')' | [linear] key [algorithm '=' <number>] '(' [<name>,+] ')' ) [subpartitions <number>]] ['(' partitiondef,+ ')'] ;
      partitionkind = ( range | list ) ( columns '(' <name>,+ ')' | '(' <expr> ')' ) | linear hash '(' <expr> ')' | hash '(' <expr> ')' | linear key [algorithm '=' <number>] '(' [<name>,+] ')' | key [algorithm '=' <number>] '(' [<name>,+] ')' ;
      partitiondef = partition <name> [values ( less than ( maxvalue | '(' partvalue,+ ')' ) | in '(' ( partvalue,+ ) ')' )] { partoption } ['(' subpartition_,+ ')'] ;
      partvalue = maxvalue | <expr> ;
      subpartition_ = subpartition <identtext> { partoption } ;
      partoption = tablespace ['='] <name> | [storage] engine ['='] <identtext> | nodegroup ['='] <number> | ( max_rows | min_rows ) ['='] <number> | ( data | index ) directory ['='] <string> | comment ['='] <string> ;
      s_alter_table = alter table <table> [ partitionby | altercmd { ',' altercmd } [partitionby | remove partitioning] | remove partitioning ] ;
      altercmd = add ( partition [no_write_to_binlog | local] [ partitions <number> | '(' partitiondef,+ ')' ] | constraintdef | keydef | [column] ( '(' tableelement,+ ')' | columndef [place] ) ) | drop ( partition <name>,+ | foreign key <name> | primary key | ( key | index ) <indexname> | check <name> | constraint <name> | [column] <name> [restrict | cascade] ) | modify [column] columndef [place] | change [column] <name> columndef [place] | disable keys | enable keys | alter ( index <indexname> ( visible | invisible ) | check <name> [not] enforced | constraint <name> [not] enforced | [column] <name> ( set default ( '(' <expr> ')' | literal ) | set ( visible | invisible ) | drop default | set masking policy <name> | drop masking policy ) ) | rename ( column <name> to <name> | ( index | key ) <indexname> to <indexname> | [to | as | '='] <table> ) | convert to charsetword ( default | charsetname ) [collate ['='] charsetname] | force | order by ordercol,+ | algorithm ['='] ( default | <name> ) | lock ['='] ( default | <name> ) | with validation | without validation | discard ( tablespace | partition partnames tablespace ) | import ( tablespace | partition partnames tablespace ) | truncate partition partnames | rebuild partition [binlog] partnames | optimize partition [binlog] partnames [binlog] | analyze partition [binlog] partnames | check partition partnames { checkoption } | repair partition [binlog] partnames { repairoption } | coalesce partition [binlog] <number> | reorganize partition [binlog] [<name>,+ into '(' partitiondef,+ ')'] | exchange partition <name> with table <table> [( with | without ) validation] | secondary_load | secondary_unload | tableoption { tableoption } ;
      binlog = no_write_to_binlog | local ;
      partnames = all | <name>,+ ;
      place = first | after <name> ;
      ordercol = <name> ['.' <any> ['.' <any>]] [asc | desc] ;
      onlineoption = algorithm ['='] ( default | <name> ) | lock ['='] ( default | <name> ) ;
      s_create_index = create ( unique | fulltext | spatial ) index <indexname> [using_] on <table> '(' keypart,+ ')' { indexoption } { onlineoption } | create index <indexname> [using_] on <table> '(' keypart,+ ')' { indexoption } { onlineoption } ;
      s_drop_index = drop index <indexname> on <table> { onlineoption } ;
      s_drop = drop ( [temporary] ( table | tables ) [if exists] <table>,+ [restrict | cascade] | view [if exists] <table>,+ [restrict | cascade] | ( database | schema ) [if exists] <name> | ( procedure | function | trigger | event | library ) [if exists] <table> | user [if exists] user_,+ | role [if exists] role_,+ | server [if exists] <identtext> | prepare <name> | [undo] tablespace <name> { tablespaceoption [','] } | logfile group <name> { tablespaceoption [','] } | resource group <name> [force] | spatial reference system [if exists] <number> ) ;
      s_truncate = truncate [table] <table> ;
      s_rename = rename ( ( table | tables ) renaming,+ | user usertouser_,+ ) ;
      renaming = <table> to <table> ;
      usertouser = user_ to user_ ;
      s_create_database = create ( database | schema ) [if not exists] <name> { databaseoption } ;
      databaseoption = [default] ( charsetword ['='] charsetname | collate ['='] charsetname | encryption ['='] <string> ) ;
      alterdatabaseoption = databaseoption | read only ['='] ( default | <number> ) ;
      s_alter_database = alter ( database | schema ) ( alterdatabaseoption | <name> alterdatabaseoption ) { alterdatabaseoption } ;
      viewhead = [or replace] [algorithm '=' ( undefined | merge | temptable )] [definer_] [sql security ( definer | invoker )] ;
      definer_ = definer '=' user_ ;
      viewtail = view [if not exists] <table> ['(' <name>,+ ')'] as <query> [with [cascaded | local] check option] ;
      tablespaceoption = engine ['='] <identtext> | [storage] engine ['='] <identtext> | ( initial_size | autoextend_size | max_size | extent_size | undo_buffer_size | redo_buffer_size | file_block_size ) ['='] <size> | nodegroup ['='] <number> | wait | no_wait | comment ['='] <string> | encryption ['='] <string> | engine_attribute ['='] <string> ;
      """;

  static final String SESSION =
      """
      s_begin = begin [work] ;
      s_start = start transaction [startoption,+] ;
      startoption = with consistent snapshot | read only | read write ;
      s_commit = commit [work] chain_ ;
      s_rollback = rollback [work] ( to [savepoint] <name> | chain_ ) ;
      chain_ = [and [no] chain] [[no] release] ;
      s_savepoint = savepoint <name> ;
      s_release = release savepoint <name> ;
      s_lock = lock ( ( table | tables ) locking,+ | instance for backup ) ;
      locking = <table> [as <name> | <aliasname>] ( read [local] | [low_priority] write ) ;
      s_unlock = unlock ( table | tables | instance ) ;
      s_use = use <name> ;
      s_do = do <exprs> ;
      s_call = call <table> ['(' ( ')' | <expr>,+ ')' )] ;
      s_prepare = prepare <name> from ( <string> | <uservar> ) ;
      s_execute = execute <name> [using <uservar>,+] ;
      s_deallocate = deallocate prepare <name> ;
      s_kill = kill [connection | query] <expr> ;
      s_shutdown = shutdown ;
      s_restart = restart ;
      s_help = help <identtext> ;
      s_analyze = analyze [binlog] ( table | tables ) <table>,+ [histogram_] ;
      histogram_ = update histogram on <name>,+ [using data <string> | with <number> buckets [( auto | manual ) update] | ( auto | manual ) update] | drop histogram on <name>,+ ;
      s_check = check ( table | tables ) <table>,+ { checkoption } ;
      checkoption = for upgrade | quick | fast | medium | extended | changed ;
      s_optimize = optimize [binlog] ( table | tables ) <table>,+ ;
      s_repair = repair [binlog] ( table | tables ) <table>,+ { repairoption } ;
      repairoption = quick | extended | use_frm ;
      s_checksum = checksum ( table | tables ) <table>,+ [quick | extended] ;
      s_uninstall = uninstall ( plugin <name> | component <string>,+ ) ;
      """;

  static final String ACCOUNTS =
      """
      user_ = current_user ['(' ')'] | <identtext> [<host>] ;
      role_ = <identtext> [<host>] ;
      s_create_role = create role [if not exists] role_,+ ;
      s_grant = grant ( proxy on user_ to user_,+ [with grant option] | privilege,+ ( on [table | function | procedure | library] privlevel to user_,+ [with grant option] [as user_ [with role ( default | none | all [except role_,+] | role_,+ )]] | to user_,+ [with admin option] ) ) ;
      privilege = all [privileges] | ( select | insert | update | references ) ['(' <name>,+ ')'] | delete | usage | index | alter [routine] | create [view | user | tablespace | routine | role | temporary tables] | drop [role] | grant option | show ( databases | view ) | lock tables | replication ( slave | client ) | execute | trigger | <identtext> [<host>] ['(' <name>,+ ')'] ;
      privlevel = '*' ['.' '*'] | <name> ['.' ( '*' | <any> )] ;
      """;

  private MySqlStatementShapes() {}
}
