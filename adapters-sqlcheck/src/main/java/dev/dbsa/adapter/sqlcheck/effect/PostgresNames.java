package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.UserType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's names of relations: who has taken one, and which the server chooses. */
final class PostgresNames {
  /** The longest name, in bytes. */
  private static final int LONGEST = 63;

  private PostgresNames() {}

  /**
   * What has a name among tables, views, indexes, sequences and composite types, which share one
   * namespace; in words for people, empty where the name is free.
   */
  static Optional<String> taken(SchemaState state, String schema, String name) {
    Optional<Table> table = state.findIn(schema, name);
    if (table.isPresent()) {
      return Optional.of(kind(table.get()));
    }
    if (state.ownerOfIndex(schema, name).isPresent()) {
      return Optional.of("index");
    }
    if (state.sequence(schema, name).isPresent()) {
      return Optional.of("sequence");
    }
    return state.type(schema, name).filter(UserType.Composite.class::isInstance).map(_ -> "type");
  }

  static String kind(Table table) {
    return switch (table.kind()) {
      case TABLE, PARTITIONED_TABLE -> "table";
      case FOREIGN_TABLE -> "foreign table";
      case VIEW -> "view";
      case MATERIALIZED_VIEW -> "materialized view";
    };
  }

  /** indexcmds.c: ChooseRelationName. */
  static String relation(
      SchemaState state, TableDraft draft, @Nullable String columns, String label) {
    return choose(
        draft.name(),
        columns,
        label,
        name ->
            taken(state, draft.schema(), name).isPresent()
                || draft.index(name) != null
                || draft.name().equals(name)
                || draft.hasConstraint(name));
  }

  /** pg_constraint.c: ChooseConstraintName. */
  static String constraint(TableDraft draft, @Nullable String columns, String label) {
    return choose(draft.name(), columns, label, draft::hasConstraint);
  }

  private static String choose(
      String table, @Nullable String columns, String label, Predicate<String> taken) {
    String name = make(table, columns, label);
    for (int pass = 1; taken.test(name); pass++) {
      name = make(table, columns, label + pass);
    }
    return name;
  }

  /** indexcmds.c: makeObjectName; what is too long is cut evenly. */
  static String make(String first, @Nullable String second, String label) {
    byte[] one = first.getBytes(StandardCharsets.UTF_8);
    byte[] two = second == null ? new byte[0] : second.getBytes(StandardCharsets.UTF_8);
    int room =
        LONGEST - label.getBytes(StandardCharsets.UTF_8).length - 1 - (second == null ? 0 : 1);
    int oneLength = one.length;
    int twoLength = two.length;
    while (oneLength + twoLength > room) {
      if (oneLength > twoLength) {
        oneLength--;
      } else {
        twoLength--;
      }
    }
    String name = cut(one, oneLength);
    return (second == null ? name : name + "_" + cut(two, twoLength)) + "_" + label;
  }

  private static String cut(byte[] text, int length) {
    int end = length;
    while (end > 0 && end < text.length && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** indexcmds.c: ChooseIndexNameAddition. */
  static String addition(List<String> columns) {
    StringBuilder name = new StringBuilder();
    for (String column : columns) {
      name.append(name.isEmpty() ? "" : "_").append(column);
      if (name.length() > LONGEST) {
        break;
      }
    }
    return name.toString();
  }

  /** The names of an index's parts as the server's own name of it takes them. */
  static List<String> parts(Index index) {
    return index.parts().stream()
        .map(p -> p.column() == null ? String.valueOf(p.expression()) : p.column())
        .toList();
  }
}
