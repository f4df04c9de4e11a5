package dev.dbsa.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * A function or procedure. Overloads are separate routines.
 *
 * @param arguments the argument list as the server prints it, without parentheses
 * @param result the result type as the server prints it; {@code null} for a procedure
 * @param volatility in lower case: {@code immutable}, {@code stable}, {@code volatile}; on MySQL
 *     {@code deterministic} or {@code not deterministic}
 */
public record Routine(
    ObjectName name,
    Kind kind,
    String arguments,
    @Nullable String result,
    String volatility,
    String language,
    @Nullable String comment) {
  public enum Kind {
    FUNCTION,
    PROCEDURE,
    AGGREGATE,
    WINDOW
  }
}
