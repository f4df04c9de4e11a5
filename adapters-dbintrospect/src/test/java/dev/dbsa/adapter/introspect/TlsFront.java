package dev.dbsa.adapter.introspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks TLS in front of a PostgreSQL server that does not, with a certificate nobody trusts. */
final class TlsFront implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ServerSocket listener;
  private final SSLContext tls;
  private final int serverPort;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private TlsFront(int serverPort, SSLContext tls) {
    this.serverPort = serverPort;
    this.tls = tls;
    try {
      listener = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  static TlsFront of(int serverPort, SSLContext tls) {
    return new TlsFront(serverPort, tls);
  }

  /** A new certificate, signed by itself; takes a second to make. */
  static SSLContext untrusted(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("front.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "front",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool made no certificate");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try {
      // An SSLRequest is eight bytes long.
      client.getInputStream().readNBytes(8);
      client.getOutputStream().write('S');
      SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      Socket server = new Socket("127.0.0.1", serverPort);
      sockets.add(server);
      Thread.ofVirtual().start(() -> copy(server, secure));
      copy(secure, server);
    } catch (IOException e) {
      closeQuietly(client);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(TlsFront::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // As closed as it can be.
    }
  }
}
