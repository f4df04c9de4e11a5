package dev.dbsa.application.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewServiceTest {
  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile profile = data.profile("shop");
  private final SchemaSnapshot snapshot = data.snapshot(profile, 1);
  private final Generation queued = data.queued(snapshot, "show latest orders");
  private final ReviewService service =
      new ReviewService(
          stores.history(),
          stores.generations(),
          stores.connections(),
          stores.reviews(),
          (generated, finalScript) -> generated + " -> " + finalScript,
          stores.auditTrail(data.ids(), data.clock()),
          stores.work(),
          data.ids(),
          data.clock());

  @BeforeEach
  void storeACompletedGeneration() {
    stores
        .work()
        .inTransaction(
            () -> {
              stores.connections().add(profile);
              stores.snapshots().add(snapshot);
              stores.generations().add(queued);
              stores.generations().replace(data.completed(queued));
            });
  }

  private String generated() {
    return String.valueOf(data.completed(queued).draft().orElseThrow().script());
  }

  @Test
  void keepsTheFinalScriptWithItsDiff() {
    Review review =
        service.review(
            queued.id(), ReviewStatus.EDITED, " alice ", " smaller sample ", "SELECT 2;");
    assertThat(review.reviewer()).isEqualTo("alice");
    assertThat(review.note()).isEqualTo("smaller sample");
    assertThat(review.diff()).isEqualTo(generated() + " -> SELECT 2;");
    assertThat(service.get(queued.id()).effectiveScript()).isEqualTo("SELECT 2;");
  }

  @Test
  void keepsTheGeneratedScriptInForceUntilSomebodyHandsInAnother() {
    service.review(queued.id(), ReviewStatus.ACCEPTED, null, null, null);
    assertThat(service.get(queued.id()).effectiveScript()).isEqualTo(generated());
  }

  @Test
  void keepsTheNewestFinalScriptInForceWhenALaterReviewBringsNone() {
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 2;");
    data.clock().advance(Duration.ofSeconds(1));
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 3;");
    data.clock().advance(Duration.ofSeconds(1));
    service.review(queued.id(), ReviewStatus.ACCEPTED, null, null, null);
    assertThat(service.get(queued.id()).effectiveScript()).isEqualTo("SELECT 3;");
    assertThat(service.get(queued.id()).reviews())
        .extracting(Review::status)
        .containsExactly(ReviewStatus.EDITED, ReviewStatus.EDITED, ReviewStatus.ACCEPTED);
  }

  @Test
  void takesABlankNoteAndReviewerAsNone() {
    Review review = service.review(queued.id(), ReviewStatus.REJECTED, " ", "\n", null);
    assertThat(review.reviewer()).isNull();
    assertThat(review.note()).isNull();
  }

  @Test
  void wantsAFinalScriptForAnEdit() {
    assertInvalid(
        () -> service.review(queued.id(), ReviewStatus.EDITED, null, null, null),
        "final_script_text");
    assertInvalid(
        () -> service.review(queued.id(), ReviewStatus.EDITED, null, null, "  \n "),
        "final_script_text");
    assertInvalid(
        () -> service.review(queued.id(), ReviewStatus.ACCEPTED, null, "x".repeat(4001), null),
        "review_note");
    assertInvalid(
        () -> service.review(queued.id(), ReviewStatus.ACCEPTED, "a\nb", null, null), "reviewer");
  }

  @Test
  void reviewsOnlyWhatIsCompleted() {
    Generation waiting = data.queued(snapshot, "count orders");
    stores.work().inTransaction(() -> stores.generations().add(waiting));
    assertThatExceptionOfType(DbsaException.class)
        .isThrownBy(() -> service.review(waiting.id(), ReviewStatus.ACCEPTED, null, null, null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.GENERATION_NOT_COMPLETED));
    assertThat(service.get(waiting.id()).reviews()).isEmpty();
  }

  private static void assertInvalid(ThrowingCallable call, String field) {
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(call)
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(FieldViolation::field)
                    .containsExactly(field));
  }
}
