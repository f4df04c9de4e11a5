package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.Routine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A function or procedure. */
@RegisterForReflection
@Schema(name = "Routine")
record RoutineView(
    @Schema(enumeration = {"function", "procedure", "aggregate", "window"}) String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(description = "The argument list as the server prints it.", examples = "integer, text")
        String arguments,
    @Schema(nullable = true, description = "The result type; null for a procedure.")
        @Nullable String result,
    @Schema(examples = "stable") String volatility,
    @Schema(examples = "plpgsql") String language,
    @Schema(description = "Whether it answers NULL to a NULL without being run.") boolean strict,
    @Schema(description = "Whether it runs with its owner's rights.") boolean securityDefiner)
    implements SchemaObjectView {

  static RoutineView of(Routine routine) {
    return new RoutineView(
        SchemaObjectType.of(routine.kind()).label(),
        routine.name().schema(),
        routine.name().name(),
        routine.comment(),
        routine.arguments(),
        routine.result(),
        routine.volatility(),
        routine.language(),
        routine.strict(),
        routine.securityDefiner());
  }
}
