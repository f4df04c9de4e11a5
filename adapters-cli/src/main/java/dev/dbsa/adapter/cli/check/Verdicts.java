package dev.dbsa.adapter.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dbsa.adapter.cli.text.Json;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import java.util.Comparator;
import java.util.Optional;

/** The verdicts of a check in short, for a passport. */
public final class Verdicts {
  private final ArrayNode files = Json.object().putArray("files");

  void add(Checked checked, String sha256) {
    ObjectNode file = files.addObject();
    file.put("file", checked.file().name());
    file.put("sha256", sha256);
    file.put("lint_status", checked.analysis().validation().lintStatus().label());
    Optional<RiskLevel> gravest =
        checked.analysis().risks().stream()
            .filter(risk -> risk.suppressedReason() == null)
            .map(Risk::level)
            .max(Comparator.naturalOrder());
    file.put("risk", gravest.map(RiskLevel::label).orElse(null));
    file.put("not_checked", checked.analysis().validation().notChecked().size());
    file.put("failed", checked.fails());
  }

  /** One object for each script that was reported on, in their order. */
  public ArrayNode files() {
    return files;
  }
}
