package dev.dbsa.adapter.cli;

/** The demonstration could not go on; the message says why, for people. Exit code 1. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
