package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/** A file that should hold a snapshot cannot be used. */
public final class UnusableSnapshotFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason for people; continues the file's name
   */
  public UnusableSnapshotFile(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
