package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.AdminStatement.Command;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Replication on MySQL and MariaDB: its source, its filters, its start and its end. */
final class MySqlReplicationGrammar extends MySqlAdminGrammar {
  MySqlReplicationGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "change" -> isMariaDb() ? changeMaster() : changeReplication();
      case "start" -> peek(1).is("transaction") ? super.otherStatement() : startOrStop();
      case "stop" -> startOrStop();
      default -> super.otherStatement();
    };
  }

  private static Statement command(int at, Command.Kind kind, List<Option> options) {
    return new Command(at, kind, List.of(), options, List.of());
  }

  private void channel(List<Option> options) throws SyntaxException {
    int at = position();
    if (accept("for")) {
      expect("channel");
      options.add(stringOption(at, "channel"));
    }
  }

  private void connection(List<Option> options) throws SyntaxException {
    if (isMariaDb() && isKind(Kind.STRING)) {
      options.add(stringOption(position(), "connection"));
    }
  }

  // ---------------------------------------------------------------- START and STOP

  private Statement startOrStop() throws SyntaxException {
    int at = position();
    boolean start = take().is("start");
    Command.Kind kind = start ? Command.Kind.START_REPLICATION : Command.Kind.STOP_REPLICATION;
    List<Option> options = new ArrayList<>();
    if (isMariaDb()) {
      return startOrStopOnMariaDb(at, start, kind, options);
    }
    if (accept("group_replication")) {
      options.add(flag(at + 1, "group replication"));
      if (start && isAny("user", "password", "default_auth")) {
        do {
          textOption(options, "user", "password", "default_auth");
        } while (accept(","));
      }
      return command(at, kind, options);
    }
    expectReplica(start ? "TRANSACTION, REPLICA or GROUP_REPLICATION" : "REPLICA");
    threads(options);
    if (start) {
      if (accept("until")) {
        until(options);
      }
      for (String word : List.of("user", "password", "default_auth", "plugin_dir")) {
        if (is(word)) {
          textOption(options, word);
        }
      }
    }
    channel(options);
    return command(at, kind, options);
  }

  private void expectReplica(String expected) throws SyntaxException {
    if (!accept("replica") && !(server.version() < 80400 && accept("slave"))) {
      throw fail(expected);
    }
  }

  private void textOption(List<Option> options, String... words) throws SyntaxException {
    int at = position();
    expectAny(words);
    expect("=");
    options.add(stringOption(at, tokenAt(at).key()));
  }

  private void threads(List<Option> options) throws SyntaxException {
    if (isAny("sql_thread", "io_thread") || isMariaDb() && is(",")) {
      do {
        // In MariaDB's list there may be nothing between two commas.
        int at = position();
        if (!isMariaDb() || isAny("sql_thread", "io_thread")) {
          expectAny("sql_thread", "io_thread");
          options.add(flag(at, tokenAt(at).key()));
        }
      } while (accept(","));
    }
  }

  /** Where replication is to stop. */
  private void until(List<Option> options) throws SyntaxException {
    int at = position();
    if (isMariaDb() && accept("master_gtid_pos")
        || acceptAny("sql_before_gtids", "sql_after_gtids")) {
      expect("=");
      options.add(stringOption(at, tokenAt(at).key()));
      return;
    }
    if (!isMariaDb() && accept("sql_after_mts_gaps")) {
      options.add(flag(at, "sql_after_mts_gaps"));
      return;
    }
    String source = isMariaDb() ? "master" : "source";
    do {
      at = position();
      if (acceptAny(source + "_log_file", "relay_log_file")) {
        expect("=");
        options.add(stringOption(at, tokenAt(at).key()));
      } else {
        expectAny(source + "_log_pos", "relay_log_pos");
        expect("=");
        options.add(numberOption(at, tokenAt(at).key()));
      }
    } while (accept(","));
  }

  private Statement startOrStopOnMariaDb(
      int at, boolean start, Command.Kind kind, List<Option> options) throws SyntaxException {
    if (accept("all")) {
      options.add(flag(at + 1, "all"));
      expectAny("slaves", "replicas");
      threads(options);
      return command(at, kind, options);
    }
    if (!acceptAny("slave", "replica")) {
      throw fail(start ? "TRANSACTION, REPLICA or ALL REPLICAS" : "REPLICA or ALL REPLICAS");
    }
    connection(options);
    threads(options);
    channel(options);
    if (start && accept("until")) {
      until(options);
    }
    return command(at, kind, options);
  }

  // ---------------------------------------------------------------- CHANGE

  /** Options of the source whose value is a string. */
  private static final Set<String> TEXTS =
      Set.of(
          "host",
          "bind",
          "user",
          "password",
          "log_file",
          "ssl_ca",
          "ssl_capath",
          "ssl_cert",
          "ssl_cipher",
          "ssl_key",
          "ssl_crl",
          "ssl_crlpath",
          "tls_version",
          "public_key_path",
          "compression_algorithms");

  /** Those whose value is a whole number. */
  private static final Set<String> NUMBERS =
      Set.of(
          "port",
          "connect_retry",
          "retry_count",
          "delay",
          "ssl",
          "ssl_verify_server_cert",
          "log_pos",
          "zstd_compression_level",
          "auto_position",
          "connection_auto_failover");

  private static final Set<String> MARIADB_TEXTS =
      Set.of(
          "host",
          "user",
          "password",
          "log_file",
          "ssl_ca",
          "ssl_capath",
          "ssl_cert",
          "ssl_cipher",
          "ssl_key",
          "ssl_crl",
          "ssl_crlpath");

  private static final Set<String> MARIADB_NUMBERS =
      Set.of(
          "port",
          "connect_retry",
          "delay",
          "ssl",
          "ssl_verify_server_cert",
          "log_pos",
          "demote_to_slave");

  private Statement changeReplication() throws SyntaxException {
    int at = expect("change");
    List<Option> options = new ArrayList<>();
    if (server.version() < 80400 && accept("master")) {
      expect("to");
      sources(options, "master_");
      channel(options);
      return command(at, Command.Kind.CHANGE_REPLICATION_SOURCE, options);
    }
    expect("replication");
    if (accept("filter")) {
      do {
        filter(options);
      } while (accept(","));
      channel(options);
      return command(at, Command.Kind.CHANGE_REPLICATION_FILTER, options);
    }
    if (!accept("source")) {
      throw fail("SOURCE or FILTER");
    }
    expect("to");
    sources(options, "source_");
    channel(options);
    return command(at, Command.Kind.CHANGE_REPLICATION_SOURCE, options);
  }

  private Statement changeMaster() throws SyntaxException {
    int at = expect("change");
    expect("master");
    List<Option> options = new ArrayList<>();
    connection(options);
    expect("to");
    sources(options, "master_");
    channel(options);
    return command(at, Command.Kind.CHANGE_REPLICATION_SOURCE, options);
  }

  private void sources(List<Option> options, String prefix) throws SyntaxException {
    do {
      source(options, prefix);
    } while (accept(","));
  }

  private void source(List<Option> options, String prefix) throws SyntaxException {
    int at = position();
    String word = peek().key();
    if (!isKind(Kind.WORD)) {
      throw fail("an option of the source");
    }
    if (word.startsWith(prefix)) {
      String bare = word.substring(prefix.length());
      if ((isMariaDb() ? MARIADB_TEXTS : TEXTS).contains(bare)) {
        valued();
        options.add(stringOption(at, word));
        return;
      }
      if ((isMariaDb() ? MARIADB_NUMBERS : NUMBERS).contains(bare)) {
        valued();
        options.add(numberOption(at, word));
        return;
      }
      if (bare.equals("heartbeat_period")) {
        valued();
        options.add(amount(at, word));
        return;
      }
      if (bare.equals("use_gtid") && isMariaDb()) {
        valued();
        options.add(wordOption(at, word, "current_pos", "slave_pos", "replica_pos", "no"));
        return;
      }
      if (bare.equals("tls_ciphersuites") && !isMariaDb()) {
        valued();
        options.add(is("null") ? wordOption(at, word, "null") : stringOption(at, word));
        return;
      }
    }
    switch (word) {
      case "relay_log_file" -> {
        valued();
        options.add(stringOption(at, word));
        return;
      }
      case "relay_log_pos" -> {
        valued();
        options.add(numberOption(at, word));
        return;
      }
      case "ignore_server_ids" -> {
        numbers(options, at, word);
        return;
      }
      case "do_domain_ids", "ignore_domain_ids" -> {
        if (isMariaDb()) {
          numbers(options, at, word);
          return;
        }
      }
      default -> {
        if (!isMariaDb() && ofMySql(options, at, word)) {
          return;
        }
      }
    }
    throw fail("an option of the source");
  }

  private boolean ofMySql(List<Option> options, int at, String word) throws SyntaxException {
    switch (word) {
      case "network_namespace" -> {
        valued();
        options.add(stringOption(at, word));
      }
      case "get_source_public_key", "require_row_format", "gtid_only" -> {
        valued();
        options.add(numberOption(at, word));
      }
      case "privilege_checks_user" -> {
        valued();
        if (is("null")) {
          options.add(wordOption(at, word, "null"));
        } else {
          UserName user = user();
          options.add(option(at, word, user.at(), user.text()));
        }
      }
      case "require_table_primary_key_check" -> {
        valued();
        options.add(wordOption(at, word, "stream", "on", "off", "generate"));
      }
      case "assign_gtids_to_anonymous_transactions" -> {
        valued();
        options.add(
            isKind(Kind.STRING) ? stringOption(at, word) : wordOption(at, word, "off", "local"));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The option's word and the sign behind it. */
  private void valued() throws SyntaxException {
    take();
    expect("=");
  }

  private Option amount(int at, String word) throws SyntaxException {
    if (!isKind(Kind.INTEGER) && !isKind(Kind.DECIMAL)) {
      throw fail("a number");
    }
    return option(at, word, position(), take().text());
  }

  private void numbers(List<Option> options, int at, String word) throws SyntaxException {
    valued();
    expect("(");
    List<String> values = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    if (!is(")")) {
      do {
        places.add(position());
        values.add(numberText());
      } while (accept(","));
    }
    expect(")");
    options.add(new Option(at, word, values, places));
  }

  private void filter(List<Option> options) throws SyntaxException {
    int at = position();
    String word = peek().key();
    if (!isAny(
        "replicate_do_db",
        "replicate_ignore_db",
        "replicate_do_table",
        "replicate_ignore_table",
        "replicate_wild_do_table",
        "replicate_wild_ignore_table",
        "replicate_rewrite_db")) {
      throw fail("a filter of replication");
    }
    valued();
    expect("(");
    List<String> values = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    if (!is(")")) {
      do {
        places.add(position());
        values.add(filtered(word));
      } while (accept(","));
    }
    expect(")");
    options.add(new Option(at, word, values, places));
  }

  private String filtered(String word) throws SyntaxException {
    if (word.endsWith("_table")) {
      if (word.startsWith("replicate_wild")) {
        return stringText();
      }
      Name database = columnName();
      expect(".");
      return database.text() + "." + nameBehindDot().text();
    }
    if (!word.equals("replicate_rewrite_db")) {
      return columnName().text();
    }
    expect("(");
    Name from = columnName();
    expect(",");
    Name to = columnName();
    expect(")");
    return from.text() + " " + to.text();
  }
}
