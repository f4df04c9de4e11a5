package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import dev.dbsa.sql.tree.TableStatement.PartitionBy;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Partitions as MySQL keeps them: parts of a table, with names of their own in it. */
final class MySqlPartitions {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private MySqlPartitions() {}

  /** PARTITION BY of a table that is made or changed. */
  static void by(PartitionBy by, TableDraft draft, Step step) {
    Keys.columns(by.columns(), draft, false, step);
    Set<String> key = new LinkedHashSet<>(Keys.spelled(by.columns(), draft));
    if (by.expression() != null) {
      TreeWalk.walk(
          by.expression(),
          e -> {
            if (e instanceof Expr.Column column) {
              if (Keys.column(column.last(), draft, step) != null) {
                key.add(column.last().text());
              }
            }
          });
    }
    types(by, draft, step);
    boolean computed = by.strategy() != PartitionBy.Strategy.SYSTEM_TIME;
    if (by.expression() != null && computed && !step.isMariaDb()) {
      MySqlPartitionFunctions.check(by.expression(), draft, step);
    }
    PrimaryKey primary = draft.primaryKey();
    if (by.strategy() == PartitionBy.Strategy.KEY && by.columns().isEmpty() && primary != null) {
      key.addAll(primary.columns());
    }
    boolean listed =
        by.strategy() == PartitionBy.Strategy.RANGE || by.strategy() == PartitionBy.Strategy.LIST;
    if (listed && by.partitions().isEmpty()) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          by.at(),
          "Every partition by " + by.strategy().name() + " is given with its values",
          null,
          draft.name());
    }
    boolean referenced = step.state().isSureOfPresence() && isReferenced(draft, step);
    if (!draft.foreignKeys.isEmpty() || referenced) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          by.at(),
          referenced
              ? "A table that foreign keys refer to has no partitions"
              : "A table with foreign keys has no partitions",
          null,
          draft.name());
    }
    names(by.partitions(), new HashSet<>(), step);
    MySqlPartitionBounds.ascend(null, by.partitions(), step);
    List<Partition> partitions = new ArrayList<>();
    for (TableStatement.Partition partition : by.partitions()) {
      partitions.add(made(partition.name().text(), MySqlPartitionBounds.printed(partition), draft));
    }
    for (int i = 0;
        partitions.isEmpty() && by.count() != null && i < Math.min(1024, by.count());
        i++) {
      partitions.add(made("p" + i, null, draft));
    }
    String text = String.join(",", key.stream().map(k -> "`" + k + "`").toList());
    draft.partitioning(
        new Partitioning(
            by.strategy().name().toLowerCase(Locale.ROOT),
            text,
            partitions.size(),
            partitions.stream().map(p -> p.name().name()).toList(),
            partitions));
    keysHold(by.at(), draft, step);
  }

  /** The types that a table is partitioned by (sql_partition.cc). */
  private static void types(PartitionBy by, TableDraft draft, Step step) {
    if (by.expression() instanceof Expr.Column column) {
      Column found = draft.column(column.last().text());
      String base = found == null ? "" : MySqlTypes.base(found.type());
      boolean number = MySqlTypes.isInteger(base) || base.equals("bit") || base.equals("year");
      if (!base.isEmpty() && !number && by.strategy() != PartitionBy.Strategy.SYSTEM_TIME) {
        notPartitioned(column.last(), base, "Give a function of it that is an integer.", step);
      }
    }
    for (Name name : by.columns()) {
      Column found = draft.column(name.text());
      String base = found == null ? "" : MySqlTypes.base(found.type());
      boolean large =
          MySqlTypes.isText(base) || MySqlTypes.isBlob(base) || MySqlTypes.isSpatial(base);
      boolean key = by.strategy() == PartitionBy.Strategy.KEY;
      boolean inexact =
          base.equals("decimal")
              || base.equals("float")
              || base.equals("double")
              || base.equals("timestamp")
              || base.equals("enum")
              || base.equals("set")
              || base.equals("bit");
      if (large || base.equals("json") || !key && inexact && !step.isMariaDb()) {
        notPartitioned(name, base, null, step);
      }
    }
  }

  private static void notPartitioned(Name name, String base, @Nullable String hint, Step step) {
    step.refuse(
        FindingRule.PARTITION_RULE,
        name,
        "A table is not partitioned by a column of type " + base + ", as " + name + " is",
        hint);
  }

  private static Partition made(String name, @Nullable String bound, TableDraft draft) {
    return new Partition(
        new ObjectName(draft.schema(), name),
        draft.fullName(),
        bound,
        false,
        List.of(),
        RelationStatistics.NONE);
  }

  private static void names(
      List<TableStatement.Partition> partitions, Set<String> taken, Step step) {
    for (TableStatement.Partition partition : partitions) {
      if (!taken.add(partition.name().text().toLowerCase(Locale.ROOT))) {
        step.refuse(
            FindingRule.OBJECT_EXISTS,
            partition.name(),
            "There is already a partition " + partition.name(),
            null);
      }
    }
  }

  /** The columns that the partitioning hangs on, as far as its text tells. */
  static List<String> columns(Partitioning partitioning, TableDraft draft) {
    Set<String> found = new LinkedHashSet<>();
    Matcher quoted = QUOTED.matcher(partitioning.key());
    while (quoted.find()) {
      if (draft.column(quoted.group(1)) != null) {
        found.add(quoted.group(1));
      }
    }
    if (found.isEmpty()) {
      for (String word : partitioning.key().split("[^\\p{L}\\p{N}_$]+")) {
        if (!word.isEmpty() && draft.column(word) != null) {
          found.add(word);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void keysHold(int at, TableDraft draft, Step step) {
    if (draft.primaryKey() != null) {
      holds(at, "primary key", draft.primaryKey().columns(), draft, step);
    }
    draft.uniques.forEach(u -> holds(at, "unique key " + u.name(), u.columns(), draft, step));
  }

  private static void holds(
      int at, String what, List<String> columns, TableDraft draft, Step step) {
    Partitioning partitioning = draft.partitioning();
    if (partitioning == null || draft.isOpen()) {
      return;
    }
    for (String part : columns(partitioning, draft)) {
      if (columns.stream().noneMatch(c -> step.same(c, part))) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            at,
            "The " + what + " must hold the column " + part + ", by which the table is partitioned",
            null,
            part);
        return;
      }
    }
  }

  static void keyHoldsPartitionKey(
      int at, boolean primary, List<Name> columns, TableDraft draft, Step step) {
    holds(at, primary ? "primary key" : "unique key", Keys.texts(columns), draft, step);
  }

  /** Work on partitions by name. */
  static void alter(TableAction.AlterPartitions a, TableDraft draft, Step step) {
    switch (a.kind()) {
      case ANALYZE, CHECK, OPTIMIZE, REPAIR -> {
        // What is not there is told in a row of the answer.
        return;
      }
      default -> {}
    }
    Partitioning partitioning = draft.partitioning();
    if (partitioning == null) {
      if (!draft.isOpen()) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            a.at(),
            "The table " + draft.name() + " is not partitioned",
            null,
            draft.name());
      }
      return;
    }
    Set<String> there = new LinkedHashSet<>();
    partitioning.partitionNames().forEach(n -> there.add(n.toLowerCase(Locale.ROOT)));
    partitioning.partitions().forEach(p -> there.add(p.name().name().toLowerCase(Locale.ROOT)));
    boolean known = there.size() >= partitioning.partitionCount() && !there.isEmpty();
    for (Name name : a.names()) {
      if (known && !there.contains(name.text().toLowerCase(Locale.ROOT))) {
        step.missing(FindingRule.UNKNOWN_OBJECT, "partition", name, there);
      }
    }
    if (!a.table().isEmpty()) {
      step.need(a.table());
    }
    if (known) {
      MySqlPartitionBounds.alter(a, partitioning, step);
    }
    boolean listed =
        partitioning.strategy().startsWith("range") || partitioning.strategy().startsWith("list");
    switch (a.kind()) {
      case DROP -> {
        if (!listed) {
          onlyListed(a.at(), "DROP PARTITION", step);
        } else if (known && a.names().size() >= there.size()) {
          step.refuse(
              FindingRule.PARTITION_RULE,
              a.at(),
              "A table keeps at least one of its partitions",
              "Write REMOVE PARTITIONING or DROP TABLE.",
              draft.name());
        }
        a.names().forEach(n -> there.remove(n.text().toLowerCase(Locale.ROOT)));
      }
      case ADD -> {
        names(a.into(), new HashSet<>(there), step);
        a.into().forEach(p -> there.add(p.name().text().toLowerCase(Locale.ROOT)));
      }
      case REORGANIZE -> {
        List<String> order = new ArrayList<>(there);
        int at = a.names().isEmpty() ? -1 : order.indexOf(key(a.names().getFirst()));
        a.names().forEach(n -> order.remove(key(n)));
        names(a.into(), new HashSet<>(order), step);
        for (TableStatement.Partition partition : a.into()) {
          order.add(at < 0 || at > order.size() ? order.size() : at++, key(partition.name()));
        }
        there.clear();
        there.addAll(order);
      }
      case COALESCE -> {
        if (listed) {
          step.refuse(
              FindingRule.PARTITION_RULE,
              a.at(),
              "COALESCE PARTITION is for HASH and KEY",
              null,
              draft.name());
        }
      }
      default -> {}
    }
    List<Partition> partitions = new ArrayList<>();
    there.forEach(n -> partitions.add(made(n, bound(n, a, partitioning), draft)));
    draft.partitioning(
        new Partitioning(
            partitioning.strategy(),
            partitioning.key(),
            a.kind() == TableAction.PartitionWork.COALESCE || !known
                ? there.size() + 1
                : there.size(),
            List.copyOf(there),
            partitions));
  }

  private static boolean isReferenced(TableDraft draft, Step step) {
    return step.state().references(draft.fullName()).stream()
        .anyMatch(r -> !r.source().fullName().equals(draft.fullName()));
  }

  private static @Nullable String bound(
      String name, TableAction.AlterPartitions a, Partitioning partitioning) {
    for (TableStatement.Partition partition : a.into()) {
      if (partition.name().text().equalsIgnoreCase(name)) {
        return MySqlPartitionBounds.printed(partition);
      }
    }
    for (Partition partition : partitioning.partitions()) {
      if (partition.name().name().equalsIgnoreCase(name)) {
        return partition.bound();
      }
    }
    return null;
  }

  private static String key(Name name) {
    return name.text().toLowerCase(Locale.ROOT);
  }

  private static void onlyListed(int at, String what, Step step) {
    step.refuse(FindingRule.PARTITION_RULE, at, what + " is for RANGE and LIST", null, null);
  }
}
