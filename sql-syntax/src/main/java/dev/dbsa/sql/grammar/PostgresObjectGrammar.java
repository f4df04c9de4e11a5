package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.ObjectStatement.CreateObject;
import dev.dbsa.sql.tree.ObjectStatement.PublicationObject;
import dev.dbsa.sql.tree.ObjectStatement.Transition;
import dev.dbsa.sql.tree.ObjectStatement.TriggerEvent;
import dev.dbsa.sql.tree.ObjectStatement.TriggerTime;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's triggers, rules, policies, statistics, languages, extensions, foreign data,
 * publications, databases and the like: how they are made.
 */
abstract class PostgresObjectGrammar extends PostgresRoutineGrammar {
  private static final Set<String> TRIGGER_ATTRIBUTES = Set.of("deferrable", "deferred");

  PostgresObjectGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  // ---------------------------------------------------------------- triggers

  /** Behind CREATE TRIGGER. */
  final Statement createTrigger(int at, boolean orReplace, boolean constraint)
      throws SyntaxException {
    if (orReplace) {
      since(140000, "CREATE OR REPLACE TRIGGER");
      if (constraint) {
        throw failAt(position() - 1, "CREATE OR REPLACE CONSTRAINT TRIGGER does not exist");
      }
    }
    Name name = columnName();
    TriggerTime time = triggerTime(constraint);
    List<TriggerEvent> events = new ArrayList<>();
    List<Name> columns = List.of();
    do {
      int eventAt = position();
      TriggerEvent event = triggerEvent();
      if (events.contains(event)) {
        throw failAt(eventAt, "The trigger names " + event + " twice");
      }
      events.add(event);
      if (event == TriggerEvent.UPDATE && accept("of")) {
        columns = names();
      }
    } while (accept("or"));
    expect("on");
    List<Name> table = relationName();
    List<Name> from = List.of();
    TableConstraint.Timing timing = TableConstraint.Timing.NONE;
    List<Transition> transitions = List.of();
    boolean row = constraint;
    if (constraint) {
      if (accept("from")) {
        from = relationName();
      }
      timing = constraintAttributes(TRIGGER_ATTRIBUTES);
      expect("for");
      expect("each");
      expect("row");
    } else {
      transitions = transitions();
      if (accept("for")) {
        accept("each");
        row = is("row");
        if (!acceptAny("row", "statement")) {
          throw fail("ROW or STATEMENT");
        }
      }
    }
    Expr when = accept("when") ? condition() : null;
    executeFunction();
    List<Name> function = functionName();
    return new ObjectStatement.CreateTrigger(
        at,
        name,
        orReplace,
        constraint,
        time,
        events,
        columns,
        table,
        from,
        timing,
        transitions,
        row,
        when,
        function,
        triggerArguments());
  }

  private TriggerTime triggerTime(boolean constraint) throws SyntaxException {
    if (accept("after")) {
      return TriggerTime.AFTER;
    }
    if (constraint) {
      throw fail("AFTER");
    }
    if (accept("before")) {
      return TriggerTime.BEFORE;
    }
    if (!accept("instead")) {
      throw fail("BEFORE, AFTER or INSTEAD OF");
    }
    expect("of");
    return TriggerTime.INSTEAD_OF;
  }

  private TriggerEvent triggerEvent() throws SyntaxException {
    TriggerEvent event =
        switch (peek().key()) {
          case "insert" -> TriggerEvent.INSERT;
          case "delete" -> TriggerEvent.DELETE;
          case "update" -> TriggerEvent.UPDATE;
          case "truncate" -> TriggerEvent.TRUNCATE;
          default -> throw fail("INSERT, UPDATE, DELETE or TRUNCATE");
        };
    take();
    return event;
  }

  private List<Transition> transitions() throws SyntaxException {
    List<Transition> transitions = new ArrayList<>();
    if (accept("referencing")) {
      do {
        int at = position();
        boolean isNew = is("new");
        if (!acceptAny("new", "old")) {
          throw fail("OLD or NEW");
        }
        boolean isTable = is("table");
        if (!acceptAny("table", "row")) {
          throw fail("TABLE or ROW");
        }
        accept("as");
        transitions.add(new Transition(at, isNew, isTable, columnName()));
      } while (isAny("new", "old"));
    }
    return transitions;
  }

  private void executeFunction() throws SyntaxException {
    expect("execute");
    if (!acceptAny("function", "procedure")) {
      throw fail("FUNCTION or PROCEDURE");
    }
  }

  private List<String> triggerArguments() throws SyntaxException {
    expect("(");
    List<String> arguments = new ArrayList<>();
    if (!is(")")) {
      do {
        Token token = peek();
        switch (token.kind()) {
          case STRING, INTEGER, DECIMAL, WORD, QUOTED_NAME -> arguments.add(fold(take()));
          default -> throw fail("a constant");
        }
      } while (accept(","));
    }
    expect(")");
    return arguments;
  }

  /** Behind CREATE EVENT TRIGGER. */
  final Statement createEventTrigger(int at) throws SyntaxException {
    Name name = columnName();
    expect("on");
    Name event = label();
    List<Option> filters = new ArrayList<>();
    if (accept("when")) {
      do {
        Name variable = columnName();
        expect("in");
        expect("(");
        List<Name> values = new ArrayList<>();
        do {
          int valueAt = position();
          values.add(new Name(valueAt, string(), true));
        } while (accept(","));
        expect(")");
        filters.add(option(variable.at(), variable.text(), values));
      } while (accept("and"));
    }
    executeFunction();
    List<Name> function = functionName();
    expect("(");
    expect(")");
    return new ObjectStatement.CreateEventTrigger(at, name, event, filters, function);
  }

  // ---------------------------------------------------------------- rules, policies

  /** Behind CREATE RULE. */
  final Statement createRule(int at, boolean orReplace) throws SyntaxException {
    Name name = columnName();
    expect("as");
    expect("on");
    boolean select = accept("select");
    TriggerEvent event = TriggerEvent.INSERT;
    if (!select) {
      if (!isAny("update", "delete", "insert")) {
        throw fail("SELECT, INSERT, UPDATE or DELETE");
      }
      event = triggerEvent();
    }
    expect("to");
    List<Name> table = relationName();
    Expr where = where();
    expect("do");
    boolean instead = accept("instead");
    if (!instead) {
      accept("also");
    }
    return new ObjectStatement.CreateRule(
        at, name, orReplace, event, select, table, where, instead, ruleActions());
  }

  private List<Statement> ruleActions() throws SyntaxException {
    if (accept("nothing")) {
      return List.of();
    }
    if (!is("(") || opensQuery(0) && !tokenAt(closing(position()) + 1).isEnd()) {
      return List.of(ruleAction());
    }
    take();
    enter();
    List<Statement> actions = new ArrayList<>();
    do {
      if (!is(";") && !is(")")) {
        actions.add(ruleAction());
      }
    } while (accept(";"));
    leave();
    expect(")");
    return actions;
  }

  private Statement ruleAction() throws SyntaxException {
    return switch (peek().key()) {
      case "select", "insert", "update", "delete", "with", "values", "table", "(" -> rowStatement();
      case "notify" -> innerStatement();
      default -> throw fail("NOTHING, SELECT, INSERT, UPDATE, DELETE or NOTIFY");
    };
  }

  /** Behind CREATE POLICY. */
  final Statement createPolicy(int at) throws SyntaxException {
    Name name = columnName();
    expect("on");
    List<Name> table = relationName();
    boolean restrictive = false;
    if (accept("as")) {
      // gram.y: IDENT, compared with the two words.
      String kind = isIdentifier(peek()) ? fold(peek()) : "";
      restrictive = kind.equals("restrictive");
      if (!restrictive && !kind.equals("permissive")) {
        throw fail("PERMISSIVE or RESTRICTIVE");
      }
      take();
    }
    String command = "";
    if (accept("for")) {
      command = peek().key();
      if (!acceptAny("all", "select", "insert", "update", "delete")) {
        throw fail("ALL, SELECT, INSERT, UPDATE or DELETE");
      }
    }
    List<Name> roles = accept("to") ? roles() : List.of();
    Expr using = accept("using") ? condition() : null;
    Expr check = withCheck();
    return new ObjectStatement.CreatePolicy(
        at, name, table, restrictive, command, roles, using, check);
  }

  final @Nullable Expr withCheck() throws SyntaxException {
    if (!accept("with")) {
      return null;
    }
    expect("check");
    return condition();
  }

  // ---------------------------------------------------------------- statistics

  /** Behind CREATE STATISTICS. */
  final Statement createStatistics(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    List<Name> name = List.of();
    if (ifNotExists || !is("on") && !is("(") || !knows(160000)) {
      name = qualifiedName();
    }
    List<Name> kinds = is("(") ? namesInParentheses() : List.of();
    expect("on");
    List<KeyPart> parts = new ArrayList<>();
    do {
      parts.add(statisticsPart());
    } while (accept(","));
    expect("from");
    return new ObjectStatement.CreateStatistics(at, name, ifNotExists, kinds, parts, fromList());
  }

  private KeyPart statisticsPart() throws SyntaxException {
    int at = position();
    if (is("(")) {
      return keyPart(at, condition());
    }
    if (isFunctionAhead()) {
      return keyPart(at, windowlessFunction());
    }
    return KeyPart.of(columnName());
  }

  private static KeyPart keyPart(int at, Expr expression) {
    return new KeyPart(
        at,
        null,
        expression,
        null,
        false,
        KeyPart.Nulls.UNSAID,
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  // ---------------------------------------------------------------- languages, extensions

  /** Behind CREATE … LANGUAGE. */
  final Statement createLanguage(int at, boolean orReplace, boolean trusted)
      throws SyntaxException {
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    if (trusted) {
      options.add(option(at, "trusted"));
    }
    if (is("handler")) {
      options.add(handler("handler"));
      if (is("inline")) {
        options.add(handler("inline"));
      }
      if (is("validator")) {
        options.add(handler("validator"));
      } else if (accept("no", "validator")) {
        options.add(option(position() - 2, "no validator"));
      }
    }
    return new CreateObject(
        at, ObjectReference.of(ObjectKind.LANGUAGE, name), orReplace, false, List.of(), options);
  }

  /** A word and the name of a function. */
  private Option handler(String word) throws SyntaxException {
    int at = expect(word);
    int from = position();
    qualifiedName();
    return optionSince(at, word, from);
  }

  /** Behind CREATE EXTENSION. */
  final Statement createExtension(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    Name name = columnName();
    accept("with");
    List<Option> options = new ArrayList<>();
    while (true) {
      int optionAt = position();
      if (accept("schema")) {
        options.add(option(optionAt, "schema", columnName()));
      } else if (accept("version")) {
        options.add(option(optionAt, "version", wordOrText()));
      } else if (accept("cascade")) {
        options.add(option(optionAt, "cascade"));
      } else if (!knows(130000) && accept("from")) {
        options.add(option(optionAt, "from", wordOrText()));
      } else {
        break;
      }
    }
    return create(at, ObjectKind.EXTENSION, name, ifNotExists, List.of(), options);
  }

  private static Statement create(
      int at,
      ObjectKind kind,
      Name name,
      boolean ifNotExists,
      List<Name> from,
      List<Option> options) {
    return new CreateObject(at, ObjectReference.of(kind, name), false, ifNotExists, from, options);
  }

  /** Behind CREATE ACCESS METHOD. */
  final Statement createAccessMethod(int at) throws SyntaxException {
    Name name = columnName();
    int typeAt = expect("type");
    String type = peek().key();
    if (!acceptAny("index", "table")) {
      throw fail("INDEX or TABLE");
    }
    Option handled = option(typeAt, "type " + type);
    return create(
        at, ObjectKind.ACCESS_METHOD, name, false, List.of(), List.of(handled, handler("handler")));
  }

  // ---------------------------------------------------------------- foreign data

  /** Behind CREATE FOREIGN DATA WRAPPER. */
  final Statement createWrapper(int at) throws SyntaxException {
    Name name = columnName();
    List<Option> options = wrapperOptions();
    options.addAll(genericOptions());
    return create(at, ObjectKind.FOREIGN_DATA_WRAPPER, name, false, List.of(), options);
  }

  /** gram.y: opt_fdw_options. */
  final List<Option> wrapperOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (isAny("handler", "validator", "no")) {
      int at = position();
      if (accept("no")) {
        String word = peek().key();
        if (!acceptAny("handler", "validator")) {
          throw fail("HANDLER or VALIDATOR");
        }
        options.add(option(at, "no " + word));
      } else {
        options.add(handler(peek().key()));
      }
    }
    return options;
  }

  /** Behind CREATE SERVER. */
  final Statement createServer(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    int from = position();
    if (accept("type")) {
      string();
      options.add(optionSince(from, "type", from + 1));
    }
    if (is("version")) {
      options.add(serverVersion());
    }
    expect("foreign");
    expect("data");
    expect("wrapper");
    List<Name> wrapper = List.of(columnName());
    options.addAll(genericOptions());
    return create(at, ObjectKind.SERVER, name, ifNotExists, wrapper, options);
  }

  /** gram.y: foreign_server_version. */
  final Option serverVersion() throws SyntaxException {
    int at = expect("version");
    int from = position();
    if (!accept("null")) {
      string();
    }
    return optionSince(at, "version", from);
  }

  /** Behind USER MAPPING, up to the server. */
  final ObjectReference userMapping() throws SyntaxException {
    int at = expect("for");
    int roleAt = position();
    Name user = is("user") ? name(take(), roleAt) : role();
    expect("server");
    return new ObjectReference(
        at, ObjectKind.USER_MAPPING, List.of(user), null, List.of(columnName()));
  }

  /** Behind CREATE USER MAPPING. */
  final Statement createUserMapping(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    ObjectReference mapping = userMapping();
    return new CreateObject(at, mapping, false, ifNotExists, List.of(), genericOptions());
  }

  /** IMPORT FOREIGN SCHEMA. */
  final Statement importForeignSchema(int at) throws SyntaxException {
    expect("import");
    expect("foreign");
    expect("schema");
    Name remote = columnName();
    boolean limit = accept("limit");
    boolean except = !limit && accept("except");
    if (limit) {
      expect("to");
    }
    List<List<Name>> tables = new ArrayList<>();
    if (limit || except) {
      expect("(");
      do {
        tables.add(relationExpression().name());
      } while (accept(","));
      expect(")");
    }
    expect("from");
    expect("server");
    Name server = columnName();
    expect("into");
    Name into = columnName();
    return new ObjectStatement.ImportForeignSchema(
        at, remote, limit, except, tables, server, into, genericOptions());
  }

  // ---------------------------------------------------------------- replication

  /** Behind CREATE PUBLICATION. */
  final Statement createPublication(int at) throws SyntaxException {
    Name name = columnName();
    boolean all = false;
    List<PublicationObject> objects = List.of();
    if (accept("for")) {
      if (accept("all")) {
        expect("tables");
        all = true;
      } else {
        objects = publicationObjects();
      }
    }
    return new ObjectStatement.CreatePublication(
        at, name, all, objects, accept("with") ? definition() : List.of());
  }

  /** gram.y: pub_obj_list, with what its first word says carried on. */
  final List<PublicationObject> publicationObjects() throws SyntaxException {
    List<PublicationObject> objects = new ArrayList<>();
    boolean schema = false;
    boolean first = true;
    do {
      int at = position();
      if (is("tables", "in") && knows(150000)) {
        take();
        take();
        expect("schema");
        schema = true;
        objects.add(publishedSchema(at));
      } else if (is("table") && (first || knows(150000))) {
        take();
        schema = false;
        objects.add(publishedTable(at));
      } else if (first) {
        throw fail(knows(150000) ? "TABLE, TABLES IN SCHEMA or ALL TABLES" : "TABLE or ALL TABLES");
      } else {
        objects.add(schema ? publishedSchema(at) : publishedTable(at));
      }
      first = false;
    } while (accept(","));
    return objects;
  }

  private PublicationObject publishedSchema(int at) throws SyntaxException {
    List<Name> name = accept("current_schema") ? List.of() : List.of(columnName());
    return new PublicationObject(at, true, name, false, List.of(), null);
  }

  private PublicationObject publishedTable(int at) throws SyntaxException {
    Relation relation = relationExpression();
    List<Name> columns = knows(150000) && is("(") ? namesInParentheses() : List.of();
    Expr where = knows(150000) && accept("where") ? condition() : null;
    return new PublicationObject(at, false, relation.name(), relation.only(), columns, where);
  }

  /** Behind CREATE SUBSCRIPTION. */
  final Statement createSubscription(int at) throws SyntaxException {
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    int optionAt = expect("connection");
    string();
    options.add(optionSince(optionAt, "connection", optionAt + 1));
    optionAt = expect("publication");
    options.add(option(optionAt, "publication", names()));
    if (accept("with")) {
      options.addAll(definition());
    }
    return create(at, ObjectKind.SUBSCRIPTION, name, false, List.of(), options);
  }

  // ---------------------------------------------------------------- databases, tablespaces

  /** Behind CREATE DATABASE. */
  final Statement createDatabase(int at) throws SyntaxException {
    Name name = columnName();
    accept("with");
    return create(at, ObjectKind.DATABASE, name, false, List.of(), databaseOptions());
  }

  /** gram.y: createdb_opt_list. */
  final List<Option> databaseOptions() throws SyntaxException {
    List<Option> options = new ArrayList<>();
    while (true) {
      int at = position();
      String name = fold(peek());
      if (is("connection", "limit")) {
        take();
        name = "connection limit";
      } else if (!isAny("encoding", "location", "owner", "tablespace", "template")
          && !isIdentifier(peek())) {
        return options;
      }
      take();
      accept("=");
      int from = position();
      if (!accept("default")) {
        booleanStringOrNumber();
      }
      options.add(optionSince(at, name, from));
    }
  }

  /** Behind CREATE TABLESPACE. */
  final Statement createTablespace(int at) throws SyntaxException {
    Name name = columnName();
    List<Option> options = new ArrayList<>();
    int optionAt = position();
    if (accept("owner")) {
      options.add(option(optionAt, "owner", role()));
    }
    optionAt = expect("location");
    string();
    options.add(optionSince(optionAt, "location", optionAt + 1));
    if (accept("with")) {
      options.addAll(storageParameters());
    }
    return create(at, ObjectKind.TABLESPACE, name, false, List.of(), options);
  }

  /** Behind CREATE ASSERTION. */
  final Statement createAssertion(int at) throws SyntaxException {
    List<Name> name = qualifiedName();
    expect("check");
    Expr condition = condition();
    constraintAttributes(TRIGGER_ATTRIBUTES);
    return new ObjectStatement.CreateAssertion(at, name, condition);
  }
}
