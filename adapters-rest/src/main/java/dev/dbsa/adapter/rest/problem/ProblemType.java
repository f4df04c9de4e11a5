package dev.dbsa.adapter.rest.problem;

import dev.dbsa.domain.error.ErrorCode;

/**
 * One kind of error answer.
 *
 * @param code stable name in snake_case
 * @param status the HTTP status that goes with it
 * @param title what it means in general, the same in every case
 */
record ProblemType(String code, int status, String title) {

  /** Followed by the code, the identity of a kind of problem in the sense of RFC 9457. */
  private static final String URI_PREFIX = "urn:dbsa:error:";

  String uri() {
    return URI_PREFIX + code;
  }

  /** How HTTP clients see a refusal of the core. No default: a new code has to be placed here. */
  static ProblemType of(ErrorCode error) {
    return switch (error) {
      case INVALID_FIELDS -> of(error, 422, "The request has invalid fields");
      case SNAPSHOT_OF_OTHER_CONNECTION ->
          of(error, 422, "The snapshot belongs to another connection");
      case CONNECTION_NOT_FOUND -> of(error, 404, "There is no such connection");
      case SNAPSHOT_NOT_FOUND -> of(error, 404, "There is no such snapshot");
      case GENERATION_NOT_FOUND -> of(error, 404, "There is no such generation");
      case RULE_NOT_FOUND -> of(error, 404, "There is no such rule");
      case CONNECTION_NAME_TAKEN -> of(error, 409, "The connection name is taken");
      case CONNECTION_IN_USE -> of(error, 409, "The connection is in use");
      case GENERATION_NOT_QUEUED -> of(error, 409, "The generation is not queued");
      case GENERATION_WAITING -> of(error, 409, "The generation waits already");
      case GENERATION_NOT_FAILED -> of(error, 409, "The generation has not failed");
      case GENERATION_NOT_CANCELABLE -> of(error, 409, "The generation has ended");
      case GENERATION_NOT_FINISHED -> of(error, 409, "The generation has not ended");
      case GENERATION_HAS_NO_QUESTIONS -> of(error, 409, "The generation asks nothing");
      case TOO_MANY_CLARIFICATIONS -> of(error, 409, "The request has too many answers");
      case TOO_MANY_GENERATIONS -> of(error, 429, "Too many generations are running");
      case GENERATION_NOT_COMPLETED -> of(error, 409, "The generation is not completed");
      case TARGET_NOT_ALLOWED -> of(error, 409, "The target database must not be called");
      case TARGET_UNREACHABLE -> of(error, 502, "The target database cannot be reached");
      case TARGET_REFUSED -> of(error, 502, "The target database refused the connection");
      case TARGET_FAILED -> of(error, 502, "The target database answered with an error");
      case TARGET_TIMEOUT -> of(error, 504, "The target database did not answer in time");
      case STORE_UNAVAILABLE -> of(error, 503, "The metadata store cannot be used");
      case SERVICE_BUSY -> of(error, 503, "The service is busy");
      case IDEMPOTENCY_KEY_IN_USE -> of(error, 409, "The first request has no answer yet");
      case IDEMPOTENCY_KEY_REUSED ->
          of(error, 422, "The idempotency key belongs to another request");
      case SECRET_UNREADABLE -> of(error, 409, "A stored secret cannot be decrypted");
    };
  }

  private static ProblemType of(ErrorCode error, int status, String title) {
    return new ProblemType(error.code(), status, title);
  }
}
