package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Exists;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Having;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Share;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Terms.Term;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads questions of a form of their own: where, who, how much, duplicates, shares, the top ones,
 * for each.
 */
final class SpecialQuestions {
  private final Grammar g;
  private final Nouns nouns;
  private final Terms terms;
  private final Modifiers modifiers;
  private final Subjects subjects;
  private final Values values;
  private final Orders orders;
  private final Endings endings;

  SpecialQuestions(
      Grammar g,
      Nouns nouns,
      Terms terms,
      Modifiers modifiers,
      Subjects subjects,
      Values values,
      Orders orders,
      Endings endings) {
    this.g = g;
    this.nouns = nouns;
    this.terms = terms;
    this.modifiers = modifiers;
    this.subjects = subjects;
    this.values = values;
    this.orders = orders;
    this.endings = endings;
  }

  /** Who owns the youngest dog: people, as far as one table holds them. */
  List<Read<Plan>> people(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    if (start != g.skip(0) && !g.word(start - 1).matches("who|and")
        || !g.isWord(i, Set.of("who")) && !g.word(Math.max(0, i - 1)).equals("who")) {
      return found;
    }
    int at = g.isWord(i, Set.of("who")) ? i + 1 : i;
    for (Relation relation : g.senses.relations()) {
      if (!ValueLinker.isAgent(relation) || g.labels(relation).isEmpty()) {
        continue;
      }
      for (Read<Rows> rows : modifiers.all(Read.of(Rows.of(relation), at, 0.08), 0)) {
        if (!rows.value().isBare()) {
          List<Output> shown = new ArrayList<>(List.of(new Identity(List.of(), relation)));
          if (rows.value().extreme() != null && rows.value().extreme().by() instanceof Figure by) {
            shown.add(by);
          }
          found.addAll(
              endings.finished(
                  rows.as(Intent.of(rows.value(), shown))
                      .tell("“who” are " + relation.name().name() + ".", 0)));
        }
      }
    }
    return found;
  }

  /** Where is …, when was …, how much does … cost. */
  List<Read<Plan>> placesAndTimes(int start, boolean first) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(0);
    boolean where = g.word(i).equals("where");
    boolean when = g.word(i).equals("when");
    boolean much = g.phrase(i, "how much") > 0;
    if (!first || !where && !when && !much) {
      return found;
    }
    int at = much ? i + 2 : i + 1;
    while (g.isWord(at, Language.BE) || g.isWord(at, Language.DO)) {
      at++;
    }
    for (Read<Rows> rows : nouns.rows(at, 0)) {
      Relation relation = rows.value().relation();
      int end = rows.end();
      int verb = end;
      while (g.isWord(
          end,
          Set.of(
              "from",
              "located",
              "live",
              "lives",
              "born",
              "cost",
              "costs",
              "come",
              "comes",
              "at",
              "in",
              "happen",
              "created",
              "placed",
              "situated"))) {
        end++;
      }
      for (Column column : relation.columns()) {
        boolean fits =
            where
                ? ValueLinker.isPlace(column)
                    && g.kind(column) == TypeKind.TEXT
                    && !g.labels(relation).contains(column)
                : when
                    ? g.kind(column).isDay() || g.moments(relation).contains(column)
                    : g.isNumeric(column)
                        && g.senses.words(new Field(relation, column)).stream()
                            .anyMatch(Set.of("pric", "cost", "amount", "fee", "charg")::contains);
        if (fits && (!much || end > verb)) {
          Intent draft = Intent.of(rows.value(), List.of(new Value(Place.own(relation, column))));
          double far =
              where
                      && !g.isReference(relation, column)
                      && relation.columns().stream()
                          .anyMatch(c -> g.isReference(relation, c) && ValueLinker.isPlace(c))
                  ? 0.08
                  : 0;
          found.addAll(endings.finished(rows.as(draft).to(end, 0.06 + far)));
        }
      }
    }
    return found;
  }

  private static final String[] PEOPLE = {
    "how many people", "how many inhabitants", "how many citizens", "how many residents"
  };

  /** How many people live in …: the population, not a number of rows. */
  List<Read<Plan>> inhabitants(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int people = g.anyPhrase(g.skip(start), PEOPLE);
    if (people < 0) {
      return found;
    }
    boolean asks = g.isWord(people, Language.DO);
    int at =
        asks
            ? people + 1
            : g.anyPhrase(
                people, "live in", "are in", "reside in", "are living in", "are there in");
    if (at < 0) {
      return found;
    }
    String told = "“" + g.text(start, people) + "” is read as the population.";
    List<Read<String>> names = values.at(at);
    for (Relation relation : g.senses.relations()) {
      Column population = population(relation);
      if (population == null || !relation.kind().isTable()) {
        continue;
      }
      Place place = Place.own(relation, population);
      List<Read<Rows>> owners = new ArrayList<>();
      nouns.rows(at, 0).stream()
          .filter(r -> r.value().relation().name().equals(relation.name()))
          .forEach(owners::add);
      for (Read<String> value : names) {
        for (Read<Condition> called : values.called(relation, value, 0.06)) {
          owners.add(called.as(Rows.of(relation).with(called.value())));
        }
      }
      for (Read<Rows> owner : owners) {
        boolean one = owner.value().extreme() != null || isOne(owner.value());
        Output output = one ? new Value(place) : new Figure("SUM", place, false, null);
        int end = asks && g.isWord(owner.end(), Language.HAVE) ? owner.end() + 1 : owner.end();
        if (!asks || end > owner.end()) {
          found.addAll(
              endings.finished(
                  owner.as(Intent.of(owner.value(), List.of(output))).tell(told, 0).to(end, 0.02)));
        }
      }
    }
    return found;
  }

  private @Nullable Column population(Relation relation) {
    String stem = Words.stem("population");
    return relation.columns().stream()
        .filter(c -> g.isNumeric(c) && g.senses.words(new Field(relation, c)).contains(stem))
        .findFirst()
        .orElse(null);
  }

  /** the code and city of the depot table, as languages put it that name the table first. */
  List<Read<Plan>> possessed(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    for (Read<Rows> rows : nouns.rows(start, 0)) {
      int at = g.isWord(rows.end(), Set.of("table")) ? rows.end() + 1 : rows.end();
      boolean of = g.word(at).equals("of") && !g.reading.item(at).text().equals("of");
      if (!of) {
        continue;
      }
      for (Read<List<Term>> list : terms.list(at + 1)) {
        Read<Intent> intent =
            subjects.of(list, Read.of(rows.value(), list.end(), rows.cost() + 0.02));
        if (intent != null) {
          found.addAll(endings.finished(intent));
        }
      }
    }
    return found;
  }

  /** duplicate emails in customers, vehicles with duplicate model. */
  List<Read<Plan>> duplicates(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    Set<String> words = Set.of("duplicate", "duplicated", "duplicates", "repeated");
    if (g.isWord(i, words)) {
      for (FieldSense sense : g.senses.fields(i + 1)) {
        int end =
            g.isWord(sense.end(), Set.of("in", "of", "among", "from", "for"))
                ? sense.end() + 1
                : sense.end();
        for (Read<Rows> rows : nouns.rows(end, 0)) {
          if (sense.field().isOf(rows.value().relation())) {
            found.addAll(
                endings.finished(
                    rows.as(duplicated(rows.value(), sense))
                        .to(rows.end(), (1 - sense.score()) * 0.5)));
          }
        }
        if (end == sense.end()) {
          Rows rows = Rows.of(sense.field().relation());
          found.addAll(
              endings.finished(
                  Read.of(duplicated(rows, sense), end, 0.06 + (1 - sense.score()) * 0.5)));
        }
      }
    }
    for (Read<Rows> rows : nouns.rows(i, 0)) {
      int at =
          g.anyPhrase(
              rows.end(),
              "with duplicate",
              "with duplicated",
              "that have duplicate",
              "having duplicate",
              "with the same",
              "with same",
              "that share",
              "sharing",
              "with repeated");
      if (at < 0) {
        continue;
      }
      for (FieldSense sense : g.senses.fields(at)) {
        if (sense.field().isOf(rows.value().relation())) {
          found.addAll(
              endings.finished(
                  rows.as(duplicated(rows.value(), sense))
                      .to(sense.end(), 0.02 + (1 - sense.score()) * 0.5)));
        }
      }
    }
    return found;
  }

  static Intent duplicated(Rows rows, FieldSense sense) {
    Output key = new Value(Place.own(rows.relation(), sense.field().column()));
    return Intent.of(rows, List.of(key, Figure.count()))
        .groupedBy(List.of(key))
        .havingAlso(new Having(Figure.count(), ">", "1"));
  }

  /** Per customer the number of orders, as some languages put it. */
  List<Read<Plan>> perFirst(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    if (g.word(i).endsWith("ly") && Dates.unit(g.word(i)).isPresent()) {
      Dates.Unit unit = Dates.unit(g.word(i)).get();
      for (FieldSense sense : g.senses.fields(i + 1)) {
        Relation relation = sense.field().relation();
        if (!g.isMeasure(relation, sense.field().column()) || !relation.kind().isTable()) {
          continue;
        }
        for (Column moment : g.moments(relation)) {
          if (g.kind(moment).isDay()) {
            Rows rows = Rows.of(relation).with(new Plan.Bucket(Place.own(relation, moment), unit));
            Output sum =
                new Figure("SUM", Place.own(relation, sense.field().column()), false, null);
            found.addAll(
                endings.finished(
                    Read.of(
                        Intent.of(rows, List.of(sum)),
                        sense.end(),
                        0.1 + (1 - sense.score()) * 0.5)));
            break;
          }
        }
      }
    }
    if (!Language.EACH.contains(g.word(i))) {
      return found;
    }
    for (int noun = i + 2; noun < Math.min(g.size(), i + 6); noun++) {
      int at = g.isWord(noun, Set.of("of")) ? noun + 1 : noun;
      for (Read<Rows> rows : nouns.rows(at, 1)) {
        int end = g.isWord(rows.end(), Set.of("of")) ? rows.end() + 1 : rows.end();
        if (!g.isWord(end, Set.of("count", "number"))) {
          continue;
        }
        for (Read<Output> key : modifiers.keys().at(rows.value().relation(), i + 1, 0)) {
          if (key.end() == noun) {
            Intent draft = Intent.of(rows.value().with(key.value()), List.of(Figure.count()));
            found.addAll(endings.finished(rows.as(draft).to(end + 1, key.cost())));
          }
        }
      }
    }
    return found;
  }

  /** the percentage of paid fines. */
  List<Read<Plan>> shares(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    int at =
        g.anyPhrase(i, "percentage of", "percent of", "share of", "proportion of", "fraction of");
    if (at < 0) {
      return found;
    }
    boolean percent = g.word(i).startsWith("percent") || g.word(i).equals("share");
    for (Read<Rows> read : nouns.rows(at, 0)) {
      Rows rows = read.value();
      if (!rows.conditions().isEmpty() && rows.extreme() == null) {
        Rows all = new Rows(rows.relation(), List.of(), null, rows.each());
        boolean simple = rows.conditions().stream().noneMatch(c -> c instanceof Exists);
        if (simple) {
          found.addAll(
              endings.finished(
                  read.as(Intent.of(all, List.of(new Share(rows.conditions(), percent))))
                      .to(read.end(), 0.02)));
        }
      }
    }
    return found;
  }

  /** the ratio of papers to authors. */
  List<Read<Plan>> ratios(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    int at =
        g.anyPhrase(
            i, "ratio of", "ratio between", "proportion of", "ratio of the total number of");
    if (at < 0) {
      return found;
    }
    for (Read<Operand> above : operands(at)) {
      int next = g.skip(above.end());
      if (!g.isWord(next, Set.of("to", "and", "per", "over"))) {
        continue;
      }
      for (Read<Operand> below : operands(next + 1)) {
        Plan.Ratio ratio = new Plan.Ratio(above.value().figure(), below.value().figure());
        Relation relation = above.value().rows().relation();
        Read<Intent> draft = above.then(Intent.of(Rows.of(relation), List.of(ratio)), below);
        // Each side has its own conditions: nothing can be said of both.
        int end = endings.tail(draft.end());
        Read<Plan> plan = end >= g.size() ? endings.plan(draft.to(end, 0.05)) : null;
        if (plan != null) {
          found.add(plan);
        }
      }
    }
    return found;
  }

  /** A side of a ratio: a figure over rows, with conditions of their own. */
  private record Operand(String function, @Nullable Place place, boolean distinct, Rows rows) {
    Figure figure() {
      return new Figure(function, place, distinct, new Related(List.of(), rows));
    }
  }

  /** What a ratio is of: how many rows there are, a figure over them, a value of the one row. */
  private List<Read<Operand>> operands(int at) {
    List<Read<Operand>> found = new ArrayList<>();
    int noun = Math.max(at, g.anyPhrase(at, "number of", "total number of"));
    for (Read<Rows> rows : nouns.rows(noun, 1)) {
      found.add(rows.as(new Operand("COUNT", null, false, rows.value())));
    }
    for (Read<List<Term>> list : terms.list(at)) {
      if (list.value().size() != 1) {
        continue;
      }
      for (Read<Intent> owned : subjects.owned(list)) {
        Rows rows = owned.value().rows();
        if (!rows.isPlain() || owned.value().outputs().size() != 1) {
          continue;
        }
        switch (owned.value().outputs().getFirst()) {
          case Value(var place) when g.isNumeric(place.column()) && place.path().isEmpty() -> {
            boolean one = isOne(rows);
            found.add(
                owned
                    .as(new Operand(one ? "MAX" : "SUM", place, false, rows))
                    .to(owned.end(), one ? 0.02 : 0.08));
          }
          case Figure(var function, var place, var distinct, var of)
              when of == null && place != null && place.path().isEmpty() ->
              found.add(owned.as(new Operand(function, place, distinct, rows)));
          default -> {}
        }
      }
    }
    return Read.best(found);
  }

  /** Whether the rows are the one that is called so. */
  private boolean isOne(Rows rows) {
    return rows.conditions().stream()
        .anyMatch(
            c ->
                c instanceof Plan.Compare(var p, var sign, var _)
                    && sign.equals("=")
                    && p.path().isEmpty()
                    && g.labels(rows.relation()).contains(p.column()));
  }

  /** top 5 customers by total amount, the first 20 products. */
  List<Read<Plan>> tops(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    Integer rows = g.reading.number(i + 1);
    if (!g.isWord(i, Set.of("top", "first", "best")) || rows == null) {
      return found;
    }
    for (Read<List<Term>> list : terms.list(i + 2)) {
      for (Read<Intent> draft : subjects.owned(list)) {
        Intent limited = draft.value().limited(rows);
        for (Read<Intent> sorted : orders.by(draft.as(limited))) {
          found.addAll(endings.finished(sorted));
        }
        if (draft.value().rows().extreme() != null) {
          Extreme extreme = draft.value().rows().extreme();
          Rows more =
              draft.value().rows().with(new Extreme(extreme.by(), extreme.descending(), rows));
          found.addAll(endings.finished(draft.as(draft.value().with(more))));
        }
        if (!draft.value().rows().each().isEmpty()) {
          for (Read<Intent> sorted : orders.by(draft)) {
            Sort sort = sorted.value().order().getLast();
            Rows top = sorted.value().rows().with(new Extreme(sort.by(), sort.descending(), rows));
            found.addAll(endings.finished(sorted.as(Intent.of(top, sorted.value().outputs()))));
          }
        }
        for (Read<Plan> plan : endings.finished(draft.as(limited))) {
          if (!plan.value().order().isEmpty() || g.word(i).equals("first")) {
            found.add(plan);
          }
        }
      }
    }
    return found;
  }

  /** For each country, list …; In 1980, how many …. */
  List<Read<Plan>> prefixed(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    int comma = i;
    while (comma < g.size() && !g.isComma(comma)) {
      comma++;
    }
    boolean prefix =
        g.isWord(i, Set.of("for", "in", "of", "among", "from")) || g.isWord(i, Set.of("each"));
    if (!prefix || comma >= g.size() - 1) {
      return found;
    }
    int at = comma + 1;
    int n = 0;
    List<Integer> bodies = new ArrayList<>();
    while (n++ < 6) {
      bodies.add(0, at);
      if (!g.isWord(at, Language.OPENERS) && !g.isWord(at, Set.of("its", "their"))) {
        break;
      }
      at = g.skip(at + 1);
    }
    boolean each = g.isWord(i + 1, Language.EACH) || g.isWord(i, Language.EACH);
    int noun = g.isWord(i, Language.EACH) ? i + 1 : each ? i + 2 : i + 1;
    for (int body : bodies) {
      for (Read<List<Term>> list : terms.list(body)) {
        for (Read<Intent> draft : subjects.owned(list)) {
          found.addAll(withPrefix(draft, i, noun, comma, each));
        }
        if (each || !g.isWord(i, Set.of("in"))) {
          for (Read<Rows> owner : nouns.rows(noun, 0)) {
            if (owner.end() != comma) {
              continue;
            }
            Read<Intent> draft =
                subjects.of(list, Read.of(owner.value(), list.end(), owner.cost()));
            if (draft != null) {
              found.addAll(endings.finished(draft.to(endings.tail(draft.end()), 0.01)));
            }
          }
        }
      }
    }
    return found;
  }

  List<Read<Plan>> withPrefix(Read<Intent> draft, int i, int noun, int comma, boolean each) {
    List<Read<Plan>> found = new ArrayList<>();
    Rows rows = draft.value().rows();
    if (each) {
      for (Read<Output> key : modifiers.keys().at(rows.relation(), noun, 0)) {
        if (key.end() == comma) {
          found.addAll(
              endings.finished(
                  draft
                      .as(draft.value().with(rows.with(key.value())))
                      .to(endings.tail(draft.end()), key.cost())));
        }
      }
      return found;
    }
    for (Read<Condition> read : modifiers.conditions(rows, i, 1)) {
      if (read.end() == comma) {
        found.addAll(
            endings.finished(
                draft
                    .as(draft.value().with(rows.with(read.value())))
                    .to(endings.tail(draft.end()), read.cost() + 0.02)));
      }
    }
    return found;
  }
}
