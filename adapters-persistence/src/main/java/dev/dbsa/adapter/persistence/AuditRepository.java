package dev.dbsa.adapter.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code audit_event}. */
@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntity, String> {}
