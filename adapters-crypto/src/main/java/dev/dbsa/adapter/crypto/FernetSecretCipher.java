package dev.dbsa.adapter.crypto;

import dev.dbsa.domain.connection.EncryptedSecret;
import dev.dbsa.domain.connection.Secret;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.port.out.SecretCipher;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Encrypts connection secrets as Fernet tokens. The first key encrypts, all keys decrypt. */
public final class FernetSecretCipher implements SecretCipher {
  private static final int IV_LENGTH = 16;

  private final List<FernetKey> keys;
  private final SecureRandom random;
  private final InstantSource clock;

  /**
   * @param keys at least one
   */
  public FernetSecretCipher(List<FernetKey> keys, SecureRandom random, InstantSource clock) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("at least one Fernet key is needed");
    }
    this.keys = List.copyOf(keys);
    this.random = random;
    this.clock = clock;
  }

  @Override
  public EncryptedSecret encrypt(Secret secret) {
    byte[] iv = new byte[IV_LENGTH];
    random.nextBytes(iv);
    byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return new EncryptedSecret(Fernet.encrypt(keys.getFirst(), plain, clock.instant(), iv));
  }

  @Override
  public Secret decrypt(EncryptedSecret secret) {
    for (FernetKey key : keys) {
      Optional<byte[]> plain = Fernet.decrypt(key, secret.token());
      if (plain.isPresent()) {
        return Secret.of(new String(plain.get(), StandardCharsets.UTF_8));
      }
    }
    throw new DbsaException(
        ErrorCode.SECRET_UNREADABLE,
        "the stored secret cannot be decrypted with the configured APP_FERNET_KEY; store the connection again or add"
            + " the key that it was encrypted with");
  }

  @Override
  public boolean isCurrent(EncryptedSecret secret) {
    return Fernet.decrypt(keys.getFirst(), secret.token()).isPresent();
  }
}
