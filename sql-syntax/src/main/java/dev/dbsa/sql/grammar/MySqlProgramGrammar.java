package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.lex.Token.Kind;
import dev.dbsa.sql.tree.BodyStatement.Parameter;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.ProgramStatement.Schedule;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Procedures, functions, triggers and events, as MySQL and MariaDB read them. */
class MySqlProgramGrammar extends MySqlBodyGrammar {
  MySqlProgramGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    if (is("create")) {
      Token created = peek(createdAhead());
      return switch (created.key()) {
        case "procedure", "function", "aggregate", "trigger", "event" -> create();
        case "library" -> server.isMariaDb() ? super.otherStatement() : createLibrary();
        case "package" -> server.isMariaDb() ? createPackage() : super.otherStatement();
        default -> super.otherStatement();
      };
    }
    if (is("alter")) {
      Token altered = peek(createdAhead());
      return switch (altered.key()) {
        case "procedure", "function" -> alterRoutine();
        case "library" -> server.isMariaDb() ? super.otherStatement() : alterRoutine();
        case "event" -> event(true);
        default -> super.otherStatement();
      };
    }
    return super.otherStatement();
  }

  /** What stands between CREATE and the word that says what is created. */
  private record Head(int at, boolean orReplace, @Nullable Option definer) {}

  private Head head() throws SyntaxException {
    int at = expect("create");
    boolean orReplace = isMariaDb() && is("or", "replace");
    if (orReplace) {
      take();
      take();
    }
    return new Head(at, orReplace, definer());
  }

  private Statement create() throws SyntaxException {
    if (peek(createdAhead()).is("event")) {
      return event(false);
    }
    Head head = head();
    return switch (peek().key()) {
      case "procedure" -> {
        take();
        boolean ifNotExists = ifNotExists();
        yield routine(head, ObjectKind.PROCEDURE, false, ifNotExists, programName(true));
      }
      case "function" -> {
        take();
        yield function(head, false);
      }
      case "aggregate" -> {
        if (head.definer() != null && !isMariaDb()) {
          throw fail("PROCEDURE, FUNCTION, TRIGGER, EVENT or VIEW");
        }
        take();
        expect("function");
        yield function(head, true);
      }
      case "trigger" -> {
        take();
        yield trigger(head);
      }
      default -> throw fail("PROCEDURE, FUNCTION, TRIGGER, EVENT or VIEW");
    };
  }

  /** The name of a program, perhaps with its schema. */
  private List<Name> programName(boolean called) throws SyntaxException {
    List<Name> name = new ArrayList<>(2);
    Token token = peek();
    Name first = columnName();
    name.add(first);
    if (accept(".")) {
      name.add(nameBehindDot());
    } else if (called
        && !first.quoted()
        && TIGHT_FUNCTIONS.contains(token.key())
        && is("(")
        && (token.end() == peek().start() || server.ignoreSpace())) {
      throw failAt(first.at(), token.text() + " with a parenthesis is a function of the server");
    }
    return name;
  }

  // ---------------------------------------------------------------- routines

  private Statement function(Head head, boolean aggregate) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    List<Name> name = programName(true);
    boolean loadable = name.size() == 1 && head.definer() == null && is("returns");
    if (!loadable) {
      if (aggregate && !isMariaDb()) {
        throw fail("RETURNS");
      }
      return routine(head, ObjectKind.FUNCTION, aggregate, ifNotExists, name);
    }
    take();
    String type = peek().key();
    expectAny("string", "real", "decimal", "dec", "integer", "int");
    expect("soname");
    return new ProgramStatement.CreateLoadable(
        head.at(), head.orReplace(), ifNotExists, aggregate, name.getFirst(), type, stringText());
  }

  private Statement routine(
      Head head, ObjectKind kind, boolean aggregate, boolean ifNotExists, List<Name> name)
      throws SyntaxException {
    boolean function = kind == ObjectKind.FUNCTION;
    List<Parameter> parameters = parameters(!function || isMariaDb());
    DataType returns = null;
    if (function) {
      expect("returns");
      returns = routineType();
    }
    List<Option> characteristics = characteristics(true);
    Statement body = null;
    String text = "";
    if (isForeign(characteristics)) {
      expect("as");
      if (!isKind(Kind.STRING) && !isKind(Kind.DOLLAR_STRING)) {
        throw fail("the text of the body");
      }
      text = take().text();
    } else {
      body = bodyStatement();
    }
    return new ProgramStatement.CreateRoutine(
        head.at(),
        kind,
        head.orReplace(),
        ifNotExists,
        head.definer(),
        aggregate,
        name,
        parameters,
        returns,
        characteristics,
        body,
        text);
  }

  /** Whether the last language named is another one than SQL. */
  private static boolean isForeign(List<Option> characteristics) {
    boolean foreign = false;
    for (Option option : characteristics) {
      if (option.name().equals("language")) {
        foreign = !option.value().equals("sql");
      }
    }
    return foreign;
  }

  private List<Option> characteristics(boolean creating) throws SyntaxException {
    List<Option> options = new ArrayList<>();
    boolean imports = false;
    while (true) {
      if (is("using") && imports) {
        return options;
      }
      imports |= is("using");
      Option option = characteristic(creating);
      if (option == null) {
        return options;
      }
      options.add(option);
    }
  }

  private @Nullable Option characteristic(boolean creating) throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "comment" -> {
        take();
        return stringOption(at, "comment");
      }
      case "language" -> {
        take();
        if (is("sql")) {
          return wordOption(at, "language", "sql");
        }
        if (isMariaDb()) {
          throw fail("SQL");
        }
        Name language = columnName();
        return option(at, "language", language.at(), language.text());
      }
      case "no", "contains" -> {
        String word = take().key();
        expect("sql");
        return flag(at, word + " sql");
      }
      case "reads", "modifies" -> {
        String word = take().key();
        expect("sql");
        expect("data");
        return flag(at, word + " sql data");
      }
      case "sql" -> {
        take();
        expect("security");
        return wordOption(at, "sql security", "definer", "invoker");
      }
      case "deterministic" -> {
        if (!creating) {
          return null;
        }
        take();
        return flag(at, "deterministic");
      }
      case "not" -> {
        if (!creating) {
          return null;
        }
        take();
        expect("deterministic");
        return flag(at, "not deterministic");
      }
      case "using" -> {
        return isMariaDb() ? null : libraries(!creating);
      }
      default -> {
        return null;
      }
    }
  }

  /** The libraries that a routine in another language imports. */
  private Option libraries(boolean none) throws SyntaxException {
    int at = expect("using");
    List<String> values = new ArrayList<>();
    List<Integer> valuesAt = new ArrayList<>();
    expect("(");
    if (none && accept(")")) {
      return new Option(at, "using", values, valuesAt);
    }
    do {
      valuesAt.add(position());
      List<Name> name = programName(false);
      values.add(name.getLast().text());
      if (accept("as") || isIdentifier(peek())) {
        columnName();
      }
    } while (accept(","));
    expect(")");
    return new Option(at, "using", values, valuesAt);
  }

  private Statement alterRoutine() throws SyntaxException {
    int at = expect("alter");
    ObjectKind kind =
        switch (peek().key()) {
          case "procedure" -> ObjectKind.PROCEDURE;
          case "function" -> ObjectKind.FUNCTION;
          case "library" -> ObjectKind.LIBRARY;
          default -> throw fail("PROCEDURE or FUNCTION");
        };
    take();
    List<Name> name = programName(false);
    if (kind == ObjectKind.LIBRARY) {
      int commentAt = expect("comment");
      return new ProgramStatement.AlterRoutine(
          at, kind, name, List.of(stringOption(commentAt, "comment")));
    }
    return new ProgramStatement.AlterRoutine(at, kind, name, characteristics(false));
  }

  private Statement createLibrary() throws SyntaxException {
    int at = expect("create");
    expect("library");
    boolean ifNotExists = ifNotExists();
    List<Name> name = programName(false);
    List<Option> options = new ArrayList<>();
    while (isAny("comment", "language")) {
      int optionAt = position();
      if (accept("comment")) {
        options.add(stringOption(optionAt, "comment"));
      } else {
        take();
        Name language = columnName();
        options.add(option(optionAt, "language", language.at(), language.text()));
      }
    }
    if (options.stream().noneMatch(option -> option.name().equals("language"))) {
      throw fail("LANGUAGE");
    }
    expect("as");
    if (!isKind(Kind.STRING) && !isKind(Kind.DOLLAR_STRING)) {
      throw fail("the text of the library");
    }
    return new ProgramStatement.CreateLibrary(at, ifNotExists, name, options, take().text());
  }

  // ---------------------------------------------------------------- triggers

  private Statement trigger(Head head) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    List<Name> name = programName(false);
    boolean before = is("before");
    expectAny("before", "after");
    ProgramStatement.CreateTrigger.Event event =
        switch (peek().key()) {
          case "insert" -> ProgramStatement.CreateTrigger.Event.INSERT;
          case "update" -> ProgramStatement.CreateTrigger.Event.UPDATE;
          case "delete" -> ProgramStatement.CreateTrigger.Event.DELETE;
          default -> throw fail("INSERT, UPDATE or DELETE");
        };
    take();
    expect("on");
    List<Name> table = tableName();
    expect("for");
    expect("each");
    expect("row");
    boolean follows = is("follows");
    Name order = null;
    if (acceptAny("follows", "precedes")) {
      order = nameOrString();
    }
    return new ProgramStatement.CreateTrigger(
        head.at(),
        head.orReplace(),
        ifNotExists,
        head.definer(),
        name,
        before,
        event,
        table,
        follows,
        order,
        bodyStatement());
  }

  // ---------------------------------------------------------------- events

  private Statement event(boolean alter) throws SyntaxException {
    int at = position();
    Head head;
    if (alter) {
      take();
      head = new Head(at, false, definer());
    } else {
      head = head();
    }
    expect("event");
    boolean ifNotExists = !alter && ifNotExists();
    List<Name> name = programName(false);
    int said = position();
    Schedule schedule = null;
    List<Option> options = new ArrayList<>();
    if (alter ? is("on", "schedule") : true) {
      expect("on");
      expect("schedule");
      schedule = schedule();
    }
    int completionAt = position();
    if (accept("on")) {
      expect("completion");
      boolean not = accept("not");
      expect("preserve");
      options.add(
          flag(completionAt, not ? "on completion not preserve" : "on completion preserve"));
    }
    List<Name> renameTo = List.of();
    if (alter && accept("rename")) {
      expect("to");
      renameTo = programName(false);
    }
    int statusAt = position();
    if (accept("enable")) {
      options.add(flag(statusAt, "enable"));
    } else if (accept("disable")) {
      if (accept("on")) {
        expectAny("replica", "slave");
        options.add(flag(statusAt, "disable on replica"));
      } else {
        options.add(flag(statusAt, "disable"));
      }
    }
    int commentAt = position();
    if (accept("comment")) {
      options.add(stringOption(commentAt, "comment"));
    }
    Statement body = null;
    if (alter ? accept("do") : expect("do") >= 0) {
      body = bodyStatement();
    }
    if (alter && position() == said) {
      throw fail("ON SCHEDULE, ON COMPLETION, RENAME TO, ENABLE, DISABLE, COMMENT or DO");
    }
    return new ProgramStatement.EventDefinition(
        at,
        alter,
        head.orReplace(),
        ifNotExists,
        head.definer(),
        name,
        schedule,
        renameTo,
        options,
        body);
  }

  private Schedule schedule() throws SyntaxException {
    int at = position();
    if (accept("at")) {
      return new Schedule(at, expression(), "", null, null);
    }
    if (!is("every")) {
      throw fail("AT or EVERY");
    }
    take();
    Expr amount = expression();
    String unit = unit();
    Expr starts = accept("starts") ? expression() : null;
    Expr ends = accept("ends") ? expression() : null;
    return new Schedule(at, amount, unit, starts, ends);
  }

  // ---------------------------------------------------------------- packages

  private Statement createPackage() throws SyntaxException {
    Head head = head();
    expect("package");
    ObjectKind kind = accept("body") ? ObjectKind.PACKAGE_BODY : ObjectKind.PACKAGE;
    boolean ifNotExists = ifNotExists();
    List<Name> name = programName(false);
    List<Option> characteristics = packageCharacteristics();
    boolean body = kind == ObjectKind.PACKAGE_BODY;
    List<Statement> members = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    if (body) {
      members.addAll(variables());
      if (!isAny("function", "procedure")) {
        throw fail("FUNCTION or PROCEDURE");
      }
    }
    while (isAny("function", "procedure")) {
      members.add(member(body));
      expect(";");
    }
    if (body) {
      statements.addAll(statementsUntilEnd());
    }
    expect("end");
    return new ProgramStatement.CreatePackage(
        head.at(),
        kind,
        head.orReplace(),
        ifNotExists,
        head.definer(),
        name,
        characteristics,
        members,
        statements);
  }

  private List<Option> packageCharacteristics() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (isAny("comment", "sql")) {
      int at = position();
      if (accept("comment")) {
        options.add(stringOption(at, "comment"));
      } else {
        take();
        expect("security");
        options.add(wordOption(at, "sql security", "definer", "invoker"));
      }
    }
    return options;
  }

  /** A routine of a package; in its body with one of its own. */
  private Statement member(boolean withBody) throws SyntaxException {
    int at = position();
    ObjectKind kind = take().is("function") ? ObjectKind.FUNCTION : ObjectKind.PROCEDURE;
    List<Name> name = List.of(columnName());
    List<Parameter> parameters = parameters(true);
    DataType returns = null;
    if (kind == ObjectKind.FUNCTION) {
      expect("returns");
      returns = routineType();
    }
    List<Option> characteristics = characteristics(true);
    // A routine may be announced before its body stands.
    Statement body = withBody && !is(";") ? bodyStatement() : null;
    return new ProgramStatement.CreateRoutine(
        at, kind, false, false, null, false, name, parameters, returns, characteristics, body, "");
  }
}
