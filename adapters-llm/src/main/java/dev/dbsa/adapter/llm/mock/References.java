package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns by which the rows of a table refer to those of others. */
final class References {
  private final Reading reading;

  References(Reading reading) {
    this.reading = reading;
  }

  /**
   * A column that refers to another table's key.
   *
   * @param key the column referred to
   */
  record Link(Column column, Relation table, Column key) {}

  /** All single columns of the table that refer to another table or to itself. */
  List<Link> of(Relation table) {
    List<Link> links = new ArrayList<>();
    for (JoinLink link : reading.index().links(table)) {
      if (!link.source().name().equals(table.name()) || link.sourceColumns().size() != 1) {
        continue;
      }
      Optional<Column> column = table.findColumn(link.sourceColumns().getFirst());
      Optional<Column> key = link.target().findColumn(link.targetColumns().getFirst());
      if (column.isPresent() && key.isPresent()) {
        Link found = new Link(column.get(), link.target(), key.get());
        if (!links.contains(found)) {
          links.add(found);
        }
      }
    }
    return links;
  }

  /**
   * The column that refers to a table; where several do, the one that is called after it.
   *
   * @return {@code null} where none is clear
   */
  @Nullable Link to(Relation table, Relation referred) {
    List<Link> links =
        of(table).stream().filter(l -> l.table().name().equals(referred.name())).toList();
    if (links.size() <= 1) {
      return links.isEmpty() ? null : links.getFirst();
    }
    Set<String> name = Set.copyOf(Words.stems(referred.name().name()));
    List<Link> named =
        links.stream()
            .filter(l -> Words.stems(l.column().name()).stream().anyMatch(name::contains))
            .toList();
    return named.size() == 1 ? named.getFirst() : null;
  }

  /** The column that a word such as manager or parent names, without the ending for a key. */
  @Nullable Link byRole(Relation table, List<String> stems) {
    for (Link link : of(table)) {
      List<String> words = new ArrayList<>(Words.stems(link.column().name()));
      words.removeIf(w -> Set.of("id", "ref", "key", "no", "by").contains(w));
      if (words.equals(stems)) {
        return link;
      }
    }
    return null;
  }
}
