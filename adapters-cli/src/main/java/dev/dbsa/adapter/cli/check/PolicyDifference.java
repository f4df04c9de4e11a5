package dev.dbsa.adapter.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.adapter.cli.text.Printable;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.ScriptAnalysis;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a change of policy changes about scripts. */
public final class PolicyDifference {
  private final List<Change> changes = new ArrayList<>();
  private int scripts;

  /**
   * @param gone what was told before, as people read it
   * @param come what is told now
   */
  private record Change(
      String script, LintStatus before, LintStatus after, List<String> gone, List<String> come) {
    boolean failsNow() {
      return after == LintStatus.FAIL && before != LintStatus.FAIL;
    }

    boolean passesNow() {
      return before == LintStatus.FAIL && after != LintStatus.FAIL;
    }
  }

  /**
   * Takes a script's verdicts by both policies.
   *
   * @param script its name, for people
   */
  public void add(String script, ScriptAnalysis before, ScriptAnalysis after) {
    scripts++;
    List<String> gone = told(before);
    List<String> come = told(after);
    for (String line : List.copyOf(gone)) {
      if (come.remove(line)) {
        gone.remove(line);
      }
    }
    LintStatus was = before.validation().lintStatus();
    LintStatus is = after.validation().lintStatus();
    if (was != is || !gone.isEmpty() || !come.isEmpty()) {
      changes.add(new Change(script, was, is, List.copyOf(gone), List.copyOf(come)));
    }
  }

  private static List<String> told(ScriptAnalysis analysis) {
    List<String> lines = new ArrayList<>();
    for (Issue issue : Issue.of(analysis, Threshold.ERRORS)) {
      String place = issue.placed() ? issue.line() + ":" + issue.column() + ": " : "";
      lines.add(
          place
              + issue.label()
              + ": "
              + issue.message()
              + " ["
              + issue.rule()
              + "]"
              + issue.passedOver());
    }
    return lines;
  }

  /** Whether some script fails that did not before. */
  public boolean failsAnew() {
    return changes.stream().anyMatch(Change::failsNow);
  }

  /** For people. */
  public void print(PrintWriter out, boolean colours) {
    for (Change change : changes) {
      String verdict =
          change.before() == change.after()
              ? change.after().label()
              : change.before().label() + " → " + change.after().label();
      out.println(
          Ink.STRONG.on(Printable.line(change.script()), colours)
              + ": "
              + (change.failsNow() ? Ink.BAD : change.passesNow() ? Ink.GOOD : Ink.PLAIN)
                  .on(verdict, colours));
      change.gone().forEach(l -> out.println(Ink.BAD.on("  - " + Printable.line(l), colours)));
      change.come().forEach(l -> out.println(Ink.GOOD.on("  + " + Printable.line(l), colours)));
    }
    out.println(
        scripts
            + (scripts == 1 ? " script: " : " scripts: ")
            + changes.size()
            + " told otherwise; "
            + count(Change::failsNow)
            + " fail now, "
            + count(Change::passesNow)
            + " fail no more.");
    out.flush();
  }

  private long count(Predicate<Change> wanted) {
    return changes.stream().filter(wanted).count();
  }

  /** For programs. */
  public void printJson(PrintWriter out) {
    ObjectNode report = Json.object();
    report.put("format", "dbsa-policy-test-1");
    report.put("scripts", scripts);
    report.put("fail_now", count(Change::failsNow));
    report.put("fail_no_more", count(Change::passesNow));
    ArrayNode items = report.putArray("changed");
    for (Change change : changes) {
      ObjectNode item = items.addObject();
      item.put("script", change.script());
      item.put("lint_status_before", change.before().label());
      item.put("lint_status_after", change.after().label());
      ArrayNode gone = item.putArray("gone");
      change.gone().forEach(gone::add);
      ArrayNode come = item.putArray("come");
      change.come().forEach(come::add);
    }
    out.println(Json.pretty(report));
    out.flush();
  }
}
