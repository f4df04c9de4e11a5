package dev.dbsa.adapter.cli.check;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** JUnit's XML: each script is a test case, which fails where the script makes the check fail. */
final class JunitReport implements Report {
  private final PrintWriter out;
  private final List<String> cases = new ArrayList<>();

  JunitReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void script(Checked checked) {
    String name = checked.file().name();
    StringBuilder test = new StringBuilder();
    test.append("    <testcase name=\"").append(attribute(name));
    test.append("\" classname=\"dbsa.check\" file=\"").append(attribute(name));
    test.append("\" time=\"0\"");
    StringBuilder failing = new StringBuilder();
    StringBuilder told = new StringBuilder();
    String first = null;
    for (Issue issue : checked.issues()) {
      String line =
          name
              + ":"
              + issue.line()
              + ":"
              + issue.column()
              + ": "
              + issue.label()
              + ": "
              + issue.text()
              + " ["
              + issue.rule()
              + "]\n";
      (issue.fails() ? failing : told).append(line);
      first = first == null && issue.fails() ? issue.message() : first;
    }
    for (String what : checked.analysis().validation().notChecked()) {
      told.append("not checked: ").append(what).append('\n');
    }
    if (checked.fails() && first == null) {
      first = "Not all of the script was read";
    }
    if (first == null && told.isEmpty()) {
      cases.add(test.append("/>").toString());
      return;
    }
    test.append(">\n");
    if (first != null) {
      test.append("      <failure message=\"").append(attribute(first)).append("\">");
      test.append(text(failing.toString())).append("</failure>\n");
    }
    if (!told.isEmpty()) {
      test.append("      <system-out>").append(text(told.toString())).append("</system-out>\n");
    }
    cases.add(test.append("    </testcase>").toString());
  }

  private static String attribute(String text) {
    return text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
  }

  /** Characters that XML does not have are shown as a question mark. */
  private static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isOfXml(c) ? c : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isOfXml(int c) {
    boolean control = c < 0x20 && c != '\n' && c != '\t';
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }

  @Override
  public void end(Tally tally) {
    String counts =
        " tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"0\""
            .formatted(tally.files(), tally.failed());
    out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.println("<testsuites name=\"dbsa check\"" + counts + ">");
    out.println("  <testsuite name=\"dbsa check\"" + counts + ">");
    cases.forEach(out::println);
    out.println("  </testsuite>");
    out.println("</testsuites>");
    out.flush();
  }
}
