package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Figure;
import dev.dbsa.adapter.llm.mock.Plan.Identity;
import dev.dbsa.adapter.llm.mock.Plan.Output;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Related;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Plan.Whole;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Terms.HowMuch;
import dev.dbsa.adapter.llm.mock.Terms.Named;
import dev.dbsa.adapter.llm.mock.Terms.Number;
import dev.dbsa.adapter.llm.mock.Terms.Some;
import dev.dbsa.adapter.llm.mock.Terms.Term;
import dev.dbsa.adapter.llm.mock.Values.Shape;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that the things asked for belong to: the capital of Texas, how many models a maker
 * has.
 */
final class Subjects {
  private final Grammar g;
  private final Nouns nouns;
  private final Terms terms;
  private final Values values;
  private final Modifiers modifiers;
  private final boolean whole;

  Subjects(Grammar g, Nouns nouns, Terms terms, Values values, Modifiers modifiers, boolean whole) {
    this.g = g;
    this.nouns = nouns;
    this.terms = terms;
    this.values = values;
    this.modifiers = modifiers;
    this.whole = whole;
  }

  /** The terms with the rows that they are of. */
  List<Read<Intent>> owned(Read<List<Term>> list) {
    List<Read<Intent>> found = new ArrayList<>();
    List<Term> all = list.value();
    boolean open = all.stream().anyMatch(t -> t instanceof Named || t instanceof HowMuch);
    if (!open) {
      ofRows(found, list);
      return found;
    }
    int i = g.skip(list.end());
    List<Read<Rows>> owners = new ArrayList<>();
    int at = i;
    boolean joined = false;
    while (g.isWord(
        at,
        Set.of(
            "of", "for", "from", "in", "by", "on", "to", "at", "that", "which", "is", "are", "was",
            "were", "do", "does", "did", "values", "value", "across", "among"))) {
      at = g.skip(at + 1);
      joined = true;
      // average salary by department: what figures are taken by, not what they are of.
      double by =
          g.isWord(at - 1, Set.of("by"))
                  && all.stream().anyMatch(t -> t instanceof Named n && !n.function().isEmpty())
              ? 0.15
              : 0;
      nouns.rows(at, 0).forEach(r -> owners.add(r.to(r.end(), by)));
      if (Language.EACH.contains(g.word(at))) {
        for (Read<Rows> each : nouns.rows(at + 1, 0)) {
          boolean figures =
              all.stream()
                  .anyMatch(
                      t ->
                          t instanceof Named n && !n.function().isEmpty()
                              || t instanceof Some s && s.counted());
          owners.add(figures ? each.to(each.end(), 0.3) : each.to(each.end(), 0.01));
        }
      }
      for (Read<String> value : values.at(at)) {
        owners.addAll(
            calledOwners(all, value, g.isWord(at - 1, Set.of("of", "is", "does", "for", "in"))));
      }
      if (at - i > 3) {
        break;
      }
    }
    if (!joined) {
      owners.addAll(nouns.rows(i, 0).stream().map(r -> r.to(r.end(), 0.1)).toList());
    }
    Rows named =
        all.stream()
            .filter(t -> t instanceof Some)
            .map(t -> ((Some) t).rows())
            .findFirst()
            .orElse(null);
    if (named != null) {
      owners.add(Read.of(named.plain(), list.end(), 0.04));
    }
    owners.forEach(owner -> own(found, list, owner, true));
    for (Relation relation : fieldTables(all)) {
      double aside = Grammar.isAside(relation) ? 0.08 : 0;
      modifiers
          .all(Read.of(Rows.of(relation), list.end(), 0.06 + aside), 0)
          .forEach(owner -> own(found, list, owner, false));
    }
    return Read.best(found);
  }

  private void own(
      List<Read<Intent>> found, Read<List<Term>> list, Read<Rows> owner, boolean named) {
    g.reach(owner.end());
    Read<Intent> draft = of(list, owner);
    if (draft != null && (named || showsOwn(draft.value()))) {
      found.add(draft);
      found.addAll(continued(draft));
    }
  }

  /**
   * Whether something of the rows themselves is shown, and not only of others that they lead to.
   */
  private static boolean showsOwn(Intent draft) {
    return draft.outputs().stream()
        .anyMatch(
            o ->
                !(o instanceof Value(var place) && !place.path().isEmpty()
                    || o instanceof Figure f
                        && f.of() == null
                        && f.place() != null
                        && !f.place().path().isEmpty()));
  }

  /** The tables that one of the columns named is of. */
  private List<Relation> fieldTables(List<Term> all) {
    List<Relation> tables = new ArrayList<>();
    for (Term term : all) {
      if (term instanceof Named named) {
        double best = 0;
        for (FieldSense sense : g.senses.fields(named.at())) {
          if (sense.end() == named.end()) {
            best = Math.max(best, sense.score());
            Relation relation = sense.field().relation();
            if (sense.score() >= best - 0.3 && tables.size() < 8 && !tables.contains(relation)) {
              tables.add(relation);
            }
          }
        }
      }
    }
    return tables;
  }

  /** the capital of texas: the row that is called so, of a table with such a column. */
  List<Read<Rows>> calledOwners(List<Term> all, Read<String> value, boolean near) {
    List<Read<Rows>> found = new ArrayList<>();
    Shape shape = Shape.of(value.value());
    List<Relation> tables = fieldTables(all);
    for (Term term : all) {
      if (term instanceof HowMuch(var adjective, var _)) {
        g.senses.relations().stream()
            .filter(r -> g.measures.of(r, adjective) != null)
            .limit(8)
            .filter(r -> !tables.contains(r))
            .forEach(tables::add);
      }
    }
    for (Relation relation : tables) {
      boolean itself =
          all.stream()
              .anyMatch(
                  t ->
                      t instanceof Named n
                          && g.senses.fields(n.at()).stream()
                              .anyMatch(
                                  f ->
                                      f.end() == n.end()
                                          && f.field().isOf(relation)
                                          && g.labels(relation).contains(f.field().column())));
      if (itself) {
        continue;
      }
      double cost = (near ? 0.08 : 0.14) + Math.max(0, values.cost(shape, relation));
      for (Read<Condition> read : values.called(relation, value, cost)) {
        found.addAll(modifiers.all(read.as(Rows.of(relation).with(read.value())), 1));
      }
    }
    return found;
  }

  @Nullable Read<Intent> of(Read<List<Term>> list, Read<Rows> owner) {
    List<Output> outputs = new ArrayList<>();
    double cost = 0;
    Rows rows = owner.value();
    boolean distinct = false;
    for (Term term : list.value()) {
      switch (term) {
        case Named named -> {
          Read<Output> output = output(rows.relation(), named);
          if (output == null) {
            return null;
          }
          outputs.addAll(called(rows.relation(), named, output.value()));
          cost += output.cost();
          distinct |= named.distinct() && named.function().isEmpty();
        }
        case HowMuch(var adjective, var function) -> {
          Measure measure = g.measures.of(rows.relation(), adjective);
          Read<Place> place = measure == null ? null : g.place(rows.relation(), measure.field(), 0);
          if (place == null) {
            return null;
          }
          outputs.add(
              function.isEmpty()
                  ? new Value(place.value())
                  : new Figure(function, place.value(), false, null));
          cost += place.cost() + 0.02;
        }
        case Some(var some, var counted, var once) -> {
          if (some.relation().name().equals(rows.relation().name())) {
            outputs.add(counted ? Figure.count() : new Identity(List.of(), some.relation()));
            if (!some.isBare()) {
              List<Condition> both = new ArrayList<>(some.conditions());
              rows.conditions().stream().filter(c -> !both.contains(c)).forEach(both::add);
              rows =
                  new Rows(
                      rows.relation(),
                      both,
                      rows.extreme() == null ? some.extreme() : rows.extreme(),
                      rows.each().isEmpty() ? some.each() : rows.each());
            }
          } else if (counted) {
            List<Read<Related>> related = g.related(rows.relation(), some.plain(), 0);
            if (related.isEmpty()) {
              return null;
            }
            cost += related.getFirst().cost();
            outputs.add(
                new Figure("COUNT", null, false, Grammar.counted(related.getFirst().value())));
          } else {
            List<Read<Related>> related = g.related(rows.relation(), some.plain(), 0);
            if (related.isEmpty() || !some.isBare()) {
              return null;
            }
            cost += related.getFirst().cost() + 0.02;
            outputs.add(
                modifiers
                    .keys()
                    .key(rows.relation(), related.getFirst().value().path(), some.relation()));
          }
        }
        case Terms.FigureOf(var function, var some, var amount) -> {
          if (!some.relation().name().equals(rows.relation().name())) {
            return null;
          }
          outputs.add(new Figure(function, Place.own(some.relation(), amount), false, null));
          rows = some;
        }
        case Number() -> {
          if (rows.extreme() == null && !rows.each().isEmpty()) {
            outputs.add(Figure.count());
          } else if (rows.extreme() != null && rows.extreme().by() instanceof Figure figure) {
            outputs.add(figure);
          } else {
            return null;
          }
        }
      }
    }
    Intent draft = Intent.of(rows, outputs);
    if (distinct) {
      draft = draft.once();
    }
    return list.then(draft, owner).to(owner.end(), cost);
  }

  /** What rows are called may take two columns: the first and the last name. */
  private List<Output> called(Relation relation, Named named, Output output) {
    List<Column> labels = g.labels(relation);
    boolean name = Senses.isName(Words.stem(g.word(named.end() - 1)));
    boolean label =
        output instanceof Value(var place)
            && place.path().isEmpty()
            && labels.contains(place.column())
            && (named.end() == named.at() + 1 || !g.senses.tables(named.at()).isEmpty());
    return name && label && labels.size() > 1
        ? labels.stream().map(c -> (Output) new Value(Place.own(relation, c))).toList()
        : List.of(output);
  }

  @Nullable Read<Output> output(Relation relation, Named named) {
    Read<Output> best = null;
    for (FieldSense sense : g.senses.fields(named.at())) {
      Relation of = named.of();
      if (sense.end() != named.end() || of != null && !sense.field().isOf(of)) {
        continue;
      }
      Read<Place> place = g.place(relation, sense.field(), sense.end());
      if (place == null) {
        continue;
      }
      boolean figure = Set.of("AVG", "SUM", "MEDIAN").contains(named.function());
      boolean extremes = named.function().matches("MIN|MAX");
      Column column = sense.field().column();
      boolean time = Set.of("latest", "last", "earliest", "first").contains(g.word(named.at() - 1));
      if (extremes
          && time
          && !g.kind(column).isDay()
          && !g.moments(sense.field().relation()).contains(column)) {
        continue;
      }
      boolean ranked =
          g.isNumeric(column) && !g.isReference(sense.field().relation(), column)
              || g.kind(column).isDay()
              || Measures.isMeasured(g.senses.words(sense.field()));
      if (figure && !g.isNumeric(column) || extremes && !ranked) {
        continue;
      }
      double top =
          g.senses.fields(named.at()).stream()
              .filter(f -> f.end() == named.end())
              .mapToDouble(FieldSense::score)
              .max()
              .orElse(1);
      double cost = place.cost() + (top - sense.score()) * 0.5;
      if (best == null || cost < best.cost()) {
        Output output =
            named.function().isEmpty()
                ? new Value(place.value())
                : new Figure(named.function(), place.value(), named.distinct(), null);
        best = Read.of(output, sense.end(), cost);
      }
    }
    return best;
  }

  /** and the number of singers in each concert, and how many it has. */
  List<Read<Intent>> continued(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    int at = terms.joint(draft.end());
    if (at < 0) {
      return found;
    }
    Rows rows = draft.value().rows();
    for (Read<List<Term>> more : terms.list(at)) {
      Read<Rows> same = Read.of(rows, more.end(), 0.01);
      Read<Intent> added = of(more, same);
      if (added == null) {
        continue;
      }
      int end = more.end();
      int of =
          g.anyPhrase(
              end,
              "of each",
              "for each",
              "in each",
              "of them",
              "of it",
              "it has",
              "they have",
              "does it have",
              "do they have",
              "it produces",
              "they teach",
              "they produce",
              "they made",
              "has");
      end = of > 0 ? of : end;
      List<Output> outputs = new ArrayList<>(draft.value().outputs());
      added.value().outputs().stream().filter(o -> !outputs.contains(o)).forEach(outputs::add);
      found.add(
          draft
              .then(draft.value().with(added.value().rows()).showing(outputs), added)
              .to(end, 0.01));
    }
    return found;
  }

  /** Rows alone, or several of them side by side. */
  void ofRows(List<Read<Intent>> found, Read<List<Term>> list) {
    List<Term> all = list.value();
    if (all.size() == 1 && all.getFirst() instanceof Some(var rows, var counted, var distinct)) {
      List<Output> outputs = counted ? List.of(Figure.count()) : List.of();
      Intent draft = Intent.of(rows, outputs);
      Read<Intent> read = list.as(draft);
      found.add(read);
      found.addAll(auxiliary(read));
      if (!counted) {
        found.addAll(withColumns(read));
      }
      // The number of rows, as some languages put it.
      int end = g.skip(list.end());
      if (!counted
          && g.isWord(end, Set.of("count", "number"))
          && !g.reading.item(end).text().matches("\\p{ASCII}+")) {
        found.add(list.as(Intent.of(rows, List.of(Figure.count()))).to(end + 1, 0.01));
      }
      found.addAll(
          continued(read.as(counted ? draft : draft.showing(List.of(shown(rows.relation()))))));
      return;
    }
    if (all.size() == 1 && all.getFirst() instanceof Terms.FigureOf(var _, var rows, var _)) {
      Read<Intent> draft = of(list, Read.of(rows, list.end(), 0));
      if (draft != null) {
        found.add(draft);
      }
      return;
    }
    if (all.stream().anyMatch(t -> t instanceof Number)) {
      return;
    }
    for (int main = 0; main < all.size(); main++) {
      if (all.get(main) instanceof Some some && !some.counted()) {
        Read<Intent> draft = of(list, Read.of(some.rows(), list.end(), main * 0.05));
        if (draft != null) {
          found.add(draft);
        }
      }
    }
    boolean counts = all.stream().allMatch(t -> t instanceof Some s && s.counted());
    if (counts) {
      Intent draft = Intent.of(((Some) all.getFirst()).rows(), List.of(Figure.count()));
      for (Term term : all.subList(1, all.size())) {
        List<Read<Related>> related = g.related(draft.rows().relation(), ((Some) term).rows(), 0);
        if (related.isEmpty()) {
          return;
        }
      }
    }
  }

  /** orders with the customer's name: the rows, and columns of those that they belong to. */
  private List<Read<Intent>> withColumns(Read<Intent> rows) {
    List<Read<Intent>> found = new ArrayList<>();
    int at =
        g.anyPhrase(
            g.skip(rows.end()),
            "with",
            "with their",
            "with its",
            "including",
            "including their",
            "including its",
            "and their");
    if (at < 0) {
      return found;
    }
    Relation relation = rows.value().rows().relation();
    for (Read<List<Term>> list : terms.list(at)) {
      boolean columns =
          list.value().stream()
              .allMatch(
                  t ->
                      t instanceof Named n && n.function().isEmpty()
                          || t instanceof Some some && some.rows().isBare() && !some.counted());
      if (!columns) {
        continue;
      }
      Read<Intent> more = of(list, Read.of(Rows.of(relation), list.end(), 0.03));
      if (more == null) {
        continue;
      }
      boolean others =
          more.value().outputs().stream()
              .allMatch(
                  o ->
                      o instanceof Value(var p)
                              && !p.path().isEmpty()
                              && Grammar.isToOne(relation, p.path())
                          || o instanceof Identity(var path, var _)
                              && !path.isEmpty()
                              && Grammar.isToOne(relation, path));
      if (others) {
        List<Output> outputs = new ArrayList<>(List.of(shown(relation)));
        outputs.addAll(more.value().outputs());
        found.add(rows.then(rows.value().showing(outputs), more));
      }
    }
    return found;
  }

  Output shown(Relation relation) {
    return whole ? new Whole(List.of(), relation) : new Identity(List.of(), relation);
  }

  /** how many models does each maker produce: what follows the auxiliary verb is the subject. */
  List<Read<Intent>> auxiliary(Read<Intent> draft) {
    List<Read<Intent>> found = new ArrayList<>();
    int i = g.skip(draft.end());
    if (!g.isWord(i, Language.DO) && !g.isWord(i, Language.HAVE) && !g.isWord(i, Language.BE)) {
      return found;
    }
    Rows rows = draft.value().rows();
    int at = i + 1;
    boolean each = g.isWord(at, Language.EACH);
    if (each) {
      for (Read<Output> key : modifiers.keys().at(rows.relation(), at + 1, 0)) {
        int end = verbs(key.end());
        found.add(draft.then(draft.value().with(rows.with(key.value())), key).to(end, 0.01));
      }
    }
    for (Read<Rows> subject : nouns.rows(at, 1)) {
      List<Read<Condition>> some = new ArrayList<>();
      modifiers.exists(some, rows, subject, false);
      for (Read<Condition> read : some) {
        int end = verbs(read.end());
        for (Read<Rows> more : modifiers.all(read.as(rows.with(read.value())).to(end, 0.02), 1)) {
          found.add(draft.then(draft.value().with(more.value()), more));
        }
      }
    }
    for (Read<String> value : values.at(at)) {
      for (String preposition : List.of("by", "in")) {
        List<Read<Condition>> reads = values.after(preposition, rows.relation(), value);
        for (Read<Condition> read : modifiers.verbs().hinted(reads, g.word(g.skip(value.end())))) {
          int end = verbs(read.end());
          for (Read<Rows> more : modifiers.all(read.as(rows.with(read.value())).to(end, 0.05), 1)) {
            found.add(draft.then(draft.value().with(more.value()), more));
          }
        }
      }
    }
    return Read.best(found);
  }

  /** Beyond the verb at the end of a question, and a preposition that is left alone. */
  int verbs(int i) {
    int at = g.skip(i);
    while (g.isWord(at, Language.VERBS)
        || g.isWord(at, Language.HAVE)
        || g.word(at).length() > 4
            && (g.word(at).endsWith("ed") || g.word(at).endsWith("es"))
            && g.senses.tables(at).isEmpty()
        || g.isWord(at, Set.of("been", "be"))) {
      at = g.skip(at + 1);
    }
    if (g.isWord(at, Set.of("in", "from", "through", "to")) && g.skip(at + 1) >= g.size()) {
      at++;
    }
    return at;
  }
}
