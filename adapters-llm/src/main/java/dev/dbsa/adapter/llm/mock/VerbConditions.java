package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Plan.Compare;
import dev.dbsa.adapter.llm.mock.Plan.Condition;
import dev.dbsa.adapter.llm.mock.Plan.Exists;
import dev.dbsa.adapter.llm.mock.Plan.Place;
import dev.dbsa.adapter.llm.mock.Plan.Rows;
import dev.dbsa.adapter.llm.mock.Senses.FieldSense;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what rows do and what is done with them: which have not ordered, were born in Rome. */
final class VerbConditions {
  /** What may stand before the verb beside the forms of be and do. */
  private static final Set<String> AUXILIARIES =
      Set.of(
          "been", "be", "ever", "yet", "also", "already", "t", "can", "will", "they", "he", "she",
          "it", "get", "got", "become", "became");

  private static final double BESIDE_THE_VERB = 0.15;

  private final Grammar g;
  private final Nouns nouns;
  private final Values values;
  private final FieldConditions fields;
  private final Possessions possessions;
  private final Modifiers modifiers;

  VerbConditions(
      Grammar grammar,
      Nouns nouns,
      Values values,
      FieldConditions fields,
      Possessions possessions,
      Modifiers modifiers) {
    this.g = grammar;
    this.nouns = nouns;
    this.values = values;
    this.fields = fields;
    this.possessions = possessions;
    this.modifiers = modifiers;
  }

  /** has no orders, were never shipped, live in Bern, are older than 30. */
  List<Read<Condition>> verbs(Rows rows, int start, int depth, boolean before) {
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
            || g.isWord(at, AUXILIARIES)
            || g.isWord(at, Language.NEGATIONS)
            || g.isWord(at, Set.of("have", "has", "had"))
                && (g.isWord(at + 1, Set.of("not", "never", "been", "ever"))
                    || g.word(at + 1).endsWith("ed") && g.word(at + 1).length() > 4
                    || Language.VERBS.contains(g.word(at + 1))
                        && g.senses.tables(at + 1).stream().noneMatch(t -> t.score() > 0.9)))) {
      negated |= g.isWord(at, Language.NEGATIONS);
      auxiliary = true;
      at++;
    }
    if (g.isWord(at, Language.HAVE) && !(g.word(at).equals("with") && !auxiliary)) {
      found.addAll(possessions.having(rows, at + 1, depth, negated));
    }
    List<Read<Condition>> positive = new ArrayList<>();
    if (auxiliary) {
      positive.addAll(values.labels(rows.relation(), at));
      positive.addAll(modifiers.prepositional(rows, at, depth));
      positive.addAll(fields.comparatives(rows, at, depth));
      positive.addAll(modifiers.period(rows, at));
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
    if (g.isVerb(at)) {
      int verbEnd = at + 1;
      double cost = Language.VERBS.contains(g.word(at)) ? 0.01 : 0.04;
      positive.addAll(cost(overVerb(afterVerb(rows, verbEnd, depth), g.word(at)), cost));
      if (g.isWord(verbEnd, Set.of("to", "in", "as", "for", "out")) && g.isVerb(verbEnd + 1)) {
        positive.addAll(cost(afterVerb(rows, verbEnd + 2, depth), cost + 0.02));
      }
      if (g.isWord(verbEnd, Language.PREPOSITIONS)) {
        positive.addAll(
            hinted(cost(modifiers.prepositional(rows, verbEnd, depth), cost), g.word(at)));
        // that were born in, located near: a column may be called after the verb.
        positive.addAll(cost(fields.afterVerb(rows, at, verbEnd + 1), 0));
      }
      List<Read<Condition>> done = done(rows, at, verbEnd, depth);
      positive.addAll(done);
      List<Read<Condition>> during =
          done.isEmpty() ? fields.during(rows, at, verbEnd) : List.<Read<Condition>>of();
      positive.addAll(during);
      if (done.isEmpty() && during.isEmpty()) {
        positive.addAll(cost(modifiers.period(rows, verbEnd), cost));
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
    if (depth > 2) {
      return found;
    }
    Set<String> forms = baseForms(g.word(verb));
    String stem = Words.stem(g.word(verb)).replaceFirst("(?:ed|d)$", "");
    for (Relation other : g.senses.relations()) {
      List<String> words = g.senses.naming(other).bare();
      boolean kin =
          words.size() == 1
              && !ValueLinker.isAgent(other)
              && (forms.contains(words.getFirst())
                  || stem.length() > 3
                      && words
                          .getFirst()
                          .startsWith(stem.substring(0, Math.min(5, stem.length()))));
      boolean self = other.name().equals(rows.relation().name());
      if (kin && !self && other.kind().isTable() && !g.paths(rows.relation(), other).isEmpty()) {
        for (Read<Rows> read : modifiers.all(Read.of(Rows.of(other), end, 0.04), depth + 2)) {
          modifiers.exists(found, rows, read, false);
        }
      }
    }
    return found;
  }

  /** voted, voting: the stems of vote. */
  private static Set<String> baseForms(String verb) {
    Set<String> forms = new HashSet<>();
    for (String ending : List.of("", "d", "ed", "ing")) {
      if (verb.endsWith(ending) && verb.length() > ending.length() + 2) {
        String base = verb.substring(0, verb.length() - ending.length());
        forms.add(Words.stem(base));
        forms.add(Words.stem(base + "e"));
      }
    }
    return forms;
  }

  /** directed by Ada: of several ways the one that is called after the verb. */
  List<Read<Condition>> hinted(List<Read<Condition>> reads, String verb) {
    List<Read<Condition>> found = new ArrayList<>();
    String stem = Words.stem(verb);
    for (Read<Condition> read : reads) {
      boolean kin =
          read.value() instanceof Exists(var related, var _)
              && related.path().stream()
                  .anyMatch(
                      l ->
                          isCalledAfter(l.source(), stem)
                              || isCalledAfter(l.target(), stem)
                              || l.sourceColumns().stream()
                                  .flatMap(c -> Words.stems(c).stream())
                                  .anyMatch(w -> Grammar.isKin(w, stem)));
      found.add(kin ? read.to(read.end(), -Math.min(0.06, read.cost())) : read);
    }
    return found;
  }

  /** who cited papers: where a table is called after the verb, a way beside it loses the word. */
  private List<Read<Condition>> overVerb(List<Read<Condition>> reads, String verb) {
    String stem = Words.stem(verb);
    boolean told =
        g.senses.relations().stream().anyMatch(r -> r.kind().isTable() && isCalledAfter(r, stem));
    if (!told) {
      return reads;
    }
    return reads.stream()
        .map(
            r ->
                r.value() instanceof Exists(var way, var _) && !isOver(way, stem)
                    ? r.to(r.end(), BESIDE_THE_VERB)
                    : r)
        .toList();
  }

  private static boolean isOver(Plan.Related related, String stem) {
    return related.path().stream()
        .anyMatch(l -> isCalledAfter(l.source(), stem) || isCalledAfter(l.target(), stem));
  }

  private static boolean isCalledAfter(Relation relation, String stem) {
    // Who produces may be called otherwise: only what is done tells the way.
    return stem.length() > 3
        && !ValueLinker.isAgent(relation)
        && Words.stems(relation.name().name()).stream().anyMatch(w -> Grammar.isStemKin(w, stem));
  }

  private static List<Read<Condition>> cost(List<Read<Condition>> reads, double more) {
    return reads.stream().map(r -> r.to(r.end(), more)).toList();
  }

  /** states that border texas: the rows that another table pairs these with. */
  private List<Read<Condition>> paired(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    int at = g.isWord(i, Set.of("with", "on", "to", "by", "of")) ? i + 1 : i;
    for (Read<Rows> other : nouns.rows(at, depth + 1)) {
      if (other.value().relation().name().equals(rows.relation().name())) {
        modifiers.exists(found, rows, other, false);
      }
    }
    for (Read<String> value : values.at(at)) {
      for (Read<Condition> read : values.called(rows.relation(), value, 0.04)) {
        modifiers.exists(found, rows, read.as(Rows.of(rows.relation()).with(read.value())), false);
      }
    }
    return found;
  }

  /** What the verb is about: other rows, so many of them, or what they are called. */
  private List<Read<Condition>> afterVerb(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    found.addAll(possessions.counted(rows, i, depth));
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      modifiers.exists(found, rows, other, false);
    }
    if (g.isWord(i, Language.PREPOSITIONS)) {
      return found;
    }
    for (Read<String> value : values.at(i)) {
      for (Read<Condition> read : values.after("of", rows.relation(), value)) {
        // speak German, published "…": what kind of value it is tells the column.
        found.add(read.to(read.end(), read.cost() <= 0.06 ? 0.02 : 0.08));
      }
    }
    return found;
  }

  /** through which the Rhine runs: the rows that the subject leads to. */
  List<Read<Condition>> inverted(Rows rows, int i, int depth) {
    List<Read<Condition>> found = new ArrayList<>();
    for (Read<String> value : values.at(i)) {
      if (g.isVerb(value.end())) {
        int end = value.end() + 1;
        end = g.isWord(end, Language.PREPOSITIONS) && g.isVerb(end - 1) ? end + 1 : end;
        List<Read<Condition>> reads = values.after("in", rows.relation(), value);
        for (Read<Condition> read : hinted(reads, g.word(value.end()))) {
          // What does something is a row of another table, not where these are.
          if (read.value() instanceof Exists) {
            found.add(read.to(end, 0.02));
          }
        }
      }
    }
    for (Read<Rows> other : nouns.rows(i, depth + 1)) {
      if (!g.isVerb(other.end())
          && !g.isWord(other.end(), Language.HAVE)
          && !g.isWord(other.end(), Language.BE)) {
        continue;
      }
      int end = other.end() + 1;
      // the venue where the paper was published
      end = g.isVerb(end) && !g.isVerb(end - 1) ? end + 1 : end;
      if (g.isWord(end, Set.of("through", "in", "to", "from", "by", "on", "for", "at", "with"))) {
        end++;
      }
      modifiers.exists(found, rows, other.to(end, 0.02), false);
    }
    return found;
  }
}
