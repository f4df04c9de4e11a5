package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.Trigger;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A trigger. */
@RegisterForReflection
@Schema(name = "Trigger")
record TriggerView(
    @Schema(enumeration = "trigger") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(description = "The table that it belongs to, in the same schema.") String table,
    @Schema(enumeration = {"before", "after", "instead of"}) String timing,
    @Schema(description = "insert, update, delete or truncate.") List<String> events,
    @Schema(description = "The statement or the function called, as SQL text.") String action,
    boolean enabled,
    @Schema(nullable = true, description = "The function called, as schema.name; null on MySQL.")
        @Nullable String function,
    @Schema(description = "Whether it runs once for every row.") boolean forEachRow)
    implements SchemaObjectView {

  static TriggerView of(Trigger trigger) {
    return new TriggerView(
        SchemaObjectType.TRIGGER.label(),
        trigger.table().schema(),
        trigger.name(),
        null,
        trigger.table().name(),
        trigger.timing(),
        trigger.events(),
        trigger.action(),
        trigger.enabled(),
        trigger.function() == null ? null : trigger.function().toString(),
        trigger.forEachRow());
  }
}
