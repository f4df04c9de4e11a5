package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.bind.ExpressionUse;
import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.bind.SchemaNames;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import dev.dbsa.sql.tree.ObjectStatement.CreateEventTrigger;
import dev.dbsa.sql.tree.ObjectStatement.CreatePolicy;
import dev.dbsa.sql.tree.ObjectStatement.CreateRule;
import dev.dbsa.sql.tree.ObjectStatement.CreateStatistics;
import dev.dbsa.sql.tree.ObjectStatement.CreateTrigger;
import dev.dbsa.sql.tree.ObjectStatement.TriggerEvent;
import dev.dbsa.sql.tree.ObjectStatement.TriggerTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What belongs to PostgreSQL's tables beside keys: triggers, policies, rules, statistics. */
final class PostgresTriggers {
  private static final Set<String> EVENTS =
      Set.of("ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite", "login");
  private static final Set<String> STATISTICS = Set.of("ndistinct", "dependencies", "mcv");

  private PostgresTriggers() {}

  // ---------------------------------------------------------------- triggers

  static void create(CreateTrigger d, Step step) {
    Table table = step.need(d.table());
    Routine function = PostgresRoutines.called(d.function(), "trigger", step);
    if (!d.from().isEmpty()) {
      step.need(d.from());
    }
    if (table == null) {
      return;
    }
    if (!table.open()) {
      kinds(d, table, step);
    }
    columns(d.columns(), table, step);
    if (d.when() != null) {
      step.notRead("The condition of the trigger " + d.name() + ".");
    }
    SchemaState state = step.state();
    boolean sure = !table.temporary() && known(ObjectKind.TRIGGER, table, d.name(), state);
    if (sure && !d.orReplace()) {
      step.exists("trigger", d.name(), "Drop it first, or write CREATE OR REPLACE TRIGGER.");
    }
    step.become(state.with(Triggers.key(table, d.name().text()), true));
    if (function != null) {
      step.become(
          step.state()
              .with(
                  new Dependency(
                      new ObjectReference(
                          dev.dbsa.domain.schema.ObjectKind.TRIGGER,
                          table.fullName(),
                          d.name().text()),
                      PostgresRoutines.reference(function),
                      List.of(),
                      false)));
    }
  }

  /** trigger.c: CreateTriggerFiringOn. */
  private static void kinds(CreateTrigger d, Table table, Step step) {
    boolean view = table.kind() == RelationKind.VIEW;
    boolean instead = d.time() == TriggerTime.INSTEAD_OF;
    boolean truncate = d.events().contains(TriggerEvent.TRUNCATE);
    String message = null;
    if (table.kind() == RelationKind.MATERIALIZED_VIEW) {
      message = "A materialized view has no triggers";
    } else if (view && !instead && d.forEachRow()) {
      message = "A view has no row triggers BEFORE or AFTER";
    } else if (view && truncate) {
      message = "A view has no triggers for TRUNCATE";
    } else if (!view && instead) {
      message = "A table has no INSTEAD OF triggers";
    } else if (table.kind() == RelationKind.FOREIGN_TABLE && d.constraint()) {
      message = "A foreign table has no constraint triggers";
    } else if (instead && !d.forEachRow()) {
      message = "INSTEAD OF triggers are FOR EACH ROW";
    } else if (instead && d.when() != null) {
      message = "INSTEAD OF triggers have no WHEN";
    } else if (instead && !d.columns().isEmpty()) {
      message = "INSTEAD OF triggers have no column lists";
    } else if (truncate && d.forEachRow()) {
      message = "TRUNCATE has no FOR EACH ROW triggers";
    } else if (!d.transitions().isEmpty() && d.time() != TriggerTime.AFTER) {
      message = "Transition tables belong to AFTER triggers";
    } else if (!d.transitions().isEmpty() && truncate) {
      message = "TRUNCATE has no transition tables";
    } else if (!d.transitions().isEmpty()
        && d.forEachRow()
        && table.kind() == RelationKind.PARTITIONED_TABLE) {
      message = "Row triggers on partitioned tables have no transition tables";
    }
    if (message != null) {
      step.refuse(FindingRule.INVALID_OBJECT, d.name(), message, null);
    }
  }

  private static void columns(List<Name> columns, Table table, Step step) {
    if (table.open()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Name column : columns) {
      if (SchemaNames.findColumn(step.state(), table, column.text()) == null) {
        SchemaNames.unknownColumn(table, column, Severity.ERROR, step.reporter());
      } else if (!seen.add(column.text())) {
        step.refuse(
            FindingRule.DUPLICATE_COLUMN, column, "The column " + column + " is named twice", null);
      }
    }
  }

  // ---------------------------------------------------------------- what a table has

  static ObjectKey key(ObjectKind kind, Table table, String name) {
    return new ObjectKey(kind, table.fullName().toString(), name);
  }

  /** Whether the table has a trigger, policy or rule of this name for sure. */
  private static boolean known(ObjectKind kind, Table table, Name name, SchemaState state) {
    Boolean made = state.other(key(kind, table, name.text()));
    return made != null ? made : names(kind, table, state).contains(name.text());
  }

  private static List<String> names(ObjectKind kind, Table table, SchemaState state) {
    Relation old = table.snapshot();
    if (old == null) {
      return List.of();
    }
    return switch (kind) {
      case TRIGGER ->
          state.snapshot().triggers().stream()
              .filter(t -> t.table().equals(old.name()))
              .map(t -> t.name())
              .toList();
      case POLICY -> old.traits().policies().stream().map(RelationTraits.Policy::name).toList();
      case RULE -> old.traits().rules().stream().map(RelationTraits.RewriteRule::name).toList();
      default -> List.of();
    };
  }

  /** Whether the table may have one that no snapshot shows. */
  private static boolean mayHave(ObjectKind kind, Table table, Name name, SchemaState state) {
    if (state.other(key(kind, table, name.text())) != null) {
      return false;
    }
    boolean partition = state.catalog().findRoot(table.fullName()).isPresent();
    return switch (kind) {
      case TRIGGER -> partition || Triggers.mayHave(state, table, name.text());
      case RULE ->
          partition || name.text().equals("_RETURN") || !state.snapshot().further().known();
      default -> partition || !state.snapshot().further().known();
    };
  }

  /**
   * The table of a trigger, policy or rule that has it; a refusal and {@code null} where it does
   * not.
   */
  static @Nullable Table need(
      ObjectKind kind, Name name, List<Name> on, boolean ifExists, Step step) {
    Table table = ifExists ? step.tolerate(on) : step.need(on);
    if (table == null) {
      return null;
    }
    SchemaState state = step.state();
    if (known(kind, table, name, state)) {
      return table;
    }
    if (state.isUncertain() || mayHave(kind, table, name, state)) {
      step.notShown("Whether " + table.name() + " has a " + kind.words() + " " + name + ".");
      return null;
    }
    String message = "The table " + table.name() + " has no " + kind.words() + " " + name;
    if (ifExists) {
      step.remark(FindingRule.UNKNOWN_OBJECT, Severity.INFO, name, message);
    } else {
      step.refuse(
          FindingRule.UNKNOWN_OBJECT,
          name,
          message,
          NearestName.hint(NearestName.find(name.text(), names(kind, table, state))));
    }
    return null;
  }

  static void drop(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      Table table = need(d.kind(), name.getLast(), d.table(), d.ifExists(), step);
      if (table != null) {
        step.become(step.state().with(key(d.kind(), table, name.getLast().text()), false));
      } else if (step.find(d.table()) instanceof Table other) {
        step.become(step.state().with(key(d.kind(), other, name.getLast().text()), false));
      }
    }
  }

  static void rename(ObjectKind kind, Name from, Name to, List<Name> on, Step step) {
    Table table = need(kind, from, on, false, step);
    if (table == null) {
      return;
    }
    if (known(kind, table, to, step.state())) {
      step.exists(kind.words(), to, null);
    }
    step.become(
        step.state()
            .with(key(kind, table, from.text()), false)
            .with(key(kind, table, to.text()), true));
  }

  // ---------------------------------------------------------------- policies and rules

  static void create(CreatePolicy d, Step step) {
    Table table = step.need(d.table());
    d.roles().forEach(r -> PostgresObjects.role(r, step));
    boolean reads = d.command().equals("select") || d.command().equals("delete");
    if (reads && d.withCheck() != null) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          d.name(),
          "A policy for " + d.command().toUpperCase(java.util.Locale.ROOT) + " has no WITH CHECK",
          null);
    }
    if (d.command().equals("insert") && d.using() != null) {
      step.refuse(
          FindingRule.INVALID_OBJECT, d.name(), "A policy for INSERT has WITH CHECK alone", null);
    }
    if (table == null) {
      return;
    }
    notTable(table, d.table().getLast(), step);
    rules(table, d.using(), d.withCheck(), step);
    if (known(ObjectKind.POLICY, table, d.name(), step.state())) {
      step.exists("policy", d.name(), "Choose another name, or alter it.");
    }
    step.become(step.state().with(key(ObjectKind.POLICY, table, d.name().text()), true));
  }

  private static void notTable(Table table, Name name, Step step) {
    boolean right =
        table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED_TABLE;
    if (!right && !table.open()) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          name,
          table.name() + " is a " + PostgresNames.kind(table) + ", not a table",
          null);
    }
  }

  static void rules(Table table, @Nullable Expr using, @Nullable Expr check, Step step) {
    if (using != null) {
      step.expression(ExpressionUse.POLICY, using, table, null);
    }
    if (check != null) {
      step.expression(ExpressionUse.POLICY, check, table, null);
    }
  }

  static void create(CreateRule d, Step step) {
    Table table = step.need(d.table());
    step.notRead("What the rule " + d.name() + " does.");
    if (table == null) {
      return;
    }
    if (table.kind() == RelationKind.MATERIALIZED_VIEW
        || table.kind() == RelationKind.FOREIGN_TABLE) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          d.table().getLast(),
          "A " + PostgresNames.kind(table) + " has no rules, as " + table.name() + " is one",
          null);
    }
    if (known(ObjectKind.RULE, table, d.name(), step.state()) && !d.orReplace()) {
      step.exists("rule", d.name(), "Write CREATE OR REPLACE RULE.");
    }
    step.become(step.state().with(key(ObjectKind.RULE, table, d.name().text()), true));
  }

  static void create(CreateEventTrigger d, Step step) {
    PostgresRoutines.called(d.function(), "event_trigger", step);
    if (!EVENTS.contains(d.event().text())) {
      step.refuse(FindingRule.INVALID_OBJECT, d.event(), "There is no event " + d.event(), null);
    }
    ObjectKey key = PostgresObjects.key(ObjectKind.EVENT_TRIGGER, "", d.name().text());
    boolean there =
        Boolean.TRUE.equals(step.state().other(key))
            || step.state().other(key) == null
                && step.state().snapshot().further().eventTriggers().stream()
                    .anyMatch(t -> t.name().equals(d.name().text()));
    if (there) {
      step.exists("event trigger", d.name(), null);
    }
    step.become(step.state().with(key, true));
  }

  // ---------------------------------------------------------------- statistics

  /** statscmds.c: CreateStatistics. */
  static void create(CreateStatistics d, Step step) {
    if (!d.name().isEmpty() && step.homeIsThere(d.name())) {
      ObjectName name = new ObjectName(step.state().homeOf(d.name()), d.name().getLast().text());
      if (hasStatistics(name, step.state())) {
        if (d.ifNotExists()) {
          return;
        }
        step.exists("statistics object", d.name().getLast(), "Write IF NOT EXISTS.");
      }
      step.become(
          step.state()
              .with(PostgresObjects.key(ObjectKind.STATISTICS, name.schema(), name.name()), true));
    }
    for (Name kind : d.kinds()) {
      if (!STATISTICS.contains(kind.text())) {
        step.refuse(
            FindingRule.INVALID_OBJECT, kind, "There are no statistics of the kind " + kind, null);
      }
    }
    if (d.from().size() == 1 && d.from().getFirst() instanceof FromItem.TableReference from) {
      of(d, from.name(), step);
    }
  }

  private static boolean hasStatistics(ObjectName name, SchemaState state) {
    Boolean made =
        state.other(PostgresObjects.key(ObjectKind.STATISTICS, name.schema(), name.name()));
    return made != null
        ? made
        : state.snapshot().further().statistics().stream().anyMatch(s -> s.name().equals(name));
  }

  private static void of(CreateStatistics d, List<Name> on, Step step) {
    Table table = step.need(on);
    if (table == null) {
      return;
    }
    if (table.kind() == RelationKind.VIEW) {
      step.refuse(
          FindingRule.WRONG_OBJECT_TYPE,
          on.getLast(),
          "A view has no statistics, as " + table.name() + " is one",
          null);
    }
    List<Name> columns = Keys.names(d.parts());
    columns(columns, table, step);
    for (KeyPart part : d.parts()) {
      if (part.expression() != null) {
        step.expression(ExpressionUse.INDEX_KEY, part.expression(), table, null);
      }
    }
    if (d.parts().size() == 1 && d.parts().getFirst().column() != null) {
      step.refuse(
          FindingRule.INVALID_OBJECT,
          d.parts().getFirst().at(),
          "Statistics are about two columns at least, or an expression",
          null,
          null);
    }
  }
}
