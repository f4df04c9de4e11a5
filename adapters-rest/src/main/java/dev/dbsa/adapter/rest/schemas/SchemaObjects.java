package dev.dbsa.adapter.rest.schemas;

import dev.dbsa.adapter.rest.page.PaginationView;
import dev.dbsa.domain.history.PageRequest;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Extension;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.Routine;
import dev.dbsa.domain.schema.Sequence;
import dev.dbsa.domain.schema.Trigger;
import dev.dbsa.domain.schema.UserType;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds objects of a schema; only those of the wanted page are written out. */
final class SchemaObjects {
  /** In Unicode code points. */
  static final int MAX_SEARCH_LENGTH = 200;

  private SchemaObjects() {}

  /**
   * @param words what a search looks at, besides the name
   */
  private record Entry(
      SchemaObjectType type,
      ObjectName name,
      Supplier<Stream<@Nullable String>> words,
      Supplier<SchemaObjectView> view) {

    boolean mentions(String text) {
      return Stream.concat(Stream.of(name.toString()), words.get())
          .anyMatch(word -> word != null && word.toLowerCase(Locale.ROOT).contains(text));
    }
  }

  static SchemaObjectPageView find(
      DatabaseSchema schema,
      @Nullable String search,
      @Nullable SchemaObjectType type,
      PageRequest page) {
    String text = search == null ? "" : search.toLowerCase(Locale.ROOT);
    List<Entry> found =
        entries(schema)
            .filter(e -> type == null || e.type() == type)
            .filter(e -> text.isEmpty() || e.mentions(text))
            .toList();
    List<SchemaObjectView> items =
        found.stream().skip(page.offset()).limit(page.pageSize()).map(e -> e.view().get()).toList();
    return new SchemaObjectPageView(
        items, new PaginationView(page.page(), page.pageSize(), found.size(), true));
  }

  private static Stream<Entry> entries(DatabaseSchema schema) {
    return Stream.of(
            schema.relations().stream().map(SchemaObjects::relation),
            schema.sequences().stream().map(SchemaObjects::sequence),
            schema.types().stream().map(SchemaObjects::userType),
            schema.routines().stream().map(SchemaObjects::routine),
            schema.triggers().stream().map(SchemaObjects::trigger),
            schema.extensions().stream().map(SchemaObjects::extension))
        .flatMap(entries -> entries);
  }

  private static Entry relation(Relation relation) {
    return new Entry(
        SchemaObjectType.of(relation.kind()),
        relation.name(),
        () ->
            Stream.concat(
                Stream.of(relation.comment()), relation.columns().stream().map(Column::name)),
        () -> RelationView.of(relation));
  }

  private static Entry sequence(Sequence sequence) {
    return new Entry(
        SchemaObjectType.SEQUENCE, sequence.name(), Stream::empty, () -> SequenceView.of(sequence));
  }

  private static Entry userType(UserType type) {
    return new Entry(
        SchemaObjectType.of(type),
        type.name(),
        () -> Stream.of(type.comment()),
        () -> UserTypeView.of(type));
  }

  private static Entry routine(Routine routine) {
    return new Entry(
        SchemaObjectType.of(routine.kind()),
        routine.name(),
        () -> Stream.of(routine.comment()),
        () -> RoutineView.of(routine));
  }

  private static Entry trigger(Trigger trigger) {
    return new Entry(
        SchemaObjectType.TRIGGER,
        new ObjectName(trigger.table().schema(), trigger.name()),
        () -> Stream.of(trigger.table().name()),
        () -> TriggerView.of(trigger));
  }

  private static Entry extension(Extension extension) {
    return new Entry(
        SchemaObjectType.EXTENSION,
        new ObjectName(extension.schema(), extension.name()),
        Stream::empty,
        () -> ExtensionView.of(extension));
  }
}
