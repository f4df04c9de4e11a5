package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.Caller;
import dev.dbsa.domain.auth.Reviewer;
import java.util.UUID;

/** Entries of the audit trail to rows and back. */
final class AuditMapper {

  private AuditMapper() {}

  static AuditEvent toDomain(AuditEntity row) {
    return new AuditEvent(
        UUID.fromString(row.id),
        InstantText.parse(row.at),
        row.action,
        row.objectType,
        UUID.fromString(row.objectId),
        row.detail,
        new Caller(
            row.principal,
            row.credential,
            row.reviewer == null ? null : new Reviewer(row.reviewer, row.reviewerVerified),
            row.address));
  }

  static AuditEntity toRow(AuditEvent event) {
    AuditEntity row = new AuditEntity();
    row.id = event.id().toString();
    row.at = InstantText.of(event.at());
    row.action = event.action();
    row.objectType = event.objectType();
    row.objectId = event.objectId().toString();
    row.detail = event.detail();
    row.principal = event.caller().principal();
    row.credential = event.caller().credential();
    row.reviewer = Reviewer.name(event.caller().reviewer());
    row.reviewerVerified = Reviewer.isVerified(event.caller().reviewer());
    row.address = event.caller().address();
    return row;
  }
}
