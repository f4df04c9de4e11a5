package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Keywords;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.ColumnDefinition;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ObjectStatement.CreateObject;
import dev.dbsa.sql.tree.ObjectStatement.Label;
import dev.dbsa.sql.tree.ObjectStatement.OperatorClassItem;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.RoutineStatement.Body;
import dev.dbsa.sql.tree.RoutineStatement.Mode;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.SessionStatement.Variable.Scope;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's functions, procedures, aggregates, operators, types, domains and what belongs to
 * them: how they are made.
 */
abstract class PostgresRoutineGrammar extends PostgresTableGrammar {
  PostgresRoutineGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- pieces

  static Option option(int at, String name) {
    return new Option(at, name, List.of(), List.of());
  }

  static Option option(int at, String name, Name value) {
    return new Option(at, name, List.of(value.text()), List.of(value.at()));
  }

  static Option option(int at, String name, List<Name> values) {
    return new Option(
        at, name, values.stream().map(Name::text).toList(), values.stream().map(Name::at).toList());
  }

  /** gram.y: NonReservedWord_or_Sconst, with its place. */
  final Name wordOrText() throws SyntaxException {
    int at = position();
    boolean quoted = !isKind(Kind.WORD);
    return new Name(at, wordOrString(), quoted);
  }

  /** A word of no keyword, or a quoted one: gram.y's IDENT. */
  static boolean isIdentifier(Token token) {
    return token.kind() == Kind.QUOTED_NAME
        || token.kind() == Kind.WORD && !Keywords.isPostgresKnown(token.key());
  }

  /** gram.y: RoleId, a role of its own. */
  final Name roleId() throws SyntaxException {
    if (isAny("current_user", "session_user", "current_role", "none")) {
      throw fail("the name of a role");
    }
    Name role = role();
    if (role.text().equals("public") || role.text().equals("none")) {
      throw failAt(role.at(), "The role name " + role.text() + " is reserved");
    }
    return role;
  }

  final ObjectReference reference(int at, ObjectKind kind, Routine routine) {
    return new ObjectReference(at, kind, routine.name(), routine.signature(), List.of());
  }

  final ObjectReference routineReference(ObjectKind kind) throws SyntaxException {
    int at = position();
    return reference(at, kind, routine());
  }

  final ObjectReference aggregateReference() throws SyntaxException {
    int at = position();
    return reference(at, ObjectKind.AGGREGATE, aggregate());
  }

  final ObjectReference operatorReference() throws SyntaxException {
    int at = position();
    return reference(at, ObjectKind.OPERATOR, operatorWithTypes());
  }

  /** What follows OPERATOR CLASS or OPERATOR FAMILY: a name and its access method. */
  final ObjectReference operatorCollection(ObjectKind kind) throws SyntaxException {
    int at = position();
    List<Name> name = qualifiedName();
    expect("using");
    return new ObjectReference(at, kind, name, null, List.of(columnName()));
  }

  final List<DataType> typesInParentheses() throws SyntaxException {
    expect("(");
    List<DataType> types = dataTypes();
    expect(")");
    return types;
  }

  final Expr condition() throws SyntaxException {
    expect("(");
    Expr condition = expression();
    expect(")");
    return condition;
  }

  /** gram.y: opt_collate_clause. */
  final List<Name> collateClause() throws SyntaxException {
    return accept("collate") ? qualifiedName() : List.of();
  }

  /** gram.y: TableFuncElement. */
  final ColumnDefinition attribute() throws SyntaxException {
    Name name = columnName();
    DataType type = dataType();
    int at = position();
    List<Name> collation = collateClause();
    return new ColumnDefinition(
        name.at(),
        name,
        type,
        collation.isEmpty()
            ? List.of()
            : List.of(new ColumnDefinition.Part.Collate(at, collation)));
  }

  final Label stringLabel() throws SyntaxException {
    int at = position();
    return new Label(at, string());
  }

  /** A statement of any kind inside a routine's body; does not look for its end. */
  abstract Statement innerStatement() throws SyntaxException;

  // ---------------------------------------------------------------- routines

  private static RoutineStatement.Parameter tree(Parameter parameter) {
    Mode mode =
        switch (parameter.mode()) {
          case "in" -> Mode.IN;
          case "out" -> Mode.OUT;
          case "inout" -> Mode.INOUT;
          case "variadic" -> Mode.VARIADIC;
          default -> Mode.UNSAID;
        };
    return new RoutineStatement.Parameter(
        parameter.at(), mode, parameter.name(), parameter.type(), parameter.value());
  }

  /** Behind CREATE FUNCTION or CREATE PROCEDURE. */
  final Statement createRoutine(int at, ObjectKind kind, boolean orReplace) throws SyntaxException {
    List<Name> name = functionName();
    expect("(");
    List<RoutineStatement.Parameter> parameters = new ArrayList<>();
    if (!is(")")) {
      do {
        parameters.add(tree(parameterWithDefault()));
      } while (accept(","));
    }
    expect(")");
    DataType returns = null;
    List<RoutineStatement.Parameter> table = new ArrayList<>();
    if (kind == ObjectKind.FUNCTION && is("returns") && !peek(1).is("null")) {
      take();
      if (accept("table")) {
        expect("(");
        do {
          table.add(tableColumn());
        } while (accept(","));
        expect(")");
      } else {
        returns = functionType();
      }
    }
    List<Option> options = new ArrayList<>();
    Name language = null;
    Body body = null;
    boolean more = true;
    while (more) {
      int optionAt = position();
      switch (peek().key()) {
        case "as" -> {
          if (body != null) {
            throw fail("one AS alone");
          }
          take();
          body = text(optionAt);
        }
        case "language" -> {
          if (language != null) {
            throw fail("one LANGUAGE alone");
          }
          take();
          language = wordOrText();
        }
        case "transform" -> {
          take();
          do {
            expect("for");
            expect("type");
            int from = position();
            dataType();
            options.add(optionSince(optionAt, "transform for type", from));
          } while (accept(","));
        }
        case "window" -> {
          take();
          addOnce(options, option(optionAt, "window"));
        }
        default -> {
          Option option = routineOption();
          if (option != null && option.name().equals("parallel")) {
            oneOf(option, "safe", "restricted", "unsafe");
          }
          more = option != null;
          if (option != null) {
            addOnce(options, option);
          }
        }
      }
    }
    if (is("return") || is("begin")) {
      since(140000, "An SQL body");
      body = sqlBody();
    } else if (!peek().isEnd() && !is(";")) {
      throw fail("AS, LANGUAGE, or an option of the " + kind.words());
    }
    return new RoutineStatement.CreateRoutine(
        at, kind, orReplace, name, parameters, returns, table, options, language, body);
  }

  private RoutineStatement.Parameter tableColumn() throws SyntaxException {
    int at = position();
    if (!isFunctionName(peek())) {
      throw fail("the name of a column");
    }
    Name name = name(take(), at);
    return new RoutineStatement.Parameter(at, Mode.TABLE, name, functionType(), null);
  }

  private Body.Text text(int at) throws SyntaxException {
    List<Integer> places = new ArrayList<>(2);
    List<String> texts = new ArrayList<>(2);
    places.add(position());
    texts.add(string());
    if (accept(",")) {
      places.add(position());
      texts.add(string());
    }
    return new Body.Text(at, texts, places, null);
  }

  private Body sqlBody() throws SyntaxException {
    int at = position();
    if (accept("return")) {
      return new Body.Return(at, expression());
    }
    expect("begin");
    expect("atomic");
    enter();
    List<Statement> statements = new ArrayList<>();
    while (!is("end")) {
      int inner = position();
      if (accept(";")) {
        continue;
      }
      if (accept("return")) {
        statements.add(new RoutineStatement.ReturnValue(inner, expression()));
      } else {
        statements.add(innerStatement());
      }
      expect(";");
    }
    leave();
    expect("end");
    return new Body.Atomic(at, statements);
  }

  /** Adds an option of a routine, of which the server takes one of a kind. */
  private void addOnce(List<Option> options, Option option) throws SyntaxException {
    String kind = optionKind(option.name());
    if (!kind.isEmpty()) {
      for (Option other : options) {
        if (optionKind(other.name()).equals(kind)) {
          throw failAt(option.at(), "The option contradicts or repeats another one");
        }
      }
    }
    options.add(option);
  }

  /** What an option decides; empty for those that may stand several times. */
  private static String optionKind(String name) {
    return switch (name) {
      case "immutable", "stable", "volatile" -> "volatility";
      case "strict", "called on null input" -> "strict";
      case "leakproof", "not leakproof" -> "leakproof";
      case "security definer", "security invoker" -> "security";
      case "cost", "rows", "support", "parallel", "window", "transform for type" -> name;
      default -> "";
    };
  }

  /** gram.y: common_func_opt_item; {@code null} where none stands there. */
  final @Nullable Option routineOption() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "called" -> {
        take();
        expect("on");
        expect("null");
        expect("input");
        return option(at, "called on null input");
      }
      case "returns" -> {
        take();
        expect("null");
        expect("on");
        expect("null");
        expect("input");
        return option(at, "strict");
      }
      case "strict", "immutable", "stable", "volatile", "leakproof" -> {
        return option(at, take().key());
      }
      case "not" -> {
        take();
        expect("leakproof");
        return option(at, "not leakproof");
      }
      case "external", "security" -> {
        accept("external");
        expect("security");
        String who = peek().key();
        expectAny("definer", "invoker");
        return option(at, "security " + who);
      }
      case "cost", "rows" -> {
        String name = take().key();
        int from = position();
        number();
        return optionSince(at, name, from);
      }
      case "support" -> {
        take();
        int from = position();
        qualifiedName();
        return optionSince(at, "support", from);
      }
      case "parallel" -> {
        take();
        Name how = columnName();
        return option(at, "parallel", how);
      }
      case "set", "reset" -> {
        return settingOption(at);
      }
      default -> {
        return null;
      }
    }
  }

  /** gram.y: FunctionSetResetClause. */
  private Option settingOption(int at) throws SyntaxException {
    boolean set = is("set");
    Variable variable = setOrReset(false);
    List<String> values = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Expr value : variable.values()) {
      values.add(value instanceof Expr.Literal literal ? literal.text() : "");
      places.add(value.at());
    }
    return new Option(at, (set ? "set " : "reset ") + variable.name(), values, places);
  }

  /**
   * SET or RESET of a variable.
   *
   * @param transaction whether SET TRANSACTION may stand there, which gram.y calls set_rest
   */
  final Variable setOrReset(boolean transaction) throws SyntaxException {
    int at = position();
    if (accept("set")) {
      if (transaction && is("transaction") && !peek(1).is("snapshot") && !isSetSign(peek(1))) {
        take();
        transactionModes();
        return new Variable(at, Scope.UNSAID, "transaction", List.of());
      }
      if (transaction && accept("session", "characteristics")) {
        expect("as");
        expect("transaction");
        transactionModes();
        return new Variable(at, Scope.UNSAID, "session characteristics", List.of());
      }
      return setting(Scope.UNSAID);
    }
    expect("reset");
    return reset();
  }

  static boolean isSetSign(Token token) {
    return token.is("to") || token.is("=") || token.is(".") || token.is("from");
  }

  /** Behind CREATE AGGREGATE. */
  final Statement createAggregate(int at, boolean orReplace) throws SyntaxException {
    List<Name> name = functionName();
    if (is("(") && isIdentifier(peek(1)) && peek(2).is("=")) {
      return new RoutineStatement.CreateAggregate(
          at, orReplace, name, true, false, List.of(), List.of(), checked(oldAggregate()));
    }
    boolean star = is("(", "*");
    List<RoutineStatement.Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : aggregateParameters()) {
      parameters.add(tree(parameter));
    }
    return new RoutineStatement.CreateAggregate(
        at, orReplace, name, false, star, parameters, List.of(), checked(definition()));
  }

  /** The settings of an aggregate whose values are a few words. */
  private List<Option> checked(List<Option> options) throws SyntaxException {
    for (Option option : options) {
      switch (option.name()) {
        case "parallel" -> oneOf(option, "safe", "restricted", "unsafe");
        case "finalfunc_modify", "mfinalfunc_modify" ->
            oneOf(option, "read_only", "shareable", "read_write");
        default -> {}
      }
    }
    return options;
  }

  private void oneOf(Option option, String... words) throws SyntaxException {
    if (!List.of(words).contains(option.value())) {
      int at = option.valuesAt().isEmpty() ? option.at() : option.valuesAt().getFirst();
      throw failAt(
          at,
          "Expected "
              + String.join(", ", words).toUpperCase(Locale.ROOT)
              + " for "
              + option.name()
              + ", found "
              + describe(tokenAt(at)));
    }
  }

  private List<Option> oldAggregate() throws SyntaxException {
    expect("(");
    List<Option> options = new ArrayList<>();
    do {
      if (!isIdentifier(peek()) || !peek(1).is("=")) {
        throw fail("a setting of the aggregate and =");
      }
      options.add(definitionElement());
    } while (accept(","));
    expect(")");
    return options;
  }

  /** DO. */
  final Statement doBlock(int at) throws SyntaxException {
    expect("do");
    Name language = null;
    Body.Text body = null;
    do {
      int textAt = position();
      if (is("language") ? language != null : body != null) {
        throw fail("one LANGUAGE and one text alone");
      }
      if (accept("language")) {
        language = wordOrText();
      } else {
        body = new Body.Text(textAt, List.of(string()), List.of(textAt), null);
      }
    } while (isKind(Kind.STRING) || is("language"));
    if (body == null) {
      body = new Body.Text(at, List.of(), List.of(), null);
    }
    return new RoutineStatement.Do(at, language, body);
  }

  // ---------------------------------------------------------------- operators

  /** Behind CREATE OPERATOR. */
  final Statement createOperator(int at) throws SyntaxException {
    if (is("class") && !peek(1).is(".")) {
      take();
      return createOperatorClass(at);
    }
    if (is("family") && !peek(1).is(".")) {
      take();
      List<Name> name = qualifiedName();
      expect("using");
      return new ObjectStatement.CreateOperatorFamily(at, name, columnName());
    }
    return defined(at, ObjectKind.OPERATOR, operatorName(), definition());
  }

  static Statement defined(int at, ObjectKind kind, List<Name> name, List<Option> options) {
    return new CreateObject(at, ObjectReference.of(kind, name), false, false, List.of(), options);
  }

  private Statement createOperatorClass(int at) throws SyntaxException {
    List<Name> name = qualifiedName();
    boolean isDefault = accept("default");
    expect("for");
    expect("type");
    DataType type = dataType();
    expect("using");
    Name method = columnName();
    List<Name> family = accept("family") ? qualifiedName() : List.of();
    expect("as");
    return new ObjectStatement.CreateOperatorClass(
        at, name, isDefault, type, method, family, operatorClassItems());
  }

  /** gram.y: opclass_item_list. */
  final List<OperatorClassItem> operatorClassItems() throws SyntaxException {
    List<OperatorClassItem> items = new ArrayList<>();
    do {
      items.add(operatorClassItem());
    } while (accept(","));
    return items;
  }

  private OperatorClassItem operatorClassItem() throws SyntaxException {
    int at = position();
    if (accept("storage")) {
      return new OperatorClassItem(
          at, OperatorClassItem.Kind.STORAGE, 0, null, List.of(dataType()), List.of());
    }
    if (accept("operator")) {
      long number = integer();
      int nameAt = position();
      List<Name> name = operatorName();
      ObjectReference operator =
          is("(")
              ? new ObjectReference(nameAt, ObjectKind.OPERATOR, name, operands(), List.of())
              : ObjectReference.of(ObjectKind.OPERATOR, name);
      List<Name> orderBy = List.of();
      if (accept("for")) {
        if (accept("order")) {
          expect("by");
          orderBy = qualifiedName();
        } else {
          expect("search");
        }
      }
      return new OperatorClassItem(
          at, OperatorClassItem.Kind.OPERATOR, number, operator, List.of(), orderBy);
    }
    if (!is("function")) {
      throw fail("OPERATOR, FUNCTION or STORAGE");
    }
    take();
    long number = integer();
    List<DataType> types = is("(") ? typesInParentheses() : List.of();
    return new OperatorClassItem(
        at,
        OperatorClassItem.Kind.FUNCTION,
        number,
        routineReference(ObjectKind.FUNCTION),
        types,
        List.of());
  }

  /** gram.y: opclass_drop_list. */
  final List<OperatorClassItem> droppedItems() throws SyntaxException {
    List<OperatorClassItem> items = new ArrayList<>();
    do {
      int at = position();
      boolean operator = is("operator");
      expectAny("operator", "function");
      long number = integer();
      items.add(
          new OperatorClassItem(
              at,
              operator ? OperatorClassItem.Kind.OPERATOR : OperatorClassItem.Kind.FUNCTION,
              number,
              null,
              typesInParentheses(),
              List.of()));
    } while (accept(","));
    return items;
  }

  // ---------------------------------------------------------------- casts, conversions

  /** Behind CREATE CAST. */
  final Statement createCast(int at) throws SyntaxException {
    expect("(");
    DataType source = dataType();
    expect("as");
    DataType target = dataType();
    expect(")");
    ObjectReference function = null;
    boolean inOut = false;
    if (accept("without")) {
      expect("function");
    } else {
      expect("with");
      inOut = accept("inout");
      if (!inOut) {
        if (!accept("function")) {
          throw fail("FUNCTION or INOUT");
        }
        function = routineReference(ObjectKind.FUNCTION);
      }
    }
    ObjectStatement.CreateCast.Context context = ObjectStatement.CreateCast.Context.EXPLICIT;
    if (accept("as")) {
      context =
          is("implicit")
              ? ObjectStatement.CreateCast.Context.IMPLICIT
              : ObjectStatement.CreateCast.Context.ASSIGNMENT;
      if (!acceptAny("implicit", "assignment")) {
        throw fail("IMPLICIT or ASSIGNMENT");
      }
    }
    return new ObjectStatement.CreateCast(at, source, target, function, inOut, context);
  }

  /** Behind CREATE TRANSFORM. */
  final Statement createTransform(int at, boolean orReplace) throws SyntaxException {
    expect("for");
    DataType type = dataType();
    expect("language");
    Name language = columnName();
    expect("(");
    ObjectReference fromSql = null;
    ObjectReference toSql = null;
    boolean fromFirst = is("from");
    if (!fromFirst && !is("to")) {
      throw fail("FROM SQL or TO SQL");
    }
    for (int i = 0; i < 2; i++) {
      boolean from = fromFirst == (i == 0);
      expect(from ? "from" : "to");
      expect("sql");
      expect("with");
      expect("function");
      ObjectReference function = routineReference(ObjectKind.FUNCTION);
      if (from) {
        fromSql = function;
      } else {
        toSql = function;
      }
      if (i == 1 || !accept(",")) {
        break;
      }
    }
    expect(")");
    return new ObjectStatement.CreateTransform(at, orReplace, type, language, fromSql, toSql);
  }

  /** Behind CREATE CONVERSION. */
  final Statement createConversion(int at, boolean isDefault) throws SyntaxException {
    List<Name> name = qualifiedName();
    expect("for");
    Label source = stringLabel();
    expect("to");
    Label target = stringLabel();
    expect("from");
    return new ObjectStatement.CreateConversion(
        at, isDefault, name, source, target, qualifiedName());
  }

  // ---------------------------------------------------------------- types

  /** Behind CREATE TYPE. */
  final Statement createType(int at) throws SyntaxException {
    List<Name> name = qualifiedName();
    if (is("(")) {
      return defined(at, ObjectKind.TYPE, name, definition());
    }
    if (!accept("as")) {
      return defined(at, ObjectKind.TYPE, name, List.of());
    }
    if (accept("enum")) {
      expect("(");
      List<Label> labels = new ArrayList<>();
      if (!is(")")) {
        do {
          labels.add(stringLabel());
        } while (accept(","));
      }
      expect(")");
      return new ObjectStatement.CreateEnum(at, name, labels);
    }
    if (accept("range")) {
      return new ObjectStatement.CreateRange(at, name, definition());
    }
    if (!is("(")) {
      throw fail("ENUM, RANGE or the attributes between parentheses");
    }
    take();
    List<ColumnDefinition> attributes = new ArrayList<>();
    if (!is(")")) {
      do {
        attributes.add(attribute());
      } while (accept(","));
    }
    expect(")");
    return new ObjectStatement.CreateComposite(at, name, attributes);
  }

  /** Behind CREATE DOMAIN. */
  final Statement createDomain(int at) throws SyntaxException {
    List<Name> name = qualifiedName();
    accept("as");
    DataType type = dataType();
    List<ColumnDefinition.Part> parts = new ArrayList<>();
    qualifiers(parts);
    return new ObjectStatement.CreateDomain(at, name, type, parts);
  }

  /** Behind CREATE COLLATION. */
  final Statement createCollation(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    ObjectReference object = ObjectReference.of(ObjectKind.COLLATION, qualifiedName());
    if (accept("from")) {
      return new CreateObject(at, object, false, ifNotExists, qualifiedName(), List.of());
    }
    if (!is("(")) {
      throw fail("FROM or the settings between parentheses");
    }
    return new CreateObject(at, object, false, ifNotExists, List.of(), definition());
  }

  /** gram.y: what stands behind TEXT SEARCH. */
  final ObjectKind textSearchKind() throws SyntaxException {
    ObjectKind kind =
        switch (peek().key()) {
          case "configuration" -> ObjectKind.TEXT_SEARCH_CONFIGURATION;
          case "dictionary" -> ObjectKind.TEXT_SEARCH_DICTIONARY;
          case "parser" -> ObjectKind.TEXT_SEARCH_PARSER;
          case "template" -> ObjectKind.TEXT_SEARCH_TEMPLATE;
          default -> throw fail("CONFIGURATION, DICTIONARY, PARSER or TEMPLATE");
        };
    take();
    return kind;
  }
}
