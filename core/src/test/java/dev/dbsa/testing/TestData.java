package dev.dbsa.testing;

import dev.dbsa.domain.auth.Reviewer;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.generation.Draft;
import dev.dbsa.domain.generation.Failure;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Question;
import dev.dbsa.domain.generation.Reference;
import dev.dbsa.domain.generation.RepairRound;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.generation.Usage;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.review.ReviewId;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.schema.SnapshotSummary;
import dev.dbsa.domain.script.Finding;
import dev.dbsa.domain.script.FindingCategory;
import dev.dbsa.domain.script.ImpactedObject;
import dev.dbsa.domain.script.Operation;
import dev.dbsa.domain.script.Position;
import dev.dbsa.domain.script.Risk;
import dev.dbsa.domain.script.RiskLevel;
import dev.dbsa.domain.script.ScriptAnalysis;
import dev.dbsa.domain.script.Severity;
import dev.dbsa.domain.script.Validation;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import dev.dbsa.port.out.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes domain objects that are typical in all that a test does not care about. */
public final class TestData {

  /** The process that runs what {@link #running(Generation)} starts. */
  public static final String OWNER = "worker-a";

  /** Whose share everything that runs is part of. */
  public static final String SHARE = "principal svc-a";

  /** How long {@link #running(Generation)} claims a generation. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  private final TestClock clock;
  private final IdSource ids;

  public TestData() {
    this(new TestClock(), new SequentialIds());
  }

  public TestData(TestClock clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  public TestClock clock() {
    return clock;
  }

  public IdSource ids() {
    return ids;
  }

  public static Endpoint endpoint(Dialect dialect) {
    return new Endpoint(
        dialect,
        "db.example.com",
        dialect == Dialect.MYSQL ? 3306 : 5432,
        "shop",
        "reader",
        AuthMode.PASSWORD,
        SslMode.PREFER);
  }

  /** A PostgreSQL profile that was never used. */
  public ConnectionProfile profile(String name) {
    return profile(name, Dialect.POSTGRESQL);
  }

  public ConnectionProfile profile(String name, Dialect dialect) {
    return ConnectionProfile.pending(
        new ConnectionId(ids.next()),
        name,
        endpoint(dialect),
        new EncryptedSecret("gAAAAAB-token-of-" + dialect.label()),
        clock.instant());
  }

  /** The shop as the profile's server shows it. */
  public SchemaSnapshot snapshot(ConnectionProfile profile, int version) {
    return snapshot(profile, version, Shop.of(profile.endpoint().dialect()));
  }

  public SchemaSnapshot snapshot(ConnectionProfile profile, int version, DatabaseSchema schema) {
    return new SchemaSnapshot(
        SnapshotSummary.of(
            new SnapshotId(ids.next()), profile.id(), version, schema, clock.instant()),
        schema);
  }

  /** A new request for a query. */
  public Generation queued(SchemaSnapshot snapshot, String requestText) {
    return queued(snapshot, requestText, ScriptMode.QUERY);
  }

  public Generation queued(SchemaSnapshot snapshot, String requestText, ScriptMode mode) {
    return Generation.queued(
        new GenerationId(ids.next()),
        snapshot.summary().connectionId(),
        snapshot.summary().id(),
        snapshot.schema().server().dialect(),
        Request.of(new RequestText(requestText)),
        null,
        mode,
        clock.instant());
  }

  /** A queued generation, started by {@link #OWNER}. */
  public Generation running(Generation queued) {
    return queued.start(new Lease(OWNER, clock.instant().plus(LEASE), SHARE), clock.instant());
  }

  /** A queued generation, carried through to a draft. */
  public Generation completed(Generation queued) {
    return completed(queued, draft());
  }

  public Generation completed(Generation queued, Draft draft) {
    return running(queued).complete(draft, clock.instant());
  }

  /** A queued generation, whose attempt timed out. */
  public Generation failed(Generation queued) {
    return running(queued)
        .fail(new Failure("timeout", "no draft within 300 seconds"), clock.instant());
  }

  /** A queued generation, canceled while it ran. */
  public Generation canceled(Generation queued) {
    return running(queued).cancel(clock.instant());
  }

  /** A queued generation that led to questions. */
  public Generation clarificationNeeded(Generation queued) {
    return running(queued).clarify(questions(), clock.instant());
  }

  /** A draft with something in every field: one warning, one risk, one repaired round. */
  public static Draft draft() {
    return draft(validation(Severity.WARNING), 1);
  }

  public static Draft draft(Validation validation, int riskCount) {
    return new Draft(
        "SELECT id, total_amount\nFROM orders\nORDER BY placed_at DESC\nLIMIT 10;",
        List.of("\"latest\" means by placed_at"),
        List.of("Read orders", "Sort by placed_at, newest first", "Keep ten"),
        "Lists the ten newest orders.",
        IntStream.rangeClosed(1, riskCount).mapToObj(TestData::risk).toList(),
        List.of(
            new ImpactedObject("table", "public", "orders", Operation.READ, true),
            new ImpactedObject("table", null, "elsewhere", Operation.READ, null)),
        List.of(Question.numbered(1, "Should canceled orders be left out?", List.of("yes", "no"))),
        0.85,
        List.of(
            new Reference("schema_object", "public.orders", "named in the request"),
            new Reference("schema_object", "public.customers", null)),
        validation,
        List.of(
            new RepairRound(
                "SELECT idd FROM orders;",
                List.of(
                    new Finding(
                        "unknown-column",
                        FindingCategory.SCHEMA,
                        Severity.ERROR,
                        "orders has no column idd",
                        "did you mean id?",
                        new Position(1, 1, 8),
                        "idd")))),
        new Usage("llm", "some-model", 1200L, 300L, 2345, 2, "v1"));
  }

  /** What stands in place of a draft where the request was unclear. */
  public static Draft questions() {
    return new Draft(
        null,
        List.of(),
        List.of(),
        "The request does not say which table is meant.",
        List.of(),
        List.of(),
        List.of(Question.numbered(1, "Which table do you mean?", List.of("orders", "order_items"))),
        0.1,
        List.of(),
        null,
        List.of(),
        new Usage("mock", null, null, null, 0, 1, null));
  }

  /** A verdict with one finding of this severity, or without any where it is {@code null}. */
  public static Validation validation(@Nullable Severity severity) {
    if (severity == null) {
      return Validation.of(List.of());
    }
    return Validation.of(
        List.of(
            new Finding(
                "sample-rule",
                FindingCategory.PERFORMANCE,
                severity,
                "a sample finding",
                null,
                null,
                null)),
        List.of(),
        List.of("whether the reader may see orders"));
  }

  /** What the checks say about a final script, with three risks. */
  public ScriptAnalysis analysis() {
    return new ScriptAnalysis(
        Validation.of(
            List.of(
                new Finding(
                    "large-limit",
                    FindingCategory.PERFORMANCE,
                    Severity.WARNING,
                    "LIMIT 5000 is large",
                    null,
                    new Position(1, 2, 3),
                    "orders"))),
        List.of(risk(1), risk(2), risk(3)),
        List.of());
  }

  private static Risk risk(int number) {
    return Risk.of(
        RiskLevel.MEDIUM, "sample_risk_" + number, "a sample risk", number, "orders", null);
  }

  /** An accepted draft, without note or final script. */
  public Review accepted(Generation generation) {
    return review(generation, ReviewStatus.ACCEPTED, null);
  }

  public Review rejected(Generation generation) {
    return review(generation, ReviewStatus.REJECTED, null);
  }

  /** A review that brings a script of its own. */
  public Review edited(Generation generation, String finalScript) {
    return review(generation, ReviewStatus.EDITED, finalScript);
  }

  public Review review(Generation generation, ReviewStatus status, @Nullable String finalScript) {
    return new Review(
        new ReviewId(ids.next()),
        generation.id(),
        status,
        new Reviewer("alice", true),
        finalScript == null ? null : "shorter",
        finalScript,
        finalScript == null ? null : analysis(),
        finalScript == null ? null : "--- generated\n+++ final\n",
        clock.instant());
  }
}
