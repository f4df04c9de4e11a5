package dev.dbsa.adapter.llm.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.script.RiskLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
  private static final String WHOLE =
      """
      {"script":"SELECT id\\nFROM orders;","explanation":"Lists orders.","plan_steps":["read"],
      "assumptions":["all of them"],"risks":[{"level":"high","code":"Full Scan!","message":"reads all"}],
      "questions":[{"text":"Only open ones?","choices":["yes","no"]}],"confidence":0.8}\
      """;

  private static ParsedAnswer parse(String content) throws UnreadableAnswerException {
    return AnswerParser.parse(content);
  }

  @Test
  void readsTheContract() throws Exception {
    ParsedAnswer answer = parse(WHOLE);

    assertThat(answer.script()).isEqualTo("SELECT id\nFROM orders;");
    assertThat(answer.explanation()).isEqualTo("Lists orders.");
    assertThat(answer.planSteps()).containsExactly("read");
    assertThat(answer.assumptions()).containsExactly("all of them");
    assertThat(answer.questions())
        .containsExactly(new Question("q1", "Only open ones?", List.of("yes", "no")));
    assertThat(answer.confidence()).isEqualTo(0.8);
    assertThat(answer.risks())
        .singleElement()
        .satisfies(
            risk -> {
              assertThat(risk.level()).isEqualTo(RiskLevel.HIGH);
              assertThat(risk.code()).isEqualTo("full_scan");
              assertThat(risk.message()).isEqualTo("reads all");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Here it is:\n```json\n%s\n```\nHope it helps!",
        "```\n%s\n```",
        "```json\n%s",
        "Sure! %s Anything else?",
        "<think>They want {\"script\": \"DROP TABLE orders;\"}? No.</think>\n%s",
        "the thinking began in the prompt</think>%s",
        "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>%s",
        "[%s]",
        "{\"answer\": %s}",
        "{\"note\": 1}\n%s"
      })
  void findsTheContractInWhateverStandsAroundIt(String around) throws Exception {
    assertThat(parse(around.replace("%s", WHOLE)).script()).isEqualTo("SELECT id\nFROM orders;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"script\":\"SELECT 1;\",}",
        "{\"script\":\"SELECT 1;\",\"risks\":[],\"questions\":[\"a?\",],}",
        "{'script':'SELECT 1;'}",
        "{script: \"SELECT 1;\"}",
        "{\"script\":\"SELECT 1;\" /* done */}",
        "{\"sql\":\"SELECT 1;\"}",
        "{\"script\":\"```sql\\nSELECT 1;\\n```\"}",
        "{\"script\":[\"SELECT 1;\"]}",
        "\"{\\\"script\\\":\\\"SELECT 1;\\\"}\"",
        "```sql\nSELECT 1;\n```",
        "SELECT 1;"
      })
  void overlooksTheMistakesOfModels(String content) throws Exception {
    assertThat(parse(content).script()).isEqualTo("SELECT 1;");
  }

  @Test
  void keepsLineBreaksThatTheModelForgotToEscape() throws Exception {
    assertThat(parse("{\"script\":\"SELECT 1\nFROM t;\"}").script()).isEqualTo("SELECT 1\nFROM t;");
  }

  @Test
  void keepsWhatLooksLikeReasoningInsideOfStrings() throws Exception {
    assertThat(parse("{\"script\":\"SELECT '<think>x</think>';\"}").script())
        .isEqualTo("SELECT '<think>x</think>';");
  }

  @Test
  void takesBareSqlWithItsExplanation() throws Exception {
    ParsedAnswer answer = parse("This lists them.\n```sql\nSELECT * FROM orders;\n```\nRuns fast.");

    assertThat(answer.script()).isEqualTo("SELECT * FROM orders;");
    assertThat(answer.explanation()).contains("This lists them.").contains("Runs fast.");
    assertThat(answer.confidence()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- newest first\nSELECT * FROM orders ORDER BY id DESC",
        "/* all */ with o as (select 1) select * from o",
        "UPDATE orders SET status = 'paid' WHERE id = 1;",
        "(SELECT 1) UNION (SELECT 2);"
      })
  void knowsAScriptWhenItSeesOne(String content) throws Exception {
    assertThat(parse(content).script()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which table do you mean?",
        "I am not sure.\n- Which table do you mean?\n",
        "{\"script\":null,\"questions\":[\"Which table do you mean?\"]}",
        "{\"script\":\"\",\"questions\":\"Which table do you mean?\"}",
        "{\"script\":null,\"questions\":[{\"question\":\"Which table do you mean?\"}]}",
        "{\"clarification\":\"Which table do you mean?\"}",
        "{\"script\":null,\"explanation\":\"Which table do you mean?\"}"
      })
  void takesAQuestionInsteadOfAScript(String content) throws Exception {
    ParsedAnswer answer = parse(content);

    assertThat(answer.script()).isNull();
    assertThat(answer.questions())
        .containsExactly(new Question("q1", "Which table do you mean?", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "<think>I never stop thinking",
        "I cannot help with that.",
        "Select the table that you mean from the list.",
        "{}",
        "{\"script\":null,\"questions\":[]}",
        "{\"script\":42}",
        "```sql\nSELECT 1;\n```\nor\n```sql\nDELETE FROM t;\n```"
      })
  void refusesWhatHoldsNeitherScriptNorQuestion(String content) {
    assertThatThrownBy(() -> parse(content)).isInstanceOf(UnreadableAnswerException.class);
  }

  @Test
  void looksAtNothingBeyondTheContract() throws Exception {
    ParsedAnswer answer =
        parse(
            """
            {"script":"SELECT 1;","validation":{"lint_status":"pass"},"skip_validation":true,
            "impacted_objects":[],"repair_attempts":0,"confidence":1}\
            """);

    assertThat(answer)
        .isEqualTo(
            new ParsedAnswer("SELECT 1;", "", List.of(), List.of(), List.of(), List.of(), 1.0));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5",
    "7, 0.07",
    "85, 0.85",
    "-1, 0",
    "1000, 1",
    "'\"90%\"', 0.9",
    "'\"high\"', 0.8",
    "1e400, 1"
  })
  void clampsTheConfidence(String stated, double understood) throws Exception {
    assertThat(parse("{\"script\":\"SELECT 1;\",\"confidence\":" + stated + "}").confidence())
        .isCloseTo(understood, within(0.001));
  }

  @Test
  void boundsLongListsAndTexts() throws Exception {
    String item = "\"" + "x".repeat(5_000) + "\"";
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add("\"assumption " + i + "\"");
    }
    ParsedAnswer answer =
        parse(
            "{\"script\":\"SELECT 1;\",\"plan_steps\":[%s],\"assumptions\":[%s]}"
                .formatted(item, String.join(",", many)));

    assertThat(answer.planSteps().getFirst()).hasSize(1_000);
    assertThat(answer.assumptions()).hasSize(30);
  }

  @Test
  void takesControlCharactersOut() throws Exception {
    assertThat(parse("{\"script\":\"SELECT\\u0000 1;\\r\\nSELECT '\\ud800';\"}").script())
        .isEqualTo("SELECT 1;\nSELECT '';");
  }

  @Test
  void refusesAScriptThatNobodyWouldReview() {
    assertThatThrownBy(() -> parse("{\"script\":\"" + "x".repeat(200_001) + "\"}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("200000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "<think>",
        "/*",
        "--",
        "```",
        "```sql\n",
        "{\"a\":",
        "[",
        "\\\"{",
        "SELECT (",
        "? "
      })
  @Timeout(20)
  void isDoneSoonWithHostileText(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    long began = System.nanoTime();
    try {
      parse(text);
    } catch (UnreadableAnswerException e) {
      // So it should be.
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Property(tries = 500)
  void neverFailsInAnotherWay(@ForAll String content) {
    try {
      ParsedAnswer answer = AnswerParser.parse(content);
      assertThat(answer.script() != null || !answer.questions().isEmpty()).isTrue();
    } catch (UnreadableAnswerException e) {
      assertThat(e.detail()).isNotBlank();
    }
  }

  @Test
  void asksInWordsForTheFieldsOfTheSchema() {
    JsonNode schema = AnswerContract.schema();

    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    schema
        .path("required")
        .forEach(
            field -> assertThat(AnswerContract.IN_WORDS).contains("\"" + field.asText() + "\""));
    assertThat(schema.path("required").size()).isEqualTo(schema.path("properties").size());
  }
}
