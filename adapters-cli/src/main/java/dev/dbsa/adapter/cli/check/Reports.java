package dev.dbsa.adapter.cli.check;

import dev.dbsa.port.out.RuleRegister;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The forms that a check's outcome can be written in. */
public enum Reports {
  TEXT,
  JSON,
  SARIF,
  GITHUB,
  GITLAB,
  JUNIT;

  /**
   * Where and how a report is written.
   *
   * @param policy the name of the policy's file; {@code null} where there is none
   * @param rules only asked for where the form needs it
   */
  public record Target(
      PrintWriter out,
      boolean colours,
      String version,
      @Nullable String policy,
      Supplier<RuleRegister> rules) {}

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Reports::label).toList();
  }

  public static Optional<Reports> find(String label) {
    return Arrays.stream(values()).filter(r -> r.label().equals(label)).findFirst();
  }

  Report to(Target target) {
    return switch (this) {
      case TEXT -> new TextReport(target.out(), target.colours(), target.policy());
      case JSON -> new JsonReport(target.out(), target.version(), target.policy());
      case SARIF -> new SarifReport(target.out(), target.version(), target.rules().get());
      case GITHUB -> new GithubReport(target.out());
      case GITLAB -> new GitlabReport(target.out());
      case JUNIT -> new JunitReport(target.out());
    };
  }
}
