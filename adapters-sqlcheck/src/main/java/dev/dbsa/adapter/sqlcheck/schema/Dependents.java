package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState.ObjectKey;
import dev.dbsa.domain.schema.Dependency;
import dev.dbsa.domain.schema.ObjectReference;
import dev.dbsa.sql.tree.ObjectKind;
import java.util.List;
import java.util.Optional;

/** What uses an object, as far as it is still there. */
public final class Dependents {
  private Dependents() {}

  /** What the snapshot and the script say uses an object; foreign keys and keys aside. */
  public static List<Dependency> of(ObjectReference object, SchemaState state) {
    return state.saidToUse(object).stream().filter(d -> isThere(d.dependent(), state)).toList();
  }

  private static boolean isThere(ObjectReference object, SchemaState state) {
    Optional<Table> table = state.find(object.name());
    String schema = object.name().schema();
    String name = object.name().name();
    String part = object.part() == null ? "" : object.part();
    return switch (object.kind()) {
      case RELATION, CONSTRAINT, RULE -> table.isPresent() && table.get().isOld();
      case DEFAULT ->
          table
              .flatMap(t -> t.relation().findColumn(part))
              .filter(c -> c.defaultExpression() != null || c.generationExpression() != null)
              .isPresent();
      case COLUMN -> table.flatMap(t -> t.relation().findColumn(part)).isPresent();
      case TRIGGER -> table.isPresent() && isKept(ObjectKind.TRIGGER, object, part, state);
      case POLICY -> table.isPresent() && isKept(ObjectKind.POLICY, object, part, state);
      case INDEX -> state.ownerOfIndex(schema, name).isPresent();
      case ROUTINE ->
          state.overloads(object.name()).stream()
              .anyMatch(r -> !r.hasParameters() || String.join(", ", r.inputTypes()).equals(part));
      case TYPE -> state.type(schema, name).isPresent();
      case SEQUENCE -> state.sequence(schema, name).isPresent();
      default -> true;
    };
  }

  private static boolean isKept(
      ObjectKind kind, ObjectReference object, String part, SchemaState state) {
    return !Boolean.FALSE.equals(state.other(new ObjectKey(kind, object.name().toString(), part)));
  }
}
