package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query.NamedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Binds calls of functions: whether there is such a one, and where aggregates and window functions
 * may stand.
 */
final class CallBinder {
  private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "setval", "currval");

  /** MySQL's functions for the views of information_schema alone. */
  private static final Pattern OF_SERVER = Pattern.compile("(can_access|internal|get_dd)_.*");

  /** Those that make geometries pass over their arguments' names on MariaDB. */
  private static final Set<String> GEOMETRIES =
      Set.of(
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private final List<Scope> aggregates = new ArrayList<>();

  private final Binding binding;
  private final SchemaState schema;
  private final Reporter reporter;
  private final boolean postgres;
  private final Functions functions;
  private final boolean checksFunctions;
  private final List<Resolved> trail;
  private final Binders parts;
  private final PostgresCalls forms;
  private final Windows windows;

  CallBinder(Binding binding, Binders parts) {
    this.binding = binding;
    this.schema = binding.schema;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.functions = binding.functions;
    this.checksFunctions = binding.checksFunctions;
    this.trail = binding.trail;
    this.parts = parts;
    this.forms = new PostgresCalls(binding, parts);
    this.windows = new Windows(binding);
  }

  boolean isAggregate(Expr.Call call) {
    if (functions.isAggregate(call)) {
      return true;
    }
    return schema.isAggregate(call.function());
  }

  void call(Expr.Call call, Scope scope, CommonTables ctes) {
    boolean aggregate = isAggregate(call);
    bind(call, aggregate, scope, ctes);
    if (isOfServer(call)) {
      reporter.report(
          FindingRule.UNKNOWN_FUNCTION,
          call.at(),
          "The function " + call.function() + " is for the server's own views",
          null,
          call.function());
    }
    if (postgres) {
      forms.place(call, scope);
      forms.form(call, aggregate);
    }
    if (aggregate) {
      compared(call);
    } else if (call.special()) {
      special(call);
    }
  }

  private void special(Expr.Call call) {
    switch (call.function()) {
      case "greatest", "least" ->
          call.arguments().forEach(a -> parts.comparables.order(a, call.function()));
      case "coalesce" -> {
        if (postgres) {
          forms.inside(call, "COALESCE");
        }
      }
      default -> {}
    }
  }

  /** Reports functions that yield rows within a CASE of PostgreSQL. */
  void within(Expr.Case c) {
    if (postgres) {
      forms.inside(c, "CASE");
    }
  }

  /** Reports functions that yield rows among the arguments of one that stands in FROM. */
  void inFrom(Expr.Call call) {
    if (postgres) {
      forms.inside(call, "the arguments of " + call.function() + "() in FROM");
    }
  }

  /** What an aggregate tells apart or orders among its arguments. */
  private void compared(Expr.Call call) {
    if (call.distinct()) {
      call.arguments().forEach(a -> parts.comparables.equality(a, "DISTINCT"));
    }
    call.orderBy().forEach(k -> parts.comparables.order(k.expr(), "ORDER BY"));
  }

  private void bind(Expr.Call call, boolean aggregate, Scope scope, CommonTables ctes) {
    function(call);
    if (postgres) {
      sequence(call, scope);
    }
    if (call.over() != null) {
      windowed(call, scope);
      for (Expr argument : call.arguments()) {
        parts.expressions.part(argument, scope, ctes);
      }
      call.orderBy().forEach(key -> parts.expressions.part(key.expr(), scope, ctes));
      if (call.filter() != null) {
        parts.expressions.part(call.filter(), scope, ctes);
      }
      window(call.over(), scope, ctes);
      return;
    }
    if (!aggregate) {
      for (Expr child : call.children()) {
        if (isMySqlValues(call)) {
          valuesOf(child, scope);
        } else {
          parts.expressions.part(child, scope, ctes);
        }
      }
      return;
    }
    int mark = trail.size();
    int errors = binding.unresolved;
    int nested = aggregates.size();
    scope.insideAggregate++;
    for (Expr child : call.children()) {
      parts.expressions.part(child, scope, ctes);
    }
    scope.insideAggregate--;
    if (binding.unresolved != errors) {
      return;
    }
    Scope home = home(scope, trail.subList(mark, trail.size()));
    if (!postgres) {
      home = allowing(scope, home, trail.size() > mark);
    }
    for (int i = nested; i < aggregates.size(); i++) {
      if (aggregates.get(i) == home) {
        reporter.report(
            FindingRule.NESTED_AGGREGATE,
            call.at(),
            "The aggregate " + call.function() + "() encloses another one",
            "Compute the inner one in a subquery.",
            call.function());
      }
    }
    while (aggregates.size() > nested) {
      aggregates.removeLast();
    }
    aggregates.add(home);
    switch (home.clause) {
      case SELECT, HAVING, ORDER_BY, WINDOW -> home.aggregated = true;
      case RETURNING,
          VALUES,
          ROW,
          SET,
          WHERE,
          ON,
          GROUP_BY,
          LIMIT,
          CHECK,
          DEFAULT,
          GENERATED,
          INDEX,
          CONVERSION,
          POLICY,
          PARTITION_BOUND,
          ROWS ->
          aggregateMisplaced(call.at(), home.clause);
      case FROM -> {
        if (home == scope) {
          aggregateMisplaced(call.at(), home.clause);
        }
      }
    }
  }

  /** The sequence that a text names, as in nextval('orders_id_seq'). */
  private void sequence(Expr.Call call, Scope scope) {
    if (!SEQUENCE_FUNCTIONS.contains(call.function())
        || call.arguments().isEmpty()
        || !(text(call.arguments().getFirst()) instanceof Expr.Literal literal)
        || literal.kind() != Expr.Literal.Kind.STRING
        || !RelationText.PLAIN_NAME.matcher(literal.text()).matches()
        || !schema.isFollowed()) {
      return;
    }
    List<Name> name = RelationText.parts(literal.at(), literal.text());
    boolean system = name.size() > 1 && schema.isSystemSchema(name.getFirst().text());
    if (system
        || schema.sequence(name).isPresent()
        || scope.clause == Clause.DEFAULT && isRelation(name, scope)) {
      return;
    }
    reporter.report(
        FindingRule.UNKNOWN_OBJECT,
        literal.at(),
        "There is no sequence " + literal.text(),
        NearestName.hint(
            NearestName.find(
                name.getLast().text(),
                schema.snapshot().sequences().stream().map(s -> s.name().name()).toList())),
        name.getLast().text());
  }

  /** A default is only looked into when it is needed: any relation will do till then. */
  private boolean isRelation(List<Name> name, Scope scope) {
    String text = name.getLast().text();
    return schema.find(name) instanceof SchemaState.Lookup.Found
        || scope.names.sources.stream().anyMatch(s -> s.alias().equals(text));
  }

  /** The argument itself where it is cast to regclass. */
  private static Expr text(Expr argument) {
    return argument instanceof Expr.Cast cast && cast.type().name().equals("regclass")
        ? cast.operand()
        : argument;
  }

  private boolean isMySqlValues(Expr.Call call) {
    return !postgres && call.special() && call.function().equals("values");
  }

  /** VALUES(column) means the column of the new row. */
  private void valuesOf(Expr child, Scope scope) {
    if (child instanceof Expr.Column column && !scope.names.sources.isEmpty()) {
      Source target = scope.names.sources.getFirst();
      if (target.table() != null
          && parts.columns.findColumn(target.table(), column.last().text()) == null) {
        parts.columns.unknownColumnOf(target.table(), column.at(), column.last().text());
      }
    }
  }

  /** The level whose rows an aggregate counts: the innermost that its arguments refer to. */
  private Scope home(Scope scope, List<Resolved> references) {
    Scope home = null;
    for (Resolved resolved : references) {
      if (resolved.scope() == binding.around) {
        // A parameter is of no query.
        continue;
      }
      for (Scope level = scope; level != null; level = level.outer) {
        if (level.owner == resolved.scope()) {
          if (home == null || isInside(level, home)) {
            home = level;
          }
          break;
        }
      }
    }
    return home == null ? scope : home;
  }

  /**
   * MySQL takes an aggregate for that of another level where its own does not allow one: a level
   * further in, or, where it refers to no column, one further out.
   */
  private static Scope allowing(Scope scope, Scope home, boolean refers) {
    if (allowsAggregates(home)) {
      return home;
    }
    Scope best = home;
    for (Scope level = scope; level != home && level != null; level = level.outer) {
      if (allowsAggregates(level)) {
        best = level;
      }
    }
    if (best == home && !refers) {
      for (Scope level = home.outer; level != null; level = level.outer) {
        if (allowsAggregates(level)) {
          return level;
        }
      }
    }
    return best;
  }

  private static boolean allowsAggregates(Scope scope) {
    return switch (scope.clause) {
      case SELECT, HAVING, ORDER_BY -> true;
      default -> false;
    };
  }

  private static boolean isInside(Scope inner, Scope outer) {
    for (Scope level = inner; level != null; level = level.outer) {
      if (level == outer) {
        return true;
      }
    }
    return false;
  }

  void aggregateMisplaced(int at, Clause clause) {
    FindingRule rule =
        clause == Clause.WHERE ? FindingRule.AGGREGATE_IN_WHERE : FindingRule.AGGREGATE_MISPLACED;
    reporter.report(
        rule,
        at,
        "An aggregate cannot stand in " + clause.words(),
        clause == Clause.WHERE
            ? "Conditions on groups belong into HAVING; compare with a subquery otherwise."
            : null,
        null);
  }

  private void windowed(Expr.Call call, Scope scope) {
    switch (scope.clause) {
      case WHERE,
          ON,
          GROUP_BY,
          HAVING,
          LIMIT,
          VALUES,
          ROW,
          SET,
          RETURNING,
          FROM,
          CHECK,
          DEFAULT,
          GENERATED,
          INDEX,
          CONVERSION,
          POLICY,
          PARTITION_BOUND,
          ROWS ->
          windowMisplaced(call, "in " + scope.clause.words());
      case SELECT, ORDER_BY -> {}
      case WINDOW -> {
        if (postgres) {
          windowMisplaced(call, "in the definition of a window");
        }
      }
    }
  }

  void windowMisplaced(Expr.Call call, String where) {
    reporter.report(
        FindingRule.WINDOW_MISPLACED,
        call.at(),
        "A window function cannot stand " + where,
        "Compute it in a subquery and use its result outside.",
        call.function());
  }

  void window(Expr.Window window, Scope scope, CommonTables ctes) {
    windows.check(window, scope.windows);
    parts(window, scope, ctes);
  }

  /** The windows of the WINDOW clause. */
  void windows(List<NamedWindow> named, Scope scope, CommonTables ctes) {
    windows.named(named);
    named.forEach(w -> parts(w.window(), scope, ctes));
  }

  private void parts(Expr.Window window, Scope scope, CommonTables ctes) {
    for (Expr expr : window.partitionBy()) {
      parts.expressions.part(expr, scope, ctes);
    }
    for (Expr.SortKey key : window.orderBy()) {
      parts.expressions.part(key.expr(), scope, ctes);
    }
    window.partitionBy().forEach(e -> parts.comparables.order(e, "PARTITION BY"));
    window.orderBy().forEach(k -> parts.comparables.order(k.expr(), "ORDER BY"));
    for (Expr expr : window.offsets()) {
      parts.expressions.part(expr, scope, ctes);
    }
  }

  private void function(Expr.Call call) {
    String name = call.function();
    boolean qualified = call.name().size() > 1;
    if (qualified && postgres && !isSystemFunction(call)) {
      ofSchema(call);
      return;
    }
    if (!checksFunctions || qualified && !isSystemFunction(call)) {
      return;
    }
    boolean quoted = call.name().getLast().quoted();
    String exact = quoted && postgres ? call.name().getLast().text() : name;
    if (!postgres && isNamed(call) && takesNoNames(exact)) {
      reporter.report(
          FindingRule.FUNCTION_ARGUMENTS,
          call.at(),
          "The function " + exact + " takes no names for its arguments",
          "Only loadable functions do.",
          exact);
      return;
    }
    if (!functions.isKnown(exact)) {
      if (!call.special() && !schema.hasRoutine(exact) && !isCast(call, exact)) {
        unknownFunction(call, exact);
      }
      return;
    }
    if (schema.hasRoutine(exact)) {
      return;
    }
    int arguments = call.arguments().size();
    // In FROM, PostgreSQL's unnest takes any number of arrays.
    boolean unnests = postgres && exact.equals("unnest") && arguments > 0;
    boolean expands =
        call.arguments().stream().anyMatch(a -> a instanceof Expr.Argument one && one.variadic());
    boolean counted =
        !call.special() && !call.star() && !call.withinGroup() && !unnests && !expands;
    if (counted && !functions.takes(exact, arguments)) {
      String arity = functions.arity(exact);
      reporter.report(
          FindingRule.FUNCTION_ARGUMENTS,
          call.at(),
          "The function "
              + exact
              + " is called with "
              + Words.count(arguments, "argument")
              + (arity.isEmpty() ? "" : ", but takes " + arity),
          null,
          exact);
      return;
    }
    if (call.over() == null && functions.isWindowOnly(exact) && !call.withinGroup()) {
      reporter.report(
          FindingRule.WINDOW_MISPLACED,
          call.at(),
          "The window function " + exact + " needs OVER",
          "Write OVER (ORDER BY …) behind it.",
          exact);
    }
  }

  /** Whether MySQL or MariaDB knows the function, and it is no loadable one. */
  private boolean takesNoNames(String function) {
    boolean passesOver = binding.server.isMariaDb() && GEOMETRIES.contains(function);
    return !passesOver && (functions.isKnown(function) || schema.hasRoutine(function));
  }

  private static boolean isNamed(Expr.Call call) {
    return call.arguments().stream()
        .anyMatch(a -> a instanceof Expr.Argument one && one.name() != null);
  }

  /** PostgreSQL reads a type's name before one value as a cast to it. */
  private boolean isCast(Expr.Call call, String name) {
    return postgres && call.arguments().size() == 1 && PostgresCatalog.get().type(name) != null;
  }

  /** A function with its schema before it. */
  private void ofSchema(Expr.Call call) {
    Name inSchema = call.name().get(call.name().size() - 2);
    String name = call.name().getLast().text();
    if (schema.isUncertain() || schema.isSystemSchema(inSchema.text()) || schema.hasRoutine(name)) {
      return;
    }
    if (!schema.hasSchema(inSchema.text())) {
      reporter.report(
          FindingRule.UNKNOWN_SCHEMA,
          inSchema.at(),
          "There is no schema " + inSchema,
          NearestName.hint(NearestName.find(inSchema.text(), schema.schemaNames())),
          inSchema.text());
    } else {
      unknownFunction(call, name);
    }
  }

  private boolean isSystemFunction(Expr.Call call) {
    return postgres
        && call.name().size() == 2
        && call.name().getFirst().text().equals("pg_catalog");
  }

  /** MySQL's functions that only the views of information_schema may call. */
  private boolean isOfServer(Expr.Call call) {
    return !postgres
        && !binding.server.isMariaDb()
        && call.name().size() == 1
        && OF_SERVER.matcher(call.function()).matches()
        && !schema.hasRoutine(call.function());
  }

  private void unknownFunction(Expr.Call call, String name) {
    if (schema.mayHaveUnlistedObjects() || schema.isUncertain()) {
      reporter.notRead("The function " + name + " is not known here; an extension may bring it");
      return;
    }
    if (!functions.isComplete()) {
      reporter.notRead("The function " + name + " is not known here; the server is newer");
      return;
    }
    List<String> near = ForeignFunctions.hint(binding.server, name);
    String hint = near.isEmpty() ? NearestName.hint(functions.near(name)) : near.getFirst();
    reporter.report(
        FindingRule.UNKNOWN_FUNCTION, call.at(), "There is no function " + name, hint, name);
  }
}
