package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Sequence;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sequence. */
@RegisterForReflection
@Schema(name = "Sequence")
record SequenceView(
    @Schema(enumeration = "sequence") String type,
    String schema,
    String name,
    @Schema(nullable = true) @Nullable String comment,
    @Schema(examples = "bigint") String dataType,
    long start,
    long increment,
    long minimum,
    long maximum,
    boolean cycles,
    @Schema(nullable = true, description = "The table whose column the sequence feeds.")
        @Nullable String ownedByTable,
    @Schema(nullable = true) @Nullable String ownedByColumn)
    implements SchemaObjectView {

  static SequenceView of(Sequence sequence) {
    ObjectName owner = sequence.ownedByTable();
    return new SequenceView(
        SchemaObjectType.SEQUENCE.label(),
        sequence.name().schema(),
        sequence.name().name(),
        null,
        sequence.type(),
        sequence.start(),
        sequence.increment(),
        sequence.minimum(),
        sequence.maximum(),
        sequence.cycles(),
        owner == null ? null : owner.toString(),
        sequence.ownedByColumn());
  }
}
