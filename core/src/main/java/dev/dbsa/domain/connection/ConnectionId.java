package dev.dbsa.domain.connection;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.util.UUID;

/** Identity of a connection profile. */
public record ConnectionId(UUID value) {
  /** What a caller is told who names one that is not there. */
  public DbsaException notFound() {
    return new DbsaException(ErrorCode.CONNECTION_NOT_FOUND, "there is no connection " + this);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
