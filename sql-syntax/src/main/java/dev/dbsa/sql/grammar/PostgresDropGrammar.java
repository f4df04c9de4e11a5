package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.DataType;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Drop.Signature;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectReference;
import dev.dbsa.sql.tree.Option;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's DROP, COMMENT and TRUNCATE, and how statements name an object of any kind. */
abstract class PostgresDropGrammar extends PostgresColumnGrammar {
  PostgresDropGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "drop" -> peek(1).is("owned") ? super.otherStatement() : drop();
      case "comment" -> comment();
      case "truncate" -> truncate();
      default -> super.otherStatement();
    };
  }

  /**
   * The kind of object that the words at the cursor name, which are read; {@code null} where they
   * name none. Of USER it reads one word and of OPERATOR CLASS two.
   */
  final @Nullable ObjectKind objectKind() {
    ObjectKind one =
        switch (peek().key()) {
          case "aggregate" -> ObjectKind.AGGREGATE;
          case "cast" -> ObjectKind.CAST;
          case "collation" -> ObjectKind.COLLATION;
          case "column" -> ObjectKind.COLUMN;
          case "constraint" -> ObjectKind.CONSTRAINT;
          case "conversion" -> ObjectKind.CONVERSION;
          case "database" -> ObjectKind.DATABASE;
          case "domain" -> ObjectKind.DOMAIN;
          case "extension" -> ObjectKind.EXTENSION;
          case "function" -> ObjectKind.FUNCTION;
          case "group", "role" -> ObjectKind.ROLE;
          case "index" -> ObjectKind.INDEX;
          case "language" -> ObjectKind.LANGUAGE;
          case "policy" -> ObjectKind.POLICY;
          case "procedure" -> ObjectKind.PROCEDURE;
          case "publication" -> ObjectKind.PUBLICATION;
          case "routine" -> ObjectKind.ROUTINE;
          case "rule" -> ObjectKind.RULE;
          case "schema" -> ObjectKind.SCHEMA;
          case "sequence" -> ObjectKind.SEQUENCE;
          case "server" -> ObjectKind.SERVER;
          case "statistics" -> ObjectKind.STATISTICS;
          case "subscription" -> ObjectKind.SUBSCRIPTION;
          case "table" -> ObjectKind.TABLE;
          case "tablespace" -> ObjectKind.TABLESPACE;
          case "transform" -> ObjectKind.TRANSFORM;
          case "trigger" -> ObjectKind.TRIGGER;
          case "type" -> ObjectKind.TYPE;
          case "view" -> ObjectKind.VIEW;
          default -> null;
        };
    if (one != null) {
      take();
      return one;
    }
    return longKind();
  }

  private @Nullable ObjectKind longKind() {
    return switch (peek().key()) {
      case "access" -> accept("access", "method") ? ObjectKind.ACCESS_METHOD : null;
      case "event" -> accept("event", "trigger") ? ObjectKind.EVENT_TRIGGER : null;
      case "large" -> accept("large", "object") ? ObjectKind.LARGE_OBJECT : null;
      case "materialized" -> accept("materialized", "view") ? ObjectKind.MATERIALIZED_VIEW : null;
      case "procedural" -> accept("procedural", "language") ? ObjectKind.LANGUAGE : null;
      case "foreign" -> {
        if (accept("foreign", "table")) {
          yield ObjectKind.FOREIGN_TABLE;
        }
        yield accept("foreign", "data", "wrapper") ? ObjectKind.FOREIGN_DATA_WRAPPER : null;
      }
      case "operator" -> {
        take();
        if (accept("class")) {
          yield ObjectKind.OPERATOR_CLASS;
        }
        yield accept("family") ? ObjectKind.OPERATOR_FAMILY : ObjectKind.OPERATOR;
      }
      case "text" -> {
        if (accept("text", "search", "configuration")) {
          yield ObjectKind.TEXT_SEARCH_CONFIGURATION;
        }
        if (accept("text", "search", "dictionary")) {
          yield ObjectKind.TEXT_SEARCH_DICTIONARY;
        }
        if (accept("text", "search", "parser")) {
          yield ObjectKind.TEXT_SEARCH_PARSER;
        }
        yield accept("text", "search", "template") ? ObjectKind.TEXT_SEARCH_TEMPLATE : null;
      }
      default -> null;
    };
  }

  // ---------------------------------------------------------------- DROP

  /** What DROP says, as it is read. */
  private final class Dropped {
    final int at = position();
    final List<List<Name>> names = new ArrayList<>();
    final List<@Nullable Signature> signatures = new ArrayList<>();
    final List<Option> options = new ArrayList<>();
    List<Name> table = List.of();
    boolean ifExists;
    boolean cascade;
    boolean restrict;
    boolean concurrently;

    void behavior() {
      restrict = is("restrict");
      cascade = dropBehavior();
    }

    void add(Routine routine) {
      names.add(routine.name());
      signatures.add(routine.signature());
    }

    Statement build(ObjectKind kind) {
      return new Drop(
          at,
          kind,
          names,
          signatures,
          table,
          ifExists,
          cascade,
          restrict,
          concurrently,
          false,
          options);
    }
  }

  private Statement drop() throws SyntaxException {
    Dropped dropped = new Dropped();
    expect("drop");
    if (is("user")) {
      return dropUser(dropped);
    }
    int kindAt = position();
    ObjectKind kind = objectKind();
    if (kind == null
        || kind == ObjectKind.COLUMN
        || kind == ObjectKind.CONSTRAINT
        || kind == ObjectKind.LARGE_OBJECT) {
      throw failAt(
          kindAt,
          "Unexpected "
              + describe(tokenAt(kindAt))
              + " after DROP, expected TABLE, VIEW, INDEX, SEQUENCE, SCHEMA, TYPE, FUNCTION, …");
    }
    if (kind == ObjectKind.INDEX) {
      dropped.concurrently = accept("concurrently");
    }
    dropped.ifExists = ifExists();
    switch (kind) {
      case POLICY, RULE, TRIGGER -> {
        dropped.names.add(List.of(columnName()));
        expect("on");
        dropped.table = qualifiedName();
        dropped.behavior();
      }
      case TYPE, DOMAIN -> {
        dataTypes().forEach(type -> dropped.names.add(typeName(type)));
        dropped.behavior();
      }
      case CAST -> {
        dropped.names.add(List.of());
        dropped.signatures.add(castTypes());
        dropped.behavior();
      }
      case TRANSFORM -> {
        expect("for");
        int typeAt = position();
        dropped.names.add(List.of());
        dropped.signatures.add(new Signature(typeAt, List.of(dataType())));
        expect("language");
        dropped.table = List.of(columnName());
        dropped.behavior();
      }
      case OPERATOR_CLASS, OPERATOR_FAMILY -> {
        dropped.names.add(qualifiedName());
        expect("using");
        dropped.table = List.of(columnName());
        dropped.behavior();
      }
      case FUNCTION, PROCEDURE, ROUTINE -> {
        do {
          dropped.add(routine());
        } while (accept(","));
        dropped.behavior();
      }
      case AGGREGATE -> {
        do {
          dropped.add(aggregate());
        } while (accept(","));
        dropped.behavior();
      }
      case OPERATOR -> {
        do {
          dropped.add(operatorWithTypes());
        } while (accept(","));
        dropped.behavior();
      }
      case ROLE -> roles().forEach(role -> dropped.names.add(List.of(role)));
      case TABLESPACE -> dropped.names.add(List.of(columnName()));
      case SUBSCRIPTION -> {
        dropped.names.add(List.of(columnName()));
        dropped.behavior();
      }
      case DATABASE -> dropDatabase(dropped);
      case ACCESS_METHOD,
          EVENT_TRIGGER,
          EXTENSION,
          FOREIGN_DATA_WRAPPER,
          LANGUAGE,
          PUBLICATION,
          SCHEMA,
          SERVER -> {
        names().forEach(name -> dropped.names.add(List.of(name)));
        dropped.behavior();
      }
      default -> {
        dropped.names.addAll(qualifiedNames());
        dropped.behavior();
      }
    }
    return dropped.build(kind);
  }

  private Statement dropUser(Dropped dropped) throws SyntaxException {
    take();
    boolean mapping = is("mapping", "for") || is("mapping", "if") && peek(2).is("exists");
    if (!mapping) {
      dropped.ifExists = ifExists();
      roles().forEach(role -> dropped.names.add(List.of(role)));
      return dropped.build(ObjectKind.USER);
    }
    take();
    dropped.ifExists = ifExists();
    expect("for");
    int at = position();
    dropped.names.add(List.of(is("user") ? name(take(), at) : role()));
    expect("server");
    dropped.table = List.of(columnName());
    return dropped.build(ObjectKind.USER_MAPPING);
  }

  private void dropDatabase(Dropped dropped) throws SyntaxException {
    dropped.names.add(List.of(columnName()));
    if (!is("(") && !is("with")) {
      return;
    }
    since(130000, "FORCE");
    accept("with");
    expect("(");
    do {
      int at = expect("force");
      dropped.options.add(new Option(at, "force", List.of(), List.of()));
    } while (accept(","));
    expect(")");
  }

  /** The name of a type with what stands before it. */
  static List<Name> typeName(DataType type) {
    List<Name> name = new ArrayList<>(type.schema());
    int at = type.at() + 2 * type.schema().size();
    name.add(new Name(at, type.type().name(), type.type().quoted()));
    return name;
  }

  private Signature castTypes() throws SyntaxException {
    int at = expect("(");
    DataType from = dataType();
    expect("as");
    DataType to = dataType();
    expect(")");
    return new Signature(at, List.of(from, to));
  }

  // ---------------------------------------------------------------- COMMENT

  private Statement comment() throws SyntaxException {
    int at = expect("comment");
    expect("on");
    ObjectReference target = objectReference();
    expect("is");
    return new Comment(at, target, accept("null") ? null : string());
  }

  /** An object of any kind behind its kind, as COMMENT ON names it. */
  final ObjectReference objectReference() throws SyntaxException {
    int at = position();
    ObjectKind kind = is("group") || is("user") ? null : objectKind();
    if (kind == null) {
      throw fail("TABLE, COLUMN, VIEW, INDEX, SEQUENCE, SCHEMA, TYPE, FUNCTION, CONSTRAINT, …");
    }
    switch (kind) {
      case CONSTRAINT -> {
        List<Name> name = List.of(columnName());
        expect("on");
        boolean onDomain = is("domain") && peek(1).isName() && !peek(1).is("is");
        if (onDomain) {
          take();
        }
        return new ObjectReference(at, kind, name, null, qualifiedName(), onDomain);
      }
      case POLICY, RULE, TRIGGER -> {
        List<Name> name = List.of(columnName());
        expect("on");
        return new ObjectReference(at, kind, name, null, qualifiedName(), false);
      }
      case TYPE, DOMAIN -> {
        return new ObjectReference(at, kind, typeName(dataType()), null, List.of(), false);
      }
      case CAST -> {
        return new ObjectReference(at, kind, List.of(), castTypes(), List.of(), false);
      }
      case TRANSFORM -> {
        expect("for");
        int typeAt = position();
        Signature type = new Signature(typeAt, List.of(dataType()));
        expect("language");
        return new ObjectReference(at, kind, List.of(), type, List.of(columnName()), false);
      }
      case OPERATOR_CLASS, OPERATOR_FAMILY -> {
        List<Name> name = qualifiedName();
        expect("using");
        return new ObjectReference(at, kind, name, null, List.of(columnName()), false);
      }
      case FUNCTION, PROCEDURE, ROUTINE -> {
        return reference(at, kind, routine());
      }
      case AGGREGATE -> {
        return reference(at, kind, aggregate());
      }
      case OPERATOR -> {
        return reference(at, kind, operatorWithTypes());
      }
      case LARGE_OBJECT -> {
        int numberAt = position();
        Name number = new Name(numberAt, number(), false);
        return new ObjectReference(at, kind, List.of(number), null, List.of(), false);
      }
      case ACCESS_METHOD,
          DATABASE,
          EVENT_TRIGGER,
          EXTENSION,
          FOREIGN_DATA_WRAPPER,
          LANGUAGE,
          PUBLICATION,
          ROLE,
          SCHEMA,
          SERVER,
          SUBSCRIPTION,
          TABLESPACE -> {
        return new ObjectReference(at, kind, List.of(columnName()), null, List.of(), false);
      }
      default -> {
        return new ObjectReference(at, kind, qualifiedName(), null, List.of(), false);
      }
    }
  }

  private static ObjectReference reference(int at, ObjectKind kind, Routine routine) {
    return new ObjectReference(at, kind, routine.name(), routine.signature(), List.of(), false);
  }

  // ---------------------------------------------------------------- TRUNCATE

  private Statement truncate() throws SyntaxException {
    int at = expect("truncate");
    accept("table");
    List<List<Name>> tables = new ArrayList<>();
    List<Boolean> only = new ArrayList<>();
    do {
      Relation relation = relationExpression();
      tables.add(relation.name());
      only.add(relation.only());
    } while (accept(","));
    boolean restart = is("restart", "identity");
    if (acceptAny("restart", "continue")) {
      expect("identity");
    }
    return new TableStatement.Truncate(at, tables, only, restart, dropBehavior());
  }
}
