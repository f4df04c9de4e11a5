package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Having;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Quantities.Quantity;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads questions for the values of a column that rows are counted by: which year has the most
 * concerts.
 */
final class GroupQuestions {
  private final Grammar g;
  private final Nouns nouns;
  private final Terms terms;
  private final Modifiers modifiers;
  private final Quantities quantities;
  private final Subjects subjects;
  private final Endings endings;

  GroupQuestions(
      Grammar g,
      Nouns nouns,
      Terms terms,
      Modifiers modifiers,
      Quantities quantities,
      Subjects subjects,
      Endings endings) {
    this.g = g;
    this.nouns = nouns;
    this.terms = terms;
    this.modifiers = modifiers;
    this.quantities = quantities;
    this.subjects = subjects;
    this.endings = endings;
  }

  // -- Special beginnings -------------------------------------------------------------------------

  /** the most common hometown of teachers, the least popular genre. */
  List<Read<Plan>> common(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    int count = 1;
    int at = i;
    if (g.word(at).equals("top")) {
      at++;
    }
    Integer number = g.reading.number(at);
    if (number != null) {
      count = number;
      at++;
    }
    boolean most = g.word(at).equals("most");
    boolean least = g.word(at).equals("least");
    if (!(most || least)
        || !g.isWord(
            at + 1,
            Set.of("common", "frequent", "popular", "frequently", "commonly", "commmon", "used"))) {
      return found;
    }
    at += 2;
    if (g.isWord(at, Set.of("used", "occurring", "seen"))) {
      at++;
    }
    for (FieldSense sense : g.senses.fields(at)) {
      double cost = (1 - sense.score()) * 0.5;
      Rows own = Rows.of(sense.field().relation());
      List<Read<Rows>> owners =
          new ArrayList<>(modifiers.all(Read.of(own, sense.end(), cost + 0.04), 0));
      if (g.isWord(sense.end(), Set.of("of", "for", "among", "in", "across", "by"))) {
        owners.addAll(
            nouns.rows(sense.end() + 1, 0).stream().map(r -> r.to(r.end(), cost)).toList());
      }
      for (Read<Rows> owner : owners) {
        Read<Place> place = g.place(owner.value().relation(), sense.field(), owner.end());
        if (place == null || !Grammar.isToOne(owner.value().relation(), place.value().path())) {
          continue;
        }
        Output key = new Value(place.value());
        Intent draft =
            Intent.of(owner.value(), List.of(key))
                .groupedBy(List.of(key))
                .sorted(new Sort(Figure.count(), most))
                .limited(count);
        Read<Intent> read = owner.as(draft).to(owner.end(), place.cost());
        found.addAll(endings.finished(read));
        for (Read<Intent> more : subjects.continued(read)) {
          found.addAll(endings.finished(more));
        }
      }
    }
    return found;
  }

  /** Which year has the most concerts, hometowns shared by at least two teachers. */
  List<Read<Plan>> byColumn(int start) {
    List<Read<Plan>> found = new ArrayList<>();
    int i = g.skip(start);
    i = g.isWord(i, Language.DISTINCT) || g.isWord(i, Language.EACH) ? i + 1 : i;
    for (FieldSense sense : g.senses.fields(i)) {
      int at = g.skip(sense.end());
      int words = 0;
      boolean negated = false;
      while (words < 6
          && (isLinkWord(at) || words > 0 && g.isWord(at, NEGATIONS))
          && g.anyPhrase(at, "at least", "at most") < 0) {
        negated |= g.isWord(at, NEGATIONS);
        at = g.skip(at + 1);
        words++;
      }
      double cost = (1 - sense.score()) * 0.5 + 0.02;
      if (g.isReference(sense.field().relation(), sense.field().column())) {
        // What it refers to is called something.
        cost += 0.15;
      }
      if (g.labels(sense.field().relation()).contains(sense.field().column())) {
        // What tells rows apart is no kind of them.
        cost += 0.25;
      }
      if (negated) {
        withoutAny(found, sense, g.isWord(at, Set.of("any", "a")) ? at + 1 : at, cost);
        continue;
      }
      inBoth(found, i, sense, at, cost);
      ranked(found, sense, at, cost);
      counted(found, sense, at, cost);
      together(found, sense, at, cost);
      if (words > 0
          && !g.isWord(at - 1, Set.of("of", "for"))
          && g.senses.fields(i).stream()
              .allMatch(f -> f.score() <= sense.score() + 1e-9 || f.end() != sense.end())) {
        valuesOf(found, sense, at, cost);
      }
    }
    return found;
  }

  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "never", "n't", "without", "don", "doesn", "didn", "aren", "isn");

  private static final String[] TAILS = {
    "are from",
    "come from",
    "is from",
    "live",
    "live in",
    "are in",
    "were produced",
    "exist",
    "living",
    "located"
  };

  private int tail(int end) {
    return Math.max(end, g.anyPhrase(g.skip(end), TAILS));
  }

  /** countries with both lakes and rivers: a value that rows of two kinds have in common. */
  private void inBoth(List<Read<Plan>> found, int i, FieldSense sense, int start, double cost) {
    int at = g.isWord(start, Set.of("both")) ? g.skip(start + 1) : start;
    if (at == g.skip(sense.end())) {
      return;
    }
    for (Read<Rows> one : nouns.rows(at, 1)) {
      Read<Place> own = ownPlace(one.value(), i, sense.end());
      int and = g.skip(one.end());
      and = g.isComma(and) ? and + 1 : and;
      if (own == null
          || !sense.field().equals(own.value().field())
          || !one.value().isPlain()
          || !g.isWord(and, Set.of("and"))) {
        continue;
      }
      int next = g.isWord(and + 1, Set.of("also", "some")) ? and + 2 : and + 1;
      List<Read<Rows>> others = new ArrayList<>(nouns.rows(next, 1));
      Rows same = Rows.of(one.value().relation());
      modifiers.all(Read.of(same, next, 0.02), 1).stream()
          .filter(r -> opposed(one.value(), r.value()))
          .forEach(others::add);
      elliptic(one.value(), next).forEach(others::add);
      for (Read<Rows> other : others) {
        Read<Place> shared = ownPlace(other.value(), i, sense.end());
        if (shared == null
            || g.kind(shared.value().column()) != g.kind(own.value().column())
            || !other.value().isPlain()
            || one.value().equals(other.value())) {
          continue;
        }
        Plan.Condition among = new Plan.Among(own.value(), other.value(), shared.value(), false);
        Intent draft = Intent.of(one.value().with(among), List.of(new Value(own.value()))).once();
        found.addAll(
            endings.finished(
                one.then(draft, other)
                    .to(tail(other.end()), cost + own.cost() + shared.cost() + 0.02)));
      }
    }
  }

  /** a singer above age 40 and a singer below 30: the same column, though it is not said. */
  private List<Read<Rows>> elliptic(Rows one, int i) {
    List<Read<Rows>> found = new ArrayList<>();
    if (one.conditions().size() != 1
        || !(one.conditions().getFirst() instanceof Plan.Compare(var place, var _, var _))) {
      return found;
    }
    List<Integer> starts = new ArrayList<>(List.of(i));
    g.senses.tables(i).stream()
        .filter(t -> t.relation().name().equals(one.relation().name()))
        .forEach(t -> starts.add(t.end()));
    for (int at : starts) {
      for (Read<Quantity> quantity : quantities.at(g.skip(at))) {
        if (quantity.value().to() == null && !quantity.value().operator().equals("=")) {
          Plan.Condition other =
              new Plan.Compare(place, quantity.value().operator(), quantity.value().number());
          found.add(
              Read.of(Rows.of(one.relation()).with(other), quantities.units(quantity.end()), 0.02));
        }
      }
    }
    return found;
  }

  /** Whether no row fulfils both: above 40 and below 30, in Rome and in Paris. */
  private static boolean opposed(Rows one, Rows other) {
    return one.conditions().size() == 1
        && other.conditions().size() == 1
        && one.conditions().getFirst() instanceof Plan.Compare(var place, var sign, var value)
        && other.conditions().getFirst() instanceof Plan.Compare(var same, var reverse, var limit)
        && place.equals(same)
        && (sign.equals("=") && reverse.equals("=") && !value.equals(limit)
            || sign.startsWith(">") && reverse.startsWith("<") && number(value) >= number(limit)
            || sign.startsWith("<") && reverse.startsWith(">") && number(value) <= number(limit));
  }

  private static double number(String text) {
    return text.matches("-?\\d{1,15}(?:\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
  }

  /** The column that these words name, as rows of a table have it. */
  private @Nullable Read<Place> ownPlace(Rows rows, int i, int end) {
    Read<Place> best = null;
    for (FieldSense sense : g.senses.fields(i)) {
      Read<Place> place = sense.end() == end ? g.place(rows.relation(), sense.field(), end) : null;
      if (place != null && Grammar.isToOne(rows.relation(), place.value().path())) {
        Read<Place> seen = place.to(end, (1 - sense.score()) * 0.5);
        best = best == null || seen.cost() < best.cost() ? seen : best;
      }
    }
    return best;
  }

  /** countries that no singer above 20 is from: the values that such rows do not have. */
  private void withoutAny(List<Read<Plan>> found, FieldSense sense, int at, double cost) {
    Relation relation = sense.field().relation();
    Place own = Place.own(relation, sense.field().column());
    for (Read<Rows> rows : nouns.rows(at, 1)) {
      Read<Place> place = g.place(rows.value().relation(), sense.field(), rows.end());
      boolean self = rows.value().relation().name().equals(relation.name());
      if (place == null
          || !Grammar.isToOne(rows.value().relation(), place.value().path())
          || !rows.value().isPlain()
          || self && rows.value().isBare()) {
        continue;
      }
      Plan.Condition among = new Plan.Among(own, rows.value(), place.value(), true);
      Intent draft = Intent.of(Rows.of(relation).with(among), List.of(new Value(own))).once();
      found.addAll(
          endings.finished(rows.as(draft).to(tail(rows.end()), cost + place.cost() + 0.03)));
    }
  }

  /** countries where singers above 20 are from: each value once. */
  void valuesOf(List<Read<Plan>> found, FieldSense sense, int at, double cost) {
    if (at == g.skip(sense.end())) {
      return;
    }
    for (Read<Rows> rows : nouns.rows(at, 1)) {
      Read<Place> place = g.place(rows.value().relation(), sense.field(), rows.end());
      if (place == null
          || !Grammar.isToOne(rows.value().relation(), place.value().path())
          || rows.value().isBare()
          || !rows.value().isPlain()) {
        continue;
      }
      Intent draft = Intent.of(rows.value(), List.of(new Value(place.value()))).once();
      found.addAll(
          endings.finished(rows.as(draft).to(tail(rows.end()), cost + place.cost() + 0.05)));
    }
  }

  boolean isLinkWord(int i) {
    return Language.RELATIVE.contains(g.word(i))
        || g.isWord(i, Language.HAVE)
        || g.isWord(i, Language.BE)
        || g.isWord(i, Language.DO)
        || g.isWord(i, Language.VERBS)
        || g.isWord(i, Set.of("by", "in", "from", "of", "for", "common", "to", "at", "on"))
        || g.word(i).length() > 4 && g.word(i).endsWith("ed") && g.senses.labels(i).isEmpty();
  }

  void ranked(List<Read<Plan>> found, FieldSense sense, int start, double cost) {
    int at = start;
    int count = 1;
    at = g.word(at).equals("top") && g.reading.number(at + 1) != null ? at + 1 : at;
    Integer wanted = g.reading.number(at);
    if (wanted != null && !g.word(at + 1).isEmpty()) {
      count = wanted;
      at++;
    }
    boolean most = Language.MOST.contains(g.word(at));
    if (!most && !Language.LEAST.contains(g.word(at))) {
      return;
    }
    at++;
    int number =
        g.anyPhrase(
            at, "number of", "amount of", "total number of", "count of", "numbers of", "of");
    boolean counted = number > 0 || g.isWord(at - 1, Set.of("most", "least", "fewest"));
    at = number > 0 ? number : at;
    at = g.isWord(at, Language.DISTINCT) ? at + 1 : at;
    for (Read<Rows> rows : nouns.rows(at, 1)) {
      Read<Place> place = g.place(rows.value().relation(), sense.field(), rows.end());
      if (!counted
          || place == null
          || !Grammar.isToOne(rows.value().relation(), place.value().path())
          || rows.value().extreme() != null) {
        continue;
      }
      Output key = new Value(place.value());
      Intent draft =
          Intent.of(rows.value(), List.of(key))
              .groupedBy(List.of(key))
              .sorted(new Sort(Figure.count(), most))
              .limited(count);
      finishWithMore(
          found, rows.as(draft).to(subjects.verbs(rows.end()), cost + place.cost()), key);
      finishWithMore(found, rows.as(draft).to(rows.end(), cost + place.cost()), key);
    }
  }

  void counted(List<Read<Plan>> found, FieldSense sense, int at, double cost) {
    for (Read<Quantity> quantity : quantities.at(at)) {
      if (quantity.value().to() != null
          || quantity.value().operator().equals("=") && !g.word(at).matches("exactly|only")) {
        continue;
      }
      for (Read<Rows> rows : nouns.rows(quantity.end(), 1)) {
        Read<Place> place = g.place(rows.value().relation(), sense.field(), rows.end());
        if (place == null || !Grammar.isToOne(rows.value().relation(), place.value().path())) {
          continue;
        }
        Output key = new Value(place.value());
        Intent draft =
            Intent.of(rows.value(), List.of(key))
                .groupedBy(List.of(key))
                .havingAlso(
                    new Having(
                        Figure.count(), quantity.value().operator(), quantity.value().number()));
        finishWithMore(
            found, rows.as(draft).to(subjects.verbs(rows.end()), cost + place.cost()), key);
      }
    }
  }

  /** languages and the number of channels using them: the figure is taken for each value. */
  void together(List<Read<Plan>> found, FieldSense sense, int start, double cost) {
    int at = terms.joint(start);
    at =
        at < 0
            ? -1
            : g.anyPhrase(
                at,
                "number of",
                "how many",
                "count of",
                "total number of",
                "corresponding number of");
    if (at < 0) {
      return;
    }
    for (Read<Rows> rows : nouns.rows(at, 1)) {
      Read<Place> place = g.place(rows.value().relation(), sense.field(), rows.end());
      if (place == null
          || !Grammar.isToOne(rows.value().relation(), place.value().path())
          || !rows.value().each().isEmpty()) {
        continue;
      }
      Output key = new Value(place.value());
      Intent draft = Intent.of(rows.value(), List.of(key, Figure.count())).groupedBy(List.of(key));
      int end = rows.end();
      int clause =
          g.anyPhrase(
              end,
              "using it",
              "in it",
              "it has",
              "in each",
              "for each",
              "of each",
              "from each",
              "using them",
              "that use it",
              "in them",
              "with it",
              "it have");
      found.addAll(
          endings.finished(
              rows.as(draft).to(clause > 0 ? clause : end, cost + place.cost() + 0.02)));
    }
  }

  void finishWithMore(List<Read<Plan>> found, Read<Intent> draft, Output key) {
    found.addAll(endings.finished(draft));
    int at = terms.joint(draft.end());
    int many = at < 0 ? -1 : g.anyPhrase(at, "how many", "number of", "count", "the number");
    if (many > 0) {
      int end = many;
      for (Read<Rows> rows : nouns.rows(many, 2)) {
        end = Math.max(end, rows.end());
      }
      while (end < g.size()
          && (g.isWord(end, Language.DO)
              || g.isWord(end, Set.of("it", "they", "have", "has", "use", "there"))
              || g.isWord(end, Language.BE))) {
        end++;
      }
      found.addAll(
          endings.finished(
              draft.as(draft.value().showing(List.of(key, Figure.count()))).to(end, 0.01)));
    }
  }
}
