package dev.dbsa.adapter.rest.connections;

import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.port.in.ManageConnections.VerifiedProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a contact with the target database showed. */
@Schema(name = "Verification")
record VerificationView(
    UUID connectionId,
    @Schema(
            enumeration = {"verified", "failed"},
            examples = "verified")
        String status,
    @Schema(nullable = true, description = "null if it failed.", examples = "PostgreSQL")
        @Nullable String serverProduct,
    @Schema(nullable = true, description = "null if it failed.", examples = "18.6")
        @Nullable String serverVersion,
    @Schema(
            nullable = true,
            description = "The account as the server knows it; null if it failed.",
            examples = "readonly_user")
        @Nullable String user,
    @Schema(
            nullable = true,
            description =
                "Whether the account may change data or schema, which dbsa never needs; null if it"
                    + " failed.",
            examples = "false")
        @Nullable Boolean canWrite,
    @Schema(description = "What an operator should know.") List<String> warnings,
    @Schema(nullable = true, description = "Why it failed; null if it did not.")
        @Nullable String errorMessage,
    @Schema(nullable = true, description = "When the contact succeeded; null if it failed.")
        @Nullable Instant verifiedAt) {

  static VerificationView of(VerifiedProfile verified) {
    ConnectionProfile profile = verified.profile();
    return switch (verified.verification()) {
      case Verification.Verified ok ->
          new VerificationView(
              profile.id().value(),
              "verified",
              ok.product(),
              ok.version(),
              ok.user(),
              ok.canWrite(),
              ok.warnings(),
              null,
              profile.lastVerifiedAt());
      case Verification.Refused refused ->
          new VerificationView(
              profile.id().value(),
              "failed",
              null,
              null,
              null,
              null,
              List.of(),
              refused.reason(),
              null);
    };
  }
}
