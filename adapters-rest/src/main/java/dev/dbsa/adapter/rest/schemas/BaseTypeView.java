package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A type with input and output functions of its own. */
@RegisterForReflection
@Schema(name = "BaseType")
record BaseTypeView(
    @Schema(enumeration = "base_type") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(description = "Whether only its name is there yet.") boolean shell)
    implements UserTypeView {

  static BaseTypeView of(UserType.Base type) {
    return new BaseTypeView(
        SchemaObjectType.BASE_TYPE.label(),
        type.name().schema(),
        type.name().name(),
        type.comment(),
        type.shell());
  }
}
