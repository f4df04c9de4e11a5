package dev.dbsa.adapter.introspect;

import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue queries for PostgreSQL 12 to 18. Everything is named with its schema, and nothing
 * is found by the search path, which {@link PostgresVendor} empties: a hostile schema can shadow
 * neither tables nor functions nor operators of the catalogue.
 *
 * <p>Objects of extensions are left out where they are relations, types or routines: they belong to
 * the extension, not to the schema's authors. Partitions are folded into their root.
 */
final class PostgresQueries {
  /** Where {@code server_version_num} starts for the first release that has a feature. */
  private static final int V14 = 140000;

  private static final int V15 = 150000;
  private static final int V18 = 180000;

  private final int version;

  /**
   * @param version {@code server_version_num}
   */
  PostgresQueries(int version) {
    this.version = version;
  }

  /** Every query of one reading, in the order of execution. */
  List<CatalogQuery> all() {
    List<CatalogQuery> queries = new ArrayList<>();
    queries.add(schemas());
    queries.add(relations());
    queries.add(columns());
    queries.add(constraints());
    queries.add(indexes());
    queries.add(indexExpressions());
    queries.add(indexPartTraits());
    queries.add(viewDefinitions());
    queries.add(partitions());
    queries.add(sequences());
    queries.add(types());
    queries.add(enumLabels());
    queries.add(attributes());
    queries.add(domainChecks());
    queries.add(routines());
    queries.add(triggers());
    queries.add(extensions());
    queries.addAll(new PostgresFurtherQueries(version).all());
    return queries;
  }

  static CatalogQuery query(String subject, String sql) {
    return new CatalogQuery(
        subject,
        sql.replace("<user schemas>", USER_SCHEMAS)
            .replace("<pg_class>", "'pg_catalog.pg_class'::pg_catalog.regclass")
            .replace("<pg_extension>", "'pg_catalog.pg_extension'::pg_catalog.regclass"));
  }

  /** The prefix {@code pg_} is reserved for the system. */
  private static final String USER_SCHEMAS =
      "(SELECT s.oid FROM pg_catalog.pg_namespace s"
          + " WHERE s.nspname !~ '^pg_' AND s.nspname <> 'information_schema')";

  /**
   * Before anything else, under the account's own search path.
   *
   * <p>The time zone of the session is the driver's: the account's own is only known where it was
   * set for the role or the database.
   */
  static CatalogQuery server() {
    return query(
        "server",
        """
        SELECT pg_catalog.current_setting('server_version_num'),
               pg_catalog.current_setting('server_version'),
               pg_catalog.current_database(),
               CURRENT_USER,
               pg_catalog.current_setting('server_encoding'),
               pg_catalog.current_setting('standard_conforming_strings'),
               pg_catalog.current_setting('backslash_quote'),
               pg_catalog.current_setting('transform_null_equals'),
               pg_catalog.current_setting('DateStyle'),
               pg_catalog.current_setting('IntervalStyle'),
               pg_catalog.current_setting('max_identifier_length'),
               pg_catalog.current_setting('block_size')
        """);
  }

  static CatalogQuery searchPath() {
    return query(
        "search path",
        "SELECT p.name FROM pg_catalog.unnest(pg_catalog.current_schemas(false))"
            + " WITH ORDINALITY AS p(name, position) ORDER BY p.position");
  }

  static CatalogQuery databaseDefaults() {
    return query(
        "database defaults",
        """
        SELECT d.datcollate, d.datctype,
               (SELECT pg_catalog.substr(o.setting, 10)
                  FROM pg_catalog.pg_db_role_setting s,
                       LATERAL pg_catalog.unnest(s.setconfig) AS o(setting)
                 WHERE s.setdatabase IN (0, d.oid)
                   AND s.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER))
                   AND pg_catalog.lower(o.setting) LIKE 'timezone=%'
                 ORDER BY s.setrole <> 0 DESC, s.setdatabase <> 0 DESC
                 LIMIT 1)
          FROM pg_catalog.pg_database d
         WHERE d.datname = pg_catalog.current_database()
        """);
  }

  CatalogQuery schemas() {
    return query(
        "schemas", "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE n.oid IN <user schemas>");
  }

  CatalogQuery relations() {
    return query(
        "relations",
        """
        SELECT c.oid, n.nspname, c.relname, c.relkind, d.description, am.amname,
               p.partstrat, pg_catalog.pg_get_partkeydef(p.partrelid),
               c.reltuples::pg_catalog.int8, c.relpages + COALESCE(t.relpages, 0),
               c.relpersistence, c.relispopulated, c.relrowsecurity, c.relforcerowsecurity,
               pg_catalog.array_to_string(c.reloptions, E'\\n'),
               (SELECT y.typname FROM pg_catalog.pg_type y WHERE y.oid = c.reloftype),
               (SELECT yn.nspname
                  FROM pg_catalog.pg_type y
                  JOIN pg_catalog.pg_namespace yn ON yn.oid = y.typnamespace
                 WHERE y.oid = c.reloftype),
               (SELECT s.srvname
                  FROM pg_catalog.pg_foreign_table f
                  JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
                 WHERE f.ftrelid = c.oid)
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
          LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
          LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = c.oid
          LEFT JOIN pg_catalog.pg_description d
            ON d.objoid = c.oid AND d.classoid = <pg_class> AND d.objsubid = 0
         WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
           AND NOT c.relispartition
           AND c.relnamespace IN <user schemas>
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.refclassid = <pg_extension> AND e.deptype = 'e'
                              AND e.classid = <pg_class> AND e.objid = c.oid)
        """);
  }

  CatalogQuery columns() {
    return query(
        "columns",
        """
        SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
               a.attnotnull, a.attidentity, a.attgenerated,
               pg_catalog.pg_get_expr(d.adbin, d.adrelid),
               CASE WHEN a.attcollation <> t.typcollation
                    THEN (SELECT CASE WHEN cn.nspname = 'pg_catalog' THEN co.collname::pg_catalog.text
                                      ELSE pg_catalog.format('%s.%s', cn.nspname, co.collname) END
                            FROM pg_catalog.pg_collation co
                            JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                           WHERE co.oid = a.attcollation)
               END,
               m.description, <not null constraint>, a.attinhcount > 0,
               <not null traits>
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
          JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          LEFT JOIN pg_catalog.pg_description m
            ON m.objoid = a.attrelid AND m.classoid = <pg_class> AND m.objsubid = a.attnum
          <not null constraints>
         WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
           AND NOT c.relispartition
           AND c.relnamespace IN <user schemas>
           AND a.attnum > 0 AND NOT a.attisdropped
        """
            .replace("<not null constraint>", version >= V18 ? "k.conname" : "NULL")
            .replace(
                "<not null traits>",
                version >= V18
                    ? "COALESCE(k.connoinherit, false), COALESCE(k.convalidated, true)"
                    : "false, true")
            .replace(
                "<not null constraints>",
                version < V18
                    ? ""
                    : "LEFT JOIN pg_catalog.pg_constraint k ON k.contype = 'n'"
                        + " AND k.conrelid = a.attrelid AND k.conkey[1] = a.attnum"));
  }

  /**
   * Keys as column numbers: the reader knows the names. Constraints with a parent are copies that
   * the server made for partitions. Named NOT NULL constraints, which are catalogued since version
   * 18, show in the columns.
   */
  CatalogQuery constraints() {
    return query(
        "constraints",
        """
        SELECT c.conrelid, c.conname, c.contype, c.conkey, c.conindid,
               c.confrelid, n.nspname, t.relname, c.confkey, c.confupdtype, c.confdeltype,
               c.condeferrable, c.condeferred, c.convalidated, <enforced>,
               pg_catalog.pg_get_expr(c.conbin, c.conrelid),
               c.confmatchtype, x.relname, <reset columns>, c.connoinherit, c.coninhcount > 0,
               (SELECT pg_catalog.string_agg(
                         CASE WHEN opn.nspname <> 'pg_catalog'
                              THEN pg_catalog.concat(opn.nspname, '.') ELSE '' END
                           OPERATOR(pg_catalog.||) op.oprname, E'\\n' ORDER BY o.position)
                  FROM pg_catalog.unnest(c.conexclop) WITH ORDINALITY AS o(id, position)
                  JOIN pg_catalog.pg_operator op ON op.oid = o.id
                  JOIN pg_catalog.pg_namespace opn ON opn.oid = op.oprnamespace)
          FROM pg_catalog.pg_constraint c
          LEFT JOIN pg_catalog.pg_class x ON x.oid = c.conindid
          LEFT JOIN pg_catalog.pg_class t ON t.oid = c.confrelid
          LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
         WHERE c.conrelid <> 0 AND c.conparentid = 0
           AND c.contype IN ('p', 'u', 'x', 'f', 'c')
           AND c.connamespace IN <user schemas>
        """
            .replace("<enforced>", version >= V18 ? "c.conenforced" : "true")
            .replace("<reset columns>", version >= V15 ? "c.confdelsetcols" : "NULL"));
  }

  /** The columns of tables that foreign keys refer to and that are not in the snapshot. */
  static CatalogQuery columnsOf(Iterable<Long> tables) {
    List<String> numbers = new ArrayList<>();
    tables.forEach(t -> numbers.add(Long.toString(t)));
    return query(
        "columns of other tables",
        "SELECT a.attrelid, a.attnum, a.attname FROM pg_catalog.pg_attribute a"
            + " WHERE a.attnum > 0 AND a.attrelid IN ("
            + String.join(", ", numbers)
            + ")");
  }

  CatalogQuery indexes() {
    return query(
        "indexes",
        """
        SELECT i.indrelid, i.indexrelid, x.relname, i.indisunique,
               i.indisvalid AND i.indisready AND i.indislive,
               am.amname, i.indnkeyatts, i.indkey, i.indoption,
               pg_catalog.pg_get_expr(i.indpred, i.indrelid), <nulls not distinct>, x.relpages
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
          JOIN pg_catalog.pg_am am ON am.oid = x.relam
          JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
         WHERE c.relkind IN ('r', 'p', 'm')
           AND NOT c.relispartition
           AND c.relnamespace IN <user schemas>
        """
            .replace("<nulls not distinct>", version >= V15 ? "i.indnullsnotdistinct" : "false"));
  }

  /** Of key parts whose operator class or collation is not what the column brings. */
  CatalogQuery indexPartTraits() {
    return query(
        "index operator classes",
        """
        SELECT i.indexrelid, k.part,
               CASE WHEN NOT o.opcdefault
                    THEN CASE WHEN n.nspname <> 'pg_catalog'
                              THEN pg_catalog.concat(n.nspname, '.') ELSE '' END
                           OPERATOR(pg_catalog.||) o.opcname
               END,
               CASE WHEN i.indcollation[k.part - 1] <> COALESCE(t.attcollation, y.typcollation)
                    THEN (SELECT CASE WHEN cn.nspname = 'pg_catalog' THEN co.collname::pg_catalog.text
                                      ELSE pg_catalog.format('%s.%s', cn.nspname, co.collname) END
                            FROM pg_catalog.pg_collation co
                            JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                           WHERE co.oid = i.indcollation[k.part - 1])
               END
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
         CROSS JOIN LATERAL pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) AS k(part)
          JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[k.part - 1]
          JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
          JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = k.part
          JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
          LEFT JOIN pg_catalog.pg_attribute t
            ON t.attrelid = i.indrelid AND t.attnum = i.indkey[k.part - 1] AND t.attnum > 0
         WHERE NOT c.relispartition AND c.relnamespace IN <user schemas>
           AND (NOT o.opcdefault
                OR i.indcollation[k.part - 1] <> COALESCE(t.attcollation, y.typcollation))
        """);
  }

  CatalogQuery indexExpressions() {
    return query(
        "index expressions",
        """
        SELECT i.indexrelid, k.part, pg_catalog.pg_get_indexdef(i.indexrelid, k.part, false)
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indrelid,
               LATERAL pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) AS k(part)
         WHERE i.indexprs IS NOT NULL AND i.indkey[k.part - 1] = 0
           AND NOT c.relispartition
           AND c.relnamespace IN <user schemas>
        """);
  }

  /** Waits for locks: printing a view locks the tables that it reads. */
  CatalogQuery viewDefinitions() {
    return query(
        "view definitions",
        """
        SELECT c.oid, pg_catalog.pg_get_viewdef(c.oid, false), false,
               pg_catalog.pg_relation_is_updatable(c.oid, false)
          FROM pg_catalog.pg_class c
         WHERE c.relkind IN ('v', 'm') AND c.relnamespace IN <user schemas>
        """);
  }

  /**
   * As {@link #viewDefinitions}, without the views that would have to wait for a lock and those
   * that read a table which is gone by now: the rows here are those of the transaction's moment,
   * but the test of a privilege looks at the present and finds no such table.
   */
  CatalogQuery freeViewDefinitions() {
    return query(
        "view definitions",
        """
        WITH busy AS MATERIALIZED (
          SELECT l.relation FROM pg_catalog.pg_locks l
           WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted
             AND l.pid <> pg_catalog.pg_backend_pid()
        ), waiting AS MATERIALIZED (
          SELECT r.ev_class AS oid
            FROM pg_catalog.pg_rewrite r
            JOIN pg_catalog.pg_depend d
              ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
             AND d.refclassid = <pg_class>
           WHERE d.refobjid IN (SELECT busy.relation FROM busy)
              OR pg_catalog.has_table_privilege(d.refobjid, 'SELECT') IS NULL
          UNION ALL
          SELECT busy.relation FROM busy
        )
        SELECT v.oid, CASE WHEN NOT v.waits THEN pg_catalog.pg_get_viewdef(v.oid, false) END, v.waits,
               CASE WHEN NOT v.waits THEN pg_catalog.pg_relation_is_updatable(v.oid, false) END
          FROM (SELECT c.oid, c.oid IN (SELECT w.oid FROM waiting w) AS waits
                  FROM pg_catalog.pg_class c
                 WHERE c.relkind IN ('v', 'm') AND c.relnamespace IN <user schemas>
                OFFSET 0) v
        """);
  }

  CatalogQuery partitions() {
    return query(
        "partitions",
        """
        WITH RECURSIVE tree AS (
          SELECT i.inhparent AS root, i.inhparent AS parent, i.inhrelid AS part
            FROM pg_catalog.pg_inherits i
            JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
           WHERE p.relkind = 'p' AND NOT p.relispartition
          UNION ALL
          SELECT tree.root, i.inhparent, i.inhrelid
            FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.part
        )
        SELECT tree.root, c.relname, c.relkind, c.reltuples::pg_catalog.int8,
               c.relpages + COALESCE(t.relpages, 0)
                 + COALESCE((SELECT pg_catalog.sum(x.relpages)
                               FROM pg_catalog.pg_index i
                               JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                              WHERE i.indrelid = c.oid), 0),
               n.nspname, pn.nspname, p.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
               CASE WHEN EXISTS (SELECT 1
                                   FROM pg_catalog.pg_attribute a
                                   JOIN pg_catalog.pg_attribute r
                                     ON r.attrelid = tree.root AND r.attname = a.attname
                                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnum <> r.attnum)
                    THEN (SELECT pg_catalog.string_agg(r.attnum::pg_catalog.text, ',' ORDER BY a.attnum)
                            FROM pg_catalog.pg_attribute a
                            JOIN pg_catalog.pg_attribute r
                              ON r.attrelid = tree.root AND r.attname = a.attname
                           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
               END,
               k.partstrat, pg_catalog.pg_get_partkeydef(k.partrelid)
          FROM tree
          JOIN pg_catalog.pg_class c ON c.oid = tree.part
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_catalog.pg_class p ON p.oid = tree.parent
          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
          LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
          LEFT JOIN pg_catalog.pg_partitioned_table k ON k.partrelid = c.oid
        """);
  }

  CatalogQuery sequences() {
    return query(
        "sequences",
        """
        SELECT n.nspname, c.relname, pg_catalog.format_type(s.seqtypid, NULL),
               s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle,
               tn.nspname, t.relname, a.attname, d.deptype = 'i'
          FROM pg_catalog.pg_sequence s
          JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = <pg_class> AND d.objid = c.oid AND d.objsubid = 0
           AND d.refclassid = <pg_class> AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
          LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
          LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
          LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
         WHERE c.relnamespace IN <user schemas>
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.refclassid = <pg_extension> AND e.deptype = 'e'
                              AND e.classid = <pg_class> AND e.objid = c.oid)
        """);
  }

  /** A table's row type is not listed: it is the table. Neither are array and multirange types. */
  CatalogQuery types() {
    return query(
        "types",
        """
        SELECT t.oid, n.nspname, t.typname, t.typtype, d.description,
               CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
               t.typnotnull,
               COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault),
               CASE WHEN t.typtype = 'r' THEN pg_catalog.format_type(r.rngsubtype, NULL) END,
               t.typrelid, t.typisdefined, <multirange>,
               CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
                    THEN (SELECT CASE WHEN cn.nspname = 'pg_catalog' THEN co.collname::pg_catalog.text
                                      ELSE pg_catalog.format('%s.%s', cn.nspname, co.collname) END
                            FROM pg_catalog.pg_collation co
                            JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                           WHERE co.oid = t.typcollation)
               END
          FROM pg_catalog.pg_type t
          LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
          JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
          LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
          LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
          LEFT JOIN pg_catalog.pg_description d
            ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
           AND d.objsubid = 0
         WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c'
                OR t.typtype = 'b' AND t.typcategory <> 'A' OR NOT t.typisdefined)
           AND t.typnamespace IN <user schemas>
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.refclassid = <pg_extension> AND e.deptype = 'e'
                              AND e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
                              AND e.objid = t.oid)
        """
            .replace(
                "<multirange>",
                version < V14
                    ? "NULL"
                    : "(SELECT m.typname FROM pg_catalog.pg_type m WHERE m.oid ="
                        + " r.rngmultitypid)"));
  }

  CatalogQuery enumLabels() {
    return query(
        "enum labels",
        """
        SELECT e.enumtypid, e.enumlabel
          FROM pg_catalog.pg_enum e
          JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
         WHERE t.typnamespace IN <user schemas>
         ORDER BY e.enumtypid, e.enumsortorder
        """);
  }

  /** Of composite types. */
  CatalogQuery attributes() {
    return query(
        "attributes",
        """
        SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
               CASE WHEN a.attcollation <> t.typcollation
                    THEN (SELECT CASE WHEN cn.nspname = 'pg_catalog' THEN co.collname::pg_catalog.text
                                      ELSE pg_catalog.format('%s.%s', cn.nspname, co.collname) END
                            FROM pg_catalog.pg_collation co
                            JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                           WHERE co.oid = a.attcollation)
               END
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
          JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         WHERE c.relkind = 'c' AND c.relnamespace IN <user schemas>
           AND a.attnum > 0 AND NOT a.attisdropped
         ORDER BY a.attrelid, a.attnum
        """);
  }

  /** Checks, and since version 17 what keeps NULL out. */
  CatalogQuery domainChecks() {
    return query(
        "domain checks",
        """
        SELECT c.contypid, pg_catalog.pg_get_expr(c.conbin, 0), c.conname, c.convalidated,
               c.contype = 'n'
          FROM pg_catalog.pg_constraint c
         WHERE c.contypid <> 0 AND c.contype IN ('c', 'n') AND c.connamespace IN <user schemas>
         ORDER BY c.contypid, c.conname
        """);
  }

  /** Without the functions that the server makes for a range type. */
  CatalogQuery routines() {
    return query(
        "routines",
        """
        SELECT n.nspname, p.proname, p.prokind, pg_catalog.pg_get_function_arguments(p.oid),
               pg_catalog.pg_get_function_result(p.oid), p.provolatile, l.lanname, d.description,
               p.oid, p.proisstrict, p.prosecdef, p.proretset
          FROM pg_catalog.pg_proc p
          JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
          JOIN pg_catalog.pg_language l ON l.oid = p.prolang
          LEFT JOIN pg_catalog.pg_description d
            ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
           AND d.objsubid = 0
         WHERE p.pronamespace IN <user schemas>
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                              AND e.objid = p.oid
                              AND (e.deptype = 'i'
                                   OR e.deptype = 'e' AND e.refclassid = <pg_extension>))
        """);
  }

  CatalogQuery triggers() {
    return query(
        "triggers",
        """
        SELECT t.tgrelid, t.tgname, t.tgtype, t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid, false),
               pg_catalog.quote_ident(t.tgname),
               pg_catalog.quote_ident(n.nspname) OPERATOR(pg_catalog.||) '.'
                 OPERATOR(pg_catalog.||) pg_catalog.quote_ident(c.relname),
               fn.nspname, f.proname, t.tgattr, t.tgconstraint <> 0
          FROM pg_catalog.pg_trigger t
          JOIN pg_catalog.pg_proc f ON f.oid = t.tgfoid
          JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
          JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE NOT t.tgisinternal AND NOT c.relispartition AND c.relnamespace IN <user schemas>
        """);
  }

  CatalogQuery extensions() {
    return query(
        "extensions",
        """
        SELECT e.extname, e.extversion, n.nspname
          FROM pg_catalog.pg_extension e
          JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        """);
  }

  /**
   * What the account could change, roles that it may take on included. Being the owner counts, as
   * owners hold every privilege unless they gave it away.
   */
  CatalogQuery rights() {
    return query(
        "rights",
        """
        WITH roles AS MATERIALIZED (
          SELECT r.oid, r.rolsuper FROM pg_catalog.pg_roles r
           WHERE pg_catalog.pg_has_role(r.oid, 'MEMBER')
        )
        SELECT EXISTS (SELECT 1 FROM roles WHERE roles.rolsuper),
               EXISTS (SELECT 1 FROM roles
                        WHERE pg_catalog.has_database_privilege(
                                roles.oid, pg_catalog.current_database(), 'CREATE')),
               (SELECT n.nspname
                  FROM pg_catalog.pg_namespace n, roles
                 WHERE n.oid IN <user schemas>
                   AND pg_catalog.has_schema_privilege(roles.oid, n.oid, 'CREATE')
                 ORDER BY n.nspname LIMIT 1),
               (SELECT n.nspname OPERATOR(pg_catalog.||) '.' OPERATOR(pg_catalog.||) c.relname
                  FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, roles
                 WHERE c.relkind IN ('r', 'p', 'f', 'v') AND c.relnamespace IN <user schemas>
                   AND (pg_catalog.has_table_privilege(
                          roles.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                        OR pg_catalog.has_any_column_privilege(roles.oid, c.oid, 'INSERT, UPDATE'))
                 LIMIT 1),
               (SELECT s.ssl FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_catalog.pg_backend_pid()),
               <may write all data>
        """
            .replace(
                "<may write all data>",
                version >= V14
                    ? "pg_catalog.pg_has_role('pg_write_all_data', 'MEMBER')"
                    : "false"));
  }
}
