package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which tables own what has a name in its schema, as far as a script made or changed them. Never
 * changes.
 *
 * @param indexes the tables that own indexes (PostgreSQL), by the indexes' names
 * @param constraints the tables that own foreign keys and checks (MySQL), by their names in lower
 *     case
 * @param referrers tables that refer, or once referred, to a table by foreign keys
 * @param children tables that inherit, or once inherited, from a table (PostgreSQL)
 */
record TableParts(
    PersistentMap<ObjectName, Optional<ObjectName>> indexes,
    PersistentMap<ObjectName, Optional<ObjectName>> constraints,
    PersistentMap<ObjectName, Set<ObjectName>> referrers,
    PersistentMap<ObjectName, Set<ObjectName>> children) {
  static final TableParts NONE =
      new TableParts(
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty());

  /** The parts of a table go. */
  TableParts without(Table table, boolean postgres) {
    return owned(table, Optional.empty(), postgres);
  }

  /**
   * The parts of a table come.
   *
   * @param key the name under which a table is looked up
   */
  TableParts with(Table table, boolean postgres, UnaryOperator<ObjectName> key) {
    TableParts parts = owned(table, Optional.of(table.fullName()), postgres);
    PersistentMap<ObjectName, Set<ObjectName>> referring = parts.referrers;
    for (var foreignKey : table.relation().foreignKeys()) {
      ObjectName target = key.apply(foreignKey.target());
      referring = referring.with(target, plus(referring.get(target), table.fullName()));
    }
    PersistentMap<ObjectName, Set<ObjectName>> heirs = parts.children;
    for (ObjectName parent : table.relation().traits().parents()) {
      heirs = heirs.with(parent, plus(heirs.get(parent), table.fullName()));
    }
    return new TableParts(parts.indexes, parts.constraints, referring, heirs);
  }

  private TableParts owned(Table table, Optional<ObjectName> owner, boolean postgres) {
    PersistentMap<ObjectName, Optional<ObjectName>> ofIndexes = indexes;
    PersistentMap<ObjectName, Optional<ObjectName>> ofConstraints = constraints;
    if (postgres) {
      for (var index : table.relation().indexes()) {
        ofIndexes = ofIndexes.with(new ObjectName(table.schema(), index.name()), owner);
      }
    } else {
      for (String name : constraintNames(table.relation())) {
        ofConstraints = ofConstraints.with(constraintKey(table.schema(), name), owner);
      }
    }
    return new TableParts(ofIndexes, ofConstraints, referrers, children);
  }

  /** The table that owns an index; empty for one that is gone, {@code null} where none is known. */
  @SuppressWarnings("NullableOptional")
  @Nullable Optional<ObjectName> ownerOfIndex(ObjectName index) {
    return indexes.get(index);
  }

  /**
   * The table that owns a foreign key or a check; empty for one that is gone, {@code null} where
   * none is known.
   */
  @SuppressWarnings("NullableOptional")
  @Nullable Optional<ObjectName> ownerOfConstraint(ObjectName key) {
    return constraints.get(key);
  }

  /** The tables that refer, or once referred, to a table. */
  Set<ObjectName> referring(ObjectName target) {
    Set<ObjectName> found = referrers.get(target);
    return found == null ? Set.of() : found;
  }

  /** The tables that inherit, or once inherited, from a table. */
  Set<ObjectName> heirs(ObjectName parent) {
    Set<ObjectName> found = children.get(parent);
    return found == null ? Set.of() : found;
  }

  static List<String> constraintNames(Relation relation) {
    List<String> names = new ArrayList<>();
    relation.foreignKeys().forEach(k -> names.add(k.name()));
    relation.checks().forEach(c -> names.add(c.name()));
    return names;
  }

  static ObjectName constraintKey(String schema, String name) {
    return new ObjectName(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }

  static <T> Set<T> plus(@Nullable Set<T> set, T one) {
    if (set != null && set.contains(one)) {
      return set;
    }
    Set<T> more = set == null ? new LinkedHashSet<>() : new LinkedHashSet<>(set);
    more.add(one);
    return more;
  }
}
