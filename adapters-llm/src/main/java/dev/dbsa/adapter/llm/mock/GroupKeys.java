package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Plan.Bucket;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Senses.TableSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what rows are taken apart by: in each country, per month, by category. */
final class GroupKeys {
  private static final Set<String> GROUPING =
      Set.of("grouped", "broken", "divided", "split", "sorted", "ordered");

  private static final String[] PHRASES = {
    "for all",
    "for different",
    "for all different",
    "for different number of",
    "grouped by",
    "broken down by",
    "group by"
  };

  private final Grammar g;

  GroupKeys(Grammar grammar) {
    this.g = grammar;
  }

  /** in each country, per month, by category. */
  List<Read<Output>> each(Relation relation, int start) {
    List<Read<Output>> found = new ArrayList<>();
    int i = g.skip(start);
    double cost = 0;
    if (Language.RELATIVE.contains(g.word(i)) && g.isWord(i + 1, Language.BE)) {
      i++;
    }
    String next = g.word(i + 1);
    if (g.isVerb(i) && (Language.PREPOSITIONS.contains(next) || Language.EACH.contains(next))) {
      i++;
    } else if (g.isWord(i, Language.BE) && g.isVerb(i + 1)) {
      i += 2;
    } else if (g.isWord(i, Language.BE) && Language.PREPOSITIONS.contains(next)) {
      i++;
    }
    int at = g.anyPhrase(i, PHRASES);
    if (Language.EACH.contains(g.word(i))) {
      at = i + 1;
    } else if (Language.PREPOSITIONS.contains(g.word(i)) && Language.EACH.contains(g.word(i + 1))) {
      at = i + 2;
    } else if (at > 0) {
      cost = 0.06;
    } else if (g.word(i).equals("by")) {
      at = i + 1;
      // produced by the maker: who does it, not what is counted by.
      cost = g.isVerb(i - 1) && !g.isWord(i - 1, GROUPING) ? 0.14 : 0.05;
    } else if (Dates.unit(g.word(i)).isPresent() && g.word(i).endsWith("ly")) {
      at = i;
    } else {
      return found;
    }
    while (g.isWord(at, Set.of("of", "different", "distinct", "single", "individual", "listed"))) {
      at++;
    }
    found.addAll(at(relation, at, cost));
    return Read.best(found);
  }

  /** What rows can be taken apart by: a column, what they belong to, a unit of time. */
  List<Read<Output>> at(Relation relation, int at, double cost) {
    List<Read<Output>> found = new ArrayList<>();
    Optional<Unit> unit = Dates.unit(g.word(at));
    if (unit.isPresent()) {
      for (Column moment : g.moments(relation)) {
        if (g.kind(moment).isDay()) {
          found.add(
              Read.of(new Bucket(Place.own(relation, moment), unit.get()), at + 1, cost + 0.02));
          break;
        }
      }
    }
    for (FieldSense sense : g.senses.fields(at)) {
      Read<Place> place = g.place(relation, sense.field(), sense.end());
      if (place != null && Grammar.isToOne(relation, place.value().path())) {
        found.add(
            Read.of(
                new Value(place.value()),
                sense.end(),
                cost + place.cost() + (1 - sense.score()) * 0.5));
      }
    }
    for (TableSense table : g.senses.tables(at)) {
      if (table.relation().name().equals(relation.name())) {
        continue;
      }
      var ways = g.paths(relation, table.relation());
      if (!ways.isEmpty()) {
        double far = cost + 0.02 * (ways.getFirst().size() - 1) + (1 - table.score()) * 0.5;
        Output key = key(relation, ways.getFirst(), table.relation());
        found.add(Read.of(key, table.end(), far));
        int named = g.anyPhrase(table.end(), "name", "names");
        if (named > 0) {
          Output name = new Identity(ways.getFirst(), table.relation());
          found.add(Read.of(name, named, far + 0.01));
        }
      }
    }
    return found;
  }

  /** What rows belong to, by the name that they refer to it with, if they do. */
  Output key(Relation relation, List<JoinLink> way, Relation to) {
    JoinLink link = way.getLast();
    List<JoinLink> before = way.subList(0, way.size() - 1);
    Relation from = SchemaIndex.endOf(relation, before);
    boolean named =
        link.source().name().equals(from.name())
            && g.labels(to).stream().map(Column::name).toList().equals(link.targetColumns());
    return named
        ? new Value(
            new Place(before, from, from.findColumn(link.sourceColumns().getFirst()).orElseThrow()))
        : new Identity(way, to);
  }
}
