package dev.dbsa.adapter.rest.validations;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the checks say about a script. */
@Schema(name = "Validation")
public record ValidationView(
    @Schema(
            nullable = true,
            enumeration = {"pass", "warn", "fail"},
            description = "The verdict in one word; null where there is no script.",
            examples = "warn")
        @Nullable String lintStatus,
    @Schema(description = "The messages of all findings.") List<String> lintMessages,
    @Schema(description = "The messages of the findings about syntax.") List<String> syntaxIssues,
    @Schema(description = "The messages of the findings about objects.") List<String> schemaIssues,
    @Schema(description = "The messages of the findings about performance.")
        List<String> performanceWarnings,
    @Schema(description = "The findings, in the order of the script.") List<FindingView> findings,
    @Schema(description = "What these checks cannot tell about this script.")
        List<String> notChecked) {

  /** Where there is no script, there is nothing to say. */
  private static final ValidationView NONE =
      new ValidationView(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * @param validation {@code null} where there is no script
   */
  public static ValidationView of(@Nullable Validation validation) {
    if (validation == null) {
      return NONE;
    }
    return new ValidationView(
        validation.lintStatus().label(),
        validation.findings().stream().map(Finding::message).toList(),
        validation.messages(FindingCategory.SYNTAX),
        validation.messages(FindingCategory.SCHEMA),
        validation.messages(FindingCategory.PERFORMANCE),
        validation.findings().stream().map(FindingView::of).toList(),
        validation.notChecked());
  }
}
