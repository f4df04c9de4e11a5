package dev.dbsa.adapter.rest.validations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.dbsa.domain.script.ImpactedObject;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An object that a script touches; has the optional fields only where they say something. */
@JsonInclude(Include.NON_NULL)
@Schema(
    name = "ImpactedObject",
    requiredProperties = {"type", "name"})
public record ImpactedObjectView(
    @Schema(examples = "table") String type,
    @Schema(examples = "public") @Nullable String schema,
    @Schema(examples = "orders") String name,
    @Schema(
            enumeration = {
              "read",
              "insert",
              "update",
              "delete",
              "truncate",
              "create",
              "alter",
              "drop",
              "rename",
              "lock",
              "grant",
              "call",
              "maintain"
            },
            description = "What the script does to it.",
            examples = "read")
        String operation,
    @Schema(description = "Whether the snapshot knows it; absent without a snapshot.")
        @Nullable Boolean exists) {

  public static List<ImpactedObjectView> of(List<ImpactedObject> objects) {
    return objects.stream().map(ImpactedObjectView::of).toList();
  }

  private static ImpactedObjectView of(ImpactedObject object) {
    return new ImpactedObjectView(
        object.type(), object.schema(), object.name(), object.operation().label(), object.exists());
  }
}
