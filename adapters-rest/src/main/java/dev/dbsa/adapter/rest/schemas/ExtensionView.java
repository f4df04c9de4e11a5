package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.Extension;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An installed extension. */
@RegisterForReflection
@Schema(name = "Extension")
record ExtensionView(
    @Schema(enumeration = "extension") String type,
    @Schema(description = "The schema that the extension's objects live in.") String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(examples = "1.1") String version)
    implements SchemaObjectView {

  static ExtensionView of(Extension extension) {
    return new ExtensionView(
        SchemaObjectType.EXTENSION.label(),
        extension.schema(),
        extension.name(),
        null,
        extension.version());
  }
}
