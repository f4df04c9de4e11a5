package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function or procedure. Overloads are separate routines.
 *
 * @param arguments the argument list as the server prints it, without parentheses
 * @param result the result type as the server prints it; {@code null} for a procedure
 * @param volatility in lower case: {@code immutable}, {@code stable}, {@code volatile}; on MySQL
 *     {@code deterministic} or {@code not deterministic}
 * @param parameters one by one; empty too in snapshots of earlier versions of the program, see
 *     {@link #hasParameters()}
 * @param strict whether it answers NULL to a NULL without being run
 * @param securityDefiner whether it runs with its owner's rights
 * @param returnsSet whether it returns rows
 * @param dataAccess what a MySQL routine says about data, in lower case: {@code contains sql},
 *     {@code no sql}, {@code reads sql data}, {@code modifies sql data}; {@code null} on PostgreSQL
 */
public record Routine(
    ObjectName name,
    Kind kind,
    String arguments,
    @Nullable String result,
    String volatility,
    String language,
    @Nullable String comment,
    List<Parameter> parameters,
    boolean strict,
    boolean securityDefiner,
    boolean returnsSet,
    @Nullable String dataAccess) {
  public Routine {
    parameters = List.copyOf(parameters);
  }

  /** A routine of which nothing else is known. */
  public Routine(
      ObjectName name,
      Kind kind,
      String arguments,
      @Nullable String result,
      String volatility,
      String language,
      @Nullable String comment) {
    this(
        name,
        kind,
        arguments,
        result,
        volatility,
        language,
        comment,
        List.of(),
        false,
        false,
        false,
        null);
  }

  /** Whether {@link #parameters()} tells everything. */
  public boolean hasParameters() {
    return !parameters.isEmpty() || arguments.isEmpty();
  }

  /** The types by which the server tells overloads apart: those of the parameters that go in. */
  public List<String> inputTypes() {
    return parameters.stream().filter(p -> p.mode().isInput()).map(Parameter::type).toList();
  }

  public enum Kind {
    FUNCTION,
    PROCEDURE,
    AGGREGATE,
    WINDOW
  }

  /**
   * @param name {@code null} where it has none
   * @param type as the server prints it
   * @param defaultExpression SQL text, or an empty text where there is one that was not read;
   *     {@code null} where there is none
   */
  public record Parameter(
      @Nullable String name, Mode mode, String type, @Nullable String defaultExpression) {

    /** Which way the value goes. */
    public enum Mode {
      IN,
      OUT,
      INOUT,
      /** The last parameter, which takes any number of values; its type is that of the array. */
      VARIADIC,
      /** A column of the table that is returned. */
      TABLE;

      /** Whether a call gives it a value. */
      public boolean isInput() {
        return this == IN || this == INOUT || this == VARIADIC;
      }
    }
  }
}
