package dev.dbsa.adapter.llm.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a call is repeated: what the endpoint asks for, else twice as long every
 * time; always with jitter, so that many callers refused at once do not come back at once.
 *
 * @param first the longest first pause
 * @param longest no pause of our own choice is longer
 */
record Pauses(Duration first, Duration longest, RandomGenerator random) {
  private static final int MAX_DOUBLINGS = 20;

  /**
   * @param retry 0 for the first repetition
   * @param retryAfter the answer's header; {@code null} where there is none
   */
  Duration before(int retry, @Nullable String retryAfter, Instant now) {
    Duration wanted = retryAfter == null ? null : parse(retryAfter.strip(), now);
    if (wanted != null) {
      return wanted.plusMillis(random.nextLong(first.toMillis() / 2 + 1));
    }
    long most = first.toMillis() << Math.min(retry, MAX_DOUBLINGS);
    long bound = Math.min(most, longest.toMillis());
    return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
  }

  /** Seconds or a date (RFC 9110, section 10.2.3); {@code null} where it is neither. */
  private static @Nullable Duration parse(String text, Instant now) {
    try {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && seconds < Integer.MAX_VALUE
          ? Duration.ofMillis((long) (seconds * 1000))
          : null;
    } catch (NumberFormatException _) {
      return date(text, now);
    }
  }

  private static @Nullable Duration date(String text, Instant now) {
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
