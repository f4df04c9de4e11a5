package dev.dbsa.app;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks as much of PostgreSQL's protocol as it takes to have the password told, and repeats it in
 * the error that it answers with: what a hostile or a talkative server may do.
 */
final class EchoingPostgres implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int SSL_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;
  private static final int CLEARTEXT_PASSWORD = 3;

  private final ServerSocket listener;
  private final Thread listening;
  private volatile String heard = "";

  EchoingPostgres() {
    try {
      listener = new ServerSocket(0, 0, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening = Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The password that was sent last. */
  String heard() {
    return heard;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try (Socket peer = listener.accept()) {
        meet(
            new DataInputStream(peer.getInputStream()),
            new DataOutputStream(peer.getOutputStream()));
      } catch (IOException e) {
        // Closed, or the peer has gone.
      }
    }
  }

  private void meet(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    int code = in.readInt();
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      out.writeByte('N');
      length = in.readInt();
      code = in.readInt();
    }
    in.skipNBytes(length - 8L);
    out.writeByte('R');
    out.writeInt(8);
    out.writeInt(CLEARTEXT_PASSWORD);
    in.readByte();
    byte[] password = in.readNBytes(in.readInt() - 4);
    heard = new String(password, 0, password.length - 1, StandardCharsets.UTF_8);
    byte[] error =
        ("SFATAL\0VFATAL\0C28P01\0MThe password \"" + heard + "\" is wrong\0Dpwd=" + heard + "\0\0")
            .getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(error.length + 4);
    out.write(error);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    listening.join();
  }
}
