package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code first_answer}. */
@Entity
@Table(name = "first_answer")
@NullUnmarked // Hibernate fills the fields after construction.
class AnswerEntity {

  @Id
  @Column(name = "key_digest")
  public String keyDigest;

  @Column(name = "request_token")
  public String requestToken;

  @Type(InstantColumn.class)
  @Column(name = "taken_at")
  public String takenAt;

  @Column(name = "http_status")
  public @Nullable Integer httpStatus;

  public @Nullable String location;

  public @Nullable String body;
}
