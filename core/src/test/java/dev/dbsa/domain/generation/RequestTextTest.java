package dev.dbsa.domain.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {
  @Test
  void isTrimmed() {
    assertThat(new RequestText(" \n show latest orders \t ").value())
        .isEqualTo("show latest orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "zeige die letzten Aufträge",
        "最新の注文",
        "orders 🛒",
        "line one\nline two\tend"
      })
  void takesWhatPeopleWrite(String text) {
    assertThat(new RequestText(text).value()).isEqualTo(text);
  }

  @Test
  void takesFourThousandCharactersHoweverTheyAreEncoded() {
    assertThat(new RequestText("🛒".repeat(4000)).value()).hasSize(8000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t", "\u2003"})
  void refusesBlankTexts(String text) {
    assertRefused(text, "must not be blank");
  }

  @Test
  void refusesLongTexts() {
    assertRefused("x".repeat(4001), "must not be longer than 4000 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\u007fb", "a\u0085b", "a\ud83d", "\udc00a"})
  void refusesControlCharactersAndHalfCharacters(String text) {
    assertRefused(text, "must not contain control characters");
  }

  @Test
  void summarisesInOneLine() {
    assertThat(new RequestText("show\n  latest\torders").summary()).isEqualTo("show latest orders");
    String summary = new RequestText("🛒".repeat(200)).summary();
    assertThat(summary.codePointCount(0, summary.length())).isEqualTo(160);
    assertThat(summary).endsWith("🛒…");
  }

  private static void assertRefused(String text, String rule) {
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(() -> new RequestText(text))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .containsExactly(new FieldViolation("request_text", rule)));
  }
}
