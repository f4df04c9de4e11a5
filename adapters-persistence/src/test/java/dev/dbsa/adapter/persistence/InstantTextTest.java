package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantTextTest {

  @ParameterizedTest
  @CsvSource({
    "2026-04-22T12:34:56Z,           2026-04-22T12:34:56.000000Z",
    "2026-04-22T12:34:56.1Z,         2026-04-22T12:34:56.100000Z",
    "2026-04-22T12:34:56.123456Z,    2026-04-22T12:34:56.123456Z",
    "2026-04-22T12:34:56.123456789Z, 2026-04-22T12:34:56.123456Z",
    "2026-04-22T14:34:56+02:00,      2026-04-22T12:34:56.000000Z",
  })
  void writesSixDigitsInUtc(Instant instant, String text) {
    assertThat(InstantText.of(instant)).isEqualTo(text);
  }

  @Test
  void readsWhatItWrote() {
    Instant instant = Instant.parse("1969-12-31T23:59:59.999999Z");

    assertThat(InstantText.parse(InstantText.of(instant))).isEqualTo(instant);
  }
}
