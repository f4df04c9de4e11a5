package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.MaintenanceStatement.Care.Work;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Transaction;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.SetItem;
import dev.dbsa.sql.tree.TableStatement.Duplicates;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every script has beside definitions: transactions, settings, care for tables, loading. */
abstract class MySqlSessionGrammar extends MySqlDefinitions {
  MySqlSessionGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "begin" -> begin();
      case "start" -> peek(1).is("transaction") ? start() : super.otherStatement();
      case "commit" -> commit();
      case "rollback" -> rollback();
      case "savepoint" -> {
        int at = expect("savepoint");
        yield transaction(at, Transaction.Kind.SAVEPOINT, columnName().text());
      }
      case "release" -> {
        int at = expect("release");
        expect("savepoint");
        yield transaction(at, Transaction.Kind.RELEASE, columnName().text());
      }
      case "xa" -> xa();
      case "lock" -> lock();
      case "unlock" -> unlock();
      case "set" -> set();
      case "use" -> new SessionStatement.Use(expect("use"), columnName());
      case "do" -> doStatement();
      case "call" -> callStatement();
      case "prepare" -> prepare();
      case "execute" -> execute();
      case "deallocate" -> deallocate();
      case "describe", "desc", "explain" -> explain();
      case "analyze" -> isMariaDb() && !isCareOfTables() ? explain() : care();
      case "check", "checksum", "optimize", "repair" -> care();
      case "load" -> peek(1).is("data") || peek(1).is("xml") ? load() : super.otherStatement();
      case "handler" -> handler();
      default -> super.otherStatement();
    };
  }

  // ---------------------------------------------------------------- transactions

  private static Statement transaction(int at, Transaction.Kind kind, String name) {
    return new Transaction(at, kind, name, false, List.of());
  }

  private Statement begin() throws SyntaxException {
    int at = expect("begin");
    accept("work");
    return transaction(at, Transaction.Kind.BEGIN, "");
  }

  private Statement start() throws SyntaxException {
    int at = expect("start");
    expect("transaction");
    List<String> modes = new ArrayList<>();
    if (is("with") || is("read")) {
      do {
        if (accept("with")) {
          expect("consistent");
          expect("snapshot");
          modes.add("with consistent snapshot");
        } else {
          modes.add(accessMode());
        }
      } while (accept(","));
    }
    if (modes.contains("read only") && modes.contains("read write")) {
      throw failAt(position() - 1, "READ ONLY and READ WRITE exclude one another");
    }
    return new Transaction(at, Transaction.Kind.BEGIN, "", false, modes);
  }

  private String accessMode() throws SyntaxException {
    expect("read");
    String word = peek().key();
    expectAny("only", "write");
    return "read " + word;
  }

  private Statement commit() throws SyntaxException {
    int at = expect("commit");
    accept("work");
    return ending(at, Transaction.Kind.COMMIT);
  }

  private Statement rollback() throws SyntaxException {
    int at = expect("rollback");
    accept("work");
    if (accept("to")) {
      if (is("savepoint") && isIdentifier(peek(1))) {
        take();
      }
      return transaction(at, Transaction.Kind.ROLLBACK_TO, columnName().text());
    }
    return ending(at, Transaction.Kind.ROLLBACK);
  }

  /** [AND [NO] CHAIN] [[NO] RELEASE]. */
  private Statement ending(int at, Transaction.Kind kind) throws SyntaxException {
    boolean chain = false;
    List<String> modes = new ArrayList<>();
    if (accept("and")) {
      chain = !accept("no");
      expect("chain");
    }
    if (accept("no")) {
      expect("release");
      modes.add("no release");
    } else if (accept("release")) {
      modes.add("release");
    }
    return new Transaction(at, kind, "", chain, modes);
  }

  private Statement xa() throws SyntaxException {
    int at = expect("xa");
    List<String> modes = new ArrayList<>();
    Transaction.Kind kind;
    String name = "";
    if (acceptAny("start", "begin")) {
      kind = Transaction.Kind.XA_START;
      name = xid();
      mode(modes, "join", "resume");
    } else if (accept("end")) {
      kind = Transaction.Kind.XA_END;
      name = xid();
      if (accept("suspend")) {
        modes.add("suspend");
        if (accept("for")) {
          expect("migrate");
        }
      }
    } else if (accept("prepare")) {
      kind = Transaction.Kind.XA_PREPARE;
      name = xid();
    } else if (accept("commit")) {
      kind = Transaction.Kind.XA_COMMIT;
      name = xid();
      if (accept("one")) {
        expect("phase");
        modes.add("one phase");
      }
    } else if (accept("rollback")) {
      kind = Transaction.Kind.XA_ROLLBACK;
      name = xid();
    } else {
      expect("recover");
      kind = Transaction.Kind.XA_RECOVER;
      if (isMariaDb() && accept("format")) {
        expect("=");
        modes.add("format " + nameOrString().text());
      } else if (!isMariaDb() && accept("convert")) {
        expect("xid");
        modes.add("convert xid");
      }
    }
    return new Transaction(at, kind, name, false, modes);
  }

  private void mode(List<String> modes, String... words) {
    int at = position();
    if (acceptAny(words)) {
      modes.add(tokenAt(at).key());
    }
  }

  private String xid() throws SyntaxException {
    String name = textString();
    if (accept(",")) {
      textString();
      if (accept(",")) {
        numberText();
      }
    }
    return name;
  }

  /** A string, or its bits. */
  private String textString() throws SyntaxException {
    if (!isKind(Kind.STRING) && !isKind(Kind.BIT_STRING)) {
      throw fail("a string");
    }
    return take().text();
  }

  // ---------------------------------------------------------------- locks

  private Statement lock() throws SyntaxException {
    int at = expect("lock");
    if (!isMariaDb() && accept("instance")) {
      expect("for");
      expect("backup");
      return new MaintenanceStatement.Lock(at, MaintenanceStatement.Lock.Kind.LOCK_INSTANCE);
    }
    expectAny("tables", "table");
    List<List<Name>> tables = new ArrayList<>();
    List<String> modes = new ArrayList<>();
    do {
      tables.add(tableName());
      boolean as = accept("as");
      if (as || isIdentifier(peek()) && !is("low_priority")) {
        columnName();
      }
      if (accept("read")) {
        modes.add(accept("local") ? "read local" : "read");
      } else {
        boolean low = accept("low_priority");
        if (!is("write")) {
          throw fail(low ? "write" : "READ or WRITE");
        }
        take();
        modes.add(low ? "low_priority write" : "write");
        if (isMariaDb()) {
          accept("concurrent");
        }
      }
    } while (accept(","));
    boolean noWait = isMariaDb() && accept("nowait");
    if (isMariaDb() && !noWait && accept("wait")) {
      numberText();
    }
    return new SessionStatement.LockTables(at, tables, modes, noWait);
  }

  private Statement unlock() throws SyntaxException {
    int at = expect("unlock");
    if (!isMariaDb() && accept("instance")) {
      return new MaintenanceStatement.Lock(at, MaintenanceStatement.Lock.Kind.UNLOCK_INSTANCE);
    }
    expectAny("tables", "table");
    return new MaintenanceStatement.Lock(at, MaintenanceStatement.Lock.Kind.UNLOCK_TABLES);
  }

  // ---------------------------------------------------------------- SET

  /** SET in all its forms. */
  final Statement set() throws SyntaxException {
    int at = expect("set");
    Token behind = peek(1);
    boolean assignment = behind.is("=") || behind.is(":=") || behind.is(".");
    if (!assignment) {
      switch (peek().key()) {
        case "transaction" -> {
          return setTransaction(at, Transaction.Kind.SET);
        }
        case "global", "session", "local" -> {
          if (behind.is("transaction") && !isAssignment(peek(2))) {
            boolean global = take().is("global");
            return setTransaction(at, global ? Transaction.Kind.SET : Transaction.Kind.SET_SESSION);
          }
        }
        case "role" -> {
          return setRole(at);
        }
        case "default" -> {
          return setDefaultRole(at);
        }
        case "resource" -> {
          if (!isMariaDb()) {
            return setResourceGroup(at);
          }
        }
        case "statement" -> {
          if (isMariaDb()) {
            return setStatement(at);
          }
        }
        default -> {}
      }
    }
    if (is("password") && !behind.is(".")) {
      return setPassword(at);
    }
    List<Variable> variables = new ArrayList<>();
    do {
      variables.add(variable());
    } while (accept(","));
    return new SessionStatement.SetVariables(at, variables);
  }

  private static boolean isAssignment(Token token) {
    return token.is("=") || token.is(":=") || token.is(".");
  }

  private Statement setTransaction(int at, Transaction.Kind kind) throws SyntaxException {
    expect("transaction");
    List<String> modes = new ArrayList<>();
    boolean isolation = false;
    boolean access = false;
    do {
      if (is("isolation") && !isolation) {
        take();
        expect("level");
        modes.add(isolationLevel());
        isolation = true;
      } else if (is("read") && !access) {
        modes.add(accessMode());
        access = true;
      } else {
        throw fail(isolation ? "READ ONLY or READ WRITE" : "isolation");
      }
    } while (accept(","));
    return new Transaction(at, kind, "", false, modes);
  }

  private String isolationLevel() throws SyntaxException {
    if (accept("serializable")) {
      return "isolation level serializable";
    }
    if (accept("repeatable")) {
      expect("read");
      return "isolation level repeatable read";
    }
    expect("read");
    String word = peek().key();
    expectAny("committed", "uncommitted");
    return "isolation level read " + word;
  }

  private Statement setRole(int at) throws SyntaxException {
    expect("role");
    List<Expr> values = new ArrayList<>();
    if (is("none") || !isMariaDb() && isAny("default", "all")) {
      boolean all = is("all");
      values.add(word());
      if (all && accept("except")) {
        roles(values);
      }
    } else if (isMariaDb()) {
      Name role = nameOrString();
      values.add(new Expr.Literal(role.at(), Expr.Literal.Kind.STRING, role.text()));
    } else {
      roles(values);
    }
    return setting(at, "role", values);
  }

  private static Statement setting(int at, String name, List<Expr> values) {
    return new SessionStatement.SetVariables(
        at, List.of(new Variable(at, Scope.UNSAID, name, values)));
  }

  private void roles(List<Expr> values) throws SyntaxException {
    do {
      UserName role = user();
      values.add(new Expr.Literal(role.at(), Expr.Literal.Kind.STRING, role.text()));
    } while (accept(","));
  }

  private Statement setDefaultRole(int at) throws SyntaxException {
    expect("default");
    expect("role");
    List<Expr> values = new ArrayList<>();
    if (is("none") || !isMariaDb() && is("all")) {
      values.add(word());
    } else if (isMariaDb()) {
      Name role = nameOrString();
      values.add(new Expr.Literal(role.at(), Expr.Literal.Kind.STRING, role.text()));
    } else {
      roles(values);
    }
    if (isMariaDb()) {
      if (accept("for")) {
        user();
      }
    } else {
      expect("to");
      do {
        user();
      } while (accept(","));
    }
    return setting(at, "default role", values);
  }

  private Statement setResourceGroup(int at) throws SyntaxException {
    expect("resource");
    expect("group");
    Name group = columnName();
    if (accept("for")) {
      numberText();
      while (is(",") || isNumber()) {
        accept(",");
        numberText();
      }
    }
    return setting(
        at,
        "resource group",
        List.of(new Expr.Literal(group.at(), Expr.Literal.Kind.STRING, group.text())));
  }

  private Statement setPassword(int at) throws SyntaxException {
    expect("password");
    if (accept("for")) {
      user();
    }
    if (!isMariaDb() && accept("to")) {
      expect("random");
    } else {
      expectAny("=", ":=");
      if (isMariaDb() && isAny("password", "old_password")) {
        take();
        expect("(");
        stringText();
        expect(")");
      } else {
        stringText();
      }
    }
    if (!isMariaDb()) {
      if (accept("replace")) {
        stringText();
      }
      if (accept("retain")) {
        expect("current");
        expect("password");
      }
    }
    // What the password is concerns nobody who reads the tree.
    return setting(at, "password", List.of());
  }

  private Statement setStatement(int at) throws SyntaxException {
    expect("statement");
    List<Variable> variables = new ArrayList<>();
    do {
      variables.add(variable());
    } while (accept(","));
    expect("for");
    return new SessionStatement.SetStatement(at, variables, innerStatement());
  }

  /** A statement inside another one. */
  final Statement innerStatement() throws SyntaxException {
    enter();
    Statement statement =
        isAny("insert", "replace", "update", "delete", "with") || isQueryHere()
            ? rowStatement()
            : otherStatement();
    leave();
    return statement;
  }

  private Variable variable() throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() == Kind.USER_VARIABLE) {
      if (token.text().length() == 1 && isMariaDb()) {
        throw fail("a variable");
      }
      take();
      expectAny("=", ":=");
      return new Variable(
          at, Scope.USER, Keywords.fold(token.text().substring(1)), List.of(expression()));
    }
    if (token.kind() == Kind.SYSTEM_VARIABLE) {
      take();
      String text = Keywords.fold(systemVariable(token).substring(2));
      Scope scope = Scope.SESSION;
      int dot = text.indexOf('.');
      if (dot > 0) {
        Scope named = scope(text.substring(0, dot));
        if (named != Scope.UNSAID) {
          scope = named;
          text = text.substring(dot + 1);
        }
      }
      expectAny("=", ":=");
      return new Variable(at, scope, text, setValue());
    }
    if (isCharacterSet(0) && !isAssignment(peek(1))) {
      acceptCharacterSet();
      Name name = characterSetOrDefault();
      return new Variable(at, Scope.SESSION, "character set", defaulted(name));
    }
    if (token.is("names") && !peek(1).is(".")) {
      take();
      if (isAny("=", ":=")) {
        throw fail("a character set");
      }
      if (accept("default")) {
        if (isMariaDb() && accept("collate") && !accept("default")) {
          characterSetName();
        }
        return new Variable(at, Scope.SESSION, "names", List.of());
      }
      Name name = characterSetName();
      if (accept("collate")) {
        if (isMariaDb() && accept("default")) {
          return new Variable(at, Scope.SESSION, "names", defaulted(name));
        }
        characterSetName();
      }
      return new Variable(at, Scope.SESSION, "names", defaulted(name));
    }
    Scope scope = Scope.UNSAID;
    if (!isAssignment(peek(1)) && scope(token.key()) != Scope.UNSAID) {
      scope = scope(token.key());
      take();
    } else if (scope(token.key()) != Scope.UNSAID && !peek(1).is(".")) {
      take();
      throw fail("a variable");
    }
    StringBuilder name = new StringBuilder();
    if (accept("default")) {
      name.append("default");
      if (!is(".")) {
        throw fail(".");
      }
    } else {
      name.append(Keywords.fold(columnName().text()));
    }
    if (accept(".")) {
      name.append('.').append(Keywords.fold(nameBehindDot().text()));
    }
    expectAny("=", ":=");
    return new Variable(at, scope, name.toString(), setValue());
  }

  private static List<Expr> defaulted(Name name) {
    return name.text().equals("default") && !name.quoted()
        ? List.of()
        : List.of(new Expr.Literal(name.at(), Expr.Literal.Kind.STRING, name.text()));
  }

  private Scope scope(String word) {
    return switch (word) {
      case "global" -> Scope.GLOBAL;
      case "session" -> Scope.SESSION;
      case "local" -> Scope.LOCAL;
      case "persist" -> isMariaDb() ? Scope.UNSAID : Scope.PERSIST;
      case "persist_only" -> isMariaDb() ? Scope.UNSAID : Scope.PERSIST_ONLY;
      default -> Scope.UNSAID;
    };
  }

  /** A value: an expression, DEFAULT, or one of the reserved words that stand for a string. */
  private List<Expr> setValue() throws SyntaxException {
    if (is("default") && !peek(1).is("(")) {
      take();
      return List.of();
    }
    if (isAny("on", "all", "binary", "row", "system")) {
      Token behind = peek(1);
      if (is("on") || behind.isEnd() || behind.is(",") || behind.is(";") || behind.is("for")) {
        return List.of(word());
      }
    }
    return List.of(expression());
  }

  private Expr word() {
    int at = position();
    return new Expr.Literal(at, Expr.Literal.Kind.STRING, take().key());
  }

  // ---------------------------------------------------------------- DO, CALL, PREPARE

  private Statement doStatement() throws SyntaxException {
    int at = expect("do");
    List<Expr> values = new ArrayList<>();
    do {
      values.add(isMariaDb() ? expression() : item(false).expr());
    } while (accept(","));
    return new SessionStatement.Do(at, values);
  }

  private Statement callStatement() throws SyntaxException {
    int at = expect("call");
    if (isMariaDb() && is(".")) {
      throw fail("a name");
    }
    List<Name> name = tableName();
    if (isMariaDb() && name.size() == 2 && accept(".")) {
      name.add(nameBehindDot());
    }
    List<Expr> arguments = List.of();
    if (accept("(")) {
      arguments = is(")") ? List.of() : expressions();
      expect(")");
    }
    return new SessionStatement.Call(at, name, arguments);
  }

  private Statement prepare() throws SyntaxException {
    int at = expect("prepare");
    Name name = columnName();
    expect("from");
    String text = "";
    if (isMariaDb()) {
      Expr source = expression();
      if (source instanceof Expr.Literal literal) {
        text = literal.text();
      } else if (source instanceof Expr.Variable variable) {
        text = variable.name();
      }
    } else {
      if (!isKind(Kind.STRING) && !isUserVariable()) {
        throw fail("a string or a user variable");
      }
      text = take().text();
    }
    return new SessionStatement.Prepare(at, name, List.of(), null, text);
  }

  private Statement execute() throws SyntaxException {
    int at = expect("execute");
    boolean immediate = isMariaDb() && is("immediate") && !peek(1).isEnd() && !peek(1).is("using");
    Name name = null;
    List<Expr> arguments = new ArrayList<>();
    if (immediate) {
      take();
      arguments.add(expression());
    } else {
      name = columnName();
    }
    if (accept("using")) {
      do {
        if (isMariaDb()) {
          arguments.add(valueOrDefault());
        } else {
          if (!isUserVariable()) {
            throw fail("a user variable");
          }
          int variableAt = position();
          arguments.add(new Expr.Variable(variableAt, take().text()));
        }
      } while (accept(","));
    }
    return new SessionStatement.Execute(at, name, arguments, immediate);
  }

  /** DEALLOCATE PREPARE, which DROP PREPARE means too. */
  final Statement deallocate() throws SyntaxException {
    int at = position();
    expectAny("deallocate", "drop");
    expect("prepare");
    return new SessionStatement.Deallocate(at, columnName());
  }

  // ---------------------------------------------------------------- EXPLAIN

  private Statement explain() throws SyntaxException {
    int at = position();
    boolean analyze = take().is("analyze");
    List<Option> options = new ArrayList<>();
    if (isMariaDb() && !analyze && (is("extended") || is("partitions")) && isExplainable(1)) {
      options.add(flag(position(), take().key()));
    }
    if (!isMariaDb() && !analyze && is("analyze")) {
      take();
      analyze = true;
    }
    int formatAt = position();
    if (is("format", "=")) {
      take();
      take();
      options.add(nameOption(formatAt, "format"));
    }
    if (!isMariaDb() && is("into") && peek(1).kind() == Kind.USER_VARIABLE) {
      int intoAt = position();
      take();
      options.add(option(intoAt, "into", position(), take().text()));
    }
    int forAt = position();
    if (accept("for")) {
      if (accept("connection")) {
        return new SessionStatement.Explain(
            at, analyze, options, null, numberOption(forAt, "connection"));
      }
      if (isMariaDb()) {
        if (isNumber()) {
          return new SessionStatement.Explain(
              at, analyze, options, null, numberOption(forAt, "connection"));
        }
        throw fail("connection");
      }
      if (!isAny("schema", "database")) {
        throw fail("connection");
      }
      take();
      options.add(nameOption(forAt, "schema"));
    }
    if (isExplainable(0)) {
      return new SessionStatement.Explain(
          at, analyze, options, innerStatement(), SessionStatement.Explain.NO_TARGET);
    }
    if (analyze || !options.isEmpty()) {
      throw fail("SELECT, INSERT, UPDATE or DELETE");
    }
    int tableAt = position();
    List<Name> table = tableName();
    List<String> values = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Name part : table) {
      values.add(part.text());
      places.add(part.at());
    }
    if (isNameOrString(peek())) {
      Name column = nameOrString();
      values.add(column.text());
      places.add(column.at());
    }
    return new SessionStatement.Explain(
        at, false, options, null, new Option(tableAt, "table", values, places));
  }

  private boolean isExplainable(int ahead) {
    return switch (peek(ahead).key()) {
      case "select", "insert", "update", "delete", "replace", "with", "table", "values", "(" ->
          true;
      default -> false;
    };
  }

  // ---------------------------------------------------------------- care for tables

  private boolean isCareOfTables() {
    Token word = peek(1);
    int ahead = word.is("no_write_to_binlog") || word.is("local") ? 2 : 1;
    return peek(ahead).is("table") || peek(ahead).is("tables") || ahead == 2;
  }

  private Statement care() throws SyntaxException {
    int at = position();
    Work work = Work.valueOf(take().key().toUpperCase(Locale.ROOT));
    if (work != Work.CHECK && work != Work.CHECKSUM) {
      noBinlog();
    }
    if (!(isMariaDb() && (work == Work.CHECK || work == Work.REPAIR) && accept("view"))) {
      expectAny("table", "tables");
    }
    List<Option> options = new ArrayList<>();
    List<Name> columns = new ArrayList<>();
    List<List<Name>> tables = new ArrayList<>();
    do {
      tables.add(tableName());
      if (isMariaDb() && work == Work.ANALYZE) {
        persistentFor(columns, options);
      }
    } while (accept(","));
    switch (work) {
      case CHECK -> checkOptions(options);
      case REPAIR -> repairOptions(options);
      case CHECKSUM -> {
        int optionAt = position();
        if (acceptAny("quick", "extended")) {
          options.add(flag(optionAt, tokenAt(optionAt).key()));
        }
      }
      case ANALYZE -> {
        if (!isMariaDb()) {
          histogram(columns, options);
        }
      }
      case OPTIMIZE -> {
        if (isMariaDb() && !accept("nowait") && accept("wait")) {
          numberText();
        }
      }
    }
    return new MaintenanceStatement.Care(at, work, tables, columns, options);
  }

  final void noBinlog() {
    acceptAny("no_write_to_binlog", "local");
  }

  final void checkOptions(List<Option> options) throws SyntaxException {
    while (true) {
      int at = position();
      if (accept("for")) {
        expect("upgrade");
        options.add(flag(at, "for upgrade"));
      } else if (acceptAny("quick", "fast", "medium", "extended", "changed")
          || isMariaDb() && accept("force")) {
        options.add(flag(at, tokenAt(at).key()));
      } else {
        return;
      }
    }
  }

  final void repairOptions(List<Option> options) {
    int at = position();
    while (acceptAny("quick", "extended", "use_frm") || isMariaDb() && accept("force")) {
      options.add(flag(at, tokenAt(at).key()));
      at = position();
    }
    if (isMariaDb() && is("from", "mysql")) {
      take();
      take();
    }
  }

  /** MariaDB's PERSISTENT FOR ALL, or for columns and indexes. */
  final void persistentFor(List<Name> columns, List<Option> options) throws SyntaxException {
    int at = position();
    if (!accept("persistent")) {
      return;
    }
    expect("for");
    options.add(flag(at, "persistent"));
    if (accept("all")) {
      return;
    }
    expect("columns");
    persistentNames(columns, false);
    expect("indexes");
    persistentNames(new ArrayList<>(), true);
  }

  private void persistentNames(List<Name> names, boolean indexes) throws SyntaxException {
    if (accept("all")) {
      return;
    }
    expect("(");
    if (!is(")")) {
      do {
        if (!(indexes && accept("primary"))) {
          names.add(columnName());
        }
      } while (accept(","));
    }
    expect(")");
  }

  private void histogram(List<Name> columns, List<Option> options) throws SyntaxException {
    int at = position();
    if (!isAny("update", "drop")) {
      return;
    }
    String word = take().key();
    expect("histogram");
    expect("on");
    columns.addAll(names());
    options.add(flag(at, word + " histogram"));
    if (word.equals("drop")) {
      return;
    }
    int optionAt = position();
    if (accept("using")) {
      expect("data");
      options.add(stringOption(optionAt, "using data"));
      return;
    }
    if (accept("with")) {
      options.add(numberOption(optionAt, "buckets"));
      expect("buckets");
    }
    int updateAt = position();
    if (acceptAny("auto", "manual")) {
      expect("update");
      options.add(flag(updateAt, tokenAt(updateAt).key() + " update"));
    }
  }

  // ---------------------------------------------------------------- LOAD, HANDLER

  private Statement load() throws SyntaxException {
    int at = expect("load");
    boolean xml = take().is("xml");
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (acceptAny("low_priority", "concurrent")) {
      options.add(flag(optionAt, tokenAt(optionAt).key()));
    }
    optionAt = position();
    if (accept("local")) {
      options.add(flag(optionAt, "local"));
    }
    if (isMariaDb()) {
      expect("infile");
    } else {
      accept("from");
      expectAny("infile", "url", "s3");
    }
    String file = stringText();
    if (!isMariaDb()) {
      optionAt = position();
      if (accept("count")) {
        options.add(numberOption(optionAt, "count"));
      }
      if (accept("in")) {
        expect("primary");
        expect("key");
        expect("order");
      }
    }
    Duplicates duplicates = Duplicates.UNSAID;
    if (accept("replace")) {
      duplicates = Duplicates.REPLACE;
    } else if (accept("ignore")) {
      duplicates = Duplicates.IGNORE;
    }
    expect("into");
    expect("table");
    List<Name> table = tableName();
    if (accept("partition")) {
      namesInParentheses();
    }
    optionAt = position();
    if (acceptCharacterSet()) {
      options.add(option(optionAt, "character set", position(), characterSetName().text()));
    }
    optionAt = position();
    if (xml && accept("rows")) {
      expect("identified");
      expect("by");
      options.add(option(optionAt, "rows identified by", position(), textString()));
    }
    if (acceptAny("fields", "columns")) {
      fieldTerms(options);
    }
    if (accept("lines")) {
      lineTerms(options);
    }
    optionAt = position();
    if (accept("ignore")) {
      options.add(numberOption(optionAt, "ignore"));
      expectAny("lines", "rows");
    }
    List<List<Name>> fields = new ArrayList<>();
    if (accept("(")) {
      if (!is(")")) {
        do {
          fields.add(field());
        } while (accept(","));
      }
      expect(")");
    }
    List<SetItem> sets = accept("set") ? sets() : List.of();
    if (!isMariaDb()) {
      bulkOptions(options);
    }
    return new MaintenanceStatement.LoadData(
        at, xml, file, duplicates, table, fields, sets, options);
  }

  private List<Name> field() throws SyntaxException {
    if (isUserVariable()) {
      int at = position();
      return List.of(new Name(at, take().text(), false));
    }
    return columnReference();
  }

  private void fieldTerms(List<Option> options) throws SyntaxException {
    do {
      int at = position();
      boolean optionally = accept("optionally");
      String word = peek().key();
      if (optionally) {
        expect("enclosed");
      } else {
        expectAny("terminated", "enclosed", "escaped");
      }
      expect("by");
      options.add(option(at, "fields " + word + " by", position(), textString()));
    } while (isAny("terminated", "optionally", "enclosed", "escaped"));
  }

  private void lineTerms(List<Option> options) throws SyntaxException {
    do {
      int at = position();
      String word = peek().key();
      expectAny("terminated", "starting");
      expect("by");
      options.add(option(at, "lines " + word + " by", position(), textString()));
    } while (isAny("terminated", "starting"));
  }

  private void bulkOptions(List<Option> options) throws SyntaxException {
    int at = position();
    if (accept("parallel")) {
      expect("=");
      options.add(numberOption(at, "parallel"));
    }
    at = position();
    if (accept("memory")) {
      expect("=");
      options.add(sizeOption(at, "memory"));
    }
    at = position();
    if (accept("algorithm")) {
      expect("=");
      options.add(wordOption(at, "algorithm", "bulk"));
    }
  }

  private Statement handler() throws SyntaxException {
    int at = expect("handler");
    List<Name> table = tableName();
    if (accept("open")) {
      boolean as = accept("as");
      Name alias = as || isIdentifier(peek()) ? columnName() : null;
      return handler(at, MaintenanceStatement.Handler.Work.OPEN, table, alias, List.of(), null);
    }
    if (accept("close")) {
      return handler(at, MaintenanceStatement.Handler.Work.CLOSE, table, null, List.of(), null);
    }
    expect("read");
    Name index = null;
    List<Expr> values = List.of();
    boolean scan = isAny("first", "next") && !isHandlerWord(peek(1));
    if (scan) {
      take();
    } else {
      index = is("primary") ? new Name(expect("primary"), "PRIMARY", false) : columnName();
      if (!acceptAny("first", "next", "prev", "last")) {
        expectAny("=", ">=", "<=", ">", "<");
        expect("(");
        List<Expr> list = new ArrayList<>();
        do {
          list.add(valueOrDefault());
        } while (accept(","));
        values = list;
        expect(")");
      }
    }
    Expr where = where();
    if (accept("limit")) {
      limitOption();
      if (accept(",") || accept("offset")) {
        limitOption();
      }
    }
    return handler(at, MaintenanceStatement.Handler.Work.READ, table, index, values, where);
  }

  private static boolean isHandlerWord(Token token) {
    return switch (token.key()) {
      case "first", "next", "prev", "last", "=", ">=", "<=", ">", "<" -> true;
      default -> false;
    };
  }

  private static Statement handler(
      int at,
      MaintenanceStatement.Handler.Work work,
      List<Name> table,
      @Nullable Name index,
      List<Expr> values,
      @Nullable Expr where) {
    return new MaintenanceStatement.Handler(at, work, table, index, values, where);
  }
}
