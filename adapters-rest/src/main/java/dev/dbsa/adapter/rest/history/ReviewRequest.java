package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.ScriptText;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision about a draft. */
@Schema(name = "ReviewRequest", requiredProperties = "review_status")
record ReviewRequest(
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"accepted", "rejected", "edited"},
            examples = "edited")
        ReviewStatus reviewStatus,
    @Schema(
            nullable = true,
            maxLength = Review.MAX_NOTE_LENGTH,
            examples = "Adjusted the sample size")
        @Nullable String reviewNote,
    @Schema(
            nullable = true,
            maxLength = ScriptText.MAX_LENGTH,
            description = "The script in its final form; required for edited.",
            examples = "SELECT * FROM orders ORDER BY placed_at DESC LIMIT 20;")
        @Nullable String finalScriptText) {

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static ReviewRequest read(JsonBody body) {
    ReviewStatus status = body.choice("review_status", Choice.REVIEW_STATUS);
    String note =
        body.optionalText(
            "review_note", text -> Text.bounded("review_note", text, Review.MAX_NOTE_LENGTH, true));
    String finalScript =
        body.optionalText(
            "final_script_text", text -> ScriptText.of("final_script_text", text).value());
    return body.finish(() -> new ReviewRequest(status, note, finalScript));
  }
}
