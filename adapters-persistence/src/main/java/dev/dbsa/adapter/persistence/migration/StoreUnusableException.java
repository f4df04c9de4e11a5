package dev.dbsa.adapter.persistence.migration;

import org.jspecify.annotations.Nullable;

/** The metadata store cannot be used. The message says why and what to do, free of secrets. */
public final class StoreUnusableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreUnusableException(String message) {
    this(message, null);
  }

  StoreUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
