package dev.dbsa.testing;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.SecretCipher;

/**
 * Encrypts by writing backwards, so that a test sees at once whether a text went through the
 * cipher.
 */
public final class ReversingCipher implements SecretCipher {

  private static final String MARK = "encrypted:";

  @Override
  public EncryptedSecret encrypt(Secret secret) {
    return new EncryptedSecret(MARK + new StringBuilder(secret.reveal()).reverse());
  }

  @Override
  public Secret decrypt(EncryptedSecret secret) {
    if (!secret.token().startsWith(MARK)) {
      throw new DbsaException(ErrorCode.SECRET_UNREADABLE, "no key fits");
    }
    return Secret.of(
        new StringBuilder(secret.token().substring(MARK.length())).reverse().toString());
  }
}
