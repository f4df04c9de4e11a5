package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables and columns that a request speaks of, by the words that they share: names,
 * comments, listed values and synonyms, ranked by BM25 over weighted fields, with the neighbours by
 * foreign key of what was found. Deterministic, and safe to use concurrently.
 */
public final class SchemaLinker {
  // The usual constants of BM25 (Robertson and Zaragoza, 2009).
  private static final double K1 = 1.2;
  private static final double B = 0.5;

  private static final double SYNONYM_WEIGHT = 0.4;

  /**
   * What the words of a value weigh, as of “University of Michigan”: they name a table by chance.
   */
  private static final double VALUE_WEIGHT = 0.3;

  /** What a table gains when its whole name stands in the request. */
  private static final double WHOLE_NAME_BONUS = 12;

  /** What a neighbour gets of its neighbour's score. */
  private static final double NEIGHBOUR_SHARE = 0.2;

  private static final int MAX_NAME_WORDS = 6;

  /** A snapshot's index lives as long as the snapshot does; it does not refer to the snapshot. */
  private final Map<SchemaSnapshot, SchemaIndex> indexes =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * The snapshot's index; built at the first call.
   *
   * @throws InterruptedException if the calling thread was interrupted while building it
   */
  public SchemaIndex index(SchemaSnapshot snapshot) throws InterruptedException {
    SchemaIndex known = indexes.get(snapshot);
    if (known == null) {
      known = SchemaIndex.of(snapshot.schema(), snapshot.catalog());
      indexes.put(snapshot, known);
    }
    return known;
  }

  /**
   * The tables and views that a request may speak of, best first; equal ones by name.
   *
   * @param limit how many at most
   * @throws InterruptedException if the calling thread was interrupted while indexing
   */
  public List<LinkedTable> link(SchemaSnapshot snapshot, String request, int limit)
      throws InterruptedException {
    return link(index(snapshot), request, limit);
  }

  /** As {@link #link(SchemaSnapshot, String, int)}, over an index at hand. */
  public List<LinkedTable> link(SchemaIndex index, String request, int limit) {
    List<Token> tokens = index.tokens(request);
    Map<String, String> terms = terms(tokens);
    double[] scores = new double[index.size()];
    score(index, terms, ofValues(tokens), scores);
    Map<Integer, String> namedWhole = wholeNames(index, tokens);
    namedWhole.keySet().forEach(position -> scores[position] += WHOLE_NAME_BONUS);

    List<Integer> ranked = best(scores, limit, index);
    Map<Integer, LinkedTable> found = new LinkedHashMap<>();
    for (int position : ranked) {
      Relation relation = index.schema().relations().get(position);
      found.put(
          position, explain(index, relation, scores[position], terms, namedWhole.get(position)));
    }
    for (int position : ranked) {
      addNeighbours(index, position, scores, found);
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingDouble((LinkedTable t) -> -t.score())
                .thenComparing(t -> t.relation().name()))
        .limit(limit)
        .toList();
  }

  /** The request's content words by stem. */
  private static Map<String, String> terms(List<Token> tokens) {
    Map<String, String> terms = new LinkedHashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isCounting(tokens, i)) {
        continue;
      }
      boolean speaks =
          token.kind() == Token.Kind.WORD
              ? !Lexicon.isFunctionWord(token.fold()) || Lexicon.isNoun(token.fold())
              : token.kind() == Token.Kind.QUOTED || token.kind() == Token.Kind.VALUE;
      if (speaks) {
        token.stems().stream()
            .filter(stem -> !isInitial(stem))
            .filter(stem -> token.kind() == Token.Kind.WORD || !Lexicon.isFunctionWord(stem))
            .forEach(stem -> terms.putIfAbsent(stem, token.text()));
      } else if (token.kind() == Token.Kind.NUMBER) {
        // Names have numbers too: table 17.
        terms.putIfAbsent(token.text(), token.text());
      }
    }
    return terms;
  }

  /** The stems that stand in values only: in quotes, or within a name such as ImageNet. */
  private static Set<String> ofValues(List<Token> tokens) {
    Set<String> values = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Token token : tokens) {
      boolean joined =
          token.kind() == Token.Kind.WORD
              && token.stems().size() > 1
              && token.text().indexOf('_') < 0;
      boolean value = joined || token.kind() != Token.Kind.WORD;
      (value ? values : others).addAll(token.stems());
    }
    values.removeAll(others);
    return values;
  }

  /** “The number of orders” speaks of orders, not of numbers. */
  private static boolean isCounting(List<Token> tokens, int position) {
    Token token = tokens.get(position);
    return (token.isWord("number") || token.isWord("count"))
        && position + 1 < tokens.size()
        && tokens.get(position + 1).isWord("of");
  }

  /** A single letter, as in the names of people, says nothing. */
  private static boolean isInitial(String stem) {
    return stem.length() == 1 && stem.charAt(0) >= 'a' && stem.charAt(0) <= 'z';
  }

  private static void score(
      SchemaIndex index, Map<String, String> terms, Set<String> ofValues, double[] scores) {
    for (String term : terms.keySet()) {
      double weight = ofValues.contains(term) ? VALUE_WEIGHT : 1;
      add(index, term, weight, scores);
      for (String synonym : Synonyms.of(term)) {
        if (!terms.containsKey(synonym)) {
          add(index, synonym, weight * SYNONYM_WEIGHT, scores);
        }
      }
    }
  }

  private static void add(SchemaIndex index, String term, double weight, double[] scores) {
    SchemaIndex.Postings postings = index.postings(term);
    int frequency = postings.relations().length;
    if (frequency == 0) {
      return;
    }
    double rarity = Math.log(1 + (index.size() - frequency + 0.5) / (frequency + 0.5));
    for (int i = 0; i < frequency; i++) {
      int relation = postings.relations()[i];
      double tf = postings.weights()[i];
      double norm = K1 * (1 - B + B * index.relativeLength(relation));
      scores[relation] += weight * rarity * tf * (K1 + 1) / (tf + norm);
    }
  }

  /** The relations whose whole name stands in the request, with the words that name them. */
  private static Map<Integer, String> wholeNames(SchemaIndex index, List<Token> tokens) {
    Map<Integer, String> named = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token first = tokens.get(i);
      if (first.kind() == Token.Kind.QUOTED) {
        for (Relation relation : index.findByName(first.text())) {
          named.putIfAbsent(index.position(relation), first.text());
        }
      }
      StringBuilder key = new StringBuilder();
      for (int j = i; j < Math.min(tokens.size(), i + MAX_NAME_WORDS); j++) {
        Token token = tokens.get(j);
        boolean number = token.kind() == Token.Kind.NUMBER && j > i;
        if (token.kind() != Token.Kind.WORD && !number) {
          break;
        }
        key.append(number ? token.text() : token.key());
        if (j == i && Lexicon.isFunctionWord(token.fold())) {
          continue;
        }
        String words = first.text() + (j > i ? " … " + token.text() : "");
        for (Relation relation : index.findByKey(key.toString())) {
          named.putIfAbsent(index.position(relation), words);
        }
      }
    }
    return named;
  }

  private static List<Integer> best(double[] scores, int limit, SchemaIndex index) {
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] > 0)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> -scores[i])
                .thenComparing(i -> index.schema().relations().get(i).name()))
        .limit(limit)
        .toList();
  }

  private static LinkedTable explain(
      SchemaIndex index,
      Relation relation,
      double score,
      Map<String, String> terms,
      @Nullable String namedWhole) {
    Set<String> reasons = new LinkedHashSet<>();
    if (namedWhole != null) {
      reasons.add("named by “" + namedWhole + "”");
    } else {
      reasonsFor(Words.stems(relation.name().name()), terms, "its name", reasons);
    }
    if (relation.comment() != null) {
      exactReasonsFor(Words.stems(relation.comment()), terms, "its comment", reasons);
    }
    List<LinkedColumn> columns = new ArrayList<>();
    for (Column column : relation.columns()) {
      LinkedColumn linked = linkColumn(index, relation, column, terms);
      if (linked != null) {
        columns.add(linked);
      }
    }
    columns.sort(
        Comparator.comparingDouble((LinkedColumn c) -> -c.score())
            .thenComparing(c -> c.column().position()));
    if (reasons.isEmpty()) {
      columns.stream()
          .limit(2)
          .forEach(c -> reasons.add("column " + c.column().name() + ": " + c.reason()));
    }
    if (reasons.isEmpty()) {
      reasons.add("its comments or values share words with the request");
    }
    return new LinkedTable(relation, score, columns, List.copyOf(reasons));
  }

  private static @Nullable LinkedColumn linkColumn(
      SchemaIndex index, Relation relation, Column column, Map<String, String> terms) {
    Set<String> reasons = new LinkedHashSet<>();
    List<String> stems = Words.stems(column.name());
    int matched = reasonsFor(stems, terms, "its name", reasons);
    double score = stems.isEmpty() ? 0 : 2.0 * matched / stems.size();
    if (column.comment() != null) {
      score += 0.5 * exactReasonsFor(Words.stems(column.comment()), terms, "its comment", reasons);
    }
    if (score == 0 || !relation.checks().isEmpty() || index.values().enumeration(column) != null) {
      for (String value : index.values().of(relation, column)) {
        score += exactReasonsFor(Words.stems(value), terms, "its value '" + value + "'", reasons);
      }
    }
    return reasons.isEmpty() ? null : new LinkedColumn(column, score, String.join("; ", reasons));
  }

  private static int reasonsFor(
      List<String> stems, Map<String, String> terms, String what, Set<String> reasons) {
    int matched = exactReasonsFor(stems, terms, what, reasons);
    for (Map.Entry<String, String> term : terms.entrySet()) {
      for (String stem : stems) {
        if (Synonyms.areSynonyms(term.getKey(), stem)) {
          reasons.add("“" + term.getValue() + "” is another word for " + stem + " in " + what);
          matched++;
        }
      }
    }
    return matched;
  }

  private static int exactReasonsFor(
      List<String> stems, Map<String, String> terms, String what, Set<String> reasons) {
    int matched = 0;
    for (String stem : new LinkedHashSet<>(stems)) {
      String word = terms.get(stem);
      if (word != null) {
        reasons.add("“" + word + "” is in " + what);
        matched++;
      }
    }
    return matched;
  }

  private static void addNeighbours(
      SchemaIndex index, int position, double[] scores, Map<Integer, LinkedTable> found) {
    Relation relation = index.schema().relations().get(position);
    for (JoinLink link : index.links(relation)) {
      Relation neighbour = link.opposite(relation);
      int other = index.position(neighbour);
      double score = scores[position] * NEIGHBOUR_SHARE;
      String reason =
          link.source().name().equals(relation.name())
              ? relation.name().name() + " refers to it"
              : "it refers to " + relation.name().name();
      found.putIfAbsent(other, new LinkedTable(neighbour, score, List.of(), List.of(reason)));
    }
  }
}
