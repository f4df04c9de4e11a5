package dev.dbsa.application.connection;

import dev.dbsa.application.audit.AuditTrail;
import dev.dbsa.domain.audit.AuditAction;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.port.in.RotateSecrets;
import dev.dbsa.port.out.ConnectionStore;
import dev.dbsa.port.out.SecretCipher;
import dev.dbsa.port.out.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings stored secrets under a new key, while the service may be running. */
public final class SecretRotation implements RotateSecrets {
  private final ConnectionStore connections;
  private final SecretCipher cipher;
  private final AuditTrail audit;
  private final UnitOfWork work;

  public SecretRotation(
      ConnectionStore connections, SecretCipher cipher, AuditTrail audit, UnitOfWork work) {
    this.connections = connections;
    this.cipher = cipher;
    this.audit = audit;
    this.work = work;
  }

  private enum Fate {
    REENCRYPTED,
    CURRENT,
    UNREADABLE,
    DELETED
  }

  @Override
  public Rotation rotate() {
    int reencrypted = 0;
    int current = 0;
    List<String> unreadable = new ArrayList<>();
    for (ConnectionProfile profile : connections.list()) {
      switch (rotate(profile)) {
        case REENCRYPTED -> reencrypted++;
        case CURRENT -> current++;
        case UNREADABLE -> unreadable.add(profile.name());
        case DELETED -> {
          // Meanwhile, by somebody else: there is nothing left to encrypt.
        }
      }
    }
    return new Rotation(reencrypted, current, unreadable);
  }

  private Fate rotate(ConnectionProfile listed) {
    Optional<ConnectionProfile> stored = Optional.of(listed);
    while (stored.isPresent()) {
      ConnectionProfile profile = stored.get();
      if (cipher.isCurrent(profile.secret())) {
        return Fate.CURRENT;
      }
      EncryptedSecret replacement;
      try {
        replacement = cipher.encrypt(cipher.decrypt(profile.secret()));
      } catch (DbsaException e) {
        return Fate.UNREADABLE;
      }
      if (replace(profile, replacement)) {
        return Fate.REENCRYPTED;
      }
      // Somebody else was quicker: look at what is there now.
      stored = connections.find(profile.id());
    }
    return Fate.DELETED;
  }

  private boolean replace(ConnectionProfile profile, EncryptedSecret replacement) {
    return work.inTransaction(
        () -> {
          boolean won = connections.replaceSecret(profile.id(), profile.secret(), replacement);
          if (won) {
            audit.record(
                AuditAction.SECRETS_ROTATED, "connection", profile.id().value(), profile.name());
          }
          return won;
        });
  }
}
