package dev.dbsa.adapter.rest.connections;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.JsonBody;
import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.sql.Dialect;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A connection profile to store. */
@Schema(
    name = "ConnectionRequest",
    requiredProperties = {"name", "dialect", "host", "port", "database_name", "username", "secret"})
record ConnectionRequest(
    @Schema(
            description = "Unique among all connections.",
            minLength = 1,
            maxLength = ConnectionProfile.MAX_NAME_LENGTH,
            examples = "orders-prod-ro")
        String name,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"mysql", "postgresql", "postgres"},
            description = "MariaDB counts as mysql; postgres is read as postgresql.",
            examples = "postgresql")
        Dialect dialect,
    @Schema(description = "A DNS name or an IP address.", examples = "db.internal") String host,
    @Schema(minimum = "1", maximum = "65535", examples = "5432") int port,
    @Schema(description = "The database on that server.", examples = "orders") String databaseName,
    @Schema(
            description = "The account, which should only be able to read.",
            examples = "readonly_user")
        String username,
    @Schema(
            type = SchemaType.STRING,
            enumeration = "password",
            defaultValue = "password",
            description = "How the account proves itself.")
        AuthMode authMode,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"disable", "prefer", "require", "verify-full"},
            defaultValue = "prefer",
            description = "How the connection is encrypted.")
        SslMode sslMode,
    @Schema(
            description = "The account's password: stored encrypted, never shown again.",
            minLength = 1,
            maxLength = ConnectionRequest.MAX_SECRET_LENGTH,
            writeOnly = true,
            examples = "correct-horse-battery-staple")
        String secret) {

  /** In Unicode code points. */
  static final int MAX_SECRET_LENGTH = 1024;

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  static ConnectionRequest read(JsonBody body) {
    String name = body.text("name", ConnectionProfile.MAX_NAME_LENGTH, false);
    Dialect dialect = body.choice("dialect", Choice.DIALECT);
    String host = body.text("host");
    int port = body.integer("port");
    String databaseName = body.text("database_name");
    String username = body.text("username");
    AuthMode authMode = body.optionalChoice("auth_mode", Choice.AUTH_MODE, AuthMode.PASSWORD);
    SslMode sslMode = body.optionalChoice("ssl_mode", Choice.SSL_MODE, SslMode.PREFER);
    String secret = body.verbatim("secret", MAX_SECRET_LENGTH, false);
    return body.finish(
        () -> {
          var request =
              new ConnectionRequest(
                  name, dialect, host, port, databaseName, username, authMode, sslMode, secret);
          request.endpoint();
          return request;
        });
  }

  /**
   * @throws InvalidFieldsException naming every field that breaks its rule
   */
  Endpoint endpoint() {
    return new Endpoint(dialect, host, port, databaseName, username, authMode, sslMode);
  }

  @Override
  public String toString() {
    return "ConnectionRequest[" + name + "]";
  }
}
