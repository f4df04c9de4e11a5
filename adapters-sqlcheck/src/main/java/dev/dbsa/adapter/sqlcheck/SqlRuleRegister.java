package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.RiskCode;
import dev.dbsa.adapter.sqlcheck.register.Rule;
import dev.dbsa.adapter.sqlcheck.register.RulePages;
import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.adapter.sqlcheck.register.Section;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.port.out.RuleRegister;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The register of rules, for those who tell people about them. */
public final class SqlRuleRegister implements RuleRegister {

  @Override
  public List<RuleInfo> all() {
    return Arrays.stream(Section.values())
        .flatMap(section -> Rules.all().stream().filter(r -> r.section() == section))
        .map(SqlRuleRegister::info)
        .toList();
  }

  @Override
  public Optional<RuleInfo> find(String name) {
    return Rules.find(name).map(SqlRuleRegister::info);
  }

  @Override
  public List<String> nearest(String wrong) {
    List<String> names = Rules.all().stream().map(Rule::id).toList();
    return NearestName.find(wrong, names);
  }

  @Override
  public String page(RuleInfo rule) {
    return Rules.find(rule.id())
        .map(RulePages::of)
        .orElseThrow(() -> new IllegalArgumentException("there is no rule " + rule.id()));
  }

  private static RuleInfo info(Rule rule) {
    RuleInfo.Kind kind =
        switch (rule) {
          case FindingRule r -> new RuleInfo.Kind.OfFindings(r.category(), r.severity());
          case RiskCode r -> new RuleInfo.Kind.OfRisks(r.level());
        };
    return new RuleInfo(
        rule.id(),
        kind,
        rule.section().heading(),
        rule.servers().words(),
        rule.title(),
        rule.canBePassedOver());
  }
}
