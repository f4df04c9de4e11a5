package dev.dbsa.domain.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail.
 *
 * @param objectType such as {@code connection} or {@code generation}
 * @param objectId identity of the object, which may be gone by now
 * @param detail the outcome in a few words, free of secrets; {@code null} where the action says it
 *     all
 */
public record AuditEvent(
    UUID id,
    Instant at,
    AuditAction action,
    String objectType,
    UUID objectId,
    @Nullable String detail,
    Caller caller) {}
