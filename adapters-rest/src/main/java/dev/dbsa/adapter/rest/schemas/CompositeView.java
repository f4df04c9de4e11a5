package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row type. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "CompositeType")
record CompositeView(
    @Schema(enumeration = "composite") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    List<AttributeView> attributes)
    implements UserTypeView {

  /** A field of the row. */
  @Schema(name = "CompositeAttribute")
  record AttributeView(String name, String type) {}

  static CompositeView of(UserType.Composite type) {
    return new CompositeView(
        SchemaObjectType.COMPOSITE.label(),
        type.name().schema(),
        type.name().name(),
        type.comment(),
        type.attributes().stream().map(a -> new AttributeView(a.name(), a.type())).toList());
  }
}
