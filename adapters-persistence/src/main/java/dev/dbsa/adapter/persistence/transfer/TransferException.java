package dev.dbsa.adapter.persistence.transfer;

import org.jspecify.annotations.Nullable;

/** A store cannot be moved. The message says why and what to do, free of secrets. */
public final class TransferException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TransferException(String message) {
    this(message, null);
  }

  TransferException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
