package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.bind.Scope.Clause;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Names;
import dev.dbsa.adapter.sqlcheck.bind.Scope.OutputColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Resolved;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Source;
import dev.dbsa.adapter.sqlcheck.bind.Scope.SourceColumn;
import dev.dbsa.adapter.sqlcheck.bind.Scope.Visible;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState.Lookup;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.lex.ScriptStatement;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns that references mean, by the rules of each server. */
final class ColumnResolver {
  private static final Set<String> POSTGRES_SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private static final Resolved UNKNOWN =
      new Resolved(
          new Source(0, 0, "", false, null, List.of(), true, false), null, null, Scope.NOWHERE);

  private final Binding binding;
  private final SchemaState schema;
  private final ScriptStatement text;
  private final Reporter reporter;
  private final boolean postgres;
  private final Map<Expr, Resolved> columns;
  private final List<Resolved> trail;

  ColumnResolver(Binding binding) {
    this.binding = binding;
    this.schema = binding.schema;
    this.text = binding.text;
    this.reporter = binding.reporter;
    this.postgres = binding.postgres;
    this.columns = binding.columns;
    this.trail = binding.trail;
  }

  /** Database, schema, table and column. */
  private static final int MOST_PARTS = 4;

  void column(Expr.Column column, Scope scope) {
    if (postgres && column.parts().size() > MOST_PARTS) {
      reporter.report(
          FindingRule.UNKNOWN_COLUMN,
          column.at(),
          "The name has too many dotted parts",
          null,
          column.last().text());
      return;
    }
    Resolved resolved = resolve(column, scope);
    if (resolved != null) {
      columns.put(column, resolved);
      trail.add(resolved);
    }
  }

  @Nullable Resolved resolve(Expr.Column column, Scope scope) {
    return column.parts().size() == 1
        ? unqualified(column.last(), scope)
        : qualified(column, scope);
  }

  private @Nullable Resolved unqualified(Name name, Scope scope) {
    for (Scope level = scope; level != null; level = level.outer) {
      if (!postgres) {
        Resolved selected = selected(name, level);
        if (selected != null) {
          return selected == UNKNOWN ? null : selected;
        }
        if (level.clause == Clause.HAVING
            && level.insideAggregate == 0
            && !level.outputs.isEmpty()
            && !level.names.open) {
          if (level.outer == null) {
            unknownColumn(
                name,
                level,
                visible(level.names, name.text()).isEmpty()
                    ? null
                    : "HAVING sees the select list and the columns of GROUP BY alone.");
            return null;
          }
          continue;
        }
      }
      List<Visible> found = visible(level.names, name.text());
      if (found.size() > 1) {
        ambiguous(
            name,
            "it is a column of "
                + String.join(
                    " and ", found.stream().map(v -> v.source().alias()).distinct().toList()));
        binding.unresolved++;
        return null;
      }
      if (found.size() == 1) {
        Visible visible = found.getFirst();
        return new Resolved(visible.source(), visible.name(), visible.column().type(), level.owner);
      }
      if (level.names.open) {
        return null;
      }
      if (postgres) {
        Resolved special = special(name, level);
        if (special != null) {
          return special;
        }
      } else if (isListClause(level.clause)) {
        List<OutputColumn> named = namedOutputs(level, name);
        if (!named.isEmpty()) {
          OutputColumn first = named.getFirst();
          if (binding.server.isMariaDb()
              && level.clause == Clause.ORDER_BY
              && first.expr() != null
              && aggregates(first.expr())) {
            reporter.report(
                FindingRule.AGGREGATE_MISPLACED,
                name.at(),
                "MariaDB takes the alias "
                    + name.text()
                    + " of an aggregate in ORDER BY on its own alone, not in an expression",
                "Write the aggregate itself, or order outside of a subquery.",
                name.text());
          }
          return first.origin() == null ? null : at(first.origin(), level);
        }
      }
      if (level != scope && level.aliases.contains(name.text().toLowerCase(Locale.ROOT))) {
        return null;
      }
    }
    unknownColumn(name, scope, null);
    return null;
  }

  /** Whether a value comes of the rows of a group; subqueries count for themselves. */
  private boolean aggregates(Expr expr) {
    if (expr instanceof Expr.Call call
        && call.over() == null
        && binding.functions.isAggregate(call)) {
      return true;
    }
    return expr.children().stream().anyMatch(this::aggregates);
  }

  private static boolean isListClause(Clause clause) {
    return clause == Clause.ORDER_BY || clause == Clause.GROUP_BY || clause == Clause.HAVING;
  }

  private static Resolved at(Resolved resolved, Scope level) {
    return new Resolved(resolved.source(), resolved.column(), resolved.type(), level);
  }

  private List<OutputColumn> namedOutputs(Scope level, Name name) {
    return level.outputs.stream()
        .filter(c -> c.name() != null && schema.sameColumn(c.name(), name.text()))
        .toList();
  }

  /** MySQL's HAVING looks at the select list and the grouped columns first. */
  private @Nullable Resolved selected(Name name, Scope level) {
    if (level.clause != Clause.HAVING || level.insideAggregate > 0) {
      return null;
    }
    for (OutputColumn output : level.outputs) {
      boolean named = output.name() != null && schema.sameColumn(output.name(), name.text());
      boolean same =
          output.origin() != null
              && output.origin().column() != null
              && schema.sameColumn(output.origin().column(), name.text());
      if (named || same) {
        return output.origin() == null ? UNKNOWN : at(output.origin(), level);
      }
    }
    for (Resolved grouped : level.grouped) {
      if (grouped.column() != null && schema.sameColumn(grouped.column(), name.text())) {
        return grouped;
      }
    }
    return null;
  }

  /** PostgreSQL's system columns and whole rows. */
  private @Nullable Resolved special(Name name, Scope level) {
    if (POSTGRES_SYSTEM_COLUMNS.contains(name.text())) {
      List<Source> tables =
          level.names.sources.stream()
              .filter(s -> s.table() != null && !s.qualifiedOnly())
              .toList();
      if (tables.size() == 1) {
        return new Resolved(tables.getFirst(), name.text(), null, level.owner);
      }
    }
    for (Source source : level.names.sources) {
      if (source.alias().equals(name.text())) {
        return new Resolved(source, null, null, level.owner);
      }
    }
    return null;
  }

  List<Visible> visible(Names names, String name) {
    List<Visible> found = new ArrayList<>(1);
    for (Visible visible : names.columns) {
      if (schema.sameColumn(visible.name(), name)) {
        found.add(visible);
      }
    }
    return found;
  }

  private @Nullable Resolved qualified(Expr.Column column, Scope scope) {
    List<Name> parts = column.parts();
    if (postgres && parts.size() > 3) {
      return null;
    }
    List<Name> qualifier = parts.subList(0, parts.size() - 1);
    Name name = column.last();
    Scope[] level = new Scope[1];
    List<Source> found = sources(qualifier, scope, level);
    if (found.isEmpty()) {
      noSource(qualifier, scope);
      binding.unresolved++;
      return null;
    }
    // Two tables may share a name in PostgreSQL's MERGE and RETURNING: any of them will do.
    for (Source source : found) {
      for (SourceColumn candidate : source.columns()) {
        if (schema.sameColumn(candidate.name(), name.text())) {
          return duplicateIn(source, candidate, name)
                  || !havingSees(source, candidate, name, level[0])
              ? null
              : new Resolved(source, candidate.name(), candidate.type(), level[0].owner);
        }
      }
    }
    Source source = found.getFirst();
    if (source.open()) {
      return null;
    }
    if (postgres && POSTGRES_SYSTEM_COLUMNS.contains(name.text()) && source.table() != null) {
      return new Resolved(source, name.text(), null, level[0].owner);
    }
    if (postgres && schema.hasRoutine(name.text())) {
      return null;
    }
    binding.unresolved++;
    reporter.report(
        FindingRule.UNKNOWN_COLUMN,
        name.at(),
        source.table() != null && !source.aliased()
            ? "The table " + source.table().name() + " has no column " + name
            : source.table() != null
                ? source.alias() + " (table " + source.table().name() + ") has no column " + name
                : source.alias() + " has no column " + name,
        columnHint(name, source, scope),
        name.text());
    return null;
  }

  /** MySQL's HAVING sees no other column than those selected and grouped, outside of aggregates. */
  private boolean havingSees(Source source, SourceColumn column, Name name, Scope level) {
    if (postgres
        || level.clause != Clause.HAVING
        || level.insideAggregate > 0
        || level.outputs.isEmpty()) {
      return true;
    }
    String key = source.id() + "." + column.name();
    boolean seen =
        level.outputs.stream().anyMatch(o -> o.origin() != null && o.origin().key().equals(key))
            || level.grouped.stream().anyMatch(g -> g.key().equals(key));
    if (!seen) {
      binding.unresolved++;
      reporter.report(
          FindingRule.UNKNOWN_COLUMN,
          name.at(),
          "HAVING cannot see the column " + source.alias() + "." + column.name(),
          "HAVING sees the select list and the columns of GROUP BY alone.",
          name.text());
    }
    return seen;
  }

  /** A subquery of PostgreSQL may have two columns of one name; to use it is the error. */
  private boolean duplicateIn(Source source, SourceColumn candidate, Name name) {
    if (source.table() != null) {
      return false;
    }
    long same =
        source.columns().stream()
            .filter(c -> schema.sameColumn(c.name(), candidate.name()))
            .count();
    if (same > 1) {
      ambiguous(name, source.alias() + " has it more than once");
      binding.unresolved++;
      return true;
    }
    return false;
  }

  private List<Source> sources(List<Name> qualifier, Scope scope, Scope[] found) {
    Name table = qualifier.getLast();
    String inSchema = qualifier.size() > 1 ? qualifier.get(qualifier.size() - 2).text() : null;
    for (Scope level = scope; level != null; level = level.outer) {
      List<Source> list = new ArrayList<>(1);
      for (Source source : level.names.sources) {
        if (!sameAlias(source, table.text())) {
          continue;
        }
        if (inSchema != null
            && postgres
            && (source.aliased()
                || source.table() != null && !inSchema.equals(source.table().schema()))) {
          continue;
        }
        list.add(source);
      }
      if (!list.isEmpty()) {
        found[0] = level;
        return list;
      }
    }
    return List.of();
  }

  private boolean sameAlias(Source source, String name) {
    if (postgres) {
      return source.alias().equals(name);
    }
    // The name of a derived table or common table expression never depends on the file system.
    return schema.sameTable(source.alias(), name)
        || !source.aliased() && source.table() == null && source.alias().equalsIgnoreCase(name);
  }

  @Nullable Source findSource(List<Name> qualifier, Scope scope) {
    List<Source> found = sources(qualifier, scope, new Scope[1]);
    if (found.isEmpty()) {
      noSource(qualifier, scope);
      return null;
    }
    return found.getFirst();
  }

  private void noSource(List<Name> qualifier, Scope scope) {
    Name name = qualifier.getLast();
    List<String> aliases = new ArrayList<>();
    String hint = null;
    for (Scope level = scope; level != null; level = level.outer) {
      if (level.names.moreSources) {
        return;
      }
      for (Source source : level.names.sources) {
        aliases.add(source.alias());
        if (source.aliased()
            && source.table() != null
            && schema.sameTable(source.table().name(), name.text())) {
          hint = "The table " + name + " is called " + source.alias() + " here.";
        }
      }
    }
    if (hint == null) {
      hint = NearestName.hint(NearestName.find(name.text(), aliases));
      if (hint.isEmpty() && schema.find(qualifier) instanceof Lookup.Found) {
        hint = "Add " + name + " to FROM.";
      }
    }
    reporter.report(
        FindingRule.UNKNOWN_ALIAS,
        name.at(),
        "No table of this statement is called "
            + String.join(".", qualifier.stream().map(Name::text).toList()),
        hint,
        name.text());
  }

  void ambiguous(Name name, String why) {
    reporter.report(
        FindingRule.AMBIGUOUS_COLUMN,
        name.at(),
        "The column " + name + " is ambiguous: " + why,
        "Write the table's name or alias before it.",
        name.text());
  }

  private void unknownColumn(Name name, Scope scope, @Nullable String advice) {
    binding.unresolved++;
    String hint = advice;
    if (hint == null) {
      List<String> candidates = new ArrayList<>();
      for (Scope level = scope; level != null; level = level.outer) {
        level.names.columns.forEach(v -> candidates.add(v.name()));
        if (level.outputs.stream().anyMatch(o -> name.text().equals(o.name()))) {
          hint = "An alias of the select list cannot be used in " + scope.clause.words() + ".";
        }
      }
      if (hint == null) {
        hint = quotingHint(name, candidates);
      }
    }
    boolean none = scope.names.sources.isEmpty() && scope.outer == null;
    reporter.report(
        FindingRule.UNKNOWN_COLUMN,
        name.at(),
        none && scope.clause != Clause.VALUES && scope.clause != Clause.ROW
            ? "There is no column " + name + ": the statement has no FROM"
            : "There is no column " + name + " in the tables of this statement",
        hint,
        name.text());
  }

  private String quotingHint(Name name, List<String> candidates) {
    if (postgres) {
      if (name.quoted()) {
        for (String candidate : candidates) {
          if (candidate.equalsIgnoreCase(name.text())) {
            return "Its name is " + candidate + ": names between quotes keep their letter case.";
          }
        }
      } else {
        for (String candidate : candidates) {
          if (candidate.equalsIgnoreCase(name.text())) {
            return "Write \"" + candidate + "\" in quotes: its name has capital letters.";
          }
        }
      }
      List<String> near = NearestName.find(name.text(), candidates);
      if (near.isEmpty() && name.quoted()) {
        return "Text stands in single quotes; double quotes enclose names.";
      }
      return NearestName.hint(near);
    }
    return NearestName.hint(NearestName.find(name.text(), candidates));
  }

  private String columnHint(Name name, Source source, Scope scope) {
    List<String> own = source.columns().stream().map(SourceColumn::name).toList();
    for (String candidate : own) {
      if (candidate.equalsIgnoreCase(name.text())) {
        return quotingHint(name, own);
      }
    }
    for (Scope level = scope; level != null; level = level.outer) {
      for (Source other : level.names.sources) {
        if (other.columns().stream().anyMatch(c -> schema.sameColumn(c.name(), name.text()))) {
          return "It is a column of " + other.alias() + ".";
        }
      }
    }
    return NearestName.hint(NearestName.find(name.text(), own));
  }

  Table.@Nullable TableColumn findColumn(@Nullable Table table, String name) {
    if (table == null) {
      return null;
    }
    for (Table.TableColumn column : table.columns()) {
      if (schema.sameColumn(column.name(), name)) {
        return column;
      }
    }
    return null;
  }

  void unknownColumnOf(@Nullable Table table, int at, String name) {
    unknownColumnOf(table, at, name, null);
  }

  void unknownColumnOf(@Nullable Table table, int at, String name, @Nullable String advice) {
    if (table == null || table.open()) {
      return;
    }
    List<String> own = table.columns().stream().map(Table.TableColumn::name).toList();
    reporter.report(
        FindingRule.UNKNOWN_COLUMN,
        at,
        "The table " + table.name() + " has no column " + name,
        advice != null ? advice : NearestName.hint(NearestName.find(name, own)),
        name);
  }
}
