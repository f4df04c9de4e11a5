package dev.dbsa.sql.grammar;

import dev.dbsa.sql.lex.Lexer;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.Bound.Place;
import dev.dbsa.sql.tree.Expr.SortKey;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Query.CommonTable;
import dev.dbsa.sql.tree.Query.With;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the two grammars share: a cursor over the tokens, bounded nesting, and the clauses that both
 * dialects write alike. Reads top-down without going back further than a look ahead.
 */
abstract class Grammar {
  /** Deeper nesting is not followed; far more than any statement that a person reads. */
  static final int MAX_DEPTH = 500;

  private final List<Token> tokens;
  private final int[] closing;
  private int next;
  private int depth;

  /** The tokens from here up to {@link #gapEnd} are passed over; -1 for none. */
  private int gapStart = -1;

  private int gapEnd;

  Grammar(List<Token> tokens) {
    this.tokens = tokens;
    this.closing = closing(tokens);
  }

  /** The statement's tree; fails at the first token that cannot stand where it is. */
  abstract Statement statement() throws SyntaxException;

  /** The tree of a statement that is no query and no change of rows. */
  Statement otherStatement() throws SyntaxException {
    return new Statement.Unread(0, describe(peek()));
  }

  /** The same, with nothing behind it. */
  final Statement wholeOtherStatement() throws SyntaxException {
    Statement statement = otherStatement();
    if (!(statement instanceof Statement.Unread)) {
      expectWholeEnd();
    }
    return statement;
  }

  /**
   * The statement's tokens where those of a body's statements follow each other: each semicolon
   * ends the statement before it as the end of the text does.
   */
  static List<Token> endingAtSemicolons(List<Token> tokens) {
    if (tokens.stream().noneMatch(token -> token.is(";"))) {
      return tokens;
    }
    return tokens.stream().map(Grammar::endingAtSemicolon).toList();
  }

  private static Token endingAtSemicolon(Token token) {
    return token.is(";")
        ? new Token(Kind.END, ";", ";", token.start(), token.end(), token.line(), token.column())
        : token;
  }

  private static int[] closing(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Arrays.fill(closing, -1);
    int[] open = new int[tokens.size()];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is("(")) {
        open[depth++] = i;
      } else if (token.is(")") && depth > 0) {
        closing[open[--depth]] = i;
      }
    }
    return closing;
  }

  // ---------------------------------------------------------------- cursor

  final int position() {
    return next;
  }

  final Token peek() {
    return tokens.get(next);
  }

  final Token peek(int ahead) {
    int index = next + ahead;
    if (next < gapStart && index >= gapStart) {
      index += gapEnd - gapStart;
    }
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  final Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
      if (next == gapStart) {
        next = gapEnd;
      }
    }
    return token;
  }

  /** Goes on reading at a token. */
  final void goTo(int index) {
    next = index == gapStart ? gapEnd : index;
  }

  /** Has reading pass over the tokens of a clause that another reader has taken; -1 for none. */
  final void passOver(int start, int end) {
    gapStart = start;
    gapEnd = end;
  }

  final boolean is(String word) {
    return peek().is(word);
  }

  final boolean is(String first, String second) {
    return peek().is(first) && peek(1).is(second);
  }

  final boolean isAny(String... words) {
    for (String word : words) {
      if (is(word)) {
        return true;
      }
    }
    return false;
  }

  final boolean accept(String word) {
    if (is(word)) {
      take();
      return true;
    }
    return false;
  }

  final boolean accept(String first, String second) {
    if (is(first, second)) {
      take();
      take();
      return true;
    }
    return false;
  }

  final boolean accept(String first, String second, String third) {
    if (is(first, second) && peek(2).is(third)) {
      take();
      take();
      take();
      return true;
    }
    return false;
  }

  final boolean acceptAny(String... words) {
    for (String word : words) {
      if (accept(word)) {
        return true;
      }
    }
    return false;
  }

  final int expect(String word) throws SyntaxException {
    if (!is(word)) {
      throw fail(word);
    }
    int at = next;
    take();
    return at;
  }

  final void expectAny(String... words) throws SyntaxException {
    if (!acceptAny(words)) {
      throw fail(words[0]);
    }
  }

  final void expectEnd() throws SyntaxException {
    if (!peek().isEnd()) {
      throw fail();
    }
  }

  /** The end of the text, behind a semicolon or not; only a routine's body has others inside. */
  final void expectWholeEnd() throws SyntaxException {
    expectEnd();
    while (peek().isEnd() && position() < tokens.size() - 1) {
      take();
    }
    if (position() < tokens.size() - 1) {
      throw failAt(position(), "A second statement begins with " + describe(peek()));
    }
  }

  final boolean isKind(Kind kind) {
    return peek().kind() == kind;
  }

  final SyntaxException fail() {
    return fail(null);
  }

  /** The error of the token at the cursor. */
  final SyntaxException fail(@Nullable String expected) {
    Token token = peek();
    if (token.kind() == Kind.INVALID) {
      return new SyntaxException(next, "Unreadable text: " + token.text());
    }
    StringBuilder message = new StringBuilder();
    if (token.isEnd()) {
      message.append("The statement ends too early");
    } else {
      message.append("Unexpected ").append(describe(token));
    }
    if (next > 0) {
      message.append(" after ").append(describe(tokens.get(next - 1)));
    }
    if (expected != null) {
      message.append(", expected ").append(expected.toUpperCase(java.util.Locale.ROOT));
    }
    return new SyntaxException(next, message.toString());
  }

  final SyntaxException failAt(int at, String message) {
    return new SyntaxException(at, message);
  }

  static String describe(Token token) {
    String text = Lexer.shorten(token.text());
    return switch (token.kind()) {
      case STRING -> "'" + text + "'";
      case QUOTED_NAME -> "the quoted name " + text;
      default -> text;
    };
  }

  final void enter() throws SyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(
          next, "The statement nests deeper than " + MAX_DEPTH + " levels", true);
    }
  }

  final void leave() {
    depth--;
  }

  /** Index of the parenthesis that closes the one at {@code open}; -1 if there is none. */
  final int closing(int open) {
    return closing[open];
  }

  final Token tokenAt(int index) {
    return tokens.get(Math.clamp(index, 0, tokens.size() - 1));
  }

  /**
   * Whether the parenthesis {@code ahead} tokens ahead opens a query rather than an expression or a
   * joined table.
   */
  final boolean opensQuery(int ahead) {
    int open = next + ahead;
    int levels = 0;
    while (tokenAt(open).is("(")) {
      open++;
      if (++levels > MAX_DEPTH) {
        return false;
      }
    }
    Token first = tokenAt(open);
    if (!beginsQuery(open)) {
      return false;
    }
    // From the innermost query outwards: each level must go on as a query would.
    for (int level = 1; level < levels; level++) {
      int close = closing[open - 1 - (level - 1)];
      if (close < 0) {
        return true;
      }
      Token behind = tokenAt(close + 1);
      if (!behind.is(")") && !continuesQuery(behind) || first.isEnd()) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsQuery(int index) {
    Token token = tokenAt(index);
    return token.is("select")
        || token.is("with")
        || token.is("values") && tokenAt(index + 1).is(rowBegin())
        || token.is("table") && readsWholeTables();
  }

  /** Whether {@code TABLE t} is a query. */
  boolean readsWholeTables() {
    return true;
  }

  /** What follows VALUES where it begins a query. */
  abstract String rowBegin();

  private static boolean continuesQuery(Token token) {
    return switch (token.key()) {
      case "union", "intersect", "except", "minus", "order", "limit", "offset", "fetch", "for" ->
          true;
      default -> false;
    };
  }

  // ---------------------------------------------------------------- shared clauses

  abstract Expr expression() throws SyntaxException;

  abstract Name columnName() throws SyntaxException;

  /** A query that reads, without parentheses around it or with them. */
  abstract Query query() throws SyntaxException;

  /** What may stand between the parentheses of a common table expression. */
  abstract Statement commonTableBody() throws SyntaxException;

  final List<Expr> expressions() throws SyntaxException {
    List<Expr> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (accept(","));
    return list;
  }

  /** A query between parentheses, which the cursor stands before. */
  final Query parenthesised() throws SyntaxException {
    int at = position();
    Query query = nested();
    if (query.into()) {
      throw failAt(at, "INTO cannot stand in a query inside another statement");
    }
    return query;
  }

  /** The same, where the query may be the whole statement. */
  final Query nested() throws SyntaxException {
    expect("(");
    enter();
    Query query = query();
    leave();
    expect(")");
    return query;
  }

  final List<Name> names() throws SyntaxException {
    List<Name> names = new ArrayList<>();
    do {
      names.add(columnName());
    } while (accept(","));
    return names;
  }

  final List<Name> namesInParentheses() throws SyntaxException {
    expect("(");
    List<Name> names = names();
    expect(")");
    return names;
  }

  final With with() throws SyntaxException {
    int at = expect("with");
    boolean recursive = accept("recursive");
    List<CommonTable> tables = new ArrayList<>();
    do {
      tables.add(commonTable());
    } while (accept(","));
    return new With(at, recursive, tables);
  }

  private CommonTable commonTable() throws SyntaxException {
    Name name = columnName();
    List<Name> columns = is("(") ? namesInParentheses() : List.of();
    expect("as");
    materialization();
    expect("(");
    enter();
    Statement body = commonTableBody();
    leave();
    expect(")");
    return new CommonTable(name, columns, body, searchAndCycle());
  }

  /** Words between AS and the parenthesis. */
  abstract void materialization();

  /** The columns that PostgreSQL's SEARCH and CYCLE add. */
  abstract List<Name> searchAndCycle() throws SyntaxException;

  final Expr caseExpression() throws SyntaxException {
    int at = expect("case");
    enter();
    Expr operand = is("when") ? null : expression();
    List<Expr> conditions = new ArrayList<>();
    List<Expr> results = new ArrayList<>();
    do {
      expect("when");
      conditions.add(expression());
      expect("then");
      results.add(expression());
    } while (is("when"));
    if (accept("else")) {
      results.add(expression());
    }
    expect("end");
    leave();
    return new Expr.Case(at, operand, conditions, results);
  }

  /** The part of a window behind OVER or AS: between parentheses. */
  final Expr.Window windowInParentheses() throws SyntaxException {
    expect("(");
    enter();
    Name name = null;
    if (peek().isName() && !isAny("partition", "order", "range", "rows", "groups")) {
      name = columnName();
    }
    List<Expr> partitionBy = List.of();
    if (accept("partition")) {
      expect("by");
      partitionBy = partitionKeys();
    }
    List<SortKey> orderBy = is("order") ? orderBy() : List.of();
    Expr.Frame frame = beginsFrame() ? frame() : null;
    leave();
    expect(")");
    return new Expr.Window(name, false, partitionBy, orderBy, frame);
  }

  private Expr.Frame frame() throws SyntaxException {
    int at = position();
    String unit = peek().key();
    take();
    Expr.Bound start;
    Expr.Bound end = new Expr.Bound(Place.CURRENT_ROW, null);
    if (accept("between")) {
      start = frameBound();
      expect("and");
      end = frameBound();
    } else {
      start = frameBound();
      loneFrameBound();
    }
    frameExclusion();
    return new Expr.Frame(at, unit, start, end);
  }

  /** The keys behind PARTITION BY of a window. */
  List<Expr> partitionKeys() throws SyntaxException {
    return expressions();
  }

  /** Whether a frame of a window begins here. */
  boolean beginsFrame() {
    return isAny("range", "rows", "groups");
  }

  /** Looks at the bound just read, which is the only one of its frame. */
  void loneFrameBound() throws SyntaxException {}

  private Expr.Bound frameBound() throws SyntaxException {
    if (accept("current")) {
      expect("row");
      return new Expr.Bound(Place.CURRENT_ROW, null);
    }
    if (is("unbounded") && (peek(1).is("preceding") || peek(1).is("following"))) {
      take();
      boolean before = accept("preceding");
      if (!before) {
        expect("following");
      }
      return new Expr.Bound(before ? Place.UNBOUNDED_PRECEDING : Place.UNBOUNDED_FOLLOWING, null);
    }
    Expr offset = frameOffset();
    boolean before = is("preceding");
    expectAny("preceding", "following");
    return new Expr.Bound(before ? Place.PRECEDING : Place.FOLLOWING, offset);
  }

  abstract Expr frameOffset() throws SyntaxException;

  abstract void frameExclusion() throws SyntaxException;

  abstract List<SortKey> orderBy() throws SyntaxException;

  final @Nullable Expr where() throws SyntaxException {
    return accept("where") ? expression() : null;
  }

  /** Collects operands of one rank into one node. */
  static final class ChainBuilder {
    private final int at;
    private final int rank;
    private final List<Expr> operands = new ArrayList<>();
    private final List<String> operators = new ArrayList<>();
    private final List<Integer> operatorsAt = new ArrayList<>();

    ChainBuilder(int at, int rank, Expr first) {
      this.at = at;
      this.rank = rank;
      operands.add(first);
    }

    int rank() {
      return rank;
    }

    void add(String operator, int operatorAt, Expr operand) {
      operators.add(operator);
      operatorsAt.add(operatorAt);
      operands.add(operand);
    }

    Expr build() {
      return new Expr.Chain(at, operands, operators, operatorsAt);
    }
  }
}
