package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.adapter.llm.mock.Senses.TableSense;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is asked for: columns, rows, and figures of them, one or several in a row. */
final class Terms {
  private static final int MOST = 6;

  /** One thing that is asked for. */
  sealed interface Term {}

  /**
   * A column whose table the rest of the request tells.
   *
   * @param function the figure that is taken of it; empty for its values
   * @param of the table that the words themselves tell: the size of their dog
   */
  record Named(String function, boolean distinct, int at, int end, @Nullable Relation of)
      implements Term {
    Named(String function, boolean distinct, int at, int end) {
      this(function, distinct, at, end, null);
    }
  }

  /** Rows, or their number. */
  record Some(Rows rows, boolean counted, boolean distinct) implements Term {}

  /** A figure of the one amount that rows have: the total of unpaid fines. */
  record FigureOf(String function, Rows rows, Column amount) implements Term {}

  /**
   * The column that an adjective asks for: how old, how big; or a figure of it: the average length.
   *
   * @param function the figure; empty for the values
   */
  record HowMuch(String adjective, String function) implements Term {}

  /** The number of something said before: how many it has. */
  record Number() implements Term {}

  private final Grammar g;
  private final Nouns nouns;

  Terms(Grammar grammar, Nouns nouns) {
    this.g = grammar;
    this.nouns = nouns;
  }

  List<Read<List<Term>>> list(int start) {
    List<Read<List<Term>>> found = new ArrayList<>();
    List<Read<List<Term>>> frontier = new ArrayList<>();
    for (Read<Term> first : one(start)) {
      frontier.add(first.as(List.of(first.value())));
    }
    found.addAll(shared(start));
    frontier.addAll(found);
    found.clear();
    found.addAll(frontier);
    for (int n = 1; n < MOST && !frontier.isEmpty(); n++) {
      List<Read<List<Term>>> next = new ArrayList<>();
      for (Read<List<Term>> so : frontier) {
        int at = joint(so.end());
        if (at < 0) {
          // average, minimum and maximum age; name age: one word for several.
          continue;
        }
        for (Read<Term> term : one(at)) {
          List<Term> all = new ArrayList<>(so.value());
          if (so.value().getLast() instanceof Named before
              && term.value() instanceof Named plain
              && before.function().equals("COUNT")
              && plain.function().isEmpty()) {
            List<Term> counted = new ArrayList<>(all);
            counted.add(new Named("COUNT", true, plain.at(), plain.end()));
            next.add(so.then(List.copyOf(counted), term));
            term = term.to(term.end(), 0.06);
          }
          all.add(term.value());
          next.add(so.then(List.copyOf(all), term));
        }
      }
      frontier = Read.best(next);
      found.addAll(frontier);
    }
    return found;
  }

  /** Beyond a comma, an “and” or the like; -1 if none is here. */
  int joint(int i) {
    int at = g.skip(i);
    boolean comma = g.isComma(at);
    if (comma) {
      at++;
    }
    int end =
        g.anyPhrase(
            at,
            "and",
            "and also",
            "as well as",
            "along with",
            "together with",
            "and their",
            "and its",
            "and what",
            "and what is",
            "and what are",
            "and what are their",
            "along with their",
            "along with its",
            "as well as their",
            "their",
            "its",
            "with their",
            "with its",
            "and what was",
            "and what were",
            "and how",
            "and which",
            "and in which",
            "plus",
            "and his",
            "and her",
            "with all their",
            "including their",
            "and list",
            "and also list",
            "and every",
            "and each",
            "and give",
            "and show",
            "and also their",
            "and what is its",
            "and corresponding",
            "and their corresponding",
            "and its corresponding",
            "with corresponding",
            "&");
    if (end > 0) {
      return g.word(end - 1).equals("how") ? end - 1 : end;
    }
    return comma ? at : -1;
  }

  /** average, minimum and maximum age: several figures of one column. */
  private List<Read<List<Term>>> shared(int start) {
    List<Read<List<Term>>> found = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    int at = g.skip(start);
    while (functions.size() < 5) {
      String function =
          Language.FIGURES.getOrDefault(g.word(at), Language.EXTREMES.getOrDefault(g.word(at), ""));
      if (function.isEmpty()) {
        break;
      }
      functions.add(function);
      at++;
      int next = joint(at);
      if (next < 0) {
        break;
      }
      at = next;
    }
    if (functions.size() < 2) {
      return found;
    }
    at = g.isWord(at, Set.of("value", "values", "of")) ? at + 1 : at;
    at = g.isWord(at, Set.of("of")) ? at + 1 : at;
    Set<Integer> ends = new HashSet<>();
    for (FieldSense sense : g.senses.fields(at)) {
      if (ends.add(sense.end())) {
        List<Term> all = new ArrayList<>();
        for (String function : functions) {
          all.add(new Named(function, false, at, sense.end()));
        }
        found.add(Read.of(List.copyOf(all), sense.end(), (1 - sense.score()) * 0.5));
      }
    }
    return found;
  }

  List<Read<Term>> one(int start) {
    List<Read<Term>> found = new ArrayList<>();
    int i = g.skip(start);
    if (g.word(i).equals("both")
        && !g.senses.fields(i + 1).isEmpty()
        && g.senses.tables(i + 1).isEmpty()) {
      i = g.skip(i + 1);
    }
    if (g.isWord(i, Set.of("each", "every", "some", "those", "these", "possible"))) {
      i = g.skip(i + 1);
    }
    figures(found, i);
    counts(found, i);
    String word = g.word(i);
    if (word.equals("how") && Measures.isAdjective(g.word(i + 1))) {
      found.add(Read.of(new HowMuch(g.word(i + 1), ""), i + 2, 0));
    }
    boolean distinct = Language.DISTINCT.contains(word);
    if (distinct) {
      i++;
    }
    named(found, i, "", distinct, 0);
    measured(found, i, "", 0.03);
    for (Read<Rows> rows : nouns.rows(i, 0)) {
      found.add(rows.as((Term) new Some(rows.value(), false, distinct)));
    }
    for (Read<Term> read : List.copyOf(found)) {
      if (read.value() instanceof Named named && g.isWord(read.end(), Set.of("of"))) {
        ofTheirs(found, read, named);
      }
      int clause = g.pronounClause(read.end());
      if (clause > read.end()) {
        found.add(read.to(clause, 0.005));
      }
      if (g.isWord(read.end(), Set.of("of"))
          && g.isWord(read.end() + 1, Set.of("origin", "them", "it"))) {
        found.add(read.to(read.end() + 2, 0.01));
      }
    }
    return Read.best(found);
  }

  /** the length of a track, which is not called so: what the noun's adjective speaks of. */
  private void measured(List<Read<Term>> found, int i, String function, double cost) {
    String adjective = Language.MEASURED.get(g.word(i));
    boolean named =
        g.senses.fields(i).stream().anyMatch(f -> f.end() == i + 1 && f.score() >= 0.85);
    if (adjective != null && !named) {
      found.add(Read.of(new HowMuch(adjective, function), i + 1, cost));
    }
  }

  /** the size of their dog: a column of the rows that belong to those that are shown. */
  private void ofTheirs(List<Read<Term>> found, Read<Term> read, Named named) {
    int at = g.possessive(read.end() + 1);
    double plain = at == read.end() + 1 ? 0.06 : 0.01;
    for (TableSense table : g.senses.tables(at)) {
      boolean has =
          g.senses.fields(named.at()).stream()
              .anyMatch(f -> f.end() == named.end() && f.field().isOf(table.relation()));
      boolean chained = g.isWord(table.end(), Set.of("of"));
      if (has && table.score() > (plain < 0.02 ? 0.75 : 0.9) && !(chained && plain > 0.02)) {
        Term term =
            new Named(
                named.function(), named.distinct(), named.at(), named.end(), table.relation());
        found.add(read.as(term).to(table.end(), plain + (1 - table.score()) * 0.25));
      }
    }
  }

  private void named(
      List<Read<Term>> found, int i, String function, boolean distinct, double cost) {
    Set<Integer> ends = new HashSet<>();
    for (FieldSense sense : g.senses.fields(i)) {
      if (ends.add(sense.end())) {
        if (function.isEmpty() && Language.FIGURES.containsKey(g.word(i)) && sense.score() < 0.97) {
          continue;
        }
        double best =
            g.senses.fields(i).stream()
                .filter(f -> f.end() == sense.end())
                .mapToDouble(FieldSense::score)
                .max()
                .orElse(0);
        found.add(
            Read.of(
                new Named(function, distinct, i, sense.end()),
                sense.end(),
                cost + (1 - best) * 0.5));
      }
    }
  }

  /** The average age, the total of, the maximum and minimum of. */
  private void figures(List<Read<Term>> found, int i) {
    String word = g.word(i);
    String function = Language.FIGURES.get(word);
    double cost = 0;
    if (function == null) {
      function = Language.EXTREMES.get(word);
      cost = 0.03;
    }
    if (function == null) {
      return;
    }
    int at = i + 1;
    at = g.isWord(at, Set.of("of", "value", "values", "amount", "sum")) ? at + 1 : at;
    at = g.isWord(at, Set.of("of")) ? at + 1 : at;
    for (Read<Rows> rows : nouns.rows(at, 0)) {
      Optional<Column> amount = g.amount(rows.value().relation());
      if (amount.isPresent() && !function.matches("MAX|MIN")) {
        found.add(
            rows.as((Term) new FigureOf(function, rows.value(), amount.get()))
                .to(rows.end(), 0.07));
      }
    }
    if (!(function.equals("SUM") && g.isWord(at, Set.of("number", "count")))) {
      named(found, at, function, Language.DISTINCT.contains(g.word(at)), cost);
      measured(found, at, function, cost + 0.02);
      if (function.equals("SUM") || function.equals("AVG")) {
        int number = g.anyPhrase(at, "number of", "amount of");
        if (number > 0) {
          named(found, number, function, false, cost);
        }
      }
    } else {
      int number = g.anyPhrase(at, "number of", "count of");
      if (number > 0) {
        for (FieldSense sense : g.senses.fields(number)) {
          if (g.isMeasure(sense.field().relation(), sense.field().column())) {
            found.add(
                Read.of(
                    new Named("SUM", false, number, sense.end()),
                    sense.end(),
                    cost + (1 - sense.score()) * 0.5));
          }
        }
      }
    }
  }

  /** how many, the number of. */
  private void counts(List<Read<Term>> found, int i) {
    int at =
        g.anyPhrase(
            i,
            "how many",
            "number of",
            "total number of",
            "count of",
            "total count of",
            "count",
            "count number of",
            "amount of",
            "numbers of",
            "total number",
            "how many of");
    if (at < 0) {
      int bare = g.anyPhrase(i, "number", "count", "counts", "numbers");
      if (bare > 0 && (g.skip(bare) >= g.size() || joint(bare) > 0)) {
        found.add(Read.of(new Number(), bare, 0.03));
      }
      return;
    }
    int rowsIn = g.anyPhrase(at, "rows in", "rows of", "records in", "entries in", "records of");
    if (rowsIn > 0) {
      at = rowsIn;
    }
    if (g.isWord(at, Set.of("corresponding", "the", "total"))) {
      at++;
    }
    boolean distinct = Language.DISTINCT.contains(g.word(at));
    int noun = distinct ? at + 1 : at;
    for (Read<Rows> rows : nouns.rows(noun, 0)) {
      found.add(rows.as((Term) new Some(rows.value(), true, distinct)));
    }
    Set<Integer> ends = new HashSet<>();
    for (FieldSense sense : g.senses.fields(noun)) {
      boolean measure = g.isMeasure(sense.field().relation(), sense.field().column());
      if (measure && !distinct && sense.score() > 0.7) {
        if (ends.add(sense.end())) {
          found.add(
              Read.of(
                  new Named("", false, noun, sense.end()),
                  sense.end(),
                  0.03 + (1 - sense.score()) * 0.5));
        }
      } else if (!measure && ends.add(-sense.end())) {
        found.add(
            Read.of(
                new Named("COUNT", true, noun, sense.end()),
                sense.end(),
                (distinct ? 0.01 : 0.07) + (1 - sense.score()) * 0.5));
      }
    }
    if (g.isWord(at, Set.of("it", "they", "does", "do", "did", "each", "there"))) {
      found.add(Read.of(new Number(), at, 0.03));
    }
  }
}
