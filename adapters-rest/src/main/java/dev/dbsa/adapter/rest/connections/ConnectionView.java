package dev.dbsa.adapter.rest.connections;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Endpoint;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A stored connection profile; its secret is never shown. */
@Schema(name = "Connection")
record ConnectionView(
    UUID connectionId,
    @Schema(examples = "orders-prod-ro") String name,
    @Schema(
            enumeration = {"mysql", "postgresql"},
            examples = "postgresql")
        String dialect,
    @Schema(examples = "db.internal") String host,
    @Schema(examples = "5432") int port,
    @Schema(examples = "orders") String databaseName,
    @Schema(examples = "readonly_user") String username,
    @Schema(enumeration = "password", examples = "password") String authMode,
    @Schema(
            enumeration = {"disable", "prefer", "require", "verify-full"},
            examples = "prefer")
        String sslMode,
    @Schema(
            enumeration = {"pending", "verified", "failed"},
            description = "What the newest contact with the database showed.",
            examples = "verified")
        String status,
    @Schema(
            nullable = true,
            description = "When a contact last succeeded; null before the first success.")
        @Nullable Instant lastVerifiedAt,
    @Schema(nullable = true, description = "Why the newest contact failed; null if it did not.")
        @Nullable String lastErrorMessage,
    Instant createdAt,
    Instant updatedAt) {

  static ConnectionView of(ConnectionProfile profile) {
    Endpoint endpoint = profile.endpoint();
    return new ConnectionView(
        profile.id().value(),
        profile.name(),
        endpoint.dialect().label(),
        endpoint.host(),
        endpoint.port(),
        endpoint.databaseName(),
        endpoint.username(),
        endpoint.authMode().label(),
        endpoint.sslMode().label(),
        profile.status().label(),
        profile.lastVerifiedAt(),
        profile.lastErrorMessage(),
        profile.createdAt(),
        profile.updatedAt());
  }
}
