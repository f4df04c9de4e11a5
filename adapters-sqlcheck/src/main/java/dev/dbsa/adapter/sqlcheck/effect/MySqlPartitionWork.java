package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableAction;
import dev.dbsa.sql.tree.TableStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Work on the partitions of a table: ADD, DROP, REORGANIZE, COALESCE, EXCHANGE and the like
 * (sql_partition.cc: prep_alter_part_table).
 */
final class MySqlPartitionWork {
  private final TableAction.AlterPartitions work;
  private final Partitioning partitioning;
  private final TableDraft draft;
  private final Step step;

  /** The partitions in their order, each with its subpartitions; names in lower case. */
  private final Map<String, List<String>> there = new LinkedHashMap<>();

  private final boolean known;

  private MySqlPartitionWork(
      TableAction.AlterPartitions work, Partitioning partitioning, TableDraft draft, Step step) {
    this.work = work;
    this.partitioning = partitioning;
    this.draft = draft;
    this.step = step;
    this.known = read();
  }

  static void apply(TableAction.AlterPartitions work, TableDraft draft, Step step) {
    switch (work.kind()) {
      case ANALYZE, CHECK, OPTIMIZE, REPAIR -> {
        // What is not there is told in a row of the answer.
        return;
      }
      default -> {}
    }
    Partitioning partitioning = draft.partitioning();
    if (partitioning != null) {
      new MySqlPartitionWork(work, partitioning, draft, step).apply();
    } else if (!draft.isOpen()) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          work.at(),
          "The table " + draft.name() + " is not partitioned",
          null,
          draft.name());
    }
  }

  /** Whether all partitions are known. */
  private boolean read() {
    Map<String, String> parents = new LinkedHashMap<>();
    for (Partition partition : partitioning.partitions()) {
      if (!partition.parent().equals(draft.fullName())
          && !partition.parent().equals(draft.formerName())) {
        parents.put(lower(partition.name().name()), lower(partition.parent().name()));
      }
    }
    for (String name : partitioning.partitionNames()) {
      if (!parents.containsKey(lower(name))) {
        there.put(lower(name), new ArrayList<>());
      }
    }
    for (Partition partition : partitioning.partitions()) {
      if (!parents.containsKey(lower(partition.name().name()))) {
        there.computeIfAbsent(lower(partition.name().name()), _ -> new ArrayList<>());
      }
    }
    parents.forEach(
        (name, parent) -> there.computeIfAbsent(parent, _ -> new ArrayList<>()).add(name));
    int count = there.size() + there.values().stream().mapToInt(List::size).sum();
    return !there.isEmpty() && count >= partitioning.partitionCount();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String lower(Name name) {
    return lower(name.text());
  }

  private void apply() {
    if (known) {
      named();
      MySqlPartitionValues.more(work.into(), partitioning, draft, step);
      MySqlPartitionBounds.alter(work, List.copyOf(there.keySet()), partitioning, step);
    }
    boolean counted = known;
    switch (work.kind()) {
      case DROP -> drop();
      case ADD -> counted &= add();
      case REORGANIZE -> reorganize();
      case COALESCE -> counted &= coalesce();
      case EXCHANGE -> exchange();
      default -> {
        if (!work.table().isEmpty()) {
          step.need(work.table());
        }
      }
    }
    List<Partition> partitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    there.forEach(
        (name, parts) -> {
          partitions.addAll(MySqlPartitions.made(name, bound(name), parts, draft));
          names.add(name);
          names.addAll(parts);
        });
    draft.partitioning(
        new Partitioning(
            partitioning.strategy(),
            partitioning.key(),
            counted ? names.size() : names.size() + 1,
            names,
            partitions));
  }

  private @Nullable String bound(String name) {
    for (TableStatement.Partition partition : work.into()) {
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

  /** The partitions that the work names. */
  private void named() {
    Set<String> subpartitions = subpartitions();
    boolean whole =
        switch (work.kind()) {
          case ADD, DROP, REORGANIZE -> true;
          case TRUNCATE -> step.isMariaDb();
          default -> false;
        };
    for (Name name : work.names()) {
      if (!there.containsKey(lower(name)) && (whole || !subpartitions.contains(lower(name)))) {
        step.missing(FindingRule.UNKNOWN_OBJECT, "partition", name, there.keySet());
      }
    }
  }

  private Set<String> subpartitions() {
    Set<String> all = new HashSet<>();
    there.values().forEach(all::addAll);
    return all;
  }

  private boolean isListed() {
    return partitioning.strategy().startsWith("range")
        || partitioning.strategy().startsWith("list");
  }

  private void refuse(String message, @Nullable String hint) {
    step.refuse(FindingRule.PARTITION_RULE, work.at(), message, hint, draft.name());
  }

  private void drop() {
    Set<String> going = new HashSet<>();
    for (Name name : work.names()) {
      if (!going.add(lower(name)) && known) {
        step.refuse(
            FindingRule.PARTITION_RULE, name, "The partition " + name + " is dropped twice", null);
      }
    }
    if (!isListed()) {
      refuse("DROP PARTITION is for RANGE and LIST", "Write COALESCE PARTITION.");
    } else if (known && going.containsAll(there.keySet())) {
      refuse(
          "A table keeps at least one of its partitions",
          "Write REMOVE PARTITIONING or DROP TABLE.");
    }
    there.keySet().removeAll(going);
  }

  /** Whether all partitions are known afterwards. */
  private boolean add() {
    Long number = number();
    if (work.into().isEmpty() && (number == null || number == 0)) {
      refuse("At least one partition must be added", null);
    } else if (work.into().isEmpty() && isListed()) {
      refuse("Every partition by RANGE and LIST is given with its values", null);
    } else if (number != null && there.size() + number > MySqlPartitions.MOST) {
      refuse("A table has at most " + MySqlPartitions.MOST + " partitions", null);
    }
    taken(there);
    come(work.into(), there);
    return number == null;
  }

  private void reorganize() {
    if (work.names().isEmpty() && isListed()) {
      refuse("REORGANIZE PARTITION without names is for HASH and KEY", null);
    }
    Map<String, List<String>> after = new LinkedHashMap<>();
    Set<String> going = new HashSet<>();
    work.names().forEach(n -> going.add(lower(n)));
    Map<String, List<String>> staying = new LinkedHashMap<>(there);
    staying.keySet().removeAll(going);
    taken(staying);
    boolean come = false;
    for (Map.Entry<String, List<String>> entry : there.entrySet()) {
      if (!going.contains(entry.getKey())) {
        after.put(entry.getKey(), entry.getValue());
      } else if (!come) {
        come(work.into(), after);
        come = true;
      }
    }
    if (!come) {
      come(work.into(), after);
    }
    there.clear();
    there.putAll(after);
  }

  /** Refuses names that are taken, and subpartitions that are not as many as elsewhere. */
  private void taken(Map<String, List<String>> staying) {
    Set<String> names = new HashSet<>(staying.keySet());
    staying.values().forEach(names::addAll);
    MySqlPartitions.names(work.into(), names, step);
    int wanted = there.values().stream().mapToInt(List::size).max().orElse(0);
    for (TableStatement.Partition partition : work.into()) {
      int given = partition.subpartitions().size();
      if (known && given > 0 && given != wanted) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            partition.name(),
            "Every partition of " + draft.name() + " has " + wanted + " subpartitions",
            null);
        return;
      }
    }
  }

  private void come(List<TableStatement.Partition> partitions, Map<String, List<String>> into) {
    int divided = there.values().stream().mapToInt(List::size).max().orElse(0);
    for (TableStatement.Partition partition : partitions) {
      into.put(lower(partition.name()), MySqlPartitions.parts(partition, divided));
    }
  }

  private @Nullable Long number() {
    if (work.options().isEmpty()) {
      return null;
    }
    String digits = work.options().getFirst().value();
    return digits.matches("[0-9]{1,9}") ? (Long) Long.parseLong(digits) : null;
  }

  /** Whether all partitions are known afterwards. */
  private boolean coalesce() {
    Long number = number();
    if (isListed()) {
      refuse("COALESCE PARTITION is for HASH and KEY", null);
    } else if (number != null && number == 0) {
      refuse("At least one partition must be merged into the others", null);
    } else if (number != null && known && number >= there.size()) {
      refuse(
          "A table keeps at least one of its partitions",
          "Write REMOVE PARTITIONING or DROP TABLE.");
    } else if (number != null && known) {
      List<String> order = new ArrayList<>(there.keySet());
      there.keySet().removeAll(order.subList(order.size() - number.intValue(), order.size()));
      return true;
    }
    return false;
  }

  private void exchange() {
    Table table = step.need(work.table());
    Name name = work.names().getFirst();
    if (known && !there.getOrDefault(lower(name), List.of()).isEmpty()) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          name,
          "The partition " + name + " has subpartitions",
          "Exchange one of them.");
    }
    if (table != null) {
      MySqlExchange.check(work, table, draft, step);
    }
  }
}
