package dev.dbsa.adapter.sqlcheck.ddl;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.bind.TableUse;
import dev.dbsa.adapter.sqlcheck.ddl.JSqlGrammar.Verdict;
import dev.dbsa.adapter.sqlcheck.effect.Effects;
import dev.dbsa.adapter.sqlcheck.effect.Outcome;
import dev.dbsa.adapter.sqlcheck.effect.Refusal;
import dev.dbsa.adapter.sqlcheck.effect.Situation;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks the statements that are no queries and no changes of rows, and carries their effects out
 * on the working schema. Our own reader says what a statement means; where it meets something that
 * it does not know, JSqlParser is asked whether the statement is well formed, and only what both
 * refuse is an error: either of them alone refuses too much that the servers take. Belongs to one
 * run over one script.
 */
public final class OtherStatements {
  private SchemaState schema;
  private final Server server;
  private final TypeCheck types;
  private final DefinitionCheck names;
  private final Effects effects;
  private final JSqlGrammar grammar;

  public OtherStatements(SchemaState schema, Server server) {
    this.schema = schema;
    this.server = server;
    this.types = new TypeCheck(schema, server.isMariaDb());
    this.names = new DefinitionCheck(schema, server, types);
    this.grammar = new JSqlGrammar(server);
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
   * @param made the table or view that its query makes; {@code null} where there is none
   * @param after the schema after it; {@code null} where the effects do not follow it
   */
  public record Read(
      Definition definition,
      @Nullable Inner inner,
      @Nullable Table made,
      @Nullable SchemaState after) {}

  /**
   * Reads and checks one statement; {@code null} where nothing is known about it. The working
   * schema stays as it is.
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
    boolean grammatical = false;
    if (reader.knowsHead()) {
      switch (StatementParser.read(statement, server)) {
        case Result.Refused refused -> {
          refused(statement, refused, reporter);
          return null;
        }
        case Result.Tree tree when effects.follows(tree.statement()) -> {
          return followed(tree.statement(), reader, statement, reporter);
        }
        case Result.Tree tree -> grammatical = !(tree.statement() instanceof Statement.Unread);
        case Result.TooDeep _, Result.OtherKind _ -> {}
      }
    } else {
      unknownHead(reader, tokens, reporter);
      return null;
    }
    Definition definition;
    try {
      definition = reader.read();
    } catch (TokenCursor.Unread e) {
      if (grammatical) {
        notFollowed(statement, reporter);
        return null;
      }
      foreignParts(reader, reporter);
      unread(statement, reader, reporter);
      return null;
    }
    if (!grammatical) {
      foreignParts(reader, reporter);
    }
    if (!grammatical && reader.isSuspect() && reader.foreign().isEmpty()) {
      suspect(statement, reporter);
    }
    Inner inner = inner(definition, statement, reporter);
    Table made = made(definition, inner);
    names.check(definition, made, reporter);
    if (!reader.isSuspect()) {
      Table before = definition instanceof Definition.AlterTable d ? names.find(d.name()) : null;
      Table after = names.after(definition, made);
      new DefinitionExpressions(definition, before, after, schema, server, statement, reporter)
          .check(reader.expressions());
    }
    if (definition instanceof Definition.CreateOther other && hasBody(other)) {
      reporter.notRead("The bodies of functions, procedures, triggers and events.");
    } else if (definition instanceof Definition.Dynamic) {
      reporter.notRead("Statements that a block or a prepared statement runs.");
    }
    return new Read(definition, inner, made, null);
  }

  /** A statement whose tree the effects follow. */
  private Read followed(
      Statement tree, StatementReader reader, ScriptStatement statement, Reporter reporter) {
    Inner inner = inner(tree, statement, reporter);
    Situation.Result result = null;
    if (inner != null && inner.tree() instanceof Statement.Select select) {
      SchemaNames.Result found = SchemaNames.result(select.query(), schema, server, statement);
      result = new Situation.Result(found.columns(), found.open(), tables(inner.bound()));
    }
    Outcome outcome = effects.apply(tree, new Situation(schema, server, statement, result));
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
    Definition definition;
    try {
      definition = reader.read();
    } catch (TokenCursor.Unread e) {
      definition = new Definition.Harmless(0, "");
    }
    return new Read(definition, inner, null, outcome.state());
  }

  private List<ObjectName> tables(Bound bound) {
    List<ObjectName> found = new ArrayList<>();
    for (TableUse use : bound.uses()) {
      if (schema.find(use.name()) instanceof SchemaState.Lookup.Found table) {
        found.add(table.table().fullName());
      }
    }
    return found;
  }

  private @Nullable Inner inner(Statement tree, ScriptStatement statement, Reporter reporter) {
    Statement inside =
        switch (tree) {
          case TableStatement.CreateTable d -> d.query();
          case TableStatement.CreateView d -> d.query();
          default -> null;
        };
    if (inside == null) {
      return null;
    }
    Bound bound = Binder.bind(inside, schema, server, statement, reporter);
    return new Inner(statement, inside, bound);
  }

  /** The grammar refuses the statement; where the other dialect's words are why, that is told. */
  private void refused(ScriptStatement statement, Result.Refused refused, Reporter reporter) {
    if (isDefinition(statement)) {
      // Whatever it makes may be used by what follows.
      loseTrack();
    }
    StatementReader reader = new StatementReader(statement.tokens(), server);
    ForeignWords words = new ForeignWords(reporter);
    try {
      names.check(reader.read(), null, words);
    } catch (TokenCursor.Unread e) {
      // Its foreign parts count all the same.
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
    public void notRead(String what) {}

    @Override
    public void notShown(String what) {}
  }

  /** The statement is right, but what it does to the schema is not known. */
  private void notFollowed(ScriptStatement statement, Reporter reporter) {
    if (isDefinition(statement)) {
      loseTrack();
    }
    Token head = statement.tokens().getFirst();
    Token second = statement.token(1);
    reporter.notRead(
        "What %s %s in line %d does."
            .formatted(
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
      names.apply(read.definition(), read.made());
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

  private void unread(ScriptStatement statement, StatementReader reader, Reporter reporter) {
    if (isDefinition(statement)) {
      // Whatever it makes may be used by what follows.
      loseTrack();
    }
    if (!reader.foreign().isEmpty()) {
      return;
    }
    int open = unbalanced(statement.tokens());
    if (open >= 0) {
      syntaxError(open, "This parenthesis has no counterpart", null, reporter);
      return;
    }
    switch (grammar.parse(statement.text())) {
      case Verdict.Refused refused -> {
        int at = Math.max(reader.position(), tokenAt(statement, refused));
        syntaxError(at, "Syntax error at " + quote(token(statement, at)), null, reporter);
      }
      case Verdict.Accepted _, Verdict.Unknown _ -> passedOver(reporter);
    }
  }

  /** A parenthesis without its counterpart; -1 where there is none. */
  private static int unbalanced(List<Token> tokens) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        open.push(i);
      } else if (tokens.get(i).is(")")) {
        if (open.isEmpty()) {
          return i;
        }
        open.pop();
      }
    }
    return open.isEmpty() ? -1 : open.getFirst();
  }

  private void suspect(ScriptStatement statement, Reporter reporter) {
    switch (grammar.parse(statement.text())) {
      case Verdict.Refused refused -> {
        int at = tokenAt(statement, refused);
        syntaxError(at, "Syntax error at " + quote(token(statement, at)), null, reporter);
      }
      case Verdict.Accepted _ -> {}
      case Verdict.Unknown _ -> passedOver(reporter);
    }
  }

  private static void passedOver(Reporter reporter) {
    reporter.notRead("Statements that neither of the grammars for definitions could read.");
  }

  private static Token token(ScriptStatement statement, int at) {
    return statement.tokens().get(Math.min(at, statement.tokens().size() - 1));
  }

  /** The token at which JSqlParser stopped. */
  private static int tokenAt(ScriptStatement statement, Verdict.Refused refused) {
    List<Token> tokens = statement.tokens();
    int line = tokens.getFirst().line() + refused.line() - 1;
    int column =
        refused.line() == 1 ? tokens.getFirst().column() + refused.column() - 1 : refused.column();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.line() > line || token.line() == line && token.column() >= column) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  // ---------------------------------------------------------------- statements inside

  private @Nullable Inner inner(
      Definition definition, ScriptStatement statement, Reporter reporter) {
    int from =
        switch (definition) {
          case Definition.CreateTable d -> d.query();
          case Definition.CreateView d -> d.query();
          case Definition.Explain d -> d.statement();
          case Definition.Transfer d -> d.query();
          default -> -1;
        };
    if (from < 0) {
      return null;
    }
    ScriptStatement text = part(definition, statement, from);
    Reporter shifted = new PartReporter(reporter, from);
    switch (StatementParser.parse(text, server)) {
      case Result.Tree tree -> {
        Bound bound = Binder.bind(tree.statement(), schema, server, text, shifted);
        return new Inner(text, tree.statement(), bound);
      }
      case Result.Refused refused ->
          syntaxError(from + refused.at(), refused.message(), null, reporter);
      case Result.TooDeep deep ->
          reporter.report(
              FindingRule.TOO_DEEP, from + deep.at(), deep.message(), "Split the statement.", null);
      case Result.OtherKind _ -> {}
    }
    return null;
  }

  /** The tokens of the query alone: without what may stand behind it. */
  private ScriptStatement part(Definition definition, ScriptStatement statement, int from) {
    List<Token> tokens = statement.tokens();
    int end = tokens.size() - 1;
    if (definition instanceof Definition.Transfer) {
      int depth = 1;
      int i = from;
      while (i < end && depth > 0) {
        depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
        i++;
      }
      end = i - 1;
    } else if (!(definition instanceof Definition.Explain)) {
      end = withoutTail(tokens, end);
    }
    return statement.part(from, end);
  }

  /** WITH [NO] DATA and WITH CHECK OPTION stand behind the query. */
  private static int withoutTail(List<Token> tokens, int end) {
    int i = end;
    if (i > 2 && tokens.get(i - 1).is("data")) {
      i--;
      i -= tokens.get(i - 1).is("no") ? 1 : 0;
      return tokens.get(i - 1).is("with") ? i - 1 : end;
    }
    if (i > 3 && tokens.get(i - 1).is("option") && tokens.get(i - 2).is("check")) {
      i -= 2;
      i -= tokens.get(i - 1).is("cascaded") || tokens.get(i - 1).is("local") ? 1 : 0;
      return tokens.get(i - 1).is("with") ? i - 1 : end;
    }
    return end;
  }

  private @Nullable Table made(Definition definition, @Nullable Inner inner) {
    if (inner == null || !(inner.tree() instanceof Statement.Select select)) {
      return null;
    }
    return switch (definition) {
      case Definition.CreateTable d ->
          derived(d.name(), RelationKind.TABLE, List.of(), select.query(), inner);
      case Definition.CreateView d ->
          derived(
              d.name(),
              d.materialized() ? RelationKind.MATERIALIZED_VIEW : RelationKind.VIEW,
              d.columns(),
              select.query(),
              inner);
      default -> null;
    };
  }

  private Table derived(
      List<Name> name, RelationKind kind, List<Name> columns, Query query, Inner inner) {
    return SchemaNames.derived(
        query,
        schema,
        server,
        inner.text(),
        schema.homeOf(name),
        name.getLast().text(),
        kind,
        columns);
  }
}
