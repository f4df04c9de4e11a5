package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.generation.Clarification;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of the offline backend whose answers lead on. */
class QuestionsInPlaceTest {
  private static Proposal draft(String text, List<Clarification> answers)
      throws InterruptedException {
    return new MockScriptGenerator(new SchemaLinker())
        .draft(
            new DraftRequest(
                new Request(new RequestText(text), answers),
                ScriptMode.QUERY,
                Samples.snapshot(Samples.shop(Dialect.POSTGRESQL)),
                Knowledge.NONE,
                List.of(),
                Instant.MAX));
  }

  private static Question question(String text) throws InterruptedException {
    Proposal asked = draft(text, List.of());
    assertThat(asked.script()).isNull();
    return asked.questions().getFirst();
  }

  @Test
  void offersTheValuesThatMayBeMeant() throws InterruptedException {
    Question question = question("how many open orders are there");

    assertThat(question.choices()).contains("new", "paid");
    assertThat(
            draft(
                    "how many open orders are there",
                    List.of(new Clarification(question.text(), "new")))
                .script())
        .contains("COUNT(*)", "status = 'new'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show orders sorted by gizmo",
        "how many gizmos are there",
        "average gizmo of orders per customer"
      })
  void quotesTheWordsThatItDoesNotKnow(String text) throws InterruptedException {
    assertThat(question(text).text()).contains("“gizmo");
  }
}
