package dev.dbsa.adapter.sqlcheck.bind;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.sql.tree.FromItem.IndexHint;
import dev.dbsa.sql.tree.FromItem.TableReference;
import dev.dbsa.sql.tree.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The partitions and indexes that MySQL is told to read a table by. */
final class TableAccess {
  private final Reporter reporter;
  private final boolean postgres;

  TableAccess(Reporter reporter, boolean postgres) {
    this.reporter = reporter;
    this.postgres = postgres;
  }

  void check(TableReference reference, Table table) {
    for (Name partition : reference.access().partitions()) {
      partition(partition, table);
    }
    boolean used = false;
    boolean forced = false;
    for (IndexHint hint : reference.access().hints()) {
      used |= hint.kind() == IndexHint.Kind.USE;
      forced |= hint.kind() == IndexHint.Kind.FORCE;
      if (used && forced) {
        reporter.report(
            FindingRule.INCORRECT_USAGE,
            hint.at(),
            "USE INDEX and FORCE INDEX cannot be combined for one table",
            "Keep one of them.",
            null);
        return;
      }
      hint.indexes().forEach(index -> index(index, table));
    }
    if (!postgres && !reference.sample().isEmpty()) {
      reporter.report(
          FindingRule.INCORRECT_USAGE,
          reference.sample().getFirst().at(),
          "TABLESAMPLE is for tables of a secondary engine",
          "Choose the rows by a condition.",
          table.name());
    }
  }

  private void partition(Name name, Table table) {
    Partitioning partitioning = table.relation().partitioning();
    if (table.kind() == RelationKind.VIEW || table.open()) {
      return;
    }
    if (partitioning == null) {
      reporter.report(
          FindingRule.PARTITION_RULE,
          name.at(),
          "The table " + table.name() + " is not partitioned",
          null,
          table.name());
      return;
    }
    Set<String> there = new LinkedHashSet<>(partitioning.partitionNames());
    partitioning.partitions().forEach(p -> there.add(p.name().name()));
    boolean known = there.size() >= partitioning.partitionCount() && !there.isEmpty();
    if (known && there.stream().noneMatch(name.text()::equalsIgnoreCase)) {
      reporter.report(
          FindingRule.UNKNOWN_OBJECT,
          name.at(),
          "The table " + table.name() + " has no partition " + name,
          NearestName.hint(NearestName.find(name.text(), there)),
          name.text());
    }
  }

  /** An index may be named by the beginning of its name, if no other begins so. */
  private void index(Name name, Table table) {
    if (table.open()) {
      return;
    }
    List<String> there = new ArrayList<>();
    if (table.relation().primaryKey() != null) {
      there.add("PRIMARY");
    }
    for (Index index : table.relation().indexes()) {
      if (index.visible() && !there.contains(index.name())) {
        there.add(index.name());
      }
    }
    String sought = name.text().toLowerCase(Locale.ROOT);
    long begun = there.stream().filter(i -> i.toLowerCase(Locale.ROOT).startsWith(sought)).count();
    if (there.stream().noneMatch(sought::equalsIgnoreCase) && begun != 1) {
      reporter.report(
          FindingRule.UNKNOWN_INDEX,
          name.at(),
          "The table " + table.name() + " has no index " + name + " that a query may use",
          NearestName.hint(NearestName.find(name.text(), there)),
          name.text());
    }
  }
}
