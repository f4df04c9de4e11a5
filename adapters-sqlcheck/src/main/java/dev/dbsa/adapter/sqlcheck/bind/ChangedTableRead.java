package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.FromItem;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.Query;
import dev.dbsa.sql.tree.Statement;
import dev.dbsa.sql.tree.Statement.SetItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MySQL changes no table that a subquery of the change reads (its error 1093), other than through
 * the result of another query; MariaDB refuses that of written rows alone. Measured on MySQL 9.7
 * and MariaDB 11.4.
 */
final class ChangedTableRead {
  private final Binding binding;
  private final List<Table> changed = new ArrayList<>();

  ChangedTableRead(Binding binding) {
    this.binding = binding;
  }

  void check(Statement statement) {
    switch (statement) {
      case Statement.Insert s -> insert(s);
      case Statement.Update s when !binding.server.isMariaDb() -> {
        List<TableReference> tables = references(s.tables());
        for (SetItem set : s.sets()) {
          add(named(tables, set.targets().getFirst().name(), true));
        }
        s.sets().forEach(set -> look(set.value()));
        look(s.where());
      }
      case Statement.Delete s when !binding.server.isMariaDb() -> {
        if (s.table() != null) {
          add(s.table());
        }
        List<TableReference> tables = references(s.using());
        s.targets().forEach(target -> add(named(tables, target, false)));
        look(s.where());
      }
      default -> {}
    }
  }

  private void insert(Statement.Insert s) {
    add(s.table());
    s.sets().forEach(set -> look(set.value()));
    if (s.source() != null && s.source().body() instanceof Query.Values values) {
      values.rows().forEach(row -> row.forEach(this::look));
    }
  }

  private static List<TableReference> references(List<FromItem> items) {
    List<TableReference> found = new ArrayList<>();
    items.forEach(item -> references(item, found));
    return found;
  }

  private static void references(FromItem item, List<TableReference> found) {
    switch (item) {
      case TableReference table -> found.add(table);
      case FromItem.Join join -> {
        references(join.left(), found);
        references(join.right(), found);
      }
      case FromItem.Grouped grouped -> references(grouped.inner(), found);
      default -> {}
    }
  }

  /** The table that a name is about; {@code null} where that cannot be told. */
  private @Nullable TableReference named(
      List<TableReference> tables, List<Name> name, boolean column) {
    if (tables.size() == 1) {
      return tables.getFirst();
    }
    int at = column ? name.size() - 2 : name.size() - 1;
    if (at < 0) {
      return null;
    }
    for (TableReference table : tables) {
      Name known = table.alias() == null ? table.name().getLast() : table.alias();
      if (binding.schema.sameTable(known.text(), name.get(at).text())) {
        return table;
      }
    }
    return null;
  }

  private void add(@Nullable TableReference reference) {
    Table table = reference == null ? null : table(reference);
    if (table != null && table.kind().isTable()) {
      changed.add(table);
    }
  }

  /** What a reference was found to mean; {@code null} for a common table, or if not known. */
  private @Nullable Table table(TableReference reference) {
    for (TableUse use : binding.uses) {
      if (use.at() == reference.at()) {
        return use.table();
      }
    }
    return null;
  }

  private void look(@Nullable Expr expr) {
    if (expr == null) {
      return;
    }
    if (expr.query() != null) {
      look(expr.query());
    }
    expr.children().forEach(this::look);
  }

  private void look(Query query) {
    switch (query.body()) {
      case Query.Select select -> {
        for (TableReference reference : references(select.from())) {
          read(reference);
        }
        select.items().forEach(item -> look(item.expr()));
        look(select.where());
        look(select.having());
      }
      case Query.SetOperation operation -> operation.arms().forEach(this::look);
      case Query.Nested nested -> look(nested.query());
      case Query.Values _, Query.Table _ -> {}
    }
  }

  private void read(TableReference reference) {
    Table table = table(reference);
    if (table == null) {
      return;
    }
    for (Table target : changed) {
      if (target.fullName().equals(table.fullName())) {
        binding.reporter.report(
            FindingRule.CHANGED_TABLE_READ,
            reference.at(),
            "The table " + table.name() + " is changed, and read in a subquery of the change",
            "Read it through a derived table: (SELECT … FROM (SELECT … FROM "
                + table.name()
                + ") AS x).",
            table.name());
        return;
      }
    }
  }
}
