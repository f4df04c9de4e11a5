package dev.dbsa.adapter.cli;

import dev.dbsa.adapter.cli.check.Reports;
import dev.dbsa.adapter.cli.check.Threshold;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** The values that flags may have: for checks, help and completion alike. */
final class Choices {
  private Choices() {}

  /**
   * @return the value itself
   * @throws UsageException if it is none of the choices; the message lists them
   */
  static String checked(String flag, String value, Iterable<String> choices) {
    for (String choice : choices) {
      if (choice.equals(value)) {
        return value;
      }
    }
    throw new UsageException(flag + " must be one of " + String.join(", ", choices));
  }

  /**
   * @return the value itself
   * @throws UsageException if it is not from {@code least} to {@code most}
   */
  static int checked(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException(flag + " must be between " + least + " and " + most);
    }
    return value;
  }

  private static <T> Iterator<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).iterator();
  }

  static final class AuthModes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("none", "token", "hmac").iterator();
    }
  }

  static final class ConnectionAuthModes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(AuthMode.values(), AuthMode::label);
    }
  }

  static final class CheckOutputs implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Reports.labels().iterator();
    }
  }

  static final class Servers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("postgresql", "mysql", "mariadb").iterator();
    }
  }

  static final class Thresholds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Threshold.WORDS.iterator();
    }
  }

  static final class Dialects implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(Dialect.values(), Dialect::label);
    }
  }

  static final class LatestStatuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(GenerationStatus.values(), GenerationStatus::label);
    }
  }

  static final class LintStatuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(LintStatus.values(), LintStatus::label);
    }
  }

  static final class Outputs implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("json", "text").iterator();
    }
  }

  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(Preset.values(), Preset::label);
    }
  }

  static final class ReviewStatuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(ReviewStatus.values(), ReviewStatus::label);
    }
  }

  static final class ScriptModes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(ScriptMode.values(), ScriptMode::label);
    }
  }

  static final class SortKeys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(HistoryQuery.SortBy.values(), HistoryQuery.SortBy::label);
    }
  }

  static final class SortOrders implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("asc", "desc").iterator();
    }
  }

  static final class SslModes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels(SslMode.values(), SslMode::label);
    }
  }
}
