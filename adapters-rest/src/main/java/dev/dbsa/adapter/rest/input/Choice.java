package dev.dbsa.adapter.rest.input;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A closed set of values, each with the name that clients use.
 *
 * @param values not empty
 * @param find by the name as it was sent
 */
public record Choice<T>(
    List<T> values, Function<T, String> label, Function<String, Optional<T>> find) {

  public static final Choice<Dialect> DIALECT =
      new Choice<>(List.of(Dialect.values()), Dialect::label, Dialect::find);
  public static final Choice<AuthMode> AUTH_MODE = of(AuthMode.values(), AuthMode::label);
  public static final Choice<SslMode> SSL_MODE = of(SslMode.values(), SslMode::label);
  public static final Choice<ScriptMode> SCRIPT_MODE = of(ScriptMode.values(), ScriptMode::label);
  public static final Choice<GenerationStatus> GENERATION_STATUS =
      of(GenerationStatus.values(), GenerationStatus::label);
  public static final Choice<ReviewStatus> REVIEW_STATUS =
      of(ReviewStatus.values(), ReviewStatus::label);
  public static final Choice<LintStatus> LINT_STATUS = of(LintStatus.values(), LintStatus::label);
  public static final Choice<SortBy> SORT_BY = of(SortBy.values(), SortBy::label);

  public Choice {
    values = List.copyOf(values);
  }

  /** A choice whose values are found by exactly their names. */
  public static <T> Choice<T> of(T[] values, Function<T, String> label) {
    List<T> all = List.of(values);
    return new Choice<>(
        all, label, name -> all.stream().filter(v -> label.apply(v).equals(name)).findFirst());
  }

  String rule() {
    return values.stream().map(label).collect(Collectors.joining(", ", "must be one of ", ""));
  }
}
