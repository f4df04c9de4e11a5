package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes a check fail.
 *
 * @param severity findings of this severity and graver ones; {@code null} where no finding does
 * @param level risks of this level and graver ones, unless the script passes over them with a
 *     reason; {@code null} where no risk does
 */
public record Threshold(@Nullable Severity severity, @Nullable RiskLevel level) {
  /** Errors only. */
  public static final Threshold ERRORS = new Threshold(Severity.ERROR, null);

  /** The words that {@link #of} understands. */
  public static final List<String> WORDS =
      List.of("error", "warning", "risk:low", "risk:medium", "risk:high", "risk:critical", "never");

  /** The threshold of a word; errors fail also where it is about risks. */
  public static Optional<Threshold> of(String word) {
    return switch (word) {
      case "never" -> Optional.of(new Threshold(null, null));
      case "error" -> Optional.of(ERRORS);
      case "warning" -> Optional.of(new Threshold(Severity.WARNING, null));
      default -> {
        for (RiskLevel level : RiskLevel.values()) {
          if (word.equals("risk:" + level.label())) {
            yield Optional.of(new Threshold(Severity.ERROR, level));
          }
        }
        yield Optional.empty();
      }
    };
  }

  /** What fails by one of the two. */
  public Threshold or(Threshold other) {
    return new Threshold(
        severity == null || other.severity != null && other.severity.compareTo(severity) > 0
            ? other.severity
            : severity,
        level == null || other.level != null && other.level.compareTo(level) < 0
            ? other.level
            : level);
  }

  boolean isReachedBy(Finding finding) {
    return severity != null && finding.severity().compareTo(severity) <= 0;
  }

  boolean isReachedBy(Risk risk) {
    return level != null && risk.suppressedReason() == null && risk.level().compareTo(level) >= 0;
  }

  /** Whether the whole fails: also by what was not read, where warnings do. */
  boolean isReachedBy(ScriptAnalysis analysis) {
    return isReachedBy(analysis.validation().lintStatus())
        || analysis.risks().stream().anyMatch(this::isReachedBy);
  }

  private boolean isReachedBy(LintStatus status) {
    return switch (status) {
      case PASS -> false;
      case WARN -> severity == Severity.WARNING;
      case FAIL -> severity != null;
    };
  }
}
