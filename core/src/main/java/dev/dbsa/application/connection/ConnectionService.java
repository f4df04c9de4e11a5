package dev.dbsa.application.connection;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.Endpoint;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostRefusedException;
import dev.dbsa.port.in.ManageConnections;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.GenerationStore;
import dev.dbsa.port.out.IdSource;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Stores connection profiles and tries them out. */
public final class ConnectionService implements ManageConnections {
  private static final String OBJECT_TYPE = "connection";

  private final ConnectionStore connections;
  private final GenerationStore generations;
  private final SecretCipher cipher;
  private final SchemaReader schemaReader;
  private final HostGuard hosts;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final IdSource ids;
  private final InstantSource clock;

  public ConnectionService(
      ConnectionStore connections,
      GenerationStore generations,
      SecretCipher cipher,
      SchemaReader schemaReader,
      HostGuard hosts,
      AuditTrail audit,
      UnitOfWork work,
      IdSource ids,
      InstantSource clock) {
    this.connections = connections;
    this.generations = generations;
    this.cipher = cipher;
    this.schemaReader = schemaReader;
    this.hosts = hosts;
    this.audit = audit;
    this.work = work;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public ConnectionProfile store(String name, Endpoint endpoint, Secret secret) {
    requireCallable(endpoint);
    ConnectionProfile profile =
        ConnectionProfile.pending(
            new ConnectionId(ids.next()), name, endpoint, cipher.encrypt(secret), clock.instant());
    work.inTransaction(
        () -> {
          connections.add(profile);
          audit.record(
              AuditAction.CONNECTION_CREATED, OBJECT_TYPE, profile.id().value(), profile.name());
        });
    return profile;
  }

  /** So far as the host's spelling tells; where it leads is checked when it is called. */
  private void requireCallable(Endpoint endpoint) {
    try {
      hosts.checkSpelling(endpoint.host(), endpoint.port());
    } catch (HostRefusedException e) {
      throw new InvalidFieldsException(
          "host",
          switch (e.reason()) {
            case NOT_ALLOWED -> "must be one of those that the service is allowed to call";
            case FORBIDDEN -> "must not be a link-local or cloud metadata address";
          });
    }
  }

  @Override
  public List<ConnectionProfile> list() {
    return connections.list();
  }

  @Override
  public ConnectionProfile get(ConnectionId id) {
    return require(id);
  }

  @Override
  public void delete(ConnectionId id, boolean cascade) {
    work.inTransaction(
        () -> {
          String name = require(id).name();
          long referring = generations.count(id);
          if (referring > 0 && !cascade) {
            throw new DbsaException(
                ErrorCode.CONNECTION_IN_USE,
                "connection "
                    + id
                    + " has "
                    + referring
                    + " generations; delete them with it by cascade=true");
          }
          connections.delete(id);
          audit.record(AuditAction.CONNECTION_DELETED, OBJECT_TYPE, id.value(), name);
        });
  }

  @Override
  public VerifiedProfile verify(ConnectionId id) {
    ConnectionProfile profile = get(id);
    // Outside any transaction: a slow server must not block the store.
    Verification verification = contact(profile);
    ConnectionProfile updated =
        work.inTransaction(
            () -> {
              Instant now = clock.instant();
              ConnectionProfile current = require(id);
              ConnectionProfile next =
                  switch (verification) {
                    case Verification.Verified _ -> current.verified(now);
                    case Verification.Refused refused -> current.failed(refused.reason(), now);
                  };
              connections.update(next);
              audit.record(
                  AuditAction.CONNECTION_VERIFIED, OBJECT_TYPE, id.value(), next.status().label());
              return next;
            });
    return new VerifiedProfile(updated, verification);
  }

  private Verification contact(ConnectionProfile profile) {
    Secret password;
    try {
      password = cipher.decrypt(profile.secret());
    } catch (DbsaException e) {
      return new Verification.Refused(e.detail());
    }
    return schemaReader.verify(new TargetDatabase(profile.endpoint(), password));
  }

  private ConnectionProfile require(ConnectionId id) {
    return connections.find(id).orElseThrow(id::notFound);
  }
}
