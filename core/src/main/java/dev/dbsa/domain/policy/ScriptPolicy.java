package dev.dbsa.domain.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What of a policy holds for one script.
 *
 * @param levels by the rules' ids; a rule that is not there counts as it does by itself
 * @param names what the whole of a new name must be like
 * @param ticket what the reason for passing over a rule has to hold; empty where any reason will do
 */
public record ScriptPolicy(
    Map<String, RuleLevel> levels,
    Sizes sizes,
    Map<NamedThing, TextPattern> names,
    Optional<TextPattern> ticket) {

  public ScriptPolicy {
    levels = Map.copyOf(levels);
    names = Map.copyOf(names);
  }

  /** What the policy says about a rule. */
  public Optional<RuleLevel> level(String rule) {
    return Optional.ofNullable(levels.get(rule));
  }
}
