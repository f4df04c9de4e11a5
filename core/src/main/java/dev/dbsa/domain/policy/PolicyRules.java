package dev.dbsa.domain.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a policy: what it says, and nothing of what it leaves to others.
 *
 * @param levels by the rules' ids
 * @param sizes {@code null} where the part says nothing
 * @param names what the whole of a new name must be like
 */
public record PolicyRules(
    Map<String, RuleLevel> levels, @Nullable Sizes sizes, Map<NamedThing, TextPattern> names) {

  /** A part that says nothing. */
  public static final PolicyRules NONE = new PolicyRules(Map.of(), null, Map.of());

  public PolicyRules {
    levels = Map.copyOf(levels);
    names = Map.copyOf(names);
  }

  /** What this part says, and of what it says nothing about, what the other one does. */
  public PolicyRules over(PolicyRules other) {
    Map<String, RuleLevel> allLevels = new HashMap<>(other.levels);
    allLevels.putAll(levels);
    Map<NamedThing, TextPattern> allNames = new HashMap<>(other.names);
    allNames.putAll(names);
    return new PolicyRules(allLevels, sizes == null ? other.sizes : sizes, allNames);
  }
}
