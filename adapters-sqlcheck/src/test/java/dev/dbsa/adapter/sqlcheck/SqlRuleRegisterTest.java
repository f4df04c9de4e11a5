package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.domain.script.RuleInfo;
import org.junit.jupiter.api.Test;

final class SqlRuleRegisterTest {
  private final SqlRuleRegister register = new SqlRuleRegister();

  @Test
  void everyRuleHasAPageThatShowsItsTitle() {
    assertThat(register.all()).hasSameSizeAs(Rules.all());
    for (RuleInfo rule : register.all()) {
      assertThat(register.page(rule)).contains("`" + rule.id() + "`").contains(rule.title());
    }
  }

  @Test
  void rulesGoByTheirNamesWithHyphensOrUnderscores() {
    assertThat(register.find("drop-column").map(RuleInfo::id)).contains("drop_column");
    assertThat(register.find("select_star").map(RuleInfo::weight)).contains("info");
    assertThat(register.find("nonsense")).isEmpty();
  }

  @Test
  void aWrongNameHasNearOnes() {
    assertThat(register.nearest("drop_colum")).contains("drop_column");
    assertThat(register.nearest("qqqqqqqq")).isEmpty();
  }
}
