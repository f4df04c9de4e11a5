package dev.dbsa.adapter.introspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of a test, and a server's certificate that it signed. */
final class TestAuthority {
  static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore keys;

  private TestAuthority(Path folder, KeyStore keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * @param serverName whom the server's certificate belongs to
   */
  static TestAuthority of(Path folder, String serverName)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("authority.p12");
    keytool(file, "-alias", "ca", "-dname", "CN=Test authority", "-ext", "bc:c=ca:true");
    keytool(
        file,
        "-alias",
        "server",
        "-signer",
        "ca",
        "-dname",
        "CN=server",
        "-ext",
        "san=dns:" + serverName);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestAuthority(folder, keys);
  }

  private static void keytool(Path file, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(List.of(options));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool made no certificate");
    }
  }

  /** For a server that is written in Java. */
  SSLContext server() throws GeneralSecurityException {
    KeyStore own = empty();
    own.setKeyEntry(
        "server",
        keys.getKey("server", PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        keys.getCertificateChain("server"));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The authority's certificate, the server's and its key, for a server that reads PEM files. */
  Path authorityPem() throws IOException, GeneralSecurityException {
    return pem("ca.pem", "CERTIFICATE", keys.getCertificate("ca").getEncoded());
  }

  Path certificatePem() throws IOException, GeneralSecurityException {
    return pem("server-cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
  }

  Path keyPem() throws IOException, GeneralSecurityException {
    return pem(
        "server-key.pem",
        "PRIVATE KEY",
        keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
  }

  private Path pem(String name, String type, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  /** A trust store that holds the authority and nothing else. */
  Path trustStore() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
    Path file = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
