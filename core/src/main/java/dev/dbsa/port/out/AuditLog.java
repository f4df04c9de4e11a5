package dev.dbsa.port.out;

import dev.dbsa.domain.audit.AuditEvent;

/**
 * Tells of what was done where an administrator of the store cannot alter it. Safe to call
 * concurrently.
 */
public interface AuditLog {
  /** Writes an entry that the store has committed. Never throws. */
  void write(AuditEvent event);
}
