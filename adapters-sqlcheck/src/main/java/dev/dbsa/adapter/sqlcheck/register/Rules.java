package dev.dbsa.adapter.sqlcheck.register;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The register of all rules. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.<Rule>concat(Stream.of(FindingRule.values()), Stream.of(RiskCode.values())).toList();

  private Rules() {}

  /** In the order of the documentation. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of this name, with hyphens or underscores. */
  public static Optional<Rule> find(String name) {
    String wanted = name.replace('_', '-');
    return ALL.stream().filter(r -> r.id().replace('_', '-').equals(wanted)).findFirst();
  }
}
