package dev.dbsa.adapter.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that name the headers of a signature. */
final class HeaderOptions {
  /** RFC 9110, section 5.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  @Option(
      names = "--principal-header",
      order = 90,
      paramLabel = "NAME",
      description = "Default: APP_INTERNAL_PRINCIPAL_HEADER, X-Internal-Principal.")
  private @Nullable String principal;

  @Option(
      names = "--timestamp-header",
      order = 90,
      paramLabel = "NAME",
      description = "Default: APP_INTERNAL_TIMESTAMP_HEADER, X-Internal-Timestamp.")
  private @Nullable String timestamp;

  @Option(
      names = "--signature-header",
      order = 90,
      paramLabel = "NAME",
      description = "Default: APP_INTERNAL_SIGNATURE_HEADER, X-Internal-Signature.")
  private @Nullable String signature;

  @Option(
      names = "--reviewer-header",
      order = 90,
      paramLabel = "NAME",
      description = "Default: APP_INTERNAL_REVIEWER_HEADER, X-Internal-Reviewer.")
  private @Nullable String reviewer;

  /**
   * @throws UsageException if one is not the name of a header
   */
  HeaderNames resolve(Settings settings) {
    return new HeaderNames(
        name(settings, principal, "principal", "X-Internal-Principal"),
        name(settings, timestamp, "timestamp", "X-Internal-Timestamp"),
        name(settings, signature, "signature", "X-Internal-Signature"),
        name(settings, reviewer, "reviewer", "X-Internal-Reviewer"));
  }

  /**
   * @throws UsageException if it is not the name of a header
   */
  static String name(Settings settings, @Nullable String flag, String what, String standard) {
    String variable = "APP_INTERNAL_" + what.toUpperCase(Locale.ROOT) + "_HEADER";
    String name = Optional.ofNullable(flag).or(() -> settings.find(variable)).orElse(standard);
    if (!TOKEN.matcher(name).matches()) {
      throw new UsageException("--" + what + "-header (" + variable + "): not a header name");
    }
    return name;
  }
}
