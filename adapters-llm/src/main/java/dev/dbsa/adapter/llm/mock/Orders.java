package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what rows are sorted by, and which way. */
final class Orders {
  private final Grammar g;
  private final Nouns nouns;

  Orders(Grammar g, Nouns nouns) {
    this.g = g;
    this.nouns = nouns;
  }

  /** Sorted by name, in alphabetical order of title, from oldest to youngest. */
  List<Read<Intent>> sorted(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    int i = g.skip(draft.end());
    i = g.isComma(i) ? i + 1 : i;
    i = g.isWord(i, Set.of("and")) ? i + 1 : i;
    i = g.isWord(i, Set.of("that", "which")) && g.isWord(i + 1, Language.BE) ? i + 2 : i;
    int bare =
        g.anyPhrase(
            i,
            "sorted alphabetically",
            "alphabetically",
            "ordered alphabetically",
            "in alphabetical order",
            "in lexicographical order",
            "in order",
            "in reverse alphabetical order",
            "sorted in alphabetical order",
            "sorted by name",
            "ordered by name");
    Rows rows = draft.value().rows();
    int at = -1;
    Boolean descending = null;
    int[] found1 = direction(i);
    if (g.isWord(i, Language.SORT)
        || g.phrase(i, "in order of") > 0
        || found1[0] > 0
        || g.phrase(i, "results should be sorted") > 0) {
      at = g.phrase(i, "in order of") > 0 ? i + 3 : found1[0] > 0 ? found1[0] : i + 1;
      descending = found1[0] > 0 ? Boolean.valueOf(found1[1] > 0) : null;
      if (descending == null) {
        int[] inner = direction(at);
        if (inner[0] > 0) {
          descending = inner[1] > 0;
          at = inner[0];
        }
      }
      at = g.isWord(at, Set.of("by", "of", "on", "according")) ? at + 1 : at;
      at = g.isWord(at, Set.of("to", "their", "its", "the")) ? at + 1 : at;
      if (descending == null) {
        int[] inner = direction(at);
        if (inner[0] > 0) {
          descending = inner[1] > 0;
          at = inner[0];
        }
      }
    }
    int[] whole1 = direction(g.isWord(i, Language.SORT) ? i + 1 : i);
    Extreme extreme = rows.extreme();
    if (extreme != null && extreme.rows() == 1 && whole1[0] > 0 && extreme.by() instanceof Value) {
      // the largest ones, from largest to smallest: all of them in that order.
      Sort sort = new Sort(extreme.by(), whole1[1] > 0);
      int end = whole1[0];
      for (FieldSense sense : g.senses.fields(end)) {
        end = Math.max(end, sense.end());
        break;
      }
      found.add(draft.as(draft.value().with(rows.withoutExtreme()).sorted(sort)).to(end, 0.02));
    }
    if (at > 0) {
      List<Read<Output>> keys = new ArrayList<>(outputKeys(draft.value(), at));
      keys.addAll(sortKeys(rows, at));
      if (draft.value().hasFigures()) {
        int count = g.anyPhrase(at, "number of", "count of", "count", "number", "counts");
        if (count > 0) {
          int end = count;
          for (Read<Rows> other : nouns.rows(count, 3)) {
            end = Math.max(end, other.end());
          }
          keys.add(
              Read.of(
                  draft.value().outputs().stream()
                      .filter(o -> o instanceof Figure)
                      .findFirst()
                      .orElse(Figure.count()),
                  end,
                  0.01));
        }
      }
      for (Read<Output> key : keys) {
        int end = g.pronounClause(key.end());
        boolean down = descending != null && descending;
        int[] after = direction(end);
        if (after[0] > 0) {
          down = after[1] > 0;
          end = after[0];
        }
        Intent before = draft.value();
        if (extreme != null && extreme.rows() == 1 && key.value().equals(extreme.by())) {
          // Which have the most, sorted by how many: all of them, with how many these are.
          before = before.with(rows.withoutExtreme());
          if (before.outputs().isEmpty() && key.value() instanceof Figure) {
            before = before.showing(List.of(new Identity(List.of(), rows.relation()), key.value()));
          }
        }
        Read<Intent> once = draft.then(before.sorted(new Sort(key.value(), down)), key).to(end, 0);
        found.add(once);
        int then = g.isComma(g.skip(end)) ? g.skip(end) + 1 : g.skip(end);
        int more = g.anyPhrase(then, "then by", "then", "and then by", "and then", "and by");
        if (more > 0) {
          for (Read<Output> second : sortKeys(rows, more)) {
            int[] last = direction(second.end());
            found.add(
                once.then(
                        once.value().sorted(new Sort(second.value(), last[0] > 0 && last[1] > 0)),
                        second)
                    .to(last[0] > 0 ? last[0] : second.end(), 0));
          }
        }
      }
      if (descending != null && draft.value().outputs().size() == 1) {
        found.add(
            draft
                .as(draft.value().sorted(new Sort(draft.value().outputs().getFirst(), descending)))
                .to(at, 0.08));
      }
    }
    if (bare > 0 && at < 0 || bare > 0 && g.skip(bare) >= g.size()) {
      Output key = alphabetical(draft.value());
      int end = bare;
      if (key != null) {
        found.add(
            draft
                .as(
                    draft
                        .value()
                        .sorted(new Sort(key, g.phrase(i, "in reverse alphabetical order") > 0)))
                .to(end, 0.01));
      }
    }
    return found;
  }

  @Nullable Output alphabetical(Intent draft) {
    if (!draft.outputs().isEmpty()) {
      return draft.outputs().getFirst();
    }
    return g.label(draft.rows().relation())
        .map(c -> (Output) new Value(Place.own(draft.rows().relation(), c)))
        .orElse(null);
  }

  List<Read<Output>> outputKeys(Intent draft, int at) {
    List<Read<Output>> found = new ArrayList<>();
    for (Output output : draft.outputs()) {
      if (output instanceof Value(var place)) {
        for (FieldSense sense : g.senses.fields(at)) {
          if (sense.field().equals(place.field())) {
            found.add(Read.of(output, sense.end(), (1 - sense.score()) * 0.5));
          }
        }
      }
    }
    return found;
  }

  /** The end of words for a direction, and 1 for downwards; 0 as the end where there are none. */
  int[] direction(int i) {
    int at = g.skip(i);
    at = g.isComma(at) ? at + 1 : at;
    int down =
        g.anyPhrase(
            at,
            "in descending order",
            "in decreasing order",
            "descending",
            "desc",
            "from highest to lowest",
            "from largest to smallest",
            "from oldest to youngest",
            "from longest to shortest",
            "from most to least",
            "in reverse order",
            "descending order",
            "decreasing",
            "in descending",
            "from oldest to the youngest",
            "in desc order",
            "highest first",
            "largest first",
            "newest first",
            "latest first",
            "from newest to oldest",
            "in reverse alphabetical order",
            "from high to low");
    int up =
        g.anyPhrase(
            at,
            "in ascending order",
            "in increasing order",
            "ascending",
            "asc",
            "from lowest to highest",
            "from smallest to largest",
            "from youngest to oldest",
            "from shortest to longest",
            "ascending order",
            "increasing",
            "in alphabetical order",
            "in ascending alphabetical order",
            "in lexicographical order",
            "in ascending",
            "ascending alphabetical order",
            "alphabetically",
            "alphabetical order",
            "oldest first",
            "lowest first",
            "from low to high",
            "in asc order",
            "in ascending lexicographical order",
            "from least to most",
            "from oldest to newest");
    return down >= up ? new int[] {Math.max(0, down), 1} : new int[] {up, 0};
  }

  /** by total amount, by number of orders, by price: what the top is taken by. */
  List<Read<Intent>> by(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    int i = g.skip(draft.end());
    if (!g.isWord(i, Set.of("by", "with", "in", "for", "having"))) {
      return found;
    }
    Rows rows = draft.value().rows();
    int at =
        g.anyPhrase(
            i,
            "by",
            "by highest",
            "with highest",
            "by most",
            "with most",
            "in terms of",
            "with largest",
            "by largest",
            "with the");
    if (at < 0) {
      at = i + 1;
    }
    boolean most = true;
    if (g.isWord(at - 1, Language.LEAST)) {
      most = false;
    }
    for (Read<Output> key : sortKeys(rows, at)) {
      found.add(draft.then(draft.value().sorted(new Sort(key.value(), most)), key));
    }
    return found;
  }

  /** total of invoices: the sum of the only amount that they have. */
  private List<Read<Output>> ofAmounts(Rows rows, String function, int at) {
    List<Read<Output>> found = new ArrayList<>();
    for (Read<Rows> other : nouns.rows(at, 2)) {
      Optional<Column> amount = g.amount(other.value().relation());
      if (amount.isEmpty()) {
        continue;
      }
      for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
        Place place = Place.own(other.value().relation(), amount.get());
        found.add(
            other
                .then((Output) new Figure(function, place, false, related.value()), related)
                .to(other.end(), 0.05));
      }
    }
    return found;
  }

  /** What rows can be sorted by: a column, the number of related rows, a sum over them. */
  List<Read<Output>> sortKeys(Rows rows, int at) {
    List<Read<Output>> found = new ArrayList<>();
    int i = g.skip(at);
    String function = Language.FIGURES.getOrDefault(g.word(i), "");
    int field = function.isEmpty() ? i : i + 1;
    for (FieldSense sense : g.senses.fields(i)) {
      Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
      if (place != null && Grammar.isToOne(rows.relation(), place.value().path())) {
        found.add(
            Read.of(
                new Value(place.value()), sense.end(), place.cost() + (1 - sense.score()) * 0.5));
      }
    }
    if (!function.isEmpty() && g.isWord(field, Set.of("of"))) {
      found.addAll(ofAmounts(rows, function, field + 1));
    }
    // total amount: a column of that name before a total of amounts.
    boolean named =
        field > i && g.senses.fields(i).stream().anyMatch(f -> f.end() > field && f.score() > 0.95);
    List<FieldSense> summable = new ArrayList<>(g.senses.fields(field));
    if (named) {
      g.senses.fields(i).stream()
          .filter(f -> f.end() > field && f.score() > 0.95)
          .forEach(summable::add);
    }
    for (FieldSense sense : summable) {
      boolean whole = named && g.senses.fields(i).contains(sense);
      boolean summed = g.isMeasure(sense.field().relation(), sense.field().column());
      if (!summed || sense.field().isOf(rows.relation())) {
        continue;
      }
      for (Read<Related> related :
          g.related(rows.relation(), Rows.of(sense.field().relation()), sense.end())) {
        if (!Grammar.isToOne(rows.relation(), related.value().path())) {
          Figure figure =
              new Figure(
                  function.isEmpty() ? "SUM" : function,
                  Place.own(sense.field().relation(), sense.field().column()),
                  false,
                  related.value());
          found.add(
              Read.of(
                  figure,
                  sense.end(),
                  related.cost()
                      + (1 - sense.score()) * 0.5
                      + (function.isEmpty() ? 0.06 : named && !whole ? 0.12 : 0)
                      + (Grammar.isAside(sense.field().relation()) ? 0.08 : 0)));
        }
      }
    }
    int number = g.anyPhrase(i, "number of", "count of", "total number of");
    int noun = number > 0 ? number : i;
    for (Read<Rows> other : nouns.rows(noun, 1)) {
      for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
        if (!Grammar.isToOne(rows.relation(), related.value().path())) {
          found.add(
              other
                  .then(
                      (Output) new Figure("COUNT", null, false, Grammar.counted(related.value())),
                      related)
                  .to(other.end(), number > 0 ? 0 : 0.08));
        }
      }
    }
    if (number > 0) {
      for (FieldSense sense : g.senses.fields(noun)) {
        if (sense.field().isOf(rows.relation())
            && g.isMeasure(rows.relation(), sense.field().column())) {
          found.add(
              Read.of(
                  new Value(Place.own(rows.relation(), sense.field().column())),
                  sense.end(),
                  (1 - sense.score()) * 0.5));
        }
      }
    }
    return Read.best(found);
  }
}
