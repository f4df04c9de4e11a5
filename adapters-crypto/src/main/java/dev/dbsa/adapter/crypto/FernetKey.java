package dev.dbsa.adapter.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key as the Fernet specification defines it: 128 bits for signing, then 128 bits for encrypting.
 */
public final class FernetKey {
  private static final int LENGTH = 32;

  private final byte[] key;

  private FernetKey(byte[] key) {
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @param text URL-safe Base64 of 32 bytes, with padding or without
   * @throws IllegalArgumentException if it is anything else; the message does not repeat the text
   */
  public static FernetKey parse(String text) {
    byte[] key;
    try {
      key = Base64.getUrlDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a Fernet key is 32 bytes in URL-safe Base64; this one is not Base64");
    }
    if (key.length != LENGTH) {
      throw new IllegalArgumentException(
          "a Fernet key is 32 bytes in URL-safe Base64; this one has " + key.length + " bytes");
    }
    return new FernetKey(key);
  }

  /** A new random key. */
  public static FernetKey generate(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return new FernetKey(key);
  }

  /** The key in URL-safe Base64, for the one who keeps it. */
  public String encoded() {
    return Base64.getUrlEncoder().encodeToString(key);
  }

  SecretKeySpec signingKey() {
    return new SecretKeySpec(Arrays.copyOfRange(key, 0, LENGTH / 2), "HmacSHA256");
  }

  SecretKeySpec encryptionKey() {
    return new SecretKeySpec(Arrays.copyOfRange(key, LENGTH / 2, LENGTH), "AES");
  }

  @Override
  public String toString() {
    return "FernetKey[redacted]";
  }
}
