package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.bind.Binder;
import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.ScriptReview;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.grammar.StatementParser;
import dev.dbsa.sql.grammar.StatementParser.Result;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run over one script. */
final class ScriptCheck {
  private final Server server;
  private SchemaState schema;
  private final ScriptPolicy policy;
  private final ScriptReview review;
  private final String text;
  private final ScriptSplitter.Script script;
  private final List<Finding> findings = new ArrayList<>();
  private final boolean snapshot;
  private final boolean drafted;
  private final boolean inHistory;
  private final Set<String> notRead = new LinkedHashSet<>();
  private final Set<String> notShown = new LinkedHashSet<>();

  /**
   * @param snapshot whether the schema is known
   * @param inHistory whether the script follows others, in which one without a statement does
   *     nothing wrong
   */
  ScriptCheck(
      String text,
      Server server,
      SchemaState schema,
      boolean snapshot,
      ScriptScope scope,
      ScriptPolicy policy,
      boolean inHistory) {
    this.inHistory = inHistory;
    this.server = server;
    this.schema = schema;
    this.snapshot = snapshot;
    this.drafted = scope.drafted();
    this.policy = policy;
    this.review = new ScriptReview(schema, server, snapshot, scope, policy);
    this.text = text;
    this.script = ScriptSplitter.split(text, server);
  }

  ScriptAnalysis run() {
    if (script.statements().isEmpty() && script.notices().isEmpty()) {
      findings.add(
          new Finding(
              FindingRule.EMPTY_SCRIPT.id(),
              FindingRule.EMPTY_SCRIPT.category(),
              inHistory ? Severity.WARNING : FindingRule.EMPTY_SCRIPT.severity(),
              "The script holds no statement",
              "Write at least one statement; comments alone do nothing.",
              null,
              null));
    }
    findings.addAll(HiddenText.in(script, text, schema));
    if (!snapshot) {
      notShown.add("Whether the names exist: no snapshot was named.");
    }
    if (snapshot && !schema.isFollowed()) {
      notRead.add(
          "Whether names exist: a script before this one may have changed the schema in ways that"
              + " are not followed.");
    }
    script.notices().forEach(this::tell);
    boolean followed = schema.isFollowed();
    for (ScriptStatement statement : script.statements()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("nobody waits for the outcome any more");
      }
      if (snapshot && followed && !schema.isFollowed()) {
        notRead.add(
            "Whether names exist from statement "
                + statement.number()
                + " on: what stands before it may change the schema in ways that are not"
                + " followed.");
      }
      followed = schema.isFollowed();
      check(statement);
    }
    review.finish();
    Suppressions.Kept kept =
        Suppressions.of(script, drafted, policy.ticket()).apply(findings, review.risks());
    PolicyVerdict verdict = PolicyVerdict.of(policy, kept.findings(), kept.risks());
    verdict.notTold().ifPresent(notShown::add);
    return new ScriptAnalysis(
        Validation.of(verdict.findings(), List.copyOf(notRead), List.copyOf(notShown)),
        verdict.risks(),
        review.objects());
  }

  /** The schema as the script leaves it; before the run, as it finds it. */
  SchemaState schema() {
    return schema;
  }

  private void tell(ScriptSplitter.Notice notice) {
    switch (notice.kind()) {
      case CLIENT_COMMAND ->
          notRead.add(
              "Line "
                  + notice.line()
                  + ": "
                  + notice.what()
                  + " is a command of "
                  + (server.isPostgres() ? "psql" : "the mysql client")
                  + ", which the server does not know.");
      case COPY_DATA ->
          notRead.add(
              "The rows that follow COPY in line "
                  + notice.line()
                  + ": they are data, which psql sends.");
      case READ_DIFFERENTLY ->
          findings.add(
              new Finding(
                  FindingRule.SYNTAX_ERROR.id(),
                  FindingRule.SYNTAX_ERROR.category(),
                  Severity.ERROR,
                  "The rest is read differently by the server: this statement sets "
                      + notice.what(),
                  "Leave the setting out, or check what follows as a script of its own.",
                  new Position(notice.statement(), notice.line(), notice.column()),
                  null));
    }
  }

  private void check(ScriptStatement statement) {
    StatementReporter reporter = new StatementReporter(statement);
    try {
      check(statement, reporter);
    } catch (StackOverflowError e) {
      // Chains such as a::text::text… nest as deep as they are long, and the rules follow them
      // down.
      reporter.tooDeep(0, "The statement nests too deep to be checked in full");
    }
  }

  private void check(ScriptStatement statement, StatementReporter reporter) {
    Server its = script.server(statement);
    switch (StatementParser.read(statement, its)) {
      case Result.Refused refused -> {
        loseTrack(statement);
        refused(statement, refused, reporter);
      }
      case Result.TooDeep deep -> {
        loseTrack(statement);
        reporter.tooDeep(deep.at(), deep.message());
      }
      case Result.Tree tree
          when tree.statement() instanceof Statement.Unread
              && ForeignDialect.isHeadOfOthers(statement.token(0), its) ->
          refused(statement, new Result.Refused(0, "No statement begins so", null), reporter);
      case Result.Tree tree when tree.statement() instanceof Statement.Unread -> {
        reporter.notRead(unread(statement));
        schema =
            review.other(statement, tree.statement(), null, schema, after(statement), reporter);
      }
      case Result.Tree tree when StatementStep.isOfRows(tree.statement()) -> {
        Bound bound = Binder.bind(tree.statement(), schema, its, statement, reporter);
        StatementStep.populated(bound, reporter);
        schema = review.row(statement, tree.statement(), bound, schema, reporter);
      }
      case Result.Tree tree -> {
        StatementStep step = new StatementStep(its, schema, reporter);
        ScriptReview.Inner inner = step.inner(tree.statement(), statement);
        SchemaState after = step.carryOut(tree.statement(), inner, statement);
        schema = review.other(statement, tree.statement(), inner, schema, after, reporter);
      }
    }
  }

  private static String unread(ScriptStatement statement) {
    Token head = statement.tokens().getFirst();
    List<String> tables = UnreadTables.of(statement);
    return "What "
        + head.text().toUpperCase(Locale.ROOT)
        + " "
        + statement.token(1).text().toUpperCase(Locale.ROOT)
        + " in line "
        + head.line()
        + " says: it is not read."
        + (tables.isEmpty() ? "" : " It names " + String.join(", ", tables) + ".");
  }

  /** What a definition that is not understood makes may be used by what follows. */
  private void loseTrack(ScriptStatement statement) {
    schema = after(statement);
  }

  private SchemaState after(ScriptStatement statement) {
    return switch (statement.tokens().getFirst().key()) {
      case "create", "alter", "drop" -> schema.losingTrack();
      default -> schema;
    };
  }

  private void refused(
      ScriptStatement statement, Result.Refused refused, StatementReporter reporter) {
    if (refused.inside() != null) {
      reporter.reportInside(FindingRule.SYNTAX_ERROR, refused.inside(), refused.message());
      return;
    }
    SyntaxAdvice.Advice advice = SyntaxAdvice.of(statement, refused, server);
    reporter.report(
        advice.foreign() ? FindingRule.FOREIGN_DIALECT : FindingRule.SYNTAX_ERROR,
        advice.at(),
        advice.message(),
        advice.hint(),
        null);
  }

  private final class StatementReporter implements Reporter {
    private final ScriptStatement statement;

    StatementReporter(ScriptStatement statement) {
      this.statement = statement;
    }

    void tooDeep(int at, String message) {
      report(FindingRule.TOO_DEEP, at, message, "Split the statement.", null);
    }

    @Override
    public void report(
        FindingRule rule,
        Severity severity,
        int at,
        String message,
        @Nullable String hint,
        @Nullable String object) {
      findings.add(
          new Finding(
              rule.id(),
              rule.category(),
              severity,
              message,
              hint == null || hint.isEmpty() ? null : hint,
              place(at),
              object));
    }

    @Override
    public void reportInside(FindingRule rule, Token inside, String message) {
      findings.add(
          new Finding(
              rule.id(), rule.category(), rule.severity(), message, null, place(inside), null));
    }

    private Position place(int at) {
      return place(statement.token(at));
    }

    private Position place(Token token) {
      return new Position(statement.number(), token.line(), token.column());
    }

    @Override
    public void notRead(String what) {
      notRead.add(what);
    }

    @Override
    public void notShown(String what) {
      notShown.add(what);
    }
  }
}
