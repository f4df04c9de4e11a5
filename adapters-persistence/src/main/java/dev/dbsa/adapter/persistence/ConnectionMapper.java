package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Endpoint;
import java.util.UUID;

/** Connection profiles to rows and back. */
final class ConnectionMapper {

  private ConnectionMapper() {}

  static ConnectionProfile toDomain(ConnectionEntity row) {
    return new ConnectionProfile(
        new ConnectionId(UUID.fromString(row.id)),
        row.name,
        new Endpoint(
            row.dialect,
            row.host,
            row.port,
            row.databaseName,
            row.username,
            row.authMode,
            row.sslMode),
        new EncryptedSecret(row.secretToken),
        row.status,
        InstantText.parseNullable(row.lastVerifiedAt),
        row.lastErrorMessage,
        InstantText.parse(row.createdAt),
        InstantText.parse(row.updatedAt));
  }

  static ConnectionEntity toRow(ConnectionProfile profile) {
    Endpoint endpoint = profile.endpoint();
    ConnectionEntity row = new ConnectionEntity();
    row.id = profile.id().toString();
    row.name = profile.name();
    row.dialect = endpoint.dialect();
    row.host = endpoint.host();
    row.port = endpoint.port();
    row.databaseName = endpoint.databaseName();
    row.username = endpoint.username();
    row.authMode = endpoint.authMode();
    row.sslMode = endpoint.sslMode();
    row.secretToken = profile.secret().token();
    row.status = profile.status();
    row.lastVerifiedAt = InstantText.ofNullable(profile.lastVerifiedAt());
    row.lastErrorMessage = profile.lastErrorMessage();
    row.createdAt = InstantText.of(profile.createdAt());
    row.updatedAt = InstantText.of(profile.updatedAt());
    return row;
  }
}
