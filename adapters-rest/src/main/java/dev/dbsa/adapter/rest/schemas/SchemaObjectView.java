package dev.dbsa.adapter.rest.schemas;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An object of a schema; its type tells which further fields there are. */
@Schema(
    name = "SchemaObject",
    description = "An object of a schema; its type tells which of these shapes it has.",
    oneOf = {
      RelationView.class,
      SequenceView.class,
      EnumView.class,
      DomainView.class,
      CompositeView.class,
      RangeView.class,
      BaseTypeView.class,
      RoutineView.class,
      TriggerView.class,
      ExtensionView.class
    })
sealed interface SchemaObjectView
    permits RelationView, SequenceView, UserTypeView, RoutineView, TriggerView, ExtensionView {

  String type();

  String schema();

  String name();

  @Nullable String comment();
}
