package dev.dbsa.testing;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.SecretCipher;
import java.util.List;

/**
 * Encrypts by writing backwards, so that a test sees at once whether a text went through the
 * cipher.
 */
public final class ReversingCipher implements SecretCipher {

  private static final String MARK = "encrypted:";

  /** Stands for a key that was the first one once. */
  private static final String OLD_MARK = "old:";

  /** A secret as it was encrypted under a key that only decrypts now. */
  public static EncryptedSecret underTheOldKey(String secret) {
    return new EncryptedSecret(OLD_MARK + new StringBuilder(secret).reverse());
  }

  @Override
  public EncryptedSecret encrypt(Secret secret) {
    return new EncryptedSecret(MARK + new StringBuilder(secret.reveal()).reverse());
  }

  @Override
  public Secret decrypt(EncryptedSecret secret) {
    for (String mark : List.of(MARK, OLD_MARK)) {
      if (secret.token().startsWith(mark)) {
        String reversed = secret.token().substring(mark.length());
        return Secret.of(new StringBuilder(reversed).reverse().toString());
      }
    }
    throw new DbsaException(ErrorCode.SECRET_UNREADABLE, "no key fits");
  }

  @Override
  public boolean isCurrent(EncryptedSecret secret) {
    return secret.token().startsWith(MARK);
  }
}
