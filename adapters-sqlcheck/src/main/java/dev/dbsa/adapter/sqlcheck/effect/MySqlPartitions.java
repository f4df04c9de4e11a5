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
import dev.dbsa.sql.tree.Option;
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
    if (by.columns().stream().anyMatch(c -> c.text().equalsIgnoreCase("my_row_id"))) {
      step.notShown("Whether my_row_id is a key that the server made.");
    }
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
    int before = step.refusals();
    MySqlPartitionValues.of(by, draft, step);
    numbers(by, draft, step);
    engines(by, draft, step);
    if (step.refusals() == before) {
      MySqlPartitionBounds.ascend(null, new HashSet<>(), by.partitions(), step);
    }
    List<Partition> partitions = partitions(by, draft);
    String text = String.join(",", key.stream().map(k -> "`" + k + "`").toList());
    draft.partitioning(
        new Partitioning(
            strategy(by),
            text,
            partitions.size(),
            partitions.stream().map(p -> p.name().name()).toList(),
            partitions));
    keysHold(by.at(), draft, step);
  }

  /** How many partitions a table has at most, subpartitions and all. */
  static final int MOST = 8192;

  /** As the server prints it, in lower case. */
  static String strategy(PartitionBy by) {
    boolean listed =
        by.strategy() == PartitionBy.Strategy.RANGE || by.strategy() == PartitionBy.Strategy.LIST;
    return by.strategy().name().toLowerCase(Locale.ROOT)
        + (listed && by.expression() == null ? " columns" : "");
  }

  private static List<Partition> partitions(PartitionBy by, TableDraft draft) {
    PartitionBy sub = by.subpartitionBy();
    int divided = sub == null ? 0 : sub.count() == null ? 1 : (int) Math.min(1024, sub.count());
    List<Partition> partitions = new ArrayList<>();
    for (TableStatement.Partition partition : by.partitions()) {
      partitions.addAll(
          made(
              partition.name().text(),
              MySqlPartitionBounds.printed(partition),
              parts(partition, divided),
              draft));
    }
    long count = by.count() == null ? 1 : Math.min(1024, by.count());
    for (int i = 0; by.partitions().isEmpty() && i < count; i++) {
      partitions.addAll(made("p" + i, null, List.of(), draft));
    }
    return partitions;
  }

  /**
   * The names of a partition's subpartitions.
   *
   * @param count how many there are where none is named
   */
  static List<String> parts(TableStatement.Partition partition, int count) {
    List<String> names = new ArrayList<>();
    partition.subpartitions().forEach(p -> names.add(p.name().text()));
    for (int i = 0; partition.subpartitions().isEmpty() && i < count; i++) {
      names.add(partition.name().text() + "sp" + i);
    }
    return names;
  }

  /** How many partitions and subpartitions there are, and what they divide by. */
  private static void numbers(PartitionBy by, TableDraft draft, Step step) {
    Set<String> named = new HashSet<>();
    for (Name column : by.columns()) {
      if (!named.add(step.key(column.text()))) {
        rule(column.at(), "The column " + column + " is named twice", draft, step);
      }
    }
    Long count = by.count();
    if (count != null && (count == 0 || count > MOST)) {
      rule(by.at(), "A table has 1 to " + MOST + " partitions", draft, step);
    } else if (count != null && !by.partitions().isEmpty() && count != by.partitions().size()) {
      rule(by.at(), by.partitions().size() + " partitions are given, not " + count, draft, step);
    }
    PartitionBy sub = by.subpartitionBy();
    boolean listed =
        by.strategy() == PartitionBy.Strategy.RANGE || by.strategy() == PartitionBy.Strategy.LIST;
    if (sub != null && !listed && by.strategy() != PartitionBy.Strategy.SYSTEM_TIME) {
      rule(sub.at(), "Only partitions by RANGE and LIST have subpartitions", draft, step);
    }
    Set<Integer> sizes = new HashSet<>();
    by.partitions().forEach(p -> sizes.add(p.subpartitions().size()));
    sizes.remove(0);
    if (sub != null && sub.count() != null && !sizes.isEmpty()) {
      sizes.add((int) Math.min(Integer.MAX_VALUE, sub.count()));
    }
    if (sizes.size() > 1 || sub == null && !sizes.isEmpty()) {
      rule(by.at(), "All partitions have the same number of subpartitions", draft, step);
    }
  }

  /** All parts of a table are of one engine. */
  private static void engines(PartitionBy by, TableDraft draft, Step step) {
    Set<String> engines = new HashSet<>();
    boolean silent = false;
    for (TableStatement.Partition partition : by.partitions()) {
      List<TableStatement.Partition> parts = new ArrayList<>(partition.subpartitions());
      if (parts.isEmpty()) {
        parts.add(partition);
      }
      for (TableStatement.Partition part : parts) {
        Option engine = MySqlCharacterSets.find(part.options(), "engine");
        Option above = MySqlCharacterSets.find(partition.options(), "engine");
        engine = engine == null ? above : engine;
        silent |= engine == null;
        if (engine != null) {
          engines.add(engine.value().toLowerCase(Locale.ROOT));
        }
      }
    }
    String storage = draft.storage();
    boolean other = storage != null && engines.stream().anyMatch(e -> !e.equalsIgnoreCase(storage));
    if (engines.size() > 1 || silent && other) {
      rule(by.at(), "All partitions of a table are of one engine", draft, step);
    } else if (engines.size() == 1) {
      draft.storage(engines.iterator().next());
    }
  }

  private static void rule(int at, String message, TableDraft draft, Step step) {
    step.refuse(FindingRule.PARTITION_RULE, at, message, null, draft.name());
  }

  /** What a partitioned table cannot have, once it is whole. */
  static void whole(int at, TableDraft draft, Step step) {
    Partitioning partitioning = draft.partitioning();
    if (partitioning == null || draft.isOpen()) {
      return;
    }
    if (draft.temporary()) {
      rule(at, "A temporary table has no partitions", draft, step);
    }
    boolean keyless =
        draft.primaryKey() == null
            && draft.uniques.stream().noneMatch(u -> neverNull(u.columns(), draft));
    if (partitioning.strategy().equals("key") && partitioning.key().isEmpty() && keyless) {
      rule(at, "PARTITION BY KEY () takes the primary key, which the table lacks", draft, step);
    }
    if (step.isMariaDb()) {
      return;
    }
    String storage = draft.storage();
    if (storage != null
        && !MySqlTables.isInnoDb(storage)
        && !storage.toLowerCase(Locale.ROOT).startsWith("ndb")) {
      rule(at, "The engine " + storage + " has no partitions", draft, step);
    }
    for (Column column : draft.columns) {
      if (MySqlTypes.isSpatial(MySqlTypes.base(column.type()))) {
        rule(at, "A partitioned table has no geometries, as " + column.name() + " is", draft, step);
        break;
      }
    }
    draft.indexes.stream()
        .filter(i -> i.method().equals("fulltext"))
        .findFirst()
        .ifPresent(
            i -> rule(at, "A partitioned table has no FULLTEXT index " + i.name(), draft, step));
  }

  private static boolean neverNull(List<String> columns, TableDraft draft) {
    return columns.stream()
        .allMatch(
            c -> {
              Column column = draft.column(c);
              return column != null && !column.nullable();
            });
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

  /** A partition and its subpartitions. */
  static List<Partition> made(
      String name, @Nullable String bound, List<String> parts, TableDraft draft) {
    ObjectName own = new ObjectName(draft.schema(), name);
    List<Partition> made = new ArrayList<>();
    made.add(
        new Partition(
            own, draft.fullName(), bound, !parts.isEmpty(), List.of(), RelationStatistics.NONE));
    for (String part : parts) {
      made.add(
          new Partition(
              new ObjectName(draft.schema(), part),
              own,
              null,
              false,
              List.of(),
              RelationStatistics.NONE));
    }
    return made;
  }

  /**
   * Refuses names of partitions and subpartitions that are taken.
   *
   * @param taken in lower case; the new ones are added
   */
  static void names(List<TableStatement.Partition> partitions, Set<String> taken, Step step) {
    for (TableStatement.Partition partition : partitions) {
      names(partition.subpartitions(), taken, step);
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

  private static boolean isReferenced(TableDraft draft, Step step) {
    return step.state().references(draft.fullName()).stream()
        .anyMatch(r -> !r.source().fullName().equals(draft.fullName()));
  }
}
