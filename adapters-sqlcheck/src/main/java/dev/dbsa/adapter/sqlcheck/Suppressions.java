package dev.dbsa.adapter.sqlcheck;

import dev.dbsa.adapter.sqlcheck.bind.NearestName;
import dev.dbsa.adapter.sqlcheck.register.FindingRule;
import dev.dbsa.adapter.sqlcheck.register.Rule;
import dev.dbsa.adapter.sqlcheck.register.Rules;
import dev.dbsa.domain.policy.TextPattern;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.sql.lex.ScriptSplitter;
import dev.dbsa.sql.lex.ScriptSplitter.Ignored;
import dev.dbsa.sql.lex.ScriptStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes over what the script's own comments say: {@code -- dbsa:ignore RULE reason} in front of a
 * statement or inside it. A reason is required, an error stays, a risk stays listed with the
 * reason, and each suppression is told, so that nobody hides anything from a reviewer; one that
 * names no rule, or passes over nothing, is told too. What a backend drafted passes over nothing.
 */
final class Suppressions {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(
          Finding::position,
          Comparator.nullsFirst(
              Comparator.comparingInt(Position::statement)
                  .thenComparingInt(Position::line)
                  .thenComparingInt(Position::column)));

  /** One comment of the script. */
  private static final class Suppression {
    private final Ignored comment;
    private final Position position;
    private final @Nullable Rule rule;

    /** Why it passes over nothing at all; {@code null} where it may. */
    private final @Nullable Finding objection;

    private boolean used;
    private boolean error;

    Suppression(Ignored comment, int statement, boolean drafted, Optional<TextPattern> ticket) {
      this.comment = comment;
      this.position = new Position(statement, comment.line(), 1);
      this.rule = Rules.find(comment.rule()).orElse(null);
      this.objection = objection(drafted, ticket);
    }

    private @Nullable Finding objection(boolean drafted, Optional<TextPattern> ticket) {
      String name = comment.rule();
      if (drafted) {
        return unknown(
            "A draft passes over nothing: " + name,
            "Take the comment out; only people decide what is passed over.");
      }
      if (rule == null) {
        String near =
            NearestName.hint(NearestName.find(name, Rules.all().stream().map(Rule::id).toList()));
        return unknown(
            "There is no rule " + name + " that could be passed over",
            near.isEmpty() ? null : near);
      }
      if (!rule.canBePassedOver()) {
        return unknown(
            "The rule " + name + " cannot be passed over", "Mend what it tells instead.");
      }
      if (comment.reason().isEmpty()) {
        return unknown(
            "Nothing is passed over without a reason: " + name,
            "Write the reason behind the name of the rule.");
      }
      if (ticket.isPresent() && !ticket.get().isIn(comment.reason())) {
        return unknown(
            "The policy lets nothing be passed over without a ticket: " + name,
            "Name the ticket in the reason, as " + ticket.get() + ".");
      }
      return null;
    }

    boolean covers(String id) {
      return objection == null && rule != null && rule.id().equals(id);
    }

    Finding told() {
      String name = comment.rule();
      if (objection != null) {
        return objection;
      }
      if (error) {
        return unknown(
            "An error cannot be passed over: " + name,
            "Mend it; the server refuses the statement.");
      }
      return used
          ? finding(
              FindingRule.SUPPRESSED,
              "The script passes over " + name + ": " + comment.reason(),
              null)
          : finding(
              FindingRule.UNUSED_SUPPRESSION,
              "Nothing here raises " + name + ", which is passed over",
              "Take the comment out, or put it in front of the statement that it is about.");
    }

    private Finding unknown(String message, @Nullable String hint) {
      return finding(FindingRule.UNKNOWN_SUPPRESSION, message, hint);
    }

    private Finding finding(FindingRule told, String message, @Nullable String hint) {
      return new Finding(
          told.id(), told.category(), told.severity(), message, hint, position, null);
    }
  }

  /** By the number of the statement. */
  private final Map<Integer, List<Suppression>> byStatement = new TreeMap<>();

  private Suppressions() {}

  /**
   * @param ticket what a reason has to hold; empty where any reason will do
   */
  static Suppressions of(
      ScriptSplitter.Script script, boolean drafted, Optional<TextPattern> ticket) {
    Suppressions suppressions = new Suppressions();
    for (Ignored ignored : script.ignored()) {
      // A comment behind the last statement is about nothing, but has to be told somewhere.
      int number =
          statementOf(script.statements(), ignored.line())
              .map(ScriptStatement::number)
              .orElse(script.statements().size() + 1);
      suppressions
          .byStatement
          .computeIfAbsent(number, _ -> new ArrayList<>(1))
          .add(new Suppression(ignored, number, drafted, ticket));
    }
    return suppressions;
  }

  /** The first statement that does not end before the line. */
  private static Optional<ScriptStatement> statementOf(List<ScriptStatement> statements, int line) {
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
    return low < statements.size() ? Optional.of(statements.get(low)) : Optional.empty();
  }

  /**
   * What is left.
   *
   * @param findings in the order of the script, with one for each suppression
   * @param risks all of them, those that are passed over with the reason
   */
  record Kept(List<Finding> findings, List<Risk> risks) {}

  Kept apply(List<Finding> findings, List<Risk> allRisks) {
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      Position position = finding.position();
      Optional<Suppression> found =
          position == null ? Optional.empty() : find(position.statement(), finding.rule());
      if (found.isEmpty()) {
        kept.add(finding);
      } else if (finding.severity() == Severity.ERROR) {
        found.get().error = true;
        kept.add(finding);
      } else {
        found.get().used = true;
      }
    }
    List<Risk> risks = new ArrayList<>();
    for (Risk risk : allRisks) {
      Integer number = risk.statement();
      Optional<Suppression> its = number == null ? Optional.empty() : find(number, risk.code());
      its.ifPresent(s -> s.used = true);
      risks.add(its.map(s -> risk.suppressed(s.comment.reason())).orElse(risk));
    }
    byStatement.values().forEach(list -> list.forEach(s -> kept.add(s.told())));
    kept.sort(BY_PLACE);
    return new Kept(kept, risks);
  }

  private Optional<Suppression> find(int statement, String id) {
    return byStatement.getOrDefault(statement, List.of()).stream()
        .filter(s -> s.covers(id))
        .findFirst();
  }
}
