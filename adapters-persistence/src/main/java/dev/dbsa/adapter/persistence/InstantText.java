package dev.dbsa.adapter.persistence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as text: {@code 2026-04-22T12:34:56.000000Z}. Of fixed width, so that they sort as text
 * where a database has no type for them; see {@link InstantColumn}.
 */
final class InstantText {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private InstantText() {}

  /** Digits beyond microseconds are cut off. */
  static String of(Instant instant) {
    return FORMAT.format(instant);
  }

  static @Nullable String ofNullable(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  /** By the places of the digits, which takes a fraction of what a formatter does. */
  static Instant parse(String text) {
    return LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19),
            digits(text, 20, 26) * 1_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int digits(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }

  static @Nullable Instant parseNullable(@Nullable String text) {
    return text == null ? null : parse(text);
  }
}
