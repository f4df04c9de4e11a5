package dev.dbsa.sql.grammar;

import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every statement of PostgreSQL: tells by the first words which production reads it. */
class PostgresStatementGrammar extends PostgresAccessGrammar {
  PostgresStatementGrammar(List<Token> tokens, Server server) {
    super(tokens, server);
  }

  @Override
  Statement otherStatement() throws SyntaxException {
    Statement statement = objectStatement();
    if (statement != null) {
      return statement;
    }
    Statement other = super.otherStatement();
    if (other instanceof Statement.Unread && isAny("create", "alter")) {
      // Every kind of object has been asked for.
      take();
      throw fail("TABLE, VIEW, INDEX, FUNCTION, TYPE or another kind of object");
    }
    return other;
  }

  @Override
  Statement innerStatement() throws SyntaxException {
    return switch (peek().key()) {
      case "select", "insert", "update", "delete", "merge", "with", "values", "table", "(" ->
          rowStatement();
      default -> otherStatement();
    };
  }

  /** A statement about the objects of these layers; {@code null} for others. */
  private @Nullable Statement objectStatement() throws SyntaxException {
    int at = position();
    return switch (peek().key()) {
      case "create" -> create(at);
      case "alter" -> alter(at);
      case "drop" -> peek(1).is("owned") ? owned(at) : null;
      case "reassign" -> owned(at);
      case "grant", "revoke" -> grant(at);
      case "security" -> securityLabel(at);
      case "import" -> importForeignSchema(at);
      case "do" -> doBlock(at);
      case "vacuum" -> vacuum(at);
      case "analyze", "analyse" -> analyze(at);
      case "cluster" -> cluster(at);
      case "reindex" -> reindex(at);
      case "checkpoint" -> {
        take();
        yield new MaintenanceStatement.Checkpoint(at, List.of());
      }
      case "listen", "notify", "unlisten" -> channel(at);
      case "discard" -> discard(at);
      case "load" -> {
        take();
        yield new MaintenanceStatement.LoadLibrary(at, string());
      }
      default -> null;
    };
  }

  private @Nullable Statement create(int at) throws SyntaxException {
    boolean orReplace = peek(1).is("or") && peek(2).is("replace");
    int kindAt = orReplace ? 3 : 1;
    String kind = peek(kindAt).key();
    switch (kind) {
      case "function", "procedure", "aggregate", "rule", "trigger", "constraint", "transform" -> {}
      case "language", "trusted", "procedural" -> {}
      case "foreign" -> {
        if (orReplace || !peek(kindAt + 1).is("data")) {
          return null;
        }
      }
      case "operator",
          "cast",
          "conversion",
          "domain",
          "default",
          "type",
          "collation",
          "text",
          "event",
          "policy",
          "statistics",
          "extension",
          "access",
          "server",
          "user",
          "publication",
          "subscription",
          "database",
          "tablespace",
          "role",
          "group",
          "assertion" -> {
        if (orReplace) {
          return null;
        }
      }
      default -> {
        return null;
      }
    }
    for (int i = 0; i <= kindAt; i++) {
      take();
    }
    return created(at, kind, orReplace);
  }

  private Statement created(int at, String kind, boolean orReplace) throws SyntaxException {
    return switch (kind) {
      case "function" -> createRoutine(at, ObjectKind.FUNCTION, orReplace);
      case "procedure" -> createRoutine(at, ObjectKind.PROCEDURE, orReplace);
      case "aggregate" -> createAggregate(at, orReplace);
      case "operator" -> createOperator(at);
      case "cast" -> createCast(at);
      case "transform" -> createTransform(at, orReplace);
      case "conversion" -> createConversion(at, false);
      case "default" -> {
        expect("conversion");
        yield createConversion(at, true);
      }
      case "type" -> createType(at);
      case "domain" -> createDomain(at);
      case "collation" -> createCollation(at);
      case "text" -> {
        expect("search");
        ObjectKind object = textSearchKind();
        yield defined(at, object, qualifiedName(), definition());
      }
      case "trigger" -> createTrigger(at, orReplace, false);
      case "constraint" -> {
        expect("trigger");
        yield createTrigger(at, orReplace, true);
      }
      case "event" -> {
        expect("trigger");
        yield createEventTrigger(at);
      }
      case "rule" -> createRule(at, orReplace);
      case "policy" -> createPolicy(at);
      case "statistics" -> createStatistics(at);
      case "trusted" -> {
        accept("procedural");
        expect("language");
        yield createLanguage(at, orReplace, true);
      }
      case "procedural" -> {
        expect("language");
        yield createLanguage(at, orReplace, false);
      }
      case "language" -> createLanguage(at, orReplace, false);
      case "extension" -> createExtension(at);
      case "access" -> {
        expect("method");
        yield createAccessMethod(at);
      }
      case "foreign" -> {
        expect("data");
        expect("wrapper");
        yield createWrapper(at);
      }
      case "server" -> createServer(at);
      case "publication" -> createPublication(at);
      case "subscription" -> createSubscription(at);
      case "database" -> createDatabase(at);
      case "tablespace" -> createTablespace(at);
      case "assertion" -> createAssertion(at);
      case "user" -> {
        if (is("mapping", "for") || is("mapping", "if")) {
          take();
          yield createUserMapping(at);
        }
        yield createRole(at, ObjectKind.USER);
      }
      default -> createRole(at, ObjectKind.ROLE);
    };
  }

  private @Nullable Statement alter(int at) throws SyntaxException {
    switch (peek(1).key()) {
      case "role", "user", "group" -> {
        take();
        String kind = take().key();
        if (kind.equals("user") && is("mapping", "for")) {
          take();
          return alterUserMapping(at);
        }
        return alterRole(
            at, kind.equals("user") ? ObjectKind.USER : ObjectKind.ROLE, kind.equals("group"));
      }
      case "system" -> {
        take();
        take();
        return alterSystem(at);
      }
      case "default" -> {
        take();
        take();
        expect("privileges");
        return defaultPrivileges(at);
      }
      case "foreign" -> {
        if (!peek(2).is("data")) {
          return null;
        }
        take();
        return alterObject(at);
      }
      case "function",
          "procedure",
          "routine",
          "aggregate",
          "operator",
          "type",
          "domain",
          "collation",
          "conversion",
          "text",
          "statistics",
          "trigger",
          "event",
          "rule",
          "policy",
          "procedural",
          "language",
          "extension",
          "server",
          "publication",
          "subscription",
          "database",
          "tablespace",
          "schema",
          "large" -> {
        take();
        return alterObject(at);
      }
      default -> {
        return null;
      }
    }
  }
}
