package dev.dbsa.domain.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names an object of any kind.
 *
 * @param name of the object, or of what it is part of; the schema is empty for what belongs to none
 * @param part see {@link ObjectKind}; {@code null} for what is no part and has no arguments
 */
public record ObjectReference(ObjectKind kind, ObjectName name, @Nullable String part)
    implements Comparable<ObjectReference> {
  private static final Comparator<ObjectReference> ORDER =
      Comparator.comparing(ObjectReference::name)
          .thenComparing(ObjectReference::kind)
          .thenComparing(
              ObjectReference::part, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  /** An object that is no part of another. */
  public ObjectReference(ObjectKind kind, ObjectName name) {
    this(kind, name, null);
  }

  @Override
  public int compareTo(ObjectReference other) {
    return ORDER.compare(this, other);
  }
}
