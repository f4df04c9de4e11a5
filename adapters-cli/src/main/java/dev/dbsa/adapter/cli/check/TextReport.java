package dev.dbsa.adapter.cli.check;

import dev.dbsa.adapter.cli.text.Ink;
import dev.dbsa.adapter.cli.text.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For people: each issue with the line that it is about and a mark below its place. */
final class TextReport implements Report {
  /** How much of a long line is shown on either side of the place, in UTF-16 units. */
  private static final int AROUND = 80;

  private final PrintWriter out;
  private final boolean colours;
  private final @Nullable String policy;

  /** What was not checked, and in how many scripts: what is true of all is said once. */
  private final Map<String, Integer> notChecked = new LinkedHashMap<>();

  private final Map<String, String> firstFile = new LinkedHashMap<>();

  TextReport(PrintWriter out, boolean colours, @Nullable String policy) {
    this.out = out;
    this.colours = colours;
    this.policy = policy;
  }

  @Override
  public void script(Checked checked) {
    List<String> lines = checked.issues().isEmpty() ? List.of() : checked.lines();
    for (Issue issue : checked.issues()) {
      issue(checked.file().name(), issue, lines);
    }
    for (String what : checked.analysis().validation().notChecked()) {
      notChecked.merge(what, 1, Integer::sum);
      firstFile.putIfAbsent(what, checked.file().name());
    }
    out.flush();
  }

  private void issue(String file, Issue issue, List<String> lines) {
    String place = file + ":" + issue.line() + ":" + issue.column() + ":";
    out.println(
        Ink.STRONG.on(Printable.text(place), colours)
            + " "
            + ink(issue).on(issue.label(), colours)
            + ": "
            + Printable.line(issue.message())
            + Ink.FAINT.on(
                " [" + issue.rule() + "]" + Printable.line(issue.passedOver()), colours));
    if (issue.placed() && issue.line() <= lines.size()) {
      source(lines.get(issue.line() - 1), issue);
    }
    if (issue.hint() != null) {
      out.println("  hint: " + Printable.line(issue.hint()));
    }
  }

  private static Ink ink(Issue issue) {
    return switch (issue.grade()) {
      case ERROR -> Ink.BAD;
      case WARNING -> Ink.CAREFUL;
      case INFO -> Ink.ACCENT;
    };
  }

  private void source(String line, Issue issue) {
    int at = Math.min(issue.column() - 1, line.length());
    int begin = between(line, at - AROUND);
    int end = between(line, at + AROUND);
    String before = (begin > 0 ? "…" : "") + Printable.line(line.substring(begin, at));
    String after = Printable.line(line.substring(at, end)) + (end < line.length() ? "…" : "");
    String number = String.format("%5d", issue.line());
    out.println(Ink.FAINT.on(number + " | ", colours) + before + after);
    out.println(
        Ink.FAINT.on("      | ", colours)
            + " ".repeat(before.codePointCount(0, before.length()))
            + ink(issue).on("^", colours));
  }

  /** The position, or one before it where it would cut a surrogate pair. */
  private static int between(String line, int wanted) {
    int at = Math.clamp(wanted, 0, line.length());
    boolean cuts =
        at > 0
            && at < line.length()
            && Character.isLowSurrogate(line.charAt(at))
            && Character.isHighSurrogate(line.charAt(at - 1));
    return cuts ? at - 1 : at;
  }

  @Override
  public void end(Tally tally) {
    notChecked.forEach(
        (what, count) -> {
          String where =
              count == tally.files()
                  ? ""
                  : count == 1
                      ? " (" + firstFile.get(what) + ")"
                      : " (" + firstFile.get(what) + " and " + (count - 1) + " more)";
          out.println(Ink.FAINT.on("not checked: " + Printable.line(what + where), colours));
        });
    if (policy != null) {
      out.println(Ink.FAINT.on("policy: " + Printable.line(policy), colours));
    }
    out.println((tally.failed() > 0 ? Ink.BAD : Ink.GOOD).on(tally.text(), colours));
    out.flush();
  }
}
