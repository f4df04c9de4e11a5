package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** Kinds of questions for rows, over a schema without foreign keys. */
final class QuestionKindsTest {
  private static final DatabaseSchema LIBRARY =
      SchemaBuilder.postgresql()
          .table("author", t -> t.id("id").column("name", "text").column("country", "text"))
          .table(
              "book",
              t ->
                  t.id("id")
                      .column("title", "text")
                      .column("author_id", "bigint")
                      .column("price", "numeric(10,2)"))
          .table("branch", t -> t.id("id").column("name", "text").column("city", "text"))
          .table(
              "member",
              t ->
                  t.id("id")
                      .column("first_name", "text")
                      .column("last_name", "text")
                      .column("title", "text")
                      .column("city", "text"))
          .table(
              "loan",
              t ->
                  t.id("id")
                      .column("book_id", "bigint")
                      .column("member_id", "bigint")
                      .column("fee", "numeric(10,2)"))
          .build();

  @Test
  void aValueOfTwoTablesIsOneThatBothHave() {
    assertThat(query("which cities have both branches and members?").script())
        .containsPattern(
            "(?s)SELECT DISTINCT b\\.city.*b\\.city IN \\(SELECT m\\.city FROM .*member m");
  }

  @Test
  void aValueOfTwoKindsOfRowsIsLookedForInBoth() {
    assertThat(
            query("cities that have members with id above 40 and members with id below 10")
                .script())
        .containsPattern("(?s)m\\.id > 40.*m\\.city IN \\(SELECT m2\\.city FROM .*m2\\.id < 10\\)");
  }

  @Test
  void theSecondOneIsBehindTheFirst() {
    assertThat(query("what is the second most expensive book?").script())
        .containsPattern("(?s)ORDER BY price DESC.*LIMIT 1 OFFSET 1");
  }

  @Test
  void whoSpentMostIsReadByTheAmountsThatBelongToThem() {
    Proposal proposal = query("which member spent the most money?");
    assertThat(proposal.script()).contains("ORDER BY SUM(l.fee) DESC");
    assertThat(proposal.assumptions()).contains("“most money” is read by the sum of loan.fee.");
  }

  @Test
  void aNamedRowIsComparedBySameColumn() {
    assertThat(query("books whose price is higher than that of 'Dune'").script())
        .containsPattern(
            "price > \\(SELECT MAX\\(b2\\.price\\) FROM .* WHERE b2\\.title = 'Dune'\\)");
  }

  @Test
  void aPartOfANameIsLookedForInIt() {
    assertThat(query("books with 'love' in their title").script()).contains("title ILIKE '%love%'");
  }

  @Test
  void aRatioHasItsConditionsOnEachSide() {
    assertThat(query("ratio of the price of 'Dune' to the price of 'Emma'").script())
        .containsPattern("title = 'Dune'.*/ NULLIF\\(.*title = 'Emma'");
  }

  @Test
  void peopleAreCalledByTheirNamesAndNotByTheirTitles() {
    assertThat(query("which members have no loans?").script())
        .startsWith("SELECT m.first_name, m.last_name\n");
  }

  @Test
  void aNumberMayBeWrittenInWords() {
    assertThat(query("books with a price above two hundred thousand").script())
        .contains("price > 200000");
    assertThat(query("books with a price below 1.5 million").script()).contains("price < 1500000");
  }

  @Test
  void itsNameIsThatOfWhatWasNamedLast() {
    DatabaseSchema choir =
        SchemaBuilder.postgresql()
            .table("singer", t -> t.id("id").column("name", "text").column("song_name", "text"))
            .build();

    assertThat(
            Requested.draft(
                    choir, ScriptMode.QUERY, "which singers have a song with 'Hey' in its name?")
                .script())
        .contains("song_name ILIKE '%Hey%'");
  }

  @Test
  void aCountryOfSeveralSpellingsIsAskedAbout() {
    Proposal proposal = query("how many authors are from the usa?");
    assertThat(proposal.script()).isNull();
    assertThat(proposal.unresolvedQuestions())
        .singleElement()
        .asString()
        .contains("“usa” is taken for a value of author.country, spelled so.");
    assertThat(query("how many authors are from 'USA'?").script()).contains("country = 'USA'");
  }

  private static Proposal query(String text) {
    return Requested.draft(LIBRARY, ScriptMode.QUERY, text);
  }
}
