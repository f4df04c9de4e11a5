package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The shortest ways between two relations. They are looked for from both ends, the nearer side of
 * which grows first, so that a table that very many refer to is rarely looked into.
 */
public final class JoinPaths {
  /** Of very many ways that are equally long only the first ones are told. */
  private static final int MAX_WAYS = 50;

  private final Relation to;
  private final Function<Relation, List<JoinLink>> links;
  private final Side fromSide;
  private final Side toSide;

  /** What lies on a way between the beginning and where both sides meet. */
  private final Set<ObjectName> between = new HashSet<>();

  private final List<List<JoinLink>> found = new ArrayList<>();

  /** What so many joins lead to from one end, each with the fewest. */
  private static final class Side {
    final Map<ObjectName, Integer> distances = new HashMap<>();
    List<Relation> outermost;
    int hops;

    Side(Relation end) {
      distances.put(end.name(), 0);
      outermost = List.of(end);
    }
  }

  private JoinPaths(Relation from, Relation to, Function<Relation, List<JoinLink>> links) {
    this.to = to;
    this.links = links;
    this.fromSide = new Side(from);
    this.toSide = new Side(to);
  }

  /**
   * All shortest ways, those with the fewest undeclared joins first; none from a relation to
   * itself.
   *
   * @param joins how many joins a way has at most
   * @param links the joins that leave or reach a relation
   */
  public static List<List<JoinLink>> between(
      Relation from, Relation to, int joins, Function<Relation, List<JoinLink>> links) {
    JoinPaths paths = new JoinPaths(from, to, links);
    boolean itself = from.name().equals(to.name());
    if (itself || !paths.meet(joins)) {
      return List.of();
    }
    paths.follow(from, new ArrayList<>());
    paths.found.sort(
        Comparator.comparingLong(path -> path.stream().filter(link -> !link.declared()).count()));
    return paths.found;
  }

  private boolean meet(int joins) {
    while (fromSide.hops + toSide.hops < joins) {
      boolean nearer = fromSide.outermost.size() <= toSide.outermost.size();
      Side other = nearer ? toSide : fromSide;
      List<Relation> reached = grow(nearer ? fromSide : toSide);
      if (reached.isEmpty()) {
        return false;
      }
      reached.removeIf(relation -> !isAt(other, relation, other.hops));
      if (!reached.isEmpty()) {
        markBackwards(reached);
        return true;
      }
    }
    return false;
  }

  private List<Relation> grow(Side side) {
    side.hops++;
    List<Relation> next = new ArrayList<>();
    for (Relation end : side.outermost) {
      for (JoinLink link : links.apply(end)) {
        Relation opposite = link.opposite(end);
        if (side.distances.putIfAbsent(opposite.name(), side.hops) == null) {
          next.add(opposite);
        }
      }
    }
    side.outermost = List.copyOf(next);
    return next;
  }

  private void markBackwards(List<Relation> meeting) {
    List<Relation> ring = meeting;
    for (int distance = fromSide.hops; distance > 0; distance--) {
      List<Relation> nearer = new ArrayList<>();
      for (Relation end : ring) {
        between.add(end.name());
        for (JoinLink link : links.apply(end)) {
          Relation opposite = link.opposite(end);
          if (isAt(fromSide, opposite, distance - 1) && between.add(opposite.name())) {
            nearer.add(opposite);
          }
        }
      }
      ring = nearer;
    }
  }

  private void follow(Relation end, List<JoinLink> path) {
    if (end.name().equals(to.name())) {
      found.add(List.copyOf(path));
      return;
    }
    int hops = path.size() + 1;
    for (JoinLink link : links.apply(end)) {
      Relation next = link.opposite(end);
      if (found.size() < MAX_WAYS && isOnAWay(next, hops)) {
        path.add(link);
        follow(next, path);
        path.removeLast();
      }
    }
  }

  /** Whether a shortest way has the relation after so many joins. */
  private boolean isOnAWay(Relation relation, int hops) {
    return hops <= fromSide.hops
        ? isAt(fromSide, relation, hops) && between.contains(relation.name())
        : isAt(toSide, relation, fromSide.hops + toSide.hops - hops);
  }

  private static boolean isAt(Side side, Relation relation, int distance) {
    return side.distances.getOrDefault(relation.name(), -1) == distance;
  }
}
