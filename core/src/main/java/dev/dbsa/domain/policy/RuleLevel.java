package dev.dbsa.domain.policy;

import dev.dbsa.domain.script.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a rule counts for a team. */
public enum RuleLevel {
  /** A finding is not told; a risk is, as one that is passed over. */
  OFF,
  INFO,
  WARNING,
  ERROR;

  /** The level's name in a policy, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names, from the least to the gravest. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(RuleLevel::label).toList();
  }

  /** Reads a name as policies write it. */
  public static Optional<RuleLevel> find(String name) {
    return Arrays.stream(values()).filter(level -> level.label().equals(name)).findFirst();
  }

  /** As findings have it; empty for {@link #OFF}. */
  public Optional<Severity> severity() {
    return switch (this) {
      case OFF -> Optional.empty();
      case INFO -> Optional.of(Severity.INFO);
      case WARNING -> Optional.of(Severity.WARNING);
      case ERROR -> Optional.of(Severity.ERROR);
    };
  }

  /** The level that a severity is. */
  public static RuleLevel of(Severity severity) {
    return switch (severity) {
      case INFO -> INFO;
      case WARNING -> WARNING;
      case ERROR -> ERROR;
    };
  }
}
