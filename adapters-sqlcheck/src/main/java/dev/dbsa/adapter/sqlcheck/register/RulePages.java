package dev.dbsa.adapter.sqlcheck.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the documentation says about each rule: facts of the register, and a file of its own. */
public final class RulePages {
  private RulePages() {}

  /** The rule's section of the documentation, as Markdown. */
  public static String of(Rule rule) {
    String part = part(rule);
    String gap = part.isEmpty() ? "" : "\n";
    return "### `"
        + rule.anchor()
        + "`\n"
        + facts(rule)
        + "\n\n"
        + rule.title()
        + "\n"
        + gap
        + part;
  }

  /** More words about a rule, and its examples. */
  public static String part(Rule rule) {
    String resource = rule.id() + ".md";
    try (InputStream in =
        Objects.requireNonNull(RulePages.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String facts(Rule rule) {
    String weight =
        switch (rule) {
          case FindingRule finding ->
              finding.severity().label() + " · " + finding.category().label();
          case RiskCode risk -> risk.level().label();
        };
    return weight + (rule.servers() == Servers.ALL ? "" : " · " + rule.servers().words());
  }
}
