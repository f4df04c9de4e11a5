package dev.dbsa.port.out;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.audit.AuditQuery;
import dev.dbsa.domain.history.Page;

/**
 * Keeps the audit trail. Entries are only ever added. Every method joins the transaction it is
 * called in.
 */
public interface AuditStore {
  /** Keeps the entry if, and only if, the transaction commits. */
  void append(AuditEvent event);

  /**
   * The page asked for, newest first; empty, with the right total, where it lies behind the end.
   */
  Page<AuditEvent> find(AuditQuery query);
}
