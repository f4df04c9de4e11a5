package dev.dbsa.application.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.testing.HistoryQueries;
import dev.dbsa.testing.Stores;
import dev.dbsa.testing.TestData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewServiceTest {
  private final TestData data = new TestData();
  private final Stores stores = Stores.inMemory();
  private final ConnectionProfile profile = data.profile("shop");
  private final SchemaSnapshot snapshot = data.snapshot(profile, 1);
  private final Generation queued = data.queued(snapshot, "show latest orders");
  private final List<SchemaSnapshot> checkedAgainst = new ArrayList<>();
  private final ReviewService service = service(false);

  private ReviewService service(boolean requirePass) {
    return new ReviewService(
        stores.history(),
        stores.generations(),
        stores.connections(),
        stores.reviews(),
        stores.snapshots(),
        new FindsWhatIsMarkedBad(),
        (generated, finalScript) -> generated + " -> " + finalScript,
        requirePass,
        stores.auditTrail(data.ids(), data.clock()),
        stores.work(),
        data.ids(),
        data.clock());
  }

  private final class FindsWhatIsMarkedBad implements ScriptValidator {
    @Override
    public ScriptAnalysis validate(String script, SchemaSnapshot against, ScriptScope scope) {
      checkedAgainst.add(against);
      return script.contains("bad")
          ? new ScriptAnalysis(
              Validation.of(
                  List.of(
                      new Finding(
                          "unknown-table",
                          FindingCategory.SCHEMA,
                          Severity.ERROR,
                          "There is no table bad",
                          null,
                          new Position(1, 4, 1),
                          "bad"))),
              List.of(),
              List.of())
          : data.analysis();
    }

    @Override
    public ScriptAnalysis validate(String script, Dialect dialect, ScriptScope scope) {
      throw new AssertionError("checked without a snapshot");
    }
  }

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
            queued.id(),
            ReviewStatus.EDITED,
            new Reviewer(" alice ", true),
            " smaller sample ",
            "SELECT 2;");
    assertThat(review.reviewer()).isEqualTo(new Reviewer("alice", true));
    assertThat(review.note()).isEqualTo("smaller sample");
    assertThat(review.diff()).isEqualTo(generated() + " -> SELECT 2;");
    assertThat(service.get(queued.id()).effective().text()).isEqualTo("SELECT 2;");
  }

  @Test
  void keepsTheGeneratedScriptInForceUntilSomebodyHandsInAnother() {
    service.review(queued.id(), ReviewStatus.ACCEPTED, null, null, null);
    assertThat(service.get(queued.id()).effective().text()).isEqualTo(generated());
  }

  @Test
  void keepsTheNewestFinalScriptInForceWhenALaterReviewBringsNone() {
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 2;");
    data.clock().advance(Duration.ofSeconds(1));
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 3;");
    data.clock().advance(Duration.ofSeconds(1));
    service.review(queued.id(), ReviewStatus.ACCEPTED, null, null, null);
    assertThat(service.get(queued.id()).effective().text()).isEqualTo("SELECT 3;");
    assertThat(service.get(queued.id()).reviews())
        .extracting(Review::status)
        .containsExactly(ReviewStatus.EDITED, ReviewStatus.EDITED, ReviewStatus.ACCEPTED);
  }

  @Test
  void saysWhatTheChecksSayAboutTheScriptInForce() {
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "DELETE FROM bad;");
    var reviewed = service.get(queued.id());
    assertThat(reviewed.effective().validation())
        .isNotNull()
        .satisfies(v -> assertThat(v.lintStatus()).isEqualTo(LintStatus.FAIL));
    assertThat(reviewed.reviews().getFirst().analysis()).isNotNull();
    assertThat(service.find(HistoryQueries.all().build()).items())
        .singleElement()
        .satisfies(row -> assertThat(row.lintStatus()).isEqualTo(LintStatus.FAIL));
  }

  @Test
  void checksAgainstTheNewestSnapshotOfTheConnection() {
    SchemaSnapshot newer = data.snapshot(profile, 2);
    stores.work().inTransaction(() -> stores.snapshots().add(newer));
    service.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 2;");
    assertThat(checkedAgainst)
        .extracting(s -> s.summary().id())
        .containsExactly(newer.summary().id());
  }

  @Test
  void refusesAFailingFinalScriptWhereItMustPass() {
    ReviewService strict = service(true);
    assertThatExceptionOfType(InvalidFieldsException.class)
        .isThrownBy(
            () -> strict.review(queued.id(), ReviewStatus.EDITED, null, null, "DROP TABLE bad;"))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .containsExactly(
                        new FieldViolation(
                            "final_script_text",
                            "fails the checks: line 4: There is no table bad (unknown-table)")));
    assertThat(strict.get(queued.id()).reviews()).isEmpty();
    strict.review(queued.id(), ReviewStatus.EDITED, null, null, "SELECT 2;");
    assertThat(strict.get(queued.id()).effective().text()).isEqualTo("SELECT 2;");
  }

  @Test
  void takesABlankNoteAndReviewerAsNone() {
    Review review =
        service.review(queued.id(), ReviewStatus.REJECTED, Reviewer.claimed(" "), "\n", null);
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
        () ->
            service.review(
                queued.id(), ReviewStatus.ACCEPTED, Reviewer.claimed("a\nb"), null, null),
        "reviewer");
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
