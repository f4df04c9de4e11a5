package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.rule.FindingRule;
import dev.dbsa.adapter.sqlcheck.rule.ScriptReview;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptSplitter.Ignored;
import dev.dbsa.sql.lex.ScriptStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what the script's own comments say to pass over: {@code -- dbsa:ignore RULE reason} in
 * front of a statement or inside it. A reason is required, an error stays, and each suppression is
 * told, so that nobody hides anything from a reviewer.
 */
final class Suppressions {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(
          Finding::position,
          Comparator.nullsFirst(
              Comparator.comparingInt(Position::statement)
                  .thenComparingInt(Position::line)
                  .thenComparingInt(Position::column)));

  /** By the number of the statement. */
  private final Map<Integer, List<Ignored>> byStatement = new HashMap<>();

  private Suppressions() {}

  static Suppressions of(ScriptSplitter.Script script) {
    Suppressions suppressions = new Suppressions();
    for (Ignored ignored : script.ignored()) {
      ScriptStatement statement = statementOf(script.statements(), ignored.line());
      if (statement != null && !ignored.reason().isEmpty()) {
        suppressions
            .byStatement
            .computeIfAbsent(statement.number(), _ -> new ArrayList<>(1))
            .add(ignored);
      }
    }
    return suppressions;
  }

  /** The first statement that does not end before the line. */
  private static @Nullable ScriptStatement statementOf(List<ScriptStatement> statements, int line) {
    int low = 0;
    int high = statements.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (statements.get(middle).tokens().getLast().line() < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < statements.size() ? statements.get(low) : null;
  }

  ScriptAnalysis apply(
      List<Finding> findings, List<String> notRead, List<String> notShown, ScriptReview review) {
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      Position position = finding.position();
      Ignored ignored =
          position == null || finding.severity() == Severity.ERROR
              ? null
              : find(position.statement(), finding.rule());
      if (ignored == null) {
        kept.add(finding);
      }
    }
    List<Risk> risks = new ArrayList<>();
    for (Risk risk : review.risks()) {
      Integer number = risk.statement();
      if (number == null || find(number, risk.code()) == null) {
        risks.add(risk);
      }
    }
    byStatement.forEach((number, list) -> list.forEach(ignored -> kept.add(told(number, ignored))));
    kept.sort(BY_PLACE);
    return new ScriptAnalysis(Validation.of(kept, notRead, notShown), risks, review.objects());
  }

  private @Nullable Ignored find(int statement, String rule) {
    String wanted = rule.replace('_', '-');
    return byStatement.getOrDefault(statement, List.of()).stream()
        .filter(i -> i.rule().replace('_', '-').equals(wanted))
        .findFirst()
        .orElse(null);
  }

  private static Finding told(int statement, Ignored ignored) {
    return new Finding(
        FindingRule.SUPPRESSED.label(),
        FindingCategory.STYLE,
        Severity.INFO,
        "The script passes over " + ignored.rule() + ": " + ignored.reason(),
        null,
        new Position(statement, ignored.line(), 1),
        null);
  }
}
