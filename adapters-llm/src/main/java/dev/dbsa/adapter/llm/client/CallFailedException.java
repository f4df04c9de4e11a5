package dev.dbsa.adapter.llm.client;

import org.jspecify.annotations.Nullable;

/** A call to an endpoint that brought nothing usable. The message is free of secrets. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** No connection, or it broke before the answer was complete. */
    UNAVAILABLE,
    /** The answer took longer than it may. */
    TIMEOUT,
    /** The endpoint knows the key not, or not for this. */
    UNAUTHORIZED,
    /** The endpoint or the model does not exist. */
    NOT_FOUND,
    /** The endpoint wants fewer calls, or its quota is used up. */
    RATE_LIMITED,
    /** The endpoint will not take this call. */
    REFUSED,
    /** The answer is not what an OpenAI-compatible endpoint answers. */
    MALFORMED,
    /** The answer is larger than it may be. */
    TOO_LARGE,
    /** The model itself declined, or its answer was cut off. */
    DECLINED,
    /** The address must not be called. */
    FORBIDDEN
  }

  private final Kind kind;
  private final @Nullable Integer status;

  CallFailedException(Kind kind, String message) {
    this(kind, null, message);
  }

  /**
   * @param status of the answer; {@code null} where there was none
   */
  CallFailedException(Kind kind, @Nullable Integer status, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.status = status;
  }

  public Kind kind() {
    return kind;
  }

  /** The answer's HTTP status; {@code null} where there was no answer. */
  public @Nullable Integer status() {
    return status;
  }

  /** What went wrong, for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
