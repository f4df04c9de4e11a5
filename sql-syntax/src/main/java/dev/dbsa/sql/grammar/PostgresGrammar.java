package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.NameBytes;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.SortKey;
import dev.dbsa.sql.tree.Expr.TypeName;
import dev.dbsa.sql.tree.FromItem;
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
import dev.dbsa.sql.tree.Statement.MergeWhen;
import dev.dbsa.sql.tree.Statement.Returning;
import dev.dbsa.sql.tree.Statement.SetItem;
import dev.dbsa.sql.tree.Statement.SetTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries and changes of rows as PostgreSQL 18 reads them (src/backend/parser/gram.y). */
class PostgresGrammar extends Grammar {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int IS = 4;
  private static final int COMPARISON = 5;
  private static final int PATTERN = 6;
  private static final int OPERATOR = 8;
  private static final int ADDITION = 9;
  private static final int MULTIPLICATION = 10;
  private static final int POWER = 11;
  private static final int AT = 12;
  private static final int COLLATE = 13;
  private static final int SIGN = 14;
  private static final int CAST = 17;

  private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=");

  /** Functions of the grammar without parentheses. */
  private static final Set<String> VALUE_FUNCTIONS =
      Set.of(
          "current_date",
          "current_role",
          "current_user",
          "session_user",
          "system_user",
          "user",
          "current_catalog",
          "current_schema");

  private static final Set<String> TIME_FUNCTIONS =
      Set.of("current_time", "current_timestamp", "localtime", "localtimestamp");

  private static final Set<String> INTERVAL_FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private final int version;

  PostgresGrammar(List<Token> tokens, Server server) {
    super(tokens);
    this.version = server.version();
  }

  /** Whether the server is of this release (180000 for 18) or a later one, or it is not known. */
  final boolean knows(int release) {
    return version == 0 || version >= release;
  }

  /** Refuses what the token at the cursor begins on servers before the release. */
  final void since(int release, String what) throws SyntaxException {
    if (!knows(release)) {
      throw failAt(position(), what + " needs PostgreSQL " + release / 10_000);
    }
  }

  @Override
  Statement statement() throws SyntaxException {
    Statement statement = rowStatement();
    expectEnd();
    return statement;
  }

  Statement rowStatement() throws SyntaxException {
    int at = position();
    if (is("with")) {
      // A common table expression may stand before every statement on rows.
      With with = with();
      return switch (peek().key()) {
        case "insert" -> insert(at, with);
        case "update" -> update(at, with);
        case "delete" -> delete(at, with);
        case "merge" -> merge(at, with);
        default -> new Statement.Select(at, queryBehind(at, with));
      };
    }
    return switch (peek().key()) {
      case "insert" -> insert(at, null);
      case "update" -> update(at, null);
      case "delete" -> delete(at, null);
      case "merge" -> merge(at, null);
      default -> new Statement.Select(at, query());
    };
  }

  @Override
  Statement commonTableBody() throws SyntaxException {
    return rowStatement();
  }

  @Override
  String rowBegin() {
    return "(";
  }

  @Override
  void materialization() {
    if (!accept("materialized")) {
      accept("not", "materialized");
    }
  }

  @Override
  List<Name> searchAndCycle() throws SyntaxException {
    List<Name> added = new ArrayList<>();
    if (accept("search")) {
      expectAny("depth", "breadth");
      expect("first");
      expect("by");
      names();
      expect("set");
      added.add(columnName());
    }
    if (accept("cycle")) {
      names();
      expect("set");
      added.add(columnName());
      if (accept("to")) {
        expression();
        expect("default");
        expression();
      }
      expect("using");
      added.add(columnName());
    }
    return added;
  }

  // ---------------------------------------------------------------- names

  /** The text of a token; a name is folded and cut as the server does it. */
  static String fold(Token token) {
    return switch (token.kind()) {
      case WORD -> NameBytes.cut(Keywords.fold(token.text()));
      case QUOTED_NAME -> NameBytes.cut(token.text());
      default -> token.text();
    };
  }

  Name name(Token token, int at) {
    return new Name(at, fold(token), token.kind() == Kind.QUOTED_NAME);
  }

  boolean isColumnName(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD && !Keywords.POSTGRES.isReserved(token.key());
  }

  boolean isFunctionName(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD && Keywords.isPostgresFunctionName(token.key());
  }

  /** gram.y: ColId. */
  @Override
  Name columnName() throws SyntaxException {
    if (!isColumnName(peek())) {
      throw fail("a name");
    }
    int at = position();
    return name(take(), at);
  }

  /** gram.y: ColLabel. */
  Name label() throws SyntaxException {
    if (!peek().isName()) {
      throw fail("a name");
    }
    int at = position();
    return name(take(), at);
  }

  List<Name> qualifiedName() throws SyntaxException {
    List<Name> parts = new ArrayList<>(2);
    parts.add(columnName());
    while (accept(".")) {
      parts.add(label());
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

  Query queryBehind(int at, @Nullable With with) throws SyntaxException {
    boolean[] into = new boolean[1];
    Body body = setOperations(into);
    return ordered(at, with, body, into[0]);
  }

  /** gram.y: PLpgSQL_Expr, which is what may stand behind SELECT. */
  final Query valuesBehindSelect() throws SyntaxException {
    int at = position();
    boolean[] into = new boolean[1];
    Body body = selectBehind(at, into);
    if (into[0]) {
      throw failAt(at, "INTO cannot stand in an expression");
    }
    return ordered(at, null, body, false);
  }

  private Query ordered(int at, @Nullable With with, Body body, boolean into)
      throws SyntaxException {
    List<SortKey> orderBy = is("order") ? orderBy() : List.of();
    Expr limit = null;
    Expr offset = null;
    boolean limited = false;
    List<Query.Lock> locks = new ArrayList<>();
    boolean offsetSeen = false;
    int tiesAt = -1;
    while (true) {
      if (is("limit") && !limited) {
        take();
        limited = true;
        if (!accept("all")) {
          limit = expression();
        }
        if (is(",")) {
          throw fail();
        }
      } else if (is("offset") && !offsetSeen) {
        take();
        offsetSeen = true;
        offset = expression();
        acceptAny("row", "rows");
      } else if (is("fetch") && !limited) {
        take();
        limited = true;
        expectAny("first", "next");
        if (!isAny("row", "rows")) {
          limit = expressionAbove(OPERATOR, false);
        }
        expectAny("row", "rows");
        if (!accept("only")) {
          tiesAt = expect("with");
          expect("ties");
          if (orderBy.isEmpty()) {
            throw failAt(tiesAt, "WITH TIES needs ORDER BY");
          }
        }
      } else if (is("for")) {
        if (lockingClause(locks) && tiesAt >= 0) {
          throw failAt(tiesAt, "WITH TIES and SKIP LOCKED exclude each other");
        }
      } else {
        break;
      }
    }
    return new Query(at, with, body, orderBy, limit, offset, limited, locks, into);
  }

  /** gram.y: for_locking_item; whether it skips locked rows. */
  private boolean lockingClause(List<Query.Lock> locks) throws SyntaxException {
    int at = expect("for");
    if (accept("read")) {
      expect("only");
      return false;
    }
    String words = "FOR UPDATE";
    if (accept("no")) {
      expect("key");
      expect("update");
      words = "FOR NO KEY UPDATE";
    } else if (accept("key")) {
      expect("share");
      words = "FOR KEY SHARE";
    } else {
      words = is("share") ? "FOR SHARE" : words;
      expectAny("update", "share");
    }
    List<List<Name>> tables = new ArrayList<>();
    if (accept("of")) {
      do {
        tables.add(qualifiedName());
      } while (accept(","));
    }
    locks.add(new Query.Lock(at, words, tables));
    if (!accept("nowait") && accept("skip")) {
      expect("locked");
      return true;
    }
    return false;
  }

  private Body setOperations(boolean[] into) throws SyntaxException {
    int at = position();
    Body first = intersections(into);
    if (!isAny("union", "except")) {
      return first;
    }
    List<Query> arms = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    arms.add(bare(first));
    while (isAny("union", "except")) {
      operators.add(setOperator());
      arms.add(bare(intersections(into)));
    }
    return new Query.SetOperation(at, arms, operators);
  }

  private Body intersections(boolean[] into) throws SyntaxException {
    int at = position();
    Body first = simple(into);
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
      return new Query.Nested(at, nested());
    }
    if (is("values")) {
      return values();
    }
    if (accept("table")) {
      return new Query.Table(at, relation());
    }
    return select(into);
  }

  private Query.Values values() throws SyntaxException {
    int at = expect("values");
    List<List<Expr>> rows = new ArrayList<>();
    do {
      expect("(");
      rows.add(expressions());
      expect(")");
    } while (accept(","));
    return new Query.Values(at, rows);
  }

  private Query.Select select(boolean[] into) throws SyntaxException {
    int at = expect("select");
    return selectBehind(at, into);
  }

  private Query.Select selectBehind(int at, boolean[] into) throws SyntaxException {
    boolean distinct = false;
    List<Expr> distinctOn = List.of();
    if (accept("distinct")) {
      distinct = true;
      if (accept("on")) {
        expect("(");
        distinctOn = expressions();
        expect(")");
      }
    } else {
      accept("all");
    }
    List<Item> items = new ArrayList<>();
    if (distinct || !endsTargets()) {
      items(items);
    }
    if (accept("into")) {
      into[0] = true;
      acceptAny("local", "global");
      acceptAny("temporary", "temp", "unlogged");
      accept("table");
      qualifiedName();
    }
    List<FromItem> from = accept("from") ? fromList() : List.of();
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
    return new Query.Select(
        at, distinct, distinctOn, items, from, where, groupBy, having, windows, null);
  }

  private boolean endsTargets() {
    Token token = peek();
    if (token.isEnd() || token.is(")")) {
      return true;
    }
    return switch (token.key()) {
      case "into",
          "from",
          "where",
          "group",
          "having",
          "window",
          "union",
          "intersect",
          "except",
          "order",
          "limit",
          "offset",
          "fetch",
          "for",
          "returning",
          "on" ->
          true;
      default -> false;
    };
  }

  private void items(List<Item> items) throws SyntaxException {
    do {
      items.add(item());
    } while (accept(","));
  }

  private Item item() throws SyntaxException {
    int at = position();
    if (accept("*")) {
      return new Item(at, new Expr.Star(at, List.of()), null, at + 1);
    }
    Expr expr = expression();
    int end = position();
    Name alias = null;
    if (accept("as")) {
      alias = label();
    } else if (peek().kind() == Kind.QUOTED_NAME
        || peek().kind() == Kind.WORD && Keywords.isPostgresBareLabel(peek().key())) {
      alias = label();
    }
    return new Item(at, expr, alias, end);
  }

  private GroupBy groupBy() throws SyntaxException {
    int at = expect("group");
    expect("by");
    if (!accept("all")) {
      accept("distinct");
    }
    List<Expr> keys = new ArrayList<>();
    boolean sets = groupByItems(keys);
    return new GroupBy(at, keys, sets);
  }

  private boolean groupByItems(List<Expr> keys) throws SyntaxException {
    boolean sets = false;
    do {
      if (is("(", ")")) {
        take();
        take();
        sets = true;
      } else if (isAny("rollup", "cube") && peek(1).is("(")) {
        take();
        take();
        keys.addAll(expressions());
        expect(")");
        sets = true;
      } else if (is("grouping", "sets")) {
        take();
        take();
        expect("(");
        enter();
        groupByItems(keys);
        leave();
        expect(")");
        sets = true;
      } else {
        keys.add(expression());
      }
    } while (accept(","));
    return sets;
  }

  @Override
  List<SortKey> orderBy() throws SyntaxException {
    expect("order");
    expect("by");
    List<SortKey> keys = new ArrayList<>();
    do {
      Expr expr = expression();
      boolean descending = false;
      if (accept("using")) {
        if (is("operator", "(")) {
          qualifiedOperator();
        } else if (isKind(Kind.SIGN)) {
          take();
        } else {
          throw fail("an operator");
        }
      } else if (accept("desc")) {
        descending = true;
      } else {
        accept("asc");
      }
      if (accept("nulls")) {
        expectAny("first", "last");
      }
      keys.add(new SortKey(expr, descending));
    } while (accept(","));
    return keys;
  }

  @Override
  Expr frameOffset() throws SyntaxException {
    return expression();
  }

  @Override
  void frameExclusion() throws SyntaxException {
    if (accept("exclude")) {
      if (accept("current")) {
        expect("row");
      } else if (accept("no")) {
        expect("others");
      } else {
        expectAny("group", "ties");
      }
    }
  }

  // ---------------------------------------------------------------- FROM

  final List<FromItem> fromList() throws SyntaxException {
    List<FromItem> list = new ArrayList<>();
    do {
      list.add(tableReference());
    } while (accept(","));
    return list;
  }

  private FromItem tableReference() throws SyntaxException {
    enter();
    FromItem left = tablePrimary();
    int joins = 0;
    while (true) {
      int at = position();
      boolean natural = false;
      String kind;
      if (is("cross")) {
        take();
        expect("join");
        left = new FromItem.Join(at, left, tablePrimary(), "cross", false, List.of(), null, null);
        continue;
      }
      if (is("natural")) {
        take();
        natural = true;
      }
      if (acceptAny("left", "right", "full")) {
        kind = tokenAt(position() - 1).key();
        accept("outer");
        expect("join");
      } else if (accept("inner")) {
        kind = "inner";
        expect("join");
      } else if (natural || is("join")) {
        kind = "inner";
        expect("join");
      } else {
        leave();
        return left;
      }
      if (++joins > 1000) {
        throw new SyntaxException(at, "The statement joins more than 1000 tables", true);
      }
      left = join(at, left, kind, natural);
    }
  }

  private FromItem join(int at, FromItem left, String kind, boolean natural)
      throws SyntaxException {
    if (natural) {
      return new FromItem.Join(at, left, tablePrimary(), kind, true, List.of(), null, null);
    }
    // a JOIN b JOIN c ON … ON …: the inner join comes first, then the condition of the outer.
    FromItem right = tablePrimary();
    while (!isAny("on", "using")) {
      if (!isAny("join", "inner", "left", "right", "full", "cross", "natural")) {
        throw fail("on");
      }
      right = joinBehind(right);
    }
    if (accept("using")) {
      List<Name> using = namesInParentheses();
      Name alias = accept("as") ? columnName() : null;
      return new FromItem.Join(at, left, right, kind, false, using, alias, null);
    }
    expect("on");
    return new FromItem.Join(at, left, right, kind, false, List.of(), null, expression());
  }

  private FromItem joinBehind(FromItem left) throws SyntaxException {
    int at = position();
    enter();
    FromItem join;
    if (accept("cross")) {
      expect("join");
      join = new FromItem.Join(at, left, tablePrimary(), "cross", false, List.of(), null, null);
    } else {
      boolean natural = accept("natural");
      String kind = "inner";
      if (acceptAny("left", "right", "full")) {
        kind = tokenAt(position() - 1).key();
        accept("outer");
      } else {
        accept("inner");
      }
      expect("join");
      join = join(at, left, kind, natural);
    }
    leave();
    return join;
  }

  private FromItem tablePrimary() throws SyntaxException {
    int at = position();
    boolean lateral = accept("lateral");
    if (is("(")) {
      if (lateral || opensQuery(0)) {
        Query query = parenthesised();
        Alias alias = alias();
        if (alias.name() == null && !knows(160000)) {
          throw failAt(at, "A subquery in FROM must have an alias before PostgreSQL 16");
        }
        return new FromItem.Derived(at, query, lateral, alias.name(), alias.columns());
      }
      take();
      enter();
      FromItem inner = tableReference();
      leave();
      if (!(inner instanceof FromItem.Join) && !(inner instanceof FromItem.Grouped)) {
        throw fail("join");
      }
      expect(")");
      Alias alias = alias();
      return new FromItem.Grouped(at, inner, alias.name(), alias.columns());
    }
    if (is("xmltable", "(")) {
      return xmlTable(at);
    }
    if (is("json_table", "(")) {
      return jsonTable(at);
    }
    if (is("rows", "from") && peek(2).is("(")) {
      take();
      take();
      take();
      List<Expr> calls = new ArrayList<>();
      boolean defined = false;
      do {
        calls.add(windowlessFunction());
        if (accept("as")) {
          columnDefinitions();
          defined = true;
        }
      } while (accept(","));
      expect(")");
      return functionTable(at, calls, defined);
    }
    if (isFunctionAhead()) {
      return functionTable(at, List.of(windowlessFunction()), false);
    }
    if (lateral) {
      throw fail("(");
    }
    TableReference table = relation();
    Alias alias = alias();
    List<Expr> sample = List.of();
    if (accept("tablesample")) {
      qualifiedName();
      expect("(");
      sample = expressions();
      expect(")");
      if (accept("repeatable")) {
        expect("(");
        expression();
        expect(")");
      }
    }
    return new TableReference(at, table.name(), alias.name(), alias.columns(), sample);
  }

  /** gram.y: relation_expr, without an alias. */
  TableReference relation() throws SyntaxException {
    int at = position();
    List<Name> name;
    if (accept("only")) {
      if (accept("(")) {
        name = qualifiedName();
        expect(")");
      } else {
        name = qualifiedName();
      }
    } else {
      name = qualifiedName();
      accept("*");
    }
    if (name.size() > 3) {
      throw failAt(at, "The name has too many dotted parts");
    }
    return new TableReference(at, name, null, List.of(), List.of());
  }

  private record Alias(@Nullable Name name, List<Name> columns) {}

  private Alias alias() throws SyntaxException {
    boolean as = accept("as");
    if (!as && !isColumnName(peek())) {
      return new Alias(null, List.of());
    }
    Name name = columnName();
    return new Alias(name, is("(") ? namesInParentheses() : List.of());
  }

  boolean isFunctionAhead() {
    Token token = peek();
    if (!token.isName()) {
      return false;
    }
    if (token.kind() == Kind.WORD
        && (VALUE_FUNCTIONS.contains(token.key()) || TIME_FUNCTIONS.contains(token.key()))) {
      return true;
    }
    if (is("collation", "for")) {
      return true;
    }
    int ahead = 1;
    while (peek(ahead).is(".") && peek(ahead + 1).isName()) {
      ahead += 2;
    }
    return peek(ahead).is("(");
  }

  Expr windowlessFunction() throws SyntaxException {
    int at = position();
    Expr special = specialFunction();
    if (special != null) {
      return special;
    }
    return call(at, functionName(), false);
  }

  private FromItem functionTable(int at, List<Expr> calls, boolean definedInside)
      throws SyntaxException {
    boolean ordinality = accept("with", "ordinality");
    boolean as = accept("as");
    if (as && is("(")) {
      return new FromItem.Function(at, calls, ordinality, true, null, columnDefinitions());
    }
    if (!as && !isColumnName(peek())) {
      return new FromItem.Function(at, calls, ordinality, definedInside, null, List.of());
    }
    Name alias = columnName();
    if (!is("(")) {
      return new FromItem.Function(at, calls, ordinality, definedInside, alias, List.of());
    }
    // t(a, b) or t(a int, b text): the second word tells.
    boolean typed = !peek(2).is(",") && !peek(2).is(")");
    List<Name> columns = typed ? columnDefinitions() : namesInParentheses();
    return new FromItem.Function(at, calls, ordinality, typed || definedInside, alias, columns);
  }

  private List<Name> columnDefinitions() throws SyntaxException {
    expect("(");
    List<Name> names = new ArrayList<>();
    do {
      names.add(columnName());
      type();
      if (accept("collate")) {
        qualifiedName();
      }
    } while (accept(","));
    expect(")");
    return names;
  }

  private FromItem xmlTable(int at) throws SyntaxException {
    take();
    expect("(");
    List<Expr> inputs = new ArrayList<>();
    if (accept("xmlnamespaces")) {
      expect("(");
      do {
        if (accept("default")) {
          inputs.add(restricted());
        } else {
          inputs.add(restricted());
          expect("as");
          label();
        }
      } while (accept(","));
      expect(")");
      expect(",");
    }
    inputs.add(primary());
    inputs.add(xmlPassing());
    expect("columns");
    List<Name> declared = new ArrayList<>();
    do {
      declared.add(columnName());
      if (accept("for")) {
        expect("ordinality");
      } else {
        type();
        while (true) {
          if (accept("not")) {
            expect("null");
          } else if (accept("path") || accept("default")) {
            inputs.add(restricted());
          } else if (!accept("null")) {
            break;
          }
        }
      }
    } while (accept(","));
    expect(")");
    Alias alias = alias();
    return declared(at, "xmltable", inputs, declared, alias);
  }

  private Expr xmlPassing() throws SyntaxException {
    expect("passing");
    if (accept("by")) {
      expectAny("ref", "value");
    }
    Expr document = primary();
    if (accept("by")) {
      expectAny("ref", "value");
    }
    return document;
  }

  private FromItem jsonTable(int at) throws SyntaxException {
    take();
    expect("(");
    List<Expr> inputs = new ArrayList<>();
    inputs.add(jsonValue());
    expect(",");
    inputs.add(expression());
    if (accept("as")) {
      columnName();
    }
    jsonPassing(inputs);
    List<Name> declared = new ArrayList<>();
    jsonColumns(inputs, declared);
    jsonBehaviors(inputs);
    expect(")");
    Alias alias = alias();
    return declared(at, "json_table", inputs, declared, alias);
  }

  /** Without an alias, it goes by the function's name. */
  private static FromItem declared(
      int at, String function, List<Expr> inputs, List<Name> declared, Alias alias) {
    Name name = alias.name() == null ? new Name(at, function, false) : alias.name();
    return new FromItem.Declared(at, inputs, declared, name, alias.columns());
  }

  private void jsonColumns(List<Expr> inputs, List<Name> declared) throws SyntaxException {
    expect("columns");
    expect("(");
    enter();
    do {
      if (is("nested") && (peek(1).is("path") || peek(1).kind() == Kind.STRING)) {
        take();
        accept("path");
        take();
        if (accept("as")) {
          columnName();
        }
        jsonColumns(inputs, declared);
        continue;
      }
      declared.add(columnName());
      if (accept("for")) {
        expect("ordinality");
        continue;
      }
      type();
      accept("exists");
      jsonFormat();
      if (accept("path")) {
        inputs.add(primary());
      }
      jsonWrapper();
      jsonBehaviors(inputs);
    } while (accept(","));
    leave();
    expect(")");
  }

  // ---------------------------------------------------------------- changes

  private Statement insert(int at, @Nullable With with) throws SyntaxException {
    expect("insert");
    expect("into");
    int tableAt = position();
    List<Name> name = qualifiedName();
    Name alias = accept("as") ? columnName() : null;
    TableReference table = new TableReference(tableAt, name, alias, List.of(), List.of());
    List<Name> columns = List.of();
    boolean named = false;
    if (is("(") && !opensQuery(0)) {
      named = true;
      columns = insertColumns();
    }
    boolean overriding = overriding();
    Query source = null;
    if (is("default", "values") && !named) {
      take();
      take();
    } else {
      source = query();
    }
    Conflict conflict = is("on", "conflict") ? conflict() : null;
    return new Statement.Insert(
        at,
        false,
        false,
        with,
        table,
        named,
        columns,
        overriding,
        source,
        List.of(),
        conflict,
        null,
        List.of(),
        returning());
  }

  private boolean overriding() throws SyntaxException {
    if (!accept("overriding")) {
      return false;
    }
    expectAny("user", "system");
    expect("value");
    return true;
  }

  private List<Name> insertColumns() throws SyntaxException {
    expect("(");
    List<Name> columns = new ArrayList<>();
    do {
      columns.add(columnName());
      indirection();
    } while (accept(","));
    expect(")");
    return columns;
  }

  /** Fields and elements behind a column that is assigned to; whether there are any. */
  List<Expr> indirection() throws SyntaxException {
    List<Expr> subscripts = new ArrayList<>();
    while (true) {
      int at = position();
      if (accept(".")) {
        label();
        subscripts.add(new Expr.Default(at));
      } else if (accept("[")) {
        if (!is(":")) {
          subscripts.add(expression());
        }
        if (accept(":") && !is("]")) {
          subscripts.add(expression());
        }
        subscripts.add(new Expr.Default(at));
        expect("]");
      } else {
        return subscripts;
      }
    }
  }

  private Conflict conflict() throws SyntaxException {
    int at = expect("on");
    expect("conflict");
    List<Expr> target = new ArrayList<>();
    Expr targetWhere = null;
    Name constraint = null;
    if (accept("on")) {
      expect("constraint");
      constraint = columnName();
    } else if (accept("(")) {
      do {
        target.add(indexElement());
      } while (accept(","));
      expect(")");
      targetWhere = where();
    }
    expect("do");
    if (accept("nothing")) {
      return new Conflict(at, target, targetWhere, constraint, false, List.of(), null);
    }
    expect("update");
    expect("set");
    List<SetItem> sets = sets();
    return new Conflict(at, target, targetWhere, constraint, true, sets, where());
  }

  private Expr indexElement() throws SyntaxException {
    Expr expr;
    if (is("(")) {
      take();
      expr = expression();
      expect(")");
    } else {
      expr = primary();
    }
    if (accept("collate")) {
      qualifiedName();
    }
    if (isColumnName(peek()) && !is("asc") && !is("desc") && !is("nulls")) {
      qualifiedName();
    }
    acceptAny("asc", "desc");
    if (accept("nulls")) {
      expectAny("first", "last");
    }
    return expr;
  }

  private List<SetItem> sets() throws SyntaxException {
    List<SetItem> sets = new ArrayList<>();
    do {
      int at = position();
      if (accept("(")) {
        List<SetTarget> targets = new ArrayList<>();
        do {
          targets.add(setTarget());
        } while (accept(","));
        expect(")");
        expect("=");
        sets.add(new SetItem(at, targets, true, expression()));
      } else {
        SetTarget target = setTarget();
        expect("=");
        sets.add(new SetItem(at, List.of(target), false, expression()));
      }
    } while (accept(","));
    return sets;
  }

  private SetTarget setTarget() throws SyntaxException {
    int at = position();
    Name column = columnName();
    List<Expr> subscripts = indirection();
    return new SetTarget(at, List.of(column), !subscripts.isEmpty(), subscripts);
  }

  private Returning returning() throws SyntaxException {
    if (!accept("returning")) {
      return Returning.NONE;
    }
    List<Name> aliases = new ArrayList<>();
    if (is("with", "(")) {
      take();
      take();
      do {
        expectAny("old", "new");
        expect("as");
        aliases.add(columnName());
      } while (accept(","));
      expect(")");
    }
    List<Item> items = new ArrayList<>();
    items(items);
    return new Returning(items, aliases);
  }

  private Statement update(int at, @Nullable With with) throws SyntaxException {
    expect("update");
    TableReference table = changedTable();
    expect("set");
    List<SetItem> sets = sets();
    List<FromItem> from = accept("from") ? fromList() : List.of();
    boolean currentOf = is("where", "current") && peek(2).is("of");
    Expr where = currentOf ? currentOf() : where();
    return new Statement.Update(
        at,
        false,
        with,
        List.of(table),
        sets,
        from,
        where,
        currentOf,
        List.of(),
        null,
        returning());
  }

  private @Nullable Expr currentOf() throws SyntaxException {
    take();
    take();
    take();
    columnName();
    return null;
  }

  private TableReference changedTable() throws SyntaxException {
    int at = position();
    TableReference table = relation();
    Name alias = null;
    if (accept("as") || isColumnName(peek()) && !is("set")) {
      alias = columnName();
    }
    return new TableReference(at, table.name(), alias, List.of(), List.of());
  }

  private Statement delete(int at, @Nullable With with) throws SyntaxException {
    expect("delete");
    expect("from");
    TableReference table = changedTable();
    List<FromItem> using = accept("using") ? fromList() : List.of();
    boolean currentOf = is("where", "current") && peek(2).is("of");
    Expr where = currentOf ? currentOf() : where();
    return new Statement.Delete(
        at, with, table, List.of(), using, where, currentOf, List.of(), null, returning());
  }

  private Statement merge(int at, @Nullable With with) throws SyntaxException {
    expect("merge");
    expect("into");
    TableReference target = changedTable();
    expect("using");
    FromItem source = tableReference();
    expect("on");
    Expr on = expression();
    List<MergeWhen> whens = new ArrayList<>();
    do {
      whens.add(mergeWhen());
    } while (is("when"));
    if (is("returning")) {
      since(170000, "RETURNING of MERGE");
    }
    return new Statement.Merge(at, with, target, source, on, whens, returning());
  }

  private MergeWhen mergeWhen() throws SyntaxException {
    int at = expect("when");
    boolean matched = !accept("not");
    expect("matched");
    boolean bySource = false;
    if (!matched && accept("by")) {
      bySource = is("source");
      expectAny("source", "target");
    }
    Expr condition = accept("and") ? expression() : null;
    expect("then");
    if (accept("do")) {
      expect("nothing");
      return new MergeWhen(
          at, matched, bySource, condition, "nothing", List.of(), false, List.of(), false,
          List.of());
    }
    if (matched || bySource) {
      if (accept("delete")) {
        return new MergeWhen(
            at, matched, bySource, condition, "delete", List.of(), false, List.of(), false,
            List.of());
      }
      expect("update");
      expect("set");
      return new MergeWhen(
          at, matched, bySource, condition, "update", sets(), false, List.of(), false, List.of());
    }
    expect("insert");
    boolean named = is("(");
    List<Name> columns = named ? insertColumns() : List.of();
    boolean overriding = overriding();
    if (!named && accept("default")) {
      expect("values");
      return new MergeWhen(
          at, false, false, condition, "insert", List.of(), false, columns, overriding, List.of());
    }
    expect("values");
    expect("(");
    List<Expr> values = expressions();
    expect(")");
    return new MergeWhen(
        at, false, false, condition, "insert", List.of(), named, columns, overriding, values);
  }

  // ---------------------------------------------------------------- expressions

  @Override
  Expr expression() throws SyntaxException {
    return expressionAbove(0, false);
  }

  /** gram.y: b_expr, which knows no AND, OR, NOT, IN, LIKE, BETWEEN. */
  Expr restricted() throws SyntaxException {
    return expressionAbove(0, true);
  }

  private Expr expressionAbove(int minimum, boolean restricted) throws SyntaxException {
    enter();
    int at = position();
    Expr left = prefix(restricted);
    ChainBuilder chain = null;
    boolean compared = false;
    boolean matched = false;
    while (true) {
      Token token = peek();
      int operatorAt = position();
      int rank = rank(token, restricted);
      if (rank <= minimum) {
        break;
      }
      boolean chained = rank >= OPERATOR && rank <= POWER;
      if (chain != null && (!chained || chain.rank() != rank)) {
        left = chain.build();
        chain = null;
      }
      if (chained) {
        String operator = operator();
        if (isAny("any", "some", "all") && peek(1).is("(") && rank == OPERATOR) {
          left = quantified(at, left, operator);
          continue;
        }
        if (isAny("any", "some", "all") && peek(1).is("(")) {
          left = quantified(at, chain == null ? left : chain.build(), operator);
          chain = null;
          continue;
        }
        Expr right = expressionAbove(rank, restricted);
        if (chain == null) {
          chain = new ChainBuilder(at, rank, left);
        }
        chain.add(operator, operatorAt, right);
        continue;
      }
      switch (rank) {
        case OR, AND -> left = logical(at, left, token.key(), rank);
        case COMPARISON -> {
          if (compared) {
            throw fail();
          }
          compared = true;
          String operator = take().key();
          if (isAny("any", "some", "all") && peek(1).is("(")) {
            left = quantified(at, left, operator);
            compared = false;
          } else {
            Expr right = expressionAbove(COMPARISON, restricted);
            left = new Expr.Chain(at, List.of(left, right), List.of(operator), List.of(operatorAt));
          }
        }
        case IS -> left = is(at, left, restricted);
        case PATTERN -> {
          boolean list = is("in") || is("not", "in");
          if (matched && !list) {
            throw fail();
          }
          left = pattern(at, left);
          matched = !list;
        }
        case AT -> {
          take();
          if (accept("local")) {
            left =
                new Expr.AtTimeZone(at, left, new Expr.Literal(at, Expr.Literal.Kind.STRING, ""));
          } else {
            expect("time");
            expect("zone");
            left = new Expr.AtTimeZone(at, left, expressionAbove(AT, restricted));
          }
        }
        case COLLATE -> {
          take();
          qualifiedName();
          left = new Expr.Collate(at, left);
        }
        default -> {
          take();
          left = new Expr.Cast(at, left, type());
        }
      }
    }
    if (chain != null) {
      left = chain.build();
    }
    leave();
    return left;
  }

  private int rank(Token token, boolean restricted) {
    if (token.kind() == Kind.SIGN) {
      String sign = token.key();
      if (COMPARISONS.contains(sign)) {
        return COMPARISON;
      }
      return switch (sign) {
        case "+", "-" -> ADDITION;
        case "*", "/", "%" -> MULTIPLICATION;
        case "^" -> POWER;
        case "::" -> CAST;
        case ",", "(", ")", "[", "]", ".", ";", ":", ":=", "=>", ".." -> 0;
        default -> OPERATOR;
      };
    }
    if (token.kind() != Kind.WORD) {
      return 0;
    }
    return switch (token.key()) {
      case "operator" -> peek(1).is("(") ? OPERATOR : 0;
      case "is" ->
          !restricted
                  || peek(1).is("distinct")
                  || peek(1).is("document")
                  || peek(1).is("not") && (peek(2).is("distinct") || peek(2).is("document"))
              ? IS
              : 0;
      case "or" -> restricted ? 0 : OR;
      case "and" -> restricted ? 0 : AND;
      case "isnull", "notnull" -> restricted ? 0 : IS;
      case "like", "ilike", "in", "between" -> restricted ? 0 : PATTERN;
      case "similar" -> !restricted && peek(1).is("to") ? PATTERN : 0;
      case "not" ->
          !restricted
                  && (peek(1).is("like")
                      || peek(1).is("ilike")
                      || peek(1).is("in")
                      || peek(1).is("between")
                      || peek(1).is("similar"))
              ? PATTERN
              : 0;
      case "at" -> !restricted && (peek(1).is("time") || peek(1).is("local")) ? AT : 0;
      case "collate" -> restricted ? 0 : COLLATE;
      default -> 0;
    };
  }

  private String operator() throws SyntaxException {
    if (is("operator")) {
      return qualifiedOperator();
    }
    return take().key();
  }

  String qualifiedOperator() throws SyntaxException {
    expect("operator");
    expect("(");
    while (peek().isName() && peek(1).is(".")) {
      take();
      take();
    }
    if (!isKind(Kind.SIGN) || is(")")) {
      throw fail("an operator");
    }
    take();
    expect(")");
    // Which operator it is depends on the schema: nothing is concluded from it.
    return "operator()";
  }

  private Expr logical(int at, Expr first, String operator, int rank) throws SyntaxException {
    List<Expr> operands = new ArrayList<>();
    operands.add(first);
    while (accept(operator)) {
      operands.add(expressionAbove(rank, false));
    }
    return new Expr.Logical(at, operator, operands);
  }

  private Expr quantified(int at, Expr left, String operator) throws SyntaxException {
    boolean all = take().is("all");
    if (opensQuery(0)) {
      return new Expr.Quantified(at, left, operator, all, null, parenthesised());
    }
    expect("(");
    Expr array = expression();
    expect(")");
    return new Expr.Quantified(at, left, operator, all, array, null);
  }

  private Expr is(int at, Expr left, boolean restricted) throws SyntaxException {
    if (accept("isnull")) {
      return new Expr.Is(at, left, false, "null", null);
    }
    if (accept("notnull")) {
      return new Expr.Is(at, left, true, "null", null);
    }
    expect("is");
    boolean not = accept("not");
    if (accept("distinct")) {
      expect("from");
      return new Expr.Is(at, left, not, "distinct", expressionAbove(IS, restricted));
    }
    if (accept("json")) {
      acceptAny("value", "array", "object", "scalar");
      if (acceptAny("with", "without")) {
        expect("unique");
        accept("keys");
      }
      return new Expr.Is(at, left, not, "json", null);
    }
    if (acceptAny("nfc", "nfd", "nfkc", "nfkd")) {
      expect("normalized");
      return new Expr.Is(at, left, not, "normalized", null);
    }
    String what = peek().key();
    expectAny("null", "true", "false", "unknown", "document", "normalized");
    return new Expr.Is(at, left, not, what, null);
  }

  private Expr pattern(int at, Expr left) throws SyntaxException {
    boolean not = accept("not");
    if (accept("between")) {
      acceptAny("symmetric", "asymmetric");
      Expr low = restricted();
      expect("and");
      return new Expr.Between(at, left, not, low, expressionAbove(PATTERN, false));
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
    String operator = take().key();
    if (operator.equals("similar")) {
      expect("to");
    } else if (isAny("any", "some", "all") && peek(1).is("(")) {
      return quantified(at, left, operator);
    }
    Expr pattern = expressionAbove(PATTERN, false);
    Expr escape = accept("escape") ? expressionAbove(PATTERN, false) : null;
    return new Expr.Like(at, left, not, operator, pattern, escape);
  }

  private Expr prefix(boolean restricted) throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() == Kind.SIGN) {
      switch (token.key()) {
        case "+", "-" -> {
          take();
          return new Expr.Unary(at, token.key(), expressionAbove(SIGN - 1, restricted));
        }
        case "(" -> {
          return primary();
        }
        default -> {
          if (rank(token, true) == OPERATOR) {
            take();
            return new Expr.Unary(at, token.key(), expressionAbove(OPERATOR, restricted));
          }
          throw fail();
        }
      }
    }
    if (token.is("not") && !restricted) {
      take();
      return new Expr.Unary(at, "not", expressionAbove(NOT - 1, false));
    }
    if (token.is("operator") && peek(1).is("(")) {
      String operator = qualifiedOperator();
      return new Expr.Unary(at, operator, expressionAbove(OPERATOR, restricted));
    }
    if (token.is("default") && !restricted) {
      take();
      return new Expr.Default(at);
    }
    return primary();
  }

  /** gram.y: c_expr. */
  Expr primary() throws SyntaxException {
    int at = position();
    Token token = peek();
    switch (token.kind()) {
      case STRING -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.STRING, token.text());
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
        return postfix(at, new Expr.Parameter(at));
      }
      case SIGN -> {
        if (token.is("(")) {
          return parentheses();
        }
        throw fail();
      }
      case WORD, QUOTED_NAME -> {
        return named(at, token);
      }
      default -> throw fail();
    }
  }

  private Expr parentheses() throws SyntaxException {
    int at = position();
    if (opensQuery(0)) {
      return postfix(at, new Expr.Subquery(at, parenthesised()));
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
    // A row that stands in parentheses of its own has fields: (ROW(1, 2)).f1.
    boolean own = result == first && is(".");
    if (result instanceof Expr.Row && !own) {
      return overlaps(at, result);
    }
    return postfix(at, result);
  }

  private Expr overlaps(int at, Expr row) throws SyntaxException {
    if (accept("overlaps")) {
      Expr other = primary();
      return new Expr.Other(at, List.of(row, other));
    }
    return row;
  }

  /** Fields and elements behind a value that may have them. */
  private Expr postfix(int at, Expr base) throws SyntaxException {
    Expr result = base;
    int steps = 0;
    while (true) {
      if (++steps > MAX_DEPTH) {
        throw new SyntaxException(at, "The expression has too many subscripts", true);
      }
      if (is("[")) {
        result = subscript(at, result);
      } else if (is(".")) {
        take();
        if (accept("*")) {
          return new Expr.Field(at, result, null);
        }
        result = new Expr.Field(at, result, label());
      } else {
        return result;
      }
    }
  }

  private Expr subscript(int at, Expr base) throws SyntaxException {
    expect("[");
    List<Expr> bounds = new ArrayList<>(2);
    boolean slice = false;
    if (!is(":")) {
      bounds.add(expression());
    }
    if (accept(":")) {
      slice = true;
      if (!is("]")) {
        bounds.add(expression());
      }
    }
    expect("]");
    return new Expr.Subscript(at, base, bounds, slice);
  }

  private Expr named(int at, Token token) throws SyntaxException {
    if (token.kind() == Kind.WORD) {
      Expr special = keyword(at, token);
      if (special != null) {
        return special;
      }
    }
    int ahead = 1;
    while (peek(ahead).is(".") && peek(ahead + 1).isName()) {
      ahead += 2;
    }
    Token behind = peek(ahead);
    if (behind.is("(")) {
      Expr call = call(at, functionName(), true);
      if (call instanceof Expr.Call c && peek().kind() == Kind.STRING && c.over() == null) {
        // A type with a modifier before a literal: numeric(3) '1.5'.
        String text = take().text();
        return new Expr.TypedLiteral(
            at, new TypeName(at, c.function(), List.of(), 0, c.name().size() > 1), text);
      }
      return call;
    }
    if (behind.kind() == Kind.STRING && isFunctionName(token)) {
      List<Name> name = functionName();
      String text = take().text();
      return new Expr.TypedLiteral(
          at,
          new TypeName(
              at, name.getLast().text(), List.of(), 0, name.size() > 1 || name.getFirst().quoted()),
          text);
    }
    if (!isColumnName(token)) {
      throw fail();
    }
    List<Name> parts = new ArrayList<>(3);
    parts.add(columnName());
    while (is(".")) {
      take();
      if (accept("*")) {
        return new Expr.Star(at, parts);
      }
      parts.add(label());
    }
    Expr column = new Expr.Column(at, parts);
    return is("[") ? postfix(at, column) : column;
  }

  List<Name> functionName() throws SyntaxException {
    Token first = peek();
    if (peek(1).is(".")) {
      List<Name> parts = new ArrayList<>(2);
      parts.add(columnName());
      while (accept(".")) {
        parts.add(label());
      }
      return parts;
    }
    if (!isFunctionName(first)) {
      throw fail();
    }
    int at = position();
    return List.of(name(take(), at));
  }

  /** An expression that begins with a word of the grammar; {@code null} if it does not. */
  private @Nullable Expr keyword(int at, Token token) throws SyntaxException {
    switch (token.key()) {
      case "null" -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.NULL, "null");
      }
      case "true", "false" -> {
        take();
        return new Expr.Literal(at, Expr.Literal.Kind.BOOLEAN, token.key());
      }
      case "case" -> {
        return caseExpression();
      }
      case "exists" -> {
        if (peek(1).is("(")) {
          take();
          return new Expr.Exists(at, parenthesised());
        }
        throw fail();
      }
      case "array" -> {
        return array(at);
      }
      case "row" -> {
        if (!peek(1).is("(")) {
          return null;
        }
        take();
        take();
        List<Expr> items = is(")") ? List.of() : expressions();
        expect(")");
        return overlaps(at, new Expr.Row(at, items));
      }
      case "grouping" -> {
        take();
        expect("(");
        List<Expr> items = expressions();
        expect(")");
        return special(at, "grouping", items);
      }
      default -> {}
    }
    Expr typed = typedLiteral(at, token);
    return typed != null ? typed : specialFunction();
  }

  private Expr array(int at) throws SyntaxException {
    take();
    if (is("(")) {
      return new Expr.Array(at, List.of(), parenthesised());
    }
    return arrayItems(at);
  }

  private Expr arrayItems(int at) throws SyntaxException {
    expect("[");
    enter();
    List<Expr> items = new ArrayList<>();
    if (!is("]")) {
      do {
        items.add(is("[") ? arrayItems(position()) : expression());
      } while (accept(","));
    }
    leave();
    expect("]");
    return new Expr.Array(at, items, null);
  }

  /** Types of the grammar before a literal: {@code interval '1' day}, {@code timestamp '…'}. */
  private @Nullable Expr typedLiteral(int at, Token token) throws SyntaxException {
    boolean known =
        switch (token.key()) {
          case "interval",
              "timestamp",
              "time",
              "bit",
              "character",
              "char",
              "varchar",
              "national",
              "nchar",
              "int",
              "integer",
              "smallint",
              "bigint",
              "real",
              "float",
              "double",
              "decimal",
              "dec",
              "numeric",
              "boolean",
              "json" ->
              true;
          default -> false;
        };
    if (!known) {
      return null;
    }
    if (token.is("interval") && peek(1).kind() == Kind.STRING) {
      take();
      String text = take().text();
      intervalFields();
      return new Expr.TypedLiteral(at, new TypeName(at, "interval", List.of(), 0, false), text);
    }
    int ahead = typeLength();
    if (peek(ahead).kind() != Kind.STRING) {
      return null;
    }
    TypeName type = simpleType();
    String text = take().text();
    return new Expr.TypedLiteral(at, type, text);
  }

  /** How many tokens the type at the cursor takes, as far as it can stand before a literal. */
  private int typeLength() {
    int ahead = 1;
    if (peek(ahead).is("precision") || peek(ahead).is("varying")) {
      ahead++;
    }
    if (peek().is("national")) {
      ahead = peek(2).is("varying") ? 3 : 2;
    }
    if (peek(ahead).is("(")) {
      int close = closing(position() + ahead);
      if (close < 0) {
        return ahead;
      }
      ahead = close - position() + 1;
    }
    if ((peek(ahead).is("with") || peek(ahead).is("without"))
        && peek(ahead + 1).is("time")
        && peek(ahead + 2).is("zone")) {
      ahead += 3;
    }
    return ahead;
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

  /** gram.y: func_expr_common_subexpr; {@code null} if no such function stands here. */
  private @Nullable Expr specialFunction() throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() != Kind.WORD) {
      return null;
    }
    String word = token.key();
    if (VALUE_FUNCTIONS.contains(word) && !is("current_schema", "(")) {
      take();
      return special(at, word, List.of());
    }
    if (TIME_FUNCTIONS.contains(word)) {
      take();
      if (accept("(")) {
        if (!isKind(Kind.INTEGER)) {
          throw fail("a number");
        }
        take();
        expect(")");
      }
      return special(at, word, List.of());
    }
    if (word.equals("collation") && peek(1).is("for")) {
      take();
      take();
      expect("(");
      Expr operand = expression();
      expect(")");
      return special(at, "collation for", List.of(operand));
    }
    if (!peek(1).is("(")) {
      return null;
    }
    List<Expr> arguments = new ArrayList<>();
    switch (word) {
      case "cast", "treat" -> {
        take();
        take();
        enter();
        Expr operand = expression();
        leave();
        expect("as");
        TypeName type = type();
        expect(")");
        return new Expr.Cast(at, operand, type);
      }
      case "extract" -> {
        take();
        take();
        if (!peek().isName() && !isKind(Kind.STRING)) {
          throw fail();
        }
        Token field = take();
        arguments.add(new Expr.Literal(position() - 1, Expr.Literal.Kind.STRING, fold(field)));
        expect("from");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "normalize" -> {
        take();
        take();
        arguments.add(expression());
        if (accept(",")) {
          expectAny("nfc", "nfd", "nfkc", "nfkd");
        }
        expect(")");
        return special(at, word, arguments);
      }
      case "position" -> {
        take();
        take();
        arguments.add(restricted());
        expect("in");
        arguments.add(restricted());
        expect(")");
        return special(at, word, arguments);
      }
      case "overlay", "substring" -> {
        return substring(at, word);
      }
      case "trim" -> {
        take();
        take();
        String function = is("leading") ? "ltrim" : is("trailing") ? "rtrim" : "btrim";
        acceptAny("both", "leading", "trailing");
        if (accept("from")) {
          arguments.addAll(expressions());
        } else {
          arguments.add(expression());
          if (accept("from")) {
            arguments.addAll(expressions());
          } else {
            while (accept(",")) {
              arguments.add(expression());
            }
          }
        }
        expect(")");
        return special(at, function, arguments);
      }
      case "nullif" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        arguments.add(expression());
        expect(")");
        return special(at, word, arguments);
      }
      case "coalesce", "greatest", "least", "xmlconcat" -> {
        take();
        take();
        arguments.addAll(expressions());
        expect(")");
        return special(at, word, arguments);
      }
      case "merge_action" -> {
        take();
        take();
        expect(")");
        return special(at, word, arguments);
      }
      default -> {
        if (word.startsWith("xml")) {
          return xmlFunction(at, word);
        }
        return word.startsWith("json") ? jsonFunction(at, word) : null;
      }
    }
  }

  private Expr substring(int at, String word) throws SyntaxException {
    take();
    take();
    List<Expr> arguments = new ArrayList<>();
    boolean plain = true;
    if (!is(")")) {
      arguments.add(argument(position(), false));
    }
    while (true) {
      if (accept(",")) {
        arguments.add(argument(position(), false));
      } else if (acceptAny("from", "for", "similar", "escape", "placing")) {
        plain = false;
        arguments.add(expression());
      } else {
        break;
      }
    }
    expect(")");
    if (plain) {
      return new Expr.Call(
          at,
          List.of(new Name(at, word, false)),
          arguments,
          false,
          false,
          false,
          List.of(),
          null,
          false,
          null);
    }
    return special(at, word, arguments);
  }

  private @Nullable Expr xmlFunction(int at, String word) throws SyntaxException {
    List<Expr> arguments = new ArrayList<>();
    switch (word) {
      case "xmlelement" -> {
        take();
        take();
        expect("name");
        label();
        while (accept(",")) {
          if (is("xmlattributes", "(")) {
            take();
            take();
            labelled(arguments);
            expect(")");
          } else {
            arguments.add(expression());
          }
        }
        expect(")");
      }
      case "xmlforest" -> {
        take();
        take();
        labelled(arguments);
        expect(")");
      }
      case "xmlexists" -> {
        take();
        take();
        arguments.add(primary());
        arguments.add(xmlPassing());
        expect(")");
      }
      case "xmlparse" -> {
        take();
        take();
        expectAny("document", "content");
        arguments.add(expression());
        if (acceptAny("preserve", "strip")) {
          expect("whitespace");
        }
        expect(")");
      }
      case "xmlpi" -> {
        take();
        take();
        expect("name");
        label();
        if (accept(",")) {
          arguments.add(expression());
        }
        expect(")");
      }
      case "xmlroot" -> {
        take();
        take();
        arguments.add(expression());
        expect(",");
        expect("version");
        if (accept("no")) {
          expect("value");
        } else {
          arguments.add(expression());
        }
        if (accept(",")) {
          expect("standalone");
          if (accept("no")) {
            accept("value");
          } else {
            expect("yes");
          }
        }
        expect(")");
      }
      case "xmlserialize" -> {
        take();
        take();
        expectAny("document", "content");
        arguments.add(expression());
        expect("as");
        simpleType();
        if (accept("no")) {
          expect("indent");
        } else {
          accept("indent");
        }
        expect(")");
      }
      default -> {
        return null;
      }
    }
    return special(at, word, arguments);
  }

  private void labelled(List<Expr> into) throws SyntaxException {
    do {
      into.add(expression());
      if (accept("as")) {
        label();
      }
    } while (accept(","));
  }

  private @Nullable Expr jsonFunction(int at, String word) throws SyntaxException {
    List<Expr> arguments = new ArrayList<>();
    switch (word) {
      case "json_object" -> {
        take();
        take();
        if (!is(")") && !is("returning")) {
          arguments.add(expression());
          if (isAny("value", ":")) {
            take();
            arguments.add(jsonValue());
            while (accept(",")) {
              arguments.add(expression());
              expectAny("value", ":");
              arguments.add(jsonValue());
            }
            jsonConstructorEnd();
          } else {
            while (accept(",")) {
              arguments.add(expression());
            }
          }
        } else {
          jsonReturning();
        }
        expect(")");
      }
      case "json_array" -> {
        take();
        take();
        if (beginsQueryHere()) {
          Query query = query();
          jsonFormat();
          jsonReturning();
          expect(")");
          return new Expr.Array(at, List.of(), query);
        }
        if (!is(")") && !is("returning")) {
          arguments.add(jsonValue());
          while (accept(",")) {
            arguments.add(jsonValue());
          }
        }
        jsonConstructorEnd();
        expect(")");
      }
      case "json_objectagg" -> {
        take();
        take();
        arguments.add(expression());
        expectAny("value", ":");
        arguments.add(jsonValue());
        jsonConstructorEnd();
        expect(")");
        return aggregateTail(at, word, arguments, List.of());
      }
      case "json_arrayagg" -> {
        take();
        take();
        arguments.add(jsonValue());
        List<SortKey> order = is("order") ? orderBy() : List.of();
        jsonConstructorEnd();
        expect(")");
        return aggregateTail(at, word, arguments, order);
      }
      case "json", "json_scalar", "json_serialize" -> {
        take();
        take();
        arguments.add(jsonValue());
        jsonConstructorEnd();
        expect(")");
      }
      case "json_query", "json_exists", "json_value" -> {
        take();
        take();
        arguments.add(jsonValue());
        expect(",");
        arguments.add(expression());
        jsonPassing(arguments);
        jsonReturning();
        jsonWrapper();
        jsonBehaviors(arguments);
        expect(")");
      }
      default -> {
        return null;
      }
    }
    return special(at, word, arguments);
  }

  private boolean beginsQueryHere() {
    return isAny("select", "with", "values", "table");
  }

  private Expr jsonValue() throws SyntaxException {
    Expr value = expression();
    jsonFormat();
    return value;
  }

  private void jsonFormat() throws SyntaxException {
    if (accept("format")) {
      expect("json");
      if (accept("encoding")) {
        columnName();
      }
    }
  }

  private void jsonReturning() throws SyntaxException {
    if (accept("returning")) {
      type();
      jsonFormat();
    }
  }

  private void jsonConstructorEnd() throws SyntaxException {
    if (is("null", "on") || is("absent", "on")) {
      take();
      take();
      expect("null");
    }
    if (acceptAny("with", "without")) {
      expect("unique");
      accept("keys");
    }
    jsonReturning();
  }

  private void jsonPassing(List<Expr> into) throws SyntaxException {
    if (accept("passing")) {
      do {
        into.add(jsonValue());
        expect("as");
        label();
      } while (accept(","));
    }
  }

  private void jsonWrapper() throws SyntaxException {
    if (is("without") || is("with") && !peek(1).is("ordinality")) {
      take();
      acceptAny("conditional", "unconditional");
      accept("array");
      expect("wrapper");
    }
    if (acceptAny("keep", "omit")) {
      expect("quotes");
      if (accept("on")) {
        expect("scalar");
        expect("string");
      }
    }
  }

  private void jsonBehaviors(List<Expr> into) throws SyntaxException {
    while (isAny("error", "null", "true", "false", "unknown", "empty", "default")) {
      if (accept("default")) {
        into.add(expression());
      } else if (accept("empty")) {
        if (!is("on")) {
          acceptAny("array", "object");
        }
      } else {
        take();
      }
      expect("on");
      expectAny("error", "empty");
    }
  }

  private Expr aggregateTail(int at, String word, List<Expr> arguments, List<SortKey> order)
      throws SyntaxException {
    Expr filter = filter();
    Expr.Window over = over();
    return new Expr.Call(
        at,
        List.of(new Name(at, word, false)),
        arguments,
        true,
        false,
        false,
        order,
        filter,
        false,
        over);
  }

  /** gram.y: func_arg_expr, behind VARIADIC where that stands before it. */
  private Expr argument(int at, boolean variadic) throws SyntaxException {
    Name name = null;
    if (peek().isName() && (peek(1).is(":=") || peek(1).is("=>"))) {
      name = label();
      take();
    }
    Expr value = expression();
    return variadic || name != null ? new Expr.Argument(at, name, variadic, value) : value;
  }

  /** gram.y: func_application. */
  final Expr application() throws SyntaxException {
    int at = position();
    return call(at, functionName(), false);
  }

  /** gram.y: func_expr, from the parenthesis on. */
  private Expr call(int at, List<Name> name, boolean windowed) throws SyntaxException {
    expect("(");
    enter();
    List<Expr> arguments = new ArrayList<>();
    boolean distinct = false;
    boolean star = false;
    List<SortKey> order = List.of();
    if (accept("*")) {
      star = true;
    } else if (!is(")")) {
      distinct = accept("distinct");
      boolean plain = distinct || accept("all");
      boolean last;
      do {
        int from = position();
        last = !plain && accept("variadic");
        arguments.add(argument(from, last));
      } while (!last && accept(","));
      if (is("order")) {
        order = orderBy();
      }
    }
    leave();
    expect(")");
    boolean within = false;
    if (!windowed) {
      return new Expr.Call(at, name, arguments, false, distinct, star, order, null, false, null);
    }
    if (is("within", "group")) {
      take();
      take();
      expect("(");
      if (distinct || !order.isEmpty()) {
        throw fail();
      }
      order = orderBy();
      expect(")");
      within = true;
    }
    Expr filter = filter();
    return new Expr.Call(at, name, arguments, false, distinct, star, order, filter, within, over());
  }

  private @Nullable Expr filter() throws SyntaxException {
    if (!is("filter", "(")) {
      return null;
    }
    take();
    take();
    expect("where");
    Expr filter = expression();
    expect(")");
    return filter;
  }

  private Expr.@Nullable Window over() throws SyntaxException {
    if (!is("over") || !peek(1).is("(") && !isColumnName(peek(1))) {
      return null;
    }
    take();
    if (is("(")) {
      return windowInParentheses();
    }
    return Expr.Window.named(columnName());
  }

  // ---------------------------------------------------------------- types

  /** gram.y: Typename. */
  TypeName type() throws SyntaxException {
    accept("setof");
    TypeName type = simpleType();
    int dimensions = 0;
    if (accept("array")) {
      dimensions = 1;
      if (accept("[")) {
        integer();
        expect("]");
      }
    } else {
      while (is("[") && (peek(1).is("]") || peek(1).kind() == Kind.INTEGER && peek(2).is("]"))) {
        take();
        if (isKind(Kind.INTEGER)) {
          take();
        }
        expect("]");
        dimensions++;
      }
    }
    return dimensions == 0
        ? type
        : new TypeName(type.at(), type.name(), type.modifiers(), dimensions, type.quoted());
  }

  TypeName simpleType() throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() == Kind.WORD) {
      String name = token.key();
      switch (name) {
        case "double" -> {
          take();
          if (accept("precision")) {
            return new TypeName(at, "double precision", List.of(), 0, false);
          }
          return new TypeName(at, "double", modifiers(), 0, false);
        }
        case "int", "integer", "smallint", "bigint", "real", "boolean", "json" -> {
          take();
          return new TypeName(at, name, List.of(), 0, false);
        }
        case "decimal", "dec", "numeric" -> {
          take();
          return new TypeName(at, name, modifiers(), 0, false);
        }
        case "float" -> {
          take();
          int lengthAt = position() + 1;
          List<String> length = length();
          if (!length.isEmpty()) {
            long bits = value(length.getFirst());
            if (bits < 1 || bits > 53) {
              throw failAt(lengthAt, "The precision of float is between 1 and 53");
            }
          }
          return new TypeName(at, name, length, 0, false);
        }
        case "bit" -> {
          take();
          boolean varying = accept("varying");
          return new TypeName(at, varying ? "bit varying" : name, modifiers(), 0, false);
        }
        case "character", "char", "varchar", "nchar" -> {
          take();
          boolean varying = !name.equals("varchar") && accept("varying");
          return new TypeName(at, varying ? name + " varying" : name, length(), 0, false);
        }
        case "national" -> {
          take();
          expectAny("character", "char");
          boolean varying = accept("varying");
          return new TypeName(at, varying ? "character varying" : "character", length(), 0, false);
        }
        case "timestamp", "time" -> {
          take();
          List<String> modifiers = length();
          boolean zone = accept("with", "time", "zone");
          if (!zone) {
            accept("without", "time", "zone");
          }
          return new TypeName(at, zone ? name + "tz" : name, modifiers, 0, false);
        }
        case "interval" -> {
          take();
          List<String> modifiers = length();
          if (modifiers.isEmpty()) {
            intervalFields();
          }
          return new TypeName(at, name, modifiers, 0, false);
        }
        default -> {}
      }
    }
    if (!isFunctionName(token)) {
      throw fail("a type");
    }
    take();
    boolean quoted = token.kind() == Kind.QUOTED_NAME;
    String name = fold(token);
    while (accept(".")) {
      name = label().text();
      quoted = true;
    }
    return new TypeName(at, name, modifiers(), 0, quoted);
  }

  private List<String> modifiers() throws SyntaxException {
    if (!is("(")) {
      return List.of();
    }
    take();
    List<String> modifiers = new ArrayList<>(2);
    do {
      boolean negative = is("-");
      Token token = peek(negative ? 1 : 0);
      int begin = position();
      expression();
      boolean simple = position() == begin + (negative ? 2 : 1);
      modifiers.add(simple ? (negative ? "-" : "") + token.text() : "(…)");
    } while (accept(","));
    expect(")");
    return modifiers;
  }

  /** One whole number between parentheses. */
  private List<String> length() throws SyntaxException {
    if (!accept("(")) {
      return List.of();
    }
    String length = peek().text();
    integer();
    expect(")");
    return List.of(length);
  }

  /** gram.y: Iconst, which 32 bits hold. */
  final long integer() throws SyntaxException {
    Token token = peek();
    if (!isInteger(token)) {
      throw fail("a whole number");
    }
    take();
    return value(token.text());
  }

  static boolean isInteger(Token token) {
    return token.kind() == Kind.INTEGER && value(token.text()) <= Integer.MAX_VALUE;
  }

  /** The value of a whole number; {@link Long#MAX_VALUE} for what 63 bits do not hold. */
  private static long value(String text) {
    String digits = text.replace("_", "");
    int base = 10;
    if (digits.length() > 2 && digits.charAt(0) == '0') {
      base =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
          };
    }
    try {
      return Long.parseLong(base == 10 ? digits : digits.substring(2), base);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void intervalFields() throws SyntaxException {
    if (peek().kind() != Kind.WORD || !INTERVAL_FIELDS.contains(peek().key())) {
      return;
    }
    String from = take().key();
    secondPrecision();
    if (!is("to") || from.equals("month") || from.equals("second")) {
      return;
    }
    take();
    switch (from) {
      case "year" -> expect("month");
      case "day" -> expectAny("hour", "minute", "second");
      case "hour" -> expectAny("minute", "second");
      default -> expect("second");
    }
    secondPrecision();
  }

  private void secondPrecision() throws SyntaxException {
    if (tokenAt(position() - 1).is("second") && accept("(")) {
      integer();
      expect(")");
    }
  }
}
