package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.domain.schema.RelationKind;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.UserType;
import java.util.Locale;

/** What an object of a schema is. */
enum SchemaObjectType {
  TABLE,
  PARTITIONED_TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  SEQUENCE,
  ENUM,
  DOMAIN,
  COMPOSITE,
  RANGE,
  BASE_TYPE,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  WINDOW,
  TRIGGER,
  EXTENSION;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SchemaObjectType of(RelationKind kind) {
    return switch (kind) {
      case TABLE -> TABLE;
      case PARTITIONED_TABLE -> PARTITIONED_TABLE;
      case FOREIGN_TABLE -> FOREIGN_TABLE;
      case VIEW -> VIEW;
      case MATERIALIZED_VIEW -> MATERIALIZED_VIEW;
    };
  }

  static SchemaObjectType of(UserType type) {
    return switch (type) {
      case UserType.Enumeration _ -> ENUM;
      case UserType.Domain _ -> DOMAIN;
      case UserType.Composite _ -> COMPOSITE;
      case UserType.Range _ -> RANGE;
      case UserType.Base _ -> BASE_TYPE;
    };
  }

  static SchemaObjectType of(Routine.Kind kind) {
    return switch (kind) {
      case FUNCTION -> FUNCTION;
      case PROCEDURE -> PROCEDURE;
      case AGGREGATE -> AGGREGATE;
      case WINDOW -> WINDOW;
    };
  }
}
