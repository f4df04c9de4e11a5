package dev.dbsa.domain.connection;

/**
 * A connection secret as it is stored.
 *
 * @param token a Fernet token
 */
public record EncryptedSecret(String token) {
  @Override
  public String toString() {
    return "EncryptedSecret[redacted]";
  }
}
