package dev.dbsa.domain.script;

/**
 * What is known of one thing that scripts are checked for.
 *
 * @param id stable: in kebab-case where it makes findings, in snake_case where it makes risks
 * @param kind what it makes, and how grave that is by itself
 * @param group the heading that it stands under
 * @param servers the servers that it applies to, for people
 * @param title what it says, in one sentence
 * @param canBePassedOver whether a comment in the script may pass over it
 */
public record RuleInfo(
    String id, Kind kind, String group, String servers, String title, boolean canBePassedOver) {

  /** What a rule makes. The weight is the one where the case at hand gives no other. */
  public sealed interface Kind {
    /** Findings. */
    record OfFindings(FindingCategory category, Severity severity) implements Kind {}

    /** Risks. */
    record OfRisks(RiskLevel level) implements Kind {}
  }

  /** The weight in one word: a severity or a level. */
  public String weight() {
    return switch (kind) {
      case Kind.OfFindings findings -> findings.severity().label();
      case Kind.OfRisks risks -> risks.level().label();
    };
  }
}
