package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the figures that a request asks for: number of orders, min, max and average price. */
final class FigureReader {
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sum", "SUM"),
          Map.entry("total", "SUM"),
          Map.entry("combined", "SUM"),
          Map.entry("average", "AVG"),
          Map.entry("avg", "AVG"),
          Map.entry("mean", "AVG"),
          Map.entry("minimum", "MIN"),
          Map.entry("min", "MIN"),
          Map.entry("lowest", "MIN"),
          Map.entry("smallest", "MIN"),
          Map.entry("least", "MIN"),
          Map.entry("shortest", "MIN"),
          Map.entry("earliest", "MIN"),
          Map.entry("maximum", "MAX"),
          Map.entry("max", "MAX"),
          Map.entry("highest", "MAX"),
          Map.entry("largest", "MAX"),
          Map.entry("greatest", "MAX"),
          Map.entry("biggest", "MAX"),
          Map.entry("longest", "MAX"),
          Map.entry("latest", "MAX"));

  private static final Set<String> DISTINCT = Set.of("distinct", "different", "unique");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final Relation listed;
  private final PlanDraft draft;

  FigureReader(Reading reading, Sql sql, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.listed = listed;
    this.draft = draft;
  }

  void read() throws Unclear {
    readConditions();
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
        draft.show(Figure.rowsOf(table));
        reading.use(i, i + 2, "COUNT");
        continue;
      }
      readFunctions(i);
      readDuplicates(i);
      readHow(i);
    }
  }

  /** where the average price is over 20: a condition on the figure of each group. */
  private void readConditions() throws Unclear {
    ComparisonReader comparisons = new ComparisonReader(reading);
    for (int i = 0; i < reading.size(); i++) {
      String function = functionAt(i);
      int at = reading.isWord(i + 1, "of") ? i + 2 : i + 1;
      Field field = function == null ? null : reading.field(at);
      if (function == null || field == null || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      int next = at + 1;
      while (reading.isWord(next, Set.of("is", "are", "was", "of", "that"))) {
        next++;
      }
      Comparison comparison = comparisons.comparisonAt(next);
      String number =
          comparison == null || !reading.isNumber(comparison.next())
              ? null
              : reading.item(comparison.next()).text();
      if (comparison == null || number == null) {
        continue;
      }
      draft.having.add(
          new QueryPlan.FigureCondition(Figure.of(function, field), comparison.operator(), number));
      int start =
          reading.isWord(i - 1, Set.of("whose", "where", "with", "have", "has", "having", "an"))
              ? i - 1
              : i;
      reading.use(start, comparison.next() + 1, "a condition on a figure");
    }
  }

  /** how long is the river: the column that tells it. */
  private void readHow(int i) {
    boolean asked = reading.isWord(i, "how") && Measures.isAdjective(reading.word(i + 1));
    boolean linked =
        asked && reading.isWord(i + 2, Set.of("is", "are", "was", "were", "do", "does", "did"));
    if (!linked) {
      return;
    }
    for (int j = i + 3; j < reading.size(); j++) {
      Relation table = reading.item(j).table();
      Measures.Measure measure =
          table == null
              ? null
              : new Measures(reading.index(), sql, columns).of(table, reading.word(i + 1));
      if (measure != null) {
        draft.show(new OfColumn(measure.field()));
        notes.assume(
            "“" + reading.text(i, i + 2) + "” asks for " + measure.field().column().name() + ".",
            0.05);
        reading.use(i, i + 3, "shown");
        return;
      }
    }
  }

  /** duplicate emails; emails that occur more than once: the values with several rows. */
  private void readDuplicates(int i) {
    boolean before = reading.isWord(i, Set.of("duplicate", "duplicated", "duplicates", "repeated"));
    boolean behind = reading.isPhrase(i, "more than once");
    if (!before && !behind) {
      return;
    }
    int at = -1;
    for (int j = before ? i + 1 : i - 1;
        at < 0 && j >= 0 && j < reading.size() && Math.abs(j - i) < 6;
        j += before ? 1 : -1) {
      at = reading.field(j) != null ? j : -1;
    }
    Field field = at < 0 ? null : reading.field(at);
    if (field == null) {
      return;
    }
    OfColumn value = new OfColumn(field);
    Figure rows = Figure.rowsOf(field.relation());
    draft.show(value);
    draft.show(rows);
    draft.groups.add(value);
    draft.having.add(new QueryPlan.FigureCondition(rows, ">", "1"));
    reading.use(
        Math.min(i, at), Math.max(behind ? i + 3 : i + 1, at + 1), "values with several rows");
    reading.useTable(field.relation());
  }

  /** Where the thing stands that is to be counted; -1 where nothing is counted here. */
  int countTarget(int i) {
    int at = i;
    if (reading.isWord(at, "total")
        && (reading.isWord(at + 1, Set.of("number", "count", "amount")))) {
      at++;
    }
    if (reading.isPhrase(at, "how many")
        || reading.isPhrase(at, "number of")
        || reading.isPhrase(at, "count of")
        || reading.isPhrase(at, "count number")) {
      at += 2;
    } else if (reading.isWord(at, "count")) {
      at += 1;
      if (reading.isPhrase(at, "number of")) {
        at += 2;
      }
    } else if (reading.isWord(i, "total")
        && reading.table(i + 1) != null
        && reading.item(i + 1).isPlural()) {
      at = i + 1;
    } else {
      return -1;
    }
    if (reading.table(at) != null
        && !reading.item(at).isPlural()
        && i > 0
        && (reading.item(i - 1).isPlainWord() || reading.item(i - 1).field() != null)
        && !Lexicon.isFunctionWord(reading.item(i - 1).first().fold())
        && reading.isPhrase(i, "number of")) {
      // staff number of the museum: no number of museums.
      return -1;
    }
    while (reading.isWord(at, Set.of("all", "of", "their", "its"))
        || isUnknownAdjective(at)
        || reading.isWord(at, "total") && reading.field(at) == null
        || reading.isWord(at, DISTINCT)
        || at < reading.size()
            && !reading.item(at).isUsed()
            && (reading.item(at).label() != null
                || reading.field(at) != null && isAdjectiveOf(at))) {
      at++;
    }
    return at;
  }

  /** open, where nothing is called so: it is asked about, and what follows is counted. */
  private boolean isUnknownAdjective(int at) {
    return at + 1 < reading.size()
        && reading.item(at).isPlainWord()
        && !reading.item(at).isUsed()
        && !Lexicon.isFunctionWord(reading.item(at).first().fold())
        && reading.table(at + 1) != null
        && reading.item(at + 1).isPlural();
  }

  private boolean isAdjectiveOf(int at) {
    Field field = reading.field(at);
    return field != null
        && reading.table(at + 1) != null
        && sql.kind(field.column()) == TypeKind.BOOLEAN;
  }

  private boolean readCount(int i, int target) throws Unclear {
    boolean unique = false;
    for (int j = i; j < target; j++) {
      unique |= DISTINCT.contains(reading.word(j));
    }
    Relation table = reading.table(target);
    Field field = reading.field(target);
    if (table != null) {
      Field own = reading.field(target + 1);
      if (own != null && own.isOf(table) && sql.kind(own.column()) != TypeKind.BOOLEAN) {
        show(own, unique);
        useWords(i, target + 2);
        return true;
      }
      draft.show(Figure.rowsOf(table));
      useWords(i, target + 1);
      return true;
    }
    if (field != null) {
      boolean rows =
          !unique
              && !field.isOf(listed)
              && sql.kind(field.column()) == TypeKind.TEXT
              && reading.isToMany(listed, field.relation());
      if (rows) {
        // how many languages does each country speak: the rows with one are counted.
        draft.show(Figure.rowsOf(field.relation()));
      } else {
        show(field, unique);
      }
      useWords(i, target + 1);
      Field next = reading.isWord(target + 1, "and") ? reading.field(target + 2) : null;
      if (next != null && unique) {
        draft.show(Figure.distinctValuesOf(next));
        reading.use(target + 1, target + 3, "COUNT");
      }
      return true;
    }
    if (target < reading.size() && reading.isWord(target, Set.of("rows", "records", "entries"))) {
      draft.show(Figure.rowsOf(listed));
      useWords(i, target + 1);
      return true;
    }
    return false;
  }

  private void show(Field field, boolean unique) {
    boolean measure = columns.measures(field.relation()).contains(field.column());
    if (measure && !unique && !isPlaceLike(field)) {
      draft.show(Figure.of("SUM", field));
      notes.assume(
          field.relation().name().name()
              + "."
              + field.column().name()
              + " holds numbers, which are summed up.",
          0.1);
      return;
    }
    draft.show(Figure.distinctValuesOf(field));
    if (!unique) {
      notes.assume("Each value of " + field.column().name() + " is counted once.", 0.05);
    }
  }

  private static boolean isPlaceLike(Field field) {
    return field.column().name().toLowerCase(java.util.Locale.ROOT).endsWith("year");
  }

  /** Uses the words between, but leaves columns and values to become conditions. */
  private void useWords(int from, int to) {
    reading.item(from).use("COUNT");
    for (int j = from; j < to; j++) {
      Item item = reading.item(j);
      if (item.isPlainWord() && !isUnknownAdjective(j) || j == to - 1) {
        item.use("COUNT");
      }
    }
    if (reading.item(to - 1).field() != null && to >= 2 && reading.item(to - 2).table() != null) {
      reading.item(to - 2).use("COUNT");
    }
  }

  /** min, max and average price. */
  private void readFunctions(int i) throws Unclear {
    List<String> functions = new ArrayList<>();
    int at = readFunctionNames(i, functions);
    if (functions.isEmpty()) {
      return;
    }
    while (reading.isWord(
            at, Set.of("of", "value", "values", "all", "their", "its", "for", "amount"))
        || reading.isPhrase(at, "number of")
            && reading.field(at + 2) instanceof Field counted
            && sql.kind(counted.column()).isNumeric()) {
      at++;
    }
    Relation table = reading.table(at);
    Field field = table == null ? reading.field(at) : reading.field(at + 1);
    int end = table == null ? at + 1 : at + 2;
    if (table != null && (field == null || !field.isOf(table))) {
      if (field != null && !columns.measures(field.relation()).contains(field.column())) {
        field = null;
      }
      if (field == null) {
        field = measureOf(table, reading.item(i).text());
        end = at + 1;
      }
    }
    if (field == null) {
      return;
    }
    boolean extreme =
        !Set.of(
                "min",
                "max",
                "minimum",
                "maximum",
                "earliest",
                "latest",
                "average",
                "avg",
                "mean",
                "sum",
                "total",
                "combined")
            .contains(reading.word(i));
    if (extreme && !sql.kind(field.column()).isNumeric() && !sql.kind(field.column()).isDay()) {
      return;
    }
    for (String function : functions) {
      requireFitting(function, field);
      draft.show(Figure.of(function, field));
    }
    reading.use(i, end, String.join(", ", functions) + " of " + field.column().name());
    while (reading.isWord(end, "and") || reading.isSymbol(end, ",")) {
      // average age and height: the figure is of both.
      Field next = reading.field(end + 1);
      if (next == null
          || !columns.measures(next.relation()).contains(next.column())
          || !sql.kind(next.column()).isNumeric()) {
        return;
      }
      for (String function : functions) {
        draft.show(Figure.of(function, next));
      }
      reading.use(end, end + 2, "figures");
      end += 2;
    }
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
    return i < reading.size() && !reading.item(i).isUsed() ? FUNCTIONS.get(reading.word(i)) : null;
  }

  /** The column that a figure of a table is taken from, where none is named. */
  private Field measureOf(Relation table, String word) throws Unclear {
    List<Column> amounts = columns.amounts(table);
    List<Column> measures = amounts.isEmpty() ? columns.measures(table) : amounts;
    for (Column column : measures) {
      if (Words.stems(column.name()).equals(Words.stems(table.name().name()))) {
        return new Field(table, column);
      }
    }
    if (measures.size() != 1 && amounts.size() != 1) {
      throw new Unclear(
          "Which column of "
              + table.name().name()
              + " is meant by “"
              + word
              + "”"
              + (measures.isEmpty()
                  ? "?"
                  : ": " + String.join(", ", measures.stream().map(Column::name).toList()) + "?"));
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
}
