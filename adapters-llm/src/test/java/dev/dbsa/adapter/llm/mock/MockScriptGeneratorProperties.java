package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.testing.SchemaBuilder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any text over any schema. */
class MockScriptGeneratorProperties {

  @Property(tries = 600)
  void composedRequestsGetSoundProposals(
      @ForAll long seed, @ForAll Dialect dialect, @ForAll ScriptMode mode, @ForAll boolean weird) {
    DatabaseSchema schema = weird ? Samples.weird(dialect) : Samples.shop(dialect);
    requireSound(schema, mode, Phrases.compose(schema, new Random(seed)));
  }

  @Property(tries = 100)
  void anyTextGetsASoundProposal(
      @ForAll("texts") String text, @ForAll Dialect dialect, @ForAll ScriptMode mode) {
    requireSound(Samples.shop(dialect), mode, text);
  }

  @Property(tries = 200)
  void anyNamesGetSoundProposals(
      @ForAll("names") List<String> names,
      @ForAll long seed,
      @ForAll Dialect dialect,
      @ForAll ScriptMode mode) {
    SchemaBuilder builder = SchemaBuilder.of(dialect);
    for (int i = 0; i + 1 < names.size(); i += 2) {
      String column = names.get(i + 1);
      builder.table(names.get(i), t -> t.column(column, "text").column("id" + column, "integer"));
    }
    DatabaseSchema schema = builder.build();
    requireSound(schema, mode, Phrases.compose(schema, new Random(seed)));
  }

  private static void requireSound(DatabaseSchema schema, ScriptMode mode, String text) {
    SchemaSnapshot snapshot = Samples.snapshot(schema);
    Proposal proposal = Requested.draft(snapshot, mode, text);
    assertThat(Requested.draft(Samples.snapshot(schema), mode, text)).isEqualTo(proposal);
    assertThat(proposal.usage().backend()).isEqualTo("mock");
    if (proposal.script() == null) {
      assertThat(proposal.unresolvedQuestions()).isNotEmpty();
      return;
    }
    assertThat(Quotes.areBalanced(schema.server().dialect(), proposal.script()))
        .as(proposal.script())
        .isTrue();
    assertThat(proposal.references()).isNotEmpty();
    if (mode == ScriptMode.QUERY) {
      assertThat(proposal.script()).startsWith("SELECT");
    }
    if (proposal.script().startsWith("UPDATE") || proposal.script().startsWith("DELETE")) {
      assertThat(proposal.script()).contains("\nWHERE ");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(4000)
        .filter(MockScriptGeneratorProperties::isReadable);
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(MockScriptGeneratorProperties::isReadable)
        .list()
        .ofMaxSize(12)
        .uniqueElements();
  }

  private static boolean isReadable(String text) {
    return !text.isBlank()
        && !text.strip().isEmpty()
        && text.codePoints()
            .noneMatch(
                c ->
                    Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.SURROGATE);
  }
}
