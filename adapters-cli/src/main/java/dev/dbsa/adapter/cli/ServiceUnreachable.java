package dev.dbsa.adapter.cli;

/** The service or a database gave no complete answer; the message says why. Exit code 3. */
final class ServiceUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceUnreachable(String message, Throwable cause) {
    super(message, cause);
  }

  ServiceUnreachable(String message) {
    super(message);
  }
}
