package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Having;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Share;
import dev.dbsa.adapter.llm.mock.Plan.Sort;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Plan.Whole;
import dev.dbsa.adapter.llm.mock.Quantities.Quantity;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Terms.Term;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what follows the rows until the request ends, and makes a plan of all of it. */
final class Endings {
  private final Grammar g;
  private final Nouns nouns;
  private final Terms terms;
  private final Modifiers modifiers;
  private final Quantities quantities;
  private final Subjects subjects;
  private final Orders orders;

  Endings(
      Grammar g,
      Nouns nouns,
      Terms terms,
      Modifiers modifiers,
      Quantities quantities,
      Subjects subjects,
      Orders orders) {
    this.g = g;
    this.nouns = nouns;
    this.terms = terms;
    this.modifiers = modifiers;
    this.quantities = quantities;
    this.subjects = subjects;
    this.orders = orders;
  }

  // -- The end of the request ---------------------------------------------------------------------

  /** Beyond words at the end that say no more: do we have, are there. */
  int tail(int i) {
    int at = g.skip(i);
    int end =
        g.anyPhrase(
            at,
            "do we have",
            "are there",
            "exist",
            "exists",
            "do you have",
            "we have",
            "in database",
            "in total",
            "are listed",
            "is there",
            "does it have",
            "do they have",
            "does each have",
            "are in database",
            "listed",
            "altogether",
            "in world",
            "in the world",
            "do i have",
            "have we",
            "are recorded",
            "overall",
            "available",
            "are available",
            "does it hold",
            "there are",
            "around world",
            "used around world",
            "spoken in world",
            "at this moment",
            "temporarily",
            "at moment",
            "right now",
            "so far");
    if (end > 0) {
      return tail(end);
    }
    if (g.isWord(at, Set.of("in"))) {
      int units = quantities.units(at + 1);
      if (units > at + 1) {
        return tail(units);
      }
    }
    int verb = at;
    while (g.isWord(verb, Language.BE)
        || g.isWord(verb, Language.HAVE)
        || g.isWord(verb, Language.VERBS)
        || g.isWord(
            verb, Set.of("been", "be", "there", "table", "tables", "view", "values", "records"))) {
      verb = g.skip(verb + 1);
    }
    if (verb > at && verb >= g.size()) {
      return verb;
    }
    if (verb > at && g.anyPhrase(verb, "in world", "around world", "in total", "in database") > 0) {
      return tail(verb);
    }
    int clause = g.pronounClause(at);
    return clause > at ? tail(clause) : at;
  }

  /** The plans of a draft with what follows, as far as they reach the request's end. */
  List<Read<Plan>> finished(Read<Intent> start) {
    List<Read<Plan>> found = new ArrayList<>();
    List<Read<Intent>> frontier = List.of(start);
    for (int n = 0; n < 5 && !frontier.isEmpty(); n++) {
      List<Read<Intent>> next = new ArrayList<>();
      for (Read<Intent> draft : frontier) {
        int end = tail(draft.end());
        g.reach(end);
        if (end >= g.size()) {
          Read<Plan> plan = plan(draft.to(end, 0));
          if (plan != null) {
            found.add(plan);
          }
        } else {
          next.addAll(followed(draft.to(end, 0)));
        }
      }
      frontier = Read.best(next);
    }
    return found;
  }

  List<Read<Intent>> followed(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    Rows rows = draft.value().rows();
    found.addAll(orders.sorted(draft));
    found.addAll(havingFigure(draft));
    found.addAll(listed(draft));
    int i = g.skip(draft.end());
    i = g.isComma(i) ? i + 1 : i;
    if (g.isWord(i, Set.of("limit", "limited"))
        && g.reading.number(g.isWord(i + 1, Set.of("to")) ? i + 2 : i + 1) != null) {
      int at = g.isWord(i + 1, Set.of("to")) ? i + 2 : i + 1;
      found.add(draft.as(draft.value().limited(g.reading.number(at))).to(at + 1, 0));
    }
    for (Read<Rows> more : modifiers.next(Read.of(rows, draft.end(), 0), 1)) {
      found.add(draft.then(draft.value().with(more.value()), more).to(more.end(), 0.02));
    }
    return found;
  }

  /** whose average price is above 100: a figure of each group is compared. */
  List<Read<Intent>> havingFigure(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    Rows rows = draft.value().rows();
    if (rows.each().isEmpty() && draft.value().groups().isEmpty()) {
      return found;
    }
    int at = g.skip(draft.end());
    int start = at;
    while (at < start + 4
        && (g.isWord(at, Language.RELATIVE)
            || g.isWord(at, Language.HAVE)
            || g.isWord(at, Set.of("where", "and", "its", "their")))) {
      at++;
    }
    String function = Language.FIGURES.get(g.word(at));
    if (at == start) {
      return found;
    }
    if (function != null) {
      for (FieldSense sense : g.senses.fields(at + 1)) {
        Read<Place> place = g.place(rows.relation(), sense.field(), sense.end());
        int end =
            g.isWord(sense.end(), Language.BE) || g.isWord(sense.end(), Set.of("of"))
                ? sense.end() + 1
                : sense.end();
        if (place == null || !g.isNumeric(sense.field().column())) {
          continue;
        }
        for (Read<Quantity> quantity : quantities.at(end)) {
          if (quantity.value().to() == null) {
            Having having =
                new Having(
                    new Figure(function, place.value(), false, null),
                    quantity.value().operator(),
                    quantity.value().number());
            found.add(
                draft
                    .then(draft.value().havingAlso(having), quantity)
                    .to(
                        quantities.units(quantity.end()),
                        place.cost() + (1 - sense.score()) * 0.5 + 0.01));
          }
        }
      }
    }
    for (Read<Quantity> quantity : quantities.at(at)) {
      for (Read<Rows> counted : nouns.rows(quantity.end(), 3)) {
        if (counted.value().isBare()
            && counted.value().relation().name().equals(rows.relation().name())
            && quantity.value().to() == null) {
          Having having =
              new Having(Figure.count(), quantity.value().operator(), quantity.value().number());
          found.add(draft.then(draft.value().havingAlso(having), counted).to(counted.end(), 0.01));
        }
      }
    }
    return found;
  }

  /** … List the language and number of channels: a second sentence tells what to show. */
  List<Read<Intent>> listed(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    int i = g.skip(draft.end());
    i = g.isWord(i, Set.of("and")) ? i + 1 : i;
    if (!g.isWord(
        i,
        Set.of("list", "give", "show", "return", "only", "display", "tell", "find", "include"))) {
      return found;
    }
    int at = i + 1;
    while (g.isWord(
        at,
        Set.of(
            "list", "only", "me", "both", "all", "their", "its", "also", "show", "his", "her", "or",
            "him"))) {
      at++;
    }
    for (Read<List<Term>> list : terms.list(at)) {
      Read<Rows> same = Read.of(draft.value().rows(), list.end(), 0.02);
      Read<Intent> shown = subjects.of(list, same);
      if (shown != null) {
        int end =
            g.anyPhrase(list.end(), "it has", "they have", "of each", "it produces", "for each");
        List<Output> outputs = shown.value().outputs();
        found.add(
            draft
                .then(draft.value().with(shown.value().rows()).showing(outputs), shown)
                .to(Math.max(end, list.end()), 0.01));
      }
    }
    return found;
  }

  // -- The plan -----------------------------------------------------------------------------------

  @Nullable Read<Plan> plan(Read<Intent> read) {
    Intent draft = read.value();
    Rows rows = draft.rows();
    List<Output> outputs = new ArrayList<>(draft.outputs());
    List<Output> groups = new ArrayList<>(draft.groups());
    double cost = 0;
    boolean figures = draft.hasFigures();
    if (outputs.isEmpty() && !rows.each().isEmpty() && rows.extreme() == null) {
      // orders per day: how many.
      outputs.add(Figure.count());
      figures = true;
      cost += 0.06;
    }
    if (outputs.isEmpty()) {
      outputs.add(subjects.shown(rows.relation()));
    }
    if (!rows.each().isEmpty() && rows.extreme() == null && !figures) {
      // km per month: the sum is meant.
      boolean amounts =
          outputs.stream()
              .allMatch(o -> o instanceof Value(var p) && g.isMeasure(p.relation(), p.column()));
      if (amounts) {
        outputs.replaceAll(o -> new Figure("SUM", ((Value) o).place(), false, null));
        figures = true;
        cost += 0.08;
      }
    }
    boolean byFigure = rows.extreme() != null && rows.extreme().by() instanceof Figure;
    byFigure |= draft.order().stream().anyMatch(s -> s.by() instanceof Figure f && f.of() != null);
    if (byFigure
        && outputs.size() == 1
        && outputs.getFirst() instanceof Whole
        && rows.each().isEmpty()) {
      Relation relation = rows.relation();
      outputs.clear();
      for (Column c : g.columns.key(relation)) {
        outputs0(outputs, relation, c);
      }
      for (Column c : g.labels(relation)) {
        outputs0(outputs, relation, c);
      }
      Output by =
          rows.extreme() != null
              ? rows.extreme().by()
              : draft.order().stream()
                  .map(Sort::by)
                  .filter(b -> b instanceof Figure)
                  .findFirst()
                  .orElseThrow();
      outputs.add(by);
    }
    Extreme extreme = rows.extreme();
    boolean ownFigure =
        outputs.stream()
                .anyMatch(o -> o instanceof Figure f && f.of() == null || o instanceof Share)
            && !byFigure;
    if (extreme != null && ownFigure) {
      return null;
    }
    if (!rows.each().isEmpty() && extreme == null) {
      for (Output each : rows.each()) {
        if (!groups.contains(each)) {
          groups.add(each);
        }
      }
      if (!figures) {
        return null;
      }
      List<Output> all = new ArrayList<>();
      for (Output each : rows.each()) {
        boolean told = outputs.stream().anyMatch(o -> isSame(o, each));
        if (!told) {
          all.add(each);
        }
      }
      all.addAll(outputs);
      outputs = all;
    }
    if (ownFigure && outputs.stream().anyMatch(o -> isOwnName(rows.relation(), o))) {
      // Rows counted for each of these very rows: hardly.
      cost += 0.3;
    }
    if (figures && groups.isEmpty()) {
      if (outputs.size() > 1 && outputs.getFirst() instanceof Value) {
        cost += 0.05;
      }
      for (Output output : outputs) {
        if (!(output instanceof Figure) && !(output instanceof Share) && ownFigure) {
          groups.add(output);
        }
      }
    }
    Plan plan =
        new Plan(
            rows,
            outputs,
            groups,
            draft.having(),
            draft.order(),
            draft.limit(),
            draft.distinct(),
            g.reading.hasWord(Set.of("all")));
    return read.as(plan).to(read.end(), cost);
  }

  static void outputs0(List<Output> outputs, Relation relation, Column column) {
    Output value = new Value(Place.own(relation, column));
    if (!outputs.contains(value)) {
      outputs.add(value);
    }
  }

  private boolean isOwnName(Relation relation, Output output) {
    return output instanceof Value(var place)
        && place.path().isEmpty()
        && g.columns.key(relation).equals(List.of(place.column()));
  }

  boolean isSame(Output shown, Output each) {
    if (shown.equals(each)) {
      return true;
    }
    return each instanceof Identity(var path, var relation)
        && shown instanceof Value(var place)
        && place.path().equals(path)
        && place.relation().name().equals(relation.name());
  }
}
