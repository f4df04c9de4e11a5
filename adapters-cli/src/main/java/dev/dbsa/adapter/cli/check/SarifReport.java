package dev.dbsa.adapter.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.script.Replacement;
import dev.dbsa.domain.script.RuleInfo;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.port.out.RuleRegister;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SARIF 2.1.0, which code hosts and editors read. */
final class SarifReport implements Report {
  private final PrintWriter out;
  private final String version;
  private final RuleRegister register;
  private final ArrayNode results = Json.object().putArray("results");
  private final ArrayNode notices = Json.object().putArray("toolExecutionNotifications");
  private final Map<String, Integer> indexes = new HashMap<>();

  SarifReport(PrintWriter out, String version, RuleRegister register) {
    this.out = out;
    this.version = version;
    this.register = register;
    for (RuleInfo rule : register.all()) {
      indexes.put(rule.id(), indexes.size());
    }
  }

  @Override
  public void script(Checked checked) {
    List<String> lines = checked.issues().isEmpty() ? List.of() : checked.lines();
    for (Issue issue : checked.issues()) {
      result(checked.file(), issue, lines);
    }
    for (String what : checked.analysis().validation().notChecked()) {
      ObjectNode notice = notices.addObject();
      notice.put("level", "note");
      notice.putObject("message").put("text", "Not checked: " + what);
      notice.putArray("locations").add(location(checked.file(), null));
    }
  }

  private void result(ScriptFile file, Issue issue, List<String> lines) {
    ObjectNode result = results.addObject();
    result.put("ruleId", issue.rule());
    Integer index = indexes.get(issue.rule());
    if (index != null) {
      result.put("ruleIndex", index);
    }
    result.put("level", level(issue.grade()));
    result.putObject("message").put("text", issue.text());
    result.putArray("locations").add(location(file, issue));
    if (issue.level() != null) {
      result.putObject("properties").put("riskLevel", issue.level().label());
    }
    if (issue.suppressedReason() != null) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "inSource")
          .put("justification", issue.suppressedReason());
    }
    Replacement replacement =
        issue.placed() && issue.line() <= lines.size()
            ? issue.replacement(lines.get(issue.line() - 1))
            : null;
    if (replacement != null) {
      fix(result, file, issue, replacement);
    }
  }

  private static void fix(
      ObjectNode result, ScriptFile file, Issue issue, Replacement replacement) {
    ObjectNode fix = result.putArray("fixes").addObject();
    fix.putObject("description").put("text", "Write " + replacement.text() + ".");
    ObjectNode change = fix.putArray("artifactChanges").addObject();
    change.putObject("artifactLocation").put("uri", uri(file.name()));
    ObjectNode text = change.putArray("replacements").addObject();
    text.putObject("deletedRegion")
        .put("startLine", issue.line())
        .put("startColumn", replacement.begin())
        .put("endLine", issue.line())
        .put("endColumn", replacement.end());
    text.putObject("insertedContent").put("text", replacement.text());
  }

  private static ObjectNode location(
      ScriptFile file, @org.jspecify.annotations.Nullable Issue issue) {
    ObjectNode location = Json.object();
    ObjectNode place = location.putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(file.name()));
    if (issue != null) {
      place.putObject("region").put("startLine", issue.line()).put("startColumn", issue.column());
    }
    return location;
  }

  /** A relative reference, or a file URI where the path is absolute. */
  private static String uri(String name) {
    try {
      String path = name.startsWith("/") ? name : "./" + name;
      String reference = new URI(null, null, path, null).toASCIIString();
      return name.startsWith("/") ? "file://" + reference : reference.substring(2);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static String level(Severity grade) {
    return switch (grade) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  @Override
  public void end(Tally tally) {
    ObjectNode report = Json.object();
    report.put(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    report.put("version", "2.1.0");
    ObjectNode run = report.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "dbsa");
    driver.put("version", version);
    ArrayNode rules = driver.putArray("rules");
    for (RuleInfo rule : register.all()) {
      rule(rules.addObject(), rule);
    }
    run.put("columnKind", "utf16CodeUnits");
    run.set("results", results);
    ObjectNode invocation = run.putArray("invocations").addObject();
    invocation.put("executionSuccessful", true);
    invocation.set("toolExecutionNotifications", notices);
    out.println(Json.pretty(report));
    out.flush();
  }

  private void rule(ObjectNode node, RuleInfo rule) {
    node.put("id", rule.id());
    node.putObject("shortDescription").put("text", rule.title());
    node.putObject("help").put("text", rule.title()).put("markdown", register.page(rule));
    Severity weight =
        switch (rule.kind()) {
          case RuleInfo.Kind.OfFindings findings -> findings.severity();
          case RuleInfo.Kind.OfRisks risks -> Issue.grade(risks.level());
        };
    node.putObject("defaultConfiguration").put("level", level(weight));
    ObjectNode properties = node.putObject("properties");
    properties.put("group", rule.group());
    properties.putArray("tags").add("sql");
  }
}
