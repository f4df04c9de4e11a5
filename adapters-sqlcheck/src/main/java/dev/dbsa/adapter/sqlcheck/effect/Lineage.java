package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who inherits from whom among the tables of PostgreSQL, partitions included. */
final class Lineage {
  private Lineage() {}

  /** The known parents of a table. */
  static List<Table> parents(RelationTraits traits, SchemaState state) {
    return traits.parents().stream().flatMap(p -> state.find(p).stream()).toList();
  }

  /** Whether the table is a partition, rather than the heir of a table in one piece. */
  static boolean isPartition(RelationTraits traits, SchemaState state) {
    return parents(traits, state).stream()
        .anyMatch(p -> p.kind() == RelationKind.PARTITIONED_TABLE);
  }

  /** Whether a column of the table comes from a parent. */
  static boolean inheritsColumn(RelationTraits traits, String column, SchemaState state) {
    return parents(traits, state).stream()
        .anyMatch(p -> p.relation().findColumn(column).isPresent());
  }

  /** Whether a check of the table comes from a parent. */
  static boolean inheritsCheck(RelationTraits traits, String check, SchemaState state) {
    return parents(traits, state).stream()
        .flatMap(p -> p.relation().checks().stream())
        .anyMatch(c -> c.name().equals(check) && !c.noInherit());
  }

  /** Whether a parent keeps NULL out of the column. */
  static boolean inheritsNotNull(RelationTraits traits, String column, SchemaState state) {
    return parents(traits, state).stream()
        .filter(p -> !p.relation().traits().keepsNotNull(column))
        .flatMap(p -> p.relation().findColumn(column).stream())
        .anyMatch(c -> !c.nullable());
  }

  /** The table and all that inherit from it, near and far. */
  static Set<ObjectName> tree(ObjectName root, SchemaState state) {
    Set<ObjectName> tree = new HashSet<>();
    addTree(root, state, tree);
    return tree;
  }

  private static void addTree(ObjectName table, SchemaState state, Set<ObjectName> tree) {
    if (tree.add(table)) {
      state.heirs(table).forEach(heir -> addTree(heir.fullName(), state, tree));
    }
  }
}
