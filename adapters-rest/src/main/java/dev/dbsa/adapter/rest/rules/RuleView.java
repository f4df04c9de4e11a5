package dev.dbsa.adapter.rest.rules;

import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.domain.script.RuleInfo.Kind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that scripts are checked for. */
@Schema(name = "Rule")
record RuleView(
    @Schema(
            description = "As findings call it in rule, and risks in code.",
            examples = "unknown-column")
        String ruleId,
    @Schema(
            enumeration = {"finding", "risk"},
            examples = "finding")
        String kind,
    @Schema(
            nullable = true,
            enumeration = {"syntax", "schema", "performance", "style"},
            description = "Of findings; null for risks.",
            examples = "schema")
        @Nullable String category,
    @Schema(
            description =
                "A severity (error, warning, info) or a risk's level (low, medium, high, critical),"
                    + " where the case at hand gives no other.",
            examples = "error")
        String defaultWeight,
    @Schema(
            description = "What it stands with in the documentation.",
            examples = "Names and shapes")
        String group,
    @Schema(description = "The servers that it is for, for people.", examples = "all servers")
        String servers,
    @Schema(description = "What it says, in one sentence.") String title,
    @Schema(description = "Whether a comment in the script may pass over it.")
        boolean canBePassedOver) {

  static RuleView of(RuleInfo rule) {
    return new RuleView(
        rule.id(),
        rule.kind() instanceof Kind.OfRisks ? "risk" : "finding",
        rule.kind() instanceof Kind.OfFindings findings ? findings.category().label() : null,
        rule.weight(),
        rule.group(),
        rule.servers(),
        rule.title(),
        rule.canBePassedOver());
  }
}
