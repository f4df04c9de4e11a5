package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads by what rows come first or last: with the most orders, that has the highest price. */
final class Extremes {
  private final Grammar g;
  private final Nouns nouns;
  private final Totals totals;

  Extremes(Grammar grammar, Nouns nouns) {
    this.g = grammar;
    this.nouns = nouns;
    this.totals = new Totals(grammar, nouns);
  }

  /** with the most orders, that has the highest price, who placed the fewest orders. */
  List<Read<Extreme>> of(Rows rows, int start, int depth) {
    List<Read<Extreme>> found = new ArrayList<>();
    int at = g.skip(start);
    if (Language.RELATIVE.contains(g.word(at))) {
      at++;
    }
    boolean introduced = at > g.skip(start);
    while (g.isWord(at, Language.HAVE)
        || g.isWord(at, Language.BE)
        || g.isWord(at, Language.DO)
        || g.isVerb(at)
        || Totals.isOfMoney(g.word(at))
        || g.isWord(at, Set.of("by", "in", "of", "for", "to")) && introduced) {
      introduced = true;
      at++;
    }
    if (!introduced) {
      return found;
    }
    if (g.isWord(at - 1, Set.of("whose"))) {
      found.addAll(totals.possessed(rows, at));
    }
    int count = 1;
    int sup = at;
    int skipped = g.skipped(sup);
    sup += skipped > 0 ? 1 : 0;
    if (g.word(sup).equals("top") && g.reading.number(sup + 1) != null) {
      sup++;
    }
    boolean ranked =
        Language.MOST.contains(g.word(sup + 1))
            || Language.LEAST.contains(g.word(sup + 1))
            || Measures.isSuperlative(g.word(sup + 1));
    Integer number = g.reading.number(sup);
    if (number != null && ranked) {
      count = number;
      sup++;
    }
    boolean most = Language.MOST.contains(g.word(sup));
    boolean least = Language.LEAST.contains(g.word(sup));
    String word = g.word(sup);
    found.addAll(named(rows, sup, count));
    if (g.isWord(sup - 1, Language.BE)
        && (Measures.isSuperlative(word)
            || word.equals("most") && Measures.isAdjective(g.word(sup + 1)))) {
      boolean two = word.equals("most");
      Extreme extreme = nouns.extreme(rows.relation(), two ? g.word(sup + 1) : word, count);
      if (extreme != null) {
        found.add(Read.of(extreme, two ? sup + 2 : sup + 1, 0.03));
      }
    }
    if (most || least) {
      int i = sup + 1;
      boolean counting = false;
      int ofNumber =
          g.anyPhrase(
              i,
              "number of",
              "amount of",
              "total number of",
              "count of",
              "numbers of",
              "of",
              "frequent",
              "common");
      if (ofNumber > 0) {
        i = ofNumber;
        counting = true;
      }
      if (g.isWord(i, Language.DISTINCT) || g.isWord(i, Set.of("single", "individual"))) {
        i++;
      }
      for (Read<Rows> other : nouns.rows(i, depth + 1)) {
        for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
          if (!Grammar.isReferredTo(rows.relation(), related.value())) {
            Output figure = new Figure("COUNT", null, false, Grammar.counted(related.value()));
            double doubt = counting || word.matches("most|least|fewest|top") ? 0 : 0.15;
            doubt += Grammar.severalCost(rows.relation(), related.value());
            found.add(other.then(new Extreme(figure, most, count), related).to(other.end(), doubt));
          }
        }
      }
      found.addAll(ofField(rows, i, most, count, counting ? 0.05 : 0));
      int total = g.anyPhrase(i, "total", "combined", "average");
      if (total > 0) {
        found.addAll(
            totals.ofField(rows, total, g.word(i).equals("average") ? "AVG" : "SUM", most, count));
      }
      found.addAll(totals.money(rows, sup, most, count));
    } else if (Measures.isSuperlative(word)) {
      Measure measure = g.measures.of(rows.relation(), word);
      found.addAll(ofField(rows, sup + 1, measure == null || measure.descending(), count, 0));
    }
    if (skipped > 0) {
      found.replaceAll(r -> r.as(r.value().after(skipped)));
    }
    return Read.best(found);
  }

  /** with the highest point: a column whose name says that it holds the extreme. */
  private List<Read<Extreme>> named(Rows rows, int i, int count) {
    List<Read<Extreme>> found = new ArrayList<>();
    for (FieldSense sense : g.senses.fields(i)) {
      List<String> words = Words.split(sense.field().column().name());
      String first = Words.fold(words.getFirst());
      if (sense.end() < i + 2 || !Measures.isSuperlative(first) || !g.word(i).equals(first)) {
        continue;
      }
      Column measure =
          g.isNumeric(sense.field().column())
              ? sense.field().column()
              : sense.field().relation().columns().stream()
                  .filter(c -> g.isNumeric(c) && Words.fold(c.name()).startsWith(first))
                  .findFirst()
                  .orElse(null);
      Read<Place> place =
          measure == null
              ? null
              : g.place(rows.relation(), new Field(sense.field().relation(), measure), sense.end());
      if (place != null && Grammar.isToOne(rows.relation(), place.value().path())) {
        boolean down =
            !Language.LEAST.contains(first)
                && !Set.of("lowest", "shortest", "smallest").contains(first);
        found.add(
            Read.of(
                new Extreme(new Value(place.value()), down, count),
                sense.end(),
                place.cost() + 0.02));
      }
    }
    return found;
  }

  private List<Read<Extreme>> ofField(Rows rows, int i, boolean most, int count, double cost) {
    List<Read<Extreme>> found = new ArrayList<>();
    for (FieldSense sense : g.senses.fields(i)) {
      Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
      boolean comparable =
          g.isNumeric(sense.field().column())
              || g.kind(sense.field().column()).isDay()
              || g.kind(sense.field().column()) == TypeKind.TEXT
                  && sense.score() > 0.9
                  && Measures.isMeasured(g.senses.words(sense.field()));
      if (place == null
          || !comparable
          || g.isKeyLike(sense.field().relation(), sense.field().column())) {
        continue;
      }
      double text = g.kind(sense.field().column()) == TypeKind.TEXT ? 0.1 : 0;
      if (Grammar.isToOne(rows.relation(), place.value().path())) {
        found.add(
            Read.of(
                new Extreme(new Value(place.value()), most, count),
                sense.end(),
                cost + place.cost() + text + (1 - sense.score()) * 0.5));
      }
    }
    return found;
  }
}
