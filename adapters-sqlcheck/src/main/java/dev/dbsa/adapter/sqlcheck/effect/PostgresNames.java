package dev.dbsa.adapter.sqlcheck.effect;

import dev.dbsa.adapter.sqlcheck.schema.SchemaState;
import dev.dbsa.adapter.sqlcheck.schema.Table;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.UserType;
import dev.dbsa.sql.lex.NameBytes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's names of relations: who has taken one, and which the server chooses. */
final class PostgresNames {
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

  /** The same while a statement changes a table: its own indexes are those that it has by now. */
  static Optional<String> taken(SchemaState state, TableDraft draft, String name) {
    boolean own =
        state
            .ownerOfIndex(draft.schema(), name)
            .filter(owner -> owner.fullName().equals(draft.formerName()))
            .isPresent();
    if (!own) {
      return taken(state, draft.schema(), name);
    }
    return Optional.ofNullable(draft.index(name)).map(_ -> "index");
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
            taken(state, draft, name).isPresent()
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
    int room = NameBytes.MOST - NameBytes.of(label) - 1 - (second == null ? 0 : 1);
    int oneLength = NameBytes.of(first);
    int twoLength = second == null ? 0 : NameBytes.of(second);
    while (oneLength + twoLength > room) {
      if (oneLength > twoLength) {
        oneLength--;
      } else {
        twoLength--;
      }
    }
    String name = NameBytes.cut(first, oneLength);
    return (second == null ? name : name + "_" + NameBytes.cut(second, twoLength)) + "_" + label;
  }

  /** indexcmds.c: ChooseIndexNameAddition. */
  static String addition(List<String> columns) {
    StringBuilder name = new StringBuilder();
    for (String column : distinct(columns)) {
      name.append(name.isEmpty() ? "" : "_").append(column);
      if (NameBytes.of(name.toString()) > NameBytes.MOST) {
        break;
      }
    }
    return name.toString();
  }

  /** indexcmds.c: ChooseIndexColumnNames; what has a name already taken gets a number. */
  private static Set<String> distinct(List<String> columns) {
    Set<String> names = new LinkedHashSet<>();
    for (String column : columns) {
      String name = column;
      for (int number = 1; !names.add(name); number++) {
        String digits = String.valueOf(number);
        name = NameBytes.cut(column, NameBytes.MOST - digits.length()) + digits;
      }
    }
    return names;
  }

  /** The names of an index's parts as the server's own name of it takes them. */
  static List<String> parts(Index index) {
    return index.parts().stream()
        .map(p -> p.column() == null ? String.valueOf(p.expression()) : p.column())
        .toList();
  }
}
