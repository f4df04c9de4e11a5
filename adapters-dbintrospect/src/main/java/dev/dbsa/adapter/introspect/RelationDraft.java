package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A relation whose parts arrive from several queries, in any order. */
final class RelationDraft {
  final ObjectName name;
  final RelationKind kind;
  final @Nullable String comment;
  final @Nullable String storage;
  final @Nullable String collation;
  @Nullable String definition;
  @Nullable Partitioning partitioning;
  @Nullable PrimaryKey primaryKey;
  RelationStatistics statistics = RelationStatistics.NONE;
  final List<ObjectName> parents = new ArrayList<>(0);
  @Nullable ObjectName ofType;
  boolean unlogged;
  boolean unpopulated;
  boolean systemVersioned;
  boolean rowSecurity;
  boolean forcedRowSecurity;
  final List<String> options = new ArrayList<>(0);
  @Nullable String checkOption;
  RelationTraits.@Nullable Updatability updatability;
  @Nullable String foreignServer;
  final List<RelationTraits.Policy> policies = new ArrayList<>(0);
  final List<RelationTraits.RewriteRule> rules = new ArrayList<>(0);
  final List<RelationTraits.ExclusionConstraint> exclusions = new ArrayList<>(0);
  final List<RelationTraits.LooseNotNull> looseNotNulls = new ArrayList<>(0);
  final List<UniqueConstraint> uniqueConstraints = new ArrayList<>(0);
  final List<ForeignKey> foreignKeys = new ArrayList<>(0);
  final List<CheckConstraint> checks = new ArrayList<>(0);
  final List<Index> indexes = new ArrayList<>(2);

  /** With the server's positions, which have gaps where columns were dropped. */
  final List<Column> columns = new ArrayList<>();

  RelationDraft(
      ObjectName name,
      RelationKind kind,
      @Nullable String comment,
      @Nullable String storage,
      @Nullable String collation) {
    this.name = name;
    this.kind = kind;
    this.comment = comment;
    this.storage = storage;
    this.collation = collation;
  }

  Relation finish() {
    return new Relation(
        name,
        kind,
        comment,
        numberedColumns(),
        primaryKey,
        byName(uniqueConstraints, UniqueConstraint::name),
        byName(foreignKeys, ForeignKey::name),
        byName(checks, CheckConstraint::name),
        byName(indexes, Index::name),
        definition,
        storage,
        collation,
        partitioning,
        statistics,
        traits());
  }

  /** Most relations have none, and share that. */
  private RelationTraits traits() {
    RelationTraits traits =
        new RelationTraits(
            parents,
            ofType,
            unlogged,
            unpopulated,
            systemVersioned,
            rowSecurity,
            forcedRowSecurity,
            options,
            checkOption,
            updatability,
            foreignServer,
            policies,
            rules,
            byName(exclusions, RelationTraits.ExclusionConstraint::name),
            byName(looseNotNulls, RelationTraits.LooseNotNull::column));
    return traits.equals(RelationTraits.NONE) ? RelationTraits.NONE : traits;
  }

  private List<Column> numberedColumns() {
    columns.sort(Comparator.comparingInt(Column::position));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.position() != i + 1) {
        columns.set(i, column.atPosition(i + 1));
      }
    }
    return columns;
  }

  /** Names are unique within a relation, so that the order is the same at every reading. */
  private static <T> List<T> byName(List<T> parts, Function<T, String> name) {
    parts.sort(Comparator.comparing(name));
    return parts;
  }
}
