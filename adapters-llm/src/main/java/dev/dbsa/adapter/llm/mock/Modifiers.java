package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.PeriodParser.PeriodAt;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.CountOf;
import dev.dbsa.adapter.llm.mock.Plan.Exists;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.domain.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands after a noun: which of its rows are meant. */
final class Modifiers {
  private static final int MOST_MODIFIERS = 32;
  private static final int USUAL_MODIFIERS = 4;

  /** What is said may be about the rows before the ones named last, though hardly. */
  private static final double FAR = 0.06;

  private static final Set<String> COUNTED =
      Set.of("no", "more", "less", "fewer", "at", "exactly", "only", "zero", "any");

  private final Grammar g;
  private final Nouns nouns;
  private final Values values;
  private final Quantities quantities;
  private final FieldConditions fields;
  private final VerbConditions verbs;
  private final Possessions possessions;
  private final Extremes extremes;
  private final GroupKeys keys;

  Modifiers(Grammar grammar, Nouns nouns, Values values) {
    this.g = grammar;
    this.nouns = nouns;
    this.values = values;
    this.quantities = new Quantities(grammar, nouns);
    this.fields = new FieldConditions(grammar, nouns, values, quantities);
    this.possessions = new Possessions(grammar, nouns, values, quantities, fields, this);
    this.verbs = new VerbConditions(grammar, nouns, values, fields, possessions, this);
    this.extremes = new Extremes(grammar, nouns);
    this.keys = new GroupKeys(grammar);
  }

  Quantities quantities() {
    return quantities;
  }

  GroupKeys keys() {
    return keys;
  }

  VerbConditions verbs() {
    return verbs;
  }

  /** The rows with none, one or several of the modifiers that follow. */
  List<Read<Rows>> all(Read<Rows> head, int depth) {
    List<Read<Rows>> found = new ArrayList<>(List.of(head));
    List<Read<Rows>> frontier = List.of(head);
    for (int n = 0; n < MOST_MODIFIERS && !frontier.isEmpty(); n++) {
      List<Read<Rows>> next = new ArrayList<>();
      for (Read<Rows> read : frontier) {
        next.addAll(next(read, depth));
      }
      frontier = Read.best(next);
      found.addAll(frontier);
      if (n >= USUAL_MODIFIERS && frontier.size() > 1) {
        // A long list: the reading that got furthest goes on.
        frontier =
            List.of(
                java.util.Collections.max(
                    frontier, java.util.Comparator.comparingInt((Read<Rows> r) -> r.end())));
      }
    }
    return Read.best(found);
  }

  private static double least(List<Read<Condition>> reads, int end) {
    return reads.stream().filter(r -> r.end() == end).mapToDouble(Read::cost).min().orElse(0);
  }

  /** The rows with one more modifier, which is rather one of those named last. */
  List<Read<Rows>> next(Read<Rows> read, int depth) {
    double far = isFar(read.value()) ? FAR : 0;
    return one(read, depth).stream()
        .map(r -> r.to(r.end(), isRepeated(r.value()) ? 0 : far))
        .toList();
  }

  /** Whether the last two conditions are of rows of one table. */
  private static boolean isRepeated(Rows rows) {
    List<Condition> all = rows.conditions();
    return all.size() > 1
        && all.getLast() instanceof Exists(var last, var _)
        && all.get(all.size() - 2) instanceof Exists(var before, var _)
        && last.path().equals(before.path());
  }

  /** Whether what comes next could rather be about the rows named last. */
  private static boolean isFar(Rows rows) {
    Condition last = rows.conditions().isEmpty() ? null : rows.conditions().getLast();
    return last instanceof Exists
        || last instanceof Plan.Known
        || last instanceof Plan.Among
        || last instanceof CountOf
        || rows.extreme() != null && rows.extreme().by() instanceof Figure;
  }

  /** The rows with one more modifier. */
  List<Read<Rows>> one(Read<Rows> head, int depth) {
    List<Read<Rows>> found = new ArrayList<>();
    int i = g.skip(head.end());
    if (i >= g.size()) {
      return found;
    }
    Rows rows = head.value();
    int at = i;
    boolean or = false;
    boolean joined = false;
    if (g.isComma(at)) {
      at++;
      joined = true;
    }
    if (g.isWord(at, Set.of("and", "but", "or"))) {
      or = g.word(at).equals("or");
      joined = true;
      at++;
      if (g.isWord(at, Set.of("also", "either", "that"))) {
        at++;
      }
    }
    // … and were shipped: a verb of its own goes with the subject, not with the rows named last.
    double own =
        joined && depth > 0 && (g.isVerb(at) || g.isWord(at, Language.BE)) ? FAR + 0.08 : 0;
    for (Read<Condition> read : conditions(rows, at, depth)) {
      if (!or && contradicts(rows, read.value())) {
        continue;
      }
      boolean either = or || joined && isApart(rows, read.value());
      Rows with = either ? alternative(rows, read.value()) : rows.with(read.value());
      if (with != null) {
        found.add(head.then(with, read).to(read.end(), (joined ? 0.01 : 0) + own));
      }
    }
    if (joined && !or && (g.isWord(at, COUNTED) || quantities.isNumber(at))) {
      // with more than 2 orders and no reviews: what they have goes on.
      for (Read<Condition> read : possessions.having(rows, at, depth, false)) {
        found.add(
            head.then(rows.with(read.value()), read).to(read.end(), 0.02 + (depth > 0 ? 0.04 : 0)));
      }
    }
    if (joined) {
      List<Read<Condition>> again = repeated(rows, at);
      for (Read<Condition> read : again) {
        Rows with = or ? alternative(rows, read.value()) : both(rows, read.value());
        if (with != null) {
          found.add(
              head.then(with, read)
                  // The same once more is no further doubt.
                  .to(
                      read.end(),
                      isRepeated(with)
                          ? -0.9 * least(again, read.end())
                          : or || depth == 0 ? 0.01 : 0.12));
        }
      }
    }
    if (or) {
      return found;
    }
    for (Read<Condition> read : clause(rows, at)) {
      found.add(head.then(rows.with(read.value()), read).to(read.end(), joined ? 0.05 : 0));
    }
    if (rows.extreme() == null) {
      for (Read<Extreme> read : extremes.of(rows, at, depth)) {
        found.add(head.then(rows.with(read.value()), read).to(read.end(), joined ? 0.02 : 0));
      }
    }
    for (Read<Output> read : keys.each(rows.relation(), at)) {
      found.add(head.then(rows.with(read.value()), read).to(read.end(), joined ? 0.05 : 0));
    }
    return found;
  }

  /** No row has two values in one column. */
  private static boolean contradicts(Rows rows, Condition condition) {
    return condition instanceof Compare(var place, var op, var value)
        && op.equals("=")
        && rows.conditions().stream()
            .anyMatch(
                c ->
                    c instanceof Compare(var p, var o, var v)
                        && o.equals("=")
                        && p.equals(place)
                        && !v.equals(value));
  }

  /** the organization Ada is in, the papers Ada wrote: a name, a verb, and nothing after it. */
  private List<Read<Condition>> clause(Rows rows, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    for (Read<String> value : values.at(i)) {
      int end = value.end();
      boolean verb = g.isVerb(end) || g.isWord(end, Language.BE);
      if (!verb) {
        continue;
      }
      double plain = g.isQuoted(i) || g.isCapitalised(i) ? 0 : 0.06;
      end++;
      boolean open = g.isWord(end, Set.of("in", "at", "from", "to", "for", "by", "on"));
      end = open ? end + 1 : end;
      if (g.skip(end) < g.size() || g.isWord(end - 1, Language.BE)) {
        continue;
      }
      for (String preposition : List.of("by", open ? "in" : "for")) {
        for (Read<Condition> read : values.after(preposition, rows.relation(), value)) {
          found.add(read.to(end, 0.02 + plain));
        }
      }
    }
    return found;
  }

  private static @Nullable Rows alternative(Rows rows, Condition other) {
    if (rows.conditions().isEmpty()) {
      return null;
    }
    List<Condition> all = new ArrayList<>(rows.conditions());
    Condition last = all.removeLast();
    List<Condition> alternatives =
        new ArrayList<>(last instanceof Plan.Or(var inner) ? inner : List.of(last));
    alternatives.add(other);
    all.add(new Plan.Or(alternatives));
    return rows.withConditions(all);
  }

  /** before 2002 and after 2010: no row is in both, so either is meant. */
  private static boolean isApart(Rows rows, Condition other) {
    return !rows.conditions().isEmpty()
        && other instanceof Plan.During(var place, var span)
        && rows.conditions().getLast() instanceof Plan.During(var same, var before)
        && place.equals(same)
        && (endsFirst(before, span) || endsFirst(span, before));
  }

  private static boolean endsFirst(Dates.Period one, Dates.Period other) {
    String end = one.to();
    String begin = other.from();
    return one.from() == null
        && other.to() == null
        && end != null
        && begin != null
        && end.startsWith("DATE '")
        && begin.startsWith("DATE '")
        && end.compareTo(begin) <= 0;
  }

  /** Two values of one own column: either of them; of related rows: one of each. */
  private static Rows both(Rows rows, Condition other) {
    if (other instanceof Compare(var place, var op, var _)
        && op.equals("=")
        && place.path().isEmpty()) {
      Condition last = rows.conditions().getLast();
      boolean same =
          last instanceof Compare(var p, var _, var _) && p.equals(place)
              || last instanceof Plan.Or(var many)
                  && many.getLast() instanceof Compare(var q, var _, var _)
                  && q.equals(place);
      Rows either = same ? alternative(rows, other) : null;
      return either == null ? rows.with(other) : either;
    }
    return rows.with(other);
  }

  /** and France, or "Ben": the same as before of another value. */
  private List<Read<Condition>> repeated(Rows rows, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    if (rows.conditions().isEmpty()) {
      return found;
    }
    Condition last = rows.conditions().getLast();
    if (last instanceof Plan.Or(var inner)) {
      last = inner.getLast();
    }
    int at = g.isWord(i, Language.PREPOSITIONS) || g.isWord(i, Set.of("not")) ? i + 1 : i;
    for (Read<String> value : values.at(at)) {
      Condition again = withValue(last, value.value());
      if (again != null) {
        found.add(Read.of(again, value.end(), value.cost()));
      }
    }
    if (last instanceof Compare(var place, var op, var _)) {
      for (Senses.LabelSense label : g.senses.labels(at)) {
        boolean own =
            label.field().column().equals(place.column()) && label.field().isOf(place.relation());
        if (own && !label.flag() && !label.negated()) {
          found.add(Read.of(new Compare(place, op, label.value()), label.end(), 0));
        }
      }
    }
    if (last instanceof Exists(var before, var negated)) {
      for (Read<Rows> other : nouns.rows(at, 2)) {
        if (other.value().relation().name().equals(before.rows().relation().name())) {
          found.add(other.as(new Exists(new Related(before.path(), other.value()), negated)));
        }
      }
    }
    if (quantities.isNumber(at)
        && last instanceof Compare(var place, var op, var _)
        && op.equals("=")) {
      found.add(Read.of(new Compare(place, op, nouns.number(at)), at + 1, 0.02));
    }
    return found;
  }

  private static @Nullable Condition withValue(Condition condition, String value) {
    return switch (condition) {
      case Compare(var place, var op, var old) when !old.matches("-?\\d.*") ->
          new Compare(place, op, value);
      case Exists(var related, var negated) -> {
        List<Condition> inner = new ArrayList<>(related.rows().conditions());
        if (inner.isEmpty()) {
          yield null;
        }
        Condition again = withValue(inner.removeLast(), value);
        if (again == null) {
          yield null;
        }
        inner.add(again);
        yield new Exists(
            new Related(related.path(), related.rows().withConditions(inner)), negated);
      }
      default -> null;
    };
  }

  // -- Conditions ---------------------------------------------------------------------------------

  /** Everything from here on that holds for some of the rows only. */
  List<Read<Condition>> conditions(Rows rows, int start, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    if (i >= g.size()) {
      return found;
    }
    String word = g.word(i);
    if (word.equals("whose")) {
      found.addAll(fields.conditions(rows, i + 1, depth));
      for (Read<Rows> other : nouns.rows(i + 1, depth + 1)) {
        exists(found, rows, other, false);
      }
      return Read.best(found);
    }
    if (word.equals("where")) {
      found.addAll(fields.conditions(rows, i + 1, depth));
    }
    if (Language.RELATIVE.contains(word)) {
      found.addAll(verbs.inverted(rows, i + 1, depth));
      found.addAll(verbs.verbs(rows, i + 1, depth, false));
      found.addAll(possessions.having(rows, i + 1, depth, false));
      found.addAll(prepositional(rows, i + 1, depth));
      return Read.best(found);
    }
    if (Language.PREPOSITIONS.contains(word) && Language.RELATIVE.contains(g.word(i + 1))) {
      found.addAll(verbs.inverted(rows, i + 2, depth));
    }
    found.addAll(prepositional(rows, i, depth));
    found.addAll(period(rows, i));
    found.addAll(fields.comparatives(rows, i, depth));
    found.addAll(verbs.verbs(rows, i, depth, false));
    if (word.equals("with")
        || word.equals("having")
        || word.equals("containing")
        || word.equals("where")) {
      found.addAll(possessions.having(rows, i + 1, depth, false));
    }
    if (word.equals("without") || word.equals("lacking") || word.equals("missing")) {
      found.addAll(possessions.having(rows, i + 1, depth, true));
    }
    if (g.isWord(i, Set.of("except", "excluding", "besides", "outside"))
        || g.phrase(i, "other than") > 0) {
      int at = word.equals("other") ? i + 2 : i + 1;
      at = g.isWord(at, Set.of("those", "ones", "that")) ? at + 1 : at;
      at = g.isWord(at, Set.of("for", "in", "from", "of", "with")) ? at + 1 : at;
      for (Read<Condition> read : ofValue(rows, "in", at)) {
        found.add(read.as(values.negated(read.value())));
      }
      for (Read<Condition> read : fields.conditions(rows, at, depth)) {
        found.add(read.as(values.negated(read.value())));
      }
    }
    if (word.equals("not")) {
      for (Read<Condition> read : conditions(rows, i + 1, depth + 1)) {
        if (depth < 3) {
          found.add(read.as(values.negated(read.value())));
        }
      }
    }
    if (!g.senses.labels(i).isEmpty()) {
      for (Read<Condition> read : values.labels(rows.relation(), i)) {
        found.add(read.to(read.end(), 0.05));
      }
    }
    return Read.best(found);
  }

  /** A value that is called after the rows or stands in one of their columns. */
  private List<Read<Condition>> ofValue(Rows rows, String preposition, int i) {
    List<Read<Condition>> found = new ArrayList<>(values.labels(rows.relation(), i));
    for (Read<String> value : values.at(i)) {
      found.addAll(values.after(preposition, rows.relation(), value));
      if (preposition.isEmpty()) {
        found.addAll(values.called(rows.relation(), value, 0.08));
      }
    }
    for (Read<Condition> read : List.copyOf(found)) {
      // the state of texas, texas state: the noun after the value says what it is.
      if (g.senses.tables(read.end()).stream()
          .anyMatch(t -> t.score() > 0.9 && t.relation().name().equals(rows.relation().name()))) {
        found.add(read.to(read.end() + 1, 0));
      }
    }
    return found;
  }

  List<Read<Condition>> period(Rows rows, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    PeriodAt period = g.periods.periodAt(i);
    if (period == null) {
      return found;
    }
    List<Column> moments = g.moments(rows.relation());
    for (int n = 0; n < Math.min(3, moments.size()); n++) {
      Column moment = moments.get(n);
      if (!g.kind(moment).isDay() && !period.period().isOfYears()) {
        continue;
      }
      Place place = Place.own(rows.relation(), moment);
      Read<Condition> read =
          Read.of(new Plan.During(place, period.period()), period.end(), 0.01 + 0.08 * n);
      found.add(
          read.tell(
              "“" + g.text(i, period.end()) + "” is about " + place.field().fullName() + ".", 0));
    }
    return found;
  }

  List<Read<Condition>> prepositional(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    String preposition = g.word(i);
    if (!Language.PREPOSITIONS.contains(preposition) || preposition.equals("per")) {
      return found;
    }
    int at = i + 1;
    if (preposition.equals("located")
        || preposition.equals("situated")
        || preposition.equals("belonging")) {
      preposition = g.isWord(at, Language.PREPOSITIONS) ? g.word(at) : "in";
      at = g.isWord(at, Language.PREPOSITIONS) ? at + 1 : at;
    }
    boolean sign = quantities.isNumber(at) && quantities.operator(i) != null;
    if (Language.EACH.contains(g.word(at)) || sign) {
      return found;
    }
    at = g.possessive(at);
    boolean not = g.word(at).equals("not");
    if (g.isWord(at, Set.of("not", "any", "some", "either", "both"))) {
      at++;
    }
    boolean linked = g.isWord(i - 1, Language.LINKING);
    for (Read<Condition> read : ofValue(rows, linked ? "of" : preposition, at)) {
      found.add(not ? read.as(values.negated(read.value())) : read);
    }
    found.addAll(fields.conditions(rows, at, depth));
    if (!preposition.equals("with") || linked) {
      for (Read<Rows> other : nouns.rows(at, depth + 1)) {
        if (linked || !preposition.equals("by") || !other.value().isBare() || g.isVerb(i - 1)) {
          exists(found, rows, other, not);
        }
      }
    }
    return found;
  }

  /** Rows that others belong to, as far as a way leads there. */
  void exists(List<Read<Condition>> found, Rows rows, Read<Rows> other, boolean negated) {
    if (!other.value().each().isEmpty()) {
      return;
    }
    for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
      found.add(other.then(new Exists(related.value(), negated), related));
    }
  }
}
