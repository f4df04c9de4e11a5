package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.PlPgSqlNames.Level;
import dev.dbsa.sql.grammar.PlPgSqlNames.Variable;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.PlPgSqlStatement;
import dev.dbsa.sql.tree.PlPgSqlStatement.Block;
import dev.dbsa.sql.tree.PlPgSqlStatement.Branch;
import dev.dbsa.sql.tree.PlPgSqlStatement.Condition;
import dev.dbsa.sql.tree.PlPgSqlStatement.Declaration;
import dev.dbsa.sql.tree.PlPgSqlStatement.Handler;
import dev.dbsa.sql.tree.PlPgSqlStatement.Into;
import dev.dbsa.sql.tree.PlPgSqlStatement.RaiseOption;
import dev.dbsa.sql.tree.PlPgSqlStatement.Source;
import dev.dbsa.sql.tree.PlPgSqlStatement.Target;
import dev.dbsa.sql.tree.PlPgSqlStatement.VariableType;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in PL/pgSQL as PostgreSQL reads them when a function is made
 * (src/pl/plpgsql/src/pl_gram.y). SQL and expressions inside end at the first sign or word that may
 * follow them, as they do there; what stands before it is read by the grammar of SQL.
 */
final class PlPgSqlGrammar extends PostgresStatementGrammar {
  private static final Set<String> RESERVED =
      words(
          """
          all begin by case declare else end execute for foreach from if in into loop not null or strict then
          to using when while
          """);

  private static final Set<String> UNRESERVED =
      words(
          """
          absolute alias and array assert backward call chain close collate column column_name commit constant
          constraint constraint_name continue current cursor datatype debug default detail diagnostics do dump
          elseif elsif errcode error exception exit fetch first forward get hint import info insert is last
          log merge message message_text move next no notice open option perform pg_context pg_datatype_name
          pg_exception_context pg_exception_detail pg_exception_hint pg_routine_oid print_strict_params prior
          query raise relative return returned_sqlstate reverse rollback row_count rowtype schema schema_name
          scroll slice sqlstate stacked table table_name type use_column use_variable variable_conflict
          warning
          """);

  /** Types that are no rows, whatever the database holds. */
  private static final Set<String> SCALARS =
      words(
          """
          int int2 int4 int8 integer smallint bigint real float float4 float8 numeric decimal dec boolean
          bool text varchar char bpchar character name date time timetz timestamp timestamptz interval
          uuid json jsonb bytea oid regclass inet cidr xml refcursor double money bit varbit tsvector tsquery
          """);

  private static final Set<String> LEVELS =
      Set.of("exception", "warning", "notice", "info", "log", "debug");

  private static final Set<String> RAISE_OPTIONS =
      Set.of(
          "errcode",
          "message",
          "detail",
          "hint",
          "column",
          "constraint",
          "datatype",
          "table",
          "schema");

  /** What GET STACKED DIAGNOSTICS alone knows. */
  private static final Set<String> STACKED_ITEMS =
      Set.of(
          "pg_exception_detail",
          "pg_exception_hint",
          "pg_exception_context",
          "column_name",
          "constraint_name",
          "pg_datatype_name",
          "message_text",
          "table_name",
          "schema_name",
          "returned_sqlstate");

  /** What GET CURRENT DIAGNOSTICS alone knows. */
  private static final Set<String> CURRENT_ITEMS = Set.of("row_count", "pg_routine_oid");

  /**
   * What the routine's header says that its body is held against.
   *
   * @param runs whether the body runs at once, as that of DO does
   */
  record Header(
      String name,
      List<RoutineStatement.Parameter> parameters,
      boolean returnsSet,
      Returns returns,
      boolean runs) {

    /** What RETURN may bring. */
    enum Returns {
      VALUE,
      NOTHING,
      OUT_PARAMETERS,
      TRIGGER,
      EVENT_TRIGGER
    }
  }

  private final List<Token> body;
  private final Header header;
  private final PlPgSqlNames names = new PlPgSqlNames();

  private PlPgSqlGrammar(List<Token> body, Header header, Server server) {
    super(body, server);
    this.body = body;
    this.header = header;
  }

  /** A grammar over the tokens of a body. */
  static PlPgSqlGrammar over(List<Token> tokens, Header header, Server server) {
    return new PlPgSqlGrammar(new ArrayList<>(tokens), header, server);
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  // ---------------------------------------------------------------- the whole body

  /** pl_gram.y: pl_function. */
  Block program() throws SyntaxException {
    names.open(Level.BLOCK, new Name(0, header.name(), false));
    names.declare("found", Variable.SCALAR);
    int number = 0;
    for (RoutineStatement.Parameter parameter : header.parameters()) {
      Variable variable = variable(parameter.type());
      names.declare("$" + ++number, variable);
      if (parameter.name() != null) {
        names.declare(parameter.name().text(), variable);
      }
    }
    switch (header.returns()) {
      case TRIGGER -> names.declareTrigger();
      case EVENT_TRIGGER -> {
        names.declare("tg_event", Variable.SCALAR);
        names.declare("tg_tag", Variable.SCALAR);
      }
      default -> {}
    }
    while (accept("#")) {
      option();
    }
    Name label = blockLabel();
    Block block = block(position(), label);
    accept(";");
    expectEnd();
    return block;
  }

  private void option() throws SyntaxException {
    if (accept("option")) {
      expect("dump");
    } else if (accept("print_strict_params")) {
      expectAny("on", "off");
    } else if (accept("variable_conflict")) {
      expectAny("error", "use_variable", "use_column");
    } else {
      throw fail("an option of PL/pgSQL");
    }
  }

  // ---------------------------------------------------------------- words

  private static boolean isReserved(Token token) {
    return token.kind() == Kind.WORD && RESERVED.contains(token.key());
  }

  private static boolean isIdentifierOfBody(Token token) {
    return token.kind() == Kind.QUOTED_NAME || token.kind() == Kind.WORD && !isReserved(token);
  }

  /** pl_gram.y: any_identifier, decl_varname. */
  private Name bodyName() throws SyntaxException {
    if (!isIdentifierOfBody(peek())) {
      throw fail("a name");
    }
    int at = position();
    return name(take(), at);
  }

  private @Nullable Name bodyNameIfAny() throws SyntaxException {
    return isIdentifierOfBody(peek()) ? bodyName() : null;
  }

  private @Nullable Name blockLabel() throws SyntaxException {
    if (!accept("<<")) {
      return null;
    }
    Name label = bodyName();
    expect(">>");
    return label;
  }

  private @Nullable Name endLabel(@Nullable Name label) throws SyntaxException {
    Name end = bodyNameIfAny();
    if (end != null && label == null) {
      throw failAt(end.at(), "The end label " + end + " is for a block without one");
    }
    if (end != null && label != null && !end.text().equals(label.text())) {
      throw failAt(end.at(), "The end label " + end + " differs from the label " + label);
    }
    return end;
  }

  /** The names that a compound word at the cursor is made of: one to three, with dots between. */
  private List<Name> compound() {
    List<Name> parts = new ArrayList<>(3);
    int ahead = 0;
    while (true) {
      Token token = peek(ahead);
      parts.add(name(token, position() + ahead));
      if (parts.size() == 3 || !peek(ahead + 1).is(".") || !isIdentifierOfBody(peek(ahead + 2))) {
        return parts;
      }
      ahead += 2;
    }
  }

  private static List<String> texts(List<Name> parts) {
    return parts.stream().map(Name::text).toList();
  }

  private boolean isVariableWord(Token token) {
    return isIdentifierOfBody(token) || token.kind() == Kind.PARAMETER;
  }

  /** The variable that the words at the cursor name; the cursor stays. */
  private @Nullable Variable variableAhead() {
    return isVariableWord(peek()) ? names.find(texts(compound())) : null;
  }

  private Target target() throws SyntaxException {
    if (!isVariableWord(peek())) {
      throw fail("a variable");
    }
    List<Name> parts = compound();
    if (names.find(texts(parts)) == null) {
      throw failAt(position(), "There is no variable " + String.join(".", texts(parts)));
    }
    return taken(parts);
  }

  private Target taken(List<Name> parts) {
    int at = position();
    for (int i = 0; i < 2 * parts.size() - 1; i++) {
      take();
    }
    return new Target(at, parts);
  }

  private Target scalar() throws SyntaxException {
    Variable variable = variableAhead();
    if (variable != null && variable.kind() == PlPgSqlNames.Kind.RECORD) {
      throw failAt(position(), describe(peek()) + " is a record, not a scalar variable");
    }
    return target();
  }

  /** pl_gram.y: read_into_target. */
  private List<Target> targets() throws SyntaxException {
    List<Target> targets = new ArrayList<>();
    Variable first = variableAhead();
    targets.add(target());
    if (!is(",")) {
      return targets;
    }
    if (first != null && first.kind() == PlPgSqlNames.Kind.RECORD) {
      throw fail("no other variable beside a record");
    }
    while (accept(",")) {
      targets.add(scalar());
    }
    return targets;
  }

  private Into into(int at, boolean mayBeStrict) throws SyntaxException {
    boolean strict = mayBeStrict && accept("strict");
    return new Into(at, strict, targets());
  }

  private static Variable variable(DataType type) {
    if (type.reference()) {
      return Variable.UNKNOWN;
    }
    if (type.type().arrayDimensions() > 0) {
      return Variable.SCALAR;
    }
    String name = type.type().name();
    if (name.equals("record")) {
      return Variable.RECORD;
    }
    if (name.equals("refcursor")) {
      return new Variable(PlPgSqlNames.Kind.SCALAR, true, null);
    }
    boolean known = SCALARS.contains(name.split(" ", 2)[0]);
    return known && type.schema().isEmpty() ? Variable.SCALAR : Variable.UNKNOWN;
  }

  // ---------------------------------------------------------------- SQL inside

  private interface Reading<T> {
    T read() throws SyntaxException;
  }

  /** Reads what stands before a token as if the text ended there. */
  private <T> T before(int end, Reading<T> reading) throws SyntaxException {
    Token saved = body.get(end);
    body.set(
        end,
        new Token(Kind.END, "", "", saved.start(), saved.start(), saved.line(), saved.column()));
    try {
      T result = reading.read();
      expectEnd();
      return result;
    } finally {
      body.set(end, saved);
    }
  }

  /** pl_gram.y: read_sql_construct; the index of the first of the signs outside parentheses. */
  private int end(boolean expression, String... ends) throws SyntaxException {
    int depth = 0;
    int index = position();
    while (true) {
      Token token = body.get(index);
      if (depth == 0) {
        for (String end : ends) {
          if (token.is(end)) {
            if (index == position()) {
              throw fail(expression ? "an expression" : "a statement");
            }
            return index;
          }
        }
      }
      if (token.isEnd() || token.is(";")) {
        throw failAt(
            index,
            depth > 0
                ? "A parenthesis is not closed before " + shown(token)
                : "Expected "
                    + String.join(" or ", ends).toUpperCase(java.util.Locale.ROOT)
                    + " before "
                    + shown(token));
      }
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if ((token.is(")") || token.is("]")) && --depth < 0) {
        throw failAt(index, "Nothing opens the parenthesis " + token.text());
      }
      index++;
    }
  }

  private static String shown(Token token) {
    return token.isEnd() ? "the end of the body" : describe(token);
  }

  private Query value(String... ends) throws SyntaxException {
    return before(end(true, ends), this::valuesBehindSelect);
  }

  private Statement sql(String... ends) throws SyntaxException {
    return before(end(false, ends), this::innerStatement);
  }

  /** Values behind USING; the sign behind the last one is taken where it is no semicolon. */
  private List<Query> using(String last) throws SyntaxException {
    List<Query> values = new ArrayList<>();
    do {
      values.add(value(",", last));
    } while (accept(","));
    return values;
  }

  // ---------------------------------------------------------------- declarations

  /** pl_gram.y: pl_block, behind its label. */
  private Block block(int at, @Nullable Name label) throws SyntaxException {
    enter();
    names.open(Level.BLOCK, label);
    List<Declaration> declarations = new ArrayList<>();
    if (accept("declare")) {
      while (!is("begin")) {
        if (!accept("declare")) {
          declarations.add(declaration());
        }
      }
    }
    expect("begin");
    List<Statement> statements = statements();
    List<Handler> handlers = new ArrayList<>();
    if (accept("exception")) {
      names.declare("sqlstate", Variable.SCALAR);
      names.declare("sqlerrm", Variable.SCALAR);
      do {
        handlers.add(handler());
      } while (is("when"));
    }
    expect("end");
    Name endLabel = endLabel(label);
    names.close();
    leave();
    return new Block(at, label, declarations, statements, handlers, endLabel);
  }

  private Handler handler() throws SyntaxException {
    int at = expect("when");
    List<Condition> conditions = new ArrayList<>();
    do {
      int conditionAt = position();
      Name name = bodyName();
      if (name.text().equals("sqlstate")) {
        conditions.add(new Condition(conditionAt, true, sqlState()));
      } else {
        conditions.add(condition(name));
      }
    } while (accept("or"));
    expect("then");
    return new Handler(at, conditions, statements());
  }

  private Condition condition(Name name) throws SyntaxException {
    if (!PlPgSqlConditions.isKnown(name.text())) {
      throw failAt(name.at(), "There is no error condition " + name);
    }
    return new Condition(name.at(), false, name.text());
  }

  private String sqlState() throws SyntaxException {
    if (!isKind(Kind.STRING)) {
      throw fail("an SQLSTATE");
    }
    String state = peek().text();
    if (!state.matches("[0-9A-Z]{5}")) {
      throw failAt(position(), "An SQLSTATE has five digits or capital letters");
    }
    take();
    return state;
  }

  private Declaration declaration() throws SyntaxException {
    if (is("<<")) {
      throw failAt(position(), "The label of a block stands before DECLARE");
    }
    int at = position();
    Name name = bodyName();
    if (is("alias", "for")) {
      take();
      take();
      return alias(at, name);
    }
    if (is("cursor") || is("scroll", "cursor") || is("no", "scroll")) {
      return cursor(at, name);
    }
    boolean constant = accept("constant");
    VariableType type = variableType();
    List<Name> collation = accept("collate") ? collationName() : List.of();
    boolean notNull = accept("not");
    if (notNull) {
      expect("null");
    }
    Query value = null;
    if (acceptAny(":=", "=", "default")) {
      value = value(";");
    }
    expect(";");
    declare(name, variable(type));
    return new PlPgSqlStatement.Variable(at, name, constant, type, collation, notNull, value);
  }

  private List<Name> collationName() throws SyntaxException {
    if (!isIdentifierOfBody(peek())) {
      throw fail("a collation");
    }
    return taken(compound()).name();
  }

  private void declare(Name name, Variable variable) throws SyntaxException {
    if (!names.declare(name.text(), variable)) {
      throw failAt(name.at(), "The variable " + name + " is declared twice");
    }
  }

  private Declaration alias(int at, Name name) throws SyntaxException {
    if (!isVariableWord(peek())) {
      throw fail("a variable");
    }
    List<Name> of = compound();
    Variable variable = names.find(texts(of));
    if (variable == null) {
      throw failAt(position(), "There is no variable " + String.join(".", texts(of)));
    }
    taken(of);
    expect(";");
    declare(name, variable);
    return new PlPgSqlStatement.Alias(at, name, of);
  }

  private Declaration cursor(int at, Name name) throws SyntaxException {
    Boolean scroll = null;
    if (accept("no")) {
      expect("scroll");
      scroll = false;
    } else if (accept("scroll")) {
      scroll = true;
    }
    expect("cursor");
    List<PlPgSqlStatement.CursorParameter> parameters = new ArrayList<>();
    names.open(Level.BLOCK, null);
    if (accept("(")) {
      do {
        Name parameter = bodyName();
        VariableType type = variableType();
        declare(parameter, variable(type));
        parameters.add(new PlPgSqlStatement.CursorParameter(parameter, type));
      } while (accept(","));
      expect(")");
    }
    names.close();
    expectAny("for", "is");
    Statement query = sql(";");
    expect(";");
    declare(
        name,
        new Variable(
            PlPgSqlNames.Kind.SCALAR,
            true,
            parameters.stream().map(parameter -> parameter.name().text()).toList()));
    return new PlPgSqlStatement.Cursor(at, name, scroll, parameters, query);
  }

  /** pl_gram.y: read_datatype. */
  private VariableType variableType() throws SyntaxException {
    int at = position();
    if (isIdentifierOfBody(peek())) {
      List<Name> parts = compound();
      int behind = 2 * parts.size() - 1;
      if (peek(behind).is("%") && (peek(behind + 1).is("type") || peek(behind + 1).is("rowtype"))) {
        taken(parts);
        take();
        boolean row = take().is("rowtype");
        return new VariableType(at, null, parts, row, arrayOfTaken());
      }
    }
    int end = endOfType();
    if (end == at) {
      throw fail("a type");
    }
    DataType type = before(end, this::dataType);
    if (type.setOf()) {
      throw failAt(at, "A variable cannot hold a set");
    }
    return new VariableType(at, type, List.of(), false, type.type().arrayDimensions() > 0);
  }

  private boolean arrayOfTaken() throws SyntaxException {
    int at = position();
    boolean array = accept("array");
    while (accept("[")) {
      array = true;
      if (isKind(Kind.INTEGER)) {
        take();
      }
      expect("]");
    }
    if (array && !knows(170000)) {
      throw failAt(at, "An array of a type that is taken needs PostgreSQL 17");
    }
    return array;
  }

  private int endOfType() throws SyntaxException {
    int depth = 0;
    int index = position();
    while (true) {
      Token token = body.get(index);
      switch (token.key()) {
        case ";", "collate", "not", "=", ":=", "default" -> {
          return index;
        }
        case "," -> {
          if (depth == 0) {
            return index;
          }
        }
        case ")" -> {
          if (depth-- == 0) {
            return index;
          }
        }
        case "(" -> depth++;
        default -> {
          if (token.isEnd()) {
            throw failAt(index, "The declaration does not end");
          }
        }
      }
      index++;
    }
  }

  private static Variable variable(VariableType type) {
    if (type.array()) {
      return Variable.SCALAR;
    }
    if (type.written() != null) {
      return variable(type.written());
    }
    return type.row() ? Variable.RECORD : Variable.UNKNOWN;
  }

  // ---------------------------------------------------------------- statements

  /** pl_gram.y: proc_sect, up to a word that ends it. */
  private List<Statement> statements() throws SyntaxException {
    List<Statement> statements = new ArrayList<>();
    while (!isAny("end", "else", "elsif", "elseif", "when", "exception") || isAssignment()) {
      statements.add(bodyStatement());
    }
    return statements;
  }

  private boolean isAssignment() {
    return isVariableWord(peek())
        && (peek(1).is(":=") || peek(1).is("=") || peek(1).is("[") || peek(1).is("."))
        && variableAhead() != null;
  }

  private Statement bodyStatement() throws SyntaxException {
    int at = position();
    if (isAssignment()) {
      return assignment(at);
    }
    if (is("<<")) {
      Name label = blockLabel();
      return switch (peek().key()) {
        case "declare", "begin" -> blockStatement(at, label);
        case "loop", "while", "for", "foreach" -> loop(at, label);
        default -> throw fail("a block or a loop");
      };
    }
    if (isIdentifierOfBody(peek())
        && !UNRESERVED.contains(peek().key())
        && (peek(1).is("=") || peek(1).is(":=") || peek(1).is("[") || peek(1).is("."))) {
      throw failAt(at, "There is no variable " + describe(peek()));
    }
    return switch (peek().key()) {
      case "declare", "begin" -> blockStatement(at, null);
      case "if" -> ifStatement(at);
      case "case" -> caseStatement(at);
      case "loop", "while", "for", "foreach" -> loop(at, null);
      case "exit", "continue" -> jump(at);
      case "return" -> returning(at);
      case "raise" -> raise(at);
      case "assert" -> assertion(at);
      case "execute" -> executeText(at);
      case "perform" -> perform(at);
      case "get" -> diagnostics(at);
      case "open" -> open(at);
      case "fetch", "move" -> fetch(at);
      case "close" -> {
        take();
        Target cursor = cursorVariable();
        expect(";");
        yield new PlPgSqlStatement.Close(at, cursor);
      }
      case "null" -> {
        take();
        expect(";");
        yield new PlPgSqlStatement.Nothing(at);
      }
      case "commit", "rollback" -> endTransaction(at);
      case "call", "do" -> {
        Statement statement = sql(";");
        expect(";");
        yield new PlPgSqlStatement.Sql(at, statement, null);
      }
      default -> {
        Token token = peek();
        boolean known = UNRESERVED.contains(token.key()) && !isAny("import", "insert", "merge");
        if (!isIdentifierOfBody(token) || known) {
          throw fail("a statement");
        }
        yield sqlStatement(at);
      }
    };
  }

  private Statement blockStatement(int at, @Nullable Name label) throws SyntaxException {
    Block block = block(at, label);
    expect(";");
    return block;
  }

  private Statement assignment(int at) throws SyntaxException {
    int end = end(true, ";");
    Target target = target();
    List<Expr> subscripts = new ArrayList<>();
    PlPgSqlStatement.Assignment assignment =
        before(
            end,
            () -> {
              while (!isAny(":=", "=")) {
                if (accept(".")) {
                  label();
                } else {
                  expect("[");
                  subscript(subscripts);
                  expect("]");
                }
              }
              take();
              if (peek().isEnd()) {
                throw fail("an expression");
              }
              return new PlPgSqlStatement.Assignment(at, target, subscripts, valuesBehindSelect());
            });
    expect(";");
    return assignment;
  }

  private void subscript(List<Expr> subscripts) throws SyntaxException {
    if (!is(":")) {
      subscripts.add(expression());
    }
    if (accept(":") && !is("]")) {
      subscripts.add(expression());
    }
  }

  private Statement ifStatement(int at) throws SyntaxException {
    enter();
    List<Branch> branches = new ArrayList<>();
    List<Statement> otherwise = List.of();
    take();
    branches.add(branch(at));
    while (isAny("elsif", "elseif")) {
      int branchAt = position();
      take();
      branches.add(branch(branchAt));
    }
    if (accept("else")) {
      otherwise = statements();
    }
    expect("end");
    expect("if");
    expect(";");
    leave();
    return new PlPgSqlStatement.Choice(at, false, null, branches, otherwise);
  }

  private Branch branch(int at) throws SyntaxException {
    Query condition = value("then");
    expect("then");
    return new Branch(at, condition, statements());
  }

  private Statement caseStatement(int at) throws SyntaxException {
    enter();
    expect("case");
    Query operand = is("when") ? null : value("when");
    List<Branch> branches = new ArrayList<>();
    do {
      int branchAt = expect("when");
      branches.add(branch(branchAt));
    } while (is("when"));
    List<Statement> otherwise = accept("else") ? statements() : List.of();
    expect("end");
    expect("case");
    expect(";");
    leave();
    return new PlPgSqlStatement.Choice(at, true, operand, branches, otherwise);
  }

  // ---------------------------------------------------------------- loops

  private record LoopBody(List<Statement> statements, @Nullable Name endLabel) {}

  private LoopBody loopBody(@Nullable Name label) throws SyntaxException {
    expect("loop");
    List<Statement> statements = statements();
    expect("end");
    expect("loop");
    Name endLabel = endLabel(label);
    expect(";");
    return new LoopBody(statements, endLabel);
  }

  private Statement loop(int at, @Nullable Name label) throws SyntaxException {
    enter();
    names.open(Level.LOOP, label);
    Statement loop;
    if (accept("for")) {
      loop = forLoop(at, label);
    } else if (accept("foreach")) {
      loop = forEach(at, label);
    } else {
      Query condition = accept("while") ? value("loop") : null;
      LoopBody body = loopBody(label);
      loop = new PlPgSqlStatement.Loop(at, label, condition, body.statements(), body.endLabel());
    }
    names.close();
    leave();
    return loop;
  }

  /**
   * Variables of a loop.
   *
   * @param known whether the first one is declared
   */
  private record LoopVariables(List<Target> targets, boolean known) {}

  /** pl_gram.y: for_variable. */
  private LoopVariables loopVariables() throws SyntaxException {
    if (!isVariableWord(peek())) {
      throw fail("the variable of the loop");
    }
    if (variableAhead() != null) {
      return new LoopVariables(targets(), true);
    }
    List<Name> parts = compound();
    if (parts.size() > 1 || peek(1).is(",")) {
      throw failAt(position(), "There is no variable " + String.join(".", texts(parts)));
    }
    return new LoopVariables(List.of(taken(parts)), false);
  }

  private Statement forLoop(int at, @Nullable Name label) throws SyntaxException {
    int variableAt = position();
    LoopVariables variables = loopVariables();
    expect("in");
    Source source = source(variables, variableAt);
    LoopBody body = loopBody(label);
    return new PlPgSqlStatement.For(
        at, label, variables.targets(), source, body.statements(), body.endLabel());
  }

  private Source source(LoopVariables variables, int variableAt) throws SyntaxException {
    int at = position();
    if (accept("execute")) {
      requireKnown(variables, variableAt);
      Query text = value("loop", "using");
      List<Query> using = accept("using") ? using("loop") : List.of();
      return new PlPgSqlStatement.DynamicRows(at, text, using);
    }
    Variable cursor = variableAhead();
    if (cursor != null && (cursor.isBoundCursor() || isCursorLoop(cursor))) {
      if (variables.targets().size() > 1) {
        throw failAt(variableAt, "A loop over a cursor has one variable");
      }
      if (!cursor.isBoundCursor()) {
        throw failAt(at, "The cursor of a loop must have a query of its own");
      }
      Target name = target();
      List<Query> arguments = cursorArguments(cursor, name, "loop");
      declareLoopVariable(variables, Variable.RECORD);
      return new PlPgSqlStatement.CursorRows(at, name.name().getLast(), arguments);
    }
    boolean reverse = accept("reverse");
    int end = end(false, "..", "loop");
    if (body.get(end).is("..")) {
      if (variables.targets().size() > 1) {
        throw failAt(variableAt, "A loop over numbers has one variable");
      }
      Query from = before(end, this::valuesBehindSelect);
      expect("..");
      Query to = value("loop", "by");
      Query step = accept("by") ? value("loop") : null;
      declareLoopVariable(variables, Variable.SCALAR);
      return new PlPgSqlStatement.Numbers(at, reverse, from, to, step);
    }
    if (reverse) {
      throw failAt(at, "REVERSE cannot stand in a loop over rows");
    }
    requireKnown(variables, variableAt);
    return new PlPgSqlStatement.Rows(at, before(end, this::innerStatement));
  }

  private static boolean isCursorLoop(Variable variable) {
    return variable.cursor() && variable.kind() == PlPgSqlNames.Kind.SCALAR;
  }

  private void requireKnown(LoopVariables variables, int at) throws SyntaxException {
    if (!variables.known()) {
      throw failAt(at, "The variable of a loop over rows must be declared");
    }
  }

  /** The loop has a variable of its own, which hides another one of its name. */
  private void declareLoopVariable(LoopVariables variables, Variable variable) {
    names.declare(variables.targets().getFirst().name().getLast().text(), variable);
  }

  private Statement forEach(int at, @Nullable Name label) throws SyntaxException {
    int variableAt = position();
    LoopVariables variables = loopVariables();
    if (!variables.known()) {
      throw failAt(variableAt, "The variable of FOREACH must be declared");
    }
    long slice = accept("slice") ? integer() : 0;
    expect("in");
    int sourceAt = expect("array");
    Query array = value("loop");
    LoopBody body = loopBody(label);
    return new PlPgSqlStatement.For(
        at,
        label,
        variables.targets(),
        new PlPgSqlStatement.Elements(sourceAt, slice, array),
        body.statements(),
        body.endLabel());
  }

  private Statement jump(int at) throws SyntaxException {
    boolean exit = take().is("exit");
    String word = exit ? "EXIT" : "CONTINUE";
    Name label = bodyNameIfAny();
    if (label != null) {
      Level level = names.label(label.text());
      if (level == null) {
        throw failAt(label.at(), "No block or loop around this has the label " + label);
      }
      if (!exit && level == Level.BLOCK) {
        throw failAt(label.at(), "CONTINUE cannot name a block, as " + label + " is one");
      }
    } else if (!names.inLoop()) {
      throw failAt(at, word + " cannot stand outside a loop");
    }
    Query when = accept("when") ? value(";") : null;
    expect(";");
    return new PlPgSqlStatement.Jump(at, exit, label, when);
  }

  // ---------------------------------------------------------------- RETURN

  private Statement returning(int at) throws SyntaxException {
    take();
    if (accept("next")) {
      requireSet(at, "RETURN NEXT");
      if (header.returns() == Header.Returns.OUT_PARAMETERS && !is(";")) {
        throw fail("no value where the function has OUT parameters");
      }
      Query value = header.returns() == Header.Returns.OUT_PARAMETERS ? null : value(";");
      expect(";");
      return new PlPgSqlStatement.ReturnNext(at, value);
    }
    if (accept("query")) {
      requireSet(at, "RETURN QUERY");
      return returnQuery(at);
    }
    boolean empty = header.returnsSet() || header.returns() != Header.Returns.VALUE;
    if (header.returns() == Header.Returns.TRIGGER) {
      empty = false;
    }
    if (empty && !is(";")) {
      throw fail(
          header.returnsSet()
              ? "no value where the function returns a set"
              : header.returns() == Header.Returns.OUT_PARAMETERS
                  ? "no value where the function has OUT parameters"
                  : "no value where nothing is returned");
    }
    Query value = empty ? null : value(";");
    expect(";");
    return new PlPgSqlStatement.Return(at, value);
  }

  private void requireSet(int at, String what) throws SyntaxException {
    if (!header.returnsSet()) {
      throw failAt(at, what + " needs a function that returns a set");
    }
  }

  private Statement returnQuery(int at) throws SyntaxException {
    if (accept("execute")) {
      Query text = value(";", "using");
      List<Query> using = accept("using") ? using(";") : List.of();
      expect(";");
      return new PlPgSqlStatement.ReturnExecute(at, text, using);
    }
    Statement query = sql(";");
    expect(";");
    return new PlPgSqlStatement.ReturnQuery(at, query);
  }

  // ---------------------------------------------------------------- RAISE, ASSERT

  private Statement raise(int at) throws SyntaxException {
    take();
    String level = "";
    Condition condition = null;
    String message = null;
    List<Query> arguments = new ArrayList<>();
    List<RaiseOption> options = new ArrayList<>();
    if (!is(";")) {
      if (LEVELS.contains(peek().key())) {
        level = take().key();
      }
      if (isKind(Kind.STRING)) {
        int messageAt = position();
        message = take().text();
        while (accept(",")) {
          arguments.add(value(",", ";", "using"));
        }
        requirePlaces(messageAt, message, arguments.size());
      } else if (!is("using")) {
        Name name = bodyName();
        condition =
            name.text().equals("sqlstate") && !name.quoted()
                ? new Condition(name.at(), true, sqlState())
                : condition(name);
      }
      if (accept("using")) {
        do {
          options.add(raiseOption());
        } while (accept(","));
      }
    }
    expect(";");
    return new PlPgSqlStatement.Raise(at, level, condition, message, arguments, options);
  }

  /** Each % of a message that no other one follows stands for a value. */
  private void requirePlaces(int at, String message, int values) throws SyntaxException {
    int places = 0;
    for (int i = 0; i < message.length(); i++) {
      if (message.charAt(i) == '%') {
        if (i + 1 < message.length() && message.charAt(i + 1) == '%') {
          i++;
        } else {
          places++;
        }
      }
    }
    if (places != values) {
      throw failAt(
          at,
          "RAISE has too "
              + (values > places ? "many" : "few")
              + " parameters: the message has places for "
              + places
              + ", not for "
              + values);
    }
  }

  private RaiseOption raiseOption() throws SyntaxException {
    int at = position();
    if (!RAISE_OPTIONS.contains(peek().key())) {
      throw fail("an option of RAISE");
    }
    String name = take().key();
    expectAny("=", ":=");
    return new RaiseOption(at, name, value(",", ";"));
  }

  private Statement assertion(int at) throws SyntaxException {
    take();
    Query condition = value(",", ";");
    Query message = accept(",") ? value(";") : null;
    expect(";");
    return new PlPgSqlStatement.Assert(at, condition, message);
  }

  // ---------------------------------------------------------------- SQL statements

  private Statement executeText(int at) throws SyntaxException {
    take();
    Query text = value("into", "using", ";");
    Into into = null;
    List<Query> using = new ArrayList<>();
    while (!is(";")) {
      int clauseAt = position();
      if (into == null && accept("into")) {
        into = into(clauseAt, true);
      } else if (using.isEmpty() && accept("using")) {
        do {
          using.add(value(",", ";", "into"));
        } while (accept(","));
      } else {
        throw fail("INTO, USING or the end of the statement");
      }
    }
    expect(";");
    return new PlPgSqlStatement.Execute(at, text, into, using);
  }

  /** PERFORM stands where a query has SELECT. */
  private Statement perform(int at) throws SyntaxException {
    take();
    int end = end(false, ";");
    Token saved = body.get(at);
    goTo(at);
    body.set(
        at,
        new Token(
            Kind.WORD,
            "select",
            "select",
            saved.start(),
            saved.end(),
            saved.line(),
            saved.column()));
    Statement query = before(end, this::innerStatement);
    body.set(at, saved);
    expect(";");
    return new PlPgSqlStatement.Perform(at, query);
  }

  /** pl_gram.y: make_execsql_stmt; INTO and its targets are no part of what SQL reads. */
  private Statement sqlStatement(int at) throws SyntaxException {
    boolean routine =
        is("create")
            && (isRoutine(peek(1))
                || peek(1).is("or") && peek(2).is("replace") && isRoutine(peek(3)));
    boolean imports = is("import");
    Into into = null;
    int intoEnd = -1;
    int depth = 0;
    int blocks = 0;
    int index = at;
    while (depth > 0 || blocks > 0 || !body.get(index).is(";")) {
      Token token = body.get(index);
      if (token.isEnd()) {
        throw failAt(index, "The body ends inside a statement");
      }
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth = Math.max(0, depth - 1);
      } else if (routine && depth == 0) {
        blocks += blockStep(token, blocks);
      }
      if (token.is("into") && !imports && index > at && !takesRows(body.get(index - 1))) {
        if (into != null) {
          throw failAt(index, "INTO stands twice in the statement");
        }
        goTo(index + 1);
        into = into(index, true);
        intoEnd = position();
        index = intoEnd;
      } else {
        index++;
      }
    }
    if (into != null) {
      passOver(into.at(), intoEnd);
    }
    goTo(at);
    Statement statement = before(index, this::innerStatement);
    passOver(-1, -1);
    expect(";");
    return new PlPgSqlStatement.Sql(at, statement, into);
  }

  private static boolean isRoutine(Token token) {
    return token.is("function") || token.is("procedure");
  }

  private static int blockStep(Token token, int blocks) {
    if (token.is("begin") || blocks > 0 && token.is("case")) {
      return 1;
    }
    return blocks > 0 && token.is("end") ? -1 : 0;
  }

  /** Whether INTO behind this word names a table. */
  private static boolean takesRows(Token before) {
    return before.is("insert") || before.is("merge");
  }

  private Statement diagnostics(int at) throws SyntaxException {
    take();
    boolean stacked = accept("stacked");
    if (!stacked) {
      accept("current");
    }
    expect("diagnostics");
    List<Target> targets = new ArrayList<>();
    List<String> items = new ArrayList<>();
    do {
      targets.add(scalar());
      expectAny("=", ":=");
      String item = peek().key();
      boolean of = (stacked ? STACKED_ITEMS : CURRENT_ITEMS).contains(item);
      if (!of && !item.equals("pg_context")) {
        throw fail("an item of GET " + (stacked ? "STACKED" : "CURRENT") + " DIAGNOSTICS");
      }
      items.add(take().key());
    } while (accept(","));
    expect(";");
    return new PlPgSqlStatement.GetDiagnostics(at, stacked, targets, items);
  }

  private Statement endTransaction(int at) throws SyntaxException {
    boolean commit = take().is("commit");
    boolean chain = false;
    if (accept("and")) {
      chain = !accept("no");
      expect("chain");
    }
    expect(";");
    return new PlPgSqlStatement.EndTransaction(at, commit, chain);
  }

  // ---------------------------------------------------------------- cursors

  private Target cursorVariable() throws SyntaxException {
    Variable variable = variableAhead();
    if (variable != null && !variable.cursor()) {
      throw failAt(position(), describe(peek()) + " is no variable of type refcursor");
    }
    return target();
  }

  private Statement open(int at) throws SyntaxException {
    take();
    Variable variable = variableAhead();
    Target cursor = cursorVariable();
    if (variable != null && variable.isBoundCursor()) {
      List<Query> arguments = cursorArguments(variable, cursor, ";");
      expect(";");
      return new PlPgSqlStatement.Open(at, cursor, arguments, null, null, List.of());
    }
    if (accept("no")) {
      expect("scroll");
    } else {
      accept("scroll");
    }
    expect("for");
    if (accept("execute")) {
      Query text = value("using", ";");
      List<Query> using = accept("using") ? using(";") : List.of();
      expect(";");
      return new PlPgSqlStatement.Open(at, cursor, List.of(), null, text, using);
    }
    Statement query = sql(";");
    expect(";");
    return new PlPgSqlStatement.Open(at, cursor, List.of(), query, null, List.of());
  }

  /** pl_gram.y: read_cursor_args. */
  private List<Query> cursorArguments(Variable variable, Target cursor, String last)
      throws SyntaxException {
    List<String> parameters = variable.parameters() == null ? List.of() : variable.parameters();
    List<Query> arguments = new ArrayList<>();
    if (parameters.isEmpty()) {
      if (is("(")) {
        throw fail("no arguments for a cursor that has none");
      }
    } else {
      if (!is("(")) {
        throw fail("the arguments of the cursor");
      }
      take();
      boolean[] given = new boolean[parameters.size()];
      do {
        int at = position();
        int place = arguments.size();
        if (isIdentifierOfBody(peek()) && (peek(1).is(":=") || peek(1).is("=>"))) {
          place = parameters.indexOf(bodyName().text());
          take();
          if (place < 0) {
            throw failAt(at, "The cursor has no argument " + describe(body.get(at)));
          }
        }
        if (place >= given.length) {
          throw failAt(at, "Too many arguments for the cursor " + cursor.name().getLast());
        }
        if (given[place]) {
          throw failAt(at, "The argument " + parameters.get(place) + " is given twice");
        }
        given[place] = true;
        arguments.add(value(",", ")"));
      } while (accept(","));
      if (arguments.size() < parameters.size()) {
        throw fail("more arguments for the cursor");
      }
      expect(")");
    }
    if (!is(last)) {
      throw fail(last);
    }
    return arguments;
  }

  private Statement fetch(int at) throws SyntaxException {
    boolean move = take().is("move");
    String direction = "";
    Query count = null;
    boolean several = false;
    boolean from = true;
    switch (variableAhead() == null ? peek().key() : "") {
      case "next", "prior", "first", "last" -> direction = take().key();
      case "absolute", "relative" -> {
        direction = take().key();
        count = value("from", "in");
      }
      case "all" -> {
        direction = take().key();
        several = true;
      }
      case "forward", "backward" -> {
        direction = take().key();
        if (accept("all")) {
          several = true;
        } else if (!isAny("from", "in")) {
          count = value("from", "in");
          several = true;
        }
      }
      case "from", "in" -> {}
      default -> {
        if (variableAhead() != null) {
          from = false;
        } else {
          count = value("from", "in");
          several = true;
        }
      }
    }
    if (from) {
      expectAny("from", "in");
    }
    Target cursor = cursorVariable();
    Into into = null;
    if (!move) {
      int intoAt = expect("into");
      into = into(intoAt, false);
      if (several) {
        throw failAt(at, "FETCH cannot bring several rows here");
      }
    }
    expect(";");
    return new PlPgSqlStatement.Fetch(at, direction, count, cursor, into);
  }
}
