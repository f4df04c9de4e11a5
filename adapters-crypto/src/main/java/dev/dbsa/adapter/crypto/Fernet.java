package dev.dbsa.adapter.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/**
 * Fernet tokens, version 0x80 (https://github.com/fernet/spec): version, 64-bit time stamp in
 * seconds, 128-bit IV, AES-128-CBC with PKCS #7 padding, HMAC-SHA256 over all of it, in URL-safe
 * Base64. Tokens are kept for as long as their connection lives, so their age is not checked.
 */
final class Fernet {
  private static final byte VERSION = (byte) 0x80;
  private static final int IV_LENGTH = 16;
  private static final int BLOCK_LENGTH = 16;
  private static final int HEADER_LENGTH = 1 + Long.BYTES + IV_LENGTH;
  private static final int MAC_LENGTH = 32;

  private Fernet() {}

  /**
   * @param iv 16 random bytes, never used twice with the same key
   */
  static String encrypt(FernetKey key, byte[] plain, Instant now, byte[] iv) {
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plain);
      byte[] signed =
          ByteBuffer.allocate(HEADER_LENGTH + encrypted.length)
              .put(VERSION)
              .putLong(now.getEpochSecond())
              .put(iv)
              .put(encrypted)
              .array();
      byte[] token = Arrays.copyOf(signed, signed.length + MAC_LENGTH);
      System.arraycopy(mac(key, signed), 0, token, signed.length, MAC_LENGTH);
      return Base64.getUrlEncoder().encodeToString(token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES and HmacSHA256", e);
    }
  }

  /** The plain text; empty where the token was not made with this key or is damaged in any way. */
  static Optional<byte[]> decrypt(FernetKey key, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int encryptedLength = bytes.length - HEADER_LENGTH - MAC_LENGTH;
    if (encryptedLength < BLOCK_LENGTH
        || encryptedLength % BLOCK_LENGTH != 0
        || bytes[0] != VERSION) {
      return Optional.empty();
    }
    byte[] signed = Arrays.copyOf(bytes, bytes.length - MAC_LENGTH);
    byte[] mac = Arrays.copyOfRange(bytes, signed.length, bytes.length);
    try {
      if (!MessageDigest.isEqual(mac, mac(key, signed))) {
        return Optional.empty();
      }
      byte[] iv = Arrays.copyOfRange(signed, HEADER_LENGTH - IV_LENGTH, HEADER_LENGTH);
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(signed, HEADER_LENGTH, encryptedLength));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, FernetKey key, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, key.encryptionKey(), new IvParameterSpec(iv));
    return cipher;
  }

  private static byte[] mac(FernetKey key, byte[] signed) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key.signingKey());
    return mac.doFinal(signed);
  }
}
