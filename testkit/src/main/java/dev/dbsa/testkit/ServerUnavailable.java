package dev.dbsa.testkit;

/**
 * A server cannot be had on this machine: wrong platform, nothing installed, no way to download it,
 * or it does not start. The message tells which and why, in words for the person who runs the
 * tests.
 */
public final class ServerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerUnavailable(ServerKind kind, String reason) {
    super(kind + " cannot be had here: " + reason);
  }
}
