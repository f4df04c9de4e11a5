package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a call on PostgreSQL may mean: those of the server, and those of the schema.
 */
final class Routines {
  private final PostgresCatalog catalog = PostgresCatalog.get();
  private final SchemaState schema;

  Routines(SchemaState schema) {
    this.schema = schema;
  }

  /**
   * What a call may mean.
   *
   * @param builtIn the server's own; empty where the schema's go before
   * @param own those of the schema, procedures and aggregates among them
   * @param complete whether there can be no others
   */
  record Candidates(List<PostgresCatalog.Signature> builtIn, List<Routine> own, boolean complete) {
    boolean none() {
      return builtIn.isEmpty() && own.isEmpty();
    }
  }

  /** What a call may mean by its name alone. */
  Candidates of(Expr.Call call) {
    String name = call.name().getLast().text();
    if (call.name().size() > 1) {
      String home = call.name().get(call.name().size() - 2).text();
      return home.equals("pg_catalog")
          ? new Candidates(catalog.signatures(name), List.of(), true)
          : new Candidates(List.of(), schema.overloads(new ObjectName(home, name)), isKnown(name));
    }
    List<Routine> own = new ArrayList<>();
    for (String home : schema.searchPath()) {
      own.addAll(schema.overloads(new ObjectName(home, name)));
    }
    return new Candidates(catalog.signatures(name), own, isKnown(name));
  }

  /** Whether every function of this name is known with its arguments. */
  private boolean isKnown(String name) {
    return !schema.isUncertain() && !schema.mayHaveOtherRoutine(name);
  }

  /** Whether a call certainly yields rows. */
  boolean isSetReturning(Expr.Call call) {
    if (call.special()) {
      return false;
    }
    Candidates all = of(call);
    int given = call.arguments().size();
    return !all.none()
        && all.complete()
        && all.builtIn().stream().filter(s -> s.takes(given)).allMatch(s -> s.kind() == 's')
        && all.own().stream().allMatch(Routine::returnsSet)
        && (!all.own().isEmpty() || all.builtIn().stream().anyMatch(s -> s.takes(given)));
  }

  /** Whether a call certainly means a function that is neither an aggregate nor a window's. */
  boolean isPlain(Expr.Call call) {
    Candidates all = of(call);
    return !call.special()
        && !all.none()
        && all.complete()
        && all.builtIn().stream().allMatch(s -> s.kind() == 'f' || s.kind() == 's')
        && all.own().stream().allMatch(r -> r.kind() == Routine.Kind.FUNCTION);
  }

  /** Whether a call certainly means one of the server's own functions. */
  boolean isBuiltIn(Expr.Call call) {
    Candidates all = of(call);
    return !call.special() && all.complete() && all.own().isEmpty() && !all.builtIn().isEmpty();
  }

  /** The name of a function as people write it. */
  static String words(List<Name> name) {
    return String.join(".", name.stream().map(Name::text).toList());
  }
}
