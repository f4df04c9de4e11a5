package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Transaction;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's statements about the session: transactions, settings, prepared statements, cursors,
 * locks, plans and COPY.
 */
abstract class PostgresSessionGrammar extends PostgresDefinitions {
  private static final Set<String> FETCH_PLACES = Set.of("next", "prior", "first", "last");

  PostgresSessionGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    int at = position();
    return switch (peek().key()) {
      case "begin", "start" -> begin(at);
      case "commit", "end", "rollback", "abort" -> endOfTransaction(at);
      case "savepoint" -> {
        take();
        yield transaction(at, Transaction.Kind.SAVEPOINT, columnName().text());
      }
      case "release" -> {
        take();
        if (is("savepoint") && !peek(1).isEnd()) {
          take();
        }
        yield transaction(at, Transaction.Kind.RELEASE, columnName().text());
      }
      case "prepare" -> prepare(at);
      case "execute" -> execute(at);
      case "deallocate" -> deallocate(at);
      case "set" -> set(at);
      case "reset" -> {
        take();
        yield new SessionStatement.SetVariables(at, List.of(reset()));
      }
      case "show" -> {
        take();
        yield new SessionStatement.Show(at, shownSetting());
      }
      case "lock" -> lock(at);
      case "explain" -> explain(at);
      case "declare" -> declare(at);
      case "fetch", "move" -> fetch(at);
      case "close" -> {
        take();
        yield new SessionStatement.CloseCursor(at, accept("all") ? null : columnName());
      }
      case "copy" -> copy(at);
      case "call" -> {
        take();
        Expr.Call call = (Expr.Call) application();
        yield new SessionStatement.Call(at, call.name(), call.arguments());
      }
      default -> super.otherStatement();
    };
  }

  // ---------------------------------------------------------------- transactions

  private static Statement transaction(int at, Transaction.Kind kind, String name) {
    return new Transaction(at, kind, name, false, List.of());
  }

  private Statement begin(int at) throws SyntaxException {
    if (take().is("start")) {
      expect("transaction");
    } else {
      acceptAny("work", "transaction");
    }
    List<String> modes = beginsTransactionMode() ? transactionModes() : List.of();
    return new Transaction(at, Transaction.Kind.BEGIN, "", false, modes);
  }

  private boolean beginsTransactionMode() {
    return isAny("isolation", "read", "deferrable", "not");
  }

  /** gram.y: transaction_mode_list, with commas or without. */
  final List<String> transactionModes() throws SyntaxException {
    List<String> modes = new ArrayList<>();
    do {
      modes.add(transactionMode());
    } while (accept(",") || beginsTransactionMode());
    return modes;
  }

  private String transactionMode() throws SyntaxException {
    int from = position();
    if (accept("isolation")) {
      expect("level");
      if (accept("read")) {
        expectAny("uncommitted", "committed");
      } else if (accept("repeatable")) {
        expect("read");
      } else {
        expect("serializable");
      }
    } else if (accept("read")) {
      expectAny("only", "write");
    } else {
      accept("not");
      expect("deferrable");
    }
    return written(from);
  }

  private Statement endOfTransaction(int at) throws SyntaxException {
    String head = take().key();
    boolean commit = head.equals("commit");
    boolean rollback = head.equals("rollback");
    if ((commit || rollback) && accept("prepared")) {
      Transaction.Kind kind =
          commit ? Transaction.Kind.COMMIT_PREPARED : Transaction.Kind.ROLLBACK_PREPARED;
      return transaction(at, kind, string());
    }
    acceptAny("work", "transaction");
    if (rollback && accept("to")) {
      if (is("savepoint") && !peek(1).isEnd()) {
        take();
      }
      return transaction(at, Transaction.Kind.ROLLBACK_TO, columnName().text());
    }
    boolean chain = false;
    if (accept("and")) {
      chain = !accept("no");
      expect("chain");
    }
    Transaction.Kind kind =
        commit || head.equals("end") ? Transaction.Kind.COMMIT : Transaction.Kind.ROLLBACK;
    return new Transaction(at, kind, "", chain, List.of());
  }

  // ---------------------------------------------------------------- prepared statements

  private Statement prepare(int at) throws SyntaxException {
    take();
    if (is("transaction") && peek(1).kind() == Kind.STRING) {
      take();
      return transaction(at, Transaction.Kind.PREPARE, string());
    }
    Name name = columnName();
    List<DataType> types = List.of();
    if (accept("(")) {
      types = dataTypes();
      expect(")");
    }
    expect("as");
    return new SessionStatement.Prepare(at, name, types, preparable(), "");
  }

  /** gram.y: PreparableStmt. */
  final Statement preparable() throws SyntaxException {
    enter();
    Statement statement = rowStatement();
    leave();
    return statement;
  }

  /** gram.y: EXECUTE of a prepared statement. */
  final Statement execute(int at) throws SyntaxException {
    expect("execute");
    Name name = columnName();
    List<Expr> arguments = List.of();
    if (accept("(")) {
      arguments = expressions();
      expect(")");
    }
    return new SessionStatement.Execute(at, name, arguments, false);
  }

  private Statement deallocate(int at) throws SyntaxException {
    take();
    if (is("prepare") && !peek(1).isEnd()) {
      take();
    }
    return new SessionStatement.Deallocate(at, accept("all") ? null : columnName());
  }

  // ---------------------------------------------------------------- settings

  private Statement set(int at) throws SyntaxException {
    take();
    if (is("constraints") && !isSettingBehind()) {
      return setConstraints(at);
    }
    Scope scope = Scope.UNSAID;
    if (is("local") && !isSettingBehind()) {
      take();
      scope = Scope.LOCAL;
    } else if (is("session")
        && !isSettingBehind()
        && !peek(1).is("authorization")
        && !peek(1).is("characteristics")) {
      take();
      scope = Scope.SESSION;
    }
    if (is("transaction") && !isSettingBehind() && !peek(1).is("snapshot")) {
      take();
      return new Transaction(at, Transaction.Kind.SET, "", false, transactionModes());
    }
    if (is("session", "characteristics")) {
      take();
      take();
      expect("as");
      expect("transaction");
      return new Transaction(at, Transaction.Kind.SET_SESSION, "", false, transactionModes());
    }
    return new SessionStatement.SetVariables(at, List.of(setting(scope)));
  }

  /** Whether the word at the cursor is the name of a setting rather than a word of the grammar. */
  private boolean isSettingBehind() {
    Token behind = peek(1);
    return behind.is("to") || behind.is("=") || behind.is(".") || behind.is("from");
  }

  private Statement setConstraints(int at) throws SyntaxException {
    take();
    List<List<Name>> names = accept("all") ? List.of() : relationNames();
    boolean deferred = is("deferred");
    expectAny("deferred", "immediate");
    return new SessionStatement.SetConstraints(at, names, deferred);
  }

  /** gram.y: reset_rest, behind RESET. */
  final Variable reset() throws SyntaxException {
    int at = position();
    return new Variable(at, Scope.UNSAID, shownSetting(), List.of());
  }

  private String shownSetting() throws SyntaxException {
    if (accept("all")) {
      return "all";
    }
    if (accept("time", "zone")) {
      return "timezone";
    }
    if (accept("transaction", "isolation")) {
      expect("level");
      return "transaction_isolation";
    }
    if (accept("session", "authorization")) {
      return "session_authorization";
    }
    return settingName();
  }

  // ---------------------------------------------------------------- locks and plans

  private Statement lock(int at) throws SyntaxException {
    take();
    accept("table");
    List<List<Name>> tables = new ArrayList<>();
    do {
      tables.add(relationExpression().name());
    } while (accept(","));
    String mode = "access exclusive";
    if (accept("in")) {
      int from = position();
      lockMode();
      mode = written(from);
      expect("mode");
    }
    boolean noWait = accept("nowait");
    List<String> modes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      modes.add(mode);
    }
    return new SessionStatement.LockTables(at, tables, modes, noWait);
  }

  private void lockMode() throws SyntaxException {
    if (accept("access") || accept("row")) {
      expectAny("share", "exclusive");
    } else if (accept("share")) {
      if (acceptAny("update", "row")) {
        expect("exclusive");
      }
    } else if (!accept("exclusive")) {
      throw fail("ACCESS, ROW, SHARE, EXCLUSIVE");
    }
  }

  private Statement explain(int at) throws SyntaxException {
    take();
    boolean analyze = false;
    List<Option> options = new ArrayList<>();
    if (is("(") && !opensQuery(0)) {
      options.addAll(utilityOptions());
      for (Option option : options) {
        analyze |= option.name().equals("analyze") && !isOff(option);
      }
    } else {
      analyze = acceptAny("analyze", "analyse");
      int verbose = position();
      if (accept("verbose")) {
        options.add(new Option(verbose, "verbose", List.of(), List.of()));
      }
    }
    enter();
    Statement statement = explainable();
    leave();
    return statement instanceof Statement.Unread
        ? statement
        : new SessionStatement.Explain(
            at, analyze, options, statement, SessionStatement.Explain.NO_TARGET);
  }

  private static boolean isOff(Option option) {
    return switch (option.value()) {
      case "false", "off", "0", "no", "f", "n" -> true;
      default -> false;
    };
  }

  /** gram.y: ExplainableStmt. */
  private Statement explainable() throws SyntaxException {
    return switch (peek().key()) {
      case "declare", "execute", "refresh" -> otherStatement();
      case "create" -> {
        int at = position();
        Statement statement = otherStatement();
        yield switch (statement) {
          case dev.dbsa.sql.tree.TableStatement.CreateTable table when table.query() != null ->
              statement;
          case dev.dbsa.sql.tree.TableStatement.CreateView view when view.materialized() ->
              statement;
          default ->
              throw failAt(
                  at,
                  "EXPLAIN takes CREATE TABLE … AS and CREATE MATERIALIZED VIEW of the statements"
                      + " that begin with CREATE");
        };
      }
      default -> rowStatement();
    };
  }

  // ---------------------------------------------------------------- cursors

  private Statement declare(int at) throws SyntaxException {
    take();
    Name name = columnName();
    List<String> options = new ArrayList<>();
    while (!is("cursor")) {
      int from = position();
      if (accept("no")) {
        expect("scroll");
      } else if (!acceptAny("scroll", "binary", "insensitive")) {
        if (!is("asensitive")) {
          throw fail("CURSOR");
        }
        since(140000, "ASENSITIVE");
        take();
      }
      options.add(written(from));
    }
    take();
    int from = position();
    if (acceptAny("with", "without")) {
      expect("hold");
      options.add(written(from));
    }
    expect("for");
    return new SessionStatement.DeclareCursor(at, name, options, query());
  }

  /** gram.y: fetch_args. */
  private Statement fetch(int at) throws SyntaxException {
    boolean move = take().is("move");
    // A cursor may have the name of a direction.
    if (!peek(1).isEnd()) {
      if (FETCH_PLACES.contains(peek().key()) || is("all")) {
        take();
      } else if (acceptAny("absolute", "relative") || isNumber(peek()) || isAny("+", "-")) {
        signedInteger();
      } else if (acceptAny("forward", "backward") && !accept("all")) {
        if (isNumber(peek()) || isAny("+", "-")) {
          signedInteger();
        }
      }
      acceptAny("from", "in");
    }
    return new SessionStatement.FetchCursor(at, columnName(), move);
  }

  // ---------------------------------------------------------------- COPY

  private Statement copy(int at) throws SyntaxException {
    take();
    List<Name> table = List.of();
    List<Name> columns = List.of();
    Statement statement = null;
    List<Option> options = new ArrayList<>();
    if (accept("(")) {
      statement = preparable();
      expect(")");
    } else {
      if (is("binary")) {
        options.add(copyOption("binary"));
      }
      table = relationName();
      columns = is("(") ? namesInParentheses() : List.of();
    }
    boolean from = statement == null && is("from");
    if (statement != null) {
      expect("to");
    } else {
      expectAny("from", "to");
    }
    boolean program = accept("program");
    String file = null;
    if (isAny("stdin", "stdout")) {
      if (program) {
        throw failAt(position(), "STDIN and STDOUT cannot stand behind PROGRAM");
      }
      take();
    } else {
      file = string();
    }
    if (statement == null && (is("using") || is("delimiters"))) {
      int optionAt = position();
      accept("using");
      expect("delimiters");
      int value = position();
      string();
      options.add(optionSince(optionAt, "delimiter", value));
    }
    accept("with");
    if (is("(")) {
      copyGenericOptions(options);
    } else {
      copyOptions(options);
    }
    int whereAt = position();
    Expr where = statement == null ? where() : null;
    if (where != null && !from) {
      throw failAt(whereAt, "COPY … TO has no WHERE");
    }
    return new SessionStatement.Copy(
        at, table, columns, statement, from, program, file, options, where);
  }

  private Option copyOption(String name) {
    int at = position();
    take();
    return new Option(at, name, List.of(), List.of());
  }

  /** gram.y: copy_opt_list. */
  private void copyOptions(List<Option> into) throws SyntaxException {
    while (true) {
      int at = position();
      switch (peek().key()) {
        case "binary", "freeze", "csv", "header" -> into.add(copyOption(peek().key()));
        case "delimiter", "null", "quote", "escape" -> {
          String name = take().key();
          accept("as");
          int value = position();
          string();
          into.add(optionSince(at, name, value));
        }
        case "encoding" -> {
          take();
          int value = position();
          string();
          into.add(optionSince(at, "encoding", value));
        }
        case "force" -> {
          take();
          int value = position();
          boolean star = true;
          if (accept("not")) {
            expect("null");
            star = knows(170000);
          } else if (accept("null")) {
            star = knows(170000);
          } else {
            expect("quote");
          }
          String name = "force " + written(value);
          value = position();
          if (!star || !accept("*")) {
            names();
          }
          into.add(optionSince(at, name, value));
        }
        default -> {
          return;
        }
      }
    }
  }

  /** gram.y: copy_generic_opt_list, between parentheses. */
  private void copyGenericOptions(List<Option> into) throws SyntaxException {
    expect("(");
    do {
      int at = position();
      String name = label().text();
      int value = position();
      if (accept("(")) {
        do {
          booleanOrString();
        } while (accept(","));
        expect(")");
      } else if (is("default") && knows(170000) || is("*")) {
        take();
      } else if (!is(",") && !is(")")) {
        booleanStringOrNumber();
      }
      into.add(optionSince(at, name, value));
    } while (accept(","));
    expect(")");
  }

  /** gram.y: opt_boolean_or_string. */
  private void booleanOrString() throws SyntaxException {
    if (!acceptAny("true", "false", "on")) {
      wordOrString();
    }
  }

  /** Whether WITH DATA or WITH NO DATA is written; {@code null} for neither. */
  final @Nullable Boolean withData() throws SyntaxException {
    if (!accept("with")) {
      return null;
    }
    boolean data = !accept("no");
    expect("data");
    return data;
  }

  /** A query that a definition holds. */
  final Query definingQuery() throws SyntaxException {
    enter();
    Query query = query();
    leave();
    return query;
  }
}
