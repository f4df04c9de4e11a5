package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call has to know about a function.
 *
 * @param arguments the types of the input arguments
 * @param defaults how many of the last arguments have a default
 * @param variadic whether the last argument takes any number of values
 * @param result the result type; {@code null} for a procedure
 * @param returnsSet whether it returns rows
 * @param volatility in lower case: {@code immutable}, {@code stable}, {@code volatile}
 */
public record FunctionSignature(
    ObjectName name,
    Routine.Kind kind,
    List<String> arguments,
    int defaults,
    boolean variadic,
    @Nullable String result,
    boolean returnsSet,
    String volatility)
    implements Comparable<FunctionSignature> {
  public FunctionSignature {
    arguments = List.copyOf(arguments);
  }

  @Override
  public int compareTo(FunctionSignature other) {
    int byName = name.compareTo(other.name);
    return byName != 0
        ? byName
        : String.join(", ", arguments).compareTo(String.join(", ", other.arguments));
  }
}
