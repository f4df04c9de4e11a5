package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.ddl.Definition.Type;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.script.Severity;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds types that only the other dialect has. */
final class TypeCheck {
  /** MySQL's types, and what PostgreSQL has instead. */
  private static final Map<String, String> NOT_POSTGRES =
      Map.ofEntries(
          Map.entry("datetime", "timestamp"),
          Map.entry("tinyint", "smallint"),
          Map.entry("mediumint", "integer"),
          Map.entry("tinytext", "text"),
          Map.entry("mediumtext", "text"),
          Map.entry("longtext", "text"),
          Map.entry("blob", "bytea"),
          Map.entry("tinyblob", "bytea"),
          Map.entry("mediumblob", "bytea"),
          Map.entry("longblob", "bytea"),
          Map.entry("binary", "bytea"),
          Map.entry("varbinary", "bytea"),
          Map.entry("double", "double precision"),
          Map.entry("year", "smallint"),
          Map.entry("nvarchar", "varchar"),
          Map.entry("varchar2", "varchar"),
          Map.entry("number", "numeric"),
          Map.entry("enum", "a type made with CREATE TYPE … AS ENUM, or text with a CHECK"),
          Map.entry("set", "text[]"));

  /** PostgreSQL's types, and what MySQL has instead. */
  private static final Map<String, String> NOT_MYSQL =
      Map.ofEntries(
          Map.entry("timestamptz", "TIMESTAMP"),
          Map.entry("timestamp with time zone", "TIMESTAMP"),
          Map.entry("timestamp without time zone", "DATETIME"),
          Map.entry("time with time zone", "TIME"),
          Map.entry("time without time zone", "TIME"),
          Map.entry("jsonb", "JSON"),
          Map.entry("bytea", "BLOB"),
          Map.entry("bigserial", "BIGINT AUTO_INCREMENT"),
          Map.entry("smallserial", "SMALLINT AUTO_INCREMENT"),
          Map.entry("interval", "a number of seconds, or TIME"),
          Map.entry("money", "DECIMAL(19,2)"),
          Map.entry("cidr", "VARCHAR(43)"),
          Map.entry("macaddr", "CHAR(17)"),
          Map.entry("tsvector", "a FULLTEXT index"),
          Map.entry("citext", "VARCHAR with a case-insensitive collation"),
          Map.entry("hstore", "JSON"),
          Map.entry("name", "VARCHAR(64)"),
          Map.entry("number", "DECIMAL"),
          Map.entry("varchar2", "VARCHAR"));

  private SchemaState schema;
  private final boolean mariaDb;
  private final Set<String> own = new HashSet<>();

  TypeCheck(SchemaState schema, boolean mariaDb) {
    this.schema = schema;
    this.mariaDb = mariaDb;
    schema.catalog().schema().types().forEach(t -> own.add(t.name().name()));
  }

  /** Says how the schema stands before the next statement. */
  void at(SchemaState now) {
    schema = now;
  }

  /** The script makes a type of this name. */
  void add(String name) {
    own.add(name);
  }

  void check(Type type, Reporter reporter) {
    String name = type.name();
    if (schema.isPostgres()) {
      if (type.qualified() || own.contains(name)) {
        return;
      }
      String bare = name.replace(" unsigned", "").replace(" signed", "").replace(" zerofill", "");
      if (!bare.equals(name)) {
        report(
            type,
            "Write bigint or numeric for larger numbers; there are no unsigned types.",
            reporter);
        return;
      }
      String instead = NOT_POSTGRES.get(name);
      if (instead == null
          && Set.of("int", "integer", "bigint", "smallint").contains(name)
          && !type.modifiers().isEmpty()) {
        report(type, "Write " + name + " without a width.", reporter);
      } else {
        instead(type, instead, reporter);
      }
      return;
    }
    if (type.array()) {
      report(type, "Write JSON, or a table of its own.", reporter);
      return;
    }
    if (name.equals("uuid") && !mariaDb) {
      report(type, "Write CHAR(36) or BINARY(16).", reporter);
      return;
    }
    if (name.equals("inet") && !mariaDb) {
      report(type, "Write VARCHAR(45) or VARBINARY(16).", reporter);
      return;
    }
    if ((name.equals("varchar") || name.equals("character varying") || name.equals("varbinary"))
        && type.modifiers().isEmpty()) {
      report(type, "Give it a length, as in VARCHAR(255).", reporter);
      return;
    }
    if (!name.equals("name") || !type.qualified()) {
      instead(type, NOT_MYSQL.get(name), reporter);
    }
  }

  private void instead(Type type, @Nullable String instead, Reporter reporter) {
    if (instead != null) {
      report(type, "Write " + instead + ".", reporter);
    }
  }

  private void report(Type type, String hint, Reporter reporter) {
    // Of the text alone nobody knows which types PostgreSQL has been taught.
    boolean certain = !schema.isPostgres() || !schema.isUncertain();
    reporter.report(
        FindingRule.FOREIGN_DIALECT,
        certain ? Severity.ERROR : Severity.WARNING,
        type.at(),
        (schema.isPostgres() ? "PostgreSQL" : mariaDb ? "MariaDB" : "MySQL")
            + " has no type "
            + type.text(),
        hint,
        null);
  }
}
