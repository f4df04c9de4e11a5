package dev.dbsa.adapter.cli.check;

/** A file cannot be found or read; the message names it and says why. Exit code 2. */
public final class UnreadableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableInputException(String message) {
    super(message);
  }
}
