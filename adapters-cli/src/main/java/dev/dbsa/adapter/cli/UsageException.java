package dev.dbsa.adapter.cli;

/** The command was called wrongly; the message says how, and never holds a secret. Exit code 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
