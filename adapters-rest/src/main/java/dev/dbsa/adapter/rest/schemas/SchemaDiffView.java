package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.SchemaDiff;
import dev.dbsa.domain.schema.SchemaDiff.Attribute;
import dev.dbsa.domain.schema.SchemaDiff.Change;
import dev.dbsa.domain.schema.SchemaDiff.SchemaObject;
import dev.dbsa.domain.schema.SnapshotId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What differs between two snapshots. */
@Schema(
    name = "SchemaDiff",
    description =
        "Objects are the same when their names are. A relation that is new or gone stands for all of"
            + " its parts. Estimates of rows and sizes do not count.")
record SchemaDiffView(
    @Schema(description = "The snapshot taken as the earlier one.") UUID fromSnapshotId,
    @Schema(description = "The snapshot taken as the later one.") UUID toSnapshotId,
    @Schema(description = "Objects of the later snapshot only.") List<ObjectView> added,
    @Schema(description = "Objects of the earlier snapshot only.") List<ObjectView> removed,
    @Schema(description = "Objects of both snapshots that differ.") List<ChangeView> changed) {

  /** Names an object. */
  @Schema(name = "DiffObject")
  record ObjectView(
      @Schema(
              enumeration = {
                "server",
                "schema",
                "extension",
                "type",
                "sequence",
                "relation",
                "column",
                "primary_key",
                "unique_constraint",
                "foreign_key",
                "check_constraint",
                "index",
                "function",
                "procedure",
                "trigger",
                "exclusion_constraint",
                "policy",
                "rule",
                "operator",
                "cast",
                "operator_class",
                "collation",
                "statistics",
                "event_trigger",
                "publication",
                "other",
                "dependencies"
              },
              examples = "column")
          String type,
      @Schema(
              nullable = true,
              description = "null for what belongs to no schema.",
              examples = "public")
          @Nullable String schema,
      @Schema(
              nullable = true,
              description = "The table or view that the object is, or is part of.",
              examples = "orders")
          @Nullable String relation,
      @Schema(description = "With its arguments for a routine.", examples = "placed_at")
          String name) {
    static ObjectView of(SchemaObject object) {
      return new ObjectView(
          object.type().label(), object.schema(), object.relation(), object.name());
    }
  }

  /** An object that differs. */
  @Schema(name = "DiffChange")
  record ChangeView(ObjectView object, List<AttributeView> attributes) {
    static ChangeView of(Change change) {
      return new ChangeView(
          ObjectView.of(change.object()),
          change.attributes().stream().map(AttributeView::of).toList());
    }
  }

  /** An attribute that differs. */
  @Schema(name = "DiffAttribute")
  record AttributeView(
      @Schema(examples = "type") String name,
      @Schema(nullable = true, examples = "integer") @Nullable String before,
      @Schema(nullable = true, examples = "bigint") @Nullable String after) {
    static AttributeView of(Attribute attribute) {
      return new AttributeView(attribute.name(), attribute.before(), attribute.after());
    }
  }

  static SchemaDiffView of(SnapshotId from, SnapshotId to, SchemaDiff diff) {
    return new SchemaDiffView(
        from.value(),
        to.value(),
        diff.added().stream().map(ObjectView::of).toList(),
        diff.removed().stream().map(ObjectView::of).toList(),
        diff.changed().stream().map(ChangeView::of).toList());
  }
}
