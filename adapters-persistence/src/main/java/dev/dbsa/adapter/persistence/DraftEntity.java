package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code draft}: the draft or the questions of a generation as a JSON object. */
@Entity
@Table(name = "draft")
@NullUnmarked // Hibernate fills the fields after construction.
class DraftEntity {

  @Id
  @Column(name = "generation_id")
  public String generationId;

  @Type(JsonColumn.class)
  public String content;
}
