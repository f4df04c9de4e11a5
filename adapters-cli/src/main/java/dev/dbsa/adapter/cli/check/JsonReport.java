package dev.dbsa.adapter.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.Severity;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For programs: one object, with the field names of the API. */
final class JsonReport implements Report {
  private final PrintWriter out;
  private final String version;
  private final @Nullable String policy;
  private final ArrayNode files = Json.object().putArray("files");

  JsonReport(PrintWriter out, String version, @Nullable String policy) {
    this.out = out;
    this.version = version;
    this.policy = policy;
  }

  @Override
  public void script(Checked checked) {
    ObjectNode file = files.addObject();
    file.put("file", checked.file().name());
    file.put("failed", checked.fails());
    ObjectNode validation = file.putObject("validation");
    validation.put("lint_status", checked.analysis().validation().lintStatus().label());
    ArrayNode findings = validation.putArray("findings");
    checked.analysis().validation().findings().forEach(f -> finding(findings.addObject(), f));
    ArrayNode notChecked = validation.putArray("not_checked");
    checked.analysis().validation().notChecked().forEach(notChecked::add);
    ArrayNode risks = file.putArray("risks");
    checked.analysis().risks().forEach(r -> risk(risks.addObject(), r));
    ArrayNode objects = file.putArray("impacted_objects");
    checked.analysis().impactedObjects().forEach(o -> object(objects.addObject(), o));
  }

  private static void finding(ObjectNode node, Finding finding) {
    Position at = finding.position();
    node.put("rule", finding.rule());
    node.put("category", finding.category().label());
    node.put("severity", finding.severity().label());
    node.put("message", finding.message());
    node.put("hint", finding.hint());
    node.put("statement", at == null ? null : (Integer) at.statement());
    node.put("line", at == null ? null : (Integer) at.line());
    node.put("column", at == null ? null : (Integer) at.column());
    node.put("object", finding.object());
  }

  private static void risk(ObjectNode node, Risk risk) {
    node.put("level", risk.level().label());
    node.put("code", risk.code());
    node.put("message", risk.message());
    node.put("hint", risk.hint());
    node.put("statement", risk.statement());
    node.put("line", risk.line());
    node.put("column", risk.column());
    node.put("object", risk.object());
    node.put("suppressed_reason", risk.suppressedReason());
  }

  private static void object(ObjectNode node, ImpactedObject object) {
    node.put("type", object.type());
    node.put("schema", object.schema());
    node.put("name", object.name());
    node.put("operation", object.operation().label());
    node.put("exists", object.exists());
  }

  @Override
  public void end(Tally tally) {
    ObjectNode report = Json.object();
    report.put("format", "dbsa-check-1");
    report.put("version", version);
    report.put("policy", policy);
    report.put("lint_status", tally.status().label());
    report.put("failed", tally.failed() > 0);
    ObjectNode summary = report.putObject("summary");
    summary.put("files", tally.files());
    summary.put("failed_files", tally.failed());
    for (Severity severity : Severity.values()) {
      summary.put(severity.name().toLowerCase(Locale.ROOT) + "s", tally.of(severity));
    }
    ObjectNode risks = summary.putObject("risks");
    for (RiskLevel level : RiskLevel.values()) {
      risks.put(level.label(), tally.of(level));
    }
    report.set("files", files);
    out.println(Json.pretty(report));
    out.flush();
  }
}
