package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the result is sorted by, where the words say that it is to be sorted. */
final class SortReader {
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "total",
          "SUM",
          "sum",
          "SUM",
          "combined",
          "SUM",
          "overall",
          "SUM",
          "average",
          "AVG",
          "avg",
          "AVG",
          "mean",
          "AVG",
          "maximum",
          "MAX",
          "minimum",
          "MIN");

  static final Set<String> DESCENDING =
      Set.of("desc", "descending", "decreasing", "reverse", "reversed");

  static final Set<String> ASCENDING =
      Set.of(
          "asc",
          "ascending",
          "increasing",
          "alphabetical",
          "alphabetically",
          "alphabetic",
          "lexicographical",
          "lexicographic",
          "lexicographically",
          "chronological",
          "chronologically");

  private static final Set<String> SORTED =
      Set.of("sorted", "ordered", "order", "sort", "ranked", "arranged", "rank", "ordering");

  private static final Set<String> LINKS =
      Set.of(
          "in",
          "by",
          "of",
          "result",
          "results",
          "them",
          "it",
          "list",
          "based",
          "on",
          "according",
          "to",
          "their",
          "its",
          "his",
          "her",
          "rows",
          "from",
          "all",
          "value");

  /** A sort key and the item after it. */
  record KeyAt(Expression by, int end) {}

  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Measures measures;
  private final Relation listed;
  private final PlanDraft draft;

  SortReader(Reading reading, Sql sql, Measures measures, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.measures = measures;
    this.listed = listed;
    this.draft = draft;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      boolean sorted = reading.isWord(i, SORTED) && reading.table(i) == null;
      boolean inOrder =
          reading.isWord(i, "in")
              && (reading.isWord(i + 1, "order")
                  || isDirection(i + 1) && (reading.isWord(i + 2, "order") || isDirection(i + 2)));
      boolean starts = reading.isWord(i, "starting") && reading.isPhrase(i + 1, "from top");
      if (sorted || inOrder) {
        readSorting(i);
      } else if (starts) {
        reading.use(i, i + 3, "the order");
      } else if (isDirection(i)) {
        readSorting(i);
      } else {
        readAdjectivePair(i);
      }
    }
  }

  private boolean isDirection(int i) {
    return reading.isWord(i, DESCENDING) || reading.isWord(i, ASCENDING);
  }

  /** sorted by age in descending order; in alphabetical order of name. */
  private void readSorting(int start) throws Unclear {
    Boolean descending = null;
    int at = start;
    boolean moved = true;
    while (moved) {
      moved = false;
      if (reading.isWord(at, DESCENDING)) {
        descending = true;
        moved = true;
      } else if (reading.isWord(at, ASCENDING)) {
        descending = descending != null && descending && reading.isWord(at - 1, "reverse");
        moved = true;
      } else if (reading.isWord(at, SORTED) || reading.isWord(at, LINKS)) {
        moved = true;
      }
      at += moved ? 1 : 0;
    }
    int end = at;
    KeyAt key = keyAt(at);
    boolean any = false;
    while (key != null) {
      DirectionAt direction = directionAt(key.end());
      boolean down =
          direction.descending() != null
              ? direction.descending()
              : descending != null && descending;
      Boolean byAdjective = downBy(direction.adjective(), key.by());
      draft.order.add(new SortKey(key.by(), byAdjective == null ? down : byAdjective));
      any = true;
      end = direction.end();
      int next = end;
      while (reading.isSymbol(next, ",") || reading.isWord(next, Set.of("then", "and", "by"))) {
        next++;
      }
      boolean goesOn =
          next > end
              && (reading.isWord(next - 1, Set.of("then", "by"))
                  || reading.isWord(next - 2, "then")
                  || reading.isWord(end, "and"));
      key = goesOn ? keyAt(next) : null;
    }
    if (!any) {
      DirectionAt pair = directionAt(at);
      Measure measure = pair.adjective() == null ? null : measures.of(listed, pair.adjective());
      Expression by = measure == null ? null : new OfColumn(measure.field());
      boolean down =
          pair.descending() != null ? pair.descending() : descending != null && descending;
      if (by == null && descending == null && pair.descending() == null) {
        return;
      }
      if (by == null) {
        by = firstShown(start);
        down = descending != null && descending;
      } else if (measure != null) {
        down = measure.descending();
      }
      if (by == null) {
        return;
      }
      draft.order.add(new SortKey(by, down));
      end = Math.max(at, pair.end());
    }
    reading.use(start, end, "the order");
  }

  /** Whether the highest values come first where the rows that an adjective speaks of do. */
  private @Nullable Boolean downBy(@Nullable String adjective, Expression by) {
    if (adjective == null || !(by instanceof OfColumn(Field field))) {
      return null;
    }
    boolean day = sql.kind(field.column()).isDay();
    return switch (adjective) {
      case "old", "oldest", "older" -> !day;
      case "young", "youngest", "younger" -> day;
      case "early", "earliest" -> false;
      case "new", "newest", "late", "latest" -> true;
      default -> null;
    };
  }

  /** Ordered alphabetically: by what is shown first. */
  private @Nullable Expression firstShown(int before) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && i != before) {
        return new OfColumn(field);
      }
    }
    List<Column> labels = columns.labels(listed);
    return labels.isEmpty() ? null : new OfColumn(new Field(listed, labels.getFirst()));
  }

  /** from the oldest to the youngest, without a word for sorting. */
  private void readAdjectivePair(int i) {
    DirectionAt pair = directionAt(i);
    if (pair.adjective() == null || !reading.isWord(i, "from")) {
      return;
    }
    Measure measure = measures.of(listed, pair.adjective());
    if (measure != null) {
      draft.order.add(new SortKey(new OfColumn(measure.field()), measure.descending()));
      reading.use(i, pair.end(), "the order");
    }
  }

  /**
   * Words for a direction.
   *
   * @param adjective the first of a pair such as oldest to youngest
   */
  private record DirectionAt(@Nullable Boolean descending, @Nullable String adjective, int end) {}

  /** in descending order; desc; from high to low; highest first. */
  private DirectionAt directionAt(int from) {
    int at = from;
    if (reading.isSymbol(at, ",")
        && (reading.isWord(
                at + 1,
                Set.of(
                    "from", "in", "starting", "highest", "lowest", "largest", "newest", "oldest"))
            || isDirection(at + 1))) {
      at++;
    }
    int skipped = at;
    while (skipped < Math.min(reading.size(), at + 4)
        && reading.item(skipped).isPlainWord()
        && !reading.item(skipped).isUsed()
        && !reading.isWord(skipped, Set.of("and", "or", "then", "in", "of", "by"))) {
      skipped++;
    }
    if (reading.isWord(skipped, "in") && isDirection(skipped + 1)) {
      at = skipped;
    }
    while (reading.isWord(at, Set.of("in", "from", "starting", "with", "order"))) {
      at++;
    }
    if (isDirection(at)) {
      boolean down = reading.isWord(at, DESCENDING);
      int end = at + 1;
      while (reading.isWord(end, "order") || isDirection(end)) {
        end++;
      }
      return new DirectionAt(down, null, end);
    }
    String word = reading.word(at);
    boolean high =
        Set.of(
                "high",
                "highest",
                "large",
                "largest",
                "most",
                "newest",
                "latest",
                "big",
                "biggest",
                "greatest",
                "recent")
            .contains(word);
    boolean low =
        Set.of(
                "low",
                "lowest",
                "small",
                "smallest",
                "least",
                "fewest",
                "oldest",
                "earliest",
                "shortest")
            .contains(word);
    boolean adjective = Measures.isAdjective(word) || high || low;
    if (adjective && (reading.isWord(at + 1, Set.of("to", "first")))) {
      int end = reading.isWord(at + 1, "to") ? at + 3 : at + 2;
      if (reading.isWord(at + 1, "to")
          && !(Measures.isAdjective(reading.word(at + 2))
              || Set.of("least", "most", "fewest").contains(reading.word(at + 2)))) {
        return new DirectionAt(null, null, from);
      }
      Boolean down = high ? Boolean.TRUE : low ? Boolean.FALSE : null;
      return new DirectionAt(down, word, end);
    }
    return new DirectionAt(null, null, from);
  }

  /** The sort key that stands here; {@code null} if none does. */
  @Nullable KeyAt keyAt(int from) throws Unclear {
    int at = from;
    while (reading.isWord(at, Set.of("their", "its", "each", "highest", "most", "largest", "value"))
        && reading.field(at) == null
        && reading.table(at) == null) {
      at++;
    }
    boolean total = reading.isWord(at, Set.of("total", "overall"));
    int counted = total && reading.field(at) == null ? at + 1 : at;
    if (reading.isPhrase(counted, "number of")
        || reading.isPhrase(counted, "count of")
        || reading.isPhrase(counted, "amount of")) {
      return counted(counted + 2);
    }
    String function =
        reading.field(at) == null || reading.field(at + 1) != null
            ? FUNCTIONS.get(reading.word(at))
            : null;
    if (function != null) {
      int fieldAt = reading.isWord(at + 1, "of") ? at + 2 : at + 1;
      Relation owner = reading.table(fieldAt);
      fieldAt = owner != null && reading.field(fieldAt + 1) != null ? fieldAt + 1 : fieldAt;
      Field field = reading.field(fieldAt);
      if (field != null && sql.kind(field.column()).isNumeric()) {
        return new KeyAt(Figure.of(function, field), ofOwner(fieldAt + 1, field));
      }
      if (owner != null && total) {
        return new KeyAt(Figure.rowsOf(owner), fieldAt + 1);
      }
    }
    Relation table = reading.table(at);
    Field field = reading.field(table == null ? at : at + 1);
    if (field != null && (table == null || field.isOf(table))) {
      int end = table == null ? at + 1 : at + 2;
      Field head = reading.field(end);
      if (head != null && head.isOf(field.relation())) {
        // population density: the last of the words is what it is.
        return new KeyAt(new OfColumn(head), ofOwner(end + 1, head));
      }
      return new KeyAt(new OfColumn(field), ofOwner(end, field));
    }
    if (table == null) {
      return null;
    }
    if (reading.isWord(at + 1, "count")) {
      return new KeyAt(Figure.rowsOf(table), at + 2);
    }
    if (!table.name().equals(listed.name()) && new Joins(listed, reading, sql).isToMany(table)) {
      return new KeyAt(Figure.rowsOf(table), at + 1);
    }
    List<Column> labels = columns.labels(table);
    Column label = labels.isEmpty() ? columns.identity(table).getFirst() : labels.getFirst();
    return new KeyAt(new OfColumn(new Field(table, label)), at + 1);
  }

  /** name of the teacher: the owner says no more than the column does. */
  private int ofOwner(int at, Field field) {
    if (reading.isWord(at, Set.of("of", "for"))) {
      Relation owner = reading.table(at + 1);
      return owner != null && field.isOf(owner) ? at + 2 : at;
    }
    return at;
  }

  /** What a number is of: rows of a table, or a column that holds numbers. */
  @Nullable KeyAt counted(int from) {
    int at = from;
    boolean distinct = reading.isWord(at, Set.of("different", "distinct", "unique"));
    at += distinct ? 1 : 0;
    Relation table = reading.table(at);
    if (table != null) {
      return new KeyAt(Figure.rowsOf(table), at + 1);
    }
    Field field = reading.field(at);
    if (field == null) {
      return null;
    }
    boolean measure = columns.measures(field.relation()).contains(field.column());
    return new KeyAt(
        measure && !distinct ? new OfColumn(field) : Figure.distinctValuesOf(field), at + 1);
  }
}
