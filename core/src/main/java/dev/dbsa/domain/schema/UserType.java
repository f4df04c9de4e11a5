package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type that the schema defines. */
public sealed interface UserType {
  ObjectName name();

  @Nullable String comment();

  /**
   * @param labels in sort order
   */
  record Enumeration(ObjectName name, List<String> labels, @Nullable String comment)
      implements UserType {
    public Enumeration {
      labels = List.copyOf(labels);
    }
  }

  /**
   * @param checks the conditions as SQL text
   * @param collation {@code null} where it is the base type's
   * @param constraints the checks with their names; empty in snapshots of earlier versions of the
   *     program
   * @param notNullConstraint the name of the constraint that keeps NULL out; {@code null} where
   *     there is none or it has no name
   */
  record Domain(
      ObjectName name,
      String baseType,
      boolean nullable,
      @Nullable String defaultExpression,
      List<String> checks,
      @Nullable String comment,
      @Nullable String collation,
      List<CheckConstraint> constraints,
      @Nullable String notNullConstraint)
      implements UserType {
    public Domain {
      checks = List.copyOf(checks);
      constraints = List.copyOf(constraints);
    }

    /** A domain whose checks are known by their conditions only. */
    public Domain(
        ObjectName name,
        String baseType,
        boolean nullable,
        @Nullable String defaultExpression,
        List<String> checks,
        @Nullable String comment) {
      this(name, baseType, nullable, defaultExpression, checks, comment, null, List.of(), null);
    }
  }

  record Composite(ObjectName name, List<Attribute> attributes, @Nullable String comment)
      implements UserType {
    public Composite {
      attributes = List.copyOf(attributes);
    }

    /**
     * @param collation {@code null} where it is the type's
     */
    public record Attribute(String name, String type, @Nullable String collation) {
      public Attribute(String name, String type) {
        this(name, type, null);
      }
    }
  }

  /**
   * @param subtype the type of the range's bounds
   * @param multirange the name of the type that holds several such ranges; {@code null} where the
   *     server has none or it was not read
   */
  record Range(
      ObjectName name, String subtype, @Nullable String comment, @Nullable ObjectName multirange)
      implements UserType {
    public Range(ObjectName name, String subtype, @Nullable String comment) {
      this(name, subtype, comment, null);
    }
  }

  /**
   * A type with functions of its own for input and output.
   *
   * @param shell whether only its name is there yet
   */
  record Base(ObjectName name, boolean shell, @Nullable String comment) implements UserType {}
}
