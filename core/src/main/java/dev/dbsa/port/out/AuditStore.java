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
   * The page asked for, newest first; empty, with the total, where it lies behind the end. A long
   * trail need not be counted to its end: the page says so then.
   */
  Page<AuditEvent> find(AuditQuery query);
}
