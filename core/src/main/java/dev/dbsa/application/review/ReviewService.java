package dev.dbsa.application.review;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.error.Text;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import dev.dbsa.domain.review.EffectiveScript;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewId;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.ScriptScope;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.port.in.ReviewDrafts;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.HistoryStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.ReviewStore;
import dev.dbsa.port.out.ScriptDiffer;
import dev.dbsa.port.out.ScriptValidator;
import dev.dbsa.port.out.SnapshotStore;
import dev.dbsa.port.out.UnitOfWork;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows past generations and records what people decided about them. */
public final class ReviewService implements ReviewDrafts {
  private final HistoryStore history;
  private final GenerationStore generations;
  private final ConnectionStore connections;
  private final ReviewStore reviews;
  private final SnapshotStore snapshots;
  private final ScriptValidator validator;
  private final ScriptDiffer differ;
  private final boolean requirePass;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final IdSource ids;
  private final InstantSource clock;

  /**
   * A service over these stores.
   *
   * @param requirePass whether a final script that fails the checks is refused
   */
  public ReviewService(
      HistoryStore history,
      GenerationStore generations,
      ConnectionStore connections,
      ReviewStore reviews,
      SnapshotStore snapshots,
      ScriptValidator validator,
      ScriptDiffer differ,
      boolean requirePass,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    this.history = history;
    this.generations = generations;
    this.connections = connections;
    this.reviews = reviews;
    this.snapshots = snapshots;
    this.validator = validator;
    this.differ = differ;
    this.requirePass = requirePass;
    this.audit = audit;
    this.work = work;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Page<HistoryRow> find(HistoryQuery query) {
    return history.find(query);
  }

  @Override
  public List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place) {
    return history.findBehind(query, place);
  }

  @Override
  public ReviewedGeneration get(GenerationId id) {
    Generation generation = require(id);
    String connectionName =
        connections.find(generation.connectionId()).map(ConnectionProfile::name).orElse("");
    return new ReviewedGeneration(
        generation,
        connectionName,
        reviews.list(id),
        EffectiveScript.of(generation, reviews.findNewestEdit(id)));
  }

  @Override
  public Review review(
      GenerationId id,
      ReviewStatus status,
      @Nullable Reviewer reviewer,
      @Nullable String note,
      @Nullable String finalScript) {
    if (finalScript == null && status == ReviewStatus.EDITED) {
      throw new InvalidFieldsException(
          "final_script_text", "is required when review_status is edited");
    }
    @Nullable String script =
        finalScript == null ? null : ScriptText.of("final_script_text", finalScript).value();
    @Nullable String name =
        checked("reviewer", Reviewer.name(reviewer), Review.MAX_REVIEWER_LENGTH, false);
    @Nullable Reviewer checkedReviewer =
        name == null ? null : new Reviewer(name, Reviewer.isVerified(reviewer));
    @Nullable String checkedNote = checked("review_note", note, Review.MAX_NOTE_LENGTH, true);
    // A completed generation never changes again, so diff and checks are made before the store is
    // locked.
    Generation generation = completed(id);
    @Nullable ScriptAnalysis analysis = script == null ? null : check(generation, script);
    @Nullable String diff =
        script == null
            ? null
            : differ.unifiedDiff(generation.draft().map(Draft::script).orElse(""), script);
    return work.inTransaction(
        () -> {
          Review review =
              new Review(
                  new ReviewId(ids.next()),
                  id,
                  status,
                  checkedReviewer,
                  checkedNote,
                  script,
                  analysis,
                  diff,
                  clock.instant());
          reviews.add(review);
          audit.record(AuditAction.REVIEW_SUBMITTED, "generation", id.value(), status.label());
          return review;
        });
  }

  /** A blank text says as little as none. */
  private static @Nullable String checked(
      String field, @Nullable String text, int maxLength, boolean multiline) {
    return text == null || text.isBlank() ? null : Text.checked(field, text, maxLength, multiline);
  }

  private ScriptAnalysis check(Generation generation, String script) {
    SnapshotId newest =
        snapshots
            .findLatest(generation.connectionId())
            .map(SnapshotSummary::id)
            .orElse(generation.snapshotId());
    SchemaSnapshot snapshot = snapshots.find(newest).orElseThrow(newest::notFound);
    ScriptAnalysis analysis =
        validator.validate(script, snapshot, ScriptScope.of(generation.scriptMode()));
    List<Finding> errors = analysis.validation().errors();
    if (requirePass && !errors.isEmpty()) {
      throw new InvalidFieldsException(errors.stream().map(ReviewService::violation).toList());
    }
    return analysis;
  }

  private static FieldViolation violation(Finding finding) {
    Position position = finding.position();
    String place = position == null ? "" : "line " + position.line() + ": ";
    return new FieldViolation(
        "final_script_text",
        "fails the checks: " + place + finding.message() + " (" + finding.rule() + ")");
  }

  private Generation completed(GenerationId id) {
    Generation generation = require(id);
    if (generation.status() != GenerationStatus.COMPLETED) {
      throw new DbsaException(
          ErrorCode.GENERATION_NOT_COMPLETED,
          "generation "
              + id
              + " is "
              + generation.status().label()
              + "; only a completed one can be reviewed");
    }
    return generation;
  }

  private Generation require(GenerationId id) {
    return generations.find(id).orElseThrow(id::notFound);
  }
}
