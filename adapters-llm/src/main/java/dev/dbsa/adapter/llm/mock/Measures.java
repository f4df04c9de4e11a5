package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which columns adjectives speak of: the oldest, taller than, how long. */
final class Measures {
  /**
   * The meaning of an adjective.
   *
   * @param columns stems of the words of columns that hold it, best first
   * @param more whether the adjective stands for much of it
   * @param time whether the columns are moments, where much means late
   */
  record Meaning(List<String> columns, boolean more, boolean time) {}

  /** Adjective, its comparative and superlative, its opposite with those, the columns' words. */
  private static final String TABLE =
      """
      old older oldest | young younger youngest | age
      new newer newest latest later recent | early earlier earliest oldest | T
      long longer longest | short shorter shortest | length duration minute second time distance
      tall taller tallest | short shorter shortest | height
      high higher highest | low lower lowest | altitude elevation height level
      heavy heavier heaviest | light lighter lightest | weight
      large larger largest big bigger biggest great greater greatest | small smaller smallest | area size population capacity amount total volume
      expensive costly priciest costliest | cheap cheaper cheapest inexpensive | price cost fee amount rate charge
      fast faster fastest quick quicker quickest | slow slower slowest | speed horsepower
      good better best | bad worse worst | rating score grade
      rich richer richest | poor poorer poorest | income salary earning revenue
      populous populated | - | population
      dense densest | sparse | density
      deep deeper deepest | shallow shallower shallowest | depth
      wide wider widest | narrow narrower narrowest | width
      """;

  private static final Map<String, List<Meaning>> MEANINGS = read();

  private final SchemaIndex index;
  private final Sql sql;
  private final ColumnFinder columns;

  Measures(SchemaIndex index, Sql sql, ColumnFinder columns) {
    this.index = index;
    this.sql = sql;
    this.columns = columns;
  }

  private static Map<String, List<Meaning>> read() {
    Map<String, List<Meaning>> meanings = new HashMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] parts = line.split("\\|");
              boolean time = parts[2].strip().equals("T");
              List<String> stems =
                  time
                      ? List.of()
                      : List.of(parts[2].strip().split(" ")).stream().map(Words::stem).toList();
              for (int side = 0; side < 2; side++) {
                for (String word : parts[side].strip().split(" ")) {
                  meanings.merge(
                      word,
                      List.of(new Meaning(stems, side == 0, time)),
                      (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
                }
              }
            });
    return Map.copyOf(meanings);
  }

  /** Whether words are what some adjective is about, such as price or weight. */
  static boolean isMeasured(List<String> stems) {
    return stems.stream()
        .anyMatch(
            s ->
                s.equals("mpg")
                    || s.equals("rank")
                    || MEANINGS.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(m -> m.columns().contains(s)));
  }

  static boolean isAdjective(String word) {
    return MEANINGS.containsKey(word);
  }

  /** Whether the word is a superlative: the last of a line's forms end so. */
  static boolean isSuperlative(String word) {
    return isAdjective(word)
        && (word.endsWith("est") || word.equals("best") || word.equals("worst"));
  }

  static boolean isComparative(String word) {
    return isAdjective(word) && (word.endsWith("er") || word.equals("worse"));
  }

  /**
   * A column that tells how old, long or large rows are.
   *
   * @param descending whether the rows that the adjective speaks of have the high values
   */
  record Measure(Field field, boolean descending) {}

  /**
   * The column that the adjective speaks of: of the relation, or of one that each of its rows
   * refers to, as players are people; {@code null} if none is clear.
   */
  @Nullable Measure of(Relation relation, String adjective) {
    Measure own = ofOwn(relation, adjective);
    if (own != null) {
      return own;
    }
    List<Measure> parents =
        index.links(relation).stream()
            .filter(l -> l.source().name().equals(relation.name()))
            .map(l -> ofOwn(l.target(), adjective))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return parents.size() == 1
            && !relation.name().equals(parents.getFirst().field().relation().name())
        ? parents.getFirst()
        : null;
  }

  private @Nullable Measure ofOwn(Relation relation, String adjective) {
    for (Meaning meaning : MEANINGS.getOrDefault(adjective, List.of())) {
      Measure found = meaning.time() ? moment(relation, meaning) : amount(relation, meaning);
      if (found == null && meaning.columns().contains("age")) {
        found = birth(relation, meaning);
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Measure amount(Relation relation, Meaning meaning) {
    for (String stem : meaning.columns()) {
      for (boolean last : new boolean[] {true, false}) {
        for (Column column : relation.columns()) {
          List<String> words = Words.stems(column.name());
          boolean named =
              last
                  ? words.getLast().equals(stem)
                  : words.contains(stem) || words.getLast().endsWith(stem) && stem.length() > 3;
          boolean counts = sql.kind(column).isNumeric() || stem.equals("age");
          if (named && counts && !isKey(relation, column)) {
            return new Measure(new Field(relation, column), meaning.more());
          }
        }
      }
    }
    return null;
  }

  private boolean isKey(Relation relation, Column column) {
    return columns.key(relation).contains(column)
        || index.links(relation).stream()
            .anyMatch(
                l ->
                    l.source().name().equals(relation.name())
                        && l.sourceColumns().contains(column.name()));
  }

  /** Who was born first is the oldest. */
  private @Nullable Measure birth(Relation relation, Meaning meaning) {
    return relation.columns().stream()
        .filter(
            c ->
                Words.stems(c.name()).stream()
                    .anyMatch(w -> w.startsWith("birth") || w.equals("born") || w.equals("dob")))
        .filter(c -> sql.kind(c).isDay() || sql.kind(c).isNumeric())
        .findFirst()
        .map(c -> new Measure(new Field(relation, c), !meaning.more()))
        .orElse(null);
  }

  private @Nullable Measure moment(Relation relation, Meaning meaning) {
    Optional<Column> day = columns.creationDate(relation);
    if (day.isEmpty()) {
      day =
          relation.columns().stream()
              .filter(c -> Words.fold(c.name()).endsWith("year") && sql.kind(c).isNumeric())
              .findFirst();
    }
    return day.map(c -> new Measure(new Field(relation, c), meaning.more())).orElse(null);
  }
}
