package dev.dbsa.port.in;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.history.Page;

/** Shows who did what, and when. */
public interface ReadAudit {
  /** One page of the audit trail, newest first. */
  Page<AuditEvent> find(AuditQuery query);
}
