package dev.dbsa.adapter.rest;

import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.domain.script.RuleInfo.Kind;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.port.out.RuleRegister;
import java.util.List;
import java.util.Optional;

/** A register of one finding and one risk. */
final class FakeRules implements RuleRegister {
  private static final RuleInfo COLUMN =
      new RuleInfo(
          "unknown-column",
          new Kind.OfFindings(FindingCategory.SCHEMA, Severity.ERROR),
          "Names",
          "all",
          "A column that the tables in scope do not have.",
          true);

  private static final RuleInfo DROP =
      new RuleInfo(
          "drop_table",
          new Kind.OfRisks(RiskLevel.CRITICAL),
          "Data",
          "all",
          "A table goes with its rows.",
          true);

  @Override
  public List<RuleInfo> all() {
    return List.of(COLUMN, DROP);
  }

  @Override
  public Optional<RuleInfo> find(String name) {
    String wanted = name.replace('-', '_');
    return all().stream().filter(rule -> rule.id().replace('-', '_').equals(wanted)).findFirst();
  }

  @Override
  public List<String> nearest(String wrong) {
    return wrong.startsWith("unknown") ? List.of(COLUMN.id()) : List.of();
  }

  @Override
  public String page(RuleInfo rule) {
    return "About `" + rule.id() + "`.";
  }
}
