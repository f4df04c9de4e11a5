package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.audit.AuditAction;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_event}. */
@Entity
@Table(name = "audit_event")
@NullUnmarked // Hibernate fills the fields after construction.
class AuditEntity {

  @Id public String id;

  @Type(InstantColumn.class)
  public String at;

  @Enumerated(EnumType.STRING)
  public AuditAction action;

  @Column(name = "object_type")
  public String objectType;

  @Column(name = "object_id")
  public String objectId;

  public @Nullable String detail;

  public @Nullable String principal;

  public @Nullable String credential;

  public @Nullable String reviewer;

  @Column(name = "reviewer_verified")
  public boolean reviewerVerified;

  public @Nullable String address;
}
