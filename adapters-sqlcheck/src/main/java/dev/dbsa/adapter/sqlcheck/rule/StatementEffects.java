package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements, beside queries and changes of rows, do no harm or have rules of their own that
 * tell it. Any other one is told: a list of the dangerous ones would always miss some.
 */
final class StatementEffects {
  /** By their first words; a blank between two words. */
  private static final Set<String> POSTGRES_HARMLESS =
      Set.of(
          "abort",
          "alter index",
          "alter table",
          "alter type",
          "analyse",
          "analyze",
          "begin",
          "call",
          "close",
          "cluster",
          "comment",
          "commit",
          "copy",
          "create aggregate",
          "create collation",
          "create domain",
          "create function",
          "create global",
          "create index",
          "create local",
          "create materialized",
          "create or",
          "create procedure",
          "create recursive",
          "create role",
          "create schema",
          "create sequence",
          "create statistics",
          "create table",
          "create temp",
          "create temporary",
          "create type",
          "create unique",
          "create unlogged",
          "create user",
          "create view",
          "deallocate",
          "declare",
          "do",
          "drop",
          "end",
          "execute",
          "explain",
          "fetch",
          "grant",
          "listen",
          "lock",
          "move",
          "prepare",
          "refresh",
          "reindex",
          "release",
          "revoke",
          "rollback",
          "savepoint",
          "show",
          "start",
          "truncate",
          "unlisten",
          "vacuum");

  private static final Set<String> MYSQL_HARMLESS =
      Set.of(
          "alter online",
          "alter table",
          "alter view",
          "analyze",
          "begin",
          "call",
          "check",
          "checksum",
          "commit",
          "create algorithm",
          "create aggregate",
          "create database",
          "create definer",
          "create fulltext",
          "create function",
          "create index",
          "create or",
          "create procedure",
          "create role",
          "create schema",
          "create spatial",
          "create sql",
          "create table",
          "create temporary",
          "create unique",
          "create user",
          "create view",
          "create sequence",
          "deallocate",
          "desc",
          "describe",
          "do",
          "drop",
          "execute",
          "explain",
          "get",
          "grant",
          "help",
          "load",
          "lock",
          "optimize",
          "prepare",
          "release",
          "rename",
          "repair",
          "resignal",
          "revoke",
          "rollback",
          "savepoint",
          "show",
          "signal",
          "start transaction",
          "truncate",
          "unlock",
          "use");

  /** What a session may set for itself without touching data, rights or other sessions. */
  private static final Set<String> POSTGRES_SETTINGS =
      Set.of(
          "application_name",
          "backslash_quote",
          "bytea_output",
          "check_function_bodies",
          "client_encoding",
          "client_min_messages",
          "constraint_exclusion",
          "constraints",
          "datestyle",
          "default_statistics_target",
          "default_table_access_method",
          "default_tablespace",
          "default_text_search_config",
          "default_transaction_isolation",
          "default_transaction_read_only",
          "default_with_oids",
          "escape_string_warning",
          "extra_float_digits",
          "idle_in_transaction_session_timeout",
          "intervalstyle",
          "lock_timeout",
          "maintenance_work_mem",
          "names",
          "quote_all_identifiers",
          "row_security",
          "schema",
          "search_path",
          "session characteristics",
          "standard_conforming_strings",
          "statement_timeout",
          "time",
          "timezone",
          "transaction",
          "transaction_isolation",
          "transaction_read_only",
          "transaction_timeout",
          "work_mem",
          "xmloption");

  /** Those that rules of their own tell. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("session_replication_role", "foreign_key_checks");

  private static final Set<String> MYSQL_SETTINGS =
      Set.of(
          "autocommit",
          "character_set_client",
          "character_set_connection",
          "character_set_results",
          "charset",
          "character",
          "collation_connection",
          "cte_max_recursion_depth",
          "default_storage_engine",
          "group_concat_max_len",
          "innodb_lock_wait_timeout",
          "lock_wait_timeout",
          "max_execution_time",
          "max_statement_time",
          "names",
          "net_read_timeout",
          "net_write_timeout",
          "sql_mode",
          "sql_notes",
          "sql_quote_show_create",
          "sql_safe_updates",
          "sql_select_limit",
          "sql_warnings",
          "time_zone",
          "transaction",
          "transaction_isolation",
          "transaction_read_only",
          "wait_timeout");

  /** Storage engines that keep rows in this server's own tables. */
  private static final Set<String> ENGINES =
      Set.of("innodb", "myisam", "memory", "heap", "aria", "archive", "ndb", "ndbcluster");

  private StatementEffects() {}

  /**
   * What of the statement is not known to be harmless.
   *
   * @return its first words, or the setting; empty where nothing is to be told
   */
  static Optional<String> unlisted(ScriptStatement text, Server server) {
    Token head = text.tokens().getFirst();
    if (head.is("set") || head.is("reset")) {
      return setting(text, server);
    }
    String first = head.key();
    String both = first + " " + text.token(1).key();
    Set<String> harmless = server.isPostgres() ? POSTGRES_HARMLESS : MYSQL_HARMLESS;
    boolean transaction = server.isPostgres() && text.startsWith("prepare", "transaction");
    if ((harmless.contains(first) || harmless.contains(both)) && !transaction) {
      return Optional.empty();
    }
    return Optional.of(both.strip().toUpperCase(Locale.ROOT));
  }

  private static Optional<String> setting(ScriptStatement text, Server server) {
    List<Token> tokens = text.tokens();
    if (!server.isPostgres()) {
      return mySqlSetting(tokens);
    }
    int at = 1;
    if (text.token(at).is("session") && text.token(at + 1).is("characteristics")) {
      return Optional.empty();
    }
    if (text.token(at).is("session") && !text.token(at + 1).is("authorization")
        || text.token(at).is("local")) {
      at++;
    }
    Token name = text.token(at);
    boolean known =
        POSTGRES_SETTINGS.contains(name.key())
            || TOLD_ELSEWHERE.contains(name.key())
            || name.key().startsWith("enable_")
            || text.token(0).is("reset");
    return known ? Optional.empty() : Optional.of("SET " + name.text().toUpperCase(Locale.ROOT));
  }

  private static Optional<String> mySqlSetting(List<Token> tokens) {
    int depth = 0;
    boolean expected = true;
    for (int i = 1; i < tokens.size() - 1; i++) {
      Token token = tokens.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (token.is(",") && depth == 0) {
        expected = true;
        continue;
      }
      if (!expected) {
        continue;
      }
      switch (token.key()) {
        case "session", "local" -> {}
        case "global", "persist", "persist_only", "role", "default", "password", "resource" -> {
          return Optional.of("SET " + token.text().toUpperCase(Locale.ROOT));
        }
        default -> {
          expected = false;
          Optional<String> told = mySqlVariable(token);
          if (told.isPresent()) {
            return told;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mySqlVariable(Token token) {
    if (token.kind() == Token.Kind.USER_VARIABLE) {
      return Optional.empty();
    }
    String name = token.text().toLowerCase(Locale.ROOT).replaceFirst("^@@", "");
    String own = name.replaceFirst("^(session|local)\\.", "");
    boolean known =
        MYSQL_SETTINGS.contains(own)
            || TOLD_ELSEWHERE.contains(own)
            || own.equals("unique_checks")
            || own.startsWith("old_");
    return known ? Optional.empty() : Optional.of("SET " + token.text());
  }

  /** Whether a routine is made of a library's code, which may do anything as the server's user. */
  static boolean runsLibrary(ScriptStatement text) {
    List<Token> tokens = text.tokens();
    for (int i = 1; text.startsWith("create") && i + 1 < tokens.size(); i++) {
      String next = tokens.get(i + 1).text().toLowerCase(Locale.ROOT);
      if (tokens.get(i).is("soname")
          || tokens.get(i).is("language") && (next.equals("c") || next.equals("internal"))) {
        return true;
      }
    }
    return false;
  }

  /** The storage engine that keeps a MySQL table's rows elsewhere; empty where none is named. */
  static Optional<String> foreignEngine(ScriptStatement text, Server server) {
    boolean table =
        !server.isPostgres() && (text.startsWith("create") || text.startsWith("alter", "table"));
    List<Token> tokens = text.tokens();
    for (int i = 1; table && i < tokens.size() - 1; i++) {
      if (tokens.get(i).is("engine")) {
        Token name = text.token(text.token(i + 1).is("=") ? i + 2 : i + 1);
        if (name.isName() && !ENGINES.contains(name.text().toLowerCase(Locale.ROOT))) {
          return Optional.of(name.text().toUpperCase(Locale.ROOT));
        }
      }
    }
    return Optional.empty();
  }
}
