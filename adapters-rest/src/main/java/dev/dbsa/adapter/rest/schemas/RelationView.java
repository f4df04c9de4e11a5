package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.ForeignKeyAction;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.IndexPart;
import dev.dbsa.domain.schema.Partition;
import dev.dbsa.domain.schema.Partitioning;
import dev.dbsa.domain.schema.PrimaryKey;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationStatistics;
import dev.dbsa.domain.schema.UniqueConstraint;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A table or view. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "Relation", description = "A table or view.")
record RelationView(
    @Schema(
            enumeration = {
              "table",
              "partitioned_table",
              "foreign_table",
              "view",
              "materialized_view"
            },
            examples = "table")
        String type,
    @Schema(examples = "public") String schema,
    @Schema(examples = "orders") String name,
    @Schema(nullable = true) @Nullable String comment,
    List<ColumnView> columns,
    @Schema(nullable = true) @Nullable KeyView primaryKey,
    List<UniqueView> uniqueConstraints,
    List<ForeignKeyView> foreignKeys,
    List<CheckView> checks,
    List<IndexView> indexes,
    @Schema(nullable = true, description = "The query of a view, where the account may read it.")
        @Nullable String definition,
    @Schema(nullable = true, description = "Storage engine or access method.")
        @Nullable String storage,
    @Schema(nullable = true) @Nullable String collation,
    @Schema(nullable = true) @Nullable PartitioningView partitioning,
    @Schema(nullable = true, description = "The server's estimate; null if it has none.")
        @Nullable Long rowEstimate,
    @Schema(nullable = true, description = "Table and indexes together; null if unknown.")
        @Nullable Long totalBytes,
    TraitsView traits)
    implements SchemaObjectView {

  /** A column. */
  @Schema(name = "Column")
  record ColumnView(
      @Schema(examples = "placed_at") String name,
      @Schema(description = "From 1, without gaps.") int position,
      @Schema(
              description = "The type as the server prints it.",
              examples = "timestamp with time zone")
          String type,
      boolean nullable,
      @Schema(nullable = true, description = "SQL text.") @Nullable String defaultExpression,
      @Schema(
              enumeration = {
                "none",
                "auto_increment",
                "identity_always",
                "identity_by_default",
                "stored",
                "virtual"
              },
              description = "Who provides the value when a script does not.")
          String generation,
      @Schema(nullable = true, description = "SQL text of a computed column.")
          @Nullable String generationExpression,
      @Schema(nullable = true) @Nullable String collation,
      @Schema(nullable = true) @Nullable String comment,
      @Schema(description = "Whether a star leaves it out.") boolean invisible,
      @Schema(nullable = true, description = "Where it is not the table's.")
          @Nullable String characterSet,
      @Schema(description = "Whether it came from a parent table.") boolean inherited) {

    static ColumnView of(Column column) {
      return new ColumnView(
          column.name(),
          column.position(),
          column.type(),
          column.nullable(),
          column.defaultExpression(),
          column.generation().name().toLowerCase(Locale.ROOT),
          column.generationExpression(),
          column.collation(),
          column.comment(),
          column.invisible(),
          column.characterSet(),
          column.inherited());
    }
  }

  /** A primary key. */
  @Schema(name = "PrimaryKey")
  record KeyView(String name, List<String> columns, boolean deferrable, boolean initiallyDeferred) {
    static @Nullable KeyView of(@Nullable PrimaryKey key) {
      return key == null
          ? null
          : new KeyView(key.name(), key.columns(), key.deferrable(), key.initiallyDeferred());
    }
  }

  /** A unique constraint. */
  @Schema(name = "UniqueConstraint")
  record UniqueView(
      String name,
      List<String> columns,
      @Schema(description = "Whether rows with NULL in the key never collide.")
          boolean nullsDistinct,
      boolean deferrable,
      boolean initiallyDeferred) {
    static UniqueView of(UniqueConstraint unique) {
      return new UniqueView(
          unique.name(),
          unique.columns(),
          unique.nullsDistinct(),
          unique.deferrable(),
          unique.initiallyDeferred());
    }
  }

  /** A foreign key. */
  @Schema(name = "ForeignKey")
  record ForeignKeyView(
      String name,
      List<String> columns,
      String targetSchema,
      String targetTable,
      List<String> targetColumns,
      @Schema(enumeration = {"no_action", "restrict", "cascade", "set_null", "set_default"})
          String onUpdate,
      @Schema(enumeration = {"no_action", "restrict", "cascade", "set_null", "set_default"})
          String onDelete,
      boolean deferrable,
      boolean initiallyDeferred,
      @Schema(description = "Whether the server has checked the existing rows.") boolean validated,
      @Schema(
              enumeration = {"simple", "full", "partial"},
              description = "What a key of several columns makes of NULL.")
          String match,
      @Schema(description = "Whether the server checks new rows.") boolean enforced) {

    static ForeignKeyView of(ForeignKey key) {
      return new ForeignKeyView(
          key.name(),
          key.columns(),
          key.target().schema(),
          key.target().name(),
          key.targetColumns(),
          label(key.onUpdate()),
          label(key.onDelete()),
          key.deferrable(),
          key.initiallyDeferred(),
          key.validated(),
          key.match().name().toLowerCase(Locale.ROOT),
          !key.unenforced());
    }

    private static String label(ForeignKeyAction action) {
      return action.name().toLowerCase(Locale.ROOT);
    }
  }

  /** A check constraint. */
  @Schema(name = "CheckConstraint")
  record CheckView(
      String name,
      @Schema(description = "SQL text.") String expression,
      @Schema(description = "Whether the server has checked the existing rows.") boolean validated,
      @Schema(description = "Whether the server checks new rows.") boolean enforced) {
    static CheckView of(CheckConstraint check) {
      return new CheckView(check.name(), check.expression(), check.validated(), check.enforced());
    }
  }

  /** An index. */
  @Schema(name = "Index")
  record IndexView(
      String name,
      List<IndexPartView> parts,
      List<String> includedColumns,
      boolean unique,
      @Schema(examples = "btree") String method,
      @Schema(nullable = true, description = "The condition of a partial index, as SQL text.")
          @Nullable String predicate,
      @Schema(description = "Whether queries may use it.") boolean valid,
      @Schema(description = "Whether the planner looks at it.") boolean visible,
      @Schema(nullable = true, description = "The constraint that the index backs.")
          @Nullable String constraintName,
      @Schema(description = "Whether NULLs in a unique index never collide.")
          boolean nullsDistinct) {

    static IndexView of(Index index) {
      return new IndexView(
          index.name(),
          index.parts().stream().map(IndexPartView::of).toList(),
          index.includedColumns(),
          index.unique(),
          index.method(),
          index.predicate(),
          index.valid(),
          index.visible(),
          index.constraintName(),
          !index.nullsEqual());
    }
  }

  /** A key part of an index: either a column or an expression. */
  @Schema(name = "IndexPart")
  record IndexPartView(
      @Schema(nullable = true) @Nullable String column,
      @Schema(nullable = true, description = "SQL text.") @Nullable String expression,
      boolean descending,
      @Schema(nullable = true) @Nullable Integer prefixLength,
      @Schema(nullable = true, description = "Where it is not the type's usual one.")
          @Nullable String operatorClass,
      @Schema(nullable = true, description = "Where it is not the column's.")
          @Nullable String collation) {
    static IndexPartView of(IndexPart part) {
      return new IndexPartView(
          part.column(),
          part.expression(),
          part.descending(),
          part.prefixLength(),
          part.operatorClass(),
          part.collation());
    }
  }

  /** How a table is cut into partitions. */
  @Schema(name = "Partitioning")
  record PartitioningView(
      @Schema(examples = "range") String strategy,
      @Schema(description = "SQL text.") String key,
      int partitionCount,
      @Schema(description = "The first hundred.") List<String> partitionNames,
      @Schema(description = "The first hundred, with what they hold.")
          List<PartitionView> partitions) {
    static @Nullable PartitioningView of(@Nullable Partitioning partitioning) {
      return partitioning == null
          ? null
          : new PartitioningView(
              partitioning.strategy(),
              partitioning.key(),
              partitioning.partitionCount(),
              partitioning.partitionNames(),
              partitioning.partitions().stream()
                  .limit(Partitioning.MAX_NAMES)
                  .map(PartitionView::of)
                  .toList());
    }
  }

  /** A partition, on whatever level. */
  @Schema(name = "Partition")
  record PartitionView(
      String schema,
      String name,
      @Schema(description = "What it is a direct partition of.") String parent,
      @Schema(nullable = true, description = "As the server prints it.") @Nullable String bound,
      @Schema(description = "Whether it has partitions itself.") boolean divided) {
    static PartitionView of(Partition partition) {
      return new PartitionView(
          partition.name().schema(),
          partition.name().name(),
          partition.parent().name(),
          partition.bound(),
          partition.divided());
    }
  }

  static RelationView of(Relation relation) {
    RelationStatistics statistics = relation.statistics();
    return new RelationView(
        SchemaObjectType.of(relation.kind()).label(),
        relation.name().schema(),
        relation.name().name(),
        relation.comment(),
        relation.columns().stream().map(ColumnView::of).toList(),
        KeyView.of(relation.primaryKey()),
        relation.uniqueConstraints().stream().map(UniqueView::of).toList(),
        relation.foreignKeys().stream().map(ForeignKeyView::of).toList(),
        relation.checks().stream().map(CheckView::of).toList(),
        relation.indexes().stream().map(IndexView::of).toList(),
        relation.definition(),
        relation.storage(),
        relation.collation(),
        PartitioningView.of(relation.partitioning()),
        known(statistics.rowEstimate()),
        known(statistics.totalBytes()),
        TraitsView.of(relation.traits()));
  }

  private static @Nullable Long known(long figure) {
    return figure == RelationStatistics.UNKNOWN ? null : figure;
  }
}
