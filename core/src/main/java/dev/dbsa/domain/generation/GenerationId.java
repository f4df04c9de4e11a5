package dev.dbsa.domain.generation;

import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import java.util.UUID;

/** Identity of a generation. */
public record GenerationId(UUID value) {
  /** What a caller is told who names one that is not there. */
  public DbsaException notFound() {
    return new DbsaException(ErrorCode.GENERATION_NOT_FOUND, "there is no generation " + this);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
