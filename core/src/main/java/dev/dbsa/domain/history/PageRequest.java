package dev.dbsa.domain.history;

import dev.dbsa.domain.error.FieldViolation;
import dev.dbsa.domain.error.InvalidFieldsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a list is wanted.
 *
 * @param page 1-based
 * @param pageSize 1 to {@link #MAX_SIZE}
 */
public record PageRequest(int page, int pageSize) {
  public static final int MAX_SIZE = 100;
  public static final int DEFAULT_SIZE = 20;

  /**
   * @throws InvalidFieldsException naming {@code page} and {@code page_size}
   */
  public PageRequest {
    List<FieldViolation> violations = new ArrayList<>();
    if (page < 1) {
      violations.add(new FieldViolation("page", "must be at least 1"));
    }
    if (pageSize < 1 || pageSize > MAX_SIZE) {
      violations.add(new FieldViolation("page_size", "must be between 1 and " + MAX_SIZE));
    }
    if (!violations.isEmpty()) {
      throw new InvalidFieldsException(violations);
    }
  }

  /** How many items come before the page. */
  public long offset() {
    return (long) (page - 1) * pageSize;
  }
}
