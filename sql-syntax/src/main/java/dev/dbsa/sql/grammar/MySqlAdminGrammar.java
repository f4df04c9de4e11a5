package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.AdminStatement.Command;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SHOW and the commands to the server, as MySQL and MariaDB read them. */
class MySqlAdminGrammar extends MySqlAccountGrammar {
  MySqlAdminGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    int at = position();
    return switch (peek().key()) {
      case "show" -> show();
      case "flush" -> flush();
      case "kill" -> kill();
      case "reset" -> isMariaDb() ? resetOnMariaDb() : reset();
      case "purge" -> purge();
      case "shutdown" -> shutdown();
      case "restart" -> {
        refuseOnMariaDb();
        take();
        yield command(at, Command.Kind.RESTART, List.of(), List.of());
      }
      case "clone" -> {
        refuseOnMariaDb();
        yield cloneInstance();
      }
      case "install" -> install();
      case "uninstall" -> uninstall();
      case "binlog" -> {
        take();
        yield command(at, Command.Kind.BINLOG, List.of(), List.of(stringOption(at, "binlog")));
      }
      case "import" -> {
        refuseOnMariaDb();
        yield importTables();
      }
      case "cache" -> keyCache(Command.Kind.CACHE_INDEX);
      case "load" ->
          peek(1).is("index") ? keyCache(Command.Kind.LOAD_INDEX) : super.otherStatement();
      case "help" -> {
        take();
        Name topic = nameOrString();
        yield command(at, Command.Kind.HELP, List.of(List.of(topic)), List.of());
      }
      case "create" ->
          switch (peek(peek(1).is("or") ? 3 : 1).key()) {
            case "server" -> createServer();
            case "resource" -> resourceGroup(false);
            case "spatial" ->
                peek(peek(1).is("or") ? 4 : 2).is("reference")
                    ? referenceSystem()
                    : super.otherStatement();
            case "masking" -> isMariaDb() ? super.otherStatement() : createMaskingPolicy();
            case "external" -> isMariaDb() ? super.otherStatement() : externalTable();
            default -> super.otherStatement();
          };
      case "drop" ->
          switch (peek(1).key()) {
            case "resource" -> isMariaDb() ? super.otherStatement() : dropResourceGroup();
            case "spatial" -> isMariaDb() ? super.otherStatement() : dropReferenceSystem();
            case "masking" -> isMariaDb() ? super.otherStatement() : dropMaskingPolicy();
            default -> super.otherStatement();
          };
      case "alter" ->
          switch (peek(1).key()) {
            case "server" -> alterServer();
            case "resource" -> resourceGroup(true);
            case "instance" -> alterInstance();
            default -> super.otherStatement();
          };
      case "backup" -> isMariaDb() ? backup() : super.otherStatement();
      case "execute" ->
          isMariaDb() && peek(1).is("immediate") ? executeImmediate() : super.otherStatement();
      case "set" ->
          isMariaDb() && peek(1).is("statement") ? underSettings() : super.otherStatement();
      default -> super.otherStatement();
    };
  }

  private static Command command(
      int at, Command.Kind kind, List<List<Name>> names, List<Option> options) {
    return new Command(at, kind, names, options, List.of());
  }

  private void refuseOnMariaDb() throws SyntaxException {
    if (isMariaDb()) {
      throw fail("a statement");
    }
  }

  private Statement shutdown() throws SyntaxException {
    int at = expect("shutdown");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (isMariaDb() && accept("wait")) {
      expect("for");
      expect("all");
      expectAny("slaves", "replicas");
      options.add(flag(optionAt, "wait for all replicas"));
    }
    return command(at, Command.Kind.SHUTDOWN, List.of(), options);
  }

  // ---------------------------------------------------------------- SHOW

  private Statement show() throws SyntaxException {
    int at = expect("show");
    return switch (peek().key()) {
      case "databases", "schemas", "collation" -> shown(at, take().key(), false);
      case "character", "charset", "char" -> {
        if (!acceptCharacterSet()) {
          throw fail("SET");
        }
        yield shown(at, "character set", false);
      }
      case "extended", "full" -> {
        boolean extended = !isMariaDb() && accept("extended");
        boolean full = accept("full");
        yield switch (peek().key()) {
          case "columns", "fields" -> columns(at);
          case "tables" -> shown(at, take().key(), true);
          case "triggers" -> {
            if (extended || isMariaDb() && !full) {
              throw fail("TABLES or COLUMNS");
            }
            yield shown(at, take().key(), true);
          }
          case "index", "indexes", "keys" -> {
            if (full) {
              throw fail("TABLES or COLUMNS");
            }
            yield indexes(at);
          }
          case "processlist" -> {
            if (extended) {
              throw fail("TABLES, COLUMNS or INDEX");
            }
            take();
            yield named(at, "processlist", List.of());
          }
          default -> throw fail("TABLES or COLUMNS");
        };
      }
      case "tables", "triggers", "events" -> shown(at, take().key(), true);
      case "table" -> {
        take();
        expect("status");
        yield shown(at, "table status", true);
      }
      case "open" -> {
        take();
        expect("tables");
        yield shown(at, "open tables", true);
      }
      case "columns", "fields" -> columns(at);
      case "index", "indexes", "keys" -> indexes(at);
      case "processlist", "privileges", "profiles", "engines" -> named(at, take().key(), List.of());
      case "storage" -> {
        take();
        expect("engines");
        yield named(at, "engines", List.of());
      }
      case "global", "session", "local" -> {
        take();
        String what = peek().key();
        expectAny("variables", "status");
        yield shown(at, what, false);
      }
      case "variables", "status" -> shown(at, take().key(), false);
      case "warnings", "errors" -> {
        String what = take().key();
        limit();
        yield named(at, what, List.of());
      }
      case "count" -> {
        take();
        if (tokenAt(position() - 1).end() != peek().start() && !server.ignoreSpace()) {
          throw fail("a parenthesis without a space before it");
        }
        expect("(");
        expect("*");
        expect(")");
        String what = peek().key();
        expectAny("warnings", "errors");
        yield named(at, "count " + what, List.of());
      }
      case "grants" -> grants(at);
      case "procedure", "function" -> {
        String what = take().key();
        if (accept("code")) {
          yield named(at, what + " code", tableName());
        }
        expect("status");
        yield shown(at, what + " status", false);
      }
      case "create" -> created(at);
      case "engine" -> {
        take();
        Name engine = accept("all") ? new Name(position() - 1, "all", false) : nameOrString();
        expectAny("status", "mutex", "logs");
        yield named(at, "engine", List.of(engine));
      }
      case "plugins" -> {
        take();
        if (isMariaDb() && accept("soname")) {
          if (isKind(Kind.STRING)) {
            take();
            yield named(at, "plugins", List.of());
          }
          yield shown(at, "plugins", false);
        }
        yield named(at, "plugins", List.of());
      }
      default -> restOfShow(at);
    };
  }

  /** What is shown of replication and the like: its words are taken, its options not all told. */
  private Statement restOfShow(int at) throws SyntaxException {
    if (isMariaDb()) {
      return showOnMariaDb(at);
    }
    switch (peek().key()) {
      case "binary" -> {
        take();
        if (accept("logs")) {
          return named(at, "binary logs", List.of());
        }
        expect("log");
        expect("status");
        return named(at, "binary log status", List.of());
      }
      case "replicas" -> {
        take();
        return named(at, "replicas", List.of());
      }
      case "replica" -> {
        take();
        expect("status");
        channel();
        return named(at, "replica status", List.of());
      }
      case "library" -> {
        take();
        expect("status");
        return shown(at, "library status", false);
      }
      case "binlog", "relaylog" -> {
        boolean relay = take().is("relaylog");
        expect("events");
        eventsInLog();
        if (relay) {
          channel();
        }
        return named(at, relay ? "relaylog events" : "binlog events", List.of());
      }
      case "profile" -> {
        return profile(at);
      }
      default -> throw fail("what is to be shown");
    }
  }

  private Statement profile(int at) throws SyntaxException {
    take();
    if (!isAny("for", "limit") && !peek().isEnd()) {
      do {
        switch (peek().key()) {
          case "cpu", "memory", "ipc", "swaps", "source", "all" -> take();
          case "block" -> {
            take();
            expect("io");
          }
          case "context" -> {
            take();
            expect("switches");
          }
          case "page" -> {
            take();
            expect("faults");
          }
          default -> throw fail("a kind of profile");
        }
      } while (accept(","));
    }
    if (accept("for")) {
      expect("query");
      numberText();
    }
    limit();
    return named(at, "profile", List.of());
  }

  private Statement showOnMariaDb(int at) throws SyntaxException {
    switch (peek().key()) {
      case "master", "binary", "binlog" -> {
        String what = take().key();
        if (what.equals("binlog") && accept("events")) {
          eventsInLog();
          return named(at, "binlog events", List.of());
        }
        if (!what.equals("binary") && accept("status")) {
          return named(at, "binlog status", List.of());
        }
        if (what.equals("binlog")) {
          throw fail("STATUS or EVENTS");
        }
        expect("logs");
        return named(at, "binary logs", List.of());
      }
      case "relaylog" -> {
        take();
        connection();
        expect("events");
        eventsInLog();
        channel();
        return named(at, "relaylog events", List.of());
      }
      case "slave", "replica" -> {
        take();
        if (accept("hosts")) {
          return named(at, "replica hosts", List.of());
        }
        connection();
        expect("status");
        channel();
        return named(at, "replica status", List.of());
      }
      case "all" -> {
        take();
        expectAny("slaves", "replicas");
        expect("status");
        return named(at, "replica status", List.of());
      }
      case "authors", "contributors" -> {
        return named(at, take().key(), List.of());
      }
      case "profile" -> {
        return profile(at);
      }
      case "package" -> {
        take();
        boolean body = accept("body");
        String what = body ? "package body" : "package";
        if (body && accept("code")) {
          return named(at, what + " code", tableName());
        }
        expect("status");
        return shown(at, what + " status", false);
      }
      case "explain", "analyze" -> {
        String what = take().key();
        List<Option> options = new ArrayList<>();
        int formatAt = position();
        if (accept("format")) {
          expect("=");
          options.add(nameOption(formatAt, "format"));
        }
        expect("for");
        return new AdminStatement.Show(at, what, List.of(), null, expression(), options);
      }
      default -> {
        if (!isKind(Kind.WORD) || !MARIADB_TABLES.contains(peek().key())) {
          throw fail("what is to be shown");
        }
        return shown(at, take().key(), false);
      }
    }
  }

  /** Tables of MariaDB's information schema that SHOW and FLUSH know without a word for them. */
  private static final Set<String> MARIADB_TABLES =
      Set.of(
          "client_statistics",
          "index_statistics",
          "locales",
          "metadata_lock_info",
          "query_cache_info",
          "query_response_time",
          "table_statistics",
          "user_statistics",
          "user_variables",
          "wsrep_membership",
          "wsrep_status");

  private void connection() {
    if (isKind(Kind.STRING)) {
      take();
    }
  }

  private void eventsInLog() throws SyntaxException {
    if (accept("in")) {
      stringText();
    }
    if (accept("from")) {
      numberText();
    }
    limit();
  }

  private void channel() throws SyntaxException {
    if (accept("for")) {
      expect("channel");
      stringText();
    }
  }

  private void limit() throws SyntaxException {
    if (accept("limit")) {
      limitOption();
      if (accept(",") || accept("offset")) {
        limitOption();
      }
    }
  }

  private AdminStatement.Show named(int at, String what, List<Name> object) {
    return new AdminStatement.Show(at, what, object, null, null, List.of());
  }

  private Statement shown(int at, String what, boolean inDatabase) throws SyntaxException {
    return new AdminStatement.Show(
        at, what, List.of(), inDatabase ? database() : null, condition(), List.of());
  }

  private @Nullable Name database() throws SyntaxException {
    return acceptAny("from", "in") ? columnName() : null;
  }

  private @Nullable Expr condition() throws SyntaxException {
    if (accept("like")) {
      int at = position();
      return new Expr.Literal(at, Expr.Literal.Kind.STRING, stringText());
    }
    return where();
  }

  private Statement columns(int at) throws SyntaxException {
    take();
    expectAny("from", "in");
    List<Name> table = tableName();
    Name database = database();
    return new AdminStatement.Show(at, "columns", table, database, condition(), List.of());
  }

  private Statement indexes(int at) throws SyntaxException {
    take();
    expectAny("from", "in");
    List<Name> table = tableName();
    Name database = database();
    return new AdminStatement.Show(at, "index", table, database, where(), List.of());
  }

  private Statement grants(int at) throws SyntaxException {
    expect("grants");
    List<Option> options = new ArrayList<>();
    int forAt = position();
    if (accept("for")) {
      UserName user = user();
      options.add(option(forAt, "for", user.at(), user.text()));
      if (!isMariaDb() && accept("using")) {
        do {
          UserName role = namedUser();
          options.add(option(role.at(), "using", role.at(), role.text()));
        } while (accept(","));
      }
    }
    return new AdminStatement.Show(at, "grants", List.of(), null, null, options);
  }

  private Statement created(int at) throws SyntaxException {
    expect("create");
    String what = peek().key();
    switch (what) {
      case "database", "schema" -> {
        take();
        ifNotExists();
        return named(at, "create " + what, List.of(columnName()));
      }
      case "table", "view", "procedure", "function", "trigger", "event" -> {
        take();
        return named(at, "create " + what, tableName());
      }
      case "user" -> {
        take();
        if (isMariaDb() && peek().isEnd()) {
          return named(at, "create user", List.of());
        }
        UserName user = user();
        return new AdminStatement.Show(
            at,
            "create user",
            List.of(),
            null,
            null,
            List.of(option(user.at(), "for", user.at(), user.text())));
      }
      case "library" -> {
        if (!isMariaDb()) {
          take();
          return named(at, "create library", tableName());
        }
      }
      case "sequence" -> {
        if (isMariaDb()) {
          take();
          return named(at, "create sequence", tableName());
        }
      }
      case "package" -> {
        if (isMariaDb()) {
          take();
          return named(at, accept("body") ? "create package body" : "create package", tableName());
        }
      }
      case "server" -> {
        if (isMariaDb()) {
          take();
          return named(at, "create server", List.of(nameOrString()));
        }
      }
      case "masking" -> {
        if (!isMariaDb()) {
          take();
          expect("policy");
          return named(at, "create masking policy", List.of(columnName()));
        }
      }
      default -> {}
    }
    throw fail("TABLE, VIEW, DATABASE, PROCEDURE, FUNCTION, TRIGGER, EVENT or USER");
  }

  // ---------------------------------------------------------------- commands

  private Statement flush() throws SyntaxException {
    int at = expect("flush");
    acceptAny("no_write_to_binlog", "local");
    List<Option> options = new ArrayList<>();
    if (isAny("table", "tables")) {
      take();
      List<List<Name>> tables = new ArrayList<>();
      if (isIdentifier(peek()) || is(".")) {
        tables.addAll(tableNames());
      }
      int optionAt = position();
      if (accept("with")) {
        expect("read");
        expect("lock");
        options.add(flag(optionAt, "with read lock"));
        if (isMariaDb() && accept("and")) {
          expect("disable");
          expect("checkpoint");
        }
      } else if (!tables.isEmpty() && accept("for")) {
        expect("export");
        options.add(flag(optionAt, "for export"));
      }
      return command(at, Command.Kind.FLUSH, tables, options);
    }
    do {
      int optionAt = position();
      String word = peek().key();
      switch (word) {
        case "error", "engine", "general", "slow", "binary" -> {
          take();
          expect("logs");
          options.add(flag(optionAt, word + " logs"));
        }
        case "relay" -> {
          take();
          expect("logs");
          if (isMariaDb() && isKind(Kind.STRING)) {
            take();
          }
          channel();
          options.add(flag(optionAt, "relay logs"));
        }
        case "logs", "status", "privileges", "user_resources" -> {
          take();
          options.add(flag(optionAt, word));
        }
        default -> {
          if (isMariaDb()) {
            options.add(flushedOnMariaDb());
            continue;
          }
          if (!accept("optimizer_costs")) {
            throw fail("TABLES, LOGS, PRIVILEGES, STATUS and the like");
          }
          options.add(flag(optionAt, word));
        }
      }
    } while (accept(","));
    return command(at, Command.Kind.FLUSH, List.of(), options);
  }

  private Option flushedOnMariaDb() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "query" -> {
        take();
        expect("cache");
        return flag(at, "query cache");
      }
      case "global", "session" -> {
        String scope = take().key();
        expect("status");
        return flag(at, scope + " status");
      }
      case "slave", "replica" -> {
        take();
        connection();
        channel();
        return flag(at, "replica");
      }
      case "hosts", "master", "des_key_file", "ssl", "threads" -> {
        return flag(at, take().key());
      }
      default -> {
        if (!isKind(Kind.WORD) || !MARIADB_TABLES.contains(peek().key())) {
          throw fail("TABLES, LOGS, PRIVILEGES, STATUS, HOSTS and the like");
        }
        return flag(at, take().key());
      }
    }
  }

  private Statement kill() throws SyntaxException {
    int at = expect("kill");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (isMariaDb() && isAny("hard", "soft")) {
      options.add(flag(optionAt, take().key()));
    }
    optionAt = position();
    if (isAny("connection", "query")) {
      boolean query = is("query");
      options.add(flag(optionAt, take().key()));
      if (query && isMariaDb() && is("id")) {
        options.add(flag(position(), take().key()));
      }
    } else if (isMariaDb() && is("id") && !peek(1).isEnd()) {
      options.add(flag(optionAt, take().key()));
    }
    if (isMariaDb() && accept("user")) {
      UserName user = user();
      options.add(option(optionAt, "user", user.at(), user.text()));
      return command(at, Command.Kind.KILL, List.of(), options);
    }
    return new Command(at, Command.Kind.KILL, List.of(), options, List.of(expression()));
  }

  private Statement reset() throws SyntaxException {
    int at = expect("reset");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (accept("persist")) {
      boolean ifExists = ifExists();
      if (ifExists || isIdentifier(peek())) {
        List<Name> name = columnReference();
        options.add(option(optionAt, "persist", name.getFirst().at(), name.getLast().text()));
      } else {
        options.add(flag(optionAt, "persist"));
      }
      return command(at, Command.Kind.RESET, List.of(), options);
    }
    do {
      optionAt = position();
      if (accept("replica")) {
        accept("all");
        channel();
        options.add(flag(optionAt, "replica"));
      } else {
        expect("binary");
        expect("logs");
        expect("and");
        expect("gtids");
        options.add(flag(optionAt, "binary logs and gtids"));
        if (accept("to")) {
          options.add(numberOption(optionAt, "to"));
        }
      }
    } while (accept(","));
    return command(at, Command.Kind.RESET, List.of(), options);
  }

  private Statement resetOnMariaDb() throws SyntaxException {
    int at = expect("reset");
    List<Option> options = new ArrayList<>();
    do {
      int optionAt = position();
      if (acceptAny("slave", "replica")) {
        if (isKind(Kind.STRING)) {
          take();
        }
        accept("all");
        channel();
        options.add(flag(optionAt, "replica"));
      } else if (accept("query")) {
        expect("cache");
        options.add(flag(optionAt, "query cache"));
      } else {
        expect("master");
        options.add(flag(optionAt, "master"));
        if (accept("to")) {
          options.add(numberOption(optionAt, "to"));
        }
      }
    } while (accept(","));
    return command(at, Command.Kind.RESET, List.of(), options);
  }

  /** CACHE INDEX and LOAD INDEX INTO CACHE. */
  private Statement keyCache(Command.Kind kind) throws SyntaxException {
    int at = position();
    take();
    expect("index");
    boolean load = kind == Command.Kind.LOAD_INDEX;
    if (load) {
      expect("into");
      expect("cache");
    }
    List<List<Name>> tables = new ArrayList<>();
    List<Option> options = new ArrayList<>();
    boolean partitioned = false;
    do {
      tables.add(tableName());
      int optionAt = position();
      // Partitions are named of a single table alone.
      if (tables.size() == 1 && accept("partition")) {
        expect("(");
        if (!accept("all")) {
          names();
        }
        expect(")");
        options.add(flag(optionAt, "partition"));
        partitioned = true;
      }
      if (acceptAny("index", "key")) {
        expect("(");
        if (!is(")")) {
          do {
            if (!accept("primary")) {
              columnName();
            }
          } while (accept(","));
        }
        expect(")");
      }
      optionAt = position();
      if (load && accept("ignore")) {
        expect("leaves");
        options.add(flag(optionAt, "ignore leaves"));
      }
    } while (!partitioned && accept(","));
    if (!load) {
      int cacheAt = expect("in");
      options.add(
          is("default")
              ? wordOption(cacheAt, "in", "default")
              : option(cacheAt, "in", cacheAt + 1, columnName().text()));
    }
    return command(at, kind, tables, options);
  }

  private Statement alterInstance() throws SyntaxException {
    refuseOnMariaDb();
    int at = expect("alter");
    expect("instance");
    int optionAt = position();
    String what;
    if (accept("rotate")) {
      what = "rotate " + peek().key();
      expectAny("innodb", "binlog");
      expect("master");
      expect("key");
    } else if (accept("reload")) {
      what = "reload " + peek().key();
      if (!accept("keyring")) {
        expect("tls");
        if (accept("for")) {
          expect("channel");
          columnName();
        }
        if (accept("no")) {
          expect("rollback");
          expect("on");
          expect("error");
        }
      }
    } else {
      what = peek().key() + " redo_log";
      expectAny("enable", "disable");
      expect("innodb");
      expect("redo_log");
    }
    return command(at, Command.Kind.ALTER_INSTANCE, List.of(), List.of(flag(optionAt, what)));
  }

  private Statement referenceSystem() throws SyntaxException {
    refuseOnMariaDb();
    int at = expect("create");
    List<Option> options = new ArrayList<>();
    boolean orReplace = accept("or", "replace");
    expect("spatial");
    expect("reference");
    expect("system");
    if (!orReplace) {
      ifNotExists();
    }
    options.add(numberOption(position(), "srid"));
    while (isAny("name", "definition", "organization", "description")) {
      int optionAt = position();
      String word = take().key();
      options.add(stringOption(optionAt, word));
      if (word.equals("organization")) {
        expect("identified");
        int byAt = expect("by");
        options.add(numberOption(byAt, "identified by"));
      }
    }
    return command(at, Command.Kind.CREATE_SPATIAL_REFERENCE_SYSTEM, List.of(), options);
  }

  private Statement dropReferenceSystem() throws SyntaxException {
    int at = expect("drop");
    expect("spatial");
    expect("reference");
    expect("system");
    boolean ifExists = ifExists();
    Name number = new Name(position(), numberText(), false);
    return dropped(
        at,
        ObjectKind.SPATIAL_REFERENCE_SYSTEM,
        List.of(List.of(number)),
        List.of(),
        ifExists,
        List.of());
  }

  private Statement dropResourceGroup() throws SyntaxException {
    int at = expect("drop");
    expect("resource");
    expect("group");
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    int forceAt = position();
    if (accept("force")) {
      options.add(flag(forceAt, "force"));
    }
    return dropped(
        at, ObjectKind.RESOURCE_GROUP, List.of(List.of(name)), List.of(), false, options);
  }

  // ---------------------------------------------------------------- masking policies

  private Statement createMaskingPolicy() throws SyntaxException {
    int at = expect("create");
    expect("masking");
    expect("policy");
    int existsAt = position();
    List<Option> options = new ArrayList<>();
    if (ifNotExists()) {
      options.add(flag(existsAt, "if not exists"));
    }
    Name name = columnName();
    expect("(");
    Name column = columnName();
    options.add(option(column.at(), "column", column.at(), column.text()));
    expect(")");
    return new Command(
        at,
        Command.Kind.CREATE_MASKING_POLICY,
        List.of(List.of(name)),
        options,
        List.of(expression()));
  }

  private Statement dropMaskingPolicy() throws SyntaxException {
    int at = expect("drop");
    expect("masking");
    expect("policy");
    boolean ifExists = ifExists();
    return dropped(
        at,
        ObjectKind.MASKING_POLICY,
        List.of(List.of(columnName())),
        List.of(),
        ifExists,
        List.of());
  }

  /** A table whose rows are files elsewhere: only its head is read. */
  private Statement externalTable() throws SyntaxException {
    int at = position();
    if (!peek(1).is("external")) {
      return super.otherStatement();
    }
    take();
    take();
    expect("table");
    ifNotExists();
    tableName();
    return new Statement.Unread(at, "create external table");
  }

  private Statement purge() throws SyntaxException {
    int at = expect("purge");
    if (isMariaDb()) {
      expectAny("binary", "master");
    } else {
      expect("binary");
    }
    expect("logs");
    int optionAt = position();
    if (accept("to")) {
      return command(at, Command.Kind.PURGE, List.of(), List.of(stringOption(optionAt, "to")));
    }
    if (!accept("before")) {
      throw fail("TO or BEFORE");
    }
    return new Command(
        at,
        Command.Kind.PURGE,
        List.of(),
        List.of(flag(optionAt, "before")),
        List.of(expression()));
  }

  private Statement cloneInstance() throws SyntaxException {
    int at = expect("clone");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (accept("local")) {
      dataDirectory(options, optionAt);
      return command(at, Command.Kind.CLONE, List.of(), options);
    }
    if (!accept("instance")) {
      throw fail("LOCAL or INSTANCE");
    }
    int fromAt = expect("from");
    UserName user = user();
    options.add(option(fromAt, "from", user.at(), user.text()));
    expect(":");
    options.add(numberOption(position(), "port"));
    int identifiedAt = expect("identified");
    expect("by");
    options.add(stringOption(identifiedAt, "identified by"));
    optionAt = position();
    if (is("data")) {
      dataDirectory(options, optionAt);
    }
    optionAt = position();
    if (accept("require")) {
      boolean no = accept("no");
      expect("ssl");
      options.add(flag(optionAt, no ? "require no ssl" : "require ssl"));
    }
    return command(at, Command.Kind.CLONE, List.of(), options);
  }

  private void dataDirectory(List<Option> options, int at) throws SyntaxException {
    expect("data");
    expect("directory");
    accept("=");
    options.add(stringOption(at, "data directory"));
  }

  private Statement install() throws SyntaxException {
    int at = expect("install");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (accept("plugin")) {
      mariaDbIfNotExists();
      Name plugin = columnName();
      int sonameAt = expect("soname");
      options.add(stringOption(sonameAt, "soname"));
      return command(at, Command.Kind.INSTALL, List.of(List.of(plugin)), options);
    }
    if (isMariaDb()) {
      expect("soname");
      options.add(stringOption(optionAt, "soname"));
      return command(at, Command.Kind.INSTALL, List.of(), options);
    }
    expect("component");
    do {
      options.add(stringOption(position(), "component"));
    } while (accept(","));
    List<Expr> values = new ArrayList<>();
    if (accept("set")) {
      do {
        int variableAt = position();
        acceptAny("global", "persist");
        List<Name> name = columnReference();
        expectAny("=", ":=");
        options.add(option(variableAt, "set", name.getFirst().at(), name.getLast().text()));
        values.add(valueOrWord());
      } while (accept(","));
    }
    return new Command(at, Command.Kind.INSTALL, List.of(), options, values);
  }

  private Expr valueOrWord() throws SyntaxException {
    if (isAny("on", "all", "binary", "row", "system")) {
      int at = position();
      return new Expr.Literal(at, Expr.Literal.Kind.STRING, take().text());
    }
    return expression();
  }

  private Statement uninstall() throws SyntaxException {
    int at = expect("uninstall");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (accept("plugin")) {
      mariaDbIfExists();
      return command(at, Command.Kind.UNINSTALL, List.of(List.of(columnName())), options);
    }
    if (isMariaDb()) {
      expect("soname");
      mariaDbIfExists();
      options.add(stringOption(optionAt, "soname"));
    } else {
      expect("component");
      do {
        options.add(stringOption(position(), "component"));
      } while (accept(","));
    }
    return command(at, Command.Kind.UNINSTALL, List.of(), options);
  }

  private Statement importTables() throws SyntaxException {
    int at = expect("import");
    expect("table");
    expect("from");
    List<Option> files = new ArrayList<>();
    do {
      files.add(stringOption(position(), "from"));
    } while (accept(","));
    return command(at, Command.Kind.IMPORT_TABLE, List.of(), files);
  }

  // ---------------------------------------------------------------- servers and groups

  private Statement createServer() throws SyntaxException {
    int at = expect("create");
    if (isMariaDb()) {
      accept("or", "replace");
    }
    expect("server");
    mariaDbIfNotExists();
    Name name = nameOrString();
    expect("foreign");
    expect("data");
    int wrapperAt = expect("wrapper");
    List<Option> options = new ArrayList<>();
    options.add(nameOption(wrapperAt, "wrapper"));
    serverOptions(options);
    return command(at, Command.Kind.CREATE_SERVER, List.of(List.of(name)), options);
  }

  private Statement alterServer() throws SyntaxException {
    int at = expect("alter");
    expect("server");
    Name name = nameOrString();
    List<Option> options = new ArrayList<>();
    serverOptions(options);
    return command(at, Command.Kind.ALTER_SERVER, List.of(List.of(name)), options);
  }

  private void serverOptions(List<Option> options) throws SyntaxException {
    expect("options");
    expect("(");
    do {
      int at = position();
      String word = peek().key();
      switch (word) {
        case "user", "host", "database", "owner", "password", "socket" -> {
          take();
          options.add(stringOption(at, word));
        }
        case "port" -> {
          take();
          options.add(numberOption(at, word));
        }
        default -> throw fail("USER, HOST, DATABASE, OWNER, PASSWORD, SOCKET or PORT");
      }
    } while (accept(","));
    expect(")");
  }

  private Statement resourceGroup(boolean alter) throws SyntaxException {
    refuseOnMariaDb();
    int at = position();
    take();
    expect("resource");
    expect("group");
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    if (!alter) {
      int typeAt = expect("type");
      accept("=");
      options.add(wordOption(typeAt, "type", "system", "user"));
    }
    int optionAt = position();
    if (accept("vcpu")) {
      accept("=");
      do {
        options.add(numberOption(optionAt, "vcpu"));
        if (accept("-")) {
          numberText();
        }
      } while (accept(",") || isKind(Kind.INTEGER));
    }
    optionAt = position();
    if (accept("thread_priority")) {
      accept("=");
      accept("-");
      options.add(numberOption(optionAt, "thread_priority"));
    }
    optionAt = position();
    if (isAny("enable", "disable")) {
      options.add(flag(optionAt, take().key()));
    }
    optionAt = position();
    if (alter && accept("force")) {
      options.add(flag(optionAt, "force"));
    }
    return command(
        at,
        alter ? Command.Kind.ALTER_RESOURCE_GROUP : Command.Kind.CREATE_RESOURCE_GROUP,
        List.of(List.of(name)),
        options);
  }

  // ---------------------------------------------------------------- MariaDB

  private Statement backup() throws SyntaxException {
    int at = expect("backup");
    int optionAt = position();
    if (accept("stage")) {
      return command(
          at,
          Command.Kind.BACKUP,
          List.of(),
          List.of(
              wordOption(optionAt, "stage", "start", "flush", "block_ddl", "block_commit", "end")));
    }
    if (accept("unlock")) {
      return command(at, Command.Kind.BACKUP, List.of(), List.of(flag(optionAt, "unlock")));
    }
    expect("lock");
    return command(at, Command.Kind.BACKUP, List.of(tableName()), List.of(flag(optionAt, "lock")));
  }

  private Statement executeImmediate() throws SyntaxException {
    int at = expect("execute");
    take();
    List<Expr> arguments = new ArrayList<>();
    arguments.add(expression());
    if (accept("using")) {
      do {
        arguments.add(valueOrDefault());
      } while (accept(","));
    }
    return new SessionStatement.Execute(at, null, arguments, true);
  }

  private Statement underSettings() throws SyntaxException {
    int at = expect("set");
    expect("statement");
    List<SessionStatement.Variable> settings = new ArrayList<>();
    do {
      int variableAt = position();
      List<Name> name = columnReference();
      expectAny("=", ":=");
      List<Expr> values = new ArrayList<>();
      if (!accept("default")) {
        values.add(valueOrWord());
      }
      settings.add(
          new SessionStatement.Variable(
              variableAt,
              SessionStatement.Variable.Scope.UNSAID,
              name.getLast().text().toLowerCase(java.util.Locale.ROOT),
              values));
    } while (accept(","));
    expect("for");
    Statement statement = sqlStatement();
    return new AdminStatement.UnderSettings(at, settings, statement);
  }
}
