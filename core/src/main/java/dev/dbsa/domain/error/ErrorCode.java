package dev.dbsa.domain.error;

import java.util.Locale;

/** Stable identity of everything that the service refuses or that fails around it. */
public enum ErrorCode {
  /** One or more fields of the request are invalid; see {@link InvalidFieldsException}. */
  INVALID_FIELDS,
  CONNECTION_NOT_FOUND,
  CONNECTION_NAME_TAKEN,
  /** Generations refer to the connection, so that it is deleted only together with them. */
  CONNECTION_IN_USE,
  SNAPSHOT_NOT_FOUND,
  /** The snapshot was read from another connection than the one named. */
  SNAPSHOT_OF_OTHER_CONNECTION,
  GENERATION_NOT_FOUND,
  GENERATION_NOT_QUEUED,
  /** The generation was told to start before and waits for a worker. */
  GENERATION_WAITING,
  GENERATION_NOT_FAILED,
  /** The generation has ended, so there is nothing to cancel. */
  GENERATION_NOT_CANCELABLE,
  /** The generation is still queued or running, so there is no detail to read. */
  GENERATION_NOT_FINISHED,
  /** There is nothing to answer. */
  GENERATION_HAS_NO_QUESTIONS,
  /** A request was clarified so often that no more fits. */
  TOO_MANY_CLARIFICATIONS,
  /** The caller has as many generations under way as it may. */
  TOO_MANY_GENERATIONS,
  /** Only a completed generation can be reviewed. */
  GENERATION_NOT_COMPLETED,
  /** The target's host must not be called. */
  TARGET_NOT_ALLOWED,
  /** No connection to the target database could be opened. */
  TARGET_UNREACHABLE,
  /** The target database did not answer in time. */
  TARGET_TIMEOUT,
  /** The target database refused the credentials, the database name or the encryption mode. */
  TARGET_REFUSED,
  /** The target database answered with an error while its schema was read. */
  TARGET_FAILED,
  /** A stored connection secret cannot be decrypted with the configured keys. */
  SECRET_UNREADABLE,
  RULE_NOT_FOUND,
  /** The first request with the idempotency key has no answer yet. */
  IDEMPOTENCY_KEY_IN_USE,
  /** The idempotency key came with another request before. */
  IDEMPOTENCY_KEY_REUSED,
  /** The metadata store does not answer, or takes no writes. */
  STORE_UNAVAILABLE,
  /** More checks, drafts or diffs wait than the service takes on, or one was not done in time. */
  SERVICE_BUSY;

  /** The code as clients see it: {@code connection_not_found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
