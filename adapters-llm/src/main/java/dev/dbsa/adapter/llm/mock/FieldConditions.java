package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.PeriodParser.PeriodAt;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.CompareColumns;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Known;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Quantities.Quantity;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions on a column that is named, or that an adjective speaks of. */
final class FieldConditions {
  private final Grammar g;
  private final Nouns nouns;
  private final Values values;
  private final Quantities quantities;

  FieldConditions(Grammar grammar, Nouns nouns, Values values, Quantities quantities) {
    this.g = grammar;
    this.nouns = nouns;
    this.values = values;
    this.quantities = quantities;
  }

  /** age above 30, capital austin, name starts with "A", more than 200 citations. */
  List<Read<Condition>> conditions(Rows rows, int start, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    for (FieldSense sense : g.senses.fields(i)) {
      Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
      if (place == null) {
        continue;
      }
      double cost = place.cost() + (1 - sense.score()) * 0.5;
      for (Read<Condition> read : after(place.value(), sense.end(), depth)) {
        found.add(read.to(read.end(), cost));
      }
    }
    for (Read<Quantity> quantity : quantities.at(i)) {
      int at =
          g.isWord(quantity.end(), Set.of("total", "in", "of"))
              ? quantity.end() + 1
              : quantity.end();
      for (FieldSense sense : g.senses.fields(at)) {
        Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
        if (place != null
            && Grammar.isToOne(rows.relation(), place.value().path())
            && g.isMeasure(sense.field().relation(), sense.field().column())) {
          double prep = at > quantity.end() ? 0.02 : 0;
          found.add(
              Read.of(
                  compared(place.value(), quantity.value()),
                  sense.end(),
                  place.cost() + prep + (1 - sense.score()) * 0.5));
        }
      }
    }
    return Read.best(found);
  }

  static Condition compared(Place place, Quantity quantity) {
    String to = quantity.to();
    return to == null
        ? new Compare(place, quantity.operator(), quantity.number())
        : new Plan.Between(place, quantity.number(), to);
  }

  /** What is said of a column after its name. */
  private List<Read<Condition>> after(Place place, int start, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    boolean negated = false;
    int at = i;
    while (g.isWord(
            at,
            Set.of(
                "is", "are", "was", "were", "has", "have", "of", "be", "not", "does", "do",
                "equals", "as", "named", "called", "that", "which", "isn", "doesn", "with", "code",
                "value"))
        || g.isSymbol(at, "=")
        || g.isSymbol(at, ":")) {
      negated |= g.isWord(at, Set.of("not", "isn", "doesn"));
      at++;
    }
    at = Math.max(at, g.anyPhrase(at, "whose name", "with name", "whose value"));
    for (Senses.LabelSense label : g.senses.labels(at)) {
      boolean own =
          label.field().column().equals(place.column()) && label.field().isOf(place.relation());
      if (own && !label.flag() && !label.negated()) {
        found.add(Read.of(new Compare(place, negated ? "<>" : "=", label.value()), label.end(), 0));
      }
    }
    boolean number = g.isNumeric(place.column());
    boolean day = g.kind(place.column()).isDay();
    boolean text = !number && !day;
    PeriodAt years = number ? years(place, at) : null;
    boolean dated = years != null && g.word(at).matches("after|before");
    for (Read<Quantity> quantity : dated ? List.<Read<Quantity>>of() : quantities.at(at)) {
      if (number
          || text && !quantity.value().operator().equals("=") && quantity.value().to() == null) {
        int end = quantities.units(quantity.end());
        double cost = text ? 0.2 : 0;
        Quantity q = quantity.value();
        found.add(
            Read.of(
                compared(
                    place,
                    new Quantity(
                        q.to() == null ? Quantities.sign(q.operator(), negated) : q.operator(),
                        q.number(),
                        q.to())),
                end,
                cost));
      } else if (quantity.value().operator().equals("=") && quantity.value().to() == null) {
        found.add(
            Read.of(
                new Compare(place, negated ? "<>" : "=", quantity.value().number()),
                quantity.end(),
                0.03));
      }
    }
    if (number || text) {
      found.addAll(beside(place, at, depth));
    }
    PeriodAt period = day ? g.periods.periodAt(at) : years;
    if (period != null) {
      found.add(Read.of(new Plan.During(place, period.period()), period.end(), 0));
    }
    if (g.isWord(at, Set.of("null", "empty", "missing", "unknown"))) {
      found.add(Read.of(new Known(place, negated), at + 1, 0));
    }
    if (g.isWord(at, Set.of("known", "present"))) {
      found.add(Read.of(new Known(place, !negated), at + 1, 0.02));
    }
    int like =
        g.anyPhrase(
            at,
            "containing",
            "contains",
            "contain",
            "includes",
            "including",
            "like",
            "containing the word",
            "contains the word",
            "word",
            "containing word",
            "substring",
            "contain the letter",
            "contains letter",
            "containing letter",
            "contain word",
            "contains word",
            "containing substring");
    int starts =
        g.anyPhrase(
            at,
            "starting with",
            "starts with",
            "start with",
            "beginning with",
            "begins with",
            "begin with",
            "starting with letter",
            "starts with letter",
            "start with letter",
            "starting with letters",
            "begin with letter",
            "starts with the letter");
    int ends = g.anyPhrase(at, "ending with", "ends with", "end with", "ending in", "ends in");
    for (int k = 0; k < 3; k++) {
      int from = k == 0 ? like : k == 1 ? starts : ends;
      if (from <= 0 || !text) {
        continue;
      }
      from = g.isWord(from, Set.of("letter", "word", "substring", "string")) ? from + 1 : from;
      for (Read<String> value : someText(from)) {
        Condition condition =
            new Compare(
                place,
                k == 0 ? "LIKE" : k == 1 ? "STARTS" : "ENDS",
                value.value().replaceAll("^%+|%+$", ""));
        found.add(
            Read.of(negated ? new Plan.Not(condition) : condition, value.end(), value.cost()));
      }
    }
    if (text || g.reading.isDate(at)) {
      boolean known = negated;
      List<Read<String>> some = new ArrayList<>(values.at(at));
      if (g.reading.isDate(at)) {
        some.add(Read.of(g.reading.item(at).text(), at + 1, 0));
      }
      for (Read<String> value : some) {
        for (Read<Condition> read :
            values.compare(
                place, known ? "<>" : "=", value, at == i && !g.isQuoted(at) ? 0.06 : 0.01)) {
          found.add(read);
        }
      }
      String word = g.word(at);
      boolean speaks =
          Language.FIGURES.containsKey(word)
              || Language.EXTREMES.containsKey(word)
              || dev.dbsa.adapter.llm.link.Lexicon.isFunctionWord(word)
              || Language.QUALITIES.contains(word)
              || Measures.isAdjective(word)
              || Language.VERBS.contains(word)
              || !g.senses.tables(at).isEmpty()
              || g.senses.fields(at).stream().anyMatch(f -> f.score() > 0.9);
      if (some.isEmpty()
          && at > i
          && !word.isEmpty()
          && !Language.PREPOSITIONS.contains(word)
          && !speaks) {
        found.addAll(
            values.compare(place, known ? "<>" : "=", Read.of(g.text(at, at + 1), at + 1, 0.1), 0));
      }
    }
    return found;
  }

  /** A span of years that a column of years is compared with. */
  private @Nullable PeriodAt years(Place place, int i) {
    PeriodAt period = g.periods.periodAt(i);
    boolean years =
        period != null
            && period.period().isOfYears()
            && place.column().name().toLowerCase(java.util.Locale.ROOT).contains("year");
    return years ? period : null;
  }

  private List<Read<String>> someText(int i) {
    List<Read<String>> found = new ArrayList<>(values.at(i));
    if (found.isEmpty() && !g.word(i).isEmpty()) {
      found.add(Read.of(g.text(i, i + 1), i + 1, 0.02));
    }
    return found;
  }

  /** above the average, more than their manager's, larger than the one of another row. */
  private List<Read<Condition>> beside(Place place, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    Read<String> operator = quantities.operator(i);
    if (operator == null || operator.value().equals("=") && !g.word(i).equals("equal")) {
      return found;
    }
    return beside(place, operator.value(), operator.end(), depth);
  }

  List<Read<Condition>> beside(Place place, String operator, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int at = g.isWord(i, Set.of("that", "those", "of", "than")) ? i + 1 : i;
    int average = g.anyPhrase(at, "average", "mean", "overall average");
    String function = "AVG";
    if (average < 0 && g.isWord(at, Set.of("maximum", "highest", "largest", "max"))) {
      average = at + 1;
      function = "MAX";
    } else if (average < 0 && g.isWord(at, Set.of("minimum", "lowest", "smallest", "min"))) {
      average = at + 1;
      function = "MIN";
    }
    if (average > 0) {
      int end = average;
      for (FieldSense sense : g.senses.fields(end)) {
        boolean same =
            sense.field().column().equals(place.column()) && sense.field().isOf(place.relation());
        if (same) {
          end = sense.end();
          break;
        }
      }
      Rows over = Rows.of(place.relation());
      found.add(
          Read.of(
              compareFigure(place, operator, function, over),
              end,
              function.equals("AVG") ? 0.01 : 0.06));
      if (g.isWord(end, Set.of("of", "for", "across", "among"))) {
        for (Read<Rows> rows :
            nouns.rows(g.skip(g.word(end + 1).equals("all") ? end + 2 : end + 1), depth + 1)) {
          if (rows.value().relation().name().equals(place.relation().name())) {
            found.add(rows.as(compareFigure(place, operator, function, rows.value())));
          }
        }
      }
    }
    // weight below their limit: another column of the row.
    int other = g.isWord(at, Set.of("their", "its", "his", "her")) ? at + 1 : at;
    for (FieldSense sense : g.senses.fields(other)) {
      if (sense.field().isOf(place.relation())
          && !sense.field().column().equals(place.column())
          && g.kind(sense.field().column()) == g.kind(place.column())
          && sense.score() > 0.8
          && !g.isWord(sense.end(), Set.of("of"))) {
        found.add(
            Read.of(
                new CompareColumns(
                    place,
                    operator,
                    new Place(place.path(), place.relation(), sense.field().column())),
                sense.end(),
                other > at ? 0.03 : 0.1));
      }
    }
    found.addAll(referred(place, operator, other, other > at));
    found.addAll(ofNamed(place, operator, i));
    // larger than the one with the most power: the same column of another row.
    int row = at;
    for (Read<Rows> rows : nouns.rows(row, depth + 1)) {
      boolean single = rows.value().extreme() != null || !rows.value().conditions().isEmpty();
      if (rows.value().relation().name().equals(place.relation().name()) && single) {
        found.add(rows.as(compareRow(place, operator, rows.value())).to(rows.end(), 0.03));
      }
    }
    if (g.isWord(at, Set.of("one", "car", "that"))) {
      for (Read<Rows> rows :
          nouns.modifiers().all(Read.of(Rows.of(place.relation()), at + 1, 0.02), depth + 1)) {
        if (rows.value().extreme() != null) {
          found.add(rows.as(compareRow(place, operator, rows.value())));
        }
      }
    }
    return found;
  }

  /** than that of Texas: the same column of the row that is called so. */
  private List<Read<Condition>> ofNamed(Place place, String operator, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    int of = g.anyPhrase(i, "that of", "those of", "one of", "of");
    int at = of > 0 ? of : i;
    for (Read<String> value : values.at(at)) {
      double plain = of > 0 || g.isQuoted(at) || g.isCapitalised(at) ? 0.02 : 0.06;
      for (Read<Condition> called : values.called(place.relation(), value, plain)) {
        Rows row = Rows.of(place.relation()).with(called.value());
        found.add(called.as(compareRow(place, operator, row)));
      }
    }
    return found;
  }

  /** more than their manager: the same column of the row that a reference leads to. */
  private List<Read<Condition>> referred(Place place, String operator, int i, boolean possessive) {
    List<Read<Condition>> found = new ArrayList<>();
    if (!possessive || !place.path().isEmpty()) {
      return found;
    }
    for (JoinLink link : g.index.links(place.relation())) {
      boolean own =
          link.source().name().equals(place.relation().name())
              && link.target().name().equals(place.relation().name());
      String word = g.word(i);
      if (own
          && !word.isEmpty()
          && link.sourceColumns()
              .getFirst()
              .toLowerCase(java.util.Locale.ROOT)
              .startsWith(dev.dbsa.adapter.llm.link.Words.stem(word))) {
        found.add(
            Read.of(
                new CompareColumns(
                    place, operator, new Place(List.of(link), place.relation(), place.column())),
                i + 1,
                0.03));
      }
    }
    return found;
  }

  /** older than 30, above 100, heavier than the average. */
  List<Read<Condition>> comparatives(Rows rows, int start, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    String word = g.word(i);
    boolean worded = Measures.isComparative(word) && g.word(i + 1).equals("than");
    boolean most =
        word.equals("more") && Measures.isAdjective(g.word(i + 1)) && g.word(i + 2).equals("than");
    if (worded || most) {
      String adjective = worded ? word : g.word(i + 1);
      int at = worded ? i + 2 : i + 3;
      Measure measure = g.measures.of(rows.relation(), adjective);
      Read<Place> place = measure == null ? null : g.place(rows.relation(), measure.field(), at);
      if (measure != null && place != null) {
        String sign = measure.descending() ? ">" : "<";
        if (quantities.isNumber(at) && !Dates.unit(g.word(at + 1)).isPresent()
            || quantities.isNumber(at) && g.isNumeric(place.value().column())) {
          found.add(
              Read.of(
                  new Compare(place.value(), sign, nouns.number(at)),
                  quantities.units(at + 1),
                  place.cost() + 0.02));
        }
        for (Read<Condition> read : beside(place.value(), sign, at, depth)) {
          found.add(read.to(read.end(), place.cost() + 0.01));
        }
      }
    }
    boolean bigger = g.isWord(i, Set.of("larger", "greater", "higher", "bigger", "more", "longer"));
    boolean smaller = g.isWord(i, Set.of("smaller", "lower", "less", "fewer", "shorter"));
    if (bigger || smaller) {
      // a larger area than …
      for (FieldSense sense : g.senses.fields(i + 1)) {
        Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
        if (place == null
            || !g.word(sense.end()).equals("than")
            || !g.isMeasure(sense.field().relation(), sense.field().column())) {
          continue;
        }
        int at = sense.end() + 1;
        double cost = place.cost() + (1 - sense.score()) * 0.5;
        if (quantities.isNumber(at)) {
          found.add(
              Read.of(
                  new Compare(place.value(), bigger ? ">" : "<", nouns.number(at)),
                  quantities.units(at + 1),
                  cost));
        }
        for (Read<Condition> read : beside(place.value(), bigger ? ">" : "<", at, depth)) {
          found.add(read.to(read.end(), cost));
        }
      }
    }
    Read<String> operator = quantities.operator(i);
    if (operator != null && !operator.value().equals("=") && !g.word(i).matches("before|after")) {
      List<dev.dbsa.domain.schema.Column> amounts = g.columns.amounts(rows.relation());
      if (quantities.isNumber(operator.end())
          && !amounts.isEmpty()
          && Dates.unit(g.word(operator.end() + 1)).isEmpty()) {
        Place place = Place.own(rows.relation(), amounts.getFirst());
        found.add(
            Read.of(
                    (Condition) new Compare(place, operator.value(), nouns.number(operator.end())),
                    quantities.units(operator.end() + 1),
                    amounts.size() == 1 ? 0.08 : 0.14)
                .tell(
                    "“"
                        + g.text(i, operator.end() + 1)
                        + "” is about "
                        + place.field().fullName()
                        + ".",
                    0));
      }
      // above age 20, below 10 in stock.
      for (FieldSense sense : g.senses.fields(operator.end())) {
        if (sense.field().isOf(rows.relation())
            && g.isNumeric(sense.field().column())
            && quantities.isNumber(sense.end())) {
          found.add(
              Read.of(
                  new Compare(
                      Place.own(rows.relation(), sense.field().column()),
                      operator.value(),
                      nouns.number(sense.end())),
                  quantities.units(sense.end() + 1),
                  (1 - sense.score()) * 0.5));
        }
      }
      if (quantities.isNumber(operator.end()) && g.isWord(operator.end() + 1, Set.of("in"))) {
        for (FieldSense sense : g.senses.fields(operator.end() + 2)) {
          if (sense.field().isOf(rows.relation()) && g.isNumeric(sense.field().column())) {
            found.add(
                Read.of(
                    new Compare(
                        Place.own(rows.relation(), sense.field().column()),
                        operator.value(),
                        nouns.number(operator.end())),
                    sense.end(),
                    0.02));
          }
        }
      }
      // below their reorder level: the column that is of the same kind.
      if (g.word(operator.end()).equals("average") || g.phrase(operator.end(), "average") > 0) {
        for (FieldSense sense : g.senses.fields(operator.end() + 1)) {
          if (sense.field().isOf(rows.relation()) && g.isNumeric(sense.field().column())) {
            found.add(
                Read.of(
                    compareFigure(
                        Place.own(rows.relation(), sense.field().column()),
                        operator.value(),
                        "AVG",
                        Rows.of(rows.relation())),
                    sense.end(),
                    (1 - sense.score()) * 0.5));
          }
        }
      }
    }
    return found;
  }

  /** born in Rome: a column called after the verb that holds what follows the preposition. */
  List<Read<Condition>> afterVerb(Rows rows, int verb, int at) {
    List<Read<Condition>> found = new ArrayList<>();
    for (FieldSense sense : g.senses.fields(verb)) {
      if (!sense.field().isOf(rows.relation()) || sense.end() != verb + 1) {
        continue;
      }
      Place place = Place.own(rows.relation(), sense.field().column());
      for (Read<String> value : values.at(at)) {
        for (Read<Condition> read :
            values.compare(place, "=", value, 0.02 + (1 - sense.score()) * 0.5)) {
          if (g.kind(place.column()) == TypeKind.TEXT) {
            found.add(read);
          }
        }
      }
    }
    return found;
  }

  /** shipped last week: the moment called after the verb. */
  List<Read<Condition>> during(Rows rows, int verb, int at) {
    List<Read<Condition>> found = new ArrayList<>();
    PeriodAt period = g.periods.periodAt(at);
    if (period == null) {
      return found;
    }
    for (FieldSense sense : g.senses.fields(verb)) {
      boolean year = g.isNumeric(sense.field().column()) && period.period().isOfYears();
      if (sense.field().isOf(rows.relation())
          && sense.end() == verb + 1
          && (g.kind(sense.field().column()).isDay() || year)) {
        found.add(
            Read.of(
                new Plan.During(
                    Place.own(rows.relation(), sense.field().column()), period.period()),
                period.end(),
                0));
      }
    }
    return found;
  }

  private static Condition compareRow(Place place, String operator, Rows row) {
    Place same = Place.own(place.relation(), place.column());
    return new Plan.CompareFigure(place, operator, new Plan.Value(same), row);
  }

  private static Condition compareFigure(Place place, String operator, String function, Rows over) {
    return new Plan.CompareFigure(
        place,
        operator,
        new Plan.Figure(function, Place.own(place.relation(), place.column()), false, null),
        over);
  }
}
