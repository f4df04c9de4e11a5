package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The relations around those that a request names. */
final class Neighbourhood {
  private static final int HOPS = 2;
  private static final int MOST_RELATIONS = 40;

  private Neighbourhood() {}

  /** The relations one or two joins away, the near ones first, those referred to before others. */
  static List<Relation> of(List<Relation> relations, SchemaIndex index) {
    Map<ObjectName, Relation> found = new LinkedHashMap<>();
    List<Relation> ring = relations;
    for (int hop = 0; hop < HOPS; hop++) {
      List<Relation> next = new ArrayList<>();
      for (Relation relation : ring) {
        for (JoinLink link : links(relation, index)) {
          Relation other = link.opposite(relation);
          boolean known = relations.stream().anyMatch(r -> r.name().equals(other.name()));
          if (!known
              && found.size() < MOST_RELATIONS
              && found.putIfAbsent(other.name(), other) == null) {
            next.add(other);
          }
        }
      }
      ring = next;
    }
    return List.copyOf(found.values());
  }

  private static List<JoinLink> links(Relation relation, SchemaIndex index) {
    return index.links(relation).stream()
        .sorted(
            Comparator.comparing((JoinLink l) -> !l.source().name().equals(relation.name()))
                .thenComparing(JoinLink::name))
        .toList();
  }
}
