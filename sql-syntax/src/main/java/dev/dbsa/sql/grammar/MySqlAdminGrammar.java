package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.AdminStatement;
import dev.dbsa.sql.tree.AdminStatement.Command;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
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
      case "flush" -> isMariaDb() ? super.otherStatement() : flush();
      case "kill" -> kill();
      case "reset" -> isMariaDb() ? super.otherStatement() : reset();
      case "purge" -> purge();
      case "shutdown" -> isMariaDb() ? super.otherStatement() : plain(Command.Kind.SHUTDOWN);
      case "restart" -> isMariaDb() ? super.otherStatement() : plain(Command.Kind.RESTART);
      case "clone" -> isMariaDb() ? super.otherStatement() : cloneInstance();
      case "install" -> install();
      case "uninstall" -> uninstall();
      case "binlog" -> {
        take();
        List<Option> options = new ArrayList<>();
        options.add(stringOption(at, "binlog"));
        if (isMariaDb() && accept(",")) {
          options.add(stringOption(position(), "binlog"));
        }
        yield command(at, Command.Kind.BINLOG, List.of(), options);
      }
      case "import" -> isMariaDb() ? super.otherStatement() : importTables();
      case "help" -> {
        take();
        Name topic = nameOrString();
        yield command(at, Command.Kind.HELP, List.of(List.of(topic)), List.of());
      }
      case "create" ->
          switch (peek(isMariaDb() && peek(1).is("or") ? 3 : 1).key()) {
            case "server" -> createServer();
            case "resource" -> isMariaDb() ? super.otherStatement() : resourceGroup(false);
            default -> super.otherStatement();
          };
      case "alter" ->
          switch (peek(1).key()) {
            case "server" -> alterServer();
            case "resource" -> isMariaDb() ? super.otherStatement() : resourceGroup(true);
            default -> super.otherStatement();
          };
      case "backup" -> isMariaDb() ? backup() : super.otherStatement();
      case "execute" ->
          isMariaDb() && peek(1).is("immediate") ? executeImmediate() : super.otherStatement();
      case "set" -> isMariaDb() && peek(1).is("statement") ? underSettings() : super.otherStatement();
      default -> super.otherStatement();
    };
  }

  private static Command command(
      int at, Command.Kind kind, List<List<Name>> names, List<Option> options) {
    return new Command(at, kind, names, options, List.of());
  }

  private Statement plain(Command.Kind kind) {
    int at = position();
    take();
    return command(at, kind, List.of(), List.of());
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
      case "processlist", "privileges", "profiles", "engines" ->
          named(at, take().key(), List.of());
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
      return new Statement.Unread(at, "show");
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
        if (accept("in")) {
          stringText();
        }
        if (accept("from")) {
          numberText();
        }
        limit();
        if (relay) {
          channel();
        }
        return named(at, relay ? "relaylog events" : "binlog events", List.of());
      }
      case "profile" -> {
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
      case "parse_tree" -> {
        take();
        sqlStatement();
        return named(at, "parse_tree", List.of());
      }
      default -> throw fail("what is to be shown");
    }
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
          return new Statement.Unread(at, "show create server");
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
          channel();
          options.add(flag(optionAt, "relay logs"));
        }
        case "logs", "status", "privileges", "user_resources", "optimizer_costs" -> {
          take();
          options.add(flag(optionAt, word));
        }
        default -> throw fail("TABLES, LOGS, PRIVILEGES, STATUS and the like");
      }
    } while (accept(","));
    return command(at, Command.Kind.FLUSH, List.of(), options);
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
      return command(
          at, Command.Kind.PURGE, List.of(), List.of(stringOption(optionAt, "to")));
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
    // The host stands behind the account, with the port: its parts are for the lexer to tell.
    return new Statement.Unread(at, "clone");
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
    accept("or", "replace");
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
          List.of(wordOption(optionAt, "stage", "start", "flush", "block_ddl", "block_commit", "end")));
    }
    if (accept("unlock")) {
      return command(at, Command.Kind.BACKUP, List.of(), List.of(flag(optionAt, "unlock")));
    }
    expect("lock");
    acceptAny("table", "tables");
    return command(
        at, Command.Kind.BACKUP, List.of(tableName()), List.of(flag(optionAt, "lock")));
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
