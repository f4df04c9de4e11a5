package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweredRequestTest {
  private static AnsweredRequest answered(String text, String... questionsAndAnswers) {
    List<Clarification> clarifications = new ArrayList<>();
    for (int i = 0; i < questionsAndAnswers.length; i += 2) {
      clarifications.add(new Clarification(questionsAndAnswers[i], questionsAndAnswers[i + 1]));
    }
    return AnsweredRequest.of(new Request(new RequestText(text), clarifications));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "how many gizmos are there | “gizmos” is not understood: which? | orders | how many orders are there",
        "Gizmos of today | What are “gizmos”? | big orders | big orders of today",
        "gizmo and gizmos | What is a “gizmo”? | order | order and gizmos",
        "orders of Bern | Which year? | 2025 | orders of Bern, 2025",
        "a or b | Is it “a” or “b”? | both | a or b, both",
        "open orders | What does “closed” mean? | $1 x | open orders, $1 x",
        "late orders | What is “late”? | $1 x | $1 x orders"
      })
  void anAnswerTakesThePlaceOfTheWordsThatWereAskedAbout(
      String text, String question, String answer, String read) {
    assertThat(answered(text, question, answer).text()).isEqualTo(read);
  }

  @Test
  void yesConfirmsAndAddsNoWords() {
    AnsweredRequest request = answered("orders", "Are they right?", "Yes.", "Which year?", "2025");

    assertThat(request.text()).isEqualTo("orders, 2025");
    assertThat(request.chosen()).containsExactly(Map.entry("Are they right?", "yes"));
  }

  @Test
  void laterAnswersMayBeAboutEarlierOnes() {
    assertThat(
            answered("show gizmos", "“gizmos”?", "big orders", "What is “big”?", "the latest")
                .text())
        .isEqualTo("show the latest orders");
  }
}
