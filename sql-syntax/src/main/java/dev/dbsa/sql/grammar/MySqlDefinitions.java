package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.TypeName;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.UserName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the definitions of MySQL and MariaDB share: types, options, accounts, and the words that
 * stand before and behind CREATE.
 */
abstract class MySqlDefinitions extends MySqlGrammar {
  MySqlDefinitions(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- words and names

  final boolean isMariaDb() {
    return server.isMariaDb();
  }

  final boolean ifExists() throws SyntaxException {
    if (!accept("if")) {
      return false;
    }
    expect("exists");
    return true;
  }

  final boolean ifNotExists() throws SyntaxException {
    if (!accept("if")) {
      return false;
    }
    expect("not");
    expect("exists");
    return true;
  }

  /** IF EXISTS where MariaDB alone takes it. */
  final boolean mariaDbIfExists() throws SyntaxException {
    return isMariaDb() && ifExists();
  }

  final boolean mariaDbIfNotExists() throws SyntaxException {
    return isMariaDb() && ifNotExists();
  }

  final List<List<Name>> tableNames() throws SyntaxException {
    List<List<Name>> names = new ArrayList<>();
    do {
      names.add(tableName());
    } while (accept(","));
    return names;
  }

  /** A name, or a string in its place. */
  final Name nameOrString() throws SyntaxException {
    if (isKind(Kind.STRING)) {
      int at = position();
      return new Name(at, take().text(), true);
    }
    return columnName();
  }

  final boolean isNameOrString(Token token) {
    return isIdentifier(token) || token.kind() == Kind.STRING;
  }

  /** A string; its text. */
  final String stringText() throws SyntaxException {
    if (!isKind(Kind.STRING)) {
      throw fail("a string");
    }
    return take().text();
  }

  /** A whole number, also in hexadecimal. */
  final String numberText() throws SyntaxException {
    if (!isNumber()) {
      throw fail("a number");
    }
    return take().text();
  }

  final boolean isNumber() {
    return isKind(Kind.INTEGER)
        || isKind(Kind.DECIMAL)
        || isKind(Kind.BIT_STRING) && peek().text().startsWith("0x");
  }

  final boolean isUserVariable() {
    return isKind(Kind.USER_VARIABLE) && peek().text().length() > 1;
  }

  // ---------------------------------------------------------------- options

  static Option flag(int at, String name) {
    return new Option(at, name, List.of(), List.of());
  }

  static Option option(int at, String name, int valueAt, String value) {
    return new Option(at, name, List.of(value), List.of(valueAt));
  }

  final Option stringOption(int at, String name) throws SyntaxException {
    int valueAt = position();
    return option(at, name, valueAt, stringText());
  }

  final Option numberOption(int at, String name) throws SyntaxException {
    int valueAt = position();
    return option(at, name, valueAt, numberText());
  }

  final Option nameOption(int at, String name) throws SyntaxException {
    Name value = nameOrString();
    return option(at, name, value.at(), value.text());
  }

  final Option wordOption(int at, String name, String... words) throws SyntaxException {
    int valueAt = position();
    expectAny(words);
    return option(at, name, valueAt, tokenAt(valueAt).key());
  }

  final Option numberOrDefault(int at, String name) throws SyntaxException {
    return is("default") ? wordOption(at, name, "default") : numberOption(at, name);
  }

  /** A size such as {@code 16M}. */
  final Option sizeOption(int at, String name) throws SyntaxException {
    int valueAt = position();
    if (isNumber()) {
      return option(at, name, valueAt, numberText());
    }
    return option(at, name, valueAt, columnName().text());
  }

  // ---------------------------------------------------------------- character sets

  /** CHARACTER SET, CHAR SET or CHARSET, {@code ahead} tokens ahead. */
  final boolean isCharacterSet(int ahead) {
    Token token = peek(ahead);
    return token.is("charset")
        || (token.is("character") || token.is("char")) && peek(ahead + 1).is("set");
  }

  final boolean acceptCharacterSet() {
    if (!isCharacterSet(0)) {
      return false;
    }
    if (!take().is("charset")) {
      take();
    }
    return true;
  }

  /** The name of a character set or of a collation: a name, a string or BINARY. */
  final Name characterSetName() throws SyntaxException {
    int at = position();
    return accept("binary") ? new Name(at, "binary", false) : nameOrString();
  }

  /** The same, or DEFAULT. */
  final Name characterSetOrDefault() throws SyntaxException {
    int at = position();
    return accept("default") ? new Name(at, "default", false) : characterSetName();
  }

  // ---------------------------------------------------------------- accounts

  /** An account or a role, also CURRENT_USER. */
  final UserName user() throws SyntaxException {
    int at = position();
    if (accept("current_user") || isMariaDb() && accept("current_role")) {
      if (accept("(")) {
        expect(")");
      }
      return new UserName(at, "", null, true);
    }
    return namedUser();
  }

  final UserName namedUser() throws SyntaxException {
    int at = position();
    if (!isNameOrString(peek())) {
      throw fail("an account");
    }
    return new UserName(at, take().text(), host(), false);
  }

  private @Nullable String host() throws SyntaxException {
    if (!isKind(Kind.USER_VARIABLE)) {
      return null;
    }
    // Behind a blank nothing of the host follows: it is empty.
    return take().text().substring(1);
  }

  // ---------------------------------------------------------------- CREATE and ALTER

  /**
   * How many tokens ahead the word stands that says what is created: behind OR REPLACE, ALGORITHM,
   * DEFINER, SQL SECURITY, AGGREGATE and the like. The cursor stands at CREATE or ALTER.
   */
  final int createdAhead() {
    int ahead = 1;
    if (peek(ahead).is("or") && peek(ahead + 1).is("replace")) {
      ahead += 2;
    }
    if (peek(ahead).is("algorithm") && peek(ahead + 1).is("=")) {
      ahead += 3;
    }
    if (peek(ahead).is("definer") && peek(ahead + 1).is("=")) {
      ahead = behindUser(ahead + 2);
    }
    if (peek(ahead).is("sql") && peek(ahead + 1).is("security")) {
      ahead += 3;
    }
    return ahead;
  }

  private int behindUser(int ahead) {
    if (peek(ahead + 1).kind() == Kind.USER_VARIABLE) {
      return ahead + 2;
    }
    return ahead + (peek(ahead + 1).is("(") && peek(ahead + 2).is(")") ? 3 : 1);
  }

  /** {@code DEFINER = account}; the account with its host apart. */
  final @Nullable Option definer() throws SyntaxException {
    int at = position();
    if (!accept("definer")) {
      return null;
    }
    expect("=");
    UserName user = user();
    if (user.current() || user.host() == null) {
      return option(at, "definer", user.at(), user.current() ? "current_user" : user.name());
    }
    return new Option(
        at, "definer", List.of(user.name(), user.host()), List.of(user.at(), user.at() + 1));
  }

  final @Nullable Option sqlSecurity() throws SyntaxException {
    int at = position();
    if (!is("sql", "security")) {
      return null;
    }
    take();
    take();
    return wordOption(at, "sql security", "definer", "invoker");
  }

  /** A query as a part of a definition, where INTO cannot stand. */
  final Statement queryOfDefinition() throws SyntaxException {
    int at = position();
    Query query = query();
    if (query.into()) {
      throw failAt(at, "INTO cannot stand in the query of a definition");
    }
    return new Statement.Select(at, query);
  }

  /** Whether a query stands here, in parentheses or not. */
  final boolean isQueryHere() {
    return is("(") ? opensQuery(0) : isQueryHead(peek());
  }

  // ---------------------------------------------------------------- types

  /** What a type is put together from. */
  private static final class TypeParts {
    private final int at;
    private String name;
    private final List<String> modifiers = new ArrayList<>();
    private boolean unsigned;
    private boolean zerofill;
    private boolean binary;
    private @Nullable Name characterSet;
    private @Nullable Name collation;

    private TypeParts(int at, String name) {
      this.at = at;
      this.name = name;
    }

    private DataType build(boolean quoted) {
      return new DataType(
          new TypeName(at, name, modifiers, 0, quoted),
          List.of(),
          false,
          false,
          unsigned || zerofill,
          zerofill,
          binary,
          characterSet,
          collation);
    }
  }

  @Override
  final void jsonColumnType() throws SyntaxException {
    dataType();
  }

  /** The type of a column, a parameter or a variable. */
  final DataType dataType() throws SyntaxException {
    int at = position();
    Token token = peek();
    if (token.kind() == Kind.QUOTED_NAME && isMariaDb()) {
      return pluggedType(at);
    }
    if (token.kind() != Kind.WORD) {
      throw fail("a type");
    }
    TypeParts parts = new TypeParts(at, token.key());
    switch (token.key()) {
      case "tinyint",
          "smallint",
          "mediumint",
          "int",
          "integer",
          "bigint",
          "int1",
          "int2",
          "int3",
          "int4",
          "int8",
          "middleint",
          "year" -> {
        take();
        typeLength(parts, false);
        numberSigns(parts);
      }
      case "double" -> {
        take();
        if (accept("precision")) {
          parts.name = "double precision";
        }
        typePrecision(parts);
        numberSigns(parts);
      }
      case "real", "float8" -> {
        take();
        typePrecision(parts);
        numberSigns(parts);
      }
      case "float", "float4", "decimal", "dec", "numeric", "fixed" -> {
        take();
        typeScale(parts);
        numberSigns(parts);
      }
      case "bit", "tinyblob", "mediumblob", "longblob", "blob", "time", "timestamp", "datetime" -> {
        take();
        if (!token.is("tinyblob") && !token.is("mediumblob") && !token.is("longblob")) {
          typeLength(parts, false);
        }
      }
      case "bool",
          "boolean",
          "date",
          "serial",
          "json",
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection" ->
          take();
      case "geomcollection" -> {
        if (isMariaDb()) {
          return pluggedType(at);
        }
        take();
      }
      case "vector" -> {
        if (isMariaDb()) {
          return pluggedType(at);
        }
        take();
        typeLength(parts, false);
      }
      case "national" -> {
        take();
        if (isAny("varchar", "varcharacter")) {
          parts.name = "national varchar";
          take();
          typeLength(parts, true);
        } else {
          expectAny("char", "character");
          parts.name = "national char";
          varyingLength(parts);
        }
        parts.binary = accept("binary");
      }
      case "nchar" -> {
        take();
        if (acceptAny("varchar", "varcharacter")) {
          parts.name = "nchar varchar";
          typeLength(parts, true);
        } else {
          varyingLength(parts);
        }
        parts.binary = accept("binary");
      }
      case "nvarchar" -> {
        take();
        typeLength(parts, true);
        parts.binary = accept("binary");
      }
      case "char", "character" -> {
        take();
        varyingLength(parts);
        charset(parts);
      }
      case "varchar", "varcharacter" -> {
        take();
        typeLength(parts, true);
        charset(parts);
      }
      case "varbinary" -> {
        take();
        typeLength(parts, true);
      }
      case "binary" -> {
        take();
        typeLength(parts, false);
      }
      case "text" -> {
        take();
        typeLength(parts, false);
        charset(parts);
      }
      case "tinytext", "mediumtext", "longtext" -> {
        take();
        charset(parts);
      }
      case "long" -> {
        take();
        longType(parts);
      }
      case "enum", "set" -> {
        take();
        labels(parts);
        charset(parts);
      }
      default -> {
        if (isMariaDb() && isIdentifier(token)) {
          return pluggedType(at);
        }
        throw fail("a type");
      }
    }
    return parts.build(false);
  }

  /**
   * Any name that MariaDB takes for a type; whether there is such a type is no matter of syntax.
   */
  private DataType pluggedType(int at) throws SyntaxException {
    Token token = peek();
    Name name = columnName();
    TypeParts parts = new TypeParts(at, name.quoted() ? name.text() : token.key());
    typeScale(parts);
    if (isAny("signed", "unsigned", "zerofill")) {
      numberSigns(parts);
    } else {
      charset(parts);
    }
    return parts.build(name.quoted());
  }

  private void longType(TypeParts parts) throws SyntaxException {
    if (accept("varbinary")) {
      parts.name = "long varbinary";
    } else if (acceptAny("varchar", "varcharacter")) {
      parts.name = "long varchar";
      charset(parts);
    } else if (isAny("char", "character") && peek(1).is("varying")) {
      take();
      take();
      parts.name = "long varchar";
      charset(parts);
    } else {
      charset(parts);
    }
  }

  private void varyingLength(TypeParts parts) throws SyntaxException {
    if (accept("varying")) {
      parts.name = parts.name + " varying";
      typeLength(parts, true);
    } else {
      typeLength(parts, false);
    }
  }

  private void typeLength(TypeParts parts, boolean required) throws SyntaxException {
    if (!required && !is("(")) {
      return;
    }
    expect("(");
    typeNumber(parts);
    expect(")");
  }

  private void typeNumber(TypeParts parts) throws SyntaxException {
    if (!isKind(Kind.INTEGER) && !isKind(Kind.DECIMAL)) {
      throw fail("a number");
    }
    parts.modifiers.add(take().text());
  }

  /** {@code (digits)} or {@code (digits, decimals)}. */
  private void typeScale(TypeParts parts) throws SyntaxException {
    if (accept("(")) {
      typeNumber(parts);
      if (accept(",")) {
        typeNumber(parts);
      }
      expect(")");
    }
  }

  /** Both numbers or none. */
  private void typePrecision(TypeParts parts) throws SyntaxException {
    if (accept("(")) {
      typeNumber(parts);
      expect(",");
      typeNumber(parts);
      expect(")");
    }
  }

  private void numberSigns(TypeParts parts) {
    while (true) {
      if (accept("unsigned")) {
        parts.unsigned = true;
      } else if (accept("zerofill")) {
        parts.zerofill = true;
      } else if (!accept("signed")) {
        return;
      }
    }
  }

  private void labels(TypeParts parts) throws SyntaxException {
    expect("(");
    do {
      if (!isKind(Kind.STRING) && !isKind(Kind.BIT_STRING)) {
        throw fail("a string");
      }
      parts.modifiers.add(take().text());
    } while (accept(","));
    expect(")");
  }

  /** What may stand behind the name of a type of characters. */
  private void charset(TypeParts parts) throws SyntaxException {
    int at = position();
    if (accept("ascii")) {
      parts.characterSet = new Name(at, "latin1", false);
      parts.binary = accept("binary");
    } else if (accept("unicode")) {
      parts.characterSet = new Name(at, "ucs2", false);
      parts.binary = accept("binary");
    } else if (accept("byte")) {
      parts.characterSet = new Name(at, "binary", false);
    } else if (accept("binary")) {
      parts.binary = true;
      if (accept("ascii")) {
        parts.characterSet = new Name(at + 1, "latin1", false);
      } else if (accept("unicode")) {
        parts.characterSet = new Name(at + 1, "ucs2", false);
      } else if (acceptCharacterSet()) {
        parts.characterSet = characterSetName();
      }
    } else if (acceptCharacterSet()) {
      parts.characterSet = characterSetName();
      parts.binary = accept("binary");
    }
  }

  /**
   * The type of a parameter, a variable or a result of a stored program, which may have a collation
   * behind it.
   */
  final DataType routineType() throws SyntaxException {
    DataType type = dataType();
    if (!accept("collate")) {
      return type;
    }
    Name collation = isMariaDb() ? characterSetOrDefault() : characterSetName();
    return new DataType(
        type.type(),
        type.schema(),
        type.setOf(),
        type.reference(),
        type.unsigned(),
        type.zerofill(),
        type.binary(),
        type.characterSet(),
        collation);
  }

  /** CURRENT_TIMESTAMP and its other names; {@code null} if none stands here. */
  final @Nullable Expr now() throws SyntaxException {
    if (!isAny("current_timestamp", "localtime", "localtimestamp")
        && !(is("now") && peek(1).is("("))) {
      return null;
    }
    int at = position();
    String word = take().key();
    List<Expr> arguments = new ArrayList<>();
    if (accept("(")) {
      if (isKind(Kind.INTEGER)) {
        arguments.add(new Expr.Literal(position(), Expr.Literal.Kind.INTEGER, take().text()));
      }
      expect(")");
    }
    return new Expr.Call(
        at,
        List.of(new Name(at, word, false)),
        arguments,
        true,
        false,
        false,
        List.of(),
        null,
        false,
        null);
  }

  /** A value that may stand behind DEFAULT without parentheses. */
  final Expr literal() throws SyntaxException {
    int at = position();
    boolean minus = is("-");
    boolean signed = acceptAny("+", "-");
    Token token = peek();
    if (signed && token.kind() != Kind.INTEGER && token.kind() != Kind.DECIMAL) {
      throw fail("a number");
    }
    boolean literal =
        switch (token.kind()) {
          case INTEGER, DECIMAL, BIT_STRING, PARAMETER, STRING -> true;
          case WORD ->
              switch (token.key()) {
                case "null", "true", "false" -> true;
                case "date", "time", "timestamp", "n" -> peek(1).kind() == Kind.STRING;
                default ->
                    isIntroducer(token.key())
                        && (peek(1).kind() == Kind.STRING || peek(1).kind() == Kind.BIT_STRING);
              };
          default -> false;
        };
    if (!literal) {
      throw fail("a literal");
    }
    Expr value = primary();
    return minus ? new Expr.Unary(at, "-", value) : value;
  }
}
