package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.adapter.llm.link.SchemaLinker;
import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptGenerator.DraftRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedWordsTest {
  private static final Glossary GLOSSARY =
      new Glossary(
          List.of(
              new Term("Buyer", new Meaning.Table("customers")),
              new Term("turnover", new Meaning.Column("orders.total")),
              new Term("gross", new Meaning.Expression("SUM(orders.total)")),
              new Term("net turnover", new Meaning.Expression("sum(total) - 5")),
              new Term("pending", new Meaning.Value("orders.status", "new"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "buyers of Bern | customers of Bern",
        "average turnover per buyer | average total per customers",
        "gross per month | total total per month",
        "pending orders | orders with status 'new'",
        "orders named 'pending' | orders named 'pending'",
        "suspending orders | suspending orders"
      })
  void wordsOfTheTeamAreReadAsTheGlossarySays(String request, String read) throws Unclear {
    assertThat(ExplainedWords.of(request, GLOSSARY).text()).isEqualTo(read);
  }

  @Test
  void asksWhereAnExpressionIsNoFigureOfAColumn() {
    assertThatExceptionOfType(Unclear.class)
        .isThrownBy(() -> ExplainedWords.of("net turnover per month", GLOSSARY))
        .withMessageContaining("“net turnover”");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "how many buyers are there | FROM customers",
        "how many pending orders are there | WHERE status = 'new'",
        "average turnover per buyer | AVG(o.total)",
        "gross per buyer | SUM(o.total)"
      })
  void draftsSayWhatTheGlossarySaid(String request, String part) throws InterruptedException {
    Proposal proposal =
        new MockScriptGenerator(new SchemaLinker())
            .draft(
                new DraftRequest(
                    Request.of(new RequestText(request)),
                    ScriptMode.QUERY,
                    Samples.snapshot(Samples.shop(Dialect.POSTGRESQL)),
                    new Knowledge(GLOSSARY, List.of()),
                    List.of(),
                    Instant.MAX));

    assertThat(proposal.script()).as(proposal.unresolvedQuestions().toString()).contains(part);
    assertThat(proposal.assumptions()).anyMatch(told -> told.contains("as the glossary says"));
  }
}
