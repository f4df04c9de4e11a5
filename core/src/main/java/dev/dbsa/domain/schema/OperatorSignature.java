package dev.dbsa.domain.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An operator that is not the server's own.
 *
 * @param left the type of the left operand; {@code null} for a prefix operator
 */
public record OperatorSignature(ObjectName name, @Nullable String left, String right, String result)
    implements Comparable<OperatorSignature> {
  private static final Comparator<OperatorSignature> ORDER =
      Comparator.comparing(OperatorSignature::name)
          .thenComparing(
              OperatorSignature::left, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
          .thenComparing(OperatorSignature::right);

  @Override
  public int compareTo(OperatorSignature other) {
    return ORDER.compare(this, other);
  }
}
