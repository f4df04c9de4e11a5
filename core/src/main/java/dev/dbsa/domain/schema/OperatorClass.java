package dev.dbsa.domain.schema;

import java.util.Comparator;

/**
 * An operator class that is not the server's own.
 *
 * @param method the access method, such as {@code gist}
 * @param inputType the type that it indexes
 * @param standard whether an index of the method takes it without being told
 */
public record OperatorClass(ObjectName name, String method, String inputType, boolean standard)
    implements Comparable<OperatorClass> {
  private static final Comparator<OperatorClass> ORDER =
      Comparator.comparing(OperatorClass::name).thenComparing(OperatorClass::method);

  @Override
  public int compareTo(OperatorClass other) {
    return ORDER.compare(this, other);
  }
}
