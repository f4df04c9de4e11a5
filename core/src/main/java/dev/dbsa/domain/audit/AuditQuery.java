package dev.dbsa.domain.audit;

import dev.dbsa.domain.history.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail a list shows, newest first. A filter that is {@code null} lets
 * everything pass.
 *
 * @param principal exactly
 * @param reviewer exactly
 * @param from inclusive
 * @param to exclusive
 */
public record AuditQuery(
    @Nullable AuditAction action,
    @Nullable UUID objectId,
    @Nullable String principal,
    @Nullable String reviewer,
    @Nullable Instant from,
    @Nullable Instant to,
    PageRequest page) {}
