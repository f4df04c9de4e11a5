package dev.dbsa.application.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Answer;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.knowledge.Example;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.knowledge.Knowledge;
import dev.dbsa.domain.knowledge.Meaning;
import dev.dbsa.domain.knowledge.Term;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeachingTest {
  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile shop = data.profile("shop");
  private final SchemaSnapshot snapshot = data.snapshot(shop, 1);
  private final Glossary shared =
      new Glossary(
          List.of(
              new Term("client", new Meaning.Table("customers")),
              new Term("turnover", new Meaning.Column("orders.amount"))));
  private final Teaching teaching =
      new Teaching(
          shared,
          stores.glossaries(),
          stores.generations(),
          stores.reviews(),
          new OldColumnsFail());

  @BeforeEach
  void store() {
    stores.connections().add(shop);
    stores.snapshots().add(snapshot);
  }

  private Generation taken(String request, ReviewStatus status, @Nullable String script) {
    Generation generation = data.completed(data.queued(snapshot, request));
    stores.generations().add(generation);
    stores.reviews().add(data.review(generation, status, script));
    return generation;
  }

  private Knowledge concerning(String request) {
    Generation asked = data.queued(snapshot, request);
    stores.generations().add(asked);
    return teaching.concerning(asked, snapshot);
  }

  @Test
  void theNearestScriptsThatPeopleTookComeFirst() {
    taken("customers of Bern", ReviewStatus.ACCEPTED, null);
    Generation same = taken("latest orders", ReviewStatus.EDITED, "SELECT 1;");
    Generation like = taken("latest orders of Bern", ReviewStatus.ACCEPTED, null);
    taken("latest orders", ReviewStatus.REJECTED, null);

    List<Example> examples = concerning("Latest orders").examples();

    assertThat(examples).extracting(Example::generation).containsExactly(same.id(), like.id());
    assertThat(examples.getFirst().script()).isEqualTo("SELECT 1;");
    assertThat(examples.getFirst().likeness()).isEqualTo(1);
    assertThat(examples.getLast().likeness()).isBetween(0.35, 0.99);
  }

  @Test
  void aScriptThatNoLongerPassesTeachesNothing() {
    taken("latest orders", ReviewStatus.EDITED, "SELECT old FROM orders;");

    assertThat(concerning("latest orders").examples()).isEmpty();
  }

  @Test
  void scriptsOfOtherKindsAndDatabasesTeachNothing() {
    ConnectionProfile other = data.profile("other");
    SchemaSnapshot elsewhere = data.snapshot(other, 1);
    stores.connections().add(other);
    stores.snapshots().add(elsewhere);
    Generation change = data.completed(data.queued(snapshot, "latest orders", ScriptMode.DML));
    Generation foreign = data.completed(data.queued(elsewhere, "latest orders"));
    for (Generation generation : List.of(change, foreign)) {
      stores.generations().add(generation);
      stores.reviews().add(data.review(generation, ReviewStatus.ACCEPTED, null));
    }

    assertThat(concerning("latest orders").examples()).isEmpty();
  }

  @Test
  void theSameWordsWithOtherAnswersAreAnotherRequest() {
    taken("latest orders", ReviewStatus.ACCEPTED, null);
    Generation asked = data.clarificationNeeded(data.queued(snapshot, "latest orders"));
    stores.generations().add(asked);
    Generation answered =
        Generation.queued(
            new GenerationId(data.ids().next()),
            asked.connectionId(),
            asked.snapshotId(),
            asked.dialect(),
            asked.answered(List.of(new Answer("q1", "order_items"))),
            asked.id(),
            asked.scriptMode(),
            data.clock().instant());
    stores.generations().add(answered);

    assertThat(teaching.concerning(answered, snapshot).examples())
        .singleElement()
        .satisfies(example -> assertThat(example.likeness()).isLessThan(1));
  }

  @Test
  void whatAConnectionSaysOfAWordGoesBeforeWhatIsShared() {
    Term own = new Term("Turnover", new Meaning.Column("orders.total_amount"));
    stores.glossaries().replace(shop.id(), new Glossary(List.of(own)));

    assertThat(concerning("x").glossary().terms())
        .containsExactly(own, new Term("client", new Meaning.Table("customers")));
  }

  private static final class OldColumnsFail implements ScriptValidator {
    @Override
    public ScriptAnalysis validate(String script, SchemaSnapshot snapshot, ScriptScope scope) {
      return validate(script, snapshot.schema().server().dialect(), scope);
    }

    @Override
    public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
      Finding finding =
          new Finding(
              "unknown-column", FindingCategory.SCHEMA, Severity.ERROR, "no", null, null, null);
      List<Finding> findings = script.contains("old") ? List.of(finding) : List.of();
      return new ScriptAnalysis(Validation.of(findings), List.of(), List.of());
    }
  }
}
