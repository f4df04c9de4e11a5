package dev.dbsa.adapter.sqlcheck.register;

/**
 * One thing that scripts are checked for. A rule of {@link FindingRule} makes findings, one of
 * {@link RiskCode} risks. Its name, group, weight, servers and title stand here alone; the
 * documentation is made from them.
 */
public sealed interface Rule permits FindingRule, RiskCode {
  /** The stable name: in kebab-case for findings, in snake_case for risks. */
  String id();

  /** The group that it belongs to. */
  Section section();

  /** The servers that it applies to. */
  Servers servers();

  /** What it says, in one sentence. */
  String title();

  /** Whether a comment in the script may pass over it, where the case at hand is no error. */
  boolean canBePassedOver();

  /** The name of its section in {@code docs/validation-rules.md}. */
  default String anchor() {
    return id();
  }
}
