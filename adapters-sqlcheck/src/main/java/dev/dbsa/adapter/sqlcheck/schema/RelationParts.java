package dev.dbsa.adapter.sqlcheck.schema;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.RelationTraits;
import dev.dbsa.domain.schema.UniqueConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a relation that statements change, to make another relation of. */
public final class RelationParts {
  private final Relation from;
  private ObjectName name;
  private RelationKind kind;
  private List<Column> columns;
  private @Nullable PrimaryKey primaryKey;
  private List<UniqueConstraint> uniqueConstraints;
  private List<ForeignKey> foreignKeys;
  private List<CheckConstraint> checks;
  private List<Index> indexes;
  private @Nullable Partitioning partitioning;
  private @Nullable String storage;
  private @Nullable String collation;
  private RelationTraits traits;

  private RelationParts(Relation from) {
    this.from = from;
    this.name = from.name();
    this.kind = from.kind();
    this.columns = from.columns();
    this.primaryKey = from.primaryKey();
    this.uniqueConstraints = from.uniqueConstraints();
    this.foreignKeys = from.foreignKeys();
    this.checks = from.checks();
    this.indexes = from.indexes();
    this.partitioning = from.partitioning();
    this.storage = from.storage();
    this.collation = from.collation();
    this.traits = from.traits();
  }

  /** Those of a relation. */
  public static RelationParts of(Relation relation) {
    return new RelationParts(relation);
  }

  public RelationParts name(ObjectName value) {
    name = value;
    return this;
  }

  public RelationParts kind(RelationKind value) {
    kind = value;
    return this;
  }

  public RelationParts columns(List<Column> value) {
    columns = value;
    return this;
  }

  /**
   * @param value {@code null} for none
   */
  public RelationParts primaryKey(@Nullable PrimaryKey value) {
    primaryKey = value;
    return this;
  }

  public RelationParts uniqueConstraints(List<UniqueConstraint> value) {
    uniqueConstraints = value;
    return this;
  }

  public RelationParts foreignKeys(List<ForeignKey> value) {
    foreignKeys = value;
    return this;
  }

  public RelationParts checks(List<CheckConstraint> value) {
    checks = value;
    return this;
  }

  public RelationParts indexes(List<Index> value) {
    indexes = value;
    return this;
  }

  /**
   * @param value {@code null} for a table in one piece
   */
  public RelationParts partitioning(@Nullable Partitioning value) {
    partitioning = value;
    return this;
  }

  /**
   * @param value see {@link Relation#storage()}
   */
  public RelationParts storage(@Nullable String value) {
    storage = value;
    return this;
  }

  /**
   * @param value see {@link Relation#collation()}
   */
  public RelationParts collation(@Nullable String value) {
    collation = value;
    return this;
  }

  public RelationParts traits(RelationTraits value) {
    traits = value;
    return this;
  }

  /** The relation with what was changed. */
  public Relation relation() {
    return new Relation(
        name,
        kind,
        from.comment(),
        columns,
        primaryKey,
        uniqueConstraints,
        foreignKeys,
        checks,
        indexes,
        from.definition(),
        storage,
        collation,
        partitioning,
        from.statistics(),
        traits);
  }
}
