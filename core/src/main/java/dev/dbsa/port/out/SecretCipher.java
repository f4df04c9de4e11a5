package dev.dbsa.port.out;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;

/** Encrypts connection secrets for the store. Safe to call concurrently. */
public interface SecretCipher {
  EncryptedSecret encrypt(Secret secret);

  /**
   * @throws dev.dbsa.domain.error.DbsaException {@code SECRET_UNREADABLE} if no configured key fits
   *     or the token was tampered with
   */
  Secret decrypt(EncryptedSecret secret);

  /** Whether the key that {@link #encrypt} uses now is the one that decrypts this secret. */
  boolean isCurrent(EncryptedSecret secret);
}
