package dev.dbsa.adapter.introspect;

import java.util.List;

/**
 * The catalogue queries for what few PostgreSQL databases have much of: objects of extensions,
 * policies, rules, operators and the like, and for what uses what. As in {@link PostgresQueries},
 * everything is named with its schema.
 */
final class PostgresFurtherQueries {
  /** The first number that the server gives to an object which it did not come with. */
  private static final String FIRST_USER_OBJECT = "16384";

  private static final int V15 = 150000;
  private static final int V17 = 170000;

  private final int version;

  /**
   * @param version {@code server_version_num}
   */
  PostgresFurtherQueries(int version) {
    this.version = version;
  }

  private static CatalogQuery query(String subject, String sql) {
    return PostgresQueries.query(subject, sql.replace("<first user object>", FIRST_USER_OBJECT));
  }

  /** Every query of one reading, in the order of execution. */
  List<CatalogQuery> all() {
    return List.of(
        parents(),
        policies(),
        rules(),
        parameters(),
        extensionFunctions(),
        extensionTypes(),
        operators(),
        casts(),
        operatorClasses(),
        collations(),
        statistics(),
        eventTriggers(),
        publications(),
        others(),
        installed(),
        dependencies());
  }

  /** Which tables inherit from which, partitions aside. */
  CatalogQuery parents() {
    return query(
        "inheritance",
        """
        SELECT i.inhrelid, n.nspname, p.relname
          FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
          JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
          JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
         WHERE c.relkind IN ('r', 'f') AND NOT c.relispartition
         ORDER BY i.inhrelid, i.inhseqno
        """);
  }

  CatalogQuery policies() {
    return query(
        "policies",
        """
        SELECT p.polrelid, p.polname, p.polcmd, p.polpermissive,
               (SELECT pg_catalog.string_agg(
                         COALESCE(r.rolname, 'public'), E'\\n' ORDER BY r.rolname)
                  FROM pg_catalog.unnest(p.polroles) AS o(role)
                  LEFT JOIN pg_catalog.pg_roles r ON r.oid = o.role),
               pg_catalog.pg_get_expr(p.polqual, p.polrelid),
               pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
          FROM pg_catalog.pg_policy p
         ORDER BY p.polrelid, p.polname
        """);
  }

  /** Without the views' own; the statements are printed apart, as that waits for locks. */
  CatalogQuery rules() {
    return query(
        "rules",
        """
        SELECT r.ev_class, r.rulename, r.ev_type, r.is_instead, r.ev_enabled, <definition>
          FROM pg_catalog.pg_rewrite r
          JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
         WHERE r.rulename <> '_RETURN' AND c.relnamespace IN <user schemas>
         ORDER BY r.ev_class, r.rulename
        """
            .replace("<definition>", "pg_catalog.pg_get_ruledef(r.oid, false)"));
  }

  /** As {@link #rules}, where printing them would have to wait. */
  CatalogQuery rulesByName() {
    CatalogQuery rules = rules();
    return new CatalogQuery(
        rules.subject(), rules.sql().replace("pg_catalog.pg_get_ruledef(r.oid, false)", "''"));
  }

  /** The parameters of routines, by number. */
  CatalogQuery parameters() {
    return query(
        "routine parameters",
        """
        SELECT p.oid, p.proargnames[k.n], COALESCE(p.proargmodes[k.n], 'i'),
               pg_catalog.format_type(COALESCE(p.proallargtypes[k.n], p.proargtypes[k.n - 1]), NULL),
               pg_catalog.pg_get_function_arg_default(p.oid, k.n)
          FROM pg_catalog.pg_proc p,
               LATERAL pg_catalog.generate_series(
                 1,
                 COALESCE(pg_catalog.array_length(p.proallargtypes, 1),
                          p.pronargs::pg_catalog.int4)) AS k(n)
         WHERE p.pronamespace IN <user schemas>
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                              AND e.objid = p.oid
                              AND (e.deptype = 'i'
                                   OR e.deptype = 'e' AND e.refclassid = <pg_extension>))
         ORDER BY p.oid, k.n
        """);
  }

  /**
   * What uses what. Left out is what the definitions tell anyway: keys and foreign keys,
   * partitions, what belongs to the server, and schemas. What belongs to an extension stands for
   * the extension. Views' rules are named as the server names them and told apart by the reader.
   */
  CatalogQuery dependencies() {
    return query(
        "dependencies",
        """
        WITH member AS MATERIALIZED (
          SELECT m.classid, m.objid, m.refobjid AS extension
            FROM pg_catalog.pg_depend m
           WHERE m.deptype = 'e' AND m.refclassid = <pg_extension>
        ), edge AS MATERIALIZED (
          SELECT d.classid, d.objid, d.objsubid,
                 CASE WHEN m.extension IS NULL THEN d.refclassid ELSE <pg_extension> END AS refclassid,
                 COALESCE(m.extension, d.refobjid) AS refobjid,
                 pg_catalog.bool_and(d.deptype = 'a') AS automatic,
                 pg_catalog.array_agg(DISTINCT d.refobjsubid)
                   FILTER (WHERE m.extension IS NULL AND d.refobjsubid > 0
                             AND d.refclassid = <pg_class>) AS columns
            FROM pg_catalog.pg_depend d
            LEFT JOIN member m ON m.classid = d.refclassid AND m.objid = d.refobjid
            LEFT JOIN pg_catalog.pg_class c ON d.classid = <pg_class> AND c.oid = d.objid
            LEFT JOIN pg_catalog.pg_index i ON d.classid = <pg_class> AND i.indexrelid = d.objid
            LEFT JOIN pg_catalog.pg_constraint k
              ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid
            LEFT JOIN pg_catalog.pg_class kc ON kc.oid = k.conrelid
            LEFT JOIN pg_catalog.pg_attrdef f
              ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND f.oid = d.objid
            LEFT JOIN pg_catalog.pg_class fc ON fc.oid = f.adrelid
           WHERE d.deptype IN ('n', 'a')
             AND d.objid >= <first user object> AND d.refobjid >= <first user object>
             AND d.refclassid <> 'pg_catalog.pg_namespace'::pg_catalog.regclass
             -- Members of operator families, and of publications, which are read by themselves.
             AND d.classid NOT IN ('pg_catalog.pg_amop'::pg_catalog.regclass,
                                   'pg_catalog.pg_amproc'::pg_catalog.regclass,
                                   'pg_catalog.pg_publication_rel'::pg_catalog.regclass)
             AND NOT EXISTS (SELECT 1 FROM member x WHERE x.classid = d.classid AND x.objid = d.objid)
             AND c.relispartition IS NOT TRUE AND kc.relispartition IS NOT TRUE
             AND fc.relispartition IS NOT TRUE AND (c.relpersistence = 't') IS NOT TRUE
             -- Functions that the server made for a range type.
             AND NOT (d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND EXISTS (SELECT 1 FROM pg_catalog.pg_depend x
                                   WHERE x.classid = d.classid AND x.objid = d.objid
                                     AND x.deptype = 'i'))
             -- Key columns of plain indexes, owners of sequences, inherited tables.
             AND (d.classid = <pg_class> AND d.refclassid = <pg_class>
                  AND (i.indexrelid IS NULL
                       OR i.indexprs IS NULL AND i.indpred IS NULL)) IS NOT TRUE
             AND (k.contype IN ('p', 'u', 'f', 'n', 't')
                  AND d.refclassid IN (
                        <pg_class>, 'pg_catalog.pg_constraint'::pg_catalog.regclass)) IS NOT TRUE
             -- A default's own column.
             AND (d.refclassid = <pg_class> AND d.refobjid = f.adrelid
                  AND d.refobjsubid = f.adnum) IS NOT TRUE
             -- The relation that a rule, trigger or policy belongs to, a domain's constraint.
             AND (d.deptype = 'a' AND d.refobjsubid = 0
                  AND d.classid IN ('pg_catalog.pg_rewrite'::pg_catalog.regclass,
                                    'pg_catalog.pg_trigger'::pg_catalog.regclass,
                                    'pg_catalog.pg_policy'::pg_catalog.regclass)) IS NOT TRUE
             AND (d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
                  AND k.contypid = d.refobjid) IS NOT TRUE
           GROUP BY d.classid, d.objid, d.objsubid, m.extension, d.refclassid, d.refobjid
        )
        SELECT a.type, <names of a>, pg_catalog.array_to_string(a.object_args, ', '),
               b.type, <names of b>, pg_catalog.array_to_string(b.object_args, ', '),
               (SELECT pg_catalog.string_agg(t.attname, E'\\x1f' ORDER BY t.attnum)
                  FROM pg_catalog.pg_attribute t
                 WHERE t.attrelid = edge.refobjid AND t.attnum = ANY (edge.columns)),
               edge.automatic
          FROM edge,
               LATERAL pg_catalog.pg_identify_object_as_address(
                 edge.classid, edge.objid, edge.objsubid) AS a,
               LATERAL pg_catalog.pg_identify_object_as_address(
                 edge.refclassid, edge.refobjid, 0) AS b
        """
            .replace("<names of a>", names("edge.classid", "edge.objid", "a.object_names"))
            .replace("<names of b>", names("edge.refclassid", "edge.refobjid", "b.object_names")));
  }

  /** The parts of an object's name; a type has schema and name too, and an array its elements'. */
  private static String names(String catalogue, String id, String names) {
    return """
    COALESCE(
      (SELECT pg_catalog.concat_ws(E'\\x1f', n.nspname, COALESCE(l.typname, t.typname))
         FROM pg_catalog.pg_type t
         LEFT JOIN pg_catalog.pg_type l ON l.oid = t.typelem AND l.typarray = t.oid
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.oid = CASE <catalogue>
                WHEN 'pg_catalog.pg_type'::pg_catalog.regclass THEN <id>
                WHEN 'pg_catalog.pg_constraint'::pg_catalog.regclass
                  THEN (SELECT k.contypid FROM pg_catalog.pg_constraint k WHERE k.oid = <id>)
              END),
      pg_catalog.array_to_string(<names>, E'\\x1f'))
    """
        .replace("<catalogue>", catalogue)
        .replace("<id>", id)
        .replace("<names>", names);
  }

  CatalogQuery extensionFunctions() {
    return query(
        "functions of extensions",
        """
        SELECT e.extname, n.nspname, p.proname, p.prokind,
               (SELECT pg_catalog.string_agg(
                         pg_catalog.format_type(t.type, NULL), E'\\n' ORDER BY t.position)
                  FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[])
                       WITH ORDINALITY AS t(type, position)),
               p.pronargdefaults, p.provariadic <> 0,
               pg_catalog.format_type(p.prorettype, NULL), p.proretset, p.provolatile
          FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
          JOIN pg_catalog.pg_proc p ON p.oid = d.objid
          JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
         WHERE d.deptype = 'e' AND d.refclassid = <pg_extension>
           AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        """);
  }

  /** Types and relations of extensions; a row type is its table, an array type its element type. */
  CatalogQuery extensionTypes() {
    return query(
        "types of extensions",
        """
        SELECT e.extname, 't', n.nspname, t.typname
          FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
          JOIN pg_catalog.pg_type t ON t.oid = d.objid
          JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
         WHERE d.deptype = 'e' AND d.refclassid = <pg_extension>
           AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
           AND t.typcategory <> 'A'
        UNION ALL
        SELECT e.extname, 'r', n.nspname, c.relname
          FROM pg_catalog.pg_depend d
          JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
          JOIN pg_catalog.pg_class c ON c.oid = d.objid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE d.deptype = 'e' AND d.refclassid = <pg_extension> AND d.classid = <pg_class>
           AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
        """);
  }

  /** Those of extensions with the extension's name, the schema's own without. */
  CatalogQuery operators() {
    return query(
        "operators",
        """
        SELECT e.extname, n.nspname, o.oprname,
               CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,
               pg_catalog.format_type(o.oprright, NULL),
               pg_catalog.format_type(o.oprresult, NULL)
          FROM pg_catalog.pg_operator o
          JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
          LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND d.objid = o.oid
           AND d.deptype = 'e' AND d.refclassid = <pg_extension>
          LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
         WHERE o.oid >= <first user object> AND o.oprright <> 0
        """);
  }

  /** As {@link #operators}. */
  CatalogQuery casts() {
    return query(
        "casts",
        """
        SELECT e.extname, pg_catalog.format_type(c.castsource, NULL),
               pg_catalog.format_type(c.casttarget, NULL), c.castcontext
          FROM pg_catalog.pg_cast c
          LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND d.objid = c.oid
           AND d.deptype = 'e' AND d.refclassid = <pg_extension>
          LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
         WHERE c.oid >= <first user object>
           -- Made by the server for a range type.
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i
                            WHERE i.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass
                              AND i.objid = c.oid AND i.deptype = 'i')
        """);
  }

  /** As {@link #operators}. */
  CatalogQuery operatorClasses() {
    return query(
        "operator classes",
        """
        SELECT e.extname, n.nspname, o.opcname, am.amname,
               pg_catalog.format_type(o.opcintype, NULL), o.opcdefault
          FROM pg_catalog.pg_opclass o
          JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
          JOIN pg_catalog.pg_am am ON am.oid = o.opcmethod
          LEFT JOIN pg_catalog.pg_depend d
            ON d.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND d.objid = o.oid
           AND d.deptype = 'e' AND d.refclassid = <pg_extension>
          LEFT JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
         WHERE o.oid >= <first user object>
        """);
  }

  CatalogQuery collations() {
    return query(
        "collations",
        """
        SELECT n.nspname, c.collname, c.collprovider, c.collisdeterministic,
               COALESCE(c.<locale>, c.collcollate)
          FROM pg_catalog.pg_collation c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
         WHERE c.collnamespace IN <user schemas>
        """
            .replace(
                "<locale>",
                version >= V17 ? "colllocale" : version >= V15 ? "colliculocale" : "collcollate"));
  }

  CatalogQuery statistics() {
    return query(
        "statistics objects",
        """
        SELECT n.nspname, s.stxname, tn.nspname, t.relname,
               pg_catalog.pg_get_statisticsobjdef(s.oid)
          FROM pg_catalog.pg_statistic_ext s
          JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
          JOIN pg_catalog.pg_class t ON t.oid = s.stxrelid
          JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
         WHERE s.stxnamespace IN <user schemas>
        """);
  }

  CatalogQuery eventTriggers() {
    return query(
        "event triggers",
        """
        SELECT e.evtname, e.evtevent, n.nspname, p.proname, e.evtenabled,
               pg_catalog.array_to_string(e.evttags, E'\\n')
          FROM pg_catalog.pg_event_trigger e
          JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
          JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        """);
  }

  /** One row for each publication, then one for each table and schema of one. */
  CatalogQuery publications() {
    return query(
        "publications",
        """
        SELECT p.pubname, p.puballtables, NULL, NULL
          FROM pg_catalog.pg_publication p
        UNION ALL
        SELECT p.pubname, false, n.nspname, c.relname
          FROM pg_catalog.pg_publication_rel r
          JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
          JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """
            + (version < V15
                ? ""
                : """
                UNION ALL
                SELECT p.pubname, false, n.nspname, NULL
                  FROM pg_catalog.pg_publication_namespace r
                  JOIN pg_catalog.pg_publication p ON p.oid = r.pnpubid
                  JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid
                """));
  }

  /** What is kept by name only. */
  CatalogQuery others() {
    return query(
        "other objects",
        """
        SELECT 'TEXT_SEARCH_CONFIGURATION', n.nspname, c.cfgname
          FROM pg_catalog.pg_ts_config c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
         WHERE c.cfgnamespace IN <user schemas>
        UNION ALL
        SELECT 'TEXT_SEARCH_DICTIONARY', n.nspname, d.dictname
          FROM pg_catalog.pg_ts_dict d
          JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
         WHERE d.dictnamespace IN <user schemas>
        UNION ALL
        SELECT 'FOREIGN_DATA_WRAPPER', '', w.fdwname FROM pg_catalog.pg_foreign_data_wrapper w
        UNION ALL
        SELECT 'FOREIGN_SERVER', '', s.srvname FROM pg_catalog.pg_foreign_server s
        """);
  }

  CatalogQuery installed() {
    return query(
        "installed",
        """
        SELECT 'm', a.amname FROM pg_catalog.pg_am a
        UNION ALL
        SELECT 'l', l.lanname FROM pg_catalog.pg_language l
        UNION ALL
        SELECT 'r', r.rolname FROM pg_catalog.pg_roles r
        UNION ALL
        SELECT 'c', c.collname
          FROM pg_catalog.pg_collation c
         WHERE c.collnamespace = 'pg_catalog'::pg_catalog.regnamespace
           AND c.collencoding IN (
                 -1, (SELECT d.encoding FROM pg_catalog.pg_database d
                       WHERE d.datname = pg_catalog.current_database()))
        """);
  }
}
