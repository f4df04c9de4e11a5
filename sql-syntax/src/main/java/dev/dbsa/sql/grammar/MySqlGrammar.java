package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.SortKey;
import dev.dbsa.sql.tree.Expr.TypeName;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.IndexHint;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Query.Body;
import dev.dbsa.sql.tree.Query.GroupBy;
import dev.dbsa.sql.tree.Query.Item;
import dev.dbsa.sql.tree.Query.NamedWindow;
import dev.dbsa.sql.tree.Query.With;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.Conflict;
import dev.dbsa.sql.tree.Statement.Returning;
import dev.dbsa.sql.tree.Statement.SetItem;
import dev.dbsa.sql.tree.Statement.SetTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries and changes of rows as MySQL 9 reads them (sql/sql_yacc.yy), with what MariaDB adds where
 * the server is one.
 */
abstract class MySqlGrammar extends Grammar {
  private static final int OR = 1;
  private static final int XOR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  static final int PREDICATE = 6;
  private static final int BIT_OR = 7;
  private static final int BIT_AND = 8;
  private static final int SHIFT = 9;
  private static final int ADDITION = 10;
  private static final int MULTIPLICATION = 11;
  private static final int BIT_XOR = 12;
  private static final int CONCATENATION = 13;
  private static final int COLLATE = 14;

  /** IS TRUE and its kin stand above AND but take a comparison, IS NULL stands beside it. */
  private static final int IS = COMPARISON;

  private static final Set<String> COMPARISONS =
      Set.of("=", "<=>", "<", ">", "<=", ">=", "<>", "!=");

  /** Read as functions only where the parenthesis follows at once (sql/lex.h, SYM_FN). */
  static final Set<String> TIGHT_FUNCTIONS =
      Set.of(
          "adddate",
          "bit_and",
          "bit_or",
          "bit_xor",
          "cast",
          "count",
          "curdate",
          "curtime",
          "date_add",
          "date_sub",
          "extract",
          "group_concat",
          "json_arrayagg",
          "json_objectagg",
          "max",
          "mid",
          "min",
          "now",
          "position",
          "session_user",
          "st_collect",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "subdate",
          "substr",
          "substring",
          "sum",
          "sysdate",
          "system_user",
          "trim",
          "var_pop",
          "var_samp",
          "variance");

  private static final Set<String> SIMPLE_AGGREGATES =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "bit_and",
          "bit_or",
          "bit_xor",
          "std",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "var_pop",
          "var_samp",
          "variance",
          "json_arrayagg",
          "st_collect");

  private static final Set<String> WINDOW_FUNCTIONS =
      Set.of(
          "row_number",
          "rank",
          "dense_rank",
          "cume_dist",
          "percent_rank",
          "ntile",
          "lead",
          "lag",
          "first_value",
          "last_value",
          "nth_value");

  /** Reserved words that name a function with plain arguments, with how many. */
  private static final Set<String> KEYWORD_FUNCTIONS =
      Set.of("left", "right", "insert", "if", "replace", "repeat", "mod", "database", "schema");

  private static final Set<String> VALUE_FUNCTIONS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "current_user");

  /** Those that may be told how many digits the seconds have. */
  private static final Set<String> PRECISE_FUNCTIONS =
      Set.of(
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "utc_time",
          "utc_timestamp");

  private static final Set<String> UNITS =
      Set.of(
          "microsecond",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "second_microsecond",
          "minute_microsecond",
          "minute_second",
          "hour_microsecond",
          "hour_second",
          "hour_minute",
          "day_microsecond",
          "day_second",
          "day_minute",
          "day_hour",
          "year_month");

  private static final Set<String> SELECT_OPTIONS =
      Set.of(
          "all",
          "distinct",
          "distinctrow",
          "high_priority",
          "straight_join",
          "sql_small_result",
          "sql_big_result",
          "sql_buffer_result",
          "sql_no_cache",
          "sql_calc_found_rows");

  final Server server;

  /** Whether the changes of ON DUPLICATE KEY UPDATE are read: there VALUES is a function. */
  private boolean updatingDuplicate;

  /** Where the last INTO ended that stood before FROM. */
  private int intoEnd;

  /** Whether FOR PORTION OF may stand behind a table. */
  private boolean changingPortion;

  MySqlGrammar(List<Token> tokens, Server server) {
    super(tokens);
    this.server = server;
  }

  @Override
  Statement statement() throws SyntaxException {
    Statement statement = rowStatement();
    expectWholeEnd();
    return statement;
  }

  final Statement rowStatement() throws SyntaxException {
    int at = position();
    if (is("with")) {
      With with = with();
      // MariaDB takes common tables before queries alone.
      return switch (server.isMariaDb() ? "" : peek().key()) {
        case "update" -> update(at, with);
        case "delete" -> delete(at, with);
        default -> new Statement.Select(at, queryBehind(at, with));
      };
    }
    return switch (peek().key()) {
      case "insert", "replace" -> insert(at);
      case "update" -> update(at, null);
      case "delete" -> delete(at, null);
      default -> new Statement.Select(at, query());
    };
  }

  @Override
  Statement commonTableBody() throws SyntaxException {
    int at = position();
    return new Statement.Select(at, query());
  }

  @Override
  String rowBegin() {
    return !server.isMariaDb() ? "row" : updatingDuplicate ? "" : "(";
  }

  @Override
  boolean readsWholeTables() {
    return !server.isMariaDb();
  }

  @Override
  void materialization() {}

  @Override
  List<Name> searchAndCycle() throws SyntaxException {
    if (server.isMariaDb() && accept("cycle")) {
      names();
      expect("restrict");
    }
    return List.of();
  }

  // ---------------------------------------------------------------- names

  final boolean isIdentifier(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD
            && !isReserved(token.key())
            && !(token.key().startsWith("_") && isIntroducer(token.key()));
  }

  final boolean isReserved(String word) {
    if (server.isMariaDb()) {
      return Keywords.MARIADB.isReserved(word);
    }
    if (!Keywords.MYSQL.isReserved(word)) {
      return false;
    }
    // Words that became reserved after the server at hand was made.
    return switch (word) {
      case "external", "library", "tablesample" -> server.version() >= 90200;
      case "qualify" -> server.version() >= 90000;
      case "manual", "parallel" -> server.version() >= 80400;
      case "cube",
          "cume_dist",
          "dense_rank",
          "empty",
          "first_value",
          "function",
          "grouping",
          "groups",
          "json_table",
          "lag",
          "last_value",
          "lead",
          "nth_value",
          "ntile",
          "of",
          "percent_rank",
          "rank",
          "row_number",
          "system" ->
          server.version() >= 80000;
      case "lateral" -> server.version() >= 80000;
      default -> true;
    };
  }

  @Override
  Name columnName() throws SyntaxException {
    if (!isIdentifier(peek())) {
      throw fail("a name");
    }
    int at = position();
    Token token = take();
    return new Name(at, token.text(), token.kind() == Kind.QUOTED_NAME);
  }

  /** Right behind a dot every word is a name. */
  final Name nameBehindDot() throws SyntaxException {
    if (!peek().isName()
        || !isIdentifier(peek()) && tokenAt(position() - 1).end() != peek().start()) {
      throw fail("a name");
    }
    int at = position();
    Token token = take();
    return new Name(at, token.text(), token.kind() == Kind.QUOTED_NAME);
  }

  final List<Name> tableName() throws SyntaxException {
    List<Name> parts = new ArrayList<>(2);
    if (server.isMariaDb() && accept(".")) {
      parts.add(nameBehindDot());
      return parts;
    }
    parts.add(columnName());
    if (accept(".")) {
      parts.add(nameBehindDot());
    }
    return parts;
  }

  final List<Name> columnReference() throws SyntaxException {
    List<Name> parts = new ArrayList<>(3);
    // Only MariaDB lets the database be empty: .t.a
    if (server.isMariaDb() && is(".") && peek(2).is(".")) {
      take();
      parts.add(nameBehindDot());
    } else {
      parts.add(columnName());
    }
    while (is(".") && parts.size() < 3) {
      take();
      parts.add(nameBehindDot());
    }
    return parts;
  }

  // ---------------------------------------------------------------- queries

  @Override
  Query query() throws SyntaxException {
    int at = position();
    With with = is("with") ? with() : null;
    return queryBehind(at, with);
  }

  private Query queryBehind(int at, @Nullable With with) throws SyntaxException {
    boolean[] into = new boolean[1];
    return queryTail(at, with, setOperations(into), into);
  }

  /** What may follow the SELECTs of a query. */
  private Query queryTail(int at, @Nullable With with, Body body, boolean[] into)
      throws SyntaxException {
    List<SortKey> orderBy = is("order") ? orderBy() : List.of();
    Expr limit = null;
    Expr offset = null;
    boolean limited = accept("limit");
    if (limited && !(server.isMariaDb() && is("rows"))) {
      limit = limitOption();
      if (accept(",")) {
        offset = limit;
        limit = limitOption();
      } else if (accept("offset")) {
        offset = limitOption();
      }
    }
    if (server.isMariaDb() && limited && accept("rows")) {
      expect("examined");
      limitOption();
    }
    if (server.isMariaDb() && !limited) {
      limited = mariaDbFetch();
    }
    if (server.isMariaDb() && accept("procedure")) {
      columnName();
      expect("(");
      if (!is(")")) {
        expressions();
      }
      expect(")");
    }
    List<Query.Lock> locks = new ArrayList<>();
    while (true) {
      if (is("into") && !(server.isMariaDb() && into[0])) {
        into();
        into[0] = true;
      } else if ((is("for") || is("lock", "in")) && !(server.isMariaDb() && !locks.isEmpty())) {
        locks.add(lockingClause());
      } else {
        break;
      }
    }
    return new Query(at, with, body, orderBy, limit, offset, limited, locks, into[0]);
  }

  private boolean mariaDbFetch() throws SyntaxException {
    boolean skipping = accept("offset");
    if (skipping) {
      limitOption();
      expectAny("row", "rows");
    }
    if (!accept("fetch")) {
      return skipping;
    }
    expectAny("first", "next");
    if (!isAny("row", "rows")) {
      limitOption();
    }
    expectAny("row", "rows");
    if (!accept("only")) {
      expect("with");
      expect("ties");
    }
    return true;
  }

  final Expr limitOption() throws SyntaxException {
    int at = position();
    Token token = peek();
    return switch (token.kind()) {
      case INTEGER -> {
        take();
        yield new Expr.Literal(at, Expr.Literal.Kind.INTEGER, token.text());
      }
      case PARAMETER -> {
        take();
        yield new Expr.Parameter(at);
      }
      // A routine's variable.
      case WORD, QUOTED_NAME -> {
        columnName();
        yield new Expr.Parameter(at);
      }
      default -> throw fail("a number");
    };
  }

  private void into() throws SyntaxException {
    expect("into");
    if (isAny("outfile", "dumpfile")) {
      boolean lines = take().is("outfile");
      if (!isKind(Kind.STRING)) {
        throw fail("a file name");
      }
      take();
      if (lines) {
        exportFormat();
      }
      return;
    }
    do {
      if (isKind(Kind.USER_VARIABLE)) {
        take();
      } else {
        columnName();
        // A field of a variable that is a row.
        if (server.isMariaDb() && accept(".")) {
          nameBehindDot();
        }
      }
    } while (accept(","));
  }

  /** How the rows of a file are written: CHARACTER SET, FIELDS and LINES. */
  final void exportFormat() throws SyntaxException {
    if (accept("character")) {
      expect("set");
      characterSet();
    } else if (accept("charset")) {
      characterSet();
    }
    if (acceptAny("fields", "columns")) {
      do {
        accept("optionally");
        expectAny("terminated", "enclosed", "escaped");
        expect("by");
        formatText();
      } while (isAny("terminated", "optionally", "enclosed", "escaped"));
    }
    if (accept("lines")) {
      do {
        expectAny("terminated", "starting");
        expect("by");
        formatText();
      } while (isAny("terminated", "starting"));
    }
  }

  private void formatText() throws SyntaxException {
    if (!isKind(Kind.STRING) && !isKind(Kind.BIT_STRING)) {
      throw fail("a string");
    }
    take();
  }

  private Query.Lock lockingClause() throws SyntaxException {
    int at = position();
    if (accept("lock")) {
      expect("in");
      expect("share");
      expect("mode");
      if (server.isMariaDb()) {
        lockingWait();
      }
      return new Query.Lock(at, "LOCK IN SHARE MODE", List.of());
    }
    expect("for");
    if (server.isMariaDb()) {
      expect("update");
      lockingWait();
      return new Query.Lock(at, "FOR UPDATE", List.of());
    }
    String words = is("share") ? "FOR SHARE" : "FOR UPDATE";
    expectAny("update", "share");
    List<List<Name>> tables = new ArrayList<>();
    if (accept("of")) {
      do {
        tables.add(tableName());
      } while (accept(","));
    }
    lockingWait();
    return new Query.Lock(at, words, tables);
  }

  private void lockingWait() throws SyntaxException {
    if (server.isMariaDb() && accept("wait")) {
      if (!isKind(Kind.INTEGER)) {
        throw fail("a number");
      }
      take();
    } else if (!accept("nowait") && accept("skip")) {
      expect("locked");
    }
  }

  private Body setOperations(boolean[] into) throws SyntaxException {
    int at = position();
    return setOperations(at, intersections(at, simple(into), into), into);
  }

  private Body setOperations(int at, Body first, boolean[] into) throws SyntaxException {
    if (!isAny("union", "except")) {
      return first;
    }
    if (server.isMariaDb() && into[0]) {
      throw fail();
    }
    List<Query> arms = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    arms.add(bare(first));
    while (isAny("union", "except")) {
      operators.add(setOperator());
      int armAt = position();
      arms.add(bare(intersections(armAt, simple(into), into)));
      if (server.isMariaDb() && into[0] && position() != intoEnd) {
        throw failAt(armAt, "INTO has to stand at the end of a " + operators.getLast());
      }
    }
    for (Query arm : arms.subList(0, server.isMariaDb() ? arms.size() : arms.size() - 1)) {
      if (arm.into()) {
        throw failAt(arm.at(), "INTO cannot stand in a part of " + operators.getFirst());
      }
    }
    return new Query.SetOperation(at, arms, operators);
  }

  private Body intersections(int at, Body first, boolean[] into) throws SyntaxException {
    if (!is("intersect")) {
      return first;
    }
    List<Query> arms = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    arms.add(bare(first));
    while (is("intersect")) {
      operators.add(setOperator());
      arms.add(bare(simple(into)));
    }
    return new Query.SetOperation(at, arms, operators);
  }

  private String setOperator() {
    String operator = take().key();
    if (accept("all")) {
      return operator + " all";
    }
    accept("distinct");
    return operator;
  }

  private static Query bare(Body body) {
    return body instanceof Query.Nested nested
        ? nested.query()
        : new Query(body.at(), null, body, List.of(), null, null, false, List.of(), false);
  }

  private Body simple(boolean[] into) throws SyntaxException {
    int at = position();
    if (is("(")) {
      if (server.isMariaDb() && peek(1).is("with")) {
        throw failAt(at + 1, "MariaDB takes no WITH inside parentheses that begin a query");
      }
      Query query = nested();
      if (server.isMariaDb() && query.into()) {
        throw failAt(at, "INTO cannot stand between parentheses");
      }
      return new Query.Nested(at, query);
    }
    if (is("values")) {
      return values();
    }
    if (is("table") && readsWholeTables()) {
      take();
      int tableAt = position();
      return new Query.Table(
          at, new TableReference(tableAt, tableName(), null, List.of(), List.of()));
    }
    return select(into);
  }

  private Query.Values values() throws SyntaxException {
    int at = expect("values");
    List<List<Expr>> rows = new ArrayList<>();
    do {
      if (!server.isMariaDb()) {
        expect("row");
      }
      rows.add(rowOfValues());
    } while (accept(","));
    return new Query.Values(at, rows);
  }

  private List<Expr> rowOfValues() throws SyntaxException {
    expect("(");
    List<Expr> row = new ArrayList<>();
    if (!is(")")) {
      do {
        row.add(valueOrDefault());
      } while (accept(","));
    }
    expect(")");
    return row;
  }

  final Expr valueOrDefault() throws SyntaxException {
    if (is("default") && !peek(1).is("(") || server.isMariaDb() && is("ignore")) {
      int at = position();
      take();
      return new Expr.Default(at);
    }
    return expression();
  }

  private Query.Select select(boolean[] into) throws SyntaxException {
    int at = expect("select");
    boolean updating = updatingDuplicate;
    updatingDuplicate = false;
    boolean distinct = false;
    boolean all = false;
    while (isSelectOption(peek())) {
      distinct |= isAny("distinct", "distinctrow", "unique");
      all |= is("all");
      if (distinct && all) {
        throw fail();
      }
      take();
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(item(items.isEmpty()));
    } while (accept(","));
    if (is("into")) {
      into();
      into[0] = true;
      intoEnd = position();
    }
    List<FromItem> from = List.of();
    if (accept("from")) {
      if (!accept("dual")) {
        from = tableReferences();
      }
    }
    Expr where = where();
    GroupBy groupBy = is("group") ? groupBy() : null;
    Expr having = accept("having") ? expression() : null;
    List<NamedWindow> windows = new ArrayList<>();
    if (accept("window")) {
      do {
        Name name = columnName();
        expect("as");
        windows.add(new NamedWindow(name, windowInParentheses()));
      } while (accept(","));
    }
    Expr qualify = !server.isMariaDb() && accept("qualify") ? expression() : null;
    updatingDuplicate = updating;
    return new Query.Select(
        at, distinct, List.of(), items, from, where, groupBy, having, windows, qualify);
  }

  private boolean isSelectOption(Token token) {
    return token.kind() == Kind.WORD
        && (SELECT_OPTIONS.contains(token.key())
            || server.isMariaDb() && (token.is("unique") || token.is("sql_cache")));
  }

  final Item item(boolean first) throws SyntaxException {
    int at = position();
    if (is("*")) {
      if (!first) {
        throw fail();
      }
      take();
      return new Item(at, new Expr.Star(at, List.of()), null, at + 1);
    }
    Expr star = tableStar();
    if (star != null) {
      return new Item(at, star, null, position());
    }
    Expr expr = expression();
    int end = position();
    return new Item(at, expr, itemAlias(), end);
  }

  /** {@code t.*} or {@code s.t.*}; {@code null} if neither stands here. */
  private @Nullable Expr tableStar() throws SyntaxException {
    int at = position();
    if (!isIdentifier(peek()) || !peek(1).is(".")) {
      return null;
    }
    boolean one = peek(2).is("*");
    boolean two = peek(2).isName() && peek(3).is(".") && peek(4).is("*");
    if (!one && !two) {
      return null;
    }
    List<Name> qualifier = new ArrayList<>(2);
    qualifier.add(columnName());
    take();
    if (two) {
      qualifier.add(nameBehindDot());
      take();
    }
    take();
    return new Expr.Star(at, qualifier);
  }

  private @Nullable Name itemAlias() throws SyntaxException {
    boolean as = accept("as");
    // These go on with an operator.
    boolean operator = !as && (is("sounds") || is("member") && !server.isMariaDb());
    if (isIdentifier(peek()) && !operator) {
      return columnName();
    }
    if (isKind(Kind.STRING)) {
      int at = position();
      return new Name(at, take().text(), true);
    }
    if (as) {
      throw fail("a name");
    }
    return null;
  }

  private GroupBy groupBy() throws SyntaxException {
    int at = expect("group");
    expect("by");
    if (isAny("rollup", "cube") && peek(1).is("(")) {
      take();
      take();
      List<Expr> keys = expressions();
      expect(")");
      return new GroupBy(at, keys, true);
    }
    List<Expr> keys = new ArrayList<>();
    do {
      keys.add(expression());
      if (server.isMariaDb() || server.version() < 80000) {
        acceptAny("asc", "desc");
      }
    } while (accept(","));
    boolean rollup = is("with", "rollup");
    if (rollup) {
      take();
      take();
    }
    return new GroupBy(at, keys, rollup);
  }

  @Override
  List<SortKey> orderBy() throws SyntaxException {
    expect("order");
    expect("by");
    List<SortKey> keys = new ArrayList<>();
    do {
      Expr expr = expression();
      boolean descending = accept("desc");
      if (!descending) {
        accept("asc");
      }
      keys.add(new SortKey(expr, descending));
    } while (accept(","));
    return keys;
  }

  @Override
  Expr frameOffset() throws SyntaxException {
    if (is("interval") && !server.isMariaDb()) {
      return interval();
    }
    boolean fits =
        switch (peek().kind()) {
          case INTEGER, DECIMAL -> true;
          case PARAMETER -> !server.isMariaDb();
          case STRING, BIT_STRING -> server.isMariaDb();
          default -> server.isMariaDb() && isAny("null", "true", "false");
        };
    if (!fits) {
      throw fail("a number");
    }
    return primary();
  }

  @Override
  List<Expr> partitionKeys() throws SyntaxException {
    List<Expr> keys = new ArrayList<>();
    do {
      keys.add(expression());
      if (server.isMariaDb()) {
        acceptAny("asc", "desc");
      }
    } while (accept(","));
    return keys;
  }

  @Override
  boolean beginsFrame() {
    return isAny("range", "rows") || !server.isMariaDb() && is("groups");
  }

  @Override
  void loneFrameBound() throws SyntaxException {
    if (tokenAt(position() - 1).is("following")) {
      throw failAt(position() - 1, "A frame with one bound cannot begin behind the current row");
    }
  }

  @Override
  void frameExclusion() throws SyntaxException {
    // The other exclusions are in the grammar, but no server has them yet.
    if (server.isMariaDb() && accept("exclude")) {
      expect("no");
      expect("others");
    }
  }

  // ---------------------------------------------------------------- FROM

  final List<FromItem> tableReferences() throws SyntaxException {
    List<FromItem> list = new ArrayList<>();
    do {
      list.add(tableReference());
    } while (accept(","));
    return list;
  }

  private FromItem tableReference() throws SyntaxException {
    enter();
    if (is("{") && peek(1).is("oj")) {
      take();
      take();
      FromItem inner = tableReference();
      expect("}");
      leave();
      return inner;
    }
    FromItem left = tableFactor();
    int joins = 0;
    while (beginsJoin()) {
      if (++joins > 1000) {
        throw new SyntaxException(position(), "The statement joins more than 1000 tables", true);
      }
      left = join(left);
    }
    leave();
    return left;
  }

  private boolean beginsJoin() {
    return isAny("join", "inner", "cross", "left", "right", "natural", "straight_join");
  }

  private FromItem join(FromItem left) throws SyntaxException {
    int at = position();
    enter();
    FromItem join;
    if (accept("natural")) {
      String kind = "inner";
      if (acceptAny("left", "right")) {
        kind = tokenAt(position() - 1).key();
        accept("outer");
        expect("join");
      } else if (!server.isMariaDb() || !accept("straight_join")) {
        accept("inner");
        expect("join");
      }
      join = new FromItem.Join(at, left, tableFactor(), kind, true, List.of(), null, null);
    } else if (acceptAny("left", "right")) {
      String kind = tokenAt(position() - 1).key();
      accept("outer");
      expect("join");
      FromItem right = rightSide();
      if (!isAny("on", "using")) {
        throw fail("on");
      }
      join = condition(at, left, right, kind);
    } else {
      String kind = "inner";
      if (!accept("straight_join")) {
        if (accept("cross")) {
          kind = "cross";
        } else {
          accept("inner");
        }
        expect("join");
      }
      FromItem right = rightSide();
      join = isAny("on", "using") ? condition(at, left, right, kind) : cross(at, left, right);
    }
    leave();
    return join;
  }

  /** Joins that follow come first: a condition too many belongs to the join before. */
  private FromItem rightSide() throws SyntaxException {
    FromItem right = tableFactor();
    while (beginsJoin()) {
      right = join(right);
    }
    return right;
  }

  /**
   * A join without a condition takes the first table of what follows, as the server does: {@code a
   * JOIN b JOIN c ON x} is {@code (a JOIN b) JOIN c ON x}.
   */
  private static FromItem cross(int at, FromItem left, FromItem right) {
    if (right instanceof FromItem.Join j) {
      return new FromItem.Join(
          j.at(),
          cross(at, left, j.left()),
          j.right(),
          j.kind(),
          j.natural(),
          j.using(),
          j.usingAlias(),
          j.on());
    }
    return new FromItem.Join(at, left, right, "cross", false, List.of(), null, null);
  }

  private FromItem condition(int at, FromItem left, FromItem right, String kind)
      throws SyntaxException {
    if (accept("using")) {
      return new FromItem.Join(at, left, right, kind, false, namesInParentheses(), null, null);
    }
    expect("on");
    return new FromItem.Join(at, left, right, kind, false, List.of(), null, expression());
  }

  private FromItem tableFactor() throws SyntaxException {
    int at = position();
    if (is("{") && peek(1).is("oj")) {
      return tableReference();
    }
    boolean lateral = !server.isMariaDb() && accept("lateral");
    if (is("(")) {
      if (lateral || opensQuery(0)) {
        Query query = parenthesised();
        boolean as = accept("as") || server.isMariaDb() && accept("=");
        if (!as && !isIdentifier(peek()) && !server.isMariaDb()) {
          return new FromItem.Derived(at, query, lateral, null, List.of());
        }
        Name alias = columnName();
        return new FromItem.Derived(
            at,
            query,
            lateral,
            alias,
            is("(") && !server.isMariaDb() ? namesInParentheses() : List.of());
      }
      take();
      enter();
      List<FromItem> inner = tableReferences();
      leave();
      expect(")");
      FromItem all = inner.getFirst();
      for (FromItem next : inner.subList(1, inner.size())) {
        all = new FromItem.Join(at, all, next, "cross", false, List.of(), null, null);
      }
      return new FromItem.Grouped(at, all, null, List.of());
    }
    if (is("json_table", "(")) {
      return jsonTable(at);
    }
    List<Name> name = tableName();
    List<Name> partitions = partitions();
    FromItem.Period period = server.isMariaDb() ? period() : null;
    Name alias = tableAlias();
    FromItem.Access access = new FromItem.Access(partitions, indexHints());
    List<Expr> sample = List.of();
    if (is("tablesample") && !server.isMariaDb()) {
      take();
      expectAny("system", "bernoulli");
      expect("(");
      sample = List.of(expression());
      expect(")");
    }
    return new TableReference(at, name, alias, List.of(), sample, period, access);
  }

  /** The partitions that a statement is about; empty where it is about all. */
  private List<Name> partitions() throws SyntaxException {
    return accept("partition") ? namesInParentheses() : List.of();
  }

  /** MariaDB's rows of another time, or a part of the time that the rows are valid. */
  private FromItem.@Nullable Period period() throws SyntaxException {
    int at = position();
    if (is("for", "system_time")) {
      take();
      take();
      List<Expr> bounds = new ArrayList<>(2);
      if (accept("as", "of")) {
        bounds.add(pointInTime());
      } else if (accept("between")) {
        bounds.add(pointInTime());
        expect("and");
        bounds.add(pointInTime());
      } else if (accept("from")) {
        bounds.add(pointInTime());
        expect("to");
        bounds.add(pointInTime());
      } else {
        expect("all");
      }
      return new FromItem.Period(at, null, bounds);
    }
    if (changingPortion && is("for", "portion")) {
      take();
      take();
      expect("of");
      Name name = columnName();
      expect("from");
      Expr from = expressionAbove(PREDICATE);
      expect("to");
      return new FromItem.Period(at, name, List.of(from, expressionAbove(PREDICATE)));
    }
    return null;
  }

  private Expr pointInTime() throws SyntaxException {
    boolean literal = is("timestamp") && (peek(1).kind() == Kind.STRING || peek(1).is("("));
    if (!literal) {
      acceptAny("timestamp", "transaction");
    }
    return expressionAbove(PREDICATE);
  }

  private @Nullable Name tableAlias() throws SyntaxException {
    // MariaDB takes = for AS here.
    boolean as = accept("as") || server.isMariaDb() && accept("=");
    if (is("window") && server.isMariaDb()) {
      if (as) {
        throw fail("a name");
      }
      return null;
    }
    if (as || isIdentifier(peek())) {
      return columnName();
    }
    return null;
  }

  private List<IndexHint> indexHints() throws SyntaxException {
    List<IndexHint> hints = new ArrayList<>();
    while (isAny("use", "ignore", "force") && (peek(1).is("index") || peek(1).is("key"))) {
      int at = position();
      IndexHint.Kind kind = IndexHint.Kind.valueOf(take().key().toUpperCase(Locale.ROOT));
      List<Name> indexes = new ArrayList<>();
      take();
      if (accept("for")) {
        if (!accept("join")) {
          expectAny("order", "group");
          expect("by");
        }
      }
      expect("(");
      if (kind != IndexHint.Kind.USE || !is(")")) {
        do {
          indexes.add(accept("primary") ? primaryKey(position() - 1) : columnName());
        } while (accept(","));
      }
      expect(")");
      hints.add(new IndexHint(at, kind, indexes));
    }
    return hints;
  }

  private static Name primaryKey(int at) {
    return new Name(at, "PRIMARY", false);
  }

  private FromItem jsonTable(int at) throws SyntaxException {
    take();
    expect("(");
    List<Expr> inputs = new ArrayList<>();
    inputs.add(expression());
    expect(",");
    inputs.add(string());
    List<Name> declared = new ArrayList<>();
    jsonColumns(declared);
    expect(")");
    accept("as");
    Name alias = columnName();
    return new FromItem.Declared(at, inputs, declared, alias, List.of());
  }

  private void jsonColumns(List<Name> declared) throws SyntaxException {
    expect("columns");
    expect("(");
    enter();
    do {
      if (accept("nested", "path")) {
        string();
        jsonColumns(declared);
        continue;
      }
      declared.add(columnName());
      if (accept("for")) {
        expect("ordinality");
        continue;
      }
      jsonColumnType();
      if (accept("exists")) {
        expect("path");
        string();
        continue;
      }
      expect("path");
      string();
      jsonOn();
      jsonOn();
    } while (accept(","));
    leave();
    expect(")");
  }

  /** The type of a column of JSON_TABLE. */
  abstract void jsonColumnType() throws SyntaxException;

  /** What JSON_TABLE does where there is no value, or where it cannot be read. */
  private void jsonOn() throws SyntaxException {
    if (acceptAny("null", "error") || accept("default")) {
      if (tokenAt(position() - 1).is("default")) {
        primary();
      }
      expect("on");
      expectAny("empty", "error");
    }
  }

  private Expr string() throws SyntaxException {
    if (!isKind(Kind.STRING)) {
      throw fail("a string");
    }
    return string(position());
  }

  // ---------------------------------------------------------------- changes

  private Statement insert(int at) throws SyntaxException {
    boolean maria = server.isMariaDb();
    boolean replace = take().is("replace");
    if (replace) {
      acceptAny("low_priority", "delayed");
    } else {
      acceptAny("low_priority", "delayed", "high_priority");
    }
    boolean ignore = !replace && accept("ignore");
    accept("into");
    int tableAt = position();
    List<Name> name = tableName();
    FromItem.Access access = new FromItem.Access(partitions(), List.of());
    TableReference table =
        new TableReference(tableAt, name, null, List.of(), List.of(), null, access);
    List<Name> columns = new ArrayList<>();
    boolean named = false;
    Query source = null;
    List<SetItem> sets = List.of();
    if (accept("set")) {
      sets = sets();
    } else {
      if (is("(") && !opensQuery(0)) {
        named = true;
        take();
        if (!is(")")) {
          do {
            List<Name> column = columnReference();
            columns.add(column.getLast());
          } while (accept(","));
        }
        expect(")");
      }
      if ((isAny("values", "value") && !peek(1).is("row"))) {
        int valuesAt = position();
        take();
        List<List<Expr>> rows = new ArrayList<>();
        do {
          rows.add(rowOfValues());
        } while (accept(","));
        Body values = new Query.Values(valuesAt, rows);
        if (maria) {
          // The rows may be the first part of a query.
          boolean[] into = new boolean[1];
          Body first = intersections(valuesAt, values, into);
          source = queryTail(valuesAt, null, setOperations(valuesAt, first, into), into);
        } else {
          source = bare(values);
        }
      } else {
        source = query();
      }
    }
    Name rowAlias = null;
    List<Name> rowColumns = List.of();
    if (!replace && !maria && accept("as")) {
      rowAlias = columnName();
      if (is("(")) {
        rowColumns = namesInParentheses();
      }
    }
    Conflict conflict = null;
    if (!replace && is("on", "duplicate")) {
      int conflictAt = position();
      take();
      take();
      expect("key");
      expect("update");
      updatingDuplicate = true;
      conflict = new Conflict(conflictAt, List.of(), null, null, true, sets(), null);
      updatingDuplicate = false;
    }
    Returning returning = maria ? returning() : Returning.NONE;
    return new Statement.Insert(
        at,
        replace,
        ignore,
        null,
        table,
        named,
        columns,
        false,
        source,
        sets,
        conflict,
        rowAlias,
        rowColumns,
        returning);
  }

  private Returning returning() throws SyntaxException {
    if (!accept("returning")) {
      return Returning.NONE;
    }
    List<Item> items = new ArrayList<>();
    do {
      items.add(item(items.isEmpty()));
    } while (accept(","));
    return new Returning(items, List.of());
  }

  final List<SetItem> sets() throws SyntaxException {
    List<SetItem> sets = new ArrayList<>();
    do {
      int at = position();
      List<Name> column = columnReference();
      expectAny("=", ":=");
      SetTarget target = new SetTarget(at, column, false, List.of());
      sets.add(new SetItem(at, List.of(target), false, valueOrDefault()));
    } while (accept(","));
    return sets;
  }

  private Statement update(int at, @Nullable With with) throws SyntaxException {
    expect("update");
    accept("low_priority");
    boolean ignore = accept("ignore");
    changingPortion = server.isMariaDb();
    List<FromItem> tables = tableReferences();
    changingPortion = false;
    expect("set");
    List<SetItem> sets = sets();
    Expr where = where();
    List<SortKey> orderBy = is("order") ? orderBy() : List.of();
    Expr limit = accept("limit") ? limitOption() : null;
    return new Statement.Update(
        at, ignore, with, tables, sets, List.of(), where, false, orderBy, limit, Returning.NONE);
  }

  private Statement delete(int at, @Nullable With with) throws SyntaxException {
    expect("delete");
    if (server.isMariaDb() && is("history", "from")) {
      return deleteHistory(at, with);
    }
    while (acceptAny("low_priority", "quick", "ignore")) {
      // Any of them, in any order.
    }
    if (accept("from")) {
      int tableAt = position();
      List<List<Name>> targets = targets();
      if (accept("using")) {
        List<FromItem> using = tableReferences();
        return new Statement.Delete(
            at, with, null, targets, using, where(), false, List.of(), null, Returning.NONE);
      }
      if (targets.size() > 1) {
        throw fail("using");
      }
      FromItem.Period period = null;
      // MariaDB lets the one table have an alias since 11.6.
      Name alias = server.isMariaDb() && server.version() < 110600 ? null : tableAlias();
      FromItem.Access access = new FromItem.Access(partitions(), List.of());
      if (server.isMariaDb()) {
        changingPortion = true;
        period = period();
        changingPortion = false;
      }
      TableReference table =
          new TableReference(
              tableAt, targets.getFirst(), alias, List.of(), List.of(), period, access);
      Expr where = where();
      List<SortKey> orderBy = is("order") ? orderBy() : List.of();
      Expr limit = accept("limit") ? limitOption() : null;
      Returning returning = server.isMariaDb() ? returning() : Returning.NONE;
      return new Statement.Delete(
          at, with, table, List.of(), List.of(), where, false, orderBy, limit, returning);
    }
    List<List<Name>> targets = targets();
    expect("from");
    List<FromItem> using = tableReferences();
    return new Statement.Delete(
        at, with, null, targets, using, where(), false, List.of(), null, Returning.NONE);
  }

  /** MariaDB's DELETE of rows that are kept for their history alone. */
  private Statement deleteHistory(int at, @Nullable With with) throws SyntaxException {
    take();
    expect("from");
    int tableAt = position();
    List<Name> name = tableName();
    FromItem.Access access = new FromItem.Access(partitions(), List.of());
    List<Expr> bounds = new ArrayList<>(1);
    if (accept("before")) {
      expect("system_time");
      bounds.add(pointInTime());
    }
    TableReference table =
        new TableReference(
            tableAt,
            name,
            null,
            List.of(),
            List.of(),
            new FromItem.Period(tableAt, null, bounds),
            access);
    return new Statement.Delete(
        at, with, table, List.of(), List.of(), null, false, List.of(), null, Returning.NONE);
  }

  private List<List<Name>> targets() throws SyntaxException {
    List<List<Name>> targets = new ArrayList<>();
    do {
      targets.add(target());
    } while (accept(","));
    return targets;
  }

  /** A table, perhaps with {@code .*} behind it. */
  private List<Name> target() throws SyntaxException {
    List<Name> parts = new ArrayList<>(2);
    parts.add(columnName());
    while (accept(".")) {
      if (accept("*")) {
        break;
      }
      if (parts.size() == 2) {
        throw fail();
      }
      parts.add(nameBehindDot());
    }
    return parts;
  }

  // ---------------------------------------------------------------- expressions

  @Override
  Expr expression() throws SyntaxException {
    return expressionAbove(0);
  }

  final Expr expressionAbove(int minimum) throws SyntaxException {
    enter();
    int at = position();
    Expr left = prefix(minimum);
    ChainBuilder chain = null;
    boolean matched = false;
    boolean truth = false;
    while (true) {
      Token token = peek();
      int operatorAt = position();
      int rank = rank(token);
      if (rank <= minimum) {
        break;
      }
      boolean chained =
          rank >= BIT_OR && rank <= CONCATENATION || rank == COMPARISON && !token.is("is");
      if (chain != null && (!chained || chain.rank() != rank)) {
        left = chain.build();
        chain = null;
      }
      // In MariaDB they follow one another.
      if (!server.isMariaDb() && (truth && rank >= COMPARISON || matched && rank >= PREDICATE)) {
        throw fail();
      }
      if (chained) {
        take();
        if (rank == COMPARISON
            && !token.is("<=>")
            && isAny("any", "some", "all")
            && peek(1).is("(")) {
          left = chain == null ? left : chain.build();
          chain = null;
          boolean all = take().is("all");
          left = new Expr.Quantified(at, left, token.key(), all, null, parenthesised());
          continue;
        }
        Expr right =
            (rank == ADDITION) && is("interval") && isIntervalHere()
                ? interval()
                : expressionAbove(rank);
        if (chain == null) {
          chain = new ChainBuilder(at, rank, left);
        }
        chain.add(token.key(), operatorAt, right);
        continue;
      }
      switch (rank) {
        case OR, XOR, AND -> left = logical(at, left, rank);
        case IS -> {
          take();
          boolean not = accept("not");
          String what = peek().key();
          expectAny("null", "true", "false", "unknown");
          truth = !what.equals("null");
          if (truth && minimum >= COMPARISON) {
            throw fail();
          }
          left = new Expr.Is(at, left, not, what, null);
        }
        case PREDICATE -> {
          left = predicate(at, left);
          matched = true;
        }
        default -> {
          take();
          if (!isIdentifier(peek()) && !isKind(Kind.STRING)) {
            throw fail("a collation");
          }
          take();
          left = new Expr.Collate(at, left);
        }
      }
    }
    if (chain != null) {
      left = chain.build();
    }
    leave();
    return left;
  }

  private int rank(Token token) {
    if (token.kind() == Kind.SIGN) {
      String sign = token.key();
      if (COMPARISONS.contains(sign)) {
        return COMPARISON;
      }
      return switch (sign) {
        case "||" -> server.pipesConcatenate() ? CONCATENATION : OR;
        case "&&" -> AND;
        case "|" -> BIT_OR;
        case "&" -> BIT_AND;
        case "<<", ">>" -> SHIFT;
        case "+", "-" -> ADDITION;
        case "*", "/", "%" -> MULTIPLICATION;
        case "^" -> BIT_XOR;
        default -> 0;
      };
    }
    if (token.kind() != Kind.WORD) {
      return 0;
    }
    return switch (token.key()) {
      case "or" -> OR;
      case "xor" -> XOR;
      case "and" -> AND;
      case "is" -> IS;
      case "between", "in", "like", "regexp", "rlike" -> PREDICATE;
      case "not" ->
          peek(1).is("between")
                  || peek(1).is("in")
                  || peek(1).is("like")
                  || peek(1).is("regexp")
                  || peek(1).is("rlike")
              ? PREDICATE
              : 0;
      case "sounds" -> peek(1).is("like") ? PREDICATE : 0;
      case "member" -> !server.isMariaDb() && (peek(1).is("of") || peek(1).is("(")) ? PREDICATE : 0;
      case "div", "mod" -> MULTIPLICATION;
      case "collate" -> COLLATE;
      default -> 0;
    };
  }

  private Expr logical(int at, Expr first, int rank) throws SyntaxException {
    List<Expr> operands = new ArrayList<>();
    operands.add(first);
    while (rank(peek()) == rank) {
      take();
      operands.add(expressionAbove(rank));
    }
    String operator = rank == OR ? "or" : rank == AND ? "and" : "xor";
    return new Expr.Logical(at, operator, operands);
  }

  private Expr predicate(int at, Expr left) throws SyntaxException {
    boolean not = accept("not");
    if (accept("between")) {
      Expr low = expressionAbove(PREDICATE);
      expect("and");
      return new Expr.Between(at, left, not, low, expressionAbove(COMPARISON));
    }
    if (accept("in")) {
      if (opensQuery(0)) {
        return new Expr.In(at, left, not, List.of(), parenthesised());
      }
      expect("(");
      List<Expr> list = expressions();
      expect(")");
      return new Expr.In(at, left, not, list, null);
    }
    if (accept("sounds")) {
      expect("like");
      return new Expr.Like(at, left, false, "sounds", expressionAbove(PREDICATE), null);
    }
    if (accept("member")) {
      accept("of");
      expect("(");
      Expr list = expression();
      expect(")");
      return new Expr.Other(at, List.of(left, list));
    }
    String operator = take().key();
    if (operator.equals("like")) {
      Expr pattern = expressionAbove(BIT_XOR);
      Expr escape = accept("escape") ? expressionAbove(BIT_XOR) : null;
      return new Expr.Like(at, left, not, operator, pattern, escape);
    }
    return new Expr.Like(at, left, not, "regexp", expressionAbove(PREDICATE), null);
  }

  private Expr prefix(int minimum) throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.is("not")) {
      // Above a comparison NOT wants parentheses.
      if (minimum >= COMPARISON) {
        throw fail();
      }
      take();
      return new Expr.Unary(at, "not", expressionAbove(NOT - 1));
    }
    if (token.kind() == Kind.SIGN) {
      switch (token.key()) {
        case "+", "-", "~", "!" -> {
          take();
          return new Expr.Unary(at, token.key(), expressionAbove(BIT_XOR));
        }
        default -> {}
      }
    }
    if (token.is("binary") && !peek(1).is(".")) {
      take();
      return new Expr.Unary(at, "binary", expressionAbove(BIT_XOR));
    }
    if (token.is("interval")) {
      if (isIntervalHere()) {
        // INTERVAL amount unit + value: the interval comes first.
        Expr interval = interval();
        if (!is("+")) {
          throw fail("+");
        }
        return interval;
      }
      take();
      expect("(");
      List<Expr> arguments = expressions();
      expect(")");
      return special(at, "interval", arguments);
    }
    return primary();
  }

  /** Whether INTERVAL begins an amount of time, not the function of that name. */
  private boolean isIntervalHere() {
    if (!peek(1).is("(")) {
      return true;
    }
    int close = closing(position() + 1);
    // The function takes at least two arguments.
    for (int i = position() + 2; i < close; i++) {
      if (tokenAt(i).is(",")) {
        return false;
      }
      if (tokenAt(i).is("(")) {
        i = closing(i);
      }
    }
    return close >= 0;
  }

  final Expr interval() throws SyntaxException {
    int at = expect("interval");
    Expr amount = expression();
    return new Expr.Interval(at, amount, unit());
  }

  final String unit() throws SyntaxException {
    Token token = peek();
    if (token.kind() != Kind.WORD || !UNITS.contains(unitOf(token.key()))) {
      throw fail("a unit of time such as DAY");
    }
    return unitOf(take().key());
  }

  /** The unit without the prefix that some have a second name with. */
  private static String unitOf(String word) {
    return word.startsWith("sql_tsi_") && !word.endsWith("second") || word.equals("sql_tsi_second")
        ? word.substring("sql_tsi_".length())
        : word;
  }

  final Expr primary() throws SyntaxException {
    int at = position();
    Token token = peek();
    switch (token.kind()) {
      case STRING -> {
        return string(at);
      }
      case BIT_STRING -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.BIT_STRING, token.text());
      }
      case INTEGER -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.INTEGER, token.text());
      }
      case DECIMAL -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.DECIMAL, token.text());
      }
      case PARAMETER -> {
        take();
        return new Expr.Parameter(at);
      }
      case USER_VARIABLE -> {
        if (server.isMariaDb() && token.text().length() == 1) {
          throw failAt(at, "@ must be followed by a name");
        }
        take();
        if (accept(":=")) {
          return new Expr.Assignment(at, expression());
        }
        return new Expr.Variable(at, token.text());
      }
      case SYSTEM_VARIABLE -> {
        take();
        return new Expr.Variable(at, systemVariable(token));
      }
      case SIGN -> {
        return switch (token.key()) {
          case "(" -> parentheses();
          case "{" -> {
            take();
            if (!peek().isName()) {
              throw fail();
            }
            take();
            Expr value = expression();
            expect("}");
            yield new Expr.Other(at, List.of(value));
          }
          case "." -> new Expr.Column(at, columnReference());
          default -> throw fail();
        };
      }
      case WORD, QUOTED_NAME -> {
        return named(at, token);
      }
      default -> throw fail();
    }
  }

  private Expr string(int at) throws SyntaxException {
    StringBuilder text = new StringBuilder(take().text());
    while (isKind(Kind.STRING)) {
      text.append(take().text());
    }
    return new Expr.Literal(at, Expr.Literal.Kind.STRING, text.toString());
  }

  private Expr parentheses() throws SyntaxException {
    int at = position();
    if (opensQuery(0)) {
      return new Expr.Subquery(at, parenthesised());
    }
    take();
    enter();
    Expr first = expression();
    Expr result = first;
    if (is(",")) {
      List<Expr> items = new ArrayList<>();
      items.add(first);
      while (accept(",")) {
        items.add(expression());
      }
      result = new Expr.Row(at, items);
    }
    leave();
    expect(")");
    return result;
  }

  /**
   * The whole name of a system variable that was just taken: a scope may stand before it, with
   * spaces around the dot.
   */
  final String systemVariable(Token token) throws SyntaxException {
    String text = token.text();
    int at = position() - 1;
    String[] parts = text.substring(2).split("\\.", -1);
    if (parts.length == 1 && VARIABLE_SCOPES.contains(Keywords.fold(parts[0])) && accept(".")) {
      return text + "." + columnName().text();
    }
    boolean scoped = VARIABLE_SCOPES.contains(Keywords.fold(parts[0]));
    if (scoped && parts.length == 2 && parts[1].isEmpty() && isIdentifier(peek())) {
      return text + columnName().text();
    }
    String name = parts[scoped && parts.length > 1 ? 1 : 0];
    boolean plain = text.indexOf('`') < 0;
    if (parts[parts.length - 1].isEmpty()
        || parts.length > (scoped || server.isMariaDb() ? 3 : 2)
        || scoped && (parts.length == 1 || VARIABLE_SCOPES.contains(Keywords.fold(name)))
        || plain
            && !text.substring(2).isEmpty()
            && isReserved(Keywords.fold(parts[0]))
            && !scoped) {
      throw failAt(at, text + " is no name of a variable");
    }
    return text;
  }

  private static final Set<String> VARIABLE_SCOPES = Set.of("global", "session", "local");

  private Expr named(int at, Token token) throws SyntaxException {
    if (token.kind() == Kind.WORD) {
      Expr special = keyword(at, token);
      if (special != null) {
        return special;
      }
      if (peek(1).kind() == Kind.STRING && isIntroducer(token.key())) {
        take();
        return string(position());
      }
      if (peek(1).kind() == Kind.BIT_STRING && isIntroducer(token.key())) {
        take();
        return primary();
      }
    }
    if (!isIdentifier(token)) {
      throw fail();
    }
    if (peek(1).is("(")) {
      return call(at);
    }
    if (peek(1).is(".") && peek(2).isName() && peek(3).is("(")) {
      List<Name> name = new ArrayList<>(2);
      name.add(columnName());
      take();
      name.add(nameBehindDot());
      return plainCall(at, name);
    }
    Expr column = new Expr.Column(at, columnReference());
    if (isAny("->", "->>") && !server.isMariaDb()) {
      take();
      if (!isKind(Kind.STRING)) {
        throw fail("a path");
      }
      Expr path = new Expr.Literal(position(), Expr.Literal.Kind.STRING, take().text());
      return special(at, "json_extract", List.of(column, path));
    }
    return column;
  }

  /** A character set before a literal: {@code _utf8mb4 'x'}. */
  final boolean isIntroducer(String word) {
    return switch (word) {
      // MariaDB does not have this one.
      case "_gb18030" -> !server.isMariaDb();
      case "_utf8mb4",
          "_utf8mb3",
          "_utf8",
          "_latin1",
          "_binary",
          "_ascii",
          "_ucs2",
          "_utf16",
          "_utf16le",
          "_utf32",
          "_cp1251",
          "_cp1250",
          "_cp1256",
          "_cp1257",
          "_cp850",
          "_cp852",
          "_cp866",
          "_cp932",
          "_koi8r",
          "_koi8u",
          "_big5",
          "_gb2312",
          "_gbk",
          "_sjis",
          "_ujis",
          "_euckr",
          "_eucjpms",
          "_latin2",
          "_latin5",
          "_latin7",
          "_hebrew",
          "_greek",
          "_armscii8",
          "_dec8",
          "_geostd8",
          "_hp8",
          "_keybcs2",
          "_macce",
          "_macroman",
          "_swe7",
          "_tis620" ->
          true;
      default -> false;
    };
  }

  private @Nullable Expr keyword(int at, Token token) throws SyntaxException {
    String word = token.key();
    boolean open = peek(1).is("(");
    switch (word) {
      case "null" -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.NULL, "null");
      }
      case "true", "false" -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.BOOLEAN, word);
      }
      case "case" -> {
        return caseExpression();
      }
      case "exists" -> {
        take();
        return new Expr.Exists(at, parenthesised());
      }
      case "row" -> {
        take();
        expect("(");
        List<Expr> items = expressions();
        expect(")");
        if (items.size() < 2) {
          throw failAt(at, "A row needs at least two values");
        }
        return new Expr.Row(at, items);
      }
      case "default" -> {
        if (!open) {
          throw fail();
        }
        take();
        take();
        Expr column = new Expr.Column(position(), columnReference());
        expect(")");
        return new Expr.Other(at, List.of(column));
      }
      case "value", "values" -> {
        if (word.equals("value") && !(open && server.isMariaDb())) {
          return null;
        }
        if (!open || server.isMariaDb() && word.equals("values") && !updatingDuplicate) {
          throw fail();
        }
        take();
        take();
        Expr column = new Expr.Column(position(), columnReference());
        expect(")");
        return special(at, "values", List.of(column));
      }
      case "match" -> {
        return match(at);
      }
      case "date", "time", "timestamp" -> {
        if (peek(1).kind() == Kind.STRING) {
          take();
          return new Expr.TypedLiteral(
              at, new TypeName(at, word, List.of(), 0, false), take().text());
        }
        return null;
      }
      case "convert" -> {
        return convert(at);
      }
      case "char", "character" -> {
        take();
        expect("(");
        List<Expr> arguments = expressions();
        if (accept("using")) {
          characterSet();
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "grouping" -> {
        if (!isReserved(word)) {
          return null;
        }
        take();
        expect("(");
        List<Expr> arguments = expressions();
        expect(")");
        return special(at, word, arguments);
      }
      case "json_value" -> {
        return open && !server.isMariaDb() ? jsonValue(at) : null;
      }
      case "json_duality_object" -> {
        return open && isAdjacent() && !server.isMariaDb() ? jsonDualityObject(at) : null;
      }
      case "user" -> {
        if (!open) {
          return null;
        }
        take();
        take();
        expect(")");
        return special(at, word, List.of());
      }
      case "next", "previous" -> {
        if (server.isMariaDb() && peek(1).is("value") && peek(2).is("for")) {
          take();
          take();
          take();
          String function = word.equals("next") ? "nextval" : "lastval";
          return new Expr.SequenceValue(at, function, tableName());
        }
        return null;
      }
      default -> {}
    }
    if (VALUE_FUNCTIONS.contains(word) || word.equals("current_role") && isReserved(word)) {
      take();
      if (accept("(")) {
        if (isKind(Kind.INTEGER) && PRECISE_FUNCTIONS.contains(word)) {
          take();
        }
        expect(")");
      }
      return special(at, word, List.of());
    }
    if (server.isMariaDb() && open) {
      Expr own = mariaDbFunction(at, word);
      if (own != null) {
        return own;
      }
    }
    if (WINDOW_FUNCTIONS.contains(word) && open && (server.isMariaDb() || isReserved(word))) {
      boolean loose = isReserved(word) || word.equals("last_value");
      if (!loose && !isAdjacent()) {
        throw failAt(
            at + 1, "A space cannot stand between " + token.text() + " and its parenthesis");
      }
      return windowFunction(at, word);
    }
    if (KEYWORD_FUNCTIONS.contains(word) && open) {
      take();
      Name name = new Name(at, word, false);
      return counted(word, plainCall(at, List.of(name)));
    }
    if (open && (isAdjacent() || !TIGHT_FUNCTIONS.contains(word))) {
      return tightFunction(at, word);
    }
    return null;
  }

  /** Functions that only MariaDB has a rule for; {@code null} if the word is none of them. */
  private @Nullable Expr mariaDbFunction(int at, String word) throws SyntaxException {
    List<Expr> arguments = new ArrayList<>();
    switch (word) {
      case "nextval", "lastval", "setval" -> {
        take();
        take();
        List<Name> sequence = tableName();
        if (word.equals("setval")) {
          expect(",");
          acceptAny("+", "-");
          expectInteger();
          if (accept(",")) {
            if (!acceptAny("true", "false")) {
              expectInteger();
            }
            if (accept(",")) {
              expectInteger();
            }
          }
        }
        expect(")");
        return new Expr.SequenceValue(at, word, sequence);
      }
      case "column_get" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        arguments.add(expression());
        expect("as");
        castType();
      }
      case "column_create", "column_add" -> {
        take();
        take();
        if (word.equals("column_add")) {
          arguments.add(expression());
          expect(",");
        }
        do {
          arguments.add(expression());
          expect(",");
          arguments.add(expression());
          if (accept("as")) {
            castType();
          }
        } while (accept(","));
      }
      case "column_delete" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        arguments.addAll(expressions());
      }
      case "median", "percentile_cont", "percentile_disc" -> {
        take();
        take();
        arguments.add(expression());
        expect(")");
        List<SortKey> order = List.of();
        if (!word.equals("median")) {
          expect("within");
          expect("group");
          expect("(");
          order = orderBy();
          expect(")");
        }
        if (!is("over")) {
          throw fail("over");
        }
        return aggregateCall(at, word, arguments, false, false, order);
      }
      default -> {
        return null;
      }
    }
    expect(")");
    return special(at, word, arguments);
  }

  private void expectInteger() throws SyntaxException {
    if (!isKind(Kind.INTEGER)) {
      throw fail("a number");
    }
    take();
  }

  /** Whether the parenthesis follows at once, or the server passes over the space. */
  private boolean isAdjacent() {
    return server.ignoreSpace() || peek().end() == peek(1).start();
  }

  private Expr.Call special(int at, String name, List<Expr> arguments) {
    return new Expr.Call(
        at,
        List.of(new Name(at, name, false)),
        arguments,
        true,
        false,
        false,
        List.of(),
        null,
        false,
        null);
  }

  private void characterSet() throws SyntaxException {
    if (!accept("binary") && !isKind(Kind.STRING)) {
      columnName();
    } else if (isKind(Kind.STRING)) {
      take();
    }
  }

  private Expr match(int at) throws SyntaxException {
    take();
    boolean parenthesis = accept("(");
    List<Expr> parts = new ArrayList<>();
    do {
      parts.add(new Expr.Column(position(), columnReference()));
    } while (accept(","));
    if (parenthesis) {
      expect(")");
    }
    expect("against");
    expect("(");
    // IN begins the mode here: the operand holds no predicate.
    parts.add(expressionAbove(PREDICATE));
    if (accept("in")) {
      if (accept("boolean")) {
        expect("mode");
      } else {
        expect("natural");
        expect("language");
        expect("mode");
        queryExpansion();
      }
    } else {
      queryExpansion();
    }
    expect(")");
    return special(at, "match", parts);
  }

  private void queryExpansion() throws SyntaxException {
    if (accept("with")) {
      expect("query");
      expect("expansion");
    }
  }

  private Expr convert(int at) throws SyntaxException {
    take();
    expect("(");
    Expr operand = expression();
    if (accept("using")) {
      characterSet();
      expect(")");
      return special(at, "convert", List.of(operand));
    }
    expect(",");
    TypeName type = castType();
    expect(")");
    return new Expr.Cast(at, operand, type);
  }

  /** An object of a JSON duality view: its keys with what they show, and which changes it takes. */
  private Expr jsonDualityObject(int at) throws SyntaxException {
    take();
    expect("(");
    enter();
    if (accept("with")) {
      boolean parenthesis = accept("(");
      do {
        expectAny("insert", "update", "delete");
      } while (accept(","));
      if (parenthesis) {
        expect(")");
      }
    }
    List<Expr> values = new ArrayList<>();
    do {
      if (!isKind(Kind.STRING)) {
        throw fail("a key");
      }
      take();
      expect(":");
      values.add(expression());
    } while (accept(","));
    leave();
    expect(")");
    return special(at, "json_duality_object", values);
  }

  private Expr jsonValue(int at) throws SyntaxException {
    take();
    expect("(");
    List<Expr> arguments = new ArrayList<>();
    arguments.add(expression());
    expect(",");
    arguments.add(string());
    if (accept("returning")) {
      castType();
    }
    if (jsonValueOn(arguments).equals("empty")) {
      jsonValueOn(arguments);
    }
    expect(")");
    return special(at, "json_value", arguments);
  }

  /** What JSON_VALUE does without a value, or with a bad one; empty where nothing says so. */
  private String jsonValueOn(List<Expr> arguments) throws SyntaxException {
    if (!isAny("null", "error", "default")) {
      return "";
    }
    if (take().is("default")) {
      arguments.add(expressionAbove(BIT_XOR));
    }
    expect("on");
    String when = peek().key();
    expectAny("empty", "error");
    return when;
  }

  private Expr windowFunction(int at, String word) throws SyntaxException {
    take();
    expect("(");
    List<Expr> arguments = is(")") ? List.of() : expressions();
    expect(")");
    if (!server.isMariaDb()) {
      if (accept("from")) {
        expectAny("first", "last");
      }
      if (acceptAny("respect", "ignore")) {
        expect("nulls");
      }
    } else if (word.equals("last_value") && !is("over")) {
      // Outside windows it gives the last of its arguments.
      return special(at, word, arguments);
    }
    if (!is("over")) {
      throw fail("over");
    }
    Expr.Call call =
        new Expr.Call(
            at,
            List.of(new Name(at, word, false)),
            arguments,
            false,
            false,
            false,
            List.of(),
            null,
            false,
            over());
    if (!server.isMariaDb()) {
      checkOffset(word, arguments);
    }
    return counted(word, call);
  }

  /** MySQL takes how far a window function looks as a number, a parameter or a variable. */
  private void checkOffset(String word, List<Expr> arguments) throws SyntaxException {
    int nth = word.equals("ntile") ? 0 : 1;
    if (arguments.size() <= nth) {
      return;
    }
    Expr offset = arguments.get(nth);
    boolean right =
        switch (word) {
          case "ntile", "lead", "lag" ->
              switch (offset) {
                case Expr.Literal literal -> literal.kind() == Expr.Literal.Kind.INTEGER;
                case Expr.Parameter _, Expr.Variable _ -> true;
                case Expr.Column column -> column.parts().size() == 1;
                default -> false;
              };
          case "nth_value" -> !(offset instanceof Expr.Chain || offset instanceof Expr.Logical);
          default -> true;
        };
    if (!right) {
      throw failAt(offset.at(), "A number, a parameter or a variable must stand here");
    }
  }

  private Expr.@Nullable Window over() throws SyntaxException {
    if (!accept("over")) {
      return null;
    }
    if (is("(")) {
      return windowInParentheses();
    }
    return Expr.Window.named(columnName());
  }

  /** Functions with a grammar of their own; {@code null} if the word is none of them. */
  private @Nullable Expr tightFunction(int at, String word) throws SyntaxException {
    boolean stored = server.isMariaDb() && word.equals("st_collect");
    if (!stored && (SIMPLE_AGGREGATES.contains(word) || word.equals("count"))) {
      return aggregate(at, word);
    }
    List<Expr> arguments = new ArrayList<>();
    switch (word) {
      case "group_concat" -> {
        take();
        take();
        boolean distinct = accept("distinct");
        do {
          arguments.add(expression());
        } while (accept(","));
        List<SortKey> order = is("order") ? orderBy() : List.of();
        if (accept("separator")) {
          if (!isKind(Kind.STRING) && !isKind(Kind.BIT_STRING)) {
            throw fail("a string");
          }
          take();
        }
        limitInAggregate();
        expect(")");
        return aggregateCall(at, word, arguments, distinct, false, order);
      }
      case "json_objectagg" -> {
        take();
        take();
        allOfMySql();
        arguments.add(expression());
        expect(",");
        allOfMySql();
        arguments.add(expression());
        expect(")");
        return aggregateCall(at, word, arguments, false, false, List.of());
      }
      case "cast" -> {
        take();
        take();
        Expr operand = expression();
        boolean zoned = !server.isMariaDb() && accept("at");
        if (zoned) {
          if (!accept("local")) {
            expect("time");
            expect("zone");
            accept("interval");
            if (!isKind(Kind.STRING)) {
              throw fail("a time zone");
            }
            take();
          }
        }
        expect("as");
        if (zoned && !is("datetime")) {
          throw fail("datetime");
        }
        TypeName type = castType();
        if (!server.isMariaDb() && accept("array")) {
          type = new TypeName(type.at(), type.name(), type.modifiers(), 1, type.quoted());
        }
        expect(")");
        return new Expr.Cast(at, operand, type);
      }
      case "extract" -> {
        take();
        take();
        unit();
        expect("from");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "date_add", "date_sub" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        if (!is("interval")) {
          throw fail("interval");
        }
        arguments.add(interval());
        expect(")");
        return special(at, word, arguments);
      }
      case "adddate", "subdate" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        arguments.add(is("interval") && isIntervalHere() ? interval() : expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "timestampadd", "timestampdiff" -> {
        take();
        take();
        unitOfTimestamp();
        expect(",");
        arguments.add(expression());
        expect(",");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "get_format" -> {
        take();
        take();
        expectAny("date", "time", "datetime", "timestamp");
        expect(",");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "position" -> {
        take();
        take();
        arguments.add(expressionAbove(PREDICATE));
        expect("in");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "substring", "substr", "mid" -> {
        take();
        take();
        arguments.add(expression());
        if (accept("from")) {
          arguments.add(expression());
          if (accept("for")) {
            arguments.add(expression());
          }
        } else {
          expect(",");
          arguments.add(expression());
          if (accept(",")) {
            arguments.add(expression());
          }
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "trim" -> {
        take();
        take();
        if (acceptAny("leading", "trailing", "both")) {
          if (!is("from")) {
            arguments.add(expression());
          }
          expect("from");
          arguments.add(expression());
        } else {
          arguments.add(expression());
          if (accept("from")) {
            arguments.add(expression());
          }
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "weight_string" -> {
        take();
        take();
        arguments.add(expression());
        if (accept(",")) {
          for (int i = 0; i < 3; i++) {
            if (i > 0) {
              expect(",");
            }
            expectInteger();
          }
        } else {
          if (accept("as")) {
            expectAny("char", "character", "binary");
            expect("(");
            if (isKind(Kind.INTEGER) && peek().text().matches("0+")) {
              throw fail("a length above 0");
            }
            expectInteger();
            expect(")");
          }
          if (server.isMariaDb() && accept("level")) {
            weightLevels();
          }
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "now", "sysdate", "curtime" -> {
        take();
        take();
        if (isKind(Kind.INTEGER)) {
          take();
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "curdate" -> {
        take();
        take();
        expect(")");
        return special(at, word, arguments);
      }
      default -> {
        return null;
      }
    }
  }

  private void unitOfTimestamp() throws SyntaxException {
    if (peek().key().indexOf('_', "sql_tsi_".length()) >= 0
        || !peek().key().startsWith("sql_tsi_") && peek().key().contains("_")) {
      throw fail("a unit of time such as DAY");
    }
    unit();
  }

  /** MySQL's ALL before an argument. */
  private void allOfMySql() {
    if (!server.isMariaDb()) {
      accept("all");
    }
  }

  /** Behind LEVEL: a range of levels, or a list of them. */
  private void weightLevels() throws SyntaxException {
    expectInteger();
    if (accept("-")) {
      expectInteger();
      return;
    }
    while (true) {
      acceptAny("asc", "desc");
      accept("reverse");
      if (!accept(",")) {
        return;
      }
      expectInteger();
    }
  }

  private Expr aggregate(int at, String word) throws SyntaxException {
    take();
    expect("(");
    List<Expr> arguments = new ArrayList<>();
    boolean distinct = false;
    boolean star = false;
    List<SortKey> order = List.of();
    boolean count = word.equals("count");
    boolean list = word.equals("json_arrayagg");
    boolean all = !(list && server.isMariaDb()) && accept("all");
    if (count && is("*")) {
      take();
      star = true;
    } else {
      if (!all) {
        distinct = takesDistinct(word) && accept("distinct");
      }
      if (distinct && !count) {
        accept("all");
      }
      arguments.add(expression());
      while (distinct && count && accept(",")) {
        arguments.add(expression());
      }
      if (list && server.isMariaDb()) {
        order = is("order") ? orderBy() : List.of();
        limitInAggregate();
      } else if (list && acceptAny("null", "absent")) {
        expect("on");
        expect("null");
      }
    }
    expect(")");
    return aggregateCall(at, word, arguments, distinct, star, order);
  }

  private boolean takesDistinct(String aggregate) {
    return switch (aggregate) {
      case "count", "sum", "avg", "min", "max" -> true;
      case "st_collect" -> !server.isMariaDb();
      case "json_arrayagg" -> server.isMariaDb();
      default -> false;
    };
  }

  private void limitInAggregate() throws SyntaxException {
    if (server.isMariaDb() && accept("limit")) {
      limitOption();
      if (acceptAny(",", "offset")) {
        limitOption();
      }
    }
  }

  private Expr aggregateCall(
      int at,
      String word,
      List<Expr> arguments,
      boolean distinct,
      boolean star,
      List<SortKey> order)
      throws SyntaxException {
    return new Expr.Call(
        at,
        List.of(new Name(at, word, false)),
        arguments,
        true,
        distinct,
        star,
        order,
        null,
        false,
        over());
  }

  private Expr call(int at) throws SyntaxException {
    Token token = peek();
    boolean tight = token.kind() == Kind.WORD && TIGHT_FUNCTIONS.contains(token.key());
    if (token.kind() == Kind.WORD && Keywords.isUncallable(server, token.key())) {
      throw failAt(at + 1, token.text() + " is a word of the grammar and no function");
    }
    Name name = columnName();
    if (tight && tokenAt(at).end() != peek().start() && !server.ignoreSpace()) {
      // A built-in function behind a space is taken for a stored one.
      if (is("(", "*") || peek(1).is("distinct")) {
        throw failAt(
            at + 1, "A space cannot stand between " + token.text() + " and its parenthesis");
      }
    }
    Expr.Call call = plainCall(at, List.of(name));
    return token.kind() == Kind.WORD ? counted(token.key(), call) : call;
  }

  /** A call whose number of arguments the grammar holds to. */
  private Expr.Call counted(String word, Expr.Call call) throws SyntaxException {
    MySqlArguments.Count count = MySqlArguments.of(server, word);
    if (count != null && !count.holds(call.arguments().size())) {
      int at =
          call.arguments().size() > count.most()
              ? call.arguments().get(count.most()).at()
              : call.at() + 1;
      throw failAt(at, word.toUpperCase(Locale.ROOT) + " takes " + count.text());
    }
    return call;
  }

  private Expr.Call plainCall(int at, List<Name> name) throws SyntaxException {
    expect("(");
    enter();
    List<Expr> arguments = new ArrayList<>();
    if (!is(")")) {
      do {
        arguments.add(name.size() == 1 ? namedArgument() : expression());
      } while (accept(","));
    }
    leave();
    expect(")");
    return new Expr.Call(at, name, arguments, false, false, false, List.of(), null, false, null);
  }

  /** An argument, whose name a loadable function may be told. */
  private Expr namedArgument() throws SyntaxException {
    int at = position();
    Expr value = expression();
    Name name = itemAlias();
    return name == null ? value : new Expr.Argument(at, name, false, value);
  }

  // ---------------------------------------------------------------- types

  private TypeName castType() throws SyntaxException {
    int at = position();
    Token token = peek();
    String name = Keywords.fold(token.text());
    if (server.isMariaDb() && isIdentifier(token)) {
      // Types that are plugged in are names of no special kind.
      switch (name) {
        case "inet4", "inet6", "uuid" -> {
          take();
          return new TypeName(at, name, List.of(), 0, false);
        }
        default -> {}
      }
    }
    if (token.kind() != Kind.WORD) {
      throw fail("a type");
    }
    switch (name) {
      case "binary" -> {
        take();
        length(1);
      }
      case "char", "character" -> {
        take();
        length(1);
        characterAttributes();
      }
      case "nchar" -> {
        take();
        length(1);
      }
      case "signed", "unsigned" -> {
        take();
        acceptAny("int", "integer");
      }
      case "date" -> take();
      case "time", "datetime" -> {
        take();
        length(1);
      }
      case "decimal", "dec" -> {
        take();
        length(2);
      }
      default -> {
        if (server.isMariaDb()) {
          mariaDbCastType(name);
        } else {
          mySqlCastType(name);
        }
      }
    }
    return new TypeName(at, name, List.of(), 0, false);
  }

  private void mySqlCastType(String name) throws SyntaxException {
    switch (name) {
      case "national" -> {
        take();
        expectAny("char", "character");
        length(1);
      }
      case "year",
          "json",
          "real",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection" ->
          take();
      case "double" -> {
        take();
        accept("precision");
      }
      case "float" -> {
        take();
        length(1);
      }
      default -> throw fail("a type to cast to");
    }
  }

  private void mariaDbCastType(String name) throws SyntaxException {
    switch (name) {
      case "int", "integer", "float" -> take();
      case "double" -> {
        take();
        if (accept("(")) {
          expectInteger();
          expect(",");
          expectInteger();
          expect(")");
        }
      }
      case "varchar", "varchar2", "varcharacter" -> {
        take();
        if (!is("(")) {
          throw fail("(");
        }
        length(1);
        characterAttributes();
      }
      case "interval" -> {
        take();
        expect("day_second");
        length(1);
      }
      default -> throw fail("a type to cast to");
    }
  }

  /** The character set of a text, and how it compares. */
  private void characterAttributes() throws SyntaxException {
    if (accept("byte")) {
      return;
    }
    boolean binary = accept("binary");
    if (accept("character")) {
      expect("set");
      characterSet();
    } else if (accept("charset")) {
      characterSet();
    } else {
      acceptAny("ascii", "unicode");
    }
    if (!binary) {
      binary = accept("binary");
    }
    if (server.isMariaDb() && !binary && accept("collate")) {
      if (!isIdentifier(peek()) && !isKind(Kind.STRING)) {
        throw fail("a collation");
      }
      take();
    }
  }

  private void length(int numbers) throws SyntaxException {
    if (!accept("(")) {
      return;
    }
    for (int i = 0; i < numbers; i++) {
      if (i > 0 && !accept(",")) {
        break;
      }
      if (!isKind(Kind.INTEGER)) {
        throw fail("a number");
      }
      take();
    }
    expect(")");
  }

  static boolean isQueryHead(Token token) {
    return token.is("select") || token.is("with") || token.is("values") || token.is("table");
  }
}
