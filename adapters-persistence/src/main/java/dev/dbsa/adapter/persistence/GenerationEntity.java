package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.review.ReviewStatus;
import dev.dbsa.domain.script.LintStatus;
import dev.dbsa.domain.sql.Dialect;
import dev.dbsa.domain.sql.ScriptMode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code generation}; its draft is a {@link DraftEntity}. */
@Entity
@Table(name = "generation")
@NullUnmarked // Hibernate fills the fields after construction.
class GenerationEntity {

  @Id public String id;

  @Column(name = "connection_id")
  public String connectionId;

  @Column(name = "snapshot_id")
  public String snapshotId;

  @Enumerated(EnumType.STRING)
  public Dialect dialect;

  @Enumerated(EnumType.STRING)
  @Column(name = "script_mode")
  public ScriptMode scriptMode;

  @Enumerated(EnumType.STRING)
  public GenerationStatus status;

  /** Counted by the store alone, in the statement that compares it. */
  public long version;

  @Column(name = "attempt_count")
  public int attemptCount;

  @Column(name = "lease_owner")
  public @Nullable String leaseOwner;

  @Type(InstantColumn.class)
  @Column(name = "lease_until")
  public @Nullable String leaseUntil;

  @Column(name = "started_by")
  public @Nullable String startedBy;

  /** Whether a model was asked; belongs to the lease. */
  public boolean sent;

  @Type(InstantColumn.class)
  @Column(name = "queued_at")
  public @Nullable String queuedAt;

  @Column(name = "queued_by")
  public @Nullable String queuedBy;

  @Enumerated(EnumType.STRING)
  @Column(name = "lint_status")
  public @Nullable LintStatus lintStatus;

  @Column(name = "risk_count")
  public int riskCount;

  @Column(name = "review_count")
  public int reviewCount;

  @Enumerated(EnumType.STRING)
  @Column(name = "review_status")
  public @Nullable ReviewStatus reviewStatus;

  @Column(name = "has_final_script")
  public boolean hasFinalScript;

  @Type(InstantColumn.class)
  @Column(name = "last_reviewed_at")
  public @Nullable String lastReviewedAt;

  @Type(InstantColumn.class)
  @Column(name = "created_at")
  public String createdAt;

  /** A JSON array of the attempts, oldest first. */
  @Type(JsonColumn.class)
  public String attempts;

  @Column(name = "request_text")
  public String requestText;

  @Column(name = "request_folded")
  public String requestFolded;

  @Column(name = "follows_id")
  public @Nullable String followsId;

  /** A JSON array of what was asked back and answered; null where nothing was. */
  @Type(JsonColumn.class)
  public @Nullable String clarifications;
}
