package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.bind.TableUse;
import dev.dbsa.adapter.sqlcheck.effect.Effects;
import dev.dbsa.adapter.sqlcheck.effect.Outcome;
import dev.dbsa.adapter.sqlcheck.effect.Refusal;
import dev.dbsa.adapter.sqlcheck.effect.Situation;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements that are no queries and no changes of rows by the server's grammar, works
 * out what they do to the schema, and reports why the server would refuse them. Belongs to one run
 * over one script.
 */
public final class OtherStatements {
  private final Server server;
  private final TypeCheck types;
  private final DefinitionCheck names;
  private final Effects effects;
  private SchemaState schema;

  public OtherStatements(SchemaState schema, Server server) {
    this.schema = schema;
    this.server = server;
    this.types = new TypeCheck(schema, server.isMariaDb());
    this.names = new DefinitionCheck(schema, server, types);
    this.effects = Effects.of(server);
  }

  /** Says how the schema stands before the next statement. */
  public void at(SchemaState now) {
    schema = now;
    names.at(now);
    types.at(now);
  }

  /** How the schema stands now. */
  public SchemaState schema() {
    return schema;
  }

  private void loseTrack() {
    at(schema.losingTrack());
  }

  /**
   * A query or change of rows inside another statement.
   *
   * @param text its own tokens: their positions are those of the script
   */
  public record Inner(ScriptStatement text, Statement tree, Bound bound) {}

  /**
   * What a statement says.
   *
   * @param inner the statement inside; {@code null} where there is none
   * @param after the schema after it; {@code null} where the effects do not follow it
   */
  public record Read(
      Statement tree, Definition definition, @Nullable Inner inner, @Nullable SchemaState after) {}

  /**
   * Reads and checks one statement; {@code null} where nothing is known about it. The schema stays
   * as it is until {@link #apply}, except that it may lose track.
   */
  public @Nullable Read read(ScriptStatement statement, Reporter reporter) {
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Token.Kind.INVALID) {
        boolean backtick = tokens.get(i).text().startsWith("`");
        syntaxError(
            i,
            "Syntax error at " + quote(tokens.get(i)),
            backtick ? "PostgreSQL quotes names with double quotes." : null,
            reporter);
        return null;
      }
    }
    StatementReader reader = new StatementReader(tokens, server);
    if (!reader.knowsHead()) {
      unknownHead(reader, tokens, reporter);
      return null;
    }
    switch (StatementParser.read(statement, server)) {
      case Result.Refused refused -> refused(statement, refused, reporter);
      case Result.TooDeep deep -> {
        reporter.report(
            FindingRule.TOO_DEEP, deep.at(), deep.message(), "Split the statement.", null);
        if (isDefinition(statement)) {
          loseTrack();
        }
      }
      case Result.Tree tree when tree.statement() instanceof Statement.Unread -> {
        SchemaState before = schema;
        notFollowed(statement, "What %s %s in line %d says: it is not read.", reporter);
        return unknown(tree.statement(), null, before);
      }
      case Result.Tree tree -> {
        return read(tree.statement(), reader, statement, reporter);
      }
      case Result.OtherKind _ -> {}
    }
    return null;
  }

  private @Nullable Read read(
      Statement tree, StatementReader reader, ScriptStatement statement, Reporter reporter) {
    Inner inner = inner(tree, statement, reporter);
    Definition definition = definition(reader);
    if (effects.follows(tree)) {
      Outcome outcome = effects.apply(tree, situation(inner, statement));
      report(outcome, reporter);
      Definition known = definition == null ? new Definition.Harmless(0, "") : definition;
      return new Read(tree, known, inner, outcome.state());
    }
    if (definition == null) {
      SchemaState before = schema;
      notFollowed(statement, "What %s %s in line %d does.", reporter);
      return unknown(tree, inner, before);
    }
    names.check(definition, null, reporter);
    if (definition instanceof Definition.CreateOther other && hasBody(other)) {
      reporter.notRead("The bodies of functions, procedures, triggers and events.");
    } else if (definition instanceof Definition.Dynamic) {
      reporter.notRead("Statements that a block or a prepared statement runs.");
    }
    return new Read(tree, definition, inner, null);
  }

  /** A statement that the effects do not follow; rules look at it against the schema before. */
  private Read unknown(Statement tree, @Nullable Inner inner, SchemaState before) {
    SchemaState after = schema;
    at(before);
    return new Read(tree, new Definition.Harmless(0, ""), inner, after);
  }

  private static @Nullable Definition definition(StatementReader reader) {
    try {
      return reader.read();
    } catch (TokenCursor.Unread e) {
      return null;
    }
  }

  private Situation situation(@Nullable Inner inner, ScriptStatement statement) {
    Situation.Result result = null;
    if (inner != null && inner.tree() instanceof Statement.Select select) {
      SchemaNames.Result found = SchemaNames.result(select.query(), schema, server, statement);
      result = new Situation.Result(found.columns(), found.open(), tables(inner.bound()));
    }
    return new Situation(schema, server, statement, result);
  }

  private static void report(Outcome outcome, Reporter reporter) {
    for (Refusal refusal : outcome.refusals()) {
      reporter.report(
          refusal.rule(),
          refusal.severity(),
          refusal.at(),
          refusal.message(),
          refusal.hint(),
          refusal.object());
    }
    outcome.notRead().forEach(reporter::notRead);
    outcome.notShown().forEach(reporter::notShown);
  }

  private List<ObjectName> tables(Bound bound) {
    List<ObjectName> found = new ArrayList<>();
    for (TableUse use : bound.uses()) {
      if (use.table() != null) {
        found.add(use.table().fullName());
      }
    }
    return found;
  }

  /** The query or change of rows inside a statement, bound. */
  private @Nullable Inner inner(Statement tree, ScriptStatement statement, Reporter reporter) {
    Statement inside =
        switch (tree) {
          case TableStatement.CreateTable d -> d.query();
          case TableStatement.CreateView d -> d.query();
          case SessionStatement.Explain d -> d.statement();
          case SessionStatement.Copy d -> d.statement();
          case SessionStatement.SetStatement d -> d.statement();
          case SessionStatement.DeclareCursor d -> new Statement.Select(d.query().at(), d.query());
          default -> null;
        };
    if (inside == null) {
      return null;
    }
    boolean rows =
        inside instanceof Statement.Select
            || inside instanceof Statement.Insert
            || inside instanceof Statement.Update
            || inside instanceof Statement.Delete
            || inside instanceof Statement.Merge;
    if (!rows) {
      return inner(inside, statement, reporter);
    }
    return new Inner(statement, inside, Binder.bind(inside, schema, server, statement, reporter));
  }

  /** The grammar refuses the statement; where the other dialect's words are why, that is told. */
  private void refused(ScriptStatement statement, Result.Refused refused, Reporter reporter) {
    if (isDefinition(statement)) {
      // Whatever it makes may be used by what follows.
      loseTrack();
    }
    if (refused.inside() != null) {
      reporter.reportInside(FindingRule.SYNTAX_ERROR, refused.inside(), refused.message());
      return;
    }
    StatementReader reader = new StatementReader(statement.tokens(), server);
    ForeignWords words = new ForeignWords(reporter);
    Definition definition = definition(reader);
    if (definition != null) {
      names.check(definition, null, words);
    }
    if (words.found) {
      return;
    }
    if (reader.foreign().isEmpty()) {
      syntaxError(refused.at(), refused.message(), null, reporter);
    } else {
      foreignParts(reader, reporter);
    }
  }

  /** Lets through what only the other dialect has, such as its types. */
  private static final class ForeignWords implements Reporter {
    private final Reporter reporter;
    private boolean found;

    ForeignWords(Reporter reporter) {
      this.reporter = reporter;
    }

    @Override
    public void report(
        FindingRule rule,
        Severity severity,
        int at,
        String message,
        @Nullable String hint,
        @Nullable String object) {
      if (rule == FindingRule.FOREIGN_DIALECT) {
        found = true;
        reporter.report(rule, severity, at, message, hint, object);
      }
    }

    @Override
    public void reportInside(FindingRule rule, Token inside, String message) {}

    @Override
    public void notRead(String what) {}

    @Override
    public void notShown(String what) {}
  }

  /** The statement is right or not read, and what it does to the schema is not known. */
  private void notFollowed(ScriptStatement statement, String words, Reporter reporter) {
    if (isDefinition(statement)) {
      loseTrack();
    }
    Token head = statement.tokens().getFirst();
    Token second = statement.token(1);
    reporter.notRead(
        words.formatted(
            head.text().toUpperCase(Locale.ROOT),
            second.text().toUpperCase(Locale.ROOT),
            head.line()));
  }

  private static boolean isDefinition(ScriptStatement statement) {
    return switch (statement.tokens().getFirst().key()) {
      case "create", "alter", "drop" -> true;
      default -> false;
    };
  }

  /** Carries out what a statement does to the schema. */
  public void apply(Read read) {
    if (read.after() != null) {
      at(read.after());
    } else {
      names.apply(read.definition(), null);
      at(names.schema());
    }
  }

  private static boolean hasBody(Definition.CreateOther definition) {
    return switch (definition.kind()) {
      case "function", "procedure", "trigger", "event" -> true;
      default -> false;
    };
  }

  private void unknownHead(StatementReader reader, List<Token> tokens, Reporter reporter) {
    Token head = tokens.getFirst();
    String word = head.text().toUpperCase(Locale.ROOT);
    if (reader.isForeignHead()) {
      reporter.report(
          FindingRule.FOREIGN_DIALECT,
          0,
          product() + " has no statement " + word,
          server.isPostgres() ? "It is one of MySQL's." : "It is one of PostgreSQL's.",
          null);
      return;
    }
    syntaxError(0, "Syntax error at " + quote(head) + ": no statement begins so", null, reporter);
  }

  private String product() {
    if (server.isPostgres()) {
      return "PostgreSQL";
    }
    return server.isMariaDb() ? "MariaDB" : "MySQL";
  }

  private static String quote(Token token) {
    String text = token.text().length() > 40 ? token.text().substring(0, 40) + "…" : token.text();
    return token.isEnd() ? "the end of the statement" : "\"" + text + "\"";
  }

  private static void syntaxError(
      int at, String message, @Nullable String hint, Reporter reporter) {
    reporter.report(FindingRule.SYNTAX_ERROR, at, message, hint, null);
  }

  private void foreignParts(StatementReader reader, Reporter reporter) {
    for (DefinitionReader.Foreign part : reader.foreign()) {
      reporter.report(
          FindingRule.FOREIGN_DIALECT,
          part.at(),
          product() + " does not know " + part.what(),
          part.hint(),
          null);
    }
  }
}
