package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.effect.MySqlObjects.Presence;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ProgramStatement;
import dev.dbsa.sql.tree.ProgramStatement.CreateRoutine;
import dev.dbsa.sql.tree.ProgramStatement.CreateTrigger;
import dev.dbsa.sql.tree.ProgramStatement.EventDefinition;
import dev.dbsa.sql.tree.SessionStatement.Call;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Routines, triggers, events, packages and libraries as MySQL and MariaDB store them. */
final class MySqlPrograms {
  /** What a function says of itself so that a server with a binary log takes it. */
  private static final Set<String> HARMLESS =
      Set.of("deterministic", "no sql", "reads sql data", "contains sql");

  private MySqlPrograms() {}

  static void apply(ProgramStatement statement, Step step) {
    switch (statement) {
      case CreateRoutine d -> routine(d, step);
      case ProgramStatement.CreateLoadable d -> {
        List<Name> name = List.of(d.name());
        MySqlObjects.make(ObjectKind.FUNCTION, name, d.orReplace(), d.ifNotExists(), step);
        step.notShown("Whether the server has the library " + d.library() + ".");
      }
      case ProgramStatement.AlterRoutine d -> MySqlObjects.need(d.kind(), d.name(), step);
      case ProgramStatement.CreateLibrary d -> {
        MySqlObjects.make(ObjectKind.LIBRARY, d.name(), false, d.ifNotExists(), step);
        step.notRead(
            "What the library " + Step.words(d.name()) + " holds: it is in another language.");
      }
      case CreateTrigger d -> trigger(d, step);
      case EventDefinition d -> event(d, step);
      case ProgramStatement.CreatePackage d -> {
        MySqlObjects.make(d.kind(), d.name(), d.orReplace(), d.ifNotExists(), step);
        step.notRead("What the package " + Step.words(d.name()) + " does.");
      }
    }
  }

  // ---------------------------------------------------------------- routines

  private static void routine(CreateRoutine d, Step step) {
    step.homeIsThere(d.name());
    MySqlObjects.make(d.kind(), d.name(), d.orReplace(), d.ifNotExists(), step);
    boolean function = d.kind() == ObjectKind.FUNCTION;
    if (d.body() == null) {
      step.notRead("What " + Step.words(d.name()) + " does: it is in another language.");
    } else {
      MySqlBodies.program(
          function ? MySqlBodies.Kind.FUNCTION : MySqlBodies.Kind.PROCEDURE,
          d.body(),
          d.parameters(),
          d.name().getLast(),
          step);
    }
    boolean says =
        d.characteristics().stream()
            .anyMatch(o -> HARMLESS.contains(o.name()) || HARMLESS.contains(lower(o.value())));
    if (function && !says) {
      step.notShown(
          "Whether the server keeps a binary log, which takes no function that says nothing of data.");
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static void call(Call d, Step step) {
    if (d.name().size() > 2) {
      step.notShown("Whether there is a procedure " + Step.words(d.name()) + ".");
      step.become(step.state().losingTrack());
      return;
    }
    MySqlObjects.need(ObjectKind.PROCEDURE, d.name(), step);
    Optional<Routine> routine = MySqlObjects.snapshotRoutine(ObjectKind.PROCEDURE, d.name(), step);
    if (routine.isPresent() && routine.get().hasParameters() && !step.isMariaDb()) {
      arguments(d, routine.get(), step);
    }
    // What it does to the schema cannot be told.
    step.become(step.state().losingTrack());
  }

  private static void arguments(Call d, Routine routine, Step step) {
    List<Routine.Parameter> parameters = routine.parameters();
    if (parameters.size() != d.arguments().size()) {
      step.refuse(
          FindingRule.FUNCTION_ARGUMENTS,
          d.name().getLast(),
          "The procedure "
              + d.name().getLast()
              + " takes "
              + parameters.size()
              + " arguments, not "
              + d.arguments().size(),
          null);
      return;
    }
    for (int i = 0; i < parameters.size(); i++) {
      boolean out = parameters.get(i).mode() != Routine.Parameter.Mode.IN;
      if (out && d.arguments().get(i) instanceof Expr.Literal literal) {
        step.refuse(
            FindingRule.FUNCTION_ARGUMENTS,
            literal.at(),
            "The procedure writes to its argument " + (i + 1) + ", which must be a variable",
            null,
            d.name().getLast().text());
      }
    }
  }

  // ---------------------------------------------------------------- triggers

  private static void trigger(CreateTrigger d, Step step) {
    Table table = step.need(d.table());
    if (table != null && !table.open() && !table.kind().isTable()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          table.name() + " is a view, which has no triggers on MySQL",
          null);
      table = null;
    } else if (table != null && table.temporary()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          table.name() + " is a temporary table, which has no triggers",
          null);
    }
    if (d.name().size() > 1 && table != null) {
      String schema = d.name().getFirst().text();
      if (!step.state().sameTable(schema, table.schema())) {
        step.refuse(
            FindingRule.WRONG_OBJECT_TYPE,
            d.name().getFirst(),
            "A trigger is in the database of its table, which is " + table.schema(),
            null);
      }
    }
    MySqlObjects.make(ObjectKind.TRIGGER, d.name(), d.orReplace(), d.ifNotExists(), step);
    if (d.order() != null && table != null) {
      order(d, d.order(), table, step);
    }
    MySqlBodies.trigger(d.body(), table, d.event(), d.before(), step);
  }

  /** FOLLOWS and PRECEDES name a trigger of the same table, time and event. */
  private static void order(CreateTrigger d, Name order, Table table, Step step) {
    Presence found = MySqlObjects.find(ObjectKind.TRIGGER, List.of(order), step);
    boolean wrong = found == Presence.GONE;
    for (Trigger trigger : step.state().snapshot().triggers()) {
      if (trigger.name().equalsIgnoreCase(order.text()) && found == Presence.THERE) {
        wrong =
            trigger.table().equals(table.fullName())
                && (!trigger.timing().equals(d.before() ? "before" : "after")
                    || !trigger.events().contains(lower(d.event().name())));
      }
    }
    if (wrong) {
      step.missing(
          FindingRule.UNKNOWN_OBJECT, "trigger of the same time and event", order, List.of());
    }
  }

  // ---------------------------------------------------------------- events

  private static void event(EventDefinition d, Step step) {
    step.homeIsThere(d.name());
    if (d.alter()) {
      MySqlObjects.need(ObjectKind.EVENT, d.name(), step);
    } else {
      MySqlObjects.make(ObjectKind.EVENT, d.name(), d.orReplace(), d.ifNotExists(), step);
    }
    if (!d.renameTo().isEmpty()) {
      boolean same = Step.words(d.name()).equalsIgnoreCase(Step.words(d.renameTo()));
      if (same) {
        step.refuse(
            FindingRule.OBJECT_EXISTS,
            d.renameTo().getLast(),
            "The event bears the name " + d.renameTo().getLast() + " already",
            null);
      }
      MySqlObjects.put(ObjectKind.EVENT, d.name(), false, step);
      MySqlObjects.put(ObjectKind.EVENT, d.renameTo(), true, step);
    }
    ProgramStatement.Schedule schedule = d.schedule();
    if (schedule != null
        && !schedule.unit().isEmpty()
        && schedule.time() instanceof Expr.Literal amount
        && amount.text().matches("[0-9]{1,9}(\\.[0-9]+)?")
        && new BigDecimal(amount.text()).signum() == 0) {
      step.refuse(
          FindingRule.PROGRAM_RULE,
          amount.at(),
          "An event does not run every 0 of a unit",
          null,
          null);
    }
    if (d.body() != null) {
      MySqlBodies.program(MySqlBodies.Kind.EVENT, d.body(), List.of(), d.name().getLast(), step);
    }
    if (!d.alter()) {
      step.notShown("Whether the server's event scheduler runs.");
    }
  }
}
