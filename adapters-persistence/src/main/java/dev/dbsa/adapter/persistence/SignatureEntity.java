package dev.dbsa.adapter.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code used_signature}. */
@Entity
@Table(name = "used_signature")
@NullUnmarked // Hibernate fills the fields after construction.
class SignatureEntity {

  @Id public String digest;

  @Type(InstantColumn.class)
  @Column(name = "expires_at")
  public String expiresAt;
}
