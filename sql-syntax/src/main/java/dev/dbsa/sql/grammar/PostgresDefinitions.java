package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop.Signature;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Expr.TypeName;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pieces that PostgreSQL's statements about objects share: names, types, options, signatures,
 * settings. Named after the productions of gram.y that they read.
 */
abstract class PostgresDefinitions extends PostgresGrammar {
  /** Words that begin a type and name nothing else that may begin one. */
  private static final Set<String> TYPE_WORDS =
      Set.of(
          "bigint",
          "bit",
          "boolean",
          "char",
          "character",
          "dec",
          "decimal",
          "float",
          "int",
          "integer",
          "interval",
          "json",
          "national",
          "nchar",
          "numeric",
          "real",
          "smallint",
          "time",
          "timestamp",
          "varchar",
          "setof");

  PostgresDefinitions(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- names

  /** gram.y: qualified_name, which has three parts at the most. */
  final List<Name> relationName() throws SyntaxException {
    int at = position();
    List<Name> name = qualifiedName();
    if (name.size() > 3) {
      throw failAt(at, "The name has too many dotted parts");
    }
    return name;
  }

  /** gram.y: qualified_name_list. */
  final List<List<Name>> relationNames() throws SyntaxException {
    List<List<Name>> names = new ArrayList<>();
    do {
      names.add(relationName());
    } while (accept(","));
    return names;
  }

  /** gram.y: any_name_list. */
  final List<List<Name>> qualifiedNames() throws SyntaxException {
    List<List<Name>> names = new ArrayList<>();
    do {
      names.add(qualifiedName());
    } while (accept(","));
    return names;
  }

  /** A relation, perhaps with ONLY before it or a star behind it. */
  record Relation(List<Name> name, boolean only) {}

  /** gram.y: relation_expr. */
  final Relation relationExpression() throws SyntaxException {
    boolean only = is("only");
    return new Relation(relation().name(), only);
  }

  /** gram.y: NonReservedWord. */
  final Name word() throws SyntaxException {
    if (!isWord(peek())) {
      throw fail("a name");
    }
    int at = position();
    return name(take(), at);
  }

  /** Whether the token is a quoted name or a word that is not fully reserved. */
  static boolean isWord(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD
            && (!Keywords.POSTGRES.isReserved(token.key())
                || Keywords.isPostgresFunctionName(token.key()));
  }

  /** gram.y: NonReservedWord_or_Sconst. */
  final String wordOrString() throws SyntaxException {
    return isKind(Kind.STRING) ? string() : word().text();
  }

  /** gram.y: Sconst. */
  final String string() throws SyntaxException {
    if (!isKind(Kind.STRING)) {
      throw fail("a string");
    }
    return take().text();
  }

  /** gram.y: RoleSpec. */
  final Name role() throws SyntaxException {
    if (isAny("current_user", "current_role", "session_user")) {
      int at = position();
      return name(take(), at);
    }
    return word();
  }

  /** gram.y: role_list. */
  final List<Name> roles() throws SyntaxException {
    List<Name> roles = new ArrayList<>();
    do {
      roles.add(role());
    } while (accept(","));
    return roles;
  }

  /** gram.y: opt_drop_behavior; whether it is CASCADE. */
  final boolean dropBehavior() {
    if (accept("cascade")) {
      return true;
    }
    accept("restrict");
    return false;
  }

  final boolean ifExists() {
    return accept("if", "exists");
  }

  final boolean ifNotExists() {
    return accept("if", "not", "exists");
  }

  // ---------------------------------------------------------------- types

  /** gram.y: Typename. */
  final DataType dataType() throws SyntaxException {
    boolean setOf = is("setof");
    List<Name> schema = qualifier(setOf ? 1 : 0);
    return new DataType(type(), schema, setOf, false, false, false, false, null, null);
  }

  /** gram.y: func_type, which may be that of a column. */
  final DataType functionType() throws SyntaxException {
    boolean setOf = is("setof");
    int ahead = setOf ? 1 : 0;
    List<Name> schema = qualifier(ahead);
    int last = ahead + 2 * schema.size();
    if (schema.isEmpty() || !peek(last + 1).is("%") || !peek(last + 2).is("type")) {
      return new DataType(type(), schema, setOf, false, false, false, false, null, null);
    }
    accept("setof");
    int at = position();
    if (!isFunctionName(peek())) {
      throw fail("a type");
    }
    take();
    String text = "";
    while (accept(".")) {
      text = label().text();
    }
    take();
    take();
    TypeName type = new TypeName(at, text, List.of(), 0, true);
    return new DataType(type, schema, setOf, true, false, false, false, null, null);
  }

  /** The names before the last dot of the qualified name so many tokens ahead. */
  private List<Name> qualifier(int ahead) {
    List<Name> schema = new ArrayList<>();
    int next = ahead;
    while (peek(next).isName() && peek(next + 1).is(".") && peek(next + 2).isName()) {
      schema.add(name(peek(next), position() + next));
      next += 2;
    }
    return schema;
  }

  /** gram.y: type_list. */
  final List<DataType> dataTypes() throws SyntaxException {
    List<DataType> types = new ArrayList<>();
    do {
      types.add(dataType());
    } while (accept(","));
    return types;
  }

  /** Whether a type may begin with the token. */
  static boolean beginsType(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD
            && (Keywords.isPostgresFunctionName(token.key()) || TYPE_WORDS.contains(token.key()));
  }

  // ---------------------------------------------------------------- signatures

  /**
   * A parameter of a routine.
   *
   * @param mode in, out, inout, variadic; empty where none is written
   * @param name {@code null} where it has none
   * @param value the default; {@code null} where it has none
   */
  record Parameter(int at, String mode, @Nullable Name name, DataType type, @Nullable Expr value) {}

  /** gram.y: func_arg. */
  final Parameter parameter() throws SyntaxException {
    int at = position();
    String mode = parameterMode();
    Name name = null;
    if (isFunctionName(peek()) && isBehindParameterName(peek(1), mode)) {
      int nameAt = position();
      name = name(take(), nameAt);
      if (mode.isEmpty()) {
        mode = parameterMode();
      }
    }
    return new Parameter(at, mode, name, functionType(), null);
  }

  private static boolean isBehindParameterName(Token token, String mode) {
    return beginsType(token)
        || mode.isEmpty()
            && (token.is("in") || token.is("out") || token.is("inout") || token.is("variadic"));
  }

  private String parameterMode() {
    if (accept("in")) {
      return accept("out") ? "inout" : "in";
    }
    return acceptAny("out", "inout", "variadic") ? tokenAt(position() - 1).key() : "";
  }

  /** gram.y: func_arg_with_default. */
  final Parameter parameterWithDefault() throws SyntaxException {
    Parameter parameter = parameter();
    if (accept("default") || accept("=")) {
      return new Parameter(
          parameter.at(), parameter.mode(), parameter.name(), parameter.type(), expression());
    }
    return parameter;
  }

  /** A routine, aggregate or operator by its name and, where written, the types it takes. */
  record Routine(List<Name> name, @Nullable Signature signature) {}

  /** gram.y: function_with_argtypes. */
  final Routine routine() throws SyntaxException {
    // Without arguments, any name but a reserved one: also int, but not concurrently.x.
    int ahead = 1;
    while (peek(ahead).is(".") && peek(ahead + 1).isName()) {
      ahead += 2;
    }
    if (!peek(ahead).is("(")) {
      return new Routine(ahead == 1 ? List.of(word()) : qualifiedName(), null);
    }
    List<Name> name = functionName();
    int at = expect("(");
    List<DataType> types = new ArrayList<>();
    if (!is(")")) {
      do {
        Parameter parameter = parameter();
        if (!parameter.mode().equals("out")) {
          types.add(parameter.type());
        }
      } while (accept(","));
    }
    expect(")");
    return new Routine(name, new Signature(at, types));
  }

  /** gram.y: aggregate_with_argtypes. */
  final Routine aggregate() throws SyntaxException {
    List<Name> name = functionName();
    int at = position();
    List<DataType> types = new ArrayList<>();
    aggregateParameters().forEach(p -> types.add(p.type()));
    return new Routine(name, new Signature(at, types));
  }

  /** gram.y: aggr_args. */
  final List<Parameter> aggregateParameters() throws SyntaxException {
    expect("(");
    List<Parameter> parameters = new ArrayList<>();
    if (!accept("*")) {
      if (!is("order")) {
        parameters(parameters);
      }
      if (accept("order")) {
        expect("by");
        int direct = parameters.size();
        int at = position();
        parameters(parameters);
        checkVariadic(parameters, direct, at);
      }
    }
    expect(")");
    return parameters;
  }

  /** A VARIADIC direct argument asks for one aggregated argument, which is the same. */
  private void checkVariadic(List<Parameter> parameters, int direct, int at)
      throws SyntaxException {
    if (direct == 0 || !parameters.get(direct - 1).mode().equals("variadic")) {
      return;
    }
    Parameter last = parameters.get(direct - 1);
    Parameter ordered = parameters.get(direct);
    if (parameters.size() != direct + 1
        || !ordered.mode().equals("variadic")
        || !ordered.type().type().name().equals(last.type().type().name())) {
      throw failAt(at, "Expected the same VARIADIC argument as before ORDER BY, and no other");
    }
  }

  private void parameters(List<Parameter> into) throws SyntaxException {
    do {
      into.add(parameter());
    } while (accept(","));
  }

  /** gram.y: operator_with_argtypes. */
  final Routine operatorWithTypes() throws SyntaxException {
    List<Name> name = operatorName();
    return new Routine(name, operands());
  }

  /** gram.y: oper_argtypes; NONE is left out. */
  final Signature operands() throws SyntaxException {
    int at = expect("(");
    List<DataType> types = new ArrayList<>(2);
    if (accept("none")) {
      expect(",");
      types.add(dataType());
    } else {
      types.add(dataType());
      if (!is(",")) {
        throw fail("\",\" and the second type, or NONE,");
      }
      take();
      if (!accept("none")) {
        types.add(dataType());
      }
    }
    expect(")");
    return new Signature(at, types);
  }

  /** gram.y: any_operator. */
  final List<Name> operatorName() throws SyntaxException {
    List<Name> name = new ArrayList<>(2);
    while (!isKind(Kind.SIGN)) {
      name.add(columnName());
      expect(".");
    }
    name.add(operatorSign());
    return name;
  }

  /** gram.y: all_Op. */
  final Name operatorSign() throws SyntaxException {
    if (!isOperator(peek())) {
      throw fail("an operator");
    }
    int at = position();
    return new Name(at, take().text(), false);
  }

  static boolean isOperator(Token token) {
    return token.kind() == Kind.SIGN
        && switch (token.key()) {
          case ",", "(", ")", "[", "]", ".", ";", ":", ":=", "=>", "..", "::" -> false;
          default -> true;
        };
  }

  // ---------------------------------------------------------------- options

  /** The name of an option as it counts: in lower case where it is not quoted. */
  private Option option(int at, String name, int from) {
    if (position() == from) {
      return new Option(at, name, List.of(), List.of());
    }
    return new Option(at, name, List.of(written(from)), List.of(from));
  }

  /** What was read since the token, without quotes, with blanks where there are any. */
  final String written(int from) {
    if (position() == from + 1) {
      return fold(tokenAt(from));
    }
    StringBuilder text = new StringBuilder();
    for (int i = from; i < position(); i++) {
      if (i > from && tokenAt(i - 1).end() < tokenAt(i).start()) {
        text.append(' ');
      }
      text.append(fold(tokenAt(i)));
    }
    return text.toString();
  }

  /** gram.y: definition, between parentheses. */
  final List<Option> definition() throws SyntaxException {
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      options.add(definitionElement());
    } while (accept(","));
    expect(")");
    return options;
  }

  /** gram.y: def_elem. */
  final Option definitionElement() throws SyntaxException {
    int at = position();
    String name = label().text();
    int from = position();
    if (accept("=")) {
      from = position();
      definitionArgument();
    }
    return option(at, name, from);
  }

  /** gram.y: reloptions, between parentheses. */
  final List<Option> storageParameters() throws SyntaxException {
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      int at = position();
      String name = label().text();
      if (accept(".")) {
        name = name + "." + label().text();
      }
      int from = position();
      if (accept("=")) {
        from = position();
        definitionArgument();
      }
      options.add(option(at, name, from));
    } while (accept(","));
    expect(")");
    return options;
  }

  /** gram.y: def_arg. */
  final void definitionArgument() throws SyntaxException {
    Token token = peek();
    switch (token.kind()) {
      case STRING -> take();
      case INTEGER, DECIMAL -> number();
      case SIGN -> {
        if ((token.is("+") || token.is("-")) && isNumber(peek(1))) {
          number();
        } else if (is("operator", "(")) {
          qualifiedOperator();
        } else {
          operatorSign();
        }
      }
      case WORD -> {
        if (is("operator", "(")) {
          qualifiedOperator();
        } else if (is("none") || Keywords.POSTGRES.isReserved(token.key()) && !isWord(token)) {
          take();
        } else {
          functionType();
        }
      }
      default -> functionType();
    }
  }

  static boolean isNumber(Token token) {
    return token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL;
  }

  /** gram.y: NumericOnly. */
  final String number() throws SyntaxException {
    int from = position();
    acceptAny("+", "-");
    if (!isNumber(peek())) {
      throw fail("a number");
    }
    take();
    return written(from);
  }

  /** gram.y: SignedIconst. */
  final void signedInteger() throws SyntaxException {
    acceptAny("+", "-");
    integer();
  }

  /** gram.y: create_generic_options; empty where OPTIONS does not stand there. */
  final List<Option> genericOptions() throws SyntaxException {
    if (!accept("options")) {
      return List.of();
    }
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      options.add(genericOption(position(), ""));
    } while (accept(","));
    expect(")");
    return options;
  }

  private Option genericOption(int at, String verb) throws SyntaxException {
    String name = label().text();
    int from = position();
    string();
    return option(at, verb + name, from);
  }

  /**
   * gram.y: alter_generic_options; the names of the options begin with {@code set}, {@code add} and
   * {@code drop} where these are written.
   */
  final List<Option> alterGenericOptions() throws SyntaxException {
    expect("options");
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      int at = position();
      boolean verb = isAny("set", "add", "drop") && peek(1).isName();
      if (!verb) {
        options.add(genericOption(at, ""));
      } else if (accept("drop")) {
        options.add(new Option(at, "drop " + label().text(), List.of(), List.of()));
      } else {
        options.add(genericOption(at, take().key() + " "));
      }
    } while (accept(","));
    expect(")");
    return options;
  }

  /** gram.y: utility_option_list, between parentheses. */
  final List<Option> utilityOptions() throws SyntaxException {
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      int at = position();
      String name = isAny("analyze", "analyse") ? "analyze" : "";
      if (name.isEmpty()) {
        name = word().text();
      } else {
        take();
      }
      int from = position();
      if (!is(",") && !is(")")) {
        booleanStringOrNumber();
      }
      options.add(option(at, name, from));
    } while (accept(","));
    expect(")");
    return options;
  }

  /** gram.y: opt_boolean_or_string and NumericOnly. */
  final void booleanStringOrNumber() throws SyntaxException {
    if (isAny("true", "false", "on")) {
      take();
    } else if (isNumber(peek()) || isAny("+", "-")) {
      number();
    } else {
      wordOrString();
    }
  }

  /** An option that is one word or several, with its value from the token on. */
  final Option optionSince(int at, String name, int from) {
    return option(at, name, from);
  }

  // ---------------------------------------------------------------- sequences

  /** gram.y: SeqOptList without its end; none where no option stands there. */
  final List<Option> sequenceOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (true) {
      Option option = sequenceOption();
      if (option == null) {
        return options;
      }
      options.add(option);
    }
  }

  /** gram.y: SeqOptElem; {@code null} where none stands there. */
  final @Nullable Option sequenceOption() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "as" -> {
        take();
        int from = position();
        simpleType();
        return option(at, "as", from);
      }
      case "cache", "maxvalue", "minvalue" -> {
        String name = take().key();
        int from = position();
        number();
        return option(at, name, from);
      }
      case "cycle" -> {
        take();
        return option(at, "cycle", position());
      }
      case "no" -> {
        take();
        String name = peek().key();
        expectAny("maxvalue", "minvalue", "cycle");
        return option(at, "no " + name, position());
      }
      case "increment", "start" -> {
        String name = take().key();
        accept(name.equals("start") ? "with" : "by");
        int from = position();
        number();
        return option(at, name, from);
      }
      case "restart" -> {
        take();
        boolean with = accept("with");
        int from = position();
        if (with || isNumber(peek()) || isAny("+", "-")) {
          number();
        }
        return option(at, "restart", from);
      }
      case "owned" -> {
        take();
        expect("by");
        int from = position();
        qualifiedName();
        return option(at, "owned by", from);
      }
      case "sequence" -> {
        take();
        expect("name");
        int from = position();
        qualifiedName();
        return option(at, "sequence name", from);
      }
      case "logged", "unlogged" -> {
        since(150000, "LOGGED");
        return option(at, take().key(), position());
      }
      default -> {
        return null;
      }
    }
  }

  // ---------------------------------------------------------------- settings

  /** gram.y: set_rest_more and generic SET, behind SET; not SET TRANSACTION and its like. */
  final Variable setting(Scope scope) throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "time" -> {
        if (peek(1).is("zone")) {
          take();
          take();
          return new Variable(at, scope, "timezone", zone());
        }
      }
      case "schema" -> {
        if (peek(1).kind() == Kind.STRING) {
          take();
          return new Variable(at, scope, "search_path", List.of(text()));
        }
      }
      case "catalog" -> {
        if (peek(1).kind() == Kind.STRING) {
          throw failAt(at, "SET CATALOG is not implemented");
        }
      }
      case "names" -> {
        if (!peek(1).is("to") && !peek(1).is("=") && !peek(1).is(".")) {
          take();
          List<Expr> values = List.of();
          if (isKind(Kind.STRING)) {
            values = List.of(text());
          } else {
            accept("default");
          }
          return new Variable(at, scope, "client_encoding", values);
        }
      }
      case "role" -> {
        if (!peek(1).is("to") && !peek(1).is("=") && !peek(1).is(".")) {
          take();
          return new Variable(at, scope, "role", List.of(settingWord()));
        }
      }
      case "session" -> {
        if (accept("session", "authorization")) {
          List<Expr> values = accept("default") ? List.of() : List.of(settingWord());
          return new Variable(at, scope, "session_authorization", values);
        }
      }
      case "xml" -> {
        if (accept("xml", "option")) {
          String option = peek().key();
          int value = position();
          expectAny("document", "content");
          Expr text = new Expr.Literal(value, Expr.Literal.Kind.STRING, option);
          return new Variable(at, scope, "xmloption", List.of(text));
        }
      }
      case "transaction" -> {
        if (accept("transaction", "snapshot")) {
          return new Variable(at, scope, "transaction snapshot", List.of(text()));
        }
      }
      default -> {}
    }
    String name = settingName();
    if (accept("from")) {
      expect("current");
      return new Variable(at, scope, name, List.of());
    }
    if (!accept("to") && !accept("=")) {
      throw fail("TO, =");
    }
    if (accept("default")) {
      return new Variable(at, scope, name, List.of());
    }
    List<Expr> values = new ArrayList<>();
    do {
      values.add(settingValue());
    } while (accept(","));
    return new Variable(at, scope, name, values);
  }

  /** gram.y: var_name; in lower case where it is not quoted. */
  final String settingName() throws SyntaxException {
    StringBuilder name = new StringBuilder(columnName().text());
    while (accept(".")) {
      name.append('.').append(columnName().text());
    }
    return name.toString();
  }

  private Expr text() throws SyntaxException {
    int at = position();
    return new Expr.Literal(at, Expr.Literal.Kind.STRING, string());
  }

  private Expr settingWord() throws SyntaxException {
    int at = position();
    return new Expr.Literal(at, Expr.Literal.Kind.STRING, wordOrString());
  }

  /** gram.y: var_value. */
  private Expr settingValue() throws SyntaxException {
    int at = position();
    if (isNumber(peek()) || isAny("+", "-")) {
      return numberLiteral();
    }
    booleanStringOrNumber();
    return new Expr.Literal(at, Expr.Literal.Kind.STRING, fold(tokenAt(at)));
  }

  private Expr numberLiteral() throws SyntaxException {
    int at = position();
    String number = number();
    Expr.Literal.Kind kind =
        tokenAt(position() - 1).kind() == Kind.INTEGER
            ? Expr.Literal.Kind.INTEGER
            : Expr.Literal.Kind.DECIMAL;
    return new Expr.Literal(at, kind, number);
  }

  /** gram.y: zone_value. */
  private List<Expr> zone() throws SyntaxException {
    int at = position();
    if (accept("default") || accept("local")) {
      return List.of();
    }
    if (isNumber(peek()) || isAny("+", "-")) {
      return List.of(numberLiteral());
    }
    if (accept("interval")) {
      if (is("(")) {
        take();
        integer();
        expect(")");
        return List.of(text());
      }
      Expr text = text();
      if (isAny("hour", "minute", "second", "day", "month", "year")) {
        boolean hour = is("hour");
        take();
        if (!hour) {
          throw failAt(position() - 1, "A time zone's interval must be HOUR or HOUR TO MINUTE");
        }
        if (accept("to")) {
          expect("minute");
        }
      }
      return List.of(text);
    }
    if (isKind(Kind.STRING)) {
      return List.of(text());
    }
    // gram.y: IDENT, which no word of the grammar is.
    Token token = peek();
    if (token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD && !Keywords.isPostgresKnown(token.key())) {
      return List.of(new Expr.Literal(at, Expr.Literal.Kind.STRING, fold(take())));
    }
    throw fail("a time zone");
  }
}
