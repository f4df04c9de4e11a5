package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.domain.schema.CheckConstraint;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ForeignKey;
import dev.dbsa.domain.schema.Index;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.RelationKind;
import java.util.ArrayList;
import java.util.List;

/** What else in the schema uses a table or a column. */
final class Dependents {
  private final SchemaIndex index;

  Dependents(SchemaIndex index) {
    this.index = index;
  }

  /** Asks what is to become of the foreign keys and views that refer to a table. */
  void requireNone(Relation table) throws Unclear {
    List<String> referring =
        index.links(table).stream()
            .filter(
                l ->
                    l.declared()
                        && l.target().name().equals(table.name())
                        && !l.source().name().equals(table.name()))
            .map(l -> l.source().name().name() + " (" + l.name() + ")")
            .distinct()
            .toList();
    if (!referring.isEmpty()) {
      throw new Unclear(
          table.name().name()
              + " is referred to by "
              + String.join(", ", referring)
              + ": are these foreign keys to be dropped first?");
    }
    requireNoView(table, table.name().name());
  }

  /** Asks what is to become of all that uses a column. */
  void requireNone(Relation table, Column column) throws Unclear {
    List<String> users = users(table, column.name());
    if (!users.isEmpty()) {
      throw new Unclear(
          "The column "
              + column.name()
              + " is used by "
              + String.join(", ", users.stream().distinct().toList())
              + ": what is to become of that?");
    }
    requireNoView(table, column.name());
  }

  /** Asks where something keeps a column's type from being changed. */
  void requireTypeMayChange(Relation table, Column column) throws Unclear {
    List<String> users = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(column.name())) {
        users.add("the foreign key " + key.name());
      }
    }
    for (JoinLink link : index.links(table)) {
      if (link.declared()
          && link.target().name().equals(table.name())
          && link.targetColumns().contains(column.name())) {
        users.add("the foreign key " + link.name() + " of " + link.source().name().name());
      }
    }
    for (Column other : table.columns()) {
      String expression = other.generationExpression();
      if (expression != null && expression.contains(column.name())) {
        users.add("the computed column " + other.name());
      }
    }
    if (!users.isEmpty()) {
      throw new Unclear(
          "The column "
              + column.name()
              + " is used by "
              + String.join(", ", users.stream().distinct().toList())
              + ", which would have to change with it: what is to become of that?");
    }
  }

  /**
   * The plain views that read the column; asks where others read these.
   *
   * @param alike whether the new type takes the place of the old one in any condition
   */
  List<Relation> viewsToMakeAgain(Relation table, Column column, boolean alike) throws Unclear {
    List<Relation> views =
        index.schema().relations().stream()
            .filter(r -> r.definition() != null && !r.kind().isTable())
            .filter(r -> mentions(r, table, column.name()))
            .toList();
    for (Relation view : views) {
      if (!alike || view.kind() != RelationKind.VIEW || !viewsOf(view).isEmpty()) {
        requireNoView(table, column.name());
      }
    }
    return views;
  }

  /** The indexes that are on this column alone and go with it. */
  List<String> indexesOnlyOf(Relation table, Column column) {
    return table.indexes().stream()
        .filter(i -> i.parts().size() == 1)
        .filter(i -> column.name().equals(i.parts().getFirst().column()))
        .map(Index::name)
        .toList();
  }

  /** The views that read the table, as far as their definitions are known. */
  List<String> viewsOf(Relation table) {
    return index.schema().relations().stream()
        .filter(r -> r.definition() != null && !r.kind().isTable() && r != table)
        .filter(r -> mentions(r, table, table.name().name()))
        .map(r -> r.name().name())
        .toList();
  }

  private List<String> users(Relation table, String name) {
    List<String> users = new ArrayList<>();
    if (table.primaryKey() != null && table.primaryKey().columns().contains(name)) {
      users.add("the primary key");
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(name)) {
        users.add("the foreign key " + key.name());
      }
    }
    for (JoinLink link : index.links(table)) {
      if (link.declared()
          && link.target().name().equals(table.name())
          && link.targetColumns().contains(name)) {
        users.add("the foreign key " + link.name() + " of " + link.source().name().name());
      }
    }
    for (Index known : table.indexes()) {
      boolean several = known.parts().size() > 1;
      if (several && known.parts().stream().anyMatch(p -> name.equals(p.column()))) {
        users.add("the index " + known.name());
      }
    }
    for (CheckConstraint check : table.checks()) {
      if (check.expression().contains(name)) {
        users.add("the check " + check.name());
      }
    }
    for (Column other : table.columns()) {
      if (other.generationExpression() != null && other.generationExpression().contains(name)) {
        users.add("the computed column " + other.name());
      }
    }
    if (table.columns().size() == 1) {
      users.add("the table, as its only column");
    }
    return users;
  }

  private void requireNoView(Relation table, String name) throws Unclear {
    List<String> views =
        index.schema().relations().stream()
            .filter(r -> r.definition() != null && !r.kind().isTable())
            .filter(r -> mentions(r, table, name))
            .map(r -> r.name().name())
            .toList();
    if (!views.isEmpty()) {
      throw new Unclear(
          name
              + " is used by "
              + String.join(", ", views)
              + ": what is to become of "
              + (views.size() == 1 ? "that view?" : "these views?"));
    }
  }

  private static boolean mentions(Relation view, Relation table, String name) {
    String definition = view.definition();
    return definition != null
        && definition.contains(table.name().name())
        && (definition.contains(name) || definition.contains("*"));
  }
}
