package dev.dbsa.adapter.rest.validations;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that a check noticed in a script. */
@Schema(name = "Finding")
public record FindingView(
    @Schema(description = "The check's stable name.", examples = "unknown-column") String rule,
    @Schema(enumeration = {"syntax", "schema", "performance", "style"}) String category,
    @Schema(enumeration = {"error", "warning", "info"}) String severity,
    @Schema(description = "The facts of this case.", examples = "table orders has no column placed")
        String message,
    @Schema(
            nullable = true,
            description = "What to do about it.",
            examples = "did you mean placed_at?")
        @Nullable String hint,
    @Schema(nullable = true, description = "The statement's number, from 1.", examples = "1")
        @Nullable Integer statement,
    @Schema(nullable = true, description = "The line in the whole script, from 1.", examples = "2")
        @Nullable Integer line,
    @Schema(
            nullable = true,
            description = "The column in the line, from 1, in UTF-16 units.",
            examples = "8")
        @Nullable Integer column,
    @Schema(
            nullable = true,
            description = "The object concerned, as the script names it.",
            examples = "orders.placed")
        @Nullable String object) {

  public static FindingView of(Finding finding) {
    Position position = finding.position();
    return new FindingView(
        finding.rule(),
        finding.category().label(),
        finding.severity().label(),
        finding.message(),
        finding.hint(),
        position == null ? null : position.statement(),
        position == null ? null : position.line(),
        position == null ? null : position.column(),
        finding.object());
  }
}
