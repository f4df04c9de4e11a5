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
   */
  record Domain(
      ObjectName name,
      String baseType,
      boolean nullable,
      @Nullable String defaultExpression,
      List<String> checks,
      @Nullable String comment)
      implements UserType {
    public Domain {
      checks = List.copyOf(checks);
    }
  }

  record Composite(ObjectName name, List<Attribute> attributes, @Nullable String comment)
      implements UserType {
    public Composite {
      attributes = List.copyOf(attributes);
    }

    public record Attribute(String name, String type) {}
  }

  /**
   * @param subtype the type of the range's bounds
   */
  record Range(ObjectName name, String subtype, @Nullable String comment) implements UserType {}
}
