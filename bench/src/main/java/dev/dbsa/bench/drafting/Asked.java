package dev.dbsa.bench.drafting;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request with what is right.
 *
 * @param schema the schema that it is asked over
 * @param dialect {@code null} for PostgreSQL
 * @param mode {@code null} for a query
 * @param right the right query; or, in words, what is to come of the request
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Asked(
    @JsonProperty("schema") @JsonAlias("schema_id") String schema,
    @JsonProperty("dialect") @Nullable String dialect,
    @JsonProperty("mode") @Nullable String mode,
    @JsonProperty("request") @JsonAlias("question") String text,
    @JsonProperty("right") @JsonAlias("gold_sql") @Nullable String right,
    @JsonProperty("origin") @Nullable String origin) {

  private static final Pattern QUERY =
      Pattern.compile("\\s*(?:select|with)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

  boolean isMySql() {
    return "mysql".equals(dialect);
  }

  private static final Pattern CHANGE_OF_ROWS =
      Pattern.compile(
          "(?:deactivate|activate|mark|delete|set|update|insert|add|increase|raise)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Without a mode, what the first word asks for. */
  String modeOrQuery() {
    return mode != null ? mode : CHANGE_OF_ROWS.matcher(text).matches() ? "dml" : "query";
  }

  private static final Pattern SCRIPT =
      Pattern.compile(
          "\\s*(?:insert|update|delete|create|alter|drop)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The right script of a change; {@code null} where it is told in words. */
  @Nullable String rightScript() {
    return right != null && SCRIPT.matcher(right).matches() && !modeOrQuery().equals("query")
        ? right.strip()
        : null;
  }

  /** The right query, without a semicolon; {@code null} where it is told in words. */
  @Nullable String rightQuery() {
    return right != null && QUERY.matcher(right).matches() && modeOrQuery().equals("query")
        ? right.strip().replaceFirst(";$", "")
        : null;
  }

  /** Whether a question back is what is right. */
  boolean isToBeAskedBack() {
    return right != null
        && right
            .toLowerCase(Locale.ROOT)
            .matches("(?:asks?\\b|refuse|needs a default|a warning).*");
  }

  /**
   * Whether the right query holds values that the request does not: a pair of a public set whose
   * halves do not belong together.
   */
  boolean isDoubtful() {
    if (origin == null || !origin.startsWith("text2sql") || right == null) {
      return false;
    }
    String asked = String.join(" ", text.toLowerCase(Locale.ROOT).split("\\s+"));
    return LITERAL
        .matcher(right)
        .results()
        .map(m -> m.group(1).replace("%", "").strip().toLowerCase(Locale.ROOT))
        .anyMatch(
            v -> v.length() > 1 && !asked.contains(v) && !asked.contains(v.replaceFirst("s$", "")));
  }
}
