package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The FROM clause of one query: a table and those that are joined with it, by the way there. */
final class Sources {
  private static final class Join {
    final Relation relation;
    final String alias;
    final JoinLink link;
    final String fromAlias;
    final boolean fromIsSource;
    boolean inner;

    Join(Relation relation, String alias, JoinLink link, String fromAlias, boolean fromIsSource) {
      this.relation = relation;
      this.alias = alias;
      this.link = link;
      this.fromAlias = fromAlias;
      this.fromIsSource = fromIsSource;
    }
  }

  private final Relation base;
  private final String alias;
  private final Sql sql;
  private final Aliases aliases;
  private final Notes notes;
  private final boolean qualified;
  private final Map<List<JoinLink>, Join> joins = new LinkedHashMap<>();

  Sources(Relation base, Sql sql, Aliases aliases, Notes notes, boolean qualified) {
    this.base = base;
    this.sql = sql;
    this.aliases = aliases;
    this.notes = notes;
    this.qualified = qualified;
    this.alias = aliases.of(base);
  }

  Relation base() {
    return base;
  }

  Aliases aliases() {
    return aliases;
  }

  boolean isJoined() {
    return !joins.isEmpty();
  }

  /** Whether the rows at the end of this way stand in the query already. */
  boolean isJoined(List<JoinLink> path) {
    return joins.containsKey(path);
  }

  String alias() {
    return alias;
  }

  /** The column where its row has to be there. */
  String column(Place place) {
    return written(place, true);
  }

  /** The column where rows stay that have no counterpart. */
  String shown(Place place) {
    return written(place, false);
  }

  private String written(Place place, boolean inner) {
    String name = sql.name(place.column().name());
    if (place.path().isEmpty()) {
      return qualified ? alias + "." + name : name;
    }
    return join(place.path(), inner) + "." + name;
  }

  /** Joins along the way, and tells what the last table is called in the query. */
  String join(List<JoinLink> path, boolean inner) {
    Relation from = base;
    String fromAlias = alias;
    for (int i = 0; i < path.size(); i++) {
      JoinLink link = path.get(i);
      boolean self = link.source().name().equals(link.target().name());
      boolean fromIsSource = self || link.source().name().equals(from.name());
      Relation next = fromIsSource ? link.target() : link.source();
      List<JoinLink> key = List.copyOf(path.subList(0, i + 1));
      Join join = joins.get(key);
      if (join == null) {
        join = new Join(next, aliases.of(next), link, fromAlias, fromIsSource);
        join.inner = !isOptional(link, fromIsSource);
        joins.put(key, join);
        notes.refer(next, "joined by " + Joins.describe(link));
        if (!link.declared()) {
          notes.assume(Joins.undeclared(link), 0);
        }
      }
      join.inner |= inner;
      from = next;
      fromAlias = join.alias;
    }
    return fromAlias;
  }

  private static boolean isOptional(JoinLink link, boolean fromIsSource) {
    return fromIsSource
        && link.sourceColumns().stream()
            .anyMatch(c -> link.source().findColumn(c).map(Column::nullable).orElse(true));
  }

  /** Whether a row of the base can stand several times among the joined ones. */
  boolean hasRepeats() {
    return joins.keySet().stream().anyMatch(path -> !Grammar.isToOne(base, path));
  }

  /** Whether rows at the end of a way can stand several times for joins beside it. */
  boolean hasOtherRepeats(List<JoinLink> way) {
    for (List<JoinLink> path : joins.keySet()) {
      boolean onTheWay = path.size() <= way.size() && way.subList(0, path.size()).equals(path);
      boolean beyond = path.size() > way.size() && path.subList(0, way.size()).equals(way);
      if (!onTheWay && !beyond && !Grammar.isToOne(base, path)) {
        return true;
      }
    }
    return false;
  }

  String on(JoinLink link, boolean fromIsSource, String fromAlias, String toAlias) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < link.sourceColumns().size(); i++) {
      String source = sql.name(link.sourceColumns().get(i));
      String target = sql.name(link.targetColumns().get(i));
      pairs.add(
          fromAlias
              + "."
              + (fromIsSource ? source : target)
              + " = "
              + toAlias
              + "."
              + (fromIsSource ? target : source));
    }
    return String.join(" AND ", pairs);
  }

  String from() {
    StringBuilder text = new StringBuilder("FROM ").append(sql.table(base));
    if (qualified) {
      text.append(" ").append(alias);
    }
    for (Join join : joins.values()) {
      text.append(join.inner ? "\nJOIN " : "\nLEFT JOIN ")
          .append(sql.table(join.relation))
          .append(" ")
          .append(join.alias)
          .append(" ON ")
          .append(on(join.link, join.fromIsSource, join.fromAlias, join.alias));
    }
    return text.toString();
  }
}
