package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads comparisons whose column stands behind them or is said by an adjective: more than 4 seats,
 * above the average age, older than 20, between 10 and 20 km.
 */
final class ComparisonFilterReader {
  private static final Set<String> AVERAGE = Set.of("average", "mean", "avg");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final Filters filters;
  private final Measures measures;
  private final ComparisonReader comparisons;

  ComparisonFilterReader(Reading reading, Sql sql, Filters filters, Measures measures) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.filters = filters;
    this.measures = measures;
    this.comparisons = new ComparisonReader(reading);
  }

  void read(Relation listed) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      if (reading.isWord(i, "between")) {
        readRange(i);
        continue;
      }
      Comparison comparison = comparisons.comparisonAt(i);
      if (comparison != null) {
        boolean read =
            readAverage(i, comparison, listed)
                || readOtherColumn(i, comparison)
                || readOtherRow(i, comparison, listed)
                || readColumnBehind(i, comparison)
                || readAdjective(i, comparison, listed);
        if (!read) {
          i = comparison.next() - 1;
        }
      } else {
        readEqualNumber(i);
      }
    }
  }

  /** older than average; with a price above the average. */
  private boolean readAverage(int i, Comparison comparison, Relation listed) {
    int at = comparison.next();
    if (!reading.isWord(at, AVERAGE)) {
      return false;
    }
    int end = at + 1;
    end = reading.isWord(end, "of") ? end + 1 : end;
    Field behind = reading.field(end);
    Field before = fieldBefore(i);
    Field field = behind != null && sql.kind(behind.column()).isNumeric() ? behind : before;
    if (field == null) {
      Measure measure = measure(i, comparison, listed);
      field = measure == null ? null : measure.field();
    }
    if (field == null || !sql.kind(field.column()).isNumeric()) {
      return false;
    }
    String column = sql.name(field.column().name());
    String average = "(SELECT AVG(" + column + ") FROM " + sql.table(field.relation()) + ")";
    int start = field.equals(before) ? placeBefore(i) : i;
    int last = field == behind ? end + 1 : at + 1;
    filters.add(start, last, field, c -> c + " " + comparison.operator() + " " + average);
    return true;
  }

  /** whose stock is below their reorder level: two columns of a row. */
  private boolean readOtherColumn(int i, Comparison comparison) {
    int at = comparison.next();
    while (reading.isWord(at, Set.of("their", "its", "his", "her"))) {
      at++;
    }
    int place = placeBefore(i);
    Field left = place < 0 ? null : reading.field(place);
    Field right = reading.field(at);
    if (left == null || right == null || !left.isOf(right.relation()) || left.equals(right)) {
      return false;
    }
    boolean numbers = sql.kind(left.column()).isNumeric() && sql.kind(right.column()).isNumeric();
    boolean days = sql.kind(left.column()).isDay() && sql.kind(right.column()).isDay();
    if (!numbers && !days) {
      return false;
    }
    String own = sql.name(left.column().name());
    String other = sql.name(right.column().name());
    int start = reading.isWord(place - 1, Set.of("whose", "where", "with")) ? place - 1 : place;
    filters.add(
        start, at + 1, left, c -> c + " " + comparison.operator() + " " + prefix(c, own) + other);
    return true;
  }

  private static String prefix(String written, String name) {
    return written.substring(0, written.length() - name.length());
  }

  private static final Map<String, String> VERBS =
      Map.of(
          "earn",
          "rich",
          "earns",
          "rich",
          "make",
          "rich",
          "makes",
          "rich",
          "weigh",
          "heavy",
          "weighs",
          "heavy",
          "cost",
          "expensive",
          "costs",
          "expensive");

  /** who earn more than their manager: the same column of the row that is referred to. */
  private boolean readOtherRow(int i, Comparison comparison, Relation listed) {
    int at = comparison.next();
    if (!reading.isWord(at, Set.of("their", "its", "his", "her"))) {
      return false;
    }
    at++;
    while (reading.isWord(at, Set.of("own", "direct"))) {
      at++;
    }
    if (at >= reading.size() || reading.item(at).isUsed()) {
      return false;
    }
    List<String> role = reading.item(at).first().stems();
    JoinLink link =
        reading.index().links(listed).stream()
            .filter(l -> l.source().name().equals(l.target().name()))
            .filter(l -> l.sourceColumns().size() == 1)
            .filter(l -> Words.stems(l.sourceColumns().getFirst()).containsAll(role))
            .findFirst()
            .orElse(null);
    String verb = VERBS.get(reading.word(i - 1));
    Measure measure = verb != null ? measures.of(listed, verb) : measure(i, comparison, listed);
    Field before = fieldBefore(i);
    Field field = before != null ? before : measure == null ? null : measure.field();
    if (link == null || field == null || !field.isOf(listed)) {
      return false;
    }
    String name = sql.name(field.column().name());
    String reference = sql.name(link.sourceColumns().getFirst());
    String key = sql.name(link.targetColumns().getFirst());
    String table = sql.table(listed);
    int start = before != null ? placeBefore(i) : verb != null ? i - 1 : i;
    notes.assume("“" + reading.text(start, at + 1) + "” compares " + field.fullName() + ".", 0.05);
    filters.add(
        start,
        at + 1,
        field,
        c -> {
          String prefix = prefix(c, name);
          String outer = prefix.isEmpty() ? table + "." : prefix;
          return outer
              + name
              + " "
              + comparison.operator()
              + " (SELECT other."
              + name
              + " FROM "
              + table
              + " other WHERE other."
              + key
              + " = "
              + outer
              + reference
              + ")";
        });
    return true;
  }

  /** Where a number column stands before the comparison, over verbs and prepositions. */
  private int placeBefore(int i) {
    int at = i - 1;
    while (at >= 0
        && reading.isWord(
            at, Set.of("is", "are", "was", "were", "of", "has", "have", "with", "that", "which"))) {
      at--;
    }
    return at;
  }

  private @Nullable Field fieldBefore(int i) {
    int at = placeBefore(i);
    Field field = at < 0 ? null : reading.field(at);
    return field != null && sql.kind(field.column()).isNumeric() ? field : null;
  }

  /** more than 4 seats; at least 50 km; above age 20; below 10 in stock. */
  private boolean readColumnBehind(int i, Comparison comparison) throws Unclear {
    int at = comparison.next();
    Integer number = reading.number(at);
    String text =
        reading.isNumber(at) ? reading.item(at).text() : number == null ? null : number.toString();
    if (text == null) {
      Field field = reading.field(at);
      boolean numeric = field != null && sql.kind(field.column()).isNumeric();
      if (numeric && field != null && reading.isNumber(at + 1)) {
        add(i, at + 2, field, comparison.operator(), reading.item(at + 1).text());
        return true;
      }
      return false;
    }
    if (fieldBefore(i) != null) {
      return false;
    }
    String operator = comparison.operator();
    int next = at + 1;
    if (reading.isPhrase(next, "or more")) {
      operator = ">=";
      next += 2;
    } else if (reading.isPhrase(next, "or less") || reading.isPhrase(next, "or fewer")) {
      operator = "<=";
      next += 2;
    }
    next = reading.isWord(next, Set.of("in", "of")) ? next + 1 : next;
    Relation table = reading.table(next);
    Field field = reading.field(table == null ? next : next + 1);
    if (field == null
        || !sql.kind(field.column()).isNumeric()
        || table != null && !field.isOf(table)) {
      return false;
    }
    add(i, table == null ? next + 1 : next + 2, field, operator, text);
    return true;
  }

  private void add(int start, int end, Field field, String operator, String number) throws Unclear {
    String written = filters.literal(field, number);
    filters.add(start, end, field, c -> c + " " + operator + " " + written);
  }

  /** older than 20; not longer than 50 km. */
  private boolean readAdjective(int i, Comparison comparison, Relation listed) throws Unclear {
    int at = comparison.next();
    if (!reading.isNumber(at) || fieldBefore(i) != null) {
      return false;
    }
    int end = at + 1;
    boolean unit = Dates.unit(reading.word(end)).isPresent();
    Measure measure = measure(i, comparison, listed);
    if (measure == null || !sql.kind(measure.field().column()).isNumeric()) {
      return false;
    }
    Field said = reading.field(end);
    Field field = said != null && sql.kind(said.column()).isNumeric() ? said : measure.field();
    end = field == said || unit ? end + 1 : end;
    notes.assume("“" + reading.text(i, end) + "” is about " + field.fullName() + ".", 0.05);
    add(i, end, field, comparison.operator(), reading.item(at).text());
    return true;
  }

  private @Nullable Measure measure(int i, Comparison comparison, Relation listed) {
    Relation table = null;
    for (int j = i - 1; j >= 0 && table == null; j--) {
      table = reading.item(j).table();
    }
    for (int j = i; j < comparison.next(); j++) {
      String word = reading.word(j);
      if (Measures.isAdjective(word)) {
        Measure own = measures.of(table == null ? listed : table, word);
        return own == null ? measures.of(listed, word) : own;
      }
    }
    return null;
  }

  /** between 10 and 20 km. */
  private void readRange(int i) throws Unclear {
    boolean range =
        reading.isNumber(i + 1)
            && reading.isWord(i + 2, Set.of("and", "to"))
            && reading.isNumber(i + 3);
    Field field = range ? reading.field(i + 4) : null;
    if (field != null && sql.kind(field.column()).isNumeric() && fieldBefore(i) == null) {
      String low = filters.literal(field, reading.item(i + 1).text());
      String high = filters.literal(field, reading.item(i + 3).text());
      filters.add(i, i + 5, field, c -> c + " BETWEEN " + low + " AND " + high);
    }
  }

  /** with 8 cylinders. */
  private void readEqualNumber(int i) throws Unclear {
    Integer number = reading.number(i);
    Field field = number == null ? null : reading.field(i + 1);
    boolean introduced =
        reading.isWord(
            i - 1, Set.of("with", "have", "has", "had", "having", "exactly", "or", "and", "of"));
    if (number != null
        && field != null
        && introduced
        && columns.measures(field.relation()).contains(field.column())) {
      int next = i + 2;
      String operator = "=";
      add(i, next, field, operator, number.toString());
    }
  }
}
