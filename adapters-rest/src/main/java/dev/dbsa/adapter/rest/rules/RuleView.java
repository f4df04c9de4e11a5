package dev.dbsa.adapter.rest.rules;

import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.domain.script.RuleInfo.Kind;
import java.util.Optional;
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
            nullable = true,
            enumeration = {"off", "info", "warning", "error"},
            description =
                "What this service's policy makes of it, whatever the server; null where it says"
                    + " nothing.",
            examples = "warning")
        @Nullable String policyLevel,
    @Schema(
            description = "What it stands with in the documentation.",
            examples = "Names and shapes")
        String group,
    @Schema(description = "The servers that it is for, for people.", examples = "all servers")
        String servers,
    @Schema(description = "What it says, in one sentence.") String title,
    @Schema(description = "Whether a comment in the script may pass over it.")
        boolean canBePassedOver) {

  static RuleView of(RuleInfo rule, Policy policy) {
    return new RuleView(
        rule.id(),
        rule.kind() instanceof Kind.OfRisks ? "risk" : "finding",
        rule.kind() instanceof Kind.OfFindings findings ? findings.category().label() : null,
        rule.weight(),
        Optional.ofNullable(policy.everywhere().levels().get(rule.id()))
            .map(RuleLevel::label)
            .orElse(null),
        rule.group(),
        rule.servers(),
        rule.title(),
        rule.canBePassedOver());
  }
}
