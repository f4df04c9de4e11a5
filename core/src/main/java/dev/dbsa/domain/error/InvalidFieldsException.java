package dev.dbsa.domain.error;

import java.util.List;
import java.util.stream.Collectors;

/** A request whose fields break their rules; names every broken field at once. */
public final class InvalidFieldsException extends DbsaException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldViolation> violations;

  public InvalidFieldsException(List<FieldViolation> violations) {
    super(
        ErrorCode.INVALID_FIELDS,
        violations.stream()
            .map(v -> v.field() + " " + v.message())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  public InvalidFieldsException(String field, String message) {
    this(List.of(new FieldViolation(field, message)));
  }

  public List<FieldViolation> violations() {
    return violations;
  }
}
