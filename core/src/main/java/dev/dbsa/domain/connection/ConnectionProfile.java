package dev.dbsa.domain.connection;

import dev.dbsa.domain.error.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one target database, under a name that people gave it.
 *
 * @param name unique among all profiles
 * @param lastVerifiedAt when a contact last succeeded; {@code null} before the first success
 * @param lastErrorMessage why the newest contact failed; {@code null} when it did not
 */
public record ConnectionProfile(
    ConnectionId id,
    String name,
    Endpoint endpoint,
    EncryptedSecret secret,
    ConnectionStatus status,
    @Nullable Instant lastVerifiedAt,
    @Nullable String lastErrorMessage,
    Instant createdAt,
    Instant updatedAt) {

  /** In Unicode code points. */
  public static final int MAX_NAME_LENGTH = 100;

  /**
   * @throws dev.dbsa.domain.error.InvalidFieldsException if the name is blank, too long or
   *     unreadable
   */
  public ConnectionProfile {
    name = Text.checked("name", name, MAX_NAME_LENGTH, false);
  }

  /** A profile that was never used yet. */
  public static ConnectionProfile pending(
      ConnectionId id, String name, Endpoint endpoint, EncryptedSecret secret, Instant now) {
    return new ConnectionProfile(
        id, name, endpoint, secret, ConnectionStatus.PENDING, null, null, now, now);
  }

  /** This profile after a contact that succeeded. */
  public ConnectionProfile verified(Instant now) {
    return new ConnectionProfile(
        id, name, endpoint, secret, ConnectionStatus.VERIFIED, now, null, createdAt, now);
  }

  /** This profile after a contact that failed. */
  public ConnectionProfile failed(String errorMessage, Instant now) {
    return new ConnectionProfile(
        id,
        name,
        endpoint,
        secret,
        ConnectionStatus.FAILED,
        lastVerifiedAt,
        errorMessage,
        createdAt,
        now);
  }
}
