package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Pairs of Ed25519 keys, as OpenSSL would write them. */
final class TestKeys {
  private TestKeys() {}

  /** Writes {@code NAME.pem} and {@code NAME.pub}. */
  static void write(Path directory, String name) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    write(directory.resolve(name + ".pem"), "PRIVATE", pair.getPrivate());
    write(directory.resolve(name + ".pub"), "PUBLIC", pair.getPublic());
  }

  private static void write(Path file, String kind, Key key) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN "
            + kind
            + " KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END "
            + kind
            + " KEY-----\n");
  }
}
