package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.script.Severity;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;

/** Workflow commands of GitHub Actions, which shows them beside the changed lines. */
final class GithubReport implements Report {
  private final PrintWriter out;
  private final Set<String> notChecked = new LinkedHashSet<>();

  GithubReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void script(Checked checked) {
    for (Issue issue : checked.issues()) {
      out.println(
          "::"
              + command(issue)
              + " file="
              + property(checked.file().name())
              + ",line="
              + issue.line()
              + ",col="
              + issue.column()
              + ",title="
              + property(issue.rule() + " (" + issue.label() + ")")
              + "::"
              + data(issue.text() + issue.passedOver()));
    }
    notChecked.addAll(checked.analysis().validation().notChecked());
    out.flush();
  }

  private static String command(Issue issue) {
    if (issue.suppressedReason() != null) {
      return "notice";
    }
    return issue.grade() == Severity.INFO ? "notice" : issue.grade().label();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  @Override
  public void end(Tally tally) {
    notChecked.forEach(what -> out.println("Not checked: " + data(what)));
    out.println(tally.text());
    out.flush();
  }
}
