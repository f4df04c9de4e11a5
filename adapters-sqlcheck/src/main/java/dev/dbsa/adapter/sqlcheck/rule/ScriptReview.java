package dev.dbsa.adapter.sqlcheck.rule;

import dev.dbsa.adapter.sqlcheck.bind.Bound;
import dev.dbsa.adapter.sqlcheck.bind.Reporter;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.policy.ScriptPolicy;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.lex.Token;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules to the statements of one script, in their order, gathers what they touch, and
 * keeps the working schema as the statements leave it. Belongs to one run over one script.
 */
public final class ScriptReview {
  private static final List<RowRule> ROW_RULES =
      List.of(
          new UnfilteredChange(),
          new ChangeStyle(),
          new NullLogic(),
          new SelectShape(),
          new FilterCost(),
          new IndexUse(),
          new Joins(),
          new MultipliedSums(),
          new PipesAsOr(),
          new ServerAccess(),
          new SetVarHints(),
          new QueryEffects());
  private static final List<DefinitionRule> DEFINITION_RULES =
      List.of(
          new Dropping(),
          new Renaming(),
          new ColumnChanges(),
          new MySqlTableChanges(),
          new KeysAndIndexes(),
          new Maintenance(),
          new Access(),
          new NameLength(),
          new NamePolicy());

  private final Server server;
  private final ScriptPolicy policy;
  private final Scale scale;
  private final ScriptFlow flow;
  private final Objects objects;
  private final Optional<ModeLimit> limit;
  private final RowRule changedRows = new ChangedRows();
  private final Set<Risk> risks = new LinkedHashSet<>();

  /**
   * @param snapshot whether the schema was read from a server, so that names tell whether an object
   *     exists
   */
  public ScriptReview(
      SchemaState schema, Server server, boolean snapshot, ScriptScope scope, ScriptPolicy policy) {
    this.server = server;
    this.policy = policy;
    this.scale = new Scale(policy.sizes());
    this.flow = new ScriptFlow(server);
    this.objects = new Objects(schema, snapshot);
    this.limit = scope.mode().map(ModeLimit::new);
  }

  /** A query or change of rows, bound before; the schema as it leaves it. */
  public SchemaState row(
      ScriptStatement text, Statement tree, Bound bound, SchemaState schema, Reporter reporter) {
    objects.at(schema);
    Notes notes = new StatementNotes(text, reporter);
    objects.uses(bound, false);
    RowStatement statement = new RowStatement(text, tree, bound, schema, server);
    rules(statement, notes);
    flow.row(tree, notes);
    SchemaState after = schema;
    if (server.isPostgres() && makesTable(tree)) {
      // SELECT … INTO makes a table, whose name the tree does not keep.
      after = after.losingTrack();
    }
    if (statement.expressions().stream().anyMatch(ScriptReview::setsSearchPath)) {
      after = after.losingSearchPath();
    }
    return after;
  }

  private static boolean makesTable(Statement tree) {
    return tree instanceof Statement.Select select && select.query().into();
  }

  private static boolean setsSearchPath(Expr expr) {
    return expr instanceof Expr.Call call && call.function().equals("set_config");
  }

  /**
   * Any other statement.
   *
   * @param inner the query or change of rows in it; {@code null} where there is none
   * @param schema how it finds the schema
   * @param after how it leaves the schema
   * @return how it leaves the schema
   */
  public SchemaState other(
      ScriptStatement text,
      Statement tree,
      @Nullable Inner inner,
      SchemaState schema,
      SchemaState after,
      Reporter reporter) {
    objects.at(schema);
    int before = risks.size();
    Notes notes = new StatementNotes(text, reporter);
    objects.statement(tree);
    DefinedStatement statement =
        new DefinedStatement(tree, text, schema, after, server, flow.inTransaction());
    DEFINITION_RULES.forEach(rule -> rule.check(statement, notes));
    if (inner != null) {
      inner(text, tree, inner, schema, notes);
    }
    limit.ifPresent(l -> l.other(tree, text, notes));
    flow.definition(statement, notes);
    effects(tree, text, risks.size() > before, new StatementNotes(text, reporter));
    return after;
  }

  /** A query or change of rows inside another statement, with its names' meaning. */
  public record Inner(Statement tree, Bound bound) {}

  private void inner(
      ScriptStatement text, Statement tree, Inner inner, SchemaState schema, Notes notes) {
    boolean planned = tree instanceof SessionStatement.Explain explain && !explain.analyze();
    objects.uses(inner.bound(), planned);
    if (!planned) {
      rules(new RowStatement(text, inner.tree(), inner.bound(), schema, server), notes);
    }
  }

  private void rules(RowStatement statement, Notes notes) {
    int before = risks.size();
    ROW_RULES.forEach(rule -> rule.check(statement, notes));
    if (risks.size() == before) {
      changedRows.check(statement, notes);
    }
    limit.ifPresent(l -> l.row(statement, notes));
  }

  /** What is not known to be harmless is told, unless a rule of its own told it already. */
  private void effects(Statement tree, ScriptStatement text, boolean told, Notes notes) {
    ServerAccess.functions(text, server.isPostgres(), notes);
    StatementEffects.foreignEngine(tree, server)
        .ifPresent(
            engine ->
                notes.risk(
                    RiskCode.STATEMENT_WITH_EFFECTS,
                    "The storage engine " + engine + " may keep the rows outside this server",
                    engine,
                    null));
    if (StatementEffects.runsLibrary(tree)) {
      notes.risk(
          RiskCode.STATEMENT_WITH_EFFECTS,
          RiskLevel.HIGH,
          "The routine is code of a library, which may do anything that the server's account may",
          null,
          null);
    }
    if (told) {
      return;
    }
    StatementEffects.unlisted(tree, text, server)
        .ifPresent(
            words ->
                notes.risk(
                    RiskCode.STATEMENT_WITH_EFFECTS,
                    words + " may change the server, the session or what others see",
                    null,
                    "Make sure that it is meant to run with the rest of the script."));
  }

  /** What only the whole script tells. */
  public void finish() {
    flow.finish(new StatementNotes(null, null));
  }

  /** In the order of the script. */
  public List<Risk> risks() {
    return List.copyOf(risks);
  }

  /** In the order of the script, without repetitions. */
  public List<ImpactedObject> objects() {
    return objects.list();
  }

  /** Notes about one statement, or about the script where there is no number. */
  private final class StatementNotes implements Notes {
    private final @Nullable ScriptStatement statement;
    private final @Nullable Reporter reporter;
    private final List<FindingRule> once = new ArrayList<>();

    StatementNotes(@Nullable ScriptStatement statement, @Nullable Reporter reporter) {
      this.statement = statement;
      this.reporter = reporter;
    }

    @Override
    public Scale scale() {
      return scale;
    }

    @Override
    public ScriptPolicy policy() {
      return policy;
    }

    @Override
    public void risk(
        RiskCode code,
        RiskLevel level,
        String message,
        @Nullable String object,
        @Nullable String hint) {
      Risk risk = Risk.of(level, code.id(), message + ".", null, object, hint);
      risks.add(risk.at(place(object)));
    }

    /** Where the statement names the object first, or where it begins. */
    private @Nullable Position place(@Nullable String object) {
      if (statement == null) {
        return null;
      }
      Token at = statement.tokens().getFirst();
      if (object != null) {
        for (Token token :
            statement.tokens().subList(0, Math.min(statement.tokens().size(), FAR))) {
          if (token.isName() && token.text().equalsIgnoreCase(object)) {
            at = token;
            break;
          }
        }
      }
      return new Position(statement.number(), at.line(), at.column());
    }

    @Override
    public void finding(
        FindingRule rule,
        Severity severity,
        int at,
        String message,
        @Nullable String hint,
        @Nullable String object) {
      // A statement that repeats one fault a thousand times is told of it a few times.
      if (reporter == null || once.stream().filter(r -> r == rule).count() >= MOST_OF_A_KIND) {
        return;
      }
      once.add(rule);
      reporter.report(rule, severity, at, message, hint, object);
    }
  }

  private static final int MOST_OF_A_KIND = 5;

  /** How many tokens are looked through for the place of a risk. */
  private static final int FAR = 1000;
}
