package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.SessionStatement;
import dev.dbsa.sql.tree.SessionStatement.Variable;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What statements do to a schema of PostgreSQL. */
final class PostgresEffects implements Effects {

  @Override
  public boolean follows(Statement statement) {
    return switch (statement) {
      case TableStatement.CreateTable _,
          TableStatement.AlterTable _,
          TableStatement.CreateIndex _,
          TableStatement.CreateView _,
          TableStatement.Truncate _,
          TableStatement.CreateSequence _,
          TableStatement.RefreshView _,
          CreateSchema _,
          SessionStatement.Transaction _,
          SessionStatement.SetVariables _ ->
          true;
      case Drop d -> PostgresDrops.follows(d.kind());
      default -> false;
    };
  }

  @Override
  public Outcome apply(Statement statement, Situation situation) {
    Step step = new Step(situation);
    switch (statement) {
      case TableStatement.CreateTable d -> PostgresTables.create(d, step);
      case TableStatement.AlterTable d -> PostgresAlter.apply(d, step);
      case TableStatement.CreateIndex d -> PostgresIndexes.create(d, step);
      case TableStatement.CreateView d -> PostgresTables.createView(d, step);
      case TableStatement.Truncate d -> truncate(d, step);
      case TableStatement.CreateSequence d -> PostgresSequences.create(d, step);
      case TableStatement.RefreshView d -> refresh(d, step);
      case CreateSchema d -> schema(d, situation, step);
      case Drop d -> PostgresDrops.apply(d, step);
      case SessionStatement.Transaction d -> PostgresTransactions.apply(d, step);
      case SessionStatement.SetVariables d -> d.variables().forEach(v -> set(v, step));
      default -> {}
    }
    return step.outcome();
  }

  private static void refresh(TableStatement.RefreshView d, Step step) {
    Table view = step.need(d.name());
    if (view == null || view.open()) {
      return;
    }
    if (view.kind() != RelationKind.MATERIALIZED_VIEW) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.name().getLast(),
          view.name() + " is a " + PostgresNames.kind(view) + ", not a materialized view",
          null);
    } else if (d.concurrently()
        && view.relation().indexes().stream()
            .noneMatch(
                i ->
                    i.unique()
                        && i.predicate() == null
                        && i.parts().stream().allMatch(p -> p.column() != null))) {
      step.refuse(
          FindingRule.INVALID_KEY,
          d.name().getLast(),
          "REFRESH CONCURRENTLY needs a unique index over columns of " + view.name(),
          "Create one first.");
    }
  }

  /** CREATE SCHEMA with what is made in it. */
  private void schema(CreateSchema d, Situation situation, Step step) {
    Name name = d.name() == null ? d.owner() : d.name();
    if (name == null) {
      step.loseTrack("The schema that CREATE SCHEMA makes for its owner.");
      return;
    }
    SchemaState state = step.state();
    if (state.hasSchema(name.text())) {
      if (!d.ifNotExists()) {
        step.exists("schema", name, "Leave it out, or write IF NOT EXISTS.");
      }
      return;
    }
    if (name.text().startsWith("pg_")) {
      step.refuse(FindingRule.INVALID_COLUMN, name, "Names of schemas do not begin with pg_", null);
    }
    step.become(state.withSchema(name.text()));
    if (!d.elements().isEmpty()) {
      List<String> path = new ArrayList<>(state.searchPath());
      path.addFirst(name.text());
      SchemaState inside = step.state().withSearchPath(path);
      for (Statement element : d.elements()) {
        Outcome outcome =
            apply(element, new Situation(inside, situation.server(), situation.text(), null));
        step.take(outcome);
        inside = outcome.state();
      }
      step.become(inside.withSearchPath(state.searchPath()));
    }
  }

  /** tablecmds.c: heap_truncate_check_FKs. */
  private static void truncate(TableStatement.Truncate d, Step step) {
    Set<ObjectName> going = new LinkedHashSet<>();
    List<Table> tables = new ArrayList<>();
    for (List<Name> name : d.tables()) {
      Table table = step.need(name);
      if (table == null) {
        continue;
      }
      if (!table.kind().isTable() && !table.open()) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            name.getLast(),
            table.name() + " is a " + PostgresNames.kind(table) + ", not a table",
            null);
      }
      going.add(table.fullName());
      tables.add(table);
    }
    if (d.cascade() || !step.state().isSureOfPresence()) {
      return;
    }
    for (Table table : tables) {
      for (Reference reference : step.state().references(table.fullName())) {
        if (!going.contains(reference.source().fullName())) {
          step.refuse(
              FindingRule.DEPENDENT_OBJECTS,
              d.at(),
              "The foreign key "
                  + reference.key().name()
                  + " of "
                  + reference.source().name()
                  + " refers to "
                  + table.name(),
              "Name both tables in one TRUNCATE, or write CASCADE.",
              table.name());
          return;
        }
      }
    }
  }

  private static void set(Variable variable, Step step) {
    if (!variable.name().equals("search_path")) {
      return;
    }
    List<String> path = new ArrayList<>();
    for (Expr value : variable.values()) {
      String name =
          switch (value) {
            case Expr.Literal l -> l.text();
            case Expr.Column c -> c.last().text();
            default -> "";
          };
      boolean plain =
          !name.isEmpty()
              && !name.startsWith("$")
              && !name.toLowerCase(Locale.ROOT).equals("default")
              && !name.contains(",");
      if (!plain) {
        step.become(step.state().losingSearchPath());
        return;
      }
      path.add(name);
    }
    step.become(
        path.isEmpty() || variable.scope() == Variable.Scope.LOCAL && !step.state().inTransaction()
            ? step.state().losingSearchPath()
            : step.state().withSearchPath(path));
  }
}
