package dev.dbsa.adapter.rest.generations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.dbsa.domain.generation.Reference;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a draft rests on; has a reason only where the name does not say it all. */
@JsonInclude(Include.NON_NULL)
@Schema(
    name = "Reference",
    requiredProperties = {"type", "name"})
record ReferenceView(
    @Schema(examples = "schema_object") String type,
    @Schema(examples = "orders") String name,
    @Schema(description = "Why it was chosen.") @Nullable String reason) {

  static ReferenceView of(Reference reference) {
    return new ReferenceView(reference.type(), reference.name(), reference.reason());
  }
}
