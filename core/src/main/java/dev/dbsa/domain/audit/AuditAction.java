package dev.dbsa.domain.audit;

import java.util.Locale;
import java.util.Optional;

/** What the audit trail records. */
public enum AuditAction {
  CONNECTION_CREATED,
  CONNECTION_VERIFIED,
  CONNECTION_DELETED,
  SCHEMA_REFRESHED,
  GLOSSARY_REPLACED,
  GENERATION_CREATED,
  GENERATION_EXECUTED,
  GENERATION_RETRIED,
  GENERATION_CANCELED,
  SCRIPT_SUBMITTED,
  REVIEW_SUBMITTED,
  SECRETS_ROTATED;

  /** The action's name in the API, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name as clients write it. */
  public static Optional<AuditAction> find(String name) {
    for (AuditAction action : values()) {
      if (action.label().equals(name)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
