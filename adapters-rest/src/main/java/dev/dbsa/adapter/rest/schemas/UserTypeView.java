package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.UserType;

/** A type that the schema defines. */
sealed interface UserTypeView extends SchemaObjectView
    permits EnumView, DomainView, CompositeView, RangeView, BaseTypeView {

  static UserTypeView of(UserType type) {
    return switch (type) {
      case UserType.Enumeration enumeration -> EnumView.of(enumeration);
      case UserType.Domain domain -> DomainView.of(domain);
      case UserType.Composite composite -> CompositeView.of(composite);
      case UserType.Range range -> RangeView.of(range);
      case UserType.Base base -> BaseTypeView.of(base);
    };
  }
}
