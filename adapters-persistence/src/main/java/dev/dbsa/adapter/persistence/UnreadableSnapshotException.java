package dev.dbsa.adapter.persistence;

import org.jspecify.annotations.Nullable;

/** The stored content of a snapshot cannot be understood. */
final class UnreadableSnapshotException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason continues "the content of a snapshot cannot be read: "
   */
  UnreadableSnapshotException(String reason, @Nullable Throwable cause) {
    super("the content of a snapshot cannot be read: " + reason, cause);
  }
}
