package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.SchemaBuilder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Drafts over tables that no foreign key connects. */
final class UndeclaredKeysTest {
  private static final DatabaseSchema VALLEYS =
      SchemaBuilder.postgresql()
          .table(
              "valley",
              t -> t.column("valley_name", "text", c -> c.notNull()).primaryKey("valley_name"))
          .table(
              "glacier",
              t ->
                  t.column("glacier_name", "text", c -> c.notNull())
                      .column("valley_name", "text", c -> c.notNull())
                      .column("depth", "integer")
                      .primaryKey("glacier_name", "valley_name"))
          .table(
              "trail",
              t ->
                  t.column("trail_name", "text", c -> c.notNull())
                      .column("crosses", "text", c -> c.notNull())
                      .column("length", "integer")
                      .primaryKey("trail_name", "crosses"))
          .build();

  private static final DatabaseSchema PLAYS =
      SchemaBuilder.postgresql()
          .table("theater", t -> t.id("id").column("name", "text"))
          .table(
              "play",
              t ->
                  t.id("id")
                      .column("title", "text")
                      .column("directed_by", "text")
                      .column("theater_id", "bigint", c -> c.notNull())
                      .foreignKey("theater_id", "theater", "id"))
          .build();

  @Test
  void aKeyIsReadWhereItIsReferredTo() {
    assertThat(query(VALLEYS, "how many glaciers are there in each valley").script())
        .contains("FROM glacier")
        .contains("GROUP BY valley_name")
        .doesNotContain("JOIN");
  }

  @Test
  void aNameAfterInStandsInTheOtherColumnOfTheKey() {
    Proposal proposal = query(VALLEYS, "how many trails are there in new moor");
    assertThat(proposal.script())
        .as(proposal.unresolvedQuestions().toString())
        .contains("crosses = 'new moor'");
    assertThat(proposal.assumptions())
        .contains("“new moor” is taken for a value of trail.crosses.");
    assertThat(proposal.confidence()).isLessThan(0.8);
  }

  @Test
  void whoDirectedIsAConditionAndNotShown() {
    assertThat(query(PLAYS, "which theaters have plays directed by Ada Orr").script())
        .startsWith("SELECT t.name\n")
        .contains("directed_by = 'Ada Orr'");
  }

  @Test
  void twoValuesOfOneColumnAreThoseOfTwoRows() {
    assertThat(
            query(
                    PLAYS,
                    "which theaters have plays directed by Ada Orr and plays directed by Bo Ek")
                .script())
        .containsPattern("EXISTS \\([^()]*directed_by = 'Ada Orr'\\)")
        .containsPattern("EXISTS \\([^()]*directed_by = 'Bo Ek'\\)");
  }

  @Test
  void manyValuesOfOneColumnAreAsManyRows() {
    String names =
        IntStream.range(0, 24)
            .mapToObj(i -> "plays directed by Ada X" + (char) ('a' + i))
            .collect(Collectors.joining(" and "));
    assertThat(query(PLAYS, "which theaters have " + names).script().split("EXISTS")).hasSize(25);
  }

  private static Proposal query(DatabaseSchema schema, String text) {
    return Requested.draft(schema, ScriptMode.QUERY, text);
  }
}
