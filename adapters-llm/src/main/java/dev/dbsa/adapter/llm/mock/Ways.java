package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table lead to those of another: by foreign keys and by references that names
 * tell; where neither leads there, by what tables have in common, which is only presumed.
 */
final class Ways {
  /** What the name of a join is called that nothing but likeness speaks for. */
  static final String PRESUMED = "presumed";

  private static final int MOST_JOINS = 5;

  /** Of a larger schema only tables near one another are looked at. */
  private static final int MOST_TABLES = 60;

  private static final int MOST_WAYS = 3;

  /** Words that say of a table only that it holds something of what the other words name. */
  private static final Set<String> IDLE = Set.of("nam", "data", "info", "detail", "list", "record");

  private static final Set<String> UNTELLING =
      Set.of("id", "name", "year", "date", "title", "status", "type");

  private final Grammar g;
  private final Map<List<Object>, List<List<JoinLink>>> known = new HashMap<>();
  private @Nullable Map<String, List<JoinLink>> presumed;

  Ways(Grammar grammar) {
    this.g = grammar;
  }

  /** The ways from a table to another, the likeliest first; none for the table itself. */
  List<List<JoinLink>> paths(Relation from, Relation to) {
    return known.computeIfAbsent(
        List.of(from.name(), to.name()), _ -> List.copyOf(found(from, to)));
  }

  private List<List<JoinLink>> found(Relation from, Relation to) {
    if (from.name().equals(to.name())) {
      List<List<JoinLink>> self =
          g.index.links(from).stream()
              .filter(l -> l.source().name().equals(l.target().name()))
              .map(List::of)
              .toList();
      return self.isEmpty() ? paired(from) : self;
    }
    List<List<JoinLink>> named = g.index.paths(from, to);
    return named.isEmpty() ? presumed(from, to) : named;
  }

  // -- What is only presumed ----------------------------------------------------------------------

  /** The shortest ways with the fewest joins that nothing but likeness speaks for. */
  private List<List<JoinLink>> presumed(Relation from, Relation to) {
    List<List<JoinLink>> direct = shared(from, to);
    if (!direct.isEmpty()) {
      return direct;
    }
    List<List<JoinLink>> found = new ArrayList<>();
    List<List<JoinLink>> frontier = List.of(List.of());
    Set<String> seen = new HashSet<>(Set.of(from.name().toString()));
    for (int n = 0; n < MOST_JOINS && found.isEmpty() && !frontier.isEmpty(); n++) {
      List<List<JoinLink>> next = new ArrayList<>();
      Set<String> reached = new HashSet<>();
      for (List<JoinLink> way : frontier) {
        Relation end = SchemaIndex.endOf(from, way);
        for (JoinLink link : all(end)) {
          Relation other = link.opposite(end);
          if (!seen.contains(other.name().toString())) {
            reached.add(other.name().toString());
            List<JoinLink> longer = new ArrayList<>(way);
            longer.add(link);
            next.add(List.copyOf(longer));
          }
        }
      }
      seen.addAll(reached);
      next.sort(Comparator.comparingLong(Ways::presumptions));
      next.stream()
          .filter(w -> SchemaIndex.endOf(from, w).name().equals(to.name()))
          .limit(MOST_WAYS)
          .forEach(found::add);
      frontier = next;
    }
    return found;
  }

  private static long presumptions(List<JoinLink> way) {
    return way.stream().filter(l -> l.name().equals(PRESUMED)).count();
  }

  private List<JoinLink> all(Relation relation) {
    List<JoinLink> all = new ArrayList<>(g.index.links(relation));
    all.addAll(presumed().getOrDefault(relation.name().toString(), List.of()));
    return all;
  }

  private Map<String, List<JoinLink>> presumed() {
    Map<String, List<JoinLink>> links = presumed;
    if (links == null) {
      links = new HashMap<>();
      List<Relation> relations =
          g.senses.relations().stream().filter(r -> r.kind().isTable()).limit(MOST_TABLES).toList();
      for (Relation from : relations) {
        for (Relation to : relations) {
          if (from.name().equals(to.name())) {
            continue;
          }
          for (JoinLink link : between(from, to)) {
            links.computeIfAbsent(from.name().toString(), _ -> new ArrayList<>()).add(link);
            links.computeIfAbsent(to.name().toString(), _ -> new ArrayList<>()).add(link);
          }
        }
      }
      presumed = links;
    }
    return links;
  }

  private List<JoinLink> between(Relation from, Relation to) {
    List<JoinLink> links = new ArrayList<>();
    if (from.name().compareTo(to.name()) < 0) {
      shared(from, to).forEach(links::addAll);
      twins(from, to).ifPresent(links::add);
    }
    JoinLink open = leftOver(from, to);
    if (open != null) {
      links.add(open);
    }
    calledAfter(from, to).ifPresent(links::add);
    byInitials(from, to).ifPresent(links::add);
    return links;
  }

  private static JoinLink link(Relation from, String column, Relation to, String key) {
    return new JoinLink(PRESUMED, from, List.of(column), to, List.of(key), false);
  }

  /** Tables that share the name of a column which is a key or a reference of one of them. */
  private List<List<JoinLink>> shared(Relation from, Relation to) {
    List<List<JoinLink>> found = new ArrayList<>();
    for (Column column : from.columns()) {
      String fold = Words.fold(column.name());
      Column other =
          to.columns().stream()
              .filter(c -> Words.fold(c.name()).equals(fold))
              .findFirst()
              .orElse(null);
      boolean key = g.isKeyLike(from, column) || other != null && g.isKeyLike(to, other);
      if (other != null && !UNTELLING.contains(fold) && key && g.kind(column) == g.kind(other)) {
        found.add(
            List.of(
                new JoinLink(
                    column.name(),
                    from,
                    List.of(column.name()),
                    to,
                    List.of(other.name()),
                    false)));
      }
    }
    return found;
  }

  /** Two tables of the same things: cars_data and car_names share their keys. */
  private Optional<JoinLink> twins(Relation from, Relation to) {
    String key = SchemaIndex.singleKey(from);
    String other = SchemaIndex.singleKey(to);
    List<String> words = telling(from);
    if (key == null || other == null || words.isEmpty() || !words.equals(telling(to))) {
      return Optional.empty();
    }
    boolean alike =
        from.findColumn(key)
            .flatMap(c -> to.findColumn(other).map(o -> g.kind(c) == g.kind(o)))
            .orElse(false);
    return alike ? Optional.of(link(from, key, to, other)) : Optional.empty();
  }

  private static List<String> telling(Relation relation) {
    List<String> words = new ArrayList<>(Words.stems(relation.name().name()));
    words.removeIf(IDLE::contains);
    return words;
  }

  /** A column that is called as a table, and as that table's column of this name. */
  private Optional<JoinLink> calledAfter(Relation from, Relation to) {
    List<String> name = telling(to);
    for (Column column : from.columns()) {
      if (!Words.stems(column.name()).equals(name)) {
        continue;
      }
      Optional<Column> same =
          to.columns().stream()
              .filter(c -> Words.fold(c.name()).equals(Words.fold(column.name())))
              .filter(c -> g.kind(c) == g.kind(column))
              .findFirst();
      if (same.isPresent()) {
        return Optional.of(link(from, column.name(), to, same.get().name()));
      }
    }
    return Optional.empty();
  }

  /** A key of initials that has those of several tables: msid beside mid and sid. */
  private Optional<JoinLink> byInitials(Relation from, Relation to) {
    String key = SchemaIndex.singleKey(to);
    if (key == null || !Words.fold(key).matches("[a-z]id")) {
      return Optional.empty();
    }
    String initial = Words.fold(key).substring(0, 1);
    boolean named = Words.stems(to.name().name()).stream().anyMatch(w -> w.startsWith(initial));
    for (Column column : from.columns()) {
      String fold = Words.fold(column.name());
      if (named
          && fold.matches("[a-z]{2,3}id")
          && fold.substring(0, fold.length() - 2).contains(initial)
          && !g.isReference(from, column)
          && to.findColumn(key).filter(k -> g.kind(k) == g.kind(column)).isPresent()) {
        return Optional.of(link(from, column.name(), to, key));
      }
    }
    return Optional.empty();
  }

  /**
   * What a part of a text key refers to that no name tells: the other rows of a table that its rows
   * belong to.
   */
  private @Nullable JoinLink leftOver(Relation from, Relation to) {
    List<Column> key = g.columns.key(from);
    if (key.size() != 2 || g.columns.key(to).size() != 1) {
      return null;
    }
    Optional<Column> name = g.label(to);
    if (name.isEmpty() || !g.columns.key(to).contains(name.get())) {
      return null;
    }
    for (Column column : key) {
      boolean open =
          g.kind(column) == TypeKind.TEXT
              && !g.isReference(from, column)
              && !g.labels(from).contains(column)
              && !Words.stems(column.name())
                  .getFirst()
                  .equals(Words.stems(from.name().name()).getFirst() + "x");
      if (open) {
        return new JoinLink(
            column.name(), from, List.of(column.name()), to, List.of(name.get().name()), false);
      }
    }
    return null;
  }

  /** Rows of one table that another table pairs with one another. */
  private List<List<JoinLink>> paired(Relation relation) {
    List<List<JoinLink>> found = new ArrayList<>();
    for (JoinLink link : g.index.links(relation)) {
      Relation between = link.source();
      if (between.name().equals(relation.name()) || g.columns.key(between).size() != 2) {
        continue;
      }
      JoinLink open = leftOver(between, relation);
      if (open != null && link.sourceColumns().size() == 1) {
        found.add(List.of(open, link));
      }
      List<JoinLink> both =
          g.index.links(between).stream()
              .filter(
                  l ->
                      l.source().name().equals(between.name())
                          && l.target().name().equals(relation.name()))
              .toList();
      if (open == null && both.size() == 2) {
        found.add(List.of(both.get(1), both.get(0)));
        return found;
      }
    }
    return found;
  }
}
