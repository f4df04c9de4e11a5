package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.sql.tree.Expr;
import dev.dbsa.sql.tree.KeyPart;
import dev.dbsa.sql.tree.Name;
import dev.dbsa.sql.tree.TableStatement.Bound;
import dev.dbsa.sql.tree.TableStatement.PartitionBy;
import dev.dbsa.sql.tree.TreeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Partitions as PostgreSQL keeps them (partbounds.c, tablecmds.c). */
final class PostgresPartitions {
  private PostgresPartitions() {}

  /** Whether a table of the snapshot is still a partition of another. */
  static boolean isPartition(ObjectName table, SchemaState state) {
    for (Relation relation : state.snapshot().relations()) {
      if (holds(relation, table)) {
        return state.find(relation.name()).filter(t -> holds(t.relation(), table)).isPresent();
      }
    }
    return false;
  }

  private static boolean holds(Relation relation, ObjectName table) {
    return relation.partitioning() != null
        && relation.partitioning().partitions().stream().anyMatch(p -> p.name().equals(table));
  }

  /** A key that must hold for the whole table holds the columns that cut it. */
  static void keyHoldsPartitionKey(
      int at, String what, List<Name> columns, TableDraft draft, Step step) {
    Partitioning partitioning = draft.partitioning();
    if (partitioning == null || draft.isOpen()) {
      return;
    }
    PartitionKey key = PartitionKey.of(partitioning.key(), draft.columns);
    if (key.hasExpressions()) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          at,
          "No " + what + " holds for the whole table, as an expression cuts " + draft.name(),
          null,
          draft.name());
      return;
    }
    for (PartitionKey.Part part : key.parts()) {
      String column = String.valueOf(part.column());
      boolean held = columns.stream().anyMatch(c -> c.text().equals(column));
      if (draft.column(column) != null && !held) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            at,
            "The "
                + what
                + " of "
                + draft.name()
                + " must hold the column "
                + column
                + ", by which the table is partitioned",
            null,
            column);
      }
    }
  }

  /** PARTITION BY of a new table. */
  static void by(PartitionBy by, TableDraft draft, Step step) {
    if (by.strategy() == PartitionBy.Strategy.UNKNOWN) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          by.at(),
          "There is no such way of partitioning",
          "Write RANGE, LIST or HASH.",
          null);
    }
    List<String> key = new ArrayList<>();
    for (KeyPart part : by.parts()) {
      if (part.column() != null) {
        Column column = Keys.column(part.column(), draft, step);
        if (column != null && column.generation().isComputed()) {
          computed(part.column(), step);
        }
        key.add(quoted(part.column().text()) + collation(part));
      } else if (part.expression() != null) {
        key.add(keyExpression(part.expression(), draft, step));
      }
    }
    if (by.strategy() == PartitionBy.Strategy.LIST && by.parts().size() > 1) {
      step.refuse(
          FindingRule.PARTITION_RULE,
          by.at(),
          "A list partitioned table has one column or expression as its key",
          null,
          null);
    }
    draft.partitioning(
        new Partitioning(
            by.strategy().name().toLowerCase(Locale.ROOT), String.join(", ", key), 0, List.of()));
  }

  private static void computed(Name column, Step step) {
    step.refuse(
        FindingRule.PARTITION_RULE,
        column,
        "The column " + column + " is computed, so no table is partitioned by it",
        null);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String collation(KeyPart part) {
    return part.collation().isEmpty()
        ? ""
        : " COLLATE " + quoted(part.collation().getLast().text());
  }

  /** Checks an expression of a key; stands for it by the columns that it is made of. */
  private static String keyExpression(Expr expr, TableDraft draft, Step step) {
    PostgresGenerated.wholeRow(expr, "a partition key", draft.table(), step);
    List<Name> names = new ArrayList<>();
    TreeWalk.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c) {
            names.add(c.last());
          }
        });
    for (Name name : names) {
      Column column = draft.column(name.text());
      if (column != null && column.generation().isComputed()) {
        computed(name, step);
        break;
      }
    }
    return "(" + String.join(" + ", names.stream().map(n -> quoted(n.text())).toList()) + ")";
  }

  /** Whether the table may have partitions; a refusal where it has none. */
  static boolean isPartitioned(Table parent, Name name, Step step) {
    if (parent.open() || parent.kind() == RelationKind.PARTITIONED_TABLE) {
      return true;
    }
    step.refuse(
        FindingRule.PARTITION_RULE,
        name,
        "The table " + parent.name() + " is not partitioned",
        null);
    return false;
  }

  /** Puts a partition under its parent. */
  static void attach(Table parent, ObjectName partition, Bound bound, boolean divided, Step step) {
    Partitioning partitioning = parent.relation().partitioning();
    if (partitioning == null) {
      return;
    }
    PostgresBounds.check(parent, partitioning, bound, step);
    List<Partition> partitions = new ArrayList<>(partitioning.partitions());
    partitions.add(
        new Partition(
            partition,
            parent.fullName(),
            PartitionBounds.printed(bound),
            divided,
            List.of(),
            RelationStatistics.NONE));
    put(parent, partitioning, partitions, step);
  }

  private static void put(
      Table parent, Partitioning partitioning, List<Partition> partitions, Step step) {
    TableDraft draft = TableDraft.of(step.state(), parent);
    draft.partitioning(
        new Partitioning(
            partitioning.strategy(),
            partitioning.key(),
            partitions.size(),
            partitions.stream().map(p -> p.name().name()).toList(),
            partitions));
    step.become(step.state().with(draft.table()));
  }

  /** Takes a partition from its parent; a refusal where it is none of its. */
  static void detach(Table parent, List<Name> name, @Nullable Table partition, Step step) {
    Partitioning partitioning = parent.relation().partitioning();
    if (partitioning == null || partition == null) {
      return;
    }
    if (!partition.relation().traits().parents().contains(parent.fullName())) {
      if (!partition.open()) {
        step.refuse(
            FindingRule.PARTITION_RULE,
            name.getLast(),
            partition.name() + " is no partition of " + parent.name(),
            null);
      }
      return;
    }
    put(
        parent,
        partitioning,
        partitioning.partitions().stream()
            .filter(p -> !p.name().equals(partition.fullName()))
            .toList(),
        step);
    TableDraft draft = TableDraft.of(step.state(), partition);
    PostgresParents.leave(parent, draft, step);
    step.become(step.state().with(draft.table()));
  }
}
