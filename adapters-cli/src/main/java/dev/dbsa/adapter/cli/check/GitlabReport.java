package dev.dbsa.adapter.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.digest.Sha256;
import dev.dbsa.domain.script.RiskLevel;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/** The Code Quality report of GitLab, which shows what a merge request adds. */
final class GitlabReport implements Report {
  private final PrintWriter out;
  private final ArrayNode issues = Json.object().putArray("issues");

  /** GitLab compares by fingerprint: one without line numbers stays where lines are added above. */
  private final Map<String, Integer> seen = new HashMap<>();

  GitlabReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void script(Checked checked) {
    for (Issue issue : checked.issues()) {
      if (issue.suppressedReason() != null) {
        continue;
      }
      String identity = checked.file().name() + "\n" + issue.rule() + "\n" + issue.message();
      int before = seen.merge(identity, 1, Integer::sum);
      ObjectNode node = issues.addObject();
      node.put("description", issue.text());
      node.put("check_name", issue.rule());
      node.put("fingerprint", Sha256.hex(identity + "\n" + before));
      node.put("severity", severity(issue));
      ObjectNode location = node.putObject("location");
      location.put("path", checked.file().name());
      location.putObject("lines").put("begin", issue.line());
    }
  }

  private static String severity(Issue issue) {
    RiskLevel level = issue.level();
    if (level != null) {
      return switch (level) {
        case CRITICAL -> "critical";
        case HIGH -> "major";
        case MEDIUM -> "minor";
        case LOW -> "info";
      };
    }
    return switch (issue.grade()) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case INFO -> "info";
    };
  }

  @Override
  public void end(Tally tally) {
    out.println(Json.pretty(issues));
    out.flush();
  }
}
