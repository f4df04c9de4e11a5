package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop.Signature;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.ObjectStatement.AlterObject;
import dev.dbsa.sql.tree.ObjectStatement.Change;
import dev.dbsa.sql.tree.ObjectStatement.Change.PublicationObjects.Work;
import dev.dbsa.sql.tree.ObjectStatement.Label;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.RoutineStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL's objects other than tables and roles are changed. */
abstract class PostgresAlterGrammar extends PostgresObjectGrammar {
  PostgresAlterGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  /** ALTER of an object of these kinds, the cursor before the kind; {@code null} for others. */
  final @Nullable Statement alterObject(int at) throws SyntaxException {
    return switch (peek().key()) {
      case "function" -> alterRoutine(at, ObjectKind.FUNCTION);
      case "procedure" -> alterRoutine(at, ObjectKind.PROCEDURE);
      case "routine" -> alterRoutine(at, ObjectKind.ROUTINE);
      case "aggregate" -> {
        take();
        yield changed(at, aggregateReference(), RENAME | OWNER | SCHEMA);
      }
      case "operator" -> alterOperator(at);
      case "type" -> alterType(at);
      case "domain" -> alterDomain(at);
      case "collation" -> alterCollation(at);
      case "conversion" -> {
        take();
        yield changed(
            at,
            ObjectReference.of(ObjectKind.CONVERSION, qualifiedName()),
            RENAME | OWNER | SCHEMA);
      }
      case "schema" -> {
        take();
        yield changed(at, ObjectReference.of(ObjectKind.SCHEMA, columnName()), RENAME | OWNER);
      }
      case "text" -> alterTextSearch(at);
      case "statistics" -> alterStatistics(at);
      case "trigger" -> alterTrigger(at);
      case "event" -> alterEventTrigger(at);
      case "rule" -> {
        take();
        yield changed(at, onTable(ObjectKind.RULE), RENAME);
      }
      case "policy" -> alterPolicy(at);
      case "procedural", "language" -> {
        accept("procedural");
        expect("language");
        yield changed(at, ObjectReference.of(ObjectKind.LANGUAGE, columnName()), RENAME | OWNER);
      }
      case "extension" -> alterExtension(at);
      case "foreign" -> peek(1).is("data") ? alterWrapper(at) : null;
      case "server" -> alterServer(at);
      case "publication" -> alterPublication(at);
      case "subscription" -> alterSubscription(at);
      case "database" -> alterDatabase(at);
      case "tablespace" -> alterTablespace(at);
      case "large" -> {
        take();
        expect("object");
        int numberAt = position();
        Name number = new Name(numberAt, number(), false);
        yield changed(at, ObjectReference.of(ObjectKind.LARGE_OBJECT, number), OWNER);
      }
      default -> null;
    };
  }

  // ---------------------------------------------------------------- what all kinds have

  private static final int RENAME = 1;
  private static final int OWNER = 2;
  private static final int SCHEMA = 4;
  private static final int DEPENDS = 8;

  private static Statement altered(int at, ObjectReference object, Change... changes) {
    return new AlterObject(at, object, false, List.of(changes));
  }

  /** One of the changes of a set, which must stand there. */
  private Statement changed(int at, ObjectReference object, int allowed) throws SyntaxException {
    Change change = change(allowed);
    if (change == null) {
      throw unchanged(allowed, "");
    }
    return altered(at, object, change);
  }

  private SyntaxException unchanged(int allowed, String others) {
    List<String> words = new ArrayList<>();
    if ((allowed & RENAME) != 0) {
      words.add("RENAME TO");
    }
    if ((allowed & OWNER) != 0) {
      words.add("OWNER TO");
    }
    if ((allowed & SCHEMA) != 0) {
      words.add("SET SCHEMA");
    }
    if ((allowed & DEPENDS) != 0) {
      words.add("DEPENDS ON EXTENSION");
    }
    if (!others.isEmpty()) {
      words.add(others);
    }
    return fail(String.join(", ", words));
  }

  private @Nullable Change change(int allowed) throws SyntaxException {
    int at = position();
    if ((allowed & RENAME) != 0 && is("rename", "to")) {
      take();
      take();
      return new Change.Rename(at, columnName());
    }
    if ((allowed & OWNER) != 0 && accept("owner")) {
      expect("to");
      return new Change.OwnerTo(at, role());
    }
    if ((allowed & SCHEMA) != 0 && is("set", "schema")) {
      take();
      take();
      return new Change.SetSchema(at, columnName());
    }
    if ((allowed & DEPENDS) != 0 && (is("depends") || is("no", "depends"))) {
      if (is("no")) {
        since(130000, "NO DEPENDS ON EXTENSION");
      }
      boolean no = accept("no");
      expect("depends");
      expect("on");
      expect("extension");
      return new Change.DependsOn(at, columnName(), no);
    }
    return null;
  }

  /** A name ON a table. */
  private ObjectReference onTable(ObjectKind kind) throws SyntaxException {
    Name name = columnName();
    expect("on");
    return new ObjectReference(name.at(), kind, List.of(name), null, relationName());
  }

  /** gram.y: operator_def_list, between parentheses. */
  private Change operatorSettings() throws SyntaxException {
    int at = expect("(");
    List<Option> options = new ArrayList<>();
    do {
      if (!knows(170000) && !peek(1).is("=")) {
        label();
        throw fail("=");
      }
      options.add(definitionElement());
    } while (accept(","));
    expect(")");
    return new Change.SetOptions(at, options);
  }

  // ---------------------------------------------------------------- routines, operators

  private Statement alterRoutine(int at, ObjectKind kind) throws SyntaxException {
    take();
    ObjectReference routine = routineReference(kind);
    int allowed = RENAME | OWNER | SCHEMA | DEPENDS;
    Change change = change(allowed);
    if (change != null) {
      return altered(at, routine, change);
    }
    List<Option> options = new ArrayList<>();
    Option option = routineOption();
    if (option == null) {
      throw unchanged(allowed, "or an option of the " + kind.words());
    }
    while (option != null) {
      options.add(option);
      option = routineOption();
    }
    accept("restrict");
    return new RoutineStatement.AlterRoutine(at, routine, options);
  }

  private Statement alterOperator(int at) throws SyntaxException {
    take();
    if (is("class") && !peek(1).is(".")) {
      take();
      return changed(at, operatorCollection(ObjectKind.OPERATOR_CLASS), RENAME | OWNER | SCHEMA);
    }
    if (is("family") && !peek(1).is(".")) {
      take();
      ObjectReference family = operatorCollection(ObjectKind.OPERATOR_FAMILY);
      int itemsAt = position();
      if (accept("add")) {
        return altered(at, family, new Change.FamilyItems(itemsAt, operatorClassItems(), false));
      }
      if (accept("drop")) {
        return altered(at, family, new Change.FamilyItems(itemsAt, droppedItems(), true));
      }
      return changed(at, family, RENAME | OWNER | SCHEMA);
    }
    ObjectReference operator = operatorReference();
    if (is("set", "(")) {
      take();
      return altered(at, operator, operatorSettings());
    }
    return changed(at, operator, OWNER | SCHEMA);
  }

  // ---------------------------------------------------------------- types

  private Statement alterType(int at) throws SyntaxException {
    take();
    ObjectReference type = ObjectReference.of(ObjectKind.TYPE, qualifiedName());
    int changeAt = position();
    if (is("set", "(")) {
      since(130000, "ALTER TYPE … SET");
      take();
      return altered(at, type, operatorSettings());
    }
    if (is("add", "value")) {
      take();
      take();
      return altered(at, type, addValue(changeAt));
    }
    if (accept("rename", "value")) {
      Label from = stringLabel();
      expect("to");
      return altered(at, type, new Change.RenameValue(changeAt, from, stringLabel()));
    }
    if (accept("rename", "attribute")) {
      Name from = columnName();
      expect("to");
      Name to = columnName();
      return altered(at, type, new Change.RenameAttribute(changeAt, from, to, dropBehavior()));
    }
    if (is("drop", "value")) {
      throw fail("ATTRIBUTE, as no server drops the value of an enumeration");
    }
    if (isAny("add", "drop", "alter")) {
      List<Change> changes = new ArrayList<>();
      do {
        changes.add(attributeChange());
      } while (accept(","));
      return new AlterObject(at, type, false, changes);
    }
    Change change = change(RENAME | OWNER | SCHEMA);
    if (change == null) {
      throw unchanged(
          RENAME | OWNER | SCHEMA, "ADD VALUE, RENAME VALUE, ADD, DROP, ALTER or RENAME ATTRIBUTE");
    }
    return altered(at, type, change);
  }

  private Change addValue(int at) throws SyntaxException {
    boolean ifNotExists = ifNotExists();
    Label label = stringLabel();
    boolean before = accept("before");
    Label neighbour = before || accept("after") ? stringLabel() : null;
    return new Change.AddValue(at, label, ifNotExists, before, neighbour);
  }

  private Change attributeChange() throws SyntaxException {
    int at = position();
    if (accept("add")) {
      expect("attribute");
      return new Change.AddAttribute(at, attribute(), dropBehavior());
    }
    if (accept("drop")) {
      expect("attribute");
      boolean ifExists = ifExists();
      return new Change.DropAttribute(at, columnName(), ifExists, dropBehavior());
    }
    if (!accept("alter")) {
      throw fail("ADD, DROP or ALTER ATTRIBUTE");
    }
    expect("attribute");
    Name name = columnName();
    if (accept("set")) {
      expect("data");
    }
    expect("type");
    DataType type = dataType();
    return new Change.AlterAttribute(at, name, type, collateClause(), dropBehavior());
  }

  private Statement alterDomain(int at) throws SyntaxException {
    take();
    ObjectReference domain = ObjectReference.of(ObjectKind.DOMAIN, qualifiedName());
    Change change = domainChange();
    if (change == null) {
      change = change(RENAME | OWNER | SCHEMA);
    }
    if (change == null) {
      throw unchanged(RENAME | OWNER | SCHEMA, "SET, DROP, ADD or VALIDATE");
    }
    return altered(at, domain, change);
  }

  private @Nullable Change domainChange() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "set" -> {
        if (accept("set", "default")) {
          return new Change.DomainDefault(at, expression());
        }
        if (accept("set", "not", "null")) {
          return new Change.DomainNotNull(at, false);
        }
        if (!is("set", "schema")) {
          take();
          throw fail("DEFAULT, NOT NULL or SCHEMA");
        }
        return null;
      }
      case "drop" -> {
        take();
        if (accept("default")) {
          return new Change.DomainDefault(at, null);
        }
        if (accept("not")) {
          expect("null");
          return new Change.DomainNotNull(at, true);
        }
        if (!accept("constraint")) {
          throw fail("DEFAULT, NOT NULL or CONSTRAINT");
        }
        boolean ifExists = ifExists();
        return new Change.DropDomainConstraint(at, columnName(), ifExists, dropBehavior());
      }
      case "add" -> {
        take();
        return new Change.AddDomainConstraint(at, domainConstraint());
      }
      case "validate" -> {
        take();
        expect("constraint");
        return new Change.ValidateDomainConstraint(at, columnName());
      }
      case "rename" -> {
        if (!accept("rename", "constraint")) {
          return null;
        }
        Name from = columnName();
        expect("to");
        return new Change.RenameDomainConstraint(at, from, columnName());
      }
      default -> {
        return null;
      }
    }
  }

  /** gram.y: DomainConstraint. */
  private TableConstraint domainConstraint() throws SyntaxException {
    int at = position();
    Name name = accept("constraint") ? columnName() : null;
    if (is("not", "null") && knows(170000)) {
      int nullAt = position();
      take();
      take();
      return new TableConstraint.NotNull(
          at, name, new Name(nullAt, "value", false), constraintAttributes(Set.of()));
    }
    if (!accept("check")) {
      throw fail("CHECK or NOT NULL");
    }
    Expr condition = condition();
    return new TableConstraint.Check(
        at, name, condition, constraintAttributes(Set.of("valid", "inherit")));
  }

  private Statement alterCollation(int at) throws SyntaxException {
    take();
    ObjectReference collation = ObjectReference.of(ObjectKind.COLLATION, qualifiedName());
    int changeAt = position();
    if (accept("refresh")) {
      expect("version");
      return altered(at, collation, new Change.Other(changeAt, "refresh version", List.of()));
    }
    Change change = change(RENAME | OWNER | SCHEMA);
    if (change == null) {
      throw unchanged(RENAME | OWNER | SCHEMA, "REFRESH VERSION");
    }
    return altered(at, collation, change);
  }

  // ---------------------------------------------------------------- text search

  private Statement alterTextSearch(int at) throws SyntaxException {
    take();
    expect("search");
    ObjectKind kind = textSearchKind();
    ObjectReference object = ObjectReference.of(kind, qualifiedName());
    int changeAt = position();
    int allowed = RENAME | SCHEMA;
    if (kind == ObjectKind.TEXT_SEARCH_DICTIONARY) {
      if (is("(")) {
        return altered(at, object, new Change.SetOptions(changeAt, definition()));
      }
      allowed |= OWNER;
    }
    if (kind == ObjectKind.TEXT_SEARCH_CONFIGURATION) {
      if (isAny("add", "alter", "drop")) {
        return altered(at, object, mapping());
      }
      allowed |= OWNER;
    }
    return changed(at, object, allowed);
  }

  private Change mapping() throws SyntaxException {
    int at = position();
    String verb = take().key();
    expect("mapping");
    if (verb.equals("drop")) {
      boolean ifExists = ifExists();
      expect("for");
      return new Change.Mapping(at, false, true, ifExists, names(), null, List.of());
    }
    boolean add = verb.equals("add");
    List<Name> tokens = List.of();
    if (accept("for")) {
      tokens = names();
    } else if (add || !is("replace")) {
      throw fail("FOR");
    }
    List<Name> from = null;
    if (!add && accept("replace")) {
      from = qualifiedName();
    }
    expect("with");
    List<List<Name>> dictionaries = from == null ? qualifiedNames() : List.of(qualifiedName());
    return new Change.Mapping(at, add, false, false, tokens, from, dictionaries);
  }

  // ---------------------------------------------------------------- what belongs to tables

  private Statement alterStatistics(int at) throws SyntaxException {
    take();
    boolean ifExists = ifExists();
    ObjectReference statistics = ObjectReference.of(ObjectKind.STATISTICS, qualifiedName());
    int changeAt = position();
    if (is("set", "statistics")) {
      take();
      take();
      int from = position();
      if (!knows(170000) || !accept("default")) {
        signedInteger();
      }
      return new AlterObject(
          at,
          statistics,
          ifExists,
          List.of(new Change.Other(changeAt, "set statistics", List.of(written(from)))));
    }
    Change change = ifExists ? null : change(RENAME | OWNER | SCHEMA);
    if (change == null) {
      throw unchanged(ifExists ? 0 : RENAME | OWNER | SCHEMA, "SET STATISTICS");
    }
    return altered(at, statistics, change);
  }

  private Statement alterTrigger(int at) throws SyntaxException {
    take();
    return changed(at, onTable(ObjectKind.TRIGGER), RENAME | DEPENDS);
  }

  private Statement alterEventTrigger(int at) throws SyntaxException {
    take();
    expect("trigger");
    ObjectReference trigger = ObjectReference.of(ObjectKind.EVENT_TRIGGER, columnName());
    int changeAt = position();
    if (accept("disable")) {
      return altered(at, trigger, new Change.Other(changeAt, "disable", List.of()));
    }
    if (accept("enable")) {
      String how = is("replica") || is("always") ? "enable " + take().key() : "enable";
      return altered(at, trigger, new Change.Other(changeAt, how, List.of()));
    }
    Change change = change(RENAME | OWNER);
    if (change == null) {
      throw unchanged(RENAME | OWNER, "ENABLE or DISABLE");
    }
    return altered(at, trigger, change);
  }

  private Statement alterPolicy(int at) throws SyntaxException {
    take();
    boolean ifExists = ifExists();
    ObjectReference policy = onTable(ObjectKind.POLICY);
    Change change = change(RENAME);
    if (change == null) {
      if (ifExists) {
        throw unchanged(RENAME, "");
      }
      int changeAt = position();
      List<Name> roles = accept("to") ? roles() : List.of();
      Expr using = accept("using") ? condition() : null;
      change = new Change.PolicyRules(changeAt, roles, using, withCheck());
    }
    return new AlterObject(at, policy, ifExists, List.of(change));
  }

  // ---------------------------------------------------------------- extensions

  private Statement alterExtension(int at) throws SyntaxException {
    take();
    ObjectReference extension = ObjectReference.of(ObjectKind.EXTENSION, columnName());
    int changeAt = position();
    if (accept("update")) {
      List<Option> options = new ArrayList<>();
      int toAt = position();
      while (accept("to")) {
        options.add(option(toAt, "to", wordOrText()));
        toAt = position();
      }
      options.addFirst(option(changeAt, "update"));
      return altered(at, extension, new Change.SetOptions(changeAt, options));
    }
    if (isAny("add", "drop")) {
      boolean drop = take().is("drop");
      return altered(at, extension, new Change.Member(changeAt, member(), drop));
    }
    Change change = change(SCHEMA);
    if (change == null) {
      throw unchanged(SCHEMA, "UPDATE, ADD or DROP");
    }
    return altered(at, extension, change);
  }

  /** An object by its kind and name, as extensions name their members. */
  private ObjectReference member() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "cast" -> {
        take();
        expect("(");
        DataType source = dataType();
        expect("as");
        DataType target = dataType();
        expect(")");
        Signature types = new Signature(at, List.of(source, target));
        return new ObjectReference(at, ObjectKind.CAST, List.of(), types, List.of());
      }
      case "operator" -> {
        take();
        if (is("class") && !peek(1).is(".")) {
          take();
          return operatorCollection(ObjectKind.OPERATOR_CLASS);
        }
        if (is("family") && !peek(1).is(".")) {
          take();
          return operatorCollection(ObjectKind.OPERATOR_FAMILY);
        }
        return operatorReference();
      }
      case "transform" -> {
        take();
        expect("for");
        DataType type = dataType();
        expect("language");
        return new ObjectReference(
            at,
            ObjectKind.TRANSFORM,
            List.of(),
            new Signature(type.at(), List.of(type)),
            List.of(columnName()));
      }
      default -> {
        return labelled(false);
      }
    }
  }

  /**
   * An object by its kind and name: what SECURITY LABEL and extensions have in common.
   *
   * @param label whether columns and large objects may stand there, which have labels
   */
  final ObjectReference labelled(boolean label) throws SyntaxException {
    int at = position();
    String word = peek().key();
    switch (word) {
      case "aggregate" -> {
        take();
        return aggregateReference();
      }
      case "function", "procedure", "routine" -> {
        take();
        return routineReference(
            switch (word) {
              case "function" -> ObjectKind.FUNCTION;
              case "procedure" -> ObjectKind.PROCEDURE;
              default -> ObjectKind.ROUTINE;
            });
      }
      case "type", "domain" -> {
        take();
        DataType type = dataType();
        List<Name> name = new ArrayList<>(type.schema());
        name.add(new Name(type.at(), type.type().name(), type.type().quoted()));
        return new ObjectReference(
            at, word.equals("type") ? ObjectKind.TYPE : ObjectKind.DOMAIN, name, null, List.of());
      }
      case "large" -> {
        if (label) {
          take();
          expect("object");
          int numberAt = position();
          return ObjectReference.of(ObjectKind.LARGE_OBJECT, new Name(numberAt, number(), false));
        }
      }
      default -> {}
    }
    ObjectKind qualified = qualifiedKind(label);
    if (qualified != null) {
      return ObjectReference.of(qualified, qualifiedName());
    }
    ObjectKind plain = plainKind();
    if (plain == null) {
      throw fail("the kind of an object");
    }
    return ObjectReference.of(plain, columnName());
  }

  /** gram.y: object_type_any_name. */
  private @Nullable ObjectKind qualifiedKind(boolean columns) throws SyntaxException {
    ObjectKind kind =
        switch (peek().key()) {
          case "table" -> ObjectKind.TABLE;
          case "sequence" -> ObjectKind.SEQUENCE;
          case "view" -> ObjectKind.VIEW;
          case "materialized" -> ObjectKind.MATERIALIZED_VIEW;
          case "index" -> ObjectKind.INDEX;
          case "foreign" -> peek(1).is("table") ? ObjectKind.FOREIGN_TABLE : null;
          case "collation" -> ObjectKind.COLLATION;
          case "conversion" -> ObjectKind.CONVERSION;
          case "statistics" -> ObjectKind.STATISTICS;
          case "text" -> ObjectKind.TEXT_SEARCH_PARSER;
          case "column" -> columns ? ObjectKind.COLUMN : null;
          default -> null;
        };
    if (kind == null) {
      return null;
    }
    take();
    switch (kind) {
      case MATERIALIZED_VIEW -> expect("view");
      case FOREIGN_TABLE -> expect("table");
      case TEXT_SEARCH_PARSER -> {
        expect("search");
        return textSearchKind();
      }
      default -> {}
    }
    return kind;
  }

  /** gram.y: object_type_name. */
  private @Nullable ObjectKind plainKind() throws SyntaxException {
    ObjectKind kind =
        switch (peek().key()) {
          case "access" -> ObjectKind.ACCESS_METHOD;
          case "event" -> ObjectKind.EVENT_TRIGGER;
          case "extension" -> ObjectKind.EXTENSION;
          case "foreign" -> ObjectKind.FOREIGN_DATA_WRAPPER;
          case "procedural", "language" -> ObjectKind.LANGUAGE;
          case "publication" -> ObjectKind.PUBLICATION;
          case "schema" -> ObjectKind.SCHEMA;
          case "server" -> ObjectKind.SERVER;
          case "database" -> ObjectKind.DATABASE;
          case "role" -> ObjectKind.ROLE;
          case "subscription" -> ObjectKind.SUBSCRIPTION;
          case "tablespace" -> ObjectKind.TABLESPACE;
          default -> null;
        };
    if (kind == null) {
      return null;
    }
    boolean procedural = take().is("procedural");
    switch (kind) {
      case ACCESS_METHOD -> expect("method");
      case EVENT_TRIGGER -> expect("trigger");
      case FOREIGN_DATA_WRAPPER -> {
        expect("data");
        expect("wrapper");
      }
      case LANGUAGE -> {
        if (procedural) {
          expect("language");
        }
      }
      default -> {}
    }
    return kind;
  }

  // ---------------------------------------------------------------- foreign data, replication

  private Statement alterWrapper(int at) throws SyntaxException {
    take();
    expect("data");
    expect("wrapper");
    ObjectReference wrapper = ObjectReference.of(ObjectKind.FOREIGN_DATA_WRAPPER, columnName());
    Change change = change(RENAME | OWNER);
    if (change == null) {
      int changeAt = position();
      List<Option> options = wrapperOptions();
      if (is("options")) {
        options.addAll(alterGenericOptions());
      } else if (options.isEmpty()) {
        throw unchanged(RENAME | OWNER, "HANDLER, VALIDATOR or OPTIONS");
      }
      change = new Change.SetOptions(changeAt, options);
    }
    return altered(at, wrapper, change);
  }

  private Statement alterServer(int at) throws SyntaxException {
    take();
    ObjectReference server = ObjectReference.of(ObjectKind.SERVER, columnName());
    Change change = change(RENAME | OWNER);
    if (change == null) {
      int changeAt = position();
      List<Option> options = new ArrayList<>();
      if (is("version")) {
        options.add(serverVersion());
      }
      if (is("options")) {
        options.addAll(alterGenericOptions());
      } else if (options.isEmpty()) {
        throw unchanged(RENAME | OWNER, "VERSION or OPTIONS");
      }
      change = new Change.SetOptions(changeAt, options);
    }
    return altered(at, server, change);
  }

  /** ALTER USER MAPPING, behind these words. */
  final Statement alterUserMapping(int at) throws SyntaxException {
    ObjectReference mapping = userMapping();
    int changeAt = position();
    return altered(at, mapping, new Change.SetOptions(changeAt, alterGenericOptions()));
  }

  private Statement alterPublication(int at) throws SyntaxException {
    take();
    ObjectReference publication = ObjectReference.of(ObjectKind.PUBLICATION, columnName());
    Change change = change(RENAME | OWNER);
    if (change == null) {
      int changeAt = position();
      if (is("set", "(")) {
        take();
        change = new Change.SetOptions(changeAt, definition());
      } else if (isAny("add", "set", "drop")) {
        Work work =
            switch (take().key()) {
              case "add" -> Work.ADD;
              case "set" -> Work.SET;
              default -> Work.DROP;
            };
        change = new Change.PublicationObjects(changeAt, work, publicationObjects());
      } else {
        throw unchanged(RENAME | OWNER, "ADD, SET or DROP");
      }
    }
    return altered(at, publication, change);
  }

  private Statement alterSubscription(int at) throws SyntaxException {
    take();
    ObjectReference subscription = ObjectReference.of(ObjectKind.SUBSCRIPTION, columnName());
    Change change = change(RENAME | OWNER);
    if (change == null) {
      change = subscriptionChange();
    }
    return altered(at, subscription, change);
  }

  private Change subscriptionChange() throws SyntaxException {
    int at = position();
    switch (peek().key()) {
      case "enable", "disable" -> {
        return new Change.Other(at, take().key(), List.of());
      }
      case "connection" -> {
        take();
        string();
        return new Change.SetOptions(at, List.of(optionSince(at, "connection", at + 1)));
      }
      case "refresh" -> {
        take();
        expect("publication");
        List<Option> options = new ArrayList<>();
        options.add(option(at, "refresh publication"));
        return new Change.SetOptions(at, withDefinition(options));
      }
      case "skip" -> {
        since(150000, "ALTER SUBSCRIPTION … SKIP");
        take();
        return new Change.SetOptions(at, definition());
      }
      case "set", "add", "drop" -> {
        String verb = take().key();
        if (verb.equals("set") && is("(")) {
          return new Change.SetOptions(at, definition());
        }
        if (!verb.equals("set")) {
          since(140000, "ADD and DROP PUBLICATION");
        }
        expect("publication");
        List<Option> options = new ArrayList<>();
        options.add(option(at, verb + " publication", names()));
        return new Change.SetOptions(at, withDefinition(options));
      }
      default ->
          throw unchanged(
              RENAME | OWNER, "SET, ADD, DROP, CONNECTION, REFRESH, ENABLE, DISABLE or SKIP");
    }
  }

  private List<Option> withDefinition(List<Option> options) throws SyntaxException {
    if (accept("with")) {
      options.addAll(definition());
    }
    return options;
  }

  // ---------------------------------------------------------------- databases, tablespaces

  private Statement alterDatabase(int at) throws SyntaxException {
    take();
    Name name = columnName();
    ObjectReference database = ObjectReference.of(ObjectKind.DATABASE, name);
    int changeAt = position();
    // OWNER = role is an option of the database as well.
    Change change = change(is("owner", "to") ? OWNER : RENAME);
    if (change != null) {
      return altered(at, database, change);
    }
    if (is("set", "tablespace") && !peek(2).is("to") && !peek(2).is("=") && !peek(2).is(".")) {
      take();
      take();
      Option option = option(changeAt, "tablespace", columnName());
      return altered(at, database, new Change.SetOptions(changeAt, List.of(option)));
    }
    if (is("refresh", "collation")) {
      since(150000, "REFRESH COLLATION VERSION");
      take();
      take();
      expect("version");
      return altered(
          at, database, new Change.Other(changeAt, "refresh collation version", List.of()));
    }
    if (isAny("set", "reset")) {
      return new PrivilegeStatement.SetDefault(at, null, name, setOrReset(true));
    }
    accept("with");
    return altered(at, database, new Change.SetOptions(changeAt, databaseOptions()));
  }

  private Statement alterTablespace(int at) throws SyntaxException {
    take();
    ObjectReference tablespace = ObjectReference.of(ObjectKind.TABLESPACE, columnName());
    int changeAt = position();
    if (isAny("set", "reset")) {
      boolean reset = take().is("reset");
      List<Option> options = new ArrayList<>();
      for (Option option : storageParameters()) {
        options.add(reset ? option(option.at(), "drop " + option.name()) : option);
      }
      return altered(at, tablespace, new Change.SetOptions(changeAt, options));
    }
    Change change = change(RENAME | OWNER);
    if (change == null) {
      throw unchanged(RENAME | OWNER, "SET or RESET");
    }
    return altered(at, tablespace, change);
  }
}
