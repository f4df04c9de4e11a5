package dev.dbsa.adapter.sqlcheck.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction, and what the words of transactions do to a schema: where the server takes
 * back definitions, a rollback is a return to an earlier state.
 *
 * @param before the state that ROLLBACK gives back; {@code null} where the server keeps definitions
 * @param savepoints the latest first
 */
public record OpenTransaction(@Nullable SchemaState before, List<Savepoint> savepoints) {
  /** A name for a state of the transaction. */
  public record Savepoint(String name, SchemaState state) {}

  /** Opens a transaction; one that is open stays. */
  public static SchemaState begin(SchemaState state) {
    return state.inTransaction()
        ? state
        : state.with(new OpenTransaction(state.isPostgres() ? state : null, List.of()));
  }

  /** Keeps what the transaction did. */
  public static SchemaState commit(SchemaState state) {
    return state.inTransaction() ? state.with((OpenTransaction) null) : state;
  }

  /** Takes back what the transaction did, as far as the server takes back definitions. */
  public static SchemaState rollBack(SchemaState state) {
    OpenTransaction open = state.transaction();
    if (open == null) {
      return state;
    }
    return open.before == null ? state.with((OpenTransaction) null) : open.before;
  }

  public static SchemaState savepoint(String name, SchemaState state) {
    OpenTransaction open = state.transaction();
    if (open == null) {
      return state;
    }
    List<Savepoint> points = new ArrayList<>(open.savepoints);
    points.addFirst(new Savepoint(name, state));
    return state.with(new OpenTransaction(open.before, List.copyOf(points)));
  }

  /** Whether the open transaction has a savepoint of this name. */
  public static boolean hasSavepoint(String name, SchemaState state) {
    return find(name, state) >= 0;
  }

  /** Takes back what was done after a savepoint, which stays. */
  public static SchemaState rollBackTo(String name, SchemaState state) {
    OpenTransaction open = state.transaction();
    int at = find(name, state);
    if (open == null || at < 0) {
      return state;
    }
    List<Savepoint> points = open.savepoints;
    SchemaState then = state.isPostgres() ? points.get(at).state : state;
    return then.with(new OpenTransaction(open.before, points.subList(at, points.size())));
  }

  /** Forgets a savepoint and those after it. */
  public static SchemaState release(String name, SchemaState state) {
    OpenTransaction open = state.transaction();
    int at = find(name, state);
    if (open == null || at < 0) {
      return state;
    }
    List<Savepoint> points = open.savepoints;
    return state.with(new OpenTransaction(open.before, points.subList(at + 1, points.size())));
  }

  private static int find(String name, SchemaState state) {
    OpenTransaction open = state.transaction();
    List<Savepoint> points = open == null ? List.of() : open.savepoints;
    for (int i = 0; i < points.size(); i++) {
      if (state.sameColumn(points.get(i).name, name)) {
        return i;
      }
    }
    return -1;
  }
}
