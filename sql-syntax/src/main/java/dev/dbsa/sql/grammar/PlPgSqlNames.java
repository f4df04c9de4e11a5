package dev.dbsa.sql.grammar;

import dev.dbsa.sql.tree.Name;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables and labels that a place of a PL/pgSQL body sees. */
final class PlPgSqlNames {
  /** What a variable holds. */
  enum Kind {
    SCALAR,
    RECORD,
    /** A variable of a type that only the database tells. */
    UNKNOWN
  }

  /** What a label stands for. */
  enum Level {
    BLOCK,
    LOOP
  }

  /**
   * A variable.
   *
   * @param cursor whether it may be opened as a cursor
   * @param parameters those of a cursor with a query of its own; {@code null} for other variables
   */
  record Variable(Kind kind, boolean cursor, @Nullable List<String> parameters) {
    static final Variable SCALAR = new Variable(Kind.SCALAR, false, null);
    static final Variable RECORD = new Variable(Kind.RECORD, false, null);
    static final Variable UNKNOWN = new Variable(Kind.UNKNOWN, true, null);

    boolean isBoundCursor() {
      return parameters != null;
    }
  }

  private record Scope(Level level, @Nullable String label, Map<String, Variable> variables) {}

  private static final Set<String> TRIGGER_TEXTS =
      Set.of(
          "tg_name",
          "tg_when",
          "tg_level",
          "tg_op",
          "tg_relid",
          "tg_relname",
          "tg_table_name",
          "tg_table_schema",
          "tg_nargs",
          "tg_argv");

  private final Deque<Scope> scopes = new ArrayDeque<>();

  void open(Level level, @Nullable Name label) {
    scopes.push(new Scope(level, label == null ? null : label.text(), new HashMap<>()));
  }

  void close() {
    scopes.pop();
  }

  /** Adds a variable to the innermost level; whether its name was free there. */
  boolean declare(String name, Variable variable) {
    return scopes.getFirst().variables().put(name, variable) == null;
  }

  void declareTrigger() {
    declare("new", Variable.RECORD);
    declare("old", Variable.RECORD);
    TRIGGER_TEXTS.forEach(name -> declare(name, Variable.SCALAR));
  }

  /**
   * The variable that the first of these names mean together: a variable, one of a labelled block,
   * a field of either; {@code null} where all of them together mean none.
   *
   * @param names one to three
   */
  @Nullable Variable find(List<String> names) {
    for (Scope scope : scopes) {
      Variable variable = scope.variables().get(names.getFirst());
      if (variable != null) {
        return names.size() == 1 ? variable : field(variable);
      }
      if (names.size() > 1 && names.getFirst().equals(scope.label())) {
        Variable inner = scope.variables().get(names.get(1));
        if (inner != null) {
          return names.size() == 2 ? inner : field(inner);
        }
      }
    }
    return null;
  }

  private static @Nullable Variable field(Variable variable) {
    return switch (variable.kind()) {
      case SCALAR -> null;
      case RECORD, UNKNOWN -> Variable.UNKNOWN;
    };
  }

  /** What the label stands for; {@code null} where none is known. */
  @Nullable Level label(String label) {
    for (Scope scope : scopes) {
      if (label.equals(scope.label())) {
        return scope.level();
      }
    }
    return null;
  }

  boolean inLoop() {
    return scopes.stream().anyMatch(scope -> scope.level() == Level.LOOP);
  }
}
