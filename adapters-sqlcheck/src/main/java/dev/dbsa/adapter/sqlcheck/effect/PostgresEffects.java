package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Reference;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.sql.tree.Comment;
import dev.dbsa.sql.tree.CreateSchema;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.MaintenanceStatement;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectStatement;
import dev.dbsa.sql.tree.PrivilegeStatement;
import dev.dbsa.sql.tree.RoutineStatement;
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
  public Outcome apply(Statement statement, Situation situation) {
    Step step = new Step(situation);
    switch (statement) {
      case TableStatement d -> table(d, step);
      case ObjectStatement d -> object(d, step);
      case RoutineStatement d -> routine(d, step);
      case CreateSchema d -> schema(d, situation, step);
      case Drop d -> drop(d, step);
      case Comment d -> PostgresObjects.need(d.target(), step);
      case PrivilegeStatement d -> PostgresPrivileges.apply(d, step);
      case MaintenanceStatement d -> PostgresUpkeep.apply(d, step);
      case SessionStatement.Transaction d -> PostgresTransactions.apply(d, step);
      case SessionStatement.SetVariables d -> d.variables().forEach(v -> set(v, step));
      case SessionStatement d -> PostgresUpkeep.apply(d, step);
      // The other families are MySQL's.
      default -> {}
    }
    return step.outcome();
  }

  private static void table(TableStatement statement, Step step) {
    switch (statement) {
      case TableStatement.CreateTable d -> PostgresTables.create(d, step);
      case TableStatement.AlterTable d -> PostgresAlter.apply(d, step);
      case TableStatement.CreateIndex d -> PostgresIndexes.create(d, step);
      case TableStatement.CreateView d -> PostgresTables.createView(d, step);
      case TableStatement.Truncate d -> truncate(d, step);
      case TableStatement.CreateSequence d -> PostgresSequences.create(d, step);
      case TableStatement.RefreshView d -> refresh(d, step);
      case TableStatement.MoveAll d ->
          step.notShown("Whether there are tablespaces " + d.from() + " and " + d.to() + ".");
      // RENAME TABLE is MySQL's.
      case TableStatement.RenameTables _ -> {}
    }
  }

  private static void object(ObjectStatement statement, Step step) {
    switch (statement) {
      case ObjectStatement.CreateObject d -> PostgresObjects.create(d, step);
      case ObjectStatement.AlterObject d -> PostgresObjects.alter(d, step);
      case ObjectStatement.CreateEnum d -> PostgresUserTypes.create(d, step);
      case ObjectStatement.CreateComposite d -> PostgresUserTypes.create(d, step);
      case ObjectStatement.CreateRange d -> PostgresUserTypes.create(d, step);
      case ObjectStatement.CreateDomain d -> PostgresUserTypes.create(d, step);
      case ObjectStatement.CreateTrigger d -> PostgresTriggers.create(d, step);
      case ObjectStatement.CreateEventTrigger d -> PostgresTriggers.create(d, step);
      case ObjectStatement.CreateRule d -> PostgresTriggers.create(d, step);
      case ObjectStatement.CreatePolicy d -> PostgresTriggers.create(d, step);
      case ObjectStatement.CreateStatistics d -> PostgresTriggers.create(d, step);
      case ObjectStatement.CreatePublication d -> PostgresObjects.create(d, step);
      case ObjectStatement.ImportForeignSchema d -> PostgresObjects.importSchema(d, step);
      case ObjectStatement.CreateCast d -> {
        PostgresTypes.argument(d.source(), step);
        PostgresTypes.argument(d.target(), step);
        if (d.function() != null) {
          PostgresRoutines.need(d.function(), step);
        }
        step.loseTrack("What the cast is good for.");
      }
      case ObjectStatement.CreateTransform d -> {
        PostgresTypes.argument(d.type(), step);
        PostgresRoutines.isLanguage(d.language(), step);
        step.notShown("The functions of the transform.");
      }
      case ObjectStatement.CreateConversion d -> {
        step.homeIsThere(d.name());
        step.notShown("The function of the conversion " + Step.words(d.name()) + ".");
      }
      case ObjectStatement.CreateOperatorClass d -> {
        step.homeIsThere(d.name());
        PostgresTypes.argument(d.type(), step);
        step.loseTrack("What the operator class " + Step.words(d.name()) + " is made of.");
      }
      case ObjectStatement.CreateOperatorFamily d -> step.homeIsThere(d.name());
      case ObjectStatement.CreateAssertion d ->
          step.refuse(
              FindingRule.INVALID_OBJECT,
              d.at(),
              "PostgreSQL does not carry out CREATE ASSERTION",
              "Write a trigger.",
              null);
      case ObjectStatement.MoveAll d ->
          step.notShown("Whether there are tablespaces " + d.tablespace() + " and " + d.to() + ".");
    }
  }

  private static void routine(RoutineStatement statement, Step step) {
    switch (statement) {
      case RoutineStatement.CreateRoutine d -> PostgresRoutines.create(d, step);
      case RoutineStatement.CreateAggregate d -> PostgresRoutines.aggregate(d, step);
      case RoutineStatement.AlterRoutine d -> PostgresRoutines.need(d.routine(), step);
      case RoutineStatement.Do _ -> step.loseTrack("What the block behind DO does.");
      case RoutineStatement.ReturnValue _ -> {}
    }
  }

  private static void drop(Drop d, Step step) {
    if (PostgresDrops.follows(d.kind())) {
      PostgresDrops.apply(d, step);
      return;
    }
    switch (d.kind()) {
      case TYPE, DOMAIN -> PostgresUserTypes.drop(d, step);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> PostgresRoutines.drop(d, step);
      case TRIGGER, POLICY, RULE -> PostgresTriggers.drop(d, step);
      default -> PostgresObjects.drop(d, step);
    }
    if (d.cascade()) {
      // What depended on it is gone as well.
      step.become(step.state().losingObjects());
    }
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
    } else {
      boolean empty = Boolean.FALSE.equals(d.withData());
      RelationTraits traits = view.relation().traits().withUnpopulated(empty);
      TableDraft draft = TableDraft.of(step.state(), view);
      draft.traits(traits);
      step.become(step.state().with(draft.table()));
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

  private static boolean isOn(Variable variable) {
    if (variable.values().isEmpty()) {
      return true;
    }
    String value =
        switch (variable.values().getFirst()) {
          case Expr.Literal l -> l.text().toLowerCase(Locale.ROOT);
          case Expr.Column c -> c.last().text().toLowerCase(Locale.ROOT);
          default -> "";
        };
    return !Set.of("off", "false", "no", "0", "f", "n", "of").contains(value);
  }

  private static void set(Variable variable, Step step) {
    PostgresUpkeep.setting(variable, step);
    if (variable.name().equals("check_function_bodies")) {
      step.become(step.state().withBodiesChecked(isOn(variable)));
    }
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
