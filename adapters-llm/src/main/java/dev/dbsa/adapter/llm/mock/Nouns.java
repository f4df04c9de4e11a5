package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Extreme;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Plan.Value;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Senses.TableSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what rows are spoken of: a noun with what stands before and after it. */
final class Nouns {
  private static final int DEEPEST = 5;

  /** How many “the latest orders” are. */
  private static final int ROWS_OF_SEVERAL = 10;

  /** Words before a noun whose meaning waits for it. */
  private sealed interface Before {
    record Sup(String adjective, int rows, int skipped) implements Before {}

    record Named(Read<String> value) implements Before {}

    record Labelled(int at) implements Before {}

    record Counted(String number, List<FieldSense> fields) implements Before {}

    record Distinct() implements Before {}

    record Of(Relation relation, int at) implements Before {}
  }

  private record Premodified(List<Before> before, int end, double cost) {}

  private final Grammar g;
  private final Values values;
  private Modifiers modifiers;
  private final Map<Integer, List<Read<Rows>>> known = new HashMap<>();

  Nouns(Grammar grammar, Values values) {
    this.g = grammar;
    this.values = values;
    this.modifiers = new Modifiers(grammar, this, values);
  }

  Modifiers modifiers() {
    return modifiers;
  }

  /** The rows that the words from here on speak of, with all that is said of them. */
  List<Read<Rows>> rows(int i, int depth) {
    if (depth > DEEPEST || i >= g.size()) {
      return List.of();
    }
    int key = i * 10 + depth;
    List<Read<Rows>> found = known.get(key);
    if (found == null) {
      known.put(key, List.of());
      found = new ArrayList<>();
      int start = g.possessive(g.skip(i));
      for (Read<Rows> bare : bare(start)) {
        found.addAll(modifiers.all(bare, depth));
      }
      if (isNumberWord(start) && !g.senses.tables(start + 1).isEmpty()) {
        // the 3 countries with the fewest people.
        for (Read<Rows> read : rows(start + 1, depth)) {
          Extreme extreme = read.value().extreme();
          if (extreme != null && extreme.rows() == 1) {
            int count = Integer.parseInt(number(start));
            found.add(
                read.as(read.value().with(new Extreme(extreme.by(), extreme.descending(), count))));
          }
        }
      }
      found = Read.best(found);
      known.put(key, found);
    }
    return found;
  }

  /** A noun with what stands before it, and a name right after it. */
  private List<Read<Rows>> bare(int i) {
    List<Read<Rows>> found = new ArrayList<>();
    for (Premodified premodified : premodified(i)) {
      int at = premodified.end();
      for (TableSense table : g.senses.tables(at)) {
        double cost =
            premodified.cost() + (1 - table.score()) * (table.score() > 0.75 ? 0.25 : 0.5);
        int headEnd = table.end();
        boolean column =
            table.score() < 0.8
                && g.senses.fields(at).stream()
                    .anyMatch(
                        f -> f.score() > 0.9 || f.score() >= 0.7 && g.word(f.end()).equals("of"));
        Read<Rows> head = Read.of(Rows.of(table.relation()), headEnd, cost + (column ? 0.1 : 0));
        if (table.score() < 0.9) {
          head =
              head.tell(
                  "“"
                      + g.text(at, table.end())
                      + "” means the table "
                      + table.relation().name().name()
                      + ".",
                  0);
        }
        for (Read<Rows> ready : apply(premodified.before(), head)) {
          found.add(ready);
          found.addAll(apposed(ready));
        }
      }
    }
    return Read.best(found);
  }

  /** customer 42, author 'Ada', the conference VLDB, named Ada. */
  private List<Read<Rows>> apposed(Read<Rows> head) {
    List<Read<Rows>> found = new ArrayList<>();
    int at = head.end();
    Relation relation = head.value().relation();
    int named =
        g.anyPhrase(
            at,
            "named",
            "called",
            "titled",
            "with name",
            "with the name",
            "whose name is",
            "with title",
            "entitled");
    int from = named > 0 ? named : at;
    if (named < 0 && g.reading.isNumber(at)) {
      Optional<Column> key = g.columns.identifier(relation);
      if (key.isPresent() && g.isNumeric(key.get())) {
        String number = g.reading.item(at).text();
        found.add(
            Read.of(
                    head.value()
                        .with(new Plan.Compare(Place.own(relation, key.get()), "=", number)),
                    at + 1,
                    head.cost() + 0.04)
                .tell(String.join("", head.told()), 0));
      }
      return found;
    }
    if (named > 0 && g.isWord(from, Set.of("is", "as"))) {
      from++;
    }
    for (Read<String> value : values.at(from)) {
      double cost = named > 0 ? 0 : g.isQuoted(from) ? 0.01 : g.isCapitalised(from) ? 0.05 : 0.14;
      for (Read<Condition> read : values.called(relation, value, cost)) {
        found.add(head.then(head.value().with(read.value()), read));
      }
    }
    return found;
  }

  // -- Before the noun ----------------------------------------------------------------------------

  private List<Premodified> premodified(int i) {
    List<Premodified> found = new ArrayList<>();
    collect(new Premodified(List.of(), i, 0), found, 0);
    return found;
  }

  private void collect(Premodified so, List<Premodified> found, int depth) {
    found.add(so);
    if (depth > 4 || found.size() > 24) {
      return;
    }
    int i = g.skip(so.end());
    String word = g.word(i);
    if (Language.DISTINCT.contains(word)) {
      collect(plus(so, new Before.Distinct(), i + 1, 0), found, depth + 1);
    }
    if (Set.of("some", "these", "those", "other", "such", "each", "every", "both", "various")
            .contains(word)
        && depth == 0
        && !Set.of("each", "every").contains(word)) {
      collect(new Premodified(so.before(), i + 1, so.cost()), found, depth + 1);
    }
    if (g.phrase(i, "out of") > 0) {
      List<FieldSense> fields =
          g.senses.fields(i + 2).stream().filter(f -> f.end() == i + 3).toList();
      if (!fields.isEmpty()) {
        collect(plus(so, new Before.Counted("0", fields), i + 3, 0.02), found, depth + 1);
      }
    }
    superlative(so, i, found, depth);
    compound(so, i, found, depth);
    if (!g.senses.labels(i).isEmpty()) {
      int end = g.senses.labels(i).getFirst().end();
      collect(plus(so, new Before.Labelled(i), end, 0), found, depth + 1);
    }
    if (g.reading.isNumber(i) || g.reading.number(i) != null && !word.isEmpty()) {
      String number = number(i);
      List<FieldSense> fields =
          g.senses.fields(i + 1).stream().filter(f -> f.end() == i + 2 && f.score() > 0.8).toList();
      if (!fields.isEmpty()) {
        collect(plus(so, new Before.Counted(number, fields), i + 2, 0.02), found, depth + 1);
      }
    }
    boolean value = g.isQuoted(i) || values.isUnknown(i) || g.isCapitalised(i);
    if (value && depth < 3) {
      for (Read<String> read : values.at(i)) {
        if (!g.senses.tables(read.end()).isEmpty()) {
          double cost =
              g.isQuoted(i) || g.isCapitalised(i) ? 0.02 : read.value().contains(" ") ? 0.16 : 0.1;
          collect(plus(so, new Before.Named(read), read.end(), cost), found, depth + 1);
        }
      }
    }
  }

  /** car models: the first noun says what the rows of the second are of. */
  private void compound(Premodified so, int i, List<Premodified> found, int depth) {
    for (TableSense table : g.senses.tables(i)) {
      boolean follows =
          table.end() == i + 1
              && table.score() > 0.85
              && !g.reading.item(i).isPlural()
              && g.senses.tables(i + 1).stream()
                  .anyMatch(
                      t ->
                          t.score() > 0.85 && !t.relation().name().equals(table.relation().name()));
      if (follows) {
        collect(plus(so, new Before.Of(table.relation(), i), i + 1, 0.05), found, depth + 1);
        return;
      }
    }
  }

  private static Premodified plus(Premodified so, Before before, int end, double cost) {
    List<Before> all = new ArrayList<>(so.before());
    all.add(before);
    return new Premodified(all, end, so.cost() + cost);
  }

  String number(int i) {
    Integer small = g.reading.number(i);
    return g.reading.isNumber(i) ? g.reading.item(i).text() : String.valueOf(small);
  }

  /** the 3 most expensive, top 5, the latest 10, youngest. */
  private void superlative(Premodified so, int i, List<Premodified> found, int depth) {
    int rows = 1;
    boolean counted = false;
    int skipped = g.skipped(i);
    int at = skipped > 0 ? i + 1 : i;
    Integer before = skipped > 0 ? null : g.reading.number(at);
    if (before != null && !g.word(at + 1).isEmpty()) {
      rows = before;
      counted = true;
      at++;
    }
    String word = g.word(at);
    if (word.equals("most") && Measures.isAdjective(g.word(at + 1))) {
      collect(plus(so, new Before.Sup(g.word(at + 1), rows, skipped), at + 2, 0), found, depth + 1);
    } else if (word.equals("least") && Measures.isAdjective(g.word(at + 1))) {
      collect(
          plus(so, new Before.Sup("-" + g.word(at + 1), rows, skipped), at + 2, 0),
          found,
          depth + 1);
    } else if (word.equals("most") && Set.of("recent", "recently").contains(g.word(at + 1))) {
      int verb = g.word(at + 2).endsWith("ed") ? at + 3 : at + 2;
      collect(plus(so, new Before.Sup("latest", rows, skipped), verb, 0), found, depth + 1);
    } else if (Measures.isSuperlative(word)
        || Set.of("newest", "latest", "earliest", "oldest", "last").contains(word)) {
      int end = at + 1;
      Integer after = g.reading.number(end);
      if (!counted && after != null) {
        rows = after;
        end++;
      }
      if (g.word(end).equals("of") && !g.reading.item(end).text().equals("of")) {
        end++;
      }
      String adjective = word.equals("last") ? "latest" : word;
      collect(
          plus(so, new Before.Sup(adjective, rows, skipped), end, word.equals("last") ? 0.05 : 0),
          found,
          depth + 1);
    }
  }

  private List<Read<Rows>> apply(List<Before> before, Read<Rows> head) {
    List<Read<Rows>> ready = List.of(head);
    for (Before one : before) {
      List<Read<Rows>> next = new ArrayList<>();
      for (Read<Rows> read : ready) {
        next.addAll(applied(one, read));
      }
      ready = next;
    }
    return ready;
  }

  private List<Read<Rows>> applied(Before before, Read<Rows> head) {
    Rows rows = head.value();
    List<Read<Rows>> found = new ArrayList<>();
    switch (before) {
      case Before.Distinct() -> found.add(head);
      case Before.Of(var relation, var at) -> {
        boolean other = !relation.name().equals(rows.relation().name());
        if (other && !g.paths(rows.relation(), relation).isEmpty()) {
          found.add(
              head.tell(
                  "“"
                      + g.text(at, at + 2)
                      + "” means the table "
                      + rows.relation().name().name()
                      + ".",
                  0));
        }
      }
      case Before.Sup(var adjective, var count, var skipped) -> {
        boolean several =
            count == 1
                && skipped == 0
                && g.lists()
                && g.reading.item(head.end() - 1).isPlural()
                && Set.of("latest", "newest", "oldest", "earliest").contains(adjective);
        Extreme extreme = extreme(rows.relation(), adjective, several ? ROWS_OF_SEVERAL : count);
        if (extreme != null) {
          found.add(
              new Read<>(
                      rows.with(extreme.after(skipped)),
                      head.end(),
                      head.cost() + 0.02,
                      head.told())
                  .tell(
                      "“" + adjective.replace("-", "least ") + "” is read by " + by(extreme) + ".",
                      0));
        }
      }
      case Before.Labelled(var at) -> {
        for (Read<Condition> label : values.labels(rows.relation(), at)) {
          found.add(
              new Read<>(
                      rows.with(label.value()), head.end(), head.cost() + label.cost(), head.told())
                  .tell(String.join(" ", label.told()), 0));
        }
      }
      case Before.Counted(var number, var fields) -> {
        for (FieldSense sense : fields) {
          Read<Place> place = g.place(rows.relation(), sense.field(), head.end());
          if (place != null && g.isNumeric(sense.field().column())) {
            found.add(
                new Read<>(
                    rows.with(new Plan.Compare(place.value(), "=", number)),
                    head.end(),
                    head.cost() + place.cost(),
                    head.told()));
          }
        }
      }
      case Before.Named(var value) -> {
        List<Read<Condition>> reads =
            new ArrayList<>(values.called(rows.relation(), value.to(head.end(), 0), 0.01));
        String nation = Values.country(value.value());
        if (nation != null) {
          reads.addAll(values.after("from", rows.relation(), value.to(head.end(), 0)));
        }
        for (Column column : rows.relation().columns()) {
          boolean kindOf =
              g.kind(column) == TypeKind.TEXT
                  && g.senses.words(new Field(rows.relation(), column)).stream()
                      .anyMatch(
                          Set.of("gender", "sex", "type", "categori", "genr", "kind", "status")
                              ::contains);
          if (kindOf) {
            reads.addAll(
                values.compare(
                    Place.own(rows.relation(), column),
                    "=",
                    value.to(head.end(), 0),
                    value.value().matches("(?i)male|female") ? 0 : 0.1));
          }
        }
        for (Read<Condition> read : reads) {
          found.add(head.then(rows.with(read.value()), read));
        }
      }
    }
    return found;
  }

  private static String by(Extreme extreme) {
    return extreme.by() instanceof Value(var place)
        ? place.field().fullName()
        : "the number of rows";
  }

  /** What an adjective compares the rows of a table by; {@code null} if nothing is clear. */
  @Nullable Extreme extreme(Relation relation, String adjective, int rows) {
    boolean reversed = adjective.startsWith("-");
    Measure measure = g.measures.of(relation, reversed ? adjective.substring(1) : adjective);
    if (measure == null) {
      Column moment = writtenMoment(relation, adjective);
      return moment == null
          ? null
          : new Extreme(
              new Value(Place.own(relation, moment)), !adjective.matches("oldest|earliest"), rows);
    }
    Read<Place> place = g.place(relation, measure.field(), 0);
    return place == null
        ? null
        : new Extreme(new Value(place.value()), measure.descending() != reversed, rows);
  }

  /** A text that a date is written in. */
  private @Nullable Column writtenMoment(Relation relation, String adjective) {
    if (!Set.of("latest", "newest", "recent", "earliest", "oldest").contains(adjective)) {
      return null;
    }
    return relation.columns().stream()
        .filter(
            c ->
                g.kind(c) == TypeKind.TEXT
                    && g.senses.words(new Field(relation, c)).contains("dat"))
        .findFirst()
        .orElse(null);
  }

  boolean isNumberWord(int i) {
    return g.reading.isNumber(i)
        || i < g.size()
            && g.reading.item(i).first().kind() == Token.Kind.WORD
            && g.reading.number(i) != null;
  }
}
