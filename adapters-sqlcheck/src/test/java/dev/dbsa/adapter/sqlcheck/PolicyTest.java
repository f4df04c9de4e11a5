package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.PolicyRules;
import dev.dbsa.domain.policy.RuleLevel;
import dev.dbsa.domain.policy.Sizes;
import dev.dbsa.domain.policy.TextPattern;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.sql.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy changes about verdicts. */
class PolicyTest {
  private static ScriptAnalysis check(Policy policy, String script) {
    return Check.script(Dialect.POSTGRESQL, script, ScriptScope.OPEN, policy);
  }

  private static Policy level(String rule, RuleLevel level) {
    return policy(new PolicyRules(Map.of(rule, level), null, Map.of()));
  }

  private static Policy policy(PolicyRules everywhere) {
    return new Policy(everywhere, Map.of(), List.of(), Optional.empty());
  }

  @Test
  void aFindingThatIsTurnedOffIsNotToldButThatItIsTurnedOff() {
    ScriptAnalysis analysis =
        check(level("select-star", RuleLevel.OFF), "SELECT * FROM products WHERE id = 1;");

    assertThat(Check.rules(analysis)).isEmpty();
    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.PASS);
    assertThat(analysis.validation().notChecked())
        .containsExactly("What these rules found: the policy turns them off: select-star.");
    assertThat(check(level("select-star", RuleLevel.OFF), "SELECT 1;").validation().notChecked())
        .isEmpty();
  }

  @Test
  void aFindingCanBeRaisedToAnError() {
    ScriptAnalysis analysis =
        check(level("select-star", RuleLevel.ERROR), "SELECT * FROM products WHERE id = 1;");

    assertThat(Check.errors(analysis)).containsExactly("select-star");
    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.FAIL);
  }

  @Test
  void aFindingCanBeLowered() {
    ScriptAnalysis analysis =
        check(
            level("limit-without-order-by", RuleLevel.INFO),
            "SELECT id FROM products WHERE id > 7 LIMIT 3;");

    assertThat(Check.rules(analysis)).contains("limit-without-order-by");
    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.PASS);
  }

  @Test
  void whatTheServerRefusesStaysAnErrorEvenOfALoweredRule() {
    ScriptAnalysis analysis =
        check(level("unknown-column", RuleLevel.OFF), "SELECT nothing FROM products;");

    assertThat(Check.errors(analysis)).containsExactly("unknown-column");
  }

  @Test
  void whatWasNotReadStillWarnsWhereEveryFindingIsOff() {
    ScriptAnalysis analysis =
        check(level("select-star", RuleLevel.OFF), "\\d products\nSELECT * FROM products;");

    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.WARN);
  }

  @Test
  void aRiskThatIsTurnedOffStaysListedAsPassedOver() {
    ScriptAnalysis analysis = check(level("drop_table", RuleLevel.OFF), "DROP TABLE order_items;");

    assertThat(analysis.risks())
        .filteredOn(r -> r.code().equals("drop_table"))
        .extracting(Risk::suppressedReason)
        .containsExactly("The policy turns this rule off.");
  }

  @Test
  void aRiskThatIsForbiddenFails() {
    ScriptAnalysis analysis =
        check(level("drop_table", RuleLevel.ERROR), "SELECT 1;\nDROP TABLE order_items;");

    assertThat(analysis.validation().lintStatus()).isEqualTo(LintStatus.FAIL);
    Finding told = analysis.validation().errors().getFirst();
    assertThat(told.rule()).isEqualTo("policy-risk");
    assertThat(told.message()).startsWith("The policy forbids drop_table: ");
    assertThat(told.position().line()).isEqualTo(2);
    assertThat(
            check(level("drop_table", RuleLevel.WARNING), "DROP TABLE order_items;")
                .validation()
                .findings()
                .getFirst()
                .severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void aCommentPassesOverARiskThatThePolicyForbids() {
    ScriptAnalysis analysis =
        check(
            level("drop_table", RuleLevel.ERROR),
            "-- dbsa:ignore drop_table replaced since May\nDROP TABLE order_items;");

    assertThat(Check.rules(analysis)).containsExactly("suppressed");
  }

  @Test
  void suppressionsMayHaveToNameATicket() {
    Policy policy =
        new Policy(PolicyRules.NONE, Map.of(), List.of(), Optional.of(TextPattern.of("DB-[0-9]+")));
    String script = "-- dbsa:ignore drop_table %s\nDROP TABLE order_items;";

    ScriptAnalysis without = check(policy, script.formatted("replaced since May"));
    assertThat(Check.rules(without)).containsExactly("unknown-suppression");
    assertThat(without.validation().findings().getFirst().message())
        .isEqualTo("The policy lets nothing be passed over without a ticket: drop_table");
    assertThat(without.risks()).allMatch(r -> r.suppressedReason() == null);
    assertThat(Check.rules(check(policy, script.formatted("replaced, see DB-12"))))
        .containsExactly("suppressed");
  }

  @Test
  void sizesWeighRisks() {
    // About 800,000 rows: by itself seconds of work.
    String script = "CREATE INDEX i ON order_items (quantity);";
    Policy patient =
        policy(new PolicyRules(Map.of(), new Sizes(1_000_000, 2_000_000, 3_000_000), Map.of()));
    Policy strict = policy(new PolicyRules(Map.of(), new Sizes(10, 100, 1_000), Map.of()));

    assertThat(level(check(Policy.NONE, script))).isEqualTo(RiskLevel.MEDIUM);
    assertThat(level(check(patient, script))).isEqualTo(RiskLevel.LOW);
    assertThat(level(check(strict, script))).isEqualTo(RiskLevel.CRITICAL);
  }

  private static RiskLevel level(ScriptAnalysis analysis) {
    return analysis.risks().stream()
        .filter(r -> r.code().equals("index_blocks_writes"))
        .findFirst()
        .orElseThrow()
        .level();
  }

  @Test
  void aPolicyMayBeOfOneServer() {
    Policy policy =
        new Policy(
            PolicyRules.NONE,
            Map.of(
                "mysql", new PolicyRules(Map.of("select-star", RuleLevel.ERROR), null, Map.of())),
            List.of(),
            Optional.empty());
    String script = "SELECT * FROM products WHERE id = 1;";

    assertThat(Check.errors(check(policy, script))).isEmpty();
    assertThat(Check.errors(Check.script(Dialect.MYSQL, script, ScriptScope.OPEN, policy)))
        .containsExactly("select-star");
  }
}
