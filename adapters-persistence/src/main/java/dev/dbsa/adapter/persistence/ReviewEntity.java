package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.review.ReviewStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code review}. */
@Entity
@Table(name = "review")
@NullUnmarked // Hibernate fills the fields after construction.
class ReviewEntity {

  @Id public String id;

  @Column(name = "generation_id")
  public String generationId;

  public int number;

  @Enumerated(EnumType.STRING)
  public ReviewStatus status;

  public @Nullable String reviewer;

  @Column(name = "reviewer_verified")
  public boolean reviewerVerified;

  public @Nullable String note;

  @Type(InstantColumn.class)
  @Column(name = "created_at")
  public String createdAt;

  @Column(name = "final_script")
  public @Nullable String finalScript;

  /** A JSON object. */
  @Type(JsonColumn.class)
  public @Nullable String analysis;

  public @Nullable String diff;
}
