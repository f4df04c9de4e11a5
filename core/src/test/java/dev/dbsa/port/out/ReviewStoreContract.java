package dev.dbsa.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewId;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.testing.HistoryQueries;
import dev.dbsa.testing.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link ReviewStore} promises. */
public abstract class ReviewStoreContract extends StoreContract {

  private Generation completed() {
    SchemaSnapshot snapshot = storedSnapshot(storedConnection("shop"), 1);
    return stored(data.completed(data.queued(snapshot, "latest orders")));
  }

  @Test
  void listsReviewsOldestFirst() {
    Generation generation = completed();
    Review first = stored(data.rejected(generation));
    data.clock().advance(Duration.ofNanos(1000));
    Review second = stored(data.edited(generation, "SELECT 1;"));
    data.clock().advance(Duration.ofDays(400));
    Review third = stored(data.accepted(generation));

    assertThat(stores().reviews().list(generation.id())).containsExactly(first, second, third);
  }

  @Test
  void reviewsOfTheSameTimeKeepTheOrderInWhichTheyCame() {
    Generation generation = completed();
    List<Review> reviews =
        List.of(
            stored(data.edited(generation, "SELECT 3;")),
            stored(data.edited(generation, "SELECT 1;")),
            stored(data.edited(generation, "SELECT 2;")));

    assertThat(stores().reviews().list(generation.id())).isEqualTo(reviews);
    assertThat(stores().reviews().findNewestEdit(generation.id()))
        .map(Review::finalScript)
        .contains("SELECT 2;");
  }

  @ParameterizedTest
  @EnumSource(ReviewStatus.class)
  void keepsEveryField(ReviewStatus status) {
    Generation generation = completed();
    Review full =
        new Review(
            new ReviewId(data.ids().next()),
            generation.id(),
            status,
            Reviewer.claimed(HOSTILE),
            "👩".repeat(Review.MAX_NOTE_LENGTH),
            HOSTILE + "\r\n\t" + "表".repeat(ScriptText.MAX_LENGTH - 200),
            data.analysis(),
            HOSTILE,
            data.clock().instant());
    Review bare =
        new Review(
            new ReviewId(data.ids().next()),
            generation.id(),
            status,
            null,
            null,
            null,
            null,
            null,
            data.clock().instant());
    Review unchanged =
        new Review(
            new ReviewId(data.ids().next()),
            generation.id(),
            status,
            new Reviewer("r", true),
            "n",
            "SELECT 1;",
            null,
            "",
            data.clock().instant());
    List.of(full, bare, unchanged).forEach(this::stored);

    assertThat(stores().reviews().list(generation.id())).containsExactly(full, bare, unchanged);
  }

  @Test
  void listsTheReviewsOfOneGenerationOnly() {
    Generation generation = completed();
    SchemaSnapshot snapshot = storedSnapshot(storedConnection("other"), 1);
    Generation other = stored(data.completed(data.queued(snapshot, "other")));
    Review review = stored(data.accepted(generation));
    stored(data.edited(other, "SELECT 2;"));

    assertThat(stores().reviews().list(generation.id())).containsExactly(review);
    assertThat(stores().reviews().findNewestEdit(generation.id())).isEmpty();
  }

  @Test
  void aGenerationWithoutReviewsHasNoneAndNoFinalScript() {
    Generation generation = completed();

    assertThat(stores().reviews().list(generation.id())).isEmpty();
    assertThat(stores().reviews().findNewestEdit(generation.id())).isEmpty();
  }

  @Test
  void theFinalScriptIsThatOfTheNewestReviewThatHasOne() {
    Generation generation = completed();
    stored(data.edited(generation, "SELECT 1;"));
    data.clock().advance(Duration.ofSeconds(1));
    stored(data.edited(generation, "SELECT 2;"));
    data.clock().advance(Duration.ofSeconds(1));
    stored(data.rejected(generation));

    assertThat(stores().reviews().findNewestEdit(generation.id()))
        .map(Review::finalScript)
        .contains("SELECT 2;");
  }

  @Test
  void theHistorySpeaksOfTheNewestFinalScript() {
    Generation generation = completed();
    Review later = data.edited(generation, "SELECT 2;");
    data.clock().advance(Duration.ofSeconds(1));
    Review newest = data.edited(generation, "SELECT 3;");
    assertThat(riskCount(generation)).isNotEqualTo(data.analysis().risks().size());

    stored(newest);
    assertThat(riskCount(generation)).isEqualTo(data.analysis().risks().size());

    stored(
        new Review(
            later.id(),
            generation.id(),
            ReviewStatus.EDITED,
            null,
            null,
            "SELECT 2;",
            new ScriptAnalysis(Validation.of(List.of()), List.of(), List.of()),
            "",
            later.createdAt()));
    assertThat(riskCount(generation)).isEqualTo(data.analysis().risks().size());
  }

  private int riskCount(Generation generation) {
    return stores().history().find(HistoryQueries.all().build()).items().stream()
        .filter(row -> row.id().equals(generation.id()))
        .findFirst()
        .orElseThrow()
        .riskCount();
  }

  @Test
  void refusesAReviewOfADeletedGeneration() {
    SchemaSnapshot snapshot = data.snapshot(data.profile("gone"), 1);
    Generation gone = data.completed(data.queued(snapshot, "gone"));

    assertThatThrownBy(() -> stored(data.accepted(gone)))
        .isInstanceOfSatisfying(
            DbsaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.GENERATION_NOT_FOUND));
  }

  @Test
  void keepsEveryOneOfManyConcurrentReviews() {
    Generation generation = completed();

    List<Review> reviews =
        Race.of(12, number -> stored(data.edited(generation, "SELECT " + number + ";")));

    assertThat(stores().reviews().list(generation.id()))
        .containsExactlyInAnyOrderElementsOf(reviews);
  }

  @Test
  void aReviewDoesNotDisturbTheCompareAndSwapOfItsGeneration() {
    Generation generation = completed();

    stored(data.accepted(generation));

    assertThat(stores().generations().find(generation.id()).orElseThrow().version())
        .isEqualTo(generation.version());
  }
}
