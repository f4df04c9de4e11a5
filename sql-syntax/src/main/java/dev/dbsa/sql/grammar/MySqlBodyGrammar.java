package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.BodyStatement;
import dev.dbsa.sql.tree.BodyStatement.Branch;
import dev.dbsa.sql.tree.BodyStatement.Condition;
import dev.dbsa.sql.tree.BodyStatement.Handler;
import dev.dbsa.sql.tree.BodyStatement.Loop;
import dev.dbsa.sql.tree.BodyStatement.Parameter;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements in the bodies of MySQL's and MariaDB's programs, and those that raise errors. */
class MySqlBodyGrammar extends MySqlTableGrammar {
  /** Words that are names elsewhere but no labels on MySQL. */
  private static final Set<String> NO_LABELS_MYSQL =
      words(
          """
          ascii begin binlog byte cache charset checksum clone comment commit contains deallocate
          do end execute flush follows handler help import install language no precedes prepare
          repair reset restart rollback savepoint shutdown signed slave start stop truncate
          unicode uninstall xa
          """);

  /** The same on MariaDB. */
  private static final Set<String> NO_LABELS_MARIADB =
      words(
          """
          ascii backup begin binlog byte cache charset checksum close comment commit compressed
          contains deallocate do end exclude execute flush following follows format handler help
          host install language no offset open options others owner parser port precedes preceding
          prepare remove repair replica replicas reset restore returning rollback savepoint
          security server shutdown signed slave socket soname sql_after_gtids sql_before_gtids
          start stats_auto_recalc stats_persistent stats_sample_pages stop ties truncate unbounded
          unicode uninstall upgrade wrapper xa
          """);

  private static final Set<String> SIGNAL_ITEMS =
      Set.of(
          "class_origin",
          "subclass_origin",
          "constraint_catalog",
          "constraint_schema",
          "constraint_name",
          "catalog_name",
          "schema_name",
          "table_name",
          "column_name",
          "cursor_name",
          "message_text",
          "mysql_errno");

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  MySqlBodyGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "signal", "resignal" -> signal();
      case "get" -> getDiagnostics();
      case "begin" -> startsBlock() ? block(position(), null) : super.otherStatement();
      case "if", "case", "loop", "while", "repeat", "for" ->
          server.isMariaDb() ? bodyStatement() : super.otherStatement();
      default -> super.otherStatement();
    };
  }

  /** MariaDB's blocks outside programs. */
  private boolean startsBlock() {
    return server.isMariaDb() && peek(1).is("not");
  }

  // ---------------------------------------------------------------- statements

  /** Any statement that may stand in a body, without the semicolon behind it. */
  final Statement bodyStatement() throws SyntaxException {
    enter();
    Statement statement = bodyStatementHere();
    leave();
    return statement;
  }

  private Statement bodyStatementHere() throws SyntaxException {
    int at = position();
    if (peek(1).is(":") && isLabel(peek())) {
      Name label = columnName();
      take();
      return switch (peek().key()) {
        case "begin" -> block(at, label);
        case "loop", "while", "repeat" -> loop(at, label);
        case "for" -> forLoop(at, label);
        default -> throw fail("BEGIN or a loop");
      };
    }
    return switch (peek().key()) {
      case "begin" -> block(at, null);
      case "if" -> ifStatement();
      case "case" -> caseStatement();
      case "loop", "while", "repeat" -> loop(at, null);
      case "for" -> forLoop(at, null);
      case "leave", "iterate" -> {
        boolean leave = take().is("leave");
        yield new BodyStatement.Jump(at, leave, label());
      }
      case "return" -> {
        take();
        yield new BodyStatement.Return(at, expression());
      }
      case "open" -> open();
      case "fetch" -> fetch();
      case "close" -> {
        take();
        yield new BodyStatement.Close(at, columnName());
      }
      default -> sqlStatement();
    };
  }

  /** A statement that may stand outside of bodies as well. */
  final Statement sqlStatement() throws SyntaxException {
    Token head = peek();
    switch (head.key()) {
      case "(", "select", "with", "values", "table", "insert", "replace", "update", "delete" -> {
        return rowStatement();
      }
      default -> {
        if (!StatementParser.MYSQL_HEADS.contains(head.key()) && !isMariaDbHead(head)) {
          throw fail("a statement");
        }
        Statement statement = otherStatement();
        while (statement instanceof Statement.Unread && !peek().isEnd()) {
          take();
        }
        return statement;
      }
    }
  }

  private boolean isMariaDbHead(Token head) {
    return server.isMariaDb() && head.is("backup");
  }

  private List<Statement> statements(String... ends) throws SyntaxException {
    List<Statement> statements = new ArrayList<>();
    do {
      statements.add(bodyStatement());
      expect(";");
    } while (!isAny(ends));
    return statements;
  }

  private BodyStatement block(int at, @Nullable Name label) throws SyntaxException {
    expect("begin");
    if (server.isMariaDb() && is("not", "atomic")) {
      take();
      take();
    }
    return blockBehindBegin(at, label);
  }

  private BodyStatement blockBehindBegin(int at, @Nullable Name label) throws SyntaxException {
    List<Statement> declarations = declarations();
    List<Statement> statements = statementsUntilEnd();
    expect("end");
    return new BodyStatement.Block(
        at, label, declarations, statements, List.of(), endLabel(label != null));
  }

  final List<Statement> declarations() throws SyntaxException {
    List<Statement> declarations = new ArrayList<>();
    while (is("declare")) {
      declarations.add(declaration());
      expect(";");
    }
    return declarations;
  }

  /** Declarations of variables alone. */
  final List<Statement> variables() throws SyntaxException {
    List<Statement> declarations = new ArrayList<>();
    while (is("declare")) {
      int at = position();
      Statement declaration = declaration();
      if (!(declaration instanceof BodyStatement.DeclareVariables)) {
        throw failAt(at, "Only variables can be declared here");
      }
      declarations.add(declaration);
      expect(";");
    }
    return declarations;
  }

  final List<Statement> statementsUntilEnd() throws SyntaxException {
    List<Statement> statements = new ArrayList<>();
    while (!is("end")) {
      statements.add(bodyStatement());
      expect(";");
    }
    return statements;
  }

  private @Nullable Name endLabel(boolean allowed) throws SyntaxException {
    return allowed && isLabel(peek()) ? label() : null;
  }

  private boolean isLabel(Token token) {
    return isIdentifier(token)
        && !(isMariaDb() ? NO_LABELS_MARIADB : NO_LABELS_MYSQL).contains(token.key());
  }

  private Name label() throws SyntaxException {
    if (!isLabel(peek())) {
      throw fail("a label");
    }
    return columnName();
  }

  // ---------------------------------------------------------------- declarations

  private Statement declaration() throws SyntaxException {
    int at = expect("declare");
    if (isAny("exit", "continue")) {
      boolean exit = take().is("exit");
      expect("handler");
      expect("for");
      List<Condition> conditions = new ArrayList<>();
      do {
        conditions.add(condition(true));
      } while (accept(","));
      return new Handler(at, exit, conditions, bodyStatement());
    }
    Name name = columnName();
    if (accept("condition")) {
      expect("for");
      return new BodyStatement.DeclareCondition(at, name, condition(false));
    }
    if (accept("cursor")) {
      List<Parameter> parameters = List.of();
      if (server.isMariaDb() && is("(")) {
        parameters = parameters(false);
      }
      expect("for");
      return new BodyStatement.DeclareCursor(at, name, parameters, query());
    }
    List<Name> names = new ArrayList<>();
    names.add(name);
    while (accept(",")) {
      names.add(columnName());
    }
    List<Name> like = new ArrayList<>();
    DataType type = variableType(like);
    Expr value = null;
    if (accept("default")) {
      value = expression();
    }
    return new BodyStatement.DeclareVariables(at, names, type, like, value);
  }

  /**
   * The type of a variable or a parameter; {@code null} where it is that of a table, a column or a
   * cursor, which then goes into {@code like}, or MariaDB's ROW of fields.
   */
  final @Nullable DataType variableType(List<Name> like) throws SyntaxException {
    if (!server.isMariaDb()) {
      return routineType();
    }
    if (accept("type")) {
      expect("of");
      like.addAll(columnReference());
      return null;
    }
    if (accept("row")) {
      if (accept("type")) {
        expect("of");
        like.addAll(tableName());
        return null;
      }
      expect("(");
      do {
        columnName();
        variableType(like);
      } while (accept(","));
      expect(")");
      return null;
    }
    return routineType();
  }

  /** Parameters between parentheses; with their ways where a routine's may have them. */
  final List<Parameter> parameters(boolean ways) throws SyntaxException {
    expect("(");
    List<Parameter> parameters = new ArrayList<>();
    if (!is(")")) {
      do {
        parameters.add(parameter(ways));
      } while (accept(","));
    }
    expect(")");
    return parameters;
  }

  private Parameter parameter(boolean ways) throws SyntaxException {
    int at = position();
    Parameter.Mode mode = Parameter.Mode.UNSAID;
    if (ways) {
      if (accept("in")) {
        mode = Parameter.Mode.IN;
      } else if (accept("out")) {
        mode = Parameter.Mode.OUT;
      } else if (accept("inout")) {
        mode = Parameter.Mode.INOUT;
      }
    }
    Name name = columnName();
    List<Name> like = new ArrayList<>();
    DataType type = variableType(like);
    return new Parameter(at, mode, name, type, like);
  }

  /** A state or an error number; in a handler also a name or a class of conditions. */
  private Condition condition(boolean handler) throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() == Kind.INTEGER
        || token.kind() == Kind.BIT_STRING && token.text().startsWith("0x")) {
      take();
      return new Condition(at, Condition.Kind.ERROR_NUMBER, token.text());
    }
    if (is("sqlstate")) {
      return state();
    }
    if (!handler) {
      throw fail("SQLSTATE or an error number");
    }
    if (accept("sqlwarning")) {
      return new Condition(at, Condition.Kind.WARNING, "");
    }
    if (accept("sqlexception")) {
      return new Condition(at, Condition.Kind.EXCEPTION, "");
    }
    if (accept("not")) {
      expect("found");
      return new Condition(at, Condition.Kind.NOT_FOUND, "");
    }
    return new Condition(at, Condition.Kind.NAME, columnName().text());
  }

  private Condition state() throws SyntaxException {
    int at = expect("sqlstate");
    accept("value");
    if (!isKind(Kind.STRING)) {
      throw fail("a state of five characters");
    }
    return new Condition(at, Condition.Kind.STATE, take().text());
  }

  // ---------------------------------------------------------------- control

  private BodyStatement ifStatement() throws SyntaxException {
    int at = expect("if");
    List<Branch> branches = new ArrayList<>();
    int branchAt = at;
    do {
      Expr condition = expression();
      expect("then");
      branches.add(new Branch(branchAt, condition, statements("elseif", "else", "end")));
      branchAt = position();
    } while (accept("elseif"));
    List<Statement> otherwise = accept("else") ? statements("end") : List.of();
    expect("end");
    expect("if");
    return new BodyStatement.Choice(at, false, null, branches, otherwise);
  }

  private BodyStatement caseStatement() throws SyntaxException {
    int at = expect("case");
    Expr operand = is("when") ? null : expression();
    List<Branch> branches = new ArrayList<>();
    do {
      int branchAt = expect("when");
      Expr condition = expression();
      expect("then");
      branches.add(new Branch(branchAt, condition, statements("when", "else", "end")));
    } while (is("when"));
    List<Statement> otherwise = accept("else") ? statements("end") : List.of();
    expect("end");
    expect("case");
    return new BodyStatement.Choice(at, true, operand, branches, otherwise);
  }

  private BodyStatement loop(int at, @Nullable Name label) throws SyntaxException {
    String word = take().key();
    Expr condition = null;
    List<Statement> statements;
    Loop.Kind kind;
    switch (word) {
      case "while" -> {
        kind = Loop.Kind.WHILE;
        condition = expression();
        expect("do");
        statements = statements("end");
      }
      case "repeat" -> {
        kind = Loop.Kind.REPEAT;
        statements = statements("until");
        expect("until");
        condition = expression();
      }
      default -> {
        kind = Loop.Kind.LOOP;
        statements = statements("end");
      }
    }
    expect("end");
    expect(word);
    return new Loop(at, kind, label, condition, statements, endLabel(label != null));
  }

  private BodyStatement forLoop(int at, @Nullable Name label) throws SyntaxException {
    if (!server.isMariaDb()) {
      throw fail("a statement");
    }
    expect("for");
    Name variable = columnName();
    expect("in");
    boolean reverse = accept("reverse");
    List<Expr> bounds = new ArrayList<>();
    Query query = null;
    if (is("(") && opensQuery(0)) {
      query = parenthesised();
    } else {
      bounds.add(lowerBound());
      if (is(".") || isKind(Kind.DECIMAL)) {
        // The lexer takes one dot of 1..9 for a part of the number before it or behind it.
        if (is(".", ".")) {
          take();
        }
        accept(".");
        bounds.add(expression());
      }
    }
    expect("do");
    List<Statement> statements = statements("end");
    expect("end");
    expect("for");
    return new BodyStatement.For(
        at, label, variable, reverse, bounds, query, statements, endLabel(label != null));
  }

  /** What a loop begins with: a number, a variable, or a cursor. */
  private Expr lowerBound() throws SyntaxException {
    if (isIdentifier(peek()) && peek(1).is(".") && peek(2).is(".")) {
      int at = position();
      return new Expr.Column(at, List.of(columnName()));
    }
    return expression();
  }

  // ---------------------------------------------------------------- cursors

  private BodyStatement open() throws SyntaxException {
    int at = expect("open");
    Name cursor = columnName();
    List<Expr> arguments = List.of();
    if (server.isMariaDb() && accept("(")) {
      arguments = is(")") ? List.of() : expressions();
      expect(")");
    }
    return new BodyStatement.Open(at, cursor, arguments);
  }

  private BodyStatement fetch() throws SyntaxException {
    int at = expect("fetch");
    if (server.isMariaDb() && is("group", "next")) {
      take();
      take();
      expect("row");
      return new BodyStatement.Fetch(at, null, List.of());
    }
    if (is("next", "from")) {
      take();
      take();
    } else {
      accept("from");
    }
    Name cursor = columnName();
    expect("into");
    List<Expr> into = new ArrayList<>();
    do {
      int variableAt = position();
      into.add(new Expr.Column(variableAt, List.of(columnName())));
    } while (accept(","));
    return new BodyStatement.Fetch(at, cursor, into);
  }

  // ---------------------------------------------------------------- errors

  private BodyStatement signal() throws SyntaxException {
    int at = position();
    boolean again = take().is("resignal");
    Condition condition = null;
    if (is("sqlstate")) {
      condition = state();
    } else if (!again || isIdentifier(peek())) {
      condition = new Condition(position(), Condition.Kind.NAME, columnName().text());
    }
    List<String> items = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    if (accept("set")) {
      do {
        items.add(conditionItem(false));
        expect("=");
        values.add(plainValue());
      } while (accept(","));
    }
    return new BodyStatement.Signal(at, again, condition, items, values);
  }

  private String conditionItem(boolean reading) throws SyntaxException {
    String word = peek().key();
    if (SIGNAL_ITEMS.contains(word)
        || reading && word.equals("returned_sqlstate")
        || server.isMariaDb() && word.equals("row_number")) {
      take();
      return word;
    }
    throw fail("an item such as MESSAGE_TEXT");
  }

  /** A literal or a variable. */
  private Expr plainValue() throws SyntaxException {
    int at = position();
    Expr value = primary();
    if (value instanceof Expr.Literal
        || value instanceof Expr.TypedLiteral
        || value instanceof Expr.Variable
        || value instanceof Expr.Column) {
      return value;
    }
    throw failAt(at, "Only a literal or a variable can stand here");
  }

  private BodyStatement getDiagnostics() throws SyntaxException {
    int at = expect("get");
    boolean stacked = !isMariaDb() && accept("stacked");
    if (!stacked) {
      accept("current");
    }
    expect("diagnostics");
    Expr condition = accept("condition") ? plainValue() : null;
    List<Expr> targets = new ArrayList<>();
    List<String> items = new ArrayList<>();
    do {
      int targetAt = position();
      if (isKind(Kind.USER_VARIABLE)) {
        targets.add(new Expr.Variable(targetAt, take().text()));
      } else {
        targets.add(new Expr.Column(targetAt, List.of(columnName())));
      }
      expect("=");
      if (condition != null) {
        items.add(conditionItem(true));
      } else {
        items.add(peek().key());
        expectAny("number", "row_count");
      }
    } while (accept(","));
    return new BodyStatement.GetDiagnostics(at, stacked, condition, targets, items);
  }
}
