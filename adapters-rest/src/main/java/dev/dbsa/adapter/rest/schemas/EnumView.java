package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An enumeration type. */
@RegisterForReflection
@Schema(name = "EnumType")
record EnumView(
    @Schema(enumeration = "enum") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(description = "In sort order.") List<String> labels)
    implements UserTypeView {

  static EnumView of(UserType.Enumeration type) {
    return new EnumView(
        SchemaObjectType.ENUM.label(),
        type.name().schema(),
        type.name().name(),
        type.comment(),
        type.labels());
  }
}
