package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.AuthMode;
import dev.dbsa.domain.connection.ConnectionStatus;
import dev.dbsa.domain.connection.SslMode;
import dev.dbsa.domain.sql.Dialect;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Type;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code connection_profile}. */
@Entity
@Table(name = "connection_profile")
@NullUnmarked // Hibernate fills the fields after construction.
class ConnectionEntity {

  @Id public String id;

  public String name;

  @Enumerated(EnumType.STRING)
  public Dialect dialect;

  public String host;

  public int port;

  @Column(name = "database_name")
  public String databaseName;

  public String username;

  @Enumerated(EnumType.STRING)
  @Column(name = "auth_mode")
  public AuthMode authMode;

  @Enumerated(EnumType.STRING)
  @Column(name = "ssl_mode")
  public SslMode sslMode;

  @Column(name = "secret_token")
  public String secretToken;

  @Enumerated(EnumType.STRING)
  public ConnectionStatus status;

  @Type(InstantColumn.class)
  @Column(name = "last_verified_at")
  public @Nullable String lastVerifiedAt;

  @Column(name = "last_error_message")
  public @Nullable String lastErrorMessage;

  @Type(InstantColumn.class)
  @Column(name = "created_at")
  public String createdAt;

  @Type(InstantColumn.class)
  @Column(name = "updated_at")
  public String updatedAt;
}
