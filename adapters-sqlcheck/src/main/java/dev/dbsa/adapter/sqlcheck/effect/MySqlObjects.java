package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.sql.tree.Drop;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Routines, triggers, events and whatever else has a name: the snapshot lists routines and triggers
 * of its database, the script's own objects are known, and of the rest it is told that nobody
 * knows.
 */
final class MySqlObjects {
  private MySqlObjects() {}

  /** Whether an object is there. */
  enum Presence {
    THERE,
    GONE,
    UNKNOWN
  }

  private static ObjectKey key(ObjectKind kind, String schema, String name) {
    boolean inSchema =
        switch (kind) {
          case FUNCTION, PROCEDURE, TRIGGER, EVENT, PACKAGE, PACKAGE_BODY, LIBRARY -> true;
          default -> false;
        };
    return new ObjectKey(kind, inSchema ? schema : "", name.toLowerCase(Locale.ROOT));
  }

  static Presence find(ObjectKind kind, List<Name> name, Step step) {
    return find(kind, step.state().homeOf(name), name.getLast().text(), step);
  }

  private static Presence find(ObjectKind kind, String schema, String name, Step step) {
    SchemaState state = step.state();
    Boolean made = state.other(key(kind, schema, name));
    if (made != null) {
      return made ? Presence.THERE : Presence.GONE;
    }
    Presence listed =
        switch (kind) {
          case FUNCTION, PROCEDURE -> routine(kind, schema, name, state);
          case TRIGGER -> trigger(schema, name, state);
          default -> Presence.UNKNOWN;
        };
    if (listed != Presence.GONE) {
      return listed;
    }
    return state.isUncertain() || !isRead(schema, state) ? Presence.UNKNOWN : Presence.GONE;
  }

  /** Whether the snapshot says what the schema holds. */
  private static boolean isRead(String schema, SchemaState state) {
    return state.snapshot().schemas().stream().anyMatch(s -> state.sameTable(s, schema));
  }

  private static boolean isOmitted(String subject, SchemaState state) {
    return state.snapshot().omissions().stream().anyMatch(o -> o.subject().startsWith(subject));
  }

  private static Presence routine(ObjectKind kind, String schema, String name, SchemaState state) {
    for (Routine routine : state.snapshot().routines()) {
      boolean procedure = routine.kind() == Routine.Kind.PROCEDURE;
      if (procedure == (kind == ObjectKind.PROCEDURE)
          && state.sameTable(routine.name().schema(), schema)
          && routine.name().name().equalsIgnoreCase(name)) {
        return Presence.THERE;
      }
    }
    return isOmitted("functions and procedures", state) ? Presence.UNKNOWN : Presence.GONE;
  }

  private static Presence trigger(String schema, String name, SchemaState state) {
    for (Trigger trigger : state.snapshot().triggers()) {
      if (state.sameTable(trigger.table().schema(), schema)
          && trigger.name().equalsIgnoreCase(name)) {
        // Triggers follow a table to its new name, and go with it.
        boolean kept = state.find(trigger.table()).filter(Table::isOld).isPresent();
        return kept ? Presence.THERE : Presence.UNKNOWN;
      }
    }
    return isOmitted("triggers", state) ? Presence.UNKNOWN : Presence.GONE;
  }

  /** The names of the same kind, for hints. */
  private static List<String> names(ObjectKind kind, SchemaState state) {
    List<String> names = new ArrayList<>();
    switch (kind) {
      case FUNCTION, PROCEDURE -> {
        for (Routine routine : state.snapshot().routines()) {
          if ((routine.kind() == Routine.Kind.PROCEDURE) == (kind == ObjectKind.PROCEDURE)) {
            names.add(routine.name().name());
          }
        }
      }
      case TRIGGER -> state.snapshot().triggers().forEach(t -> names.add(t.name()));
      default -> {}
    }
    return names;
  }

  /** The snapshot's routine of a name; empty where the script made or changed it. */
  static Optional<Routine> snapshotRoutine(ObjectKind kind, List<Name> name, Step step) {
    SchemaState state = step.state();
    String schema = state.homeOf(name);
    String text = name.getLast().text();
    if (state.other(key(kind, schema, text)) != null) {
      return Optional.empty();
    }
    return state.snapshot().routines().stream()
        .filter(r -> (r.kind() == Routine.Kind.PROCEDURE) == (kind == ObjectKind.PROCEDURE))
        .filter(r -> state.sameTable(r.name().schema(), schema))
        .filter(r -> r.name().name().equalsIgnoreCase(text))
        .findFirst();
  }

  // ---------------------------------------------------------------- what statements do

  /** Whether an object may be made under this name; refuses one that is taken. */
  static boolean make(
      ObjectKind kind, List<Name> name, boolean orReplace, boolean ifNotExists, Step step) {
    Presence found = find(kind, name, step);
    if (found == Presence.THERE && !orReplace) {
      if (!ifNotExists) {
        step.exists(kind.words(), name.getLast(), "Drop it first, or choose another name.");
      }
      return false;
    }
    if (found == Presence.UNKNOWN && !orReplace && !ifNotExists && !step.state().isUncertain()) {
      step.notShown("Whether there is a " + kind.words() + " " + Step.words(name) + " already.");
    }
    put(kind, name, true, step);
    return true;
  }

  /** Says that an object is there, or is not. */
  static void put(ObjectKind kind, List<Name> name, boolean there, Step step) {
    SchemaState state = step.state();
    String text = name.getLast().text();
    step.become(state.with(key(kind, state.homeOf(name), text), there));
    if (kind == ObjectKind.FUNCTION || kind == ObjectKind.PROCEDURE) {
      ObjectKind other = kind == ObjectKind.FUNCTION ? ObjectKind.PROCEDURE : ObjectKind.FUNCTION;
      boolean any = there || find(other, name, step) == Presence.THERE;
      step.become(any ? step.state().withRoutine(text) : step.state().withoutRoutine(text));
    }
  }

  /** Refuses an object that is not there; says so where nobody knows. */
  static void need(ObjectKind kind, List<Name> name, Step step) {
    switch (find(kind, name, step)) {
      case THERE -> {}
      case GONE ->
          step.missing(rule(kind), kind.words(), name.getLast(), names(kind, step.state()));
      case UNKNOWN -> {
        if (!step.state().isUncertain()) {
          step.notShown("Whether there is a " + kind.words() + " " + Step.words(name) + ".");
        }
      }
    }
  }

  private static FindingRule rule(ObjectKind kind) {
    return kind == ObjectKind.FUNCTION ? FindingRule.UNKNOWN_FUNCTION : FindingRule.UNKNOWN_OBJECT;
  }

  static void drop(Drop d, Step step) {
    for (List<Name> name : d.names()) {
      if (!d.ifExists()) {
        need(d.kind(), name, step);
      }
      put(d.kind(), name, false, step);
    }
  }
}
