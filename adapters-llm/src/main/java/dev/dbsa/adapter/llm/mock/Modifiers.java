package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.PeriodParser.PeriodAt;
import dev.dbsa.adapter.llm.mock.Plan.Bucket;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.CompareColumns;
import dev.dbsa.adapter.llm.mock.Plan.CompareFigure;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.CountOf;
import dev.dbsa.adapter.llm.mock.Plan.Exists;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Known;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Quantities.Quantity;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Senses.TableSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what stands after a noun: which of its rows are meant. */
final class Modifiers {
  private static final int MOST_MODIFIERS = 32;
  private static final int USUAL_MODIFIERS = 4;

  private final Grammar g;
  private final Nouns nouns;
  private final Values values;
  private final Quantities quantities;
  private final FieldConditions fields;

  Modifiers(Grammar grammar, Nouns nouns, Values values) {
    this.g = grammar;
    this.nouns = nouns;
    this.values = values;
    this.quantities = new Quantities(grammar, nouns);
    this.fields = new FieldConditions(grammar, nouns, values, quantities);
  }

  Quantities quantities() {
    return quantities;
  }

  FieldConditions fields() {
    return fields;
  }

  /** The rows with none, one or several of the modifiers that follow. */
  List<Read<Rows>> all(Read<Rows> head, int depth) {
    List<Read<Rows>> found = new ArrayList<>(List.of(head));
    List<Read<Rows>> frontier = List.of(head);
    for (int n = 0; n < MOST_MODIFIERS && !frontier.isEmpty(); n++) {
      List<Read<Rows>> next = new ArrayList<>();
      for (Read<Rows> read : frontier) {
        double far = isFar(read.value()) ? 0.02 : 0;
        one(read, depth).forEach(r -> next.add(r.to(r.end(), isRepeated(r.value()) ? 0 : far)));
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
    return !rows.conditions().isEmpty()
            && (rows.conditions().getLast() instanceof Exists
                || rows.conditions().getLast() instanceof CountOf)
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
    for (Read<Condition> read : conditions(rows, at, depth)) {
      if (!or && contradicts(rows, read.value())) {
        continue;
      }
      Rows with = or ? alternative(rows, read.value()) : rows.with(read.value());
      if (with != null) {
        found.add(head.then(with, read).to(read.end(), joined ? 0.01 : 0));
      }
    }
    if (joined) {
      for (Read<Condition> read : repeated(rows, at)) {
        Rows with = or ? alternative(rows, read.value()) : both(rows, read.value());
        if (with != null) {
          found.add(
              head.then(with, read)
                  .to(read.end(), isRepeated(with) ? 0 : or || depth == 0 ? 0.01 : 0.12));
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
      for (Read<Extreme> read : extremes(rows, at, depth)) {
        found.add(head.then(rows.with(read.value()), read).to(read.end(), joined ? 0.02 : 0));
      }
    }
    for (Read<Output> read : each(rows.relation(), at)) {
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
      boolean verb = isVerb(end) || g.isWord(end, Language.BE);
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

  private static @org.jspecify.annotations.Nullable Rows alternative(Rows rows, Condition other) {
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

  private static @org.jspecify.annotations.Nullable Condition withValue(
      Condition condition, String value) {
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
      found.addAll(inverted(rows, i + 1, depth));
      found.addAll(verbs(rows, i + 1, depth, false));
      found.addAll(having(rows, i + 1, depth, false));
      found.addAll(prepositional(rows, i + 1, depth));
      return Read.best(found);
    }
    if (Language.PREPOSITIONS.contains(word) && Language.RELATIVE.contains(g.word(i + 1))) {
      found.addAll(inverted(rows, i + 2, depth));
    }
    found.addAll(prepositional(rows, i, depth));
    found.addAll(period(rows, i));
    found.addAll(fields.comparatives(rows, i, depth));
    found.addAll(verbs(rows, i, depth, false));
    if (word.equals("with")
        || word.equals("having")
        || word.equals("containing")
        || word.equals("where")) {
      found.addAll(having(rows, i + 1, depth, false));
    }
    if (word.equals("without") || word.equals("lacking") || word.equals("missing")) {
      found.addAll(having(rows, i + 1, depth, true));
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
              "“"
                  + g.text(i, period.end())
                  + "” is about "
                  + rows.relation().name().name()
                  + "."
                  + moment.name()
                  + ".",
              0));
    }
    return found;
  }

  private List<Read<Condition>> prepositional(Rows rows, int i, int depth) {
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
    if (Language.EACH.contains(g.word(at))) {
      return found;
    }
    boolean not = g.word(at).equals("not");
    if (g.isWord(at, Set.of("not", "any", "some", "either", "both"))) {
      at++;
    }
    for (Read<Condition> read : ofValue(rows, preposition, at)) {
      found.add(not ? read.as(values.negated(read.value())) : read);
    }
    if (!preposition.equals("by") || true) {
      found.addAll(fields.conditions(rows, at, depth));
    }
    if (!preposition.equals("with")) {
      for (Read<Rows> other : nouns.rows(at, depth + 1)) {
        if (!preposition.equals("by") || !other.value().isBare() || isVerb(i - 1)) {
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

  // -- Verbs --------------------------------------------------------------------------------------

  /** has no orders, were never shipped, live in Bern, are older than 30. */
  private List<Read<Condition>> verbs(Rows rows, int start, int depth, boolean before) {
    List<Read<Condition>> found = new ArrayList<>();
    if (depth > 4) {
      return found;
    }
    int i = g.skip(start);
    boolean negated = before;
    int at = i;
    boolean auxiliary = false;
    while (at < g.size()
        && (g.isWord(at, Language.BE)
            || g.isWord(at, Language.DO)
            || g.isWord(
                at,
                Set.of(
                    "not", "never", "n't", "been", "be", "ever", "yet", "also", "already", "t",
                    "can", "will", "they", "he", "she", "it", "get", "got", "become", "became"))
            || g.word(at).matches("isn|aren|wasn|weren|don|doesn|didn|hasn|haven|hadn")
            || g.isWord(at, Set.of("have", "has", "had"))
                && (g.isWord(at + 1, Set.of("not", "never", "been", "ever"))
                    || g.word(at + 1).endsWith("ed") && g.word(at + 1).length() > 4
                    || Language.VERBS.contains(g.word(at + 1))
                        && g.senses.tables(at + 1).stream().noneMatch(t -> t.score() > 0.9)))) {
      negated |=
          g.isWord(at, Set.of("not", "never", "n't"))
              || g.word(at).endsWith("n") && g.word(at).length() > 2 && !g.word(at).equals("been");
      auxiliary = true;
      at++;
    }
    if (g.isWord(at, Language.HAVE) && !(g.word(at).equals("with") && !auxiliary)) {
      found.addAll(having(rows, at + 1, depth, negated));
    }
    List<Read<Condition>> positive = new ArrayList<>();
    if (auxiliary) {
      positive.addAll(values.labels(rows.relation(), at));
      positive.addAll(prepositional(rows, at, depth));
      positive.addAll(fields.comparatives(rows, at, depth));
      positive.addAll(period(rows, at));
      positive.addAll(emptiness(rows, at));
      if (g.phrase(at, "out of") > 0) {
        for (FieldSense sense : g.senses.fields(at + 2)) {
          if (sense.field().isOf(rows.relation()) && g.isNumeric(sense.field().column())) {
            positive.add(
                Read.of(
                    new Compare(Place.own(rows.relation(), sense.field().column()), "=", "0"),
                    sense.end(),
                    0.03));
          }
        }
      }
    }
    positive.addAll(fields.conditions(rows, at, depth));
    if (g.isPairing(rows.relation(), g.word(at))) {
      positive.addAll(paired(rows, at + 1, depth));
    }
    if (isVerb(at)) {
      int verbEnd = at + 1;
      double cost = Language.VERBS.contains(g.word(at)) ? 0.01 : 0.04;
      positive.addAll(cost(afterVerb(rows, verbEnd, depth), cost));
      if (g.isWord(verbEnd, Set.of("to", "in", "as", "for", "out")) && isVerb(verbEnd + 1)) {
        positive.addAll(cost(afterVerb(rows, verbEnd + 2, depth), cost + 0.02));
      }
      if (g.isWord(verbEnd, Language.PREPOSITIONS)) {
        positive.addAll(cost(prepositional(rows, verbEnd, depth), cost));
        // that were born in, located near: a column may be called after the verb.
        positive.addAll(cost(fields.afterVerb(rows, at, verbEnd + 1), 0));
      }
      List<Read<Condition>> done = done(rows, at, verbEnd, depth);
      positive.addAll(done);
      if (done.isEmpty()) {
        positive.addAll(cost(period(rows, verbEnd), cost));
      }
      if (done.isEmpty()) {
        positive.addAll(fields.during(rows, at, verbEnd));
      }
    } else if (auxiliary) {
      positive.addAll(cost(afterVerb(rows, at, depth), 0.1));
    }
    for (Read<Condition> read : positive) {
      found.add(negated ? read.as(values.negated(read.value())) : read);
    }
    return Read.best(found);
  }

  /** who ordered in 2024, never reviewed: rows of the table that is called as what was done. */
  private List<Read<Condition>> done(Rows rows, int verb, int end, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    String stem = Words.stem(g.word(verb)).replaceFirst("(?:ed|d)$", "");
    if (stem.length() < 4 || depth > 2) {
      return found;
    }
    for (Relation other : g.senses.relations()) {
      List<String> words = g.senses.naming(other).bare();
      boolean kin =
          words.size() == 1
              && words.getFirst().startsWith(stem.substring(0, Math.min(5, stem.length())));
      boolean self = other.name().equals(rows.relation().name());
      if (kin && !self && other.kind().isTable() && !g.paths(rows.relation(), other).isEmpty()) {
        for (Read<Rows> read : all(Read.of(Rows.of(other), end, 0.04), depth + 2)) {
          exists(found, rows, read, false);
        }
      }
    }
    return found;
  }

  private static List<Read<Condition>> cost(List<Read<Condition>> reads, double more) {
    return reads.stream().map(r -> r.to(r.end(), more)).toList();
  }

  private boolean isVerb(int i) {
    String word = g.word(i);
    if (word.isEmpty() || Language.PREPOSITIONS.contains(word) || Language.SORTED.contains(word)) {
      return false;
    }
    boolean form =
        word.length() > 4 && (word.endsWith("ed") || word.endsWith("ing") || word.endsWith("en"));
    return Language.VERBS.contains(word) || form;
  }

  /** states that border texas: the rows that another table pairs these with. */
  private List<Read<Condition>> paired(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int at = g.isWord(i, Set.of("with", "on", "to", "by", "of")) ? i + 1 : i;
    for (Read<Rows> other : nouns.rows(at, depth + 1)) {
      if (other.value().relation().name().equals(rows.relation().name())) {
        exists(found, rows, other, false);
      }
    }
    for (Read<String> value : values.at(at)) {
      for (Read<Condition> read : values.called(rows.relation(), value, 0.04)) {
        exists(found, rows, read.as(Rows.of(rows.relation()).with(read.value())), false);
      }
    }
    return found;
  }

  /** What the verb is about: other rows, so many of them, or what they are called. */
  private List<Read<Condition>> afterVerb(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    found.addAll(counted(rows, i, depth));
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      exists(found, rows, other, false);
    }
    if (g.isWord(i, Language.PREPOSITIONS)) {
      return found;
    }
    for (Read<String> value : values.at(i)) {
      for (Read<Condition> read : values.after("in", rows.relation(), value)) {
        found.add(read.to(read.end(), 0.12));
      }
    }
    return found;
  }

  /** through which the Rhine runs: the rows that the subject leads to. */
  private List<Read<Condition>> inverted(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      if (!isVerb(other.end())
          && !g.isWord(other.end(), Language.HAVE)
          && !g.isWord(other.end(), Language.BE)) {
        continue;
      }
      int end = other.end() + 1;
      if (g.isWord(end, Set.of("through", "in", "to", "from", "by", "on", "for", "at", "with"))) {
        end++;
      }
      exists(found, rows, other.to(end, 0.02), false);
    }
    return found;
  }

  private List<Read<Condition>> emptiness(Rows rows, int i) {
    List<Read<Condition>> found = new ArrayList<>();
    return found;
  }

  // -- having -------------------------------------------------------------------------------------

  /** What rows have: related rows, so many of them, none of them, a value. */
  private List<Read<Condition>> having(Rows rows, int start, int depth, boolean negated) {
    List<Read<Condition>> found = new ArrayList<>();
    int i = g.skip(start);
    boolean none = negated;
    if (g.isWord(i, Set.of("no", "zero", "any", "some", "not"))) {
      none ^= g.isWord(i, Set.of("no", "zero", "not"));
      i++;
    }
    if (none) {
      for (FieldSense sense : g.senses.fields(i)) {
        if (sense.field().isOf(rows.relation()) && sense.score() > 0.7) {
          found.add(
              Read.of(
                  new Known(Place.own(rows.relation(), sense.field().column()), false),
                  sense.end(),
                  0.04 + (1 - sense.score()) * 0.5));
        }
      }
      for (Read<Condition> read : fields.conditions(rows, i, depth)) {
        found.add(read.as(values.negated(read.value())));
      }
      for (Read<Condition> read : counted(rows, i, depth)) {
        found.add(read.as(values.negated(read.value())));
      }
    } else {
      for (FieldSense sense : g.senses.fields(i)) {
        boolean open =
            sense.field().isOf(rows.relation())
                && sense.field().column().nullable()
                && sense.score() > 0.85;
        if (open && !g.isNumeric(sense.field().column())) {
          found.add(
              Read.of(
                  new Known(Place.own(rows.relation(), sense.field().column()), true),
                  sense.end(),
                  0.08));
        }
      }
      found.addAll(fields.conditions(rows, i, depth));
      found.addAll(fields.comparatives(rows, i, depth));
      found.addAll(counted(rows, i, depth));
      found.addAll(values.labels(rows.relation(), i));
    }
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      List<Read<Condition>> some = new ArrayList<>();
      exists(some, rows, other, none);
      Optional<Column> reference = reference(rows.relation(), other.value());
      if (none && reference.isPresent() && other.value().isBare()) {
        found.add(
            other
                .as((Condition) new Known(Place.own(rows.relation(), reference.get()), false))
                .to(other.end(), 0));
      } else {
        found.addAll(some);
      }
    }
    return Read.best(found);
  }

  private Optional<Column> reference(Relation relation, Rows other) {
    var ways = g.paths(relation, other.relation());
    if (ways.isEmpty()
        || ways.getFirst().size() != 1
        || !Grammar.isToOne(relation, ways.getFirst())) {
      return Optional.empty();
    }
    var link = ways.getFirst().getFirst();
    return link.sourceColumns().size() == 1
        ? relation.findColumn(link.sourceColumns().getFirst()).filter(Column::nullable)
        : Optional.empty();
  }

  /** more than 3 orders, at least two authors. */
  private List<Read<Condition>> counted(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    for (Read<Quantity> quantity : quantities.at(i)) {
      if (quantity.value().to() != null || !quantity.value().number().matches("\\d{1,9}")) {
        continue;
      }
      int at = g.isWord(quantity.end(), Language.DISTINCT) ? quantity.end() + 1 : quantity.end();
      for (Read<Rows> other : nouns.rows(at, depth + 1)) {
        for (Read<Related> related : g.related(rows.relation(), other.value(), other.end())) {
          if (Grammar.isToOne(rows.relation(), related.value().path())) {
            continue;
          }
          Condition count =
              new CountOf(
                  related.value(),
                  quantity.value().operator(),
                  Integer.parseInt(quantity.value().number()),
                  false);
          found.add(other.then(count, related));
        }
      }
    }
    return found;
  }

  // -- Extremes -----------------------------------------------------------------------------------

  /** with the most orders, that has the highest price, who placed the fewest orders. */
  List<Read<Extreme>> extremes(Rows rows, int start, int depth) {
    List<Read<Extreme>> found = new ArrayList<>();
    int at = g.skip(start);
    if (Language.RELATIVE.contains(g.word(at))) {
      at++;
    }
    boolean introduced = at > g.skip(start);
    while (g.isWord(at, Language.HAVE)
        || g.isWord(at, Language.BE)
        || g.isWord(at, Language.DO)
        || isVerb(at)
        || g.isWord(at, Set.of("by", "in", "of", "for", "to")) && introduced) {
      introduced = true;
      at++;
    }
    if (!introduced) {
      return found;
    }
    int count = 1;
    int sup = at;
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
          if (!Grammar.isToOne(rows.relation(), related.value().path())) {
            Output figure = new Figure("COUNT", null, false, Grammar.counted(related.value()));
            double doubt = counting || word.matches("most|least|fewest|top") ? 0 : 0.15;
            found.add(other.then(new Extreme(figure, most, count), related).to(other.end(), doubt));
          }
        }
      }
      found.addAll(ofField(rows, i, most, count, counting ? 0.05 : 0));
      int total = g.anyPhrase(i, "total", "combined", "average");
      if (total > 0) {
        found.addAll(ofSum(rows, total, g.word(i).equals("average") ? "AVG" : "SUM", most, count));
      }
    } else if (Measures.isSuperlative(word)) {
      Measure measure = g.measures.of(rows.relation(), word);
      found.addAll(ofField(rows, sup + 1, measure == null || measure.descending(), count, 0));
    }
    return Read.best(found);
  }

  /** with the highest point: a column whose name says that it holds the extreme. */
  private List<Read<Extreme>> named(Rows rows, int i, int count) {
    List<Read<Extreme>> found = new ArrayList<>();
    for (FieldSense sense : g.senses.fields(i)) {
      List<String> words = dev.dbsa.adapter.llm.link.Words.split(sense.field().column().name());
      String first = dev.dbsa.adapter.llm.link.Words.fold(words.getFirst());
      if (sense.end() < i + 2 || !Measures.isSuperlative(first) || !g.word(i).equals(first)) {
        continue;
      }
      Column measure =
          g.isNumeric(sense.field().column())
              ? sense.field().column()
              : sense.field().relation().columns().stream()
                  .filter(
                      c ->
                          g.isNumeric(c)
                              && dev.dbsa.adapter.llm.link.Words.fold(c.name()).startsWith(first))
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

  private List<Read<Extreme>> ofSum(Rows rows, int i, String function, boolean most, int count) {
    List<Read<Extreme>> found = new ArrayList<>();
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
        found.add(
            Read.of(
                new Extreme(figure, most, count),
                sense.end(),
                related.cost() + (1 - sense.score()) * 0.5));
      }
    }
    return found;
  }

  // -- Each ---------------------------------------------------------------------------------------

  /** in each country, per month, by category. */
  List<Read<Output>> each(Relation relation, int start) {
    List<Read<Output>> found = new ArrayList<>();
    int i = g.skip(start);
    double cost = 0;
    int at;
    if (Language.RELATIVE.contains(g.word(i)) && g.isWord(i + 1, Language.BE)) {
      i++;
    }
    if (isVerb(i) && Language.PREPOSITIONS.contains(g.word(i + 1))
        || isVerb(i) && Language.EACH.contains(g.word(i + 1))) {
      i++;
    } else if (g.isWord(i, Language.BE) && isVerb(i + 1)) {
      i += 2;
    } else if (g.isWord(i, Language.BE) && Language.PREPOSITIONS.contains(g.word(i + 1))) {
      i++;
    }
    if (Language.EACH.contains(g.word(i))) {
      at = i + 1;
    } else if (Language.PREPOSITIONS.contains(g.word(i)) && Language.EACH.contains(g.word(i + 1))) {
      at = i + 2;
    } else if (g.anyPhrase(
            i,
            "for all",
            "for different",
            "for the different",
            "for all different",
            "grouped by",
            "broken down by",
            "group by")
        > 0) {
      at =
          g.anyPhrase(
              i,
              "for all",
              "for different",
              "for all different",
              "grouped by",
              "broken down by",
              "group by");
      cost = 0.06;
    } else if (g.word(i).equals("by")) {
      at = i + 1;
      cost = 0.05;
    } else if (Dates.unit(g.word(i)).isPresent() && g.word(i).endsWith("ly")) {
      at = i;
    } else {
      return found;
    }
    if (g.isWord(at, Set.of("of", "different", "distinct", "single", "individual"))) {
      at++;
    }
    found.addAll(keys(relation, at, cost));
    return Read.best(found);
  }

  /** What rows can be taken apart by: a column, what they belong to, a unit of time. */
  List<Read<Output>> keys(Relation relation, int at, double cost) {
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
        double keyDoubt = 0;
        found.add(
            Read.of(
                new Value(place.value()),
                sense.end(),
                cost + place.cost() + keyDoubt + (1 - sense.score()) * 0.5));
      }
    }
    for (TableSense table : g.senses.tables(at)) {
      if (table.relation().name().equals(relation.name())) {
        continue;
      }
      var ways = g.paths(relation, table.relation());
      if (!ways.isEmpty()) {
        double far = 0.02 * (ways.getFirst().size() - 1);
        int end = table.end();
        Output key = key(relation, ways.getFirst(), table.relation());
        found.add(Read.of(key, end, cost + far + (1 - table.score()) * 0.5));
        int named = g.anyPhrase(end, "name", "names");
        if (named > 0) {
          found.add(
              Read.of(
                  new Identity(ways.getFirst(), table.relation()),
                  named,
                  cost + far + (1 - table.score()) * 0.5 + 0.01));
        }
      }
    }
    return found;
  }

  /** What rows belong to, by the name that they refer to it with, if they do. */
  private Output key(Relation relation, List<JoinLink> way, Relation to) {
    JoinLink link = way.getFirst();
    boolean named =
        way.size() == 1
            && link.source().name().equals(relation.name())
            && g.labels(to).stream().map(Column::name).toList().equals(link.targetColumns());
    return named
        ? new Value(
            Place.own(relation, relation.findColumn(link.sourceColumns().getFirst()).orElseThrow()))
        : new Identity(way, to);
  }

  static Field field(Place place) {
    return new Field(place.relation(), place.column());
  }

  static Condition compareFigure(Place place, String operator, String function, Rows over) {
    return new CompareFigure(
        place,
        operator,
        new Figure(function, Place.own(place.relation(), place.column()), false, null),
        over);
  }

  static Condition columns(Place one, String operator, Place other) {
    return new CompareColumns(one, operator, other);
  }
}
