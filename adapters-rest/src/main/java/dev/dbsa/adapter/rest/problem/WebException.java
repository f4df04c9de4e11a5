package dev.dbsa.adapter.rest.problem;

/** A request that the HTTP layer refuses by itself. */
public final class WebException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WebError error;

  /**
   * @param detail the facts of this case, for the caller
   */
  public WebException(WebError error, String detail) {
    super(detail);
    this.error = error;
  }

  Problem problem() {
    return Problem.of(error, String.valueOf(getMessage()));
  }
}
