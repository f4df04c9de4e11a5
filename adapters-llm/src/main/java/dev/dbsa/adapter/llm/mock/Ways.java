package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.JoinPaths;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table lead to those of another: by foreign keys and by references that names
 * tell; where neither leads there, by what tables have in common, which is only presumed.
 */
final class Ways {
  /** The name of a join that nothing but likeness speaks for. */
  private static final String PRESUMED = "presumed";

  private static final int MOST_JOINS = 5;

  private static final int MOST_WAYS = 3;

  /** So many letters in common are a hint. */
  private static final int HINT = 4;

  /** Words that say of a table only that it holds something of what the other words name. */
  private static final Set<String> IDLE = Set.of("nam", "data", "info", "detail", "list", "record");

  private static final Set<String> UNTELLING =
      Set.of("id", "name", "year", "date", "title", "status", "type");

  private static final Pattern KEY_OF_AN_INITIAL = Pattern.compile("[a-z]id");
  private static final Pattern KEY_OF_INITIALS = Pattern.compile("[a-z]{2,3}id");

  /**
   * What likeness is told by, which every pair of tables is asked for.
   *
   * @param byFold the columns by their folded names
   * @param key the single key column; {@code null} if there is none
   * @param words those of the name that tell something
   */
  private record Likeness(
      List<NamedColumn> columns,
      Map<String, Column> byFold,
      @Nullable Column key,
      List<String> words) {}

  private record NamedColumn(Column column, String fold, List<String> stems) {}

  private final Grammar g;
  private final Map<List<ObjectName>, List<List<JoinLink>>> known = new HashMap<>();
  private final Map<ObjectName, Likeness> likenesses = new HashMap<>();
  private @Nullable Map<ObjectName, List<JoinLink>> presumed;

  Ways(Grammar grammar) {
    this.g = grammar;
  }

  /** Whether nothing but likeness speaks for the join. */
  static boolean isPresumed(JoinLink link) {
    return !link.declared() && link.name().equals(PRESUMED);
  }

  /**
   * The ways from a table to another, the likeliest first; for a table itself those over a
   * reference to itself, else over a table that pairs its rows.
   */
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

  /** Of equally long ways those that alone have a column called after a word of the request. */
  Set<List<JoinLink>> hinted(List<List<JoinLink>> equal) {
    Map<String, Integer> waysOf = new HashMap<>();
    equal.forEach(way -> names(way).forEach(name -> waysOf.merge(name, 1, Integer::sum)));
    Set<String> said = new HashSet<>();
    for (Item item : g.reading.items()) {
      String fold = item.first().fold();
      String stem = fold.length() > 3 ? Words.stem(fold) : "";
      if (stem.length() >= HINT) {
        said.add(stem.substring(0, HINT));
      }
    }
    Set<List<JoinLink>> hinted = new HashSet<>();
    for (List<JoinLink> way : equal) {
      boolean alone =
          names(way).stream()
              .anyMatch(
                  name ->
                      name.length() >= HINT
                          && waysOf.getOrDefault(name, 0) == 1
                          && said.contains(name.substring(0, HINT)));
      if (alone) {
        hinted.add(way);
      }
    }
    return hinted;
  }

  private static Set<String> names(List<JoinLink> way) {
    Set<String> names = new HashSet<>();
    way.forEach(l -> l.sourceColumns().forEach(c -> names.addAll(Words.stems(c))));
    return names;
  }

  // -- What is only presumed ----------------------------------------------------------------------

  /** The shortest ways with the fewest joins that nothing but likeness speaks for. */
  private List<List<JoinLink>> presumed(Relation from, Relation to) {
    List<JoinLink> direct = shared(from, to);
    if (!direct.isEmpty()) {
      return direct.stream().map(List::of).toList();
    }
    return JoinPaths.between(from, to, MOST_JOINS, this::all).stream()
        .sorted(Comparator.comparingLong(Ways::presumptions))
        .limit(MOST_WAYS)
        .toList();
  }

  private static long presumptions(List<JoinLink> way) {
    return way.stream().filter(Ways::isPresumed).count();
  }

  private List<JoinLink> all(Relation relation) {
    List<JoinLink> all = new ArrayList<>(g.index.links(relation));
    all.addAll(presumed().getOrDefault(relation.name(), List.of()));
    return all;
  }

  private Map<ObjectName, List<JoinLink>> presumed() {
    Map<ObjectName, List<JoinLink>> links = presumed;
    if (links == null) {
      links = new HashMap<>();
      // Of a large schema only some tables are in question.
      List<Relation> relations =
          g.senses.relations().stream().filter(r -> r.kind().isTable()).toList();
      for (Relation from : relations) {
        for (Relation to : relations) {
          if (from.name().equals(to.name())) {
            continue;
          }
          for (JoinLink link : between(from, to)) {
            links.computeIfAbsent(from.name(), _ -> new ArrayList<>()).add(link);
            links.computeIfAbsent(to.name(), _ -> new ArrayList<>()).add(link);
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
      links.addAll(shared(from, to));
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

  private static JoinLink link(String name, Relation from, Column column, Relation to, Column key) {
    return new JoinLink(name, from, List.of(column.name()), to, List.of(key.name()), false);
  }

  private Likeness likeness(Relation relation) {
    return likenesses.computeIfAbsent(relation.name(), _ -> likenessOf(relation));
  }

  private static Likeness likenessOf(Relation relation) {
    List<NamedColumn> columns = new ArrayList<>();
    Map<String, Column> byFold = new HashMap<>();
    for (Column column : relation.columns()) {
      String fold = Words.fold(column.name());
      columns.add(new NamedColumn(column, fold, Words.stems(column.name())));
      byFold.putIfAbsent(fold, column);
    }
    String key = SchemaIndex.singleKey(relation);
    List<String> words = new ArrayList<>(Words.stems(relation.name().name()));
    words.removeIf(IDLE::contains);
    return new Likeness(
        columns, byFold, key == null ? null : relation.findColumn(key).orElse(null), words);
  }

  /** Tables that share the name of a column which is a key or a reference of one of them. */
  private List<JoinLink> shared(Relation from, Relation to) {
    List<JoinLink> found = new ArrayList<>();
    for (NamedColumn named : likeness(from).columns()) {
      Column column = named.column();
      Column other = likeness(to).byFold().get(named.fold());
      if (other != null
          && !UNTELLING.contains(named.fold())
          && g.kind(column) == g.kind(other)
          && (g.isKeyLike(from, column) || g.isKeyLike(to, other))) {
        found.add(link(column.name(), from, column, to, other));
      }
    }
    return found;
  }

  /** Two tables of the same things: item_data and item_names share their keys. */
  private Optional<JoinLink> twins(Relation from, Relation to) {
    Column key = likeness(from).key();
    Column other = likeness(to).key();
    List<String> words = likeness(from).words();
    return key != null
            && other != null
            && g.kind(key) == g.kind(other)
            && !words.isEmpty()
            && words.equals(likeness(to).words())
        ? Optional.of(link(PRESUMED, from, key, to, other))
        : Optional.empty();
  }

  /** A column that is called as a table, and as that table's column of this name. */
  private Optional<JoinLink> calledAfter(Relation from, Relation to) {
    Likeness other = likeness(to);
    for (NamedColumn named : likeness(from).columns()) {
      Column same = named.stems().equals(other.words()) ? other.byFold().get(named.fold()) : null;
      if (same != null && g.kind(same) == g.kind(named.column())) {
        return Optional.of(link(PRESUMED, from, named.column(), to, same));
      }
    }
    return Optional.empty();
  }

  /** A key of initials that has those of several tables: pcid beside pid and cid. */
  private Optional<JoinLink> byInitials(Relation from, Relation to) {
    Column key = likeness(to).key();
    String fold = key == null ? "" : Words.fold(key.name());
    if (key == null || !KEY_OF_AN_INITIAL.matcher(fold).matches()) {
      return Optional.empty();
    }
    String initial = fold.substring(0, 1);
    if (Words.stems(to.name().name()).stream().noneMatch(w -> w.startsWith(initial))) {
      return Optional.empty();
    }
    for (NamedColumn named : likeness(from).columns()) {
      String initials = named.fold();
      if (KEY_OF_INITIALS.matcher(initials).matches()
          && initials.substring(0, initials.length() - 2).contains(initial)
          && !g.isReference(from, named.column())
          && g.kind(key) == g.kind(named.column())) {
        return Optional.of(link(PRESUMED, from, named.column(), to, key));
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
              && !g.labels(from).contains(column);
      if (open) {
        return link(column.name(), from, column, to, name.get());
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
