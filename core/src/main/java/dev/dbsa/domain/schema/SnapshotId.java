package dev.dbsa.domain.schema;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.util.UUID;

/** Identity of a snapshot. */
public record SnapshotId(UUID value) {
  /** What a caller is told who names one that is not there. */
  public DbsaException notFound() {
    return new DbsaException(ErrorCode.SNAPSHOT_NOT_FOUND, "there is no snapshot " + this);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
