package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.schema.ServerInfo;
import dev.dbsa.domain.sql.Dialect;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.core.Encoding;

/** A read-only transaction that sees one moment of the catalogue, and what the server is. */
final class PostgresSession {
  private static final int OLDEST_READABLE = 120000;

  private final ReadLimits limits;
  private final Connection connection;
  private final SortedMap<String, String> settings = new TreeMap<>();
  private final List<String> searchPath = new ArrayList<>();
  private Catalog catalog;
  private int versionNumber;
  private long blockSize;
  private String version = "";
  private String database = "";
  private String user = "";

  private PostgresSession(Connection connection, ReadLimits limits) {
    this.connection = connection;
    this.limits = limits;
    this.catalog = new Catalog(connection, Texts.of(StandardCharsets.UTF_8), limits.fetchSize());
  }

  /**
   * Begins the transaction. Every setting ends with it: a pool between us and the server may hand
   * the server's session on to somebody else.
   */
  static PostgresSession begin(Connection connection, ReadLimits limits) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    PostgresSession session = new PostgresSession(connection, limits);
    session.catalog.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    session.readServer();
    session.refuseTooOld();
    session.settle();
    session.readDefaults();
    return session;
  }

  private void readServer() throws SQLException {
    catalog.read(
        PostgresQueries.server(),
        row -> {
          versionNumber = Integer.parseInt(row.text(1));
          // Packagers add their own build to it, in parentheses.
          version = row.text(2).replaceFirst(" .*", "");
          database = row.text(3);
          user = row.text(4);
          settings.put("server_encoding", row.text(5));
          settings.put("standard_conforming_strings", row.text(6));
          settings.put("backslash_quote", row.text(7));
          settings.put("transform_null_equals", row.text(8));
          settings.put("DateStyle", row.text(9));
          settings.put("IntervalStyle", row.text(10));
          settings.put("max_identifier_length", row.text(11));
          blockSize = Long.parseLong(row.text(12));
        });
    catalog.read(PostgresQueries.searchPath(), row -> searchPath.add(row.text(1)));
  }

  private void refuseTooOld() {
    if (versionNumber < OLDEST_READABLE) {
      throw new DbsaException(
          ErrorCode.TARGET_REFUSED,
          "PostgreSQL " + version + " is too old: 12 is the oldest that can be read.");
    }
  }

  /**
   * Limits, and everything that changes how the server prints a definition, so that the same schema
   * reads the same for every account, from every machine. With an empty search path every name is
   * printed with its schema, as in a dump.
   */
  private void settle() throws SQLException {
    catalog.run(
        """
        SELECT pg_catalog.set_config('search_path', '', true),
               pg_catalog.set_config('default_transaction_read_only', 'on', true),
               pg_catalog.set_config('statement_timeout', '%d', true),
               pg_catalog.set_config('lock_timeout', '%d', true),
               pg_catalog.set_config('idle_in_transaction_session_timeout', '%d', true),
               pg_catalog.set_config('TimeZone', 'UTC', true),
               pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
               pg_catalog.set_config('IntervalStyle', 'postgres', true),
               pg_catalog.set_config('quote_all_identifiers', 'off', true),
               pg_catalog.set_config('bytea_output', 'hex', true),
               pg_catalog.set_config('xmloption', 'content', true),
               pg_catalog.set_config('jit', 'off', true)
        """
            .formatted(
                limits.statementTimeout().toMillis(),
                limits.lockTimeout().toMillis(),
                limits.silence().toMillis()));
    String encoding = settings.getOrDefault("server_encoding", "UTF8");
    if (!encoding.equals("UTF8")) {
      // One character that is nothing in UTF-8 would end the reading, so that the server must not
      // translate at all.
      catalog.run("SET LOCAL client_encoding = 'SQL_ASCII'");
      catalog = new Catalog(connection, Texts.of(charset(encoding)), limits.fetchSize());
    }
  }

  private static Charset charset(String encoding) {
    if (encoding.equals("SQL_ASCII")) {
      // No encoding at all: most clients wrote UTF-8.
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(Encoding.getDatabaseEncoding(encoding).name());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private void readDefaults() throws SQLException {
    catalog.read(
        PostgresQueries.databaseDefaults(),
        row -> {
          settings.put("lc_collate", row.text(1));
          settings.put("lc_ctype", row.text(2));
          String timeZone = row.textOrNull(3);
          if (timeZone != null) {
            settings.put("TimeZone", timeZone);
          }
        });
  }

  Catalog catalog() {
    return catalog;
  }

  /** As {@code server_version_num}: 180006 for 18.6. */
  int versionNumber() {
    return versionNumber;
  }

  String version() {
    return version;
  }

  String user() {
    return user;
  }

  /** Bytes of a page, in which the catalogue counts sizes. */
  long blockSize() {
    return blockSize;
  }

  List<String> searchPath() {
    return searchPath;
  }

  ServerInfo info() {
    return new ServerInfo(Dialect.POSTGRESQL, "PostgreSQL", version, database, settings);
  }
}
