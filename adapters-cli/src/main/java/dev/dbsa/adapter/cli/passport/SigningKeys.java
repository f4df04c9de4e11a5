package dev.dbsa.adapter.cli.passport;

import dev.dbsa.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys in PEM, as OpenSSL writes them. */
public final class SigningKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

  private SigningKeys() {}

  /**
   * A key to sign with.
   *
   * @throws UnusablePassport if it is none
   */
  public static PrivateKey privateKey(byte[] pem) throws UnusablePassport {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(content(pem, "PRIVATE")));
    } catch (GeneralSecurityException e) {
      throw new UnusablePassport("is no private Ed25519 key");
    }
  }

  /**
   * A key to verify with.
   *
   * @throws UnusablePassport if it is none
   */
  public static PublicKey publicKey(byte[] pem) throws UnusablePassport {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(content(pem, "PUBLIC")));
    } catch (GeneralSecurityException e) {
      throw new UnusablePassport("is no public Ed25519 key");
    }
  }

  /** Names a key without telling it: the SHA-256 of its standard form. */
  public static String id(PublicKey key) {
    return Sha256.hex(key.getEncoded());
  }

  private static byte[] content(byte[] pem, String kind) throws UnusablePassport {
    Matcher matcher = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        try {
          return Base64.getMimeDecoder().decode(matcher.group(2));
        } catch (IllegalArgumentException e) {
          break;
        }
      }
    }
    throw new UnusablePassport("has no -----BEGIN " + kind + " KEY-----");
  }
}
