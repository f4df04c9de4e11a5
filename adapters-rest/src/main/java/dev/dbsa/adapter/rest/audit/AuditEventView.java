package dev.dbsa.adapter.rest.audit;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.auth.Reviewer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One entry of the audit trail. */
@Schema(name = "AuditEvent")
record AuditEventView(
    UUID eventId,
    Instant at,
    @Schema(examples = "generation_executed") String action,
    @Schema(examples = "generation") String objectType,
    UUID objectId,
    @Schema(nullable = true, description = "The outcome in a few words.") @Nullable String detail,
    @Schema(nullable = true, description = "The service that signed the request.")
        @Nullable String principal,
    @Schema(nullable = true, description = "Name of the token or secret that let the caller in.")
        @Nullable String credential,
    @Schema(nullable = true, description = "The person named by the request.")
        @Nullable String reviewer,
    @Schema(description = "Whether the signature of the request covers the reviewer.")
        boolean reviewerVerified,
    @Schema(nullable = true, description = "Where the request came from.")
        @Nullable String address) {

  static AuditEventView of(AuditEvent event) {
    return new AuditEventView(
        event.id(),
        event.at(),
        event.action().label(),
        event.objectType(),
        event.objectId(),
        event.detail(),
        event.caller().principal(),
        event.caller().credential(),
        Reviewer.name(event.caller().reviewer()),
        Reviewer.isVerified(event.caller().reviewer()),
        event.caller().address());
  }
}
