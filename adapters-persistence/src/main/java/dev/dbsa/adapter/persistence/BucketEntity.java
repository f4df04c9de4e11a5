package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code request_bucket}. */
@Entity
@Table(name = "request_bucket")
@NullUnmarked // Hibernate fills the fields after construction.
class BucketEntity {

  @Id public String caller;

  public double tokens;

  @Type(InstantColumn.class)
  @Column(name = "filled_at")
  public String filledAt;
}
