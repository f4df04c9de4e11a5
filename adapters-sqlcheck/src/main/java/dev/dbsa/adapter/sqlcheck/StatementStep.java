package dev.dbsa.adapter.sqlcheck;

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
import dev.dbsa.adapter.sqlcheck.rule.ScriptReview;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.sql.Server;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a statement that is no query and no change of rows out on the schema. */
final class StatementStep {
  private final Server server;
  private final SchemaState schema;
  private final Reporter reporter;

  /**
   * @param schema how the statement finds it
   */
  StatementStep(Server server, SchemaState schema, Reporter reporter) {
    this.server = server;
    this.schema = schema;
    this.reporter = reporter;
  }

  /** Reports why the server would refuse it; the schema as it leaves it. */
  SchemaState carryOut(Statement tree, ScriptReview.@Nullable Inner inner, ScriptStatement text) {
    Situation.Result result = null;
    if (inner != null && inner.tree() instanceof Statement.Select select) {
      SchemaNames.Result found = SchemaNames.result(select.query(), schema, server, text);
      result = new Situation.Result(found.columns(), found.open(), tables(inner.bound()));
    }
    Outcome outcome = Effects.of(server).apply(tree, new Situation(schema, server, text, result));
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
    return outcome.state();
  }

  private static List<ObjectName> tables(Bound bound) {
    List<ObjectName> found = new ArrayList<>();
    for (TableUse use : bound.uses()) {
      if (use.table() != null) {
        found.add(use.table().fullName());
      }
    }
    return found;
  }

  /** The query or change of rows inside a statement, bound; {@code null} where there is none. */
  ScriptReview.@Nullable Inner inner(Statement tree, ScriptStatement text) {
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
    if (!isOfRows(inside)) {
      return inner(inside, text);
    }
    Bound bound = Binder.bind(inside, schema, server, text, reporter);
    if (tree instanceof TableStatement.CreateTable d && !Boolean.FALSE.equals(d.withData())) {
      populated(bound, reporter);
    }
    return new ScriptReview.Inner(inside, bound);
  }

  /** Reports materialized views without content in a statement that reads them at once. */
  static void populated(Bound bound, Reporter reporter) {
    for (TableUse use : bound.uses()) {
      if (use.table() != null && use.table().relation().traits().unpopulated()) {
        reporter.report(
            FindingRule.WRONG_OBJECT_TYPE,
            use.at(),
            "The materialized view " + use.table().name() + " has no content to be read",
            "Write REFRESH MATERIALIZED VIEW first.",
            use.table().name());
        return;
      }
    }
  }

  /** Whether a statement is a query or a change of rows. */
  static boolean isOfRows(Statement tree) {
    return switch (tree) {
      case Statement.Select _,
          Statement.Insert _,
          Statement.Update _,
          Statement.Delete _,
          Statement.Merge _ ->
          true;
      default -> false;
    };
  }
}
