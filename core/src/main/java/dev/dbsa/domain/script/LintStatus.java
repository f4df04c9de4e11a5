package dev.dbsa.domain.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verdict on a script in one word. */
public enum LintStatus {
  PASS,
  WARN,
  FAIL;

  /** The verdict that follows from the findings: an error fails, a warning warns. */
  public static LintStatus of(List<Finding> findings) {
    LintStatus status = PASS;
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        return FAIL;
      }
      if (finding.severity() == Severity.WARNING) {
        status = WARN;
      }
    }
    return status;
  }

  /** The status's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as clients write it. */
  public static Optional<LintStatus> find(String name) {
    for (LintStatus status : values()) {
      if (status.label().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
