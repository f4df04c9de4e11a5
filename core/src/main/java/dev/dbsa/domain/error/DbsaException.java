package dev.dbsa.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served. The message states the facts of this case for the caller: it
 * never holds a secret, SQL of the metadata store, a class name or a stack trace.
 */
public class DbsaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public DbsaException(ErrorCode code, String detail) {
    this(code, detail, null);
  }

  /**
   * @param cause what led here, for the log only; {@code null} where there is nothing more to say
   */
  public DbsaException(ErrorCode code, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  /** What went wrong, for programs. */
  public ErrorCode code() {
    return code;
  }

  /** What went wrong, for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
