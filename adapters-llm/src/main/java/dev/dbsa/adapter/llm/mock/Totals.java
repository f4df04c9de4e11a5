package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads by which sum over what belongs to rows these come first or last. */
final class Totals {
  private static final Set<String> MONEY_VERBS =
      Set.of(
          "spend",
          "spends",
          "spent",
          "pay",
          "pays",
          "paid",
          "cost",
          "costs",
          "earn",
          "earns",
          "earned",
          "make",
          "makes",
          "made",
          "raise",
          "raised",
          "generate",
          "generated");

  private static final Set<String> MONEY = Set.of("money", "cash", "revenue", "income");

  private final Grammar g;
  private final Nouns nouns;

  Totals(Grammar grammar, Nouns nouns) {
    this.g = grammar;
    this.nouns = nouns;
  }

  /** Whether a verb tells what something costs or brings. */
  static boolean isOfMoney(String word) {
    return MONEY_VERBS.contains(word);
  }

  /** total citations, average cost: a figure of a column of rows that belong to these. */
  List<Read<Extreme>> ofField(Rows rows, int i, String function, boolean most, int count) {
    List<Read<Extreme>> found = new ArrayList<>();
    for (Read<Figure> figure : figures(rows, i, function)) {
      found.add(figure.as(new Extreme(figure.value(), most, count)));
    }
    return found;
  }

  private List<Read<Figure>> figures(Rows rows, int i, String function) {
    List<Read<Figure>> found = new ArrayList<>();
    for (FieldSense sense : g.senses.fields(i)) {
      if (!g.isMeasure(sense.field().relation(), sense.field().column())
          || sense.field().isOf(rows.relation())) {
        continue;
      }
      Rows other = Rows.of(sense.field().relation());
      for (Read<Related> related : g.related(rows.relation(), other, sense.end())) {
        Figure figure =
            new Figure(
                function,
                Place.own(other.relation(), sense.field().column()),
                false,
                related.value());
        found.add(Read.of(figure, sense.end(), related.cost() + (1 - sense.score()) * 0.5));
      }
    }
    return found;
  }

  /** whose total cost is the lowest. */
  List<Read<Extreme>> possessed(Rows rows, int start) {
    List<Read<Extreme>> found = new ArrayList<>();
    int i = g.skip(start);
    String function = Language.FIGURES.get(g.word(i));
    if (function == null || function.matches("MIN|MAX")) {
      return found;
    }
    int at = g.isWord(i + 1, Set.of("of", "amount")) ? i + 2 : i + 1;
    for (Read<Figure> figure : figures(rows, at, function)) {
      int is = g.skip(figure.end());
      boolean most = Language.MOST.contains(g.word(is + 1));
      if (g.isWord(is, Language.BE) && (most || Language.LEAST.contains(g.word(is + 1)))) {
        found.add(figure.as(new Extreme(figure.value(), most, 1)).to(is + 2, 0.01));
      }
    }
    return found;
  }

  /** who spent the most, that cost the least money in total: the sum of the only amounts there. */
  List<Read<Extreme>> money(Rows rows, int sup, boolean most, int count) {
    List<Read<Extreme>> found = new ArrayList<>();
    boolean verb = MONEY_VERBS.contains(g.word(sup - 1)) || MONEY_VERBS.contains(g.word(sup - 2));
    int at = sup + 1;
    at = Math.max(at, g.anyPhrase(at, "amount of", "total amount of", "amount"));
    boolean money = MONEY.contains(g.word(at));
    at += money ? 1 : 0;
    at = Math.max(at, g.anyPhrase(at, "in total", "overall", "altogether"));
    if (!verb || !money && !g.isWord(at, Set.of("on", "for")) && g.skip(at) < g.size()) {
      return found;
    }
    for (Relation other : g.senses.relations()) {
      Optional<Column> amount = g.amount(other);
      if (amount.isEmpty() || other.name().equals(rows.relation().name())) {
        continue;
      }
      for (Read<Related> related : g.related(rows.relation(), Rows.of(other), at)) {
        if (Grammar.isToOne(rows.relation(), related.value().path())) {
          continue;
        }
        Place place = Place.own(other, amount.get());
        Extreme extreme =
            new Extreme(new Figure("SUM", place, false, related.value()), most, count);
        Read<Extreme> read =
            Read.of(extreme, at, 0.08 + related.cost() + 0.06 * (related.value().path().size() - 1))
                .tell(
                    "“"
                        + g.text(sup, at)
                        + "” is read by the sum of "
                        + place.field().fullName()
                        + ".",
                    0);
        found.add(read);
        found.addAll(spentOn(read, related.value(), at));
      }
    }
    return found;
  }

  /** on repairs, for their cars: what is on the way to the amounts. */
  private List<Read<Extreme>> spentOn(Read<Extreme> read, Related related, int at) {
    List<Read<Extreme>> found = new ArrayList<>();
    if (!g.isWord(at, Set.of("on", "for", "of"))) {
      return found;
    }
    for (Read<Rows> on : nouns.rows(g.possessive(at + 1), 4)) {
      boolean onTheWay =
          related.path().stream()
              .anyMatch(
                  l ->
                      l.source().name().equals(on.value().relation().name())
                          || l.target().name().equals(on.value().relation().name()));
      if (onTheWay && on.value().isBare()) {
        found.add(read.to(on.end(), on.cost() - 0.04));
      }
    }
    return found;
  }
}
