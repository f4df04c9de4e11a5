package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Aggregate;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the figures that a request asks for: number of orders, min, max and average price. */
final class AggregateReader {
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sum", "SUM"),
          Map.entry("total", "SUM"),
          Map.entry("average", "AVG"),
          Map.entry("avg", "AVG"),
          Map.entry("mean", "AVG"),
          Map.entry("minimum", "MIN"),
          Map.entry("min", "MIN"),
          Map.entry("lowest", "MIN"),
          Map.entry("smallest", "MIN"),
          Map.entry("maximum", "MAX"),
          Map.entry("max", "MAX"),
          Map.entry("highest", "MAX"),
          Map.entry("largest", "MAX"));

  private static final Set<String> DISTINCT = Set.of("distinct", "different", "unique");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final ListedTableReader listed;
  private final QueryPlanBuilder found;

  AggregateReader(Reading reading, Sql sql, ListedTableReader listed, QueryPlanBuilder found) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.listed = listed;
    this.found = found;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int target = countTarget(i);
      if (target > 0 && readCount(i, target)) {
        continue;
      }
      Relation table = reading.table(i);
      if (table != null && reading.isWord(i + 1, "count")) {
        if (!reading.isWord(i - 1, Set.of("by", "sorted", "ordered"))) {
          found.add(Aggregate.rowsOf(table));
          reading.use(i, i + 2);
        }
        continue;
      }
      readFunctions(i);
    }
  }

  /** Where the thing stands that is to be counted; -1 where nothing is counted here. */
  int countTarget(int i) {
    int at;
    if (reading.isPhrase(i, "how many")) {
      at = i + 2;
    } else if (reading.isPhrase(i, "number of") || reading.isPhrase(i, "count of")) {
      at = i + 2;
    } else if (reading.isWord(i, "count")) {
      at = i + 1;
    } else if (reading.isWord(i, "total")
        && reading.table(i + 1) != null
        && reading.item(i + 1).isPlural()) {
      at = i + 1;
    } else {
      return -1;
    }
    while (reading.isWord(at, Set.of("all", "of", "distinct", "different", "unique"))
        || at < reading.size()
            && (reading.item(at).label() != null
                || reading.field(at) != null && reading.table(at + 1) != null)) {
      at++;
    }
    return at;
  }

  private boolean readCount(int i, int target) {
    if (isAfterSortWord(i)) {
      return false;
    }
    boolean unique = false;
    for (int j = i; j < target; j++) {
      unique |= DISTINCT.contains(reading.word(j));
    }
    Relation table = reading.table(target);
    Field field = reading.field(target);
    if (table != null) {
      Field own = reading.field(target + 1);
      if (unique && own != null && own.isOf(table)) {
        found.add(Aggregate.distinctValuesOf(own));
        useWords(i, target + 2);
        return true;
      }
      found.add(Aggregate.rowsOf(table));
      useWords(i, target);
      reading.use(i, i + 1);
      reading.use(target, target + 1);
      return true;
    }
    if (field != null) {
      found.add(Aggregate.distinctValuesOf(field));
      if (!unique) {
        notes.assume("Each value of " + field.column().name() + " is counted once.", 0.05);
      }
      useWords(i, target + 1);
      return true;
    }
    if (!reading.scope().isEmpty()) {
      found.add(Aggregate.rowsOf(listed.read()));
      useWords(i, Math.min(target, i + 2));
      return true;
    }
    return false;
  }

  /** Uses the words between, but leaves columns and values to become conditions. */
  private void useWords(int from, int to) {
    for (int j = from; j < to; j++) {
      if (reading.item(j).isPlainWord() || j == to - 1) {
        reading.item(j).use();
      }
    }
  }

  private boolean isAfterSortWord(int i) {
    return reading.isWord(i - 1, "by")
        || reading.isWord(i - 1, Set.of("highest", "most", "largest", "lowest", "total"))
            && reading.isWord(i - 2, Set.of("by", "with", "the"));
  }

  /** min, max and average price. */
  private void readFunctions(int i) throws Unclear {
    List<String> functions = new ArrayList<>();
    int at = readFunctionNames(i, functions);
    if (functions.isEmpty() || isSortKey(i, functions)) {
      return;
    }
    while (reading.isWord(at, Set.of("of", "value", "all"))) {
      at++;
    }
    Relation table = reading.table(at);
    Field field = table == null ? reading.field(at) : reading.field(at + 1);
    int end = table == null ? at + 1 : at + 2;
    if (table != null && (field == null || !field.isOf(table))) {
      field = measureOf(table, reading.item(i).text());
      end = at + 1;
    }
    if (field == null) {
      return;
    }
    for (String function : functions) {
      requireFitting(function, field);
      found.add(Aggregate.of(function, field));
    }
    reading.use(i, end);
  }

  /** Reads the functions that are listed from here on; returns where they end. */
  private int readFunctionNames(int i, List<String> functions) {
    int at = i;
    String function = functionAt(at);
    while (function != null && !isColumnHere(at)) {
      functions.add(function);
      at++;
      while (reading.isSymbol(at, ",") || reading.isWord(at, "and")) {
        int next = reading.isWord(at + 1, "and") ? at + 2 : at + 1;
        if (functionAt(next) == null) {
          return at;
        }
        at = next;
      }
      function = functionAt(at);
    }
    return at;
  }

  private @Nullable String functionAt(int i) {
    return FUNCTIONS.get(reading.word(i));
  }

  /** The column that a figure of a table is taken from, where none is named. */
  private Field measureOf(Relation table, String word) throws Unclear {
    List<Column> amounts = columns.amounts(table);
    List<Column> measures = amounts.isEmpty() ? columns.measures(table) : amounts;
    if (measures.isEmpty()) {
      throw new Unclear("Which column of " + table.name().name() + " is meant by “" + word + "”?");
    }
    Field field = new Field(table, measures.getFirst());
    notes.assume(
        "The figure is taken from " + table.name().name() + "." + field.column().name() + ".",
        0.08);
    return field;
  }

  private void requireFitting(String function, Field field) throws Unclear {
    TypeKind kind = sql.kind(field.column());
    boolean fits =
        kind.isNumeric()
            || (function.equals("MIN") || function.equals("MAX"))
                && kind.isComparable()
                && kind != TypeKind.BOOLEAN
                && kind != TypeKind.UUID;
    if (!fits) {
      throw new Unclear(
          function
              + " needs numbers, but "
              + field.relation().name().name()
              + "."
              + field.column().name()
              + " is "
              + field.column().type()
              + ": which column is meant?");
    }
  }

  /** total is a column of its own, unless a figure follows. */
  private boolean isColumnHere(int i) {
    if (reading.field(i) == null) {
      return false;
    }
    Field next = reading.field(i + 1);
    return next == null || !sql.kind(next.column()).isNumeric();
  }

  /** customers with the highest credit limit. */
  private boolean isSortKey(int i, List<String> functions) {
    boolean extreme =
        functions.size() == 1
            && Set.of("highest", "lowest", "largest", "smallest").contains(reading.word(i));
    return extreme
        && (reading.isWord(i - 1, "with")
            || reading.table(i + 1) != null
            || reading.isPhrase(i + 1, "number of")
            || reading.isPhrase(i + 1, "count of"));
  }
}
