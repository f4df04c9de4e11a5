package dev.dbsa.port.out;

import dev.dbsa.domain.script.RuleInfo;
import java.util.List;
import java.util.Optional;

/** All that scripts are checked for. Never changes while the program runs. */
public interface RuleRegister {
  /** In the order of the documentation. */
  List<RuleInfo> all();

  /** The rule of this name, with hyphens or underscores. */
  Optional<RuleInfo> find(String name);

  /** The names of rules that a wrong name was probably meant to be, best first; often none. */
  List<String> nearest(String wrong);

  /**
   * What the documentation says about a rule, with its examples, as Markdown.
   *
   * @throws IllegalArgumentException if the rule is not of this register
   */
  String page(RuleInfo rule);
}
