package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.ColumnDefinition.Part;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.StorageStatement;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableConstraint;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Action;
import dev.dbsa.sql.tree.TableConstraint.ForeignKey.Match;
import dev.dbsa.sql.tree.TableConstraint.Timing;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.CheckOption;
import dev.dbsa.sql.tree.TableStatement.Duplicates;
import dev.dbsa.sql.tree.TableStatement.IndexDefinition;
import dev.dbsa.sql.tree.TableStatement.OnCommit;
import dev.dbsa.sql.tree.TableStatement.Partition;
import dev.dbsa.sql.tree.TableStatement.PartitionBy;
import dev.dbsa.sql.tree.TableStatement.PartitionBy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables, indexes, views, databases and tablespaces as MySQL and MariaDB read them. */
class MySqlTableGrammar extends MySqlSessionGrammar {
  private static final Timing NOT_ENFORCED =
      new Timing(false, false, false, false, true, false, false, false);

  /** Functions whose names may still name a table before a parenthesis. */
  private static final Set<String> TIGHT_NAMES =
      Set.of("adddate", "subdate", "session_user", "system_user");

  MySqlTableGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "create" -> create();
      case "alter" -> alter();
      case "drop" -> drop();
      case "truncate" -> truncate();
      case "rename" -> peek(1).is("user") ? super.otherStatement() : renameTables();
      default -> super.otherStatement();
    };
  }

  private Statement create() throws SyntaxException {
    int ahead = createdAhead();
    boolean plain = ahead == 1 || ahead == 3 && peek(1).is("or") && isMariaDb();
    Token kind = peek(ahead);
    if (kind.is("view") || !isMariaDb() && (kind.is("json") || kind.is("materialized"))) {
      return view();
    }
    if (!plain) {
      return unknownCreated();
    }
    return switch (kind.key()) {
      case "table" -> createTable();
      case "temporary" ->
          isMariaDb() && peek(ahead + 1).is("sequence") ? sequence() : createTable();
      case "unique", "fulltext", "index", "vector" -> createIndex();
      case "spatial" -> createIndex();
      case "database", "schema" -> createDatabase();
      case "tablespace", "undo", "logfile" ->
          isMariaDb() ? unknownCreated() : space(spaceKind(kind), false);
      case "sequence" -> isMariaDb() ? sequence() : unknownCreated();
      default -> unknownCreated();
    };
  }

  /** What no layer reads: refused at the first word that cannot stand there. */
  private Statement unknownCreated() throws SyntaxException {
    boolean create = take().is("create");
    boolean replaced = create && orReplace();
    boolean characterised = false;
    if (accept("algorithm")) {
      expect("=");
      expectAny("undefined", "merge", "temptable");
      characterised = true;
    }
    characterised |= definer() != null;
    characterised |= sqlSecurity() != null;
    throw fail(kinds(create, replaced, characterised));
  }

  /** The kinds of objects that may stand here, for people. */
  private String kinds(boolean create, boolean replaced, boolean characterised) {
    if (characterised) {
      return "VIEW, PROCEDURE, FUNCTION, TRIGGER or EVENT";
    }
    if (isMariaDb()) {
      return "TABLE, VIEW, INDEX, DATABASE, SEQUENCE, PROCEDURE, FUNCTION, PACKAGE, TRIGGER, EVENT,"
          + " USER, ROLE or SERVER";
    }
    if (replaced) {
      return "VIEW or SPATIAL REFERENCE SYSTEM";
    }
    return create
        ? "TABLE, VIEW, INDEX, DATABASE, PROCEDURE, FUNCTION, LIBRARY, TRIGGER, EVENT, USER, ROLE,"
            + " SERVER, TABLESPACE, LOGFILE GROUP, RESOURCE GROUP or SPATIAL REFERENCE SYSTEM"
        : "TABLE, VIEW, DATABASE, PROCEDURE, FUNCTION, LIBRARY, EVENT, USER, SERVER, TABLESPACE,"
            + " LOGFILE GROUP, RESOURCE GROUP or INSTANCE";
  }

  private Statement alter() throws SyntaxException {
    int ahead = createdAhead();
    Token kind = peek(ahead);
    if (kind.is("view") || !isMariaDb() && (kind.is("json") || kind.is("materialized"))) {
      return view();
    }
    return switch (peek(1).key()) {
      case "table" -> alterTable();
      case "online", "ignore" -> isMariaDb() ? alterTable() : unknownCreated();
      case "database", "schema" -> alterDatabase();
      case "tablespace", "undo", "logfile" ->
          isMariaDb() ? unknownCreated() : space(spaceKind(peek(1)), true);
      case "sequence" -> isMariaDb() ? sequence() : unknownCreated();
      default -> unknownCreated();
    };
  }

  private boolean orReplace() throws SyntaxException {
    if (!accept("or")) {
      return false;
    }
    expect("replace");
    return true;
  }

  // ---------------------------------------------------------------- CREATE TABLE

  /** The elements between the parentheses of a table. */
  private static final class Elements {
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<TableConstraint> constraints = new ArrayList<>();
    private final List<IndexDefinition> indexes = new ArrayList<>();
    private final List<Option> periods = new ArrayList<>();
  }

  private Statement createTable() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = orReplace();
    boolean temporary = accept("temporary");
    expect("table");
    boolean ifNotExists = ifNotExists();
    Token first = peek();
    List<Name> name = tableName();
    if (is("(")
        && first.kind() == Kind.WORD
        && TIGHT_FUNCTIONS.contains(first.key())
        && !TIGHT_NAMES.contains(first.key())
        && !(isMariaDb() && first.is("sysdate"))
        && name.size() == 1
        && (first.end() == peek().start() || server.ignoreSpace())) {
      throw failAt(
          name.getFirst().at(), first.text() + " with a parenthesis is a function of the server");
    }
    Elements elements = new Elements();
    List<TableStatement.Like> likes = new ArrayList<>();
    List<Option> options = new ArrayList<>();
    PartitionBy partitionBy = null;
    Duplicates duplicates = Duplicates.UNSAID;
    Statement query = null;
    boolean like = is("like") || is("(") && peek(1).is("like");
    if (like) {
      boolean parentheses = accept("(");
      int likeAt = expect("like");
      likes.add(new TableStatement.Like(likeAt, tableName(), List.of(), List.of()));
      if (parentheses) {
        expect(")");
      }
    } else {
      if (is("(") && !opensQuery(0)) {
        take();
        elements(elements);
        expect(")");
      }
      tableOptions(options);
      if (is("partition")) {
        partitionBy = partitionBy();
      }
      if (accept("ignore")) {
        duplicates = Duplicates.IGNORE;
      } else if (accept("replace")) {
        duplicates = Duplicates.REPLACE;
      }
      boolean as = accept("as");
      if (as || duplicates != Duplicates.UNSAID || isQueryHere()) {
        query = queryOfDefinition();
      }
    }
    options.addAll(elements.periods);
    return new TableStatement.CreateTable(
        at,
        name,
        ObjectKind.TABLE,
        orReplace,
        temporary,
        false,
        ifNotExists,
        elements.columns,
        elements.constraints,
        elements.indexes,
        likes,
        List.of(),
        List.of(),
        null,
        partitionBy,
        options,
        OnCommit.UNSAID,
        List.of(),
        List.of(),
        List.of(),
        query,
        List.of(),
        null,
        duplicates);
  }

  private void elements(Elements elements) throws SyntaxException {
    do {
      element(elements);
    } while (accept(","));
  }

  private void element(Elements elements) throws SyntaxException {
    if (isConstraint()) {
      elements.constraints.add(constraint());
    } else if (isIndex()) {
      elements.indexes.add(index());
    } else if (isPeriod()) {
      elements.periods.add(period());
    } else {
      elements.columns.add(column(true));
    }
  }

  private boolean isPeriod() {
    return isMariaDb() && is("period", "for");
  }

  /** MariaDB's {@code PERIOD FOR name (from, to)}. */
  private Option period() throws SyntaxException {
    int at = expect("period");
    expect("for");
    Name name = columnName();
    expect("(");
    Name from = columnName();
    expect(",");
    Name to = columnName();
    expect(")");
    return new Option(
        at,
        "period for " + name.text(),
        List.of(from.text(), to.text()),
        List.of(from.at(), to.at()));
  }

  private boolean isConstraint() {
    return isAny("constraint", "primary", "unique", "foreign", "check");
  }

  private boolean hasVectorIndexes() {
    return isMariaDb() && server.version() >= 110700;
  }

  private boolean isIndex() {
    return isAny("key", "index", "fulltext", "spatial")
        || hasVectorIndexes()
            && is("vector")
            && (peek(1).is("key") || peek(1).is("index") || peek(1).is("("));
  }

  private TableConstraint constraint() throws SyntaxException {
    int at = position();
    Name name = null;
    if (accept("constraint")) {
      mariaDbIfNotExists();
      name = isAny("primary", "unique", "foreign", "check") ? null : columnName();
    }
    if (accept("primary")) {
      expect("key");
      mariaDbIfNotExists();
      return key(at, name, true, isIdentifier(peek()) && !isIndexType() ? columnName() : null);
    }
    if (accept("unique")) {
      acceptAny("key", "index");
      mariaDbIfNotExists();
      return key(at, name, false, indexName());
    }
    if (accept("foreign")) {
      expect("key");
      mariaDbIfNotExists();
      Name indexName = isIdentifier(peek()) ? columnName() : null;
      return references(at, name, indexName, namesInParentheses());
    }
    expect("check");
    Expr condition = parenthesisedExpression();
    Timing timing = isMariaDb() ? Timing.NONE : enforcement();
    return new TableConstraint.Check(at, name, condition, timing);
  }

  private Expr parenthesisedExpression() throws SyntaxException {
    expect("(");
    Expr expr = expression();
    expect(")");
    return expr;
  }

  private Timing enforcement() throws SyntaxException {
    if (accept("enforced")) {
      return Timing.NONE;
    }
    if (accept("not", "enforced")) {
      return NOT_ENFORCED;
    }
    return Timing.NONE;
  }

  private TableConstraint.Key key(
      int at, @Nullable Name name, boolean primary, @Nullable Name index) throws SyntaxException {
    String method = indexType();
    List<KeyPart> parts = keyParts();
    List<Option> options = new ArrayList<>();
    String behind = indexOptions(options, IndexDefinition.Kind.PLAIN);
    return new TableConstraint.Key(
        at,
        name,
        primary,
        index,
        parts,
        List.of(),
        false,
        behind.isEmpty() ? method : behind,
        null,
        options,
        Timing.NONE);
  }

  private TableConstraint references(
      int at, @Nullable Name name, @Nullable Name indexName, List<Name> columns)
      throws SyntaxException {
    expect("references");
    List<Name> target = tableName();
    List<Name> targetColumns = is("(") ? namesInParentheses() : List.of();
    Match match = Match.UNSAID;
    if (accept("match")) {
      String word = peek().key();
      expectAny("full", "partial", "simple");
      match = Match.valueOf(word.toUpperCase(Locale.ROOT));
    }
    Action onDelete = Action.UNSAID;
    Action onUpdate = Action.UNSAID;
    while (is("on") && (peek(1).is("delete") || peek(1).is("update"))) {
      take();
      boolean delete = take().is("delete");
      if ((delete ? onDelete : onUpdate) != Action.UNSAID) {
        throw failAt(position() - 1, "ON DELETE and ON UPDATE can each stand once");
      }
      Action action = action();
      if (delete) {
        onDelete = action;
      } else {
        onUpdate = action;
      }
    }
    return new TableConstraint.ForeignKey(
        at,
        name,
        indexName,
        columns,
        target,
        targetColumns,
        match,
        onDelete,
        List.of(),
        onUpdate,
        false,
        false,
        Timing.NONE);
  }

  private Action action() throws SyntaxException {
    if (accept("restrict")) {
      return Action.RESTRICT;
    }
    if (accept("cascade")) {
      return Action.CASCADE;
    }
    if (accept("no")) {
      expect("action");
      return Action.NO_ACTION;
    }
    expect("set");
    if (accept("null")) {
      return Action.SET_NULL;
    }
    expect("default");
    return Action.SET_DEFAULT;
  }

  // ---------------------------------------------------------------- indexes

  /** An index among the columns of a table. */
  private IndexDefinition index() throws SyntaxException {
    int at = position();
    IndexDefinition.Kind kind = IndexDefinition.Kind.PLAIN;
    if (acceptAny("key", "index")) {
      mariaDbIfNotExists();
    } else {
      kind = indexKind();
      acceptAny("key", "index");
      mariaDbIfNotExists();
    }
    return indexBehindName(at, indexName(), kind);
  }

  private IndexDefinition.Kind indexKind() throws SyntaxException {
    if (accept("unique")) {
      return IndexDefinition.Kind.UNIQUE;
    }
    if (accept("fulltext")) {
      return IndexDefinition.Kind.FULLTEXT;
    }
    if (accept("spatial")) {
      return IndexDefinition.Kind.SPATIAL;
    }
    if (hasVectorIndexes() && accept("vector")) {
      return IndexDefinition.Kind.VECTOR;
    }
    return IndexDefinition.Kind.PLAIN;
  }

  private @Nullable Name indexName() throws SyntaxException {
    return isIdentifier(peek()) && !isIndexType() ? columnName() : null;
  }

  private IndexDefinition indexBehindName(int at, @Nullable Name name, IndexDefinition.Kind kind)
      throws SyntaxException {
    boolean plain = kind == IndexDefinition.Kind.PLAIN || kind == IndexDefinition.Kind.UNIQUE;
    String method = plain ? indexType() : "";
    List<KeyPart> parts = keyParts();
    List<Option> options = new ArrayList<>();
    String behind = indexOptions(options, kind);
    return new IndexDefinition(
        at,
        name,
        kind,
        behind.isEmpty() ? method : behind,
        parts,
        List.of(),
        false,
        options,
        List.of(),
        null);
  }

  /** {@code TYPE BTREE}: TYPE may also name an index. */
  private boolean isIndexType() {
    return is("type") && (peek(1).is("btree") || peek(1).is("hash") || peek(1).is("rtree"));
  }

  private String indexType() throws SyntaxException {
    if (!isIndexType() && !is("using")) {
      return "";
    }
    take();
    String method = peek().key();
    expectAny("btree", "hash", "rtree");
    return method;
  }

  private List<KeyPart> keyParts() throws SyntaxException {
    expect("(");
    List<KeyPart> parts = new ArrayList<>();
    do {
      parts.add(keyPart());
    } while (accept(","));
    expect(")");
    return parts;
  }

  private KeyPart keyPart() throws SyntaxException {
    int at = position();
    Name column = null;
    Expr expression = null;
    Integer prefix = null;
    boolean withoutOverlaps = false;
    if (is("(") && !isMariaDb()) {
      expression = parenthesisedExpression();
    } else {
      column = columnName();
      if (accept("(")) {
        if (!isKind(Kind.INTEGER)) {
          throw fail("a number");
        }
        prefix = number(take().text());
        expect(")");
      } else if (isMariaDb() && accept("without")) {
        expect("overlaps");
        withoutOverlaps = true;
      }
    }
    boolean descending = accept("desc");
    if (!descending) {
      accept("asc");
    }
    return new KeyPart(
        at,
        column,
        expression,
        prefix,
        descending,
        KeyPart.Nulls.UNSAID,
        List.of(),
        List.of(),
        List.of(),
        withoutOverlaps);
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** The options of an index; USING among them, empty where there is none. */
  private String indexOptions(List<Option> options, IndexDefinition.Kind kind)
      throws SyntaxException {
    boolean plain =
        kind == IndexDefinition.Kind.PLAIN || kind == IndexDefinition.Kind.UNIQUE || isMariaDb();
    String method = "";
    while (true) {
      int at = position();
      switch (peek().key()) {
        case "key_block_size" -> {
          take();
          accept("=");
          options.add(numberOption(at, "key_block_size"));
        }
        case "using" -> {
          if (!plain) {
            return method;
          }
          method = indexType();
        }
        case "type" -> {
          if (!plain || !isIndexType()) {
            return method;
          }
          method = indexType();
        }
        case "with" -> {
          if (kind != IndexDefinition.Kind.FULLTEXT || !peek(1).is("parser")) {
            return method;
          }
          take();
          take();
          options.add(nameOption(at, "with parser"));
        }
        case "comment" -> {
          take();
          options.add(stringOption(at, "comment"));
        }
        case "visible", "invisible" -> {
          if (isMariaDb()) {
            return method;
          }
          options.add(flag(at, take().key()));
        }
        case "engine_attribute", "secondary_engine_attribute" -> {
          if (isMariaDb()) {
            return method;
          }
          String name = take().key();
          accept("=");
          options.add(stringOption(at, name));
        }
        case "ignored" -> {
          if (!isMariaDb()) {
            return method;
          }
          take();
          options.add(flag(at, "ignored"));
        }
        case "not" -> {
          if (!isMariaDb() || !peek(1).is("ignored")) {
            return method;
          }
          take();
          take();
          options.add(flag(at, "not ignored"));
        }
        default -> {
          if (!isEngineOption()) {
            return method;
          }
          options.add(engineOption());
        }
      }
    }
  }

  /** MariaDB's {@code name = value} that a storage engine knows. */
  private boolean isEngineOption() {
    return isMariaDb() && isIdentifier(peek()) && peek(1).is("=");
  }

  private Option engineOption() throws SyntaxException {
    Name name = columnName();
    expect("=");
    int valueAt = position();
    if (isKind(Kind.STRING) || isNumber() || isIdentifier(peek()) || is("default")) {
      return option(name.at(), name.text(), valueAt, take().text());
    }
    throw fail("a value");
  }

  private Statement createIndex() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = orReplace();
    IndexDefinition.Kind kind = indexKind();
    int indexAt = expect("index");
    boolean ifNotExists = mariaDbIfNotExists();
    Name name = columnName();
    boolean plain = kind == IndexDefinition.Kind.PLAIN || kind == IndexDefinition.Kind.UNIQUE;
    String method = plain ? indexType() : "";
    expect("on");
    List<Name> table = tableName();
    List<KeyPart> parts = keyParts();
    List<Option> options = new ArrayList<>();
    lockWait(options);
    String behind = indexOptions(options, kind);
    IndexDefinition index =
        new IndexDefinition(
            indexAt,
            name,
            kind,
            behind.isEmpty() ? method : behind,
            parts,
            List.of(),
            false,
            options,
            List.of(),
            null);
    TableAction.Online online = is("algorithm") || is("lock") ? online() : null;
    return new TableStatement.CreateIndex(
        at, table, false, false, ifNotExists, orReplace, index, online);
  }

  /** ALGORITHM and LOCK behind an index, each once. */
  private TableAction.Online online() throws SyntaxException {
    int at = position();
    TableAction.Online first = modifier();
    if (is("algorithm") && first.algorithm() == TableAction.Online.Algorithm.UNSAID
        || is("lock") && first.lock() == TableAction.Online.Lock.UNSAID) {
      TableAction.Online second = modifier();
      boolean algorithmFirst = first.algorithm() != TableAction.Online.Algorithm.UNSAID;
      return new TableAction.Online(
          at,
          algorithmFirst ? first.algorithm() : second.algorithm(),
          algorithmFirst ? second.lock() : first.lock());
    }
    return first;
  }

  private TableAction.Online modifier() throws SyntaxException {
    int at = position();
    boolean algorithm = take().is("algorithm");
    accept("=");
    String value = is("default") ? take().key() : "";
    if (value.isEmpty()) {
      value = Keywords.fold(columnName().text());
    }
    if (algorithm) {
      return new TableAction.Online(
          at,
          switch (value) {
            case "instant" -> TableAction.Online.Algorithm.INSTANT;
            case "nocopy" -> TableAction.Online.Algorithm.NOCOPY;
            case "inplace" -> TableAction.Online.Algorithm.INPLACE;
            case "copy" -> TableAction.Online.Algorithm.COPY;
            case "default" -> TableAction.Online.Algorithm.DEFAULT;
            default -> TableAction.Online.Algorithm.UNKNOWN;
          },
          TableAction.Online.Lock.UNSAID);
    }
    return new TableAction.Online(
        at,
        TableAction.Online.Algorithm.UNSAID,
        switch (value) {
          case "none" -> TableAction.Online.Lock.NONE;
          case "shared" -> TableAction.Online.Lock.SHARED;
          case "exclusive" -> TableAction.Online.Lock.EXCLUSIVE;
          case "default" -> TableAction.Online.Lock.DEFAULT;
          default -> TableAction.Online.Lock.UNKNOWN;
        });
  }

  /** MariaDB's WAIT n and NOWAIT. */
  private void lockWait(List<Option> options) throws SyntaxException {
    if (!isMariaDb()) {
      return;
    }
    int at = position();
    if (accept("nowait")) {
      options.add(flag(at, "nowait"));
    } else if (is("wait")) {
      take();
      options.add(numberOption(at, "wait"));
    }
  }

  // ---------------------------------------------------------------- columns

  /**
   * A column.
   *
   * @param references whether REFERENCES may stand at its end
   */
  private ColumnDefinition column(boolean references) throws SyntaxException {
    int at = position();
    return columnBehindName(at, columnName(), references);
  }

  private ColumnDefinition columnBehindName(int at, Name name, boolean references)
      throws SyntaxException {
    List<Part> parts = new ArrayList<>();
    DataType type = dataType();
    if (type.type().name().equals("serial") && is("default", "value") && isMariaDb()) {
      take();
      take();
    }
    if (is("collate")) {
      parts.add(collate());
    }
    generated(parts);
    boolean computed = parts.stream().anyMatch(Part.Generated.class::isInstance);
    if (isMariaDb()) {
      mariaDbAttributes(parts);
    } else {
      attributes(parts);
    }
    if (!isMariaDb() && is("collate") && has(parts, Part.Collate.class)) {
      throw failAt(position(), "A second COLLATE cannot stand here");
    }
    if (!references || isMariaDb() && computed) {
      return new ColumnDefinition(at, name, type, parts);
    }
    if (is("references")) {
      int referencesAt = position();
      parts.add(
          new Part.Constraint(referencesAt, references(referencesAt, null, null, List.of(name))));
    } else if (isMariaDb() && is("constraint")) {
      int constraintAt = position();
      take();
      Name constraint = is("references") ? null : columnName();
      parts.add(
          new Part.Constraint(
              constraintAt, references(constraintAt, constraint, null, List.of(name))));
    }
    return new ColumnDefinition(at, name, type, parts);
  }

  private Part collate() throws SyntaxException {
    int at = expect("collate");
    return new Part.Collate(at, List.of(characterSetName()));
  }

  /** [GENERATED ALWAYS] AS (…), with VIRTUAL or STORED behind it. */
  private void generated(List<Part> parts) throws SyntaxException {
    int at = position();
    if (accept("generated")) {
      expect("always");
      if (!is("as")) {
        throw fail("as");
      }
    }
    if (!accept("as")) {
      return;
    }
    if (isMariaDb() && accept("row")) {
      int valueAt = position();
      expectAny("start", "end");
      parts.add(new Part.Setting(at, option(at, "as row", valueAt, tokenAt(valueAt).key())));
      return;
    }
    Expr value = parenthesisedExpression();
    Boolean stored = null;
    if (acceptAny("virtual")) {
      stored = false;
    } else if (accept("stored") || isMariaDb() && accept("persistent")) {
      stored = true;
    }
    parts.add(new Part.Generated(at, value, stored));
  }

  private void attributes(List<Part> parts) throws SyntaxException {
    while (attribute(parts)) {
      // One after the other.
    }
  }

  private static boolean has(List<Part> parts, Class<? extends Part> kind) {
    return parts.stream().anyMatch(kind::isInstance);
  }

  /**
   * MariaDB: a computed column has few attributes, a column of row versions some more; a check ends
   * them all.
   */
  private void mariaDbAttributes(List<Part> parts) throws SyntaxException {
    boolean computed = has(parts, Part.Generated.class);
    boolean version = !computed && has(parts, Part.Setting.class);
    boolean more = true;
    while (more && !is("check") && !is("constraint")) {
      boolean may =
          switch (peek().key()) {
            case "unique", "comment", "invisible" -> true;
            case "not", "primary" -> !computed;
            default -> !computed && !version;
          };
      more = may && attribute(parts);
    }
    if (is("check")) {
      attribute(parts);
    }
  }

  private boolean attribute(List<Part> parts) throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "null" -> {
        take();
        parts.add(new Part.Null(at));
      }
      case "not" -> {
        take();
        if (accept("null")) {
          parts.add(new Part.NotNull(at, null, Timing.NONE));
        } else if (!isMariaDb() && accept("secondary")) {
          parts.add(new Part.Setting(at, flag(at, "not secondary")));
        } else if (!isMariaDb() && is("enforced")) {
          enforce(parts, false);
        } else {
          throw fail("null");
        }
      }
      case "enforced" -> {
        if (isMariaDb()) {
          return false;
        }
        enforce(parts, true);
      }
      case "default" -> {
        take();
        parts.add(new Part.Default(at, defaultValue()));
      }
      case "on" -> {
        if (!peek(1).is("update")) {
          return false;
        }
        take();
        take();
        Expr value = now();
        if (value == null) {
          throw fail("CURRENT_TIMESTAMP");
        }
        parts.add(new Part.OnUpdate(at, value));
      }
      case "auto_increment" -> {
        take();
        parts.add(new Part.AutoIncrement(at));
      }
      case "serial" -> {
        take();
        expect("default");
        expect("value");
        parts.add(new Part.NotNull(at, null, Timing.NONE));
        parts.add(new Part.AutoIncrement(at));
        parts.add(new Part.Constraint(at, columnKey(at, false)));
      }
      case "primary" -> {
        take();
        expect("key");
        parts.add(new Part.Constraint(at, columnKey(at, true)));
      }
      case "key" -> {
        take();
        parts.add(new Part.Constraint(at, columnKey(at, true)));
      }
      case "unique" -> {
        take();
        accept("key");
        parts.add(new Part.Constraint(at, columnKey(at, false)));
      }
      case "comment" -> {
        take();
        parts.add(new Part.Comment(at, stringText()));
      }
      case "collate" -> {
        if (!isMariaDb() && has(parts, Part.Collate.class)) {
          return false;
        }
        parts.add(collate());
      }
      case "constraint", "check" -> {
        Name name = null;
        if (accept("constraint") && !is("check")) {
          name = columnName();
        }
        expect("check");
        parts.add(
            new Part.Constraint(
                at, new TableConstraint.Check(at, name, parenthesisedExpression(), Timing.NONE)));
      }
      case "visible" -> {
        if (isMariaDb()) {
          return false;
        }
        take();
        parts.add(new Part.Visibility(at, true));
      }
      case "invisible" -> {
        take();
        parts.add(new Part.Visibility(at, false));
      }
      default -> {
        return setting(at, parts);
      }
    }
    return true;
  }

  private static TableConstraint columnKey(int at, boolean primary) {
    return new TableConstraint.Key(
        at, null, primary, null, List.of(), List.of(), false, "", null, List.of(), Timing.NONE);
  }

  /** [NOT] ENFORCED, right behind the check that it is about. */
  private void enforce(List<Part> parts, boolean enforced) throws SyntaxException {
    if (parts.isEmpty()
        || !(parts.getLast()
            instanceof
            Part.Constraint(
                int at,
                TableConstraint.Check(int checkAt, Name name, Expr condition, Timing timing)))) {
      throw fail();
    }
    take();
    parts.set(
        parts.size() - 1,
        new Part.Constraint(
            at,
            new TableConstraint.Check(checkAt, name, condition, enforced ? timing : NOT_ENFORCED)));
    if (isAny("enforced") || is("not", "enforced")) {
      throw fail();
    }
  }

  private Expr defaultValue() throws SyntaxException {
    Expr now = now();
    if (now != null) {
      return now;
    }
    if (is("(")) {
      return isMariaDb() ? primary() : parenthesisedExpression();
    }
    if (!isMariaDb()) {
      return literal();
    }
    int at = position();
    if (acceptAny("+", "-")) {
      Expr value = primary();
      return tokenAt(at).is("-") ? new Expr.Unary(at, "-", value) : value;
    }
    return primary();
  }

  private boolean setting(int at, List<Part> parts) throws SyntaxException {
    Token token = peek();
    Option option;
    if (isMariaDb()) {
      switch (token.key()) {
        case "compressed" -> {
          take();
          option = accept("=") ? nameOption(at, "compressed") : flag(at, "compressed");
        }
        case "with", "without" -> {
          if (!peek(1).is("system")) {
            return false;
          }
          String word = take().key();
          take();
          expect("versioning");
          option = flag(at, word + " system versioning");
        }
        case "ref_system_id" -> {
          take();
          expect("=");
          option = numberOption(at, "ref_system_id");
        }
        default -> {
          if (!isEngineOption()) {
            return false;
          }
          option = engineOption();
        }
      }
    } else {
      switch (token.key()) {
        case "column_format" -> {
          take();
          option = wordOption(at, "column_format", "default", "fixed", "dynamic");
        }
        case "storage" -> {
          take();
          option = wordOption(at, "storage", "default", "disk", "memory");
        }
        case "srid" -> {
          take();
          option = numberOption(at, "srid");
        }
        case "engine_attribute", "secondary_engine_attribute" -> {
          take();
          accept("=");
          option = stringOption(at, token.key());
        }
        case "masking" -> {
          if (!peek(1).is("policy")) {
            return false;
          }
          take();
          take();
          Name policy = columnName();
          option = option(at, "masking policy", policy.at(), policy.text());
        }
        default -> {
          return false;
        }
      }
    }
    parts.add(new Part.Setting(at, option));
    return true;
  }

  // ---------------------------------------------------------------- options of tables

  private void tableOptions(List<Option> options) throws SyntaxException {
    if (!beginsTableOption(0)) {
      return;
    }
    do {
      boolean comma = accept(",");
      if (comma && !beginsTableOption(0)) {
        throw fail("an option of the table");
      }
      options.add(tableOption());
    } while (is(",") || beginsTableOption(0));
  }

  private boolean beginsTableOption(int ahead) {
    Token token = peek(ahead);
    if (token.kind() == Kind.QUOTED_NAME) {
      return isMariaDb() && peek(ahead + 1).is("=");
    }
    return switch (token.key()) {
      case "engine",
          "max_rows",
          "min_rows",
          "avg_row_length",
          "checksum",
          "table_checksum",
          "delay_key_write",
          "key_block_size",
          "pack_keys",
          "stats_auto_recalc",
          "stats_persistent",
          "stats_sample_pages",
          "password",
          "comment",
          "connection",
          "auto_increment",
          "row_format",
          "insert_method",
          "tablespace",
          "charset",
          "collate",
          "union" ->
          !token.is("union") || !peek(ahead + 1).is("select") && !peek(ahead + 1).is("all");
      case "char", "character" -> peek(ahead + 1).is("set");
      case "secondary_engine",
          "compression",
          "encryption",
          "engine_attribute",
          "secondary_engine_attribute",
          "autoextend_size" ->
          !isMariaDb() || peek(ahead + 1).is("=");
      case "storage" ->
          isMariaDb()
              ? peek(ahead + 1).is("engine")
                  || peek(ahead + 1).is("disk")
                  || peek(ahead + 1).is("memory")
              : true;
      case "start" -> !isMariaDb() && peek(ahead + 1).is("transaction");
      case "default" ->
          isCharacterSet(ahead + 1)
              || peek(ahead + 1).is("collate")
              || peek(ahead + 1).is("encryption");
      case "data", "index" -> peek(ahead + 1).is("directory");
      case "with" -> isMariaDb() && peek(ahead + 1).is("system");
      case "page_checksum", "transactional", "sequence" -> isMariaDb();
      default -> isMariaDb() && isIdentifier(token) && peek(ahead + 1).is("=");
    };
  }

  private Option tableOption() throws SyntaxException {
    int at = position();
    if (isKind(Kind.QUOTED_NAME)) {
      return engineOption();
    }
    if (accept("default")) {
      if (accept("encryption")) {
        accept("=");
        return stringOption(at, "encryption");
      }
      return characterSetOption(at);
    }
    if (isCharacterSet(0) || is("collate")) {
      return characterSetOption(at);
    }
    String name = take().key();
    switch (name) {
      case "storage" -> {
        if (accept("engine")) {
          accept("=");
          return nameOption(at, "engine");
        }
        return wordOption(at, "storage", "disk", "memory");
      }
      case "start" -> {
        expect("transaction");
        return flag(at, "start transaction");
      }
      case "with" -> {
        expect("system");
        expect("versioning");
        return flag(at, "with system versioning");
      }
      case "data", "index" -> {
        expect("directory");
        accept("=");
        return stringOption(at, name + " directory");
      }
      case "union" -> {
        accept("=");
        return union(at);
      }
      default -> accept("=");
    }
    return switch (name) {
      case "engine", "tablespace" -> nameOption(at, name);
      case "secondary_engine" -> is("null") ? wordOption(at, name, "null") : nameOption(at, name);
      case "max_rows",
          "min_rows",
          "avg_row_length",
          "checksum",
          "table_checksum",
          "delay_key_write",
          "key_block_size",
          "auto_increment",
          "page_checksum",
          "transactional",
          "sequence" ->
          isMariaDb() ? numberOrDefault(at, name) : numberOption(at, name);
      case "pack_keys", "stats_auto_recalc", "stats_persistent" -> {
        if (isKind(Kind.INTEGER) && !peek().text().matches("0*[01]")) {
          throw fail("0, 1 or DEFAULT");
        }
        yield numberOrDefault(at, name);
      }
      case "stats_sample_pages" -> numberOrDefault(at, name);
      case "password",
          "comment",
          "compression",
          "encryption",
          "connection",
          "engine_attribute",
          "secondary_engine_attribute" ->
          isMariaDb() && !isKind(Kind.STRING) ? engineValue(at, name) : stringOption(at, name);
      case "row_format" ->
          isMariaDb()
              ? wordOption(
                  at,
                  name,
                  "default",
                  "fixed",
                  "dynamic",
                  "compressed",
                  "redundant",
                  "compact",
                  "page")
              : wordOption(
                  at, name, "default", "fixed", "dynamic", "compressed", "redundant", "compact");
      case "insert_method" -> wordOption(at, name, "no", "first", "last");
      case "autoextend_size" -> sizeOption(at, name);
      default -> engineValue(at, name);
    };
  }

  private Option engineValue(int at, String name) throws SyntaxException {
    int valueAt = position();
    if (isKind(Kind.STRING) || isNumber() || isIdentifier(peek()) || is("default")) {
      return option(at, name, valueAt, take().text());
    }
    throw fail("a value");
  }

  private Option characterSetOption(int at) throws SyntaxException {
    String name = "collate";
    if (acceptCharacterSet()) {
      name = "character set";
    } else {
      expect("collate");
    }
    accept("=");
    Name value = isMariaDb() ? characterSetOrDefault() : characterSetName();
    return option(at, name, value.at(), value.text());
  }

  private Option union(int at) throws SyntaxException {
    expect("(");
    List<String> names = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    if (!is(")")) {
      for (List<Name> table : tableNames()) {
        StringBuilder text = new StringBuilder();
        for (Name part : table) {
          text.append(text.isEmpty() ? "" : ".").append(part.text());
        }
        names.add(text.toString());
        places.add(table.getFirst().at());
      }
    }
    expect(")");
    return new Option(at, "union", names, places);
  }

  // ---------------------------------------------------------------- partitions

  private PartitionBy partitionBy() throws SyntaxException {
    int at = expect("partition");
    expect("by");
    boolean linear = accept("linear");
    Strategy strategy;
    List<Name> columns = List.of();
    Expr expression = null;
    Long count = null;
    if (linear && !is("hash") && !is("key")) {
      throw fail("hash");
    }
    if (accept("hash")) {
      strategy = Strategy.HASH;
      expression = parenthesisedExpression();
    } else if (accept("key")) {
      strategy = Strategy.KEY;
      columns = keyColumns();
    } else if (isMariaDb() && accept("system_time")) {
      strategy = Strategy.SYSTEM_TIME;
      systemTime();
    } else {
      strategy = is("list") ? Strategy.LIST : Strategy.RANGE;
      expectAny("range", "list");
      if (accept("columns")) {
        columns = namesInParentheses();
      } else {
        expression = parenthesisedExpression();
      }
    }
    if (accept("partitions")) {
      count = count();
    }
    PartitionBy sub = is("subpartition") ? subpartitionBy() : null;
    List<Partition> partitions = List.of();
    if (is("(") && !opensQuery(0)) {
      partitions = partitions();
    }
    checkWidth(columns, strategy, partitions);
    return new PartitionBy(
        at, strategy, linear, List.of(), columns, expression, count, sub, partitions);
  }

  private Long count() throws SyntaxException {
    if (!isKind(Kind.INTEGER)) {
      throw fail("a number");
    }
    String digits = take().text();
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private List<Name> keyColumns() throws SyntaxException {
    if (accept("algorithm")) {
      expect("=");
      if (!isKind(Kind.INTEGER) || !peek().text().matches("0*[12]")) {
        throw fail("1 or 2");
      }
      take();
    }
    expect("(");
    List<Name> columns = is(")") ? List.of() : names();
    expect(")");
    return columns;
  }

  /** MariaDB: INTERVAL … STARTS … or LIMIT, with AUTO behind either. */
  private void systemTime() throws SyntaxException {
    if (is("interval")) {
      interval();
      if (accept("starts")) {
        expression();
      }
    } else if (accept("limit")) {
      numberText();
    }
    accept("auto");
  }

  private PartitionBy subpartitionBy() throws SyntaxException {
    int at = expect("subpartition");
    expect("by");
    boolean linear = accept("linear");
    boolean hash = is("hash");
    expectAny("hash", "key");
    Expr expression = hash ? parenthesisedExpression() : null;
    List<Name> columns = hash ? List.of() : keyColumns();
    Long count = accept("subpartitions") ? count() : null;
    return new PartitionBy(
        at,
        hash ? Strategy.HASH : Strategy.KEY,
        linear,
        List.of(),
        columns,
        expression,
        count,
        null,
        List.of());
  }

  private List<Partition> partitions() throws SyntaxException {
    expect("(");
    List<Partition> partitions = new ArrayList<>();
    do {
      partitions.add(partition());
    } while (accept(","));
    expect(")");
    return partitions;
  }

  private Partition partition() throws SyntaxException {
    int at = expect("partition");
    Name name = columnName();
    Partition.Holds holds = Partition.Holds.UNSAID;
    List<Expr> values = List.of();
    if (accept("values")) {
      if (accept("less")) {
        expect("than");
        holds = Partition.Holds.LESS_THAN;
        values = is("maxvalue") ? List.of(maxValue()) : boundValues(false);
      } else if (isMariaDb() && accept("in", "default")) {
        holds = Partition.Holds.DEFAULT;
      } else {
        expect("in");
        holds = Partition.Holds.IN;
        values = boundValues(true);
      }
    } else if (isMariaDb() && accept("default")) {
      holds = Partition.Holds.DEFAULT;
    } else if (isMariaDb() && accept("history")) {
      holds = Partition.Holds.HISTORY;
    } else if (isMariaDb() && accept("current")) {
      holds = Partition.Holds.CURRENT;
    }
    List<Option> options = partitionOptions();
    List<Partition> subpartitions = new ArrayList<>();
    if (accept("(")) {
      do {
        int subAt = expect("subpartition");
        Name sub = nameOrString();
        subpartitions.add(
            new Partition(
                subAt, sub, Partition.Holds.UNSAID, List.of(), partitionOptions(), List.of()));
      } while (accept(","));
      expect(")");
    }
    return new Partition(at, name, holds, values, options, subpartitions);
  }

  /** What a partition holds has as many values as columns tell the partitions apart. */
  private void checkWidth(List<Name> columns, Strategy strategy, List<Partition> partitions)
      throws SyntaxException {
    boolean byColumns = (strategy == Strategy.RANGE || strategy == Strategy.LIST);
    if (!byColumns) {
      return;
    }
    int width = columns.isEmpty() ? 1 : columns.size();
    for (Partition partition : partitions) {
      List<Expr> values = partition.values();
      boolean right =
          switch (partition.holds()) {
            case LESS_THAN -> width == 1 || values.size() == width;
            case IN ->
                values.stream().noneMatch(Expr.Default.class::isInstance)
                    && values.stream()
                        .allMatch(v -> width == (v instanceof Expr.Row r ? r.items().size() : 1));
            default -> true;
          };
      if (!right && values.stream().noneMatch(Expr.Default.class::isInstance)) {
        throw failAt(
            values.getFirst().at(), "The values do not match the number of columns, " + width);
      }
    }
  }

  private Expr maxValue() throws SyntaxException {
    int at = expect("maxvalue");
    return new Expr.Other(at, List.of());
  }

  /** Values between parentheses; {@code rows} where each may be a row in parentheses. */
  private List<Expr> boundValues(boolean rows) throws SyntaxException {
    expect("(");
    List<Expr> values = new ArrayList<>();
    // A list of rows, or of values: which of them the first one says.
    boolean ofRows = rows && is("(") && isRowOfValues();
    do {
      if (ofRows) {
        int at = position();
        values.add(new Expr.Row(at, rowOfBounds(values)));
      } else if (is("maxvalue")) {
        if (rows) {
          throw failAt(position(), "MAXVALUE cannot stand in VALUES IN");
        }
        values.add(maxValue());
      } else if (rows && isMariaDb() && is("default")) {
        values.add(new Expr.Default(expect("default")));
      } else {
        values.add(expression());
      }
    } while (accept(","));
    expect(")");
    return values;
  }

  /** A row of a list: each has as many values as the first, which are 2 to 16. */
  private List<Expr> rowOfBounds(List<Expr> rows) throws SyntaxException {
    expect("(");
    List<Expr> values = new ArrayList<>();
    do {
      if (is("maxvalue")) {
        throw failAt(position(), "MAXVALUE cannot stand in VALUES IN");
      }
      values.add(isMariaDb() && is("default") ? new Expr.Default(expect("default")) : expression());
    } while (accept(","));
    int most = rows.isEmpty() ? isMariaDb() ? 32 : 16 : ((Expr.Row) rows.getFirst()).items().size();
    if (values.size() < 2 || values.size() > most || !rows.isEmpty() && values.size() < most) {
      throw failAt(
          position(),
          rows.isEmpty()
              ? "A row of VALUES IN has 2 or more values, and not too many"
              : "Each row of VALUES IN has as many values as the first");
    }
    expect(")");
    return values;
  }

  private boolean isRowOfValues() {
    int close = closing(position());
    Token behind = tokenAt(close + 1);
    return close >= 0 && (behind.is(",") || behind.is(")"));
  }

  private List<Option> partitionOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (true) {
      int at = position();
      switch (peek().key()) {
        case "tablespace" -> {
          take();
          accept("=");
          options.add(nameOption(at, "tablespace"));
        }
        case "storage", "engine" -> {
          if (accept("storage") && !is("engine")) {
            throw fail("engine");
          }
          take();
          accept("=");
          options.add(nameOption(at, "engine"));
        }
        case "nodegroup", "max_rows", "min_rows" -> {
          String name = take().key();
          accept("=");
          options.add(numberOption(at, name));
        }
        case "data", "index" -> {
          String name = take().key() + " directory";
          expect("directory");
          accept("=");
          options.add(stringOption(at, name));
        }
        case "comment" -> {
          take();
          accept("=");
          options.add(stringOption(at, "comment"));
        }
        default -> {
          if (!isEngineOption()) {
            return options;
          }
          options.add(engineOption());
        }
      }
    }
  }

  // ---------------------------------------------------------------- ALTER TABLE

  private Statement alterTable() throws SyntaxException {
    int at = expect("alter");
    boolean online = isMariaDb() && accept("online");
    boolean ignore = isMariaDb() && accept("ignore");
    expect("table");
    boolean ifExists = mariaDbIfExists();
    List<Name> name = tableName();
    List<TableAction> actions = new ArrayList<>();
    List<Option> wait = new ArrayList<>();
    lockWait(wait);
    if (!wait.isEmpty()) {
      actions.add(new TableAction.SetOptions(wait.getFirst().at(), wait, false));
    }
    actions(actions);
    return new TableStatement.AlterTable(
        at, name, ObjectKind.TABLE, ifExists, false, online, ignore, actions);
  }

  private void actions(List<TableAction> actions) throws SyntaxException {
    // Work on partitions and tablespaces stands alone, with nothing but modifiers before it.
    boolean modifiersOnly = true;
    boolean first = true;
    int begin = position();
    do {
      if (first && endsActions()) {
        break;
      }
      first = false;
      int at = position();
      if (isModifier()) {
        actions.add(modifierAction());
        continue;
      }
      TableAction alone = standaloneAction();
      if (alone != null) {
        if (!modifiersOnly || isMariaDb() && at != begin) {
          throw failAt(at, "Work on partitions or the tablespace must be the only action");
        }
        actions.add(alone);
        return;
      }
      modifiersOnly = false;
      if (beginsTableOption(0)) {
        List<Option> options = new ArrayList<>();
        do {
          options.add(tableOption());
        } while (beginsTableOption(0));
        actions.add(new TableAction.SetOptions(at, options, false));
      } else {
        action(actions);
      }
    } while (accept(","));
    int at = position();
    if (is("partition")) {
      actions.add(new TableAction.Repartition(at, partitionBy()));
    } else if (accept("remove")) {
      expect("partitioning");
      actions.add(new TableAction.Repartition(at, null));
    }
  }

  private boolean endsActions() {
    return peek().isEnd() || is("partition") || is("remove");
  }

  private boolean isModifier() {
    return isAny("algorithm", "lock")
        || !isMariaDb() && isAny("with", "without") && peek(1).is("validation");
  }

  private TableAction modifierAction() throws SyntaxException {
    int at = position();
    if (isAny("with", "without")) {
      String word = take().key();
      take();
      return new TableAction.Other(at, word + " validation", List.of());
    }
    return modifier();
  }

  /** Work that stands alone; {@code null} if none stands here. */
  private @Nullable TableAction standaloneAction() throws SyntaxException {
    int at = position();
    boolean partition = peek(1).is("partition");
    switch (peek().key()) {
      case "discard", "import" -> {
        String word = take().key();
        if (accept("tablespace")) {
          return new TableAction.Other(at, word + " tablespace", List.of());
        }
        expect("partition");
        List<Name> names = partitionNames();
        expect("tablespace");
        return work(
            at,
            word.equals("import")
                ? TableAction.PartitionWork.IMPORT
                : TableAction.PartitionWork.DISCARD,
            names,
            List.of());
      }
      case "add" -> {
        if (!partition) {
          return null;
        }
        take();
        take();
        mariaDbIfNotExists();
        noBinlog();
        if (is("partitions")) {
          take();
          return new TableAction.AlterPartitions(
              at,
              TableAction.PartitionWork.ADD,
              List.of(),
              List.of(),
              List.of(),
              List.of(numberOption(position(), "partitions")));
        }
        List<Partition> into = is("(") ? partitions() : List.of();
        return new TableAction.AlterPartitions(
            at, TableAction.PartitionWork.ADD, List.of(), into, List.of(), List.of());
      }
      case "drop" -> {
        if (!partition) {
          return null;
        }
        take();
        take();
        mariaDbIfExists();
        return work(at, TableAction.PartitionWork.DROP, names(), List.of());
      }
      case "truncate", "rebuild", "optimize", "analyze", "check", "repair" -> {
        if (!partition) {
          return null;
        }
        return partitionCare(at);
      }
      case "coalesce" -> {
        take();
        expect("partition");
        noBinlog();
        return work(
            at,
            TableAction.PartitionWork.COALESCE,
            List.of(),
            List.of(numberOption(position(), "partitions")));
      }
      case "reorganize" -> {
        take();
        expect("partition");
        noBinlog();
        if (!isIdentifier(peek())) {
          return work(at, TableAction.PartitionWork.REORGANIZE, List.of(), List.of());
        }
        List<Name> names = names();
        expect("into");
        return new TableAction.AlterPartitions(
            at, TableAction.PartitionWork.REORGANIZE, names, partitions(), List.of(), List.of());
      }
      case "exchange" -> {
        take();
        expect("partition");
        Name name = columnName();
        expect("with");
        expect("table");
        List<Name> table = tableName();
        List<Option> options = new ArrayList<>();
        int optionAt = position();
        if (isAny("with", "without") && peek(1).is("validation")) {
          options.add(flag(optionAt, take().key() + " validation"));
          take();
        }
        return new TableAction.AlterPartitions(
            at, TableAction.PartitionWork.EXCHANGE, List.of(name), List.of(), table, options);
      }
      case "convert" -> {
        return isMariaDb() ? convertPartition(at) : null;
      }
      case "secondary_load", "secondary_unload" -> {
        if (isMariaDb()) {
          return null;
        }
        String word = take().key();
        List<Name> names = accept("partition") ? namesInParentheses() : List.of();
        return new TableAction.Other(at, word, names);
      }
      default -> {
        return null;
      }
    }
  }

  private @Nullable TableAction convertPartition(int at) throws SyntaxException {
    if (peek(1).is("partition")) {
      take();
      take();
      Name name = columnName();
      expect("to");
      expect("table");
      List<Name> table = tableName();
      return new TableAction.AlterPartitions(
          at, TableAction.PartitionWork.CONVERT, List.of(name), List.of(), table, List.of());
    }
    if (peek(1).is("table")) {
      take();
      take();
      List<Name> table = tableName();
      expect("to");
      List<Partition> into = List.of(partition());
      List<Option> options = new ArrayList<>();
      int optionAt = position();
      if (isAny("with", "without") && peek(1).is("validation")) {
        options.add(flag(optionAt, take().key() + " validation"));
        take();
      }
      return new TableAction.AlterPartitions(
          at, TableAction.PartitionWork.CONVERT, List.of(), into, table, options);
    }
    return null;
  }

  private TableAction partitionCare(int at) throws SyntaxException {
    String word = take().key();
    take();
    TableAction.PartitionWork kind =
        TableAction.PartitionWork.valueOf(word.toUpperCase(Locale.ROOT));
    List<Option> options = new ArrayList<>();
    if (!word.equals("check") && !word.equals("truncate")) {
      noBinlog();
    }
    List<Name> names = partitionNames();
    switch (kind) {
      case CHECK -> checkOptions(options);
      case REPAIR -> repairOptions(options);
      case OPTIMIZE -> noBinlog();
      case ANALYZE -> {
        if (isMariaDb()) {
          persistentFor(new ArrayList<>(), options);
        }
      }
      default -> {}
    }
    return work(at, kind, names, options);
  }

  private static TableAction work(
      int at, TableAction.PartitionWork kind, List<Name> names, List<Option> options) {
    return new TableAction.AlterPartitions(at, kind, names, List.of(), List.of(), options);
  }

  private List<Name> partitionNames() throws SyntaxException {
    return accept("all") ? List.of() : names();
  }

  private void action(List<TableAction> actions) throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "add" -> add(actions);
      case "drop" -> actions.add(dropAction(at));
      case "modify" -> {
        take();
        accept("column");
        boolean ifExists = mariaDbIfExists();
        ColumnDefinition column = column(isMariaDb());
        actions.add(
            new TableAction.Modify(at, column.name(), column, ifExists, false, placement()));
      }
      case "change" -> {
        take();
        accept("column");
        boolean ifExists = mariaDbIfExists();
        Name from = columnName();
        ColumnDefinition column = column(isMariaDb());
        actions.add(new TableAction.Modify(at, from, column, ifExists, true, placement()));
      }
      case "disable", "enable" -> {
        String word = take().key();
        expect("keys");
        actions.add(new TableAction.Other(at, word + " keys", List.of()));
      }
      case "alter" -> actions.add(alterAction(at));
      case "rename" -> actions.add(rename(at));
      case "convert" -> {
        take();
        expect("to");
        if (!acceptCharacterSet()) {
          throw fail("CHARACTER SET");
        }
        Name characterSet = characterSetOrDefault();
        Name collation = null;
        if (accept("collate")) {
          accept("=");
          collation = isMariaDb() ? characterSetOrDefault() : characterSetName();
        }
        actions.add(new TableAction.ConvertCharacterSet(at, characterSet, collation));
      }
      case "force" -> {
        take();
        actions.add(new TableAction.Other(at, "force", List.of()));
      }
      case "order" -> {
        take();
        expect("by");
        List<Name> columns = new ArrayList<>();
        do {
          columns.add(columnReference().getLast());
          if (!accept("asc")) {
            accept("desc");
          }
        } while (accept(","));
        actions.add(new TableAction.Other(at, "order by", columns));
      }
      default -> throw fail("ADD, DROP, MODIFY, CHANGE, ALTER, RENAME or an option of the table");
    }
  }

  private void add(List<TableAction> actions) throws SyntaxException {
    int at = expect("add");
    if (isConstraint()) {
      actions.add(new TableAction.AddConstraint(at, constraint(), false));
      return;
    }
    if (isIndex()) {
      boolean kindFirst = isAny("fulltext", "spatial", "vector");
      Token behind = peek(kindFirst ? 2 : 1);
      boolean ifNotExists = isMariaDb() && behind.is("if");
      actions.add(new TableAction.AddIndex(at, index(), ifNotExists));
      return;
    }
    if (isPeriod() || isMariaDb() && is("period") && peek(1).is("if")) {
      if (isPeriod()) {
        Option period = period();
        actions.add(new TableAction.SetOptions(at, List.of(period), false));
        return;
      }
    }
    if (isMariaDb() && accept("system", "versioning")) {
      actions.add(
          new TableAction.SetOptions(at, List.of(flag(at, "with system versioning")), false));
      return;
    }
    accept("column");
    boolean ifNotExists = mariaDbIfNotExists();
    if (accept("(")) {
      Elements elements = new Elements();
      elements(elements);
      expect(")");
      for (ColumnDefinition column : elements.columns) {
        actions.add(new TableAction.AddColumn(at, column, ifNotExists, null));
      }
      for (IndexDefinition index : elements.indexes) {
        actions.add(new TableAction.AddIndex(at, index, false));
      }
      for (TableConstraint constraint : elements.constraints) {
        actions.add(new TableAction.AddConstraint(at, constraint, false));
      }
      if (!elements.periods.isEmpty()) {
        actions.add(new TableAction.SetOptions(at, elements.periods, false));
      }
      return;
    }
    ColumnDefinition column = column(true);
    actions.add(new TableAction.AddColumn(at, column, ifNotExists, placement()));
  }

  private TableAction.@Nullable Placement placement() throws SyntaxException {
    int at = position();
    if (accept("first")) {
      return new TableAction.Placement(at, null);
    }
    return accept("after") ? new TableAction.Placement(at, columnName()) : null;
  }

  private TableAction dropAction(int at) throws SyntaxException {
    expect("drop");
    if (accept("primary")) {
      expect("key");
      return new TableAction.DropPart(at, TableAction.Part.PRIMARY_KEY, null, false, false);
    }
    if (accept("foreign")) {
      expect("key");
      return dropPart(at, TableAction.Part.FOREIGN_KEY);
    }
    if (acceptAny("key", "index")) {
      return dropPart(at, TableAction.Part.INDEX);
    }
    if (!isMariaDb() && accept("check")) {
      return dropPart(at, TableAction.Part.CHECK);
    }
    if (accept("constraint")) {
      return dropPart(at, TableAction.Part.CONSTRAINT);
    }
    if (isMariaDb() && accept("system", "versioning")) {
      return new TableAction.SetOptions(at, List.of(flag(at, "system versioning")), true);
    }
    if (isMariaDb() && is("period") && (peek(1).is("for") || peek(1).is("if"))) {
      take();
      ifExists();
      int forAt = expect("for");
      return new TableAction.SetOptions(
          at, List.of(flag(forAt, "period for " + columnName().text())), true);
    }
    accept("column");
    boolean ifExists = mariaDbIfExists();
    Name column = columnName();
    boolean cascade = accept("cascade");
    if (!cascade) {
      accept("restrict");
    }
    return new TableAction.DropColumn(at, column, ifExists, cascade);
  }

  private TableAction dropPart(int at, TableAction.Part kind) throws SyntaxException {
    boolean ifExists = mariaDbIfExists();
    return new TableAction.DropPart(at, kind, partName(), ifExists, false);
  }

  /** The name of an index or a constraint; MariaDB takes PRIMARY too. */
  private Name partName() throws SyntaxException {
    return columnName();
  }

  private TableAction alterAction(int at) throws SyntaxException {
    expect("alter");
    if (is("index") || isMariaDb() && is("key")) {
      take();
      mariaDbIfExists();
      Name index = columnName();
      int optionAt = position();
      if (isMariaDb()) {
        String word = accept("not") ? "not ignored" : "ignored";
        expect("ignored");
        return new TableAction.AlterPart(
            at, TableAction.Part.INDEX, index, List.of(flag(optionAt, word)));
      }
      expectAny("visible", "invisible");
      return new TableAction.AlterPart(
          at, TableAction.Part.INDEX, index, List.of(flag(optionAt, tokenAt(optionAt).key())));
    }
    if (!isMariaDb() && isAny("check", "constraint")) {
      boolean check = take().is("check");
      Name name = columnName();
      int optionAt = position();
      String word = accept("not") ? "not enforced" : "enforced";
      expect("enforced");
      return new TableAction.AlterPart(
          at,
          check ? TableAction.Part.CHECK : TableAction.Part.CONSTRAINT,
          name,
          List.of(flag(optionAt, word)));
    }
    accept("column");
    mariaDbIfExists();
    Name column = columnName();
    if (accept("drop")) {
      if (!isMariaDb() && is("masking", "policy")) {
        take();
        take();
        return new TableAction.SetColumn(at, column, flag(at, "drop masking policy"));
      }
      expect("default");
      return new TableAction.DropDefault(at, column);
    }
    expect("set");
    if (accept("default")) {
      Expr value = isMariaDb() ? defaultValue() : is("(") ? parenthesisedExpression() : literal();
      return new TableAction.SetDefault(at, column, value);
    }
    if (!isMariaDb() && isAny("visible", "invisible")) {
      return new TableAction.SetColumnVisible(at, column, take().is("visible"));
    }
    if (!isMariaDb() && is("masking", "policy")) {
      take();
      take();
      Name policy = columnName();
      return new TableAction.SetColumn(
          at, column, option(at, "masking policy", policy.at(), policy.text()));
    }
    throw fail("default");
  }

  private TableAction rename(int at) throws SyntaxException {
    expect("rename");
    if (accept("column")) {
      mariaDbIfExists();
      Name from = columnName();
      expect("to");
      return new TableAction.RenameColumn(at, from, columnName());
    }
    if (acceptAny("index", "key")) {
      mariaDbIfExists();
      Name from = columnName();
      expect("to");
      return new TableAction.RenameIndex(at, from, columnName());
    }
    if (!accept("to") && !accept("=")) {
      accept("as");
    }
    return new TableAction.RenameTable(at, tableName());
  }

  // ---------------------------------------------------------------- views

  private Statement view() throws SyntaxException {
    int at = position();
    boolean alter = take().is("alter");
    boolean orReplace = !alter && orReplace();
    List<Option> options = new ArrayList<>();
    int algorithmAt = position();
    if (accept("algorithm")) {
      expect("=");
      options.add(wordOption(algorithmAt, "algorithm", "undefined", "merge", "temptable"));
    }
    Option definer = definer();
    if (definer != null) {
      options.add(definer);
    }
    Option security = sqlSecurity();
    if (security != null) {
      options.add(security);
    }
    boolean materialized =
        !isMariaDb() && definer == null && security == null && accept("materialized");
    int jsonAt = position();
    if (!isMariaDb() && accept("json")) {
      accept("relational");
      expect("duality");
      options.add(flag(jsonAt, "json duality"));
    }
    expect("view");
    boolean ifExists;
    if (alter) {
      ifExists = mariaDbIfExists();
    } else {
      ifExists = (isMariaDb() || !orReplace) && ifNotExists();
    }
    List<Name> name = tableName();
    List<Name> columns = is("(") ? namesInParentheses() : List.of();
    expect("as");
    Statement query = queryOfDefinition();
    CheckOption check = CheckOption.NONE;
    if (accept("with")) {
      check = accept("local") ? CheckOption.LOCAL : CheckOption.CASCADED;
      if (check == CheckOption.CASCADED) {
        accept("cascaded");
      }
      expect("check");
      expect("option");
    }
    return new TableStatement.CreateView(
        at,
        name,
        alter,
        orReplace,
        ifExists,
        materialized,
        false,
        false,
        columns,
        options,
        query,
        check,
        null);
  }

  // ---------------------------------------------------------------- DROP, TRUNCATE, RENAME

  private Statement drop() throws SyntaxException {
    int at = position();
    return switch (peek(1).key()) {
      case "table", "tables" -> dropTables(at, false);
      case "temporary" -> dropTables(at, true);
      case "view" -> {
        take();
        take();
        boolean ifExists = ifExists();
        yield dropEnd(at, ObjectKind.VIEW, tableNames(), ifExists, false);
      }
      case "database", "schema" -> {
        take();
        take();
        boolean ifExists = ifExists();
        yield dropped(
            at,
            ObjectKind.DATABASE,
            List.of(List.of(columnName())),
            List.of(),
            ifExists,
            List.of());
      }
      case "index" -> dropIndex(at);
      case "procedure", "function", "trigger", "event", "library" ->
          peek(1).is("library") && isMariaDb() ? unknownDropped() : dropProgram(at);
      case "package" -> isMariaDb() ? dropProgram(at) : unknownDropped();
      case "sequence" -> {
        if (!isMariaDb()) {
          yield unknownDropped();
        }
        take();
        take();
        boolean ifExists = ifExists();
        yield dropped(at, ObjectKind.SEQUENCE, tableNames(), List.of(), ifExists, List.of());
      }
      case "prepare" -> deallocate();
      case "server" -> {
        take();
        take();
        boolean ifExists = ifExists();
        yield dropped(
            at,
            ObjectKind.SERVER,
            List.of(List.of(nameOrString())),
            List.of(),
            ifExists,
            List.of());
      }
      case "tablespace", "undo", "logfile" ->
          isMariaDb() ? unknownDropped() : dropSpace(at, spaceKind(peek(1)));
      default -> unknownDropped();
    };
  }

  private Statement unknownDropped() throws SyntaxException {
    take();
    throw fail(
        isMariaDb()
            ? "TABLE, VIEW, INDEX, DATABASE, SEQUENCE, PROCEDURE, FUNCTION, PACKAGE, TRIGGER,"
                + " EVENT, USER, ROLE, SERVER or PREPARE"
            : "TABLE, VIEW, INDEX, DATABASE, PROCEDURE, FUNCTION, LIBRARY, TRIGGER, EVENT, USER,"
                + " ROLE, SERVER, TABLESPACE, LOGFILE GROUP, RESOURCE GROUP, SPATIAL REFERENCE"
                + " SYSTEM or PREPARE");
  }

  final Statement dropped(
      int at,
      ObjectKind kind,
      List<List<Name>> names,
      List<Name> table,
      boolean ifExists,
      List<Option> options) {
    return new Drop(
        at,
        kind,
        names,
        noSignatures(names.size()),
        table,
        ifExists,
        false,
        false,
        false,
        false,
        options);
  }

  private static List<Drop.@Nullable Signature> noSignatures(int count) {
    List<Drop.@Nullable Signature> none = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      none.add(null);
    }
    return none;
  }

  private Statement dropTables(int at, boolean temporary) throws SyntaxException {
    take();
    if (temporary) {
      take();
    }
    if (temporary && isMariaDb() && accept("sequence")) {
      boolean ifExists = ifExists();
      return dropEnd(at, ObjectKind.SEQUENCE, tableNames(), ifExists, true);
    }
    expectAny("table", "tables");
    boolean ifExists = ifExists();
    List<List<Name>> names = tableNames();
    List<Option> options = new ArrayList<>();
    lockWait(options);
    return dropEnd(at, ObjectKind.TABLE, names, ifExists, temporary);
  }

  private Statement dropEnd(
      int at, ObjectKind kind, List<List<Name>> names, boolean ifExists, boolean temporary) {
    boolean cascade = accept("cascade");
    boolean restrict = !cascade && accept("restrict");
    return new Drop(
        at,
        kind,
        names,
        noSignatures(names.size()),
        List.of(),
        ifExists,
        cascade,
        restrict,
        false,
        temporary,
        List.of());
  }

  private Statement dropIndex(int at) throws SyntaxException {
    take();
    take();
    boolean ifExists = mariaDbIfExists();
    Name name = partName();
    expect("on");
    List<Name> table = tableName();
    List<Option> options = new ArrayList<>();
    lockWait(options);
    boolean algorithm = false;
    boolean lock = false;
    while (!isMariaDb() && (is("algorithm") && !algorithm || is("lock") && !lock)) {
      int optionAt = position();
      algorithm |= is("algorithm");
      lock |= is("lock");
      String word = peek().key();
      modifier();
      int valueAt = position() - 1;
      options.add(option(optionAt, word, valueAt, Keywords.fold(tokenAt(valueAt).text())));
    }
    return dropped(at, ObjectKind.INDEX, List.of(List.of(name)), table, ifExists, options);
  }

  private Statement dropProgram(int at) throws SyntaxException {
    take();
    ObjectKind kind = ObjectKind.valueOf(take().key().toUpperCase(Locale.ROOT));
    if (kind == ObjectKind.PACKAGE && accept("body")) {
      kind = ObjectKind.PACKAGE_BODY;
    }
    boolean ifExists = ifExists();
    if (isMariaDb() && is(".")) {
      throw fail("a name");
    }
    return dropped(at, kind, List.of(tableName()), List.of(), ifExists, List.of());
  }

  private Statement dropSpace(int at, ObjectKind kind) throws SyntaxException {
    take();
    spaceWords(kind);
    Name name = columnName();
    List<Option> options = spaceOptions();
    return dropped(at, kind, List.of(List.of(name)), List.of(), false, options);
  }

  private void spaceWords(ObjectKind kind) throws SyntaxException {
    take();
    if (kind == ObjectKind.LOGFILE_GROUP) {
      expect("group");
    } else if (kind == ObjectKind.UNDO_TABLESPACE) {
      expect("tablespace");
    }
  }

  private Statement truncate() throws SyntaxException {
    int at = expect("truncate");
    accept("table");
    List<Name> table = tableName();
    List<Option> options = new ArrayList<>();
    lockWait(options);
    return new TableStatement.Truncate(at, List.of(table), List.of(false), false, false);
  }

  private Statement renameTables() throws SyntaxException {
    int at = expect("rename");
    expectAny("table", "tables");
    boolean ifExists = mariaDbIfExists();
    List<TableStatement.Renamed> renamed = new ArrayList<>();
    do {
      List<Name> from = tableName();
      List<Option> options = new ArrayList<>();
      lockWait(options);
      expect("to");
      renamed.add(new TableStatement.Renamed(from, tableName()));
    } while (accept(","));
    return new TableStatement.RenameTables(at, ifExists, renamed);
  }

  // ---------------------------------------------------------------- databases and tablespaces

  private Statement createDatabase() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = orReplace();
    take();
    boolean ifNotExists = ifNotExists();
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    while (beginsDatabaseOption()) {
      options.add(databaseOption());
    }
    return new StorageStatement.Database(at, false, name, orReplace, ifNotExists, options);
  }

  private Statement alterDatabase() throws SyntaxException {
    int at = expect("alter");
    take();
    Name name = null;
    if (isIdentifier(peek()) && !beginsDatabaseOption()) {
      name = columnName();
    }
    List<Option> options = new ArrayList<>();
    if (isMariaDb() && name != null && is("upgrade")) {
      int optionAt = position();
      take();
      expect("data");
      expect("directory");
      expect("name");
      options.add(flag(optionAt, "upgrade data directory name"));
      return new StorageStatement.Database(at, true, name, false, false, options);
    }
    do {
      if (!isMariaDb() && is("read", "only")) {
        int optionAt = position();
        take();
        take();
        accept("=");
        options.add(numberOrDefault(optionAt, "read only"));
      } else {
        options.add(databaseOption());
      }
    } while (beginsDatabaseOption() || !isMariaDb() && is("read"));
    return new StorageStatement.Database(at, true, name, false, false, options);
  }

  private boolean beginsDatabaseOption() {
    int ahead = is("default") ? 1 : 0;
    Token token = peek(ahead);
    return ahead == 1
        || isCharacterSet(0)
        || token.is("collate")
        || token.is("encryption")
            && !isMariaDb()
            && (peek(1).is("=") || peek(1).kind() == Kind.STRING)
        || token.is("comment") && isMariaDb();
  }

  private Option databaseOption() throws SyntaxException {
    int at = position();
    boolean byDefault = accept("default");
    if (!isMariaDb() && accept("encryption")) {
      accept("=");
      return stringOption(at, "encryption");
    }
    if (isMariaDb() && !byDefault && accept("comment")) {
      accept("=");
      return stringOption(at, "comment");
    }
    return characterSetOption(at);
  }

  private static ObjectKind spaceKind(Token word) {
    return switch (word.key()) {
      case "undo" -> ObjectKind.UNDO_TABLESPACE;
      case "logfile" -> ObjectKind.LOGFILE_GROUP;
      default -> ObjectKind.TABLESPACE;
    };
  }

  private Statement space(ObjectKind kind, boolean alter) throws SyntaxException {
    int at = position();
    take();
    spaceWords(kind);
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (!alter) {
      if (kind == ObjectKind.LOGFILE_GROUP) {
        expect("add");
        expectAny("undofile", "redofile");
        options.add(stringOption(optionAt, "add " + tokenAt(position() - 1).key()));
      } else if (kind == ObjectKind.UNDO_TABLESPACE) {
        expect("add");
        expect("datafile");
        options.add(stringOption(optionAt, "add datafile"));
      } else {
        if (accept("add")) {
          expect("datafile");
          options.add(stringOption(optionAt, "add datafile"));
        }
        int groupAt = position();
        if (accept("use")) {
          expect("logfile");
          expect("group");
          options.add(nameOption(groupAt, "use logfile group"));
        }
      }
    } else if (kind == ObjectKind.UNDO_TABLESPACE) {
      expect("set");
      options.add(wordOption(optionAt, "set", "active", "inactive"));
    } else if (kind == ObjectKind.LOGFILE_GROUP) {
      expect("add");
      expectAny("undofile", "redofile");
      options.add(stringOption(optionAt, "add " + tokenAt(position() - 1).key()));
    } else if (isAny("add", "drop")) {
      String word = take().key();
      expect("datafile");
      options.add(stringOption(optionAt, word + " datafile"));
    } else if (accept("rename")) {
      expect("to");
      options.add(nameOption(optionAt, "rename to"));
      return new StorageStatement.Space(at, kind, true, name, options);
    } else if (!beginsSpaceOption()) {
      throw fail("ADD, DROP, RENAME or an option of the tablespace");
    }
    options.addAll(spaceOptions());
    return new StorageStatement.Space(at, kind, alter, name, options);
  }

  private boolean beginsSpaceOption() {
    return switch (peek().key()) {
      case "engine",
          "storage",
          "initial_size",
          "autoextend_size",
          "max_size",
          "extent_size",
          "undo_buffer_size",
          "redo_buffer_size",
          "file_block_size",
          "nodegroup",
          "wait",
          "no_wait",
          "comment",
          "encryption",
          "engine_attribute" ->
          true;
      default -> false;
    };
  }

  private List<Option> spaceOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (beginsSpaceOption() || !options.isEmpty() && is(",")) {
      accept(",");
      int at = position();
      if (!beginsSpaceOption()) {
        throw fail("an option");
      }
      String name = take().key();
      switch (name) {
        case "wait", "no_wait" -> options.add(flag(at, name));
        case "storage", "engine" -> {
          if (name.equals("storage")) {
            expect("engine");
          }
          accept("=");
          options.add(nameOption(at, "engine"));
        }
        case "nodegroup" -> {
          accept("=");
          options.add(numberOption(at, name));
        }
        case "comment", "encryption", "engine_attribute" -> {
          accept("=");
          options.add(stringOption(at, name));
        }
        default -> {
          accept("=");
          options.add(sizeOption(at, name));
        }
      }
    }
    return options;
  }

  // ---------------------------------------------------------------- MariaDB's sequences

  private Statement sequence() throws SyntaxException {
    int at = position();
    boolean alter = take().is("alter");
    boolean orReplace = !alter && orReplace();
    boolean temporary = !alter && accept("temporary");
    expect("sequence");
    boolean ifExists = alter && ifExists();
    boolean ifNotExists = !alter && ifNotExists();
    List<Name> name = tableName();
    List<Option> options = new ArrayList<>();
    while (!peek().isEnd() && !is(";")) {
      if (!sequenceOption(options)) {
        if (alter) {
          throw fail("an option of the sequence");
        }
        break;
      }
    }
    if (alter && options.isEmpty()) {
      throw fail("an option of the sequence");
    }
    if (!alter) {
      tableOptions(options);
    }
    return new StorageStatement.Sequence(
        at, alter, name, orReplace, temporary, ifExists, ifNotExists, options);
  }

  private boolean sequenceOption(List<Option> options) throws SyntaxException {
    int at = position();
    String word = peek().key();
    switch (word) {
      case "as" -> {
        take();
        DataType type = dataType();
        options.add(option(at, "as", type.at(), type.type().name()));
      }
      case "minvalue", "maxvalue" -> {
        take();
        accept("=");
        signedNumber(options, at, word);
      }
      case "nominvalue", "nomaxvalue", "nocache", "nocycle", "cycle" -> {
        take();
        options.add(flag(at, word));
      }
      case "no" -> {
        take();
        expectAny("minvalue", "maxvalue", "cache", "cycle");
        options.add(flag(at, "no " + tokenAt(at + 1).key()));
      }
      case "start" -> {
        take();
        if (!accept("with")) {
          accept("=");
        }
        signedNumber(options, at, word);
      }
      case "increment" -> {
        take();
        if (!accept("by")) {
          accept("=");
        }
        signedNumber(options, at, word);
      }
      case "cache" -> {
        take();
        accept("=");
        signedNumber(options, at, word);
      }
      case "restart" -> {
        take();
        if (isNumber() || isAny("with", "=", "-")) {
          if (!accept("with")) {
            accept("=");
          }
          signedNumber(options, at, word);
        } else {
          options.add(flag(at, word));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void signedNumber(List<Option> options, int at, String name) throws SyntaxException {
    int valueAt = position();
    String sign = accept("-") ? "-" : "";
    options.add(option(at, name, valueAt, sign + numberText()));
  }
}
