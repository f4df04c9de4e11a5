package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A type that narrows another one. */
@RegisterForReflection
@Schema(name = "DomainType")
record DomainView(
    @Schema(enumeration = "domain") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(examples = "text") String baseType,
    boolean nullable,
    @Schema(nullable = true, description = "SQL text.") @Nullable String defaultExpression,
    @Schema(description = "The conditions, as SQL text.") List<String> checks)
    implements UserTypeView {

  static DomainView of(UserType.Domain type) {
    return new DomainView(
        SchemaObjectType.DOMAIN.label(),
        type.name().schema(),
        type.name().name(),
        type.comment(),
        type.baseType(),
        type.nullable(),
        type.defaultExpression(),
        type.checks());
  }
}
