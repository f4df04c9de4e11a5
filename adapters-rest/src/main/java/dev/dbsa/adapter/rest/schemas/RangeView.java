package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A type of ranges. */
@RegisterForReflection
@Schema(name = "RangeType")
record RangeView(
    @Schema(enumeration = "range") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(description = "The type of the bounds.", examples = "numeric") String subtype,
    @Schema(nullable = true, description = "The type of several such ranges, as schema.name.")
        @Nullable String multirange)
    implements UserTypeView {

  static RangeView of(UserType.Range type) {
    return new RangeView(
        SchemaObjectType.RANGE.label(),
        type.name().schema(),
        type.name().name(),
        type.comment(),
        type.subtype(),
        type.multirange() == null ? null : type.multirange().toString());
  }
}
