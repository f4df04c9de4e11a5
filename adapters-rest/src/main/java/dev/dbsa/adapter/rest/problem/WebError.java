package dev.dbsa.adapter.rest.problem;

import java.util.Locale;

/** What the HTTP layer refuses by itself, before any use case is asked. */
public enum WebError {
  /** The body is missing or is not one readable JSON document. */
  MALFORMED_JSON(400, "The body is not readable JSON"),
  /** The request cannot be read at all, such as a broken percent-encoding in its address. */
  MALFORMED_REQUEST(400, "The request is not readable"),
  /** The request does not prove who sends it. */
  UNAUTHENTICATED(401, "Valid credentials are missing"),
  /** The request names a host that the service does not answer for. */
  HOST_NOT_ALLOWED(403, "The service does not answer for this host"),
  /** A page of another origin had its reader's browser send the request. */
  CROSS_SITE_REQUEST(403, "Pages of other origins may not call the service"),
  PATH_NOT_FOUND(404, "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  /** The caller has used up its share for now. */
  TOO_MANY_REQUESTS(429, "Too many requests"),
  /** Any other refusal of the HTTP layer. */
  REQUEST_REFUSED(400, "The request is refused"),
  /** A fault of the service. */
  INTERNAL_ERROR(500, "The service failed");

  private final int status;
  private final String title;

  WebError(int status, String title) {
    this.status = status;
    this.title = title;
  }

  ProblemType type() {
    return new ProblemType(name().toLowerCase(Locale.ROOT), status, title);
  }
}
