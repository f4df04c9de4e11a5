package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what the result is sorted by: sorted by name desc, with most orders, the cheapest. */
final class OrderReader {
  /** Words of a ranking, in which the highest come first unless the request says otherwise. */
  static final Set<String> TOP = Set.of("top", "bottom");

  private static final Set<String> DESCENDING =
      Set.of("desc", "descending", "decreasing", "reverse");

  private static final Set<String> ASCENDING =
      Set.of("asc", "ascending", "increasing", "alphabetically");

  private static final Set<String> SORTED =
      Set.of("sorted", "ordered", "order", "sort", "ranked", "arranged");

  private static final List<String> SUPERLATIVES =
      List.of(
          "with most",
          "with highest",
          "with lowest",
          "with largest",
          "with fewest",
          "have most",
          "has most",
          "placed most");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final QueryPlanBuilder found;

  OrderReader(Reading reading, Sql sql, QueryPlanBuilder found) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.found = found;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int key = sortKeyStart(i);
      if (key > 0) {
        readSortKey(i, key);
      } else if (reading.isWord(i, "by")) {
        reading.use(i, i + 1);
      } else {
        readSuperlative(i);
      }
    }
  }

  /** Where the sort key stands; 0 where nothing is sorted here. */
  private int sortKeyStart(int i) {
    if (reading.isWord(i, SORTED) && reading.isWord(i + 1, "by")) {
      return i + 2;
    }
    if (reading.isWord(i, "by")) {
      return isPassive(i - 1) ? 0 : i + 1;
    }
    if (reading.isAnyPhrase(i, SUPERLATIVES)) {
      return i + 2;
    }
    boolean extreme =
        reading.isWord(i, Set.of("highest", "largest", "lowest", "smallest"))
            && (reading.field(i + 1) != null || reading.table(i + 1) != null);
    return extreme ? i + 1 : 0;
  }

  /** supplied by, written by: who did it, not how to sort. */
  private boolean isPassive(int i) {
    return i >= 0
        && reading.item(i).isPlainWord()
        && !reading.item(i).isUsed()
        && (reading.word(i).endsWith("ed")
            || Set.of("made", "written", "sold", "given", "bought").contains(reading.word(i)))
        && !Set.of("sorted", "ordered", "ranked", "arranged", "grouped").contains(reading.word(i));
  }

  private void readSortKey(int start, int first) throws Unclear {
    int at = first;
    while (reading.isWord(at, Set.of("total", "highest", "sum", "of", "most", "overall", "largest"))
        && reading.field(at) == null) {
      at++;
    }
    boolean counted = reading.isPhrase(at, "number of") || reading.isPhrase(at, "count of");
    int end = takeSortKey(start, counted ? at + 2 : at, counted);
    if (end > 0) {
      reading.use(start, readDirection(end));
    }
  }

  /**
   * Takes what stands here as the sort key; returns where it ends, 0 where it is none.
   *
   * @param start where the words for the sorting begin
   * @param counted whether a number of rows is asked for in words
   */
  private int takeSortKey(int start, int at, boolean counted) throws Unclear {
    Relation table = reading.table(at);
    if (table == null) {
      Field field = reading.field(at);
      if (field != null) {
        sortBy(field, start);
      }
      return field == null ? 0 : at + 1;
    }
    Field own = reading.field(at + 1);
    if (!counted && own != null && own.isOf(table)) {
      sortBy(own, start);
      return at + 2;
    }
    if (!counted && reading.isWord(at + 1, "count")) {
      sortByNumberOf(table, start);
      return at + 2;
    }
    if (counted || isCountImplied(table, start)) {
      sortByNumberOf(table, start);
      return at + 1;
    }
    if (!found.isListed(table)) {
      found.sortByNameOf(table);
      return at + 1;
    }
    List<Column> amounts = columns.amounts(table);
    if (amounts.isEmpty()) {
      return 0;
    }
    sortBy(new Field(table, amounts.getFirst()), start);
    notes.assume(
        "The ranking follows " + table.name().name() + "." + amounts.getFirst().name() + ".", 0.06);
    return at + 1;
  }

  /** with most orders, top 5 customers by orders. */
  private boolean isCountImplied(Relation table, int start) throws Unclear {
    return !found.isListed(table)
        && (isMost(start) || isTop() && new Joins(found.listed(), reading, sql).isToMany(table));
  }

  private void sortBy(Field field, int start) {
    found.sortBy(field);
    found.sortDescending(isMost(start) || !isLeast(start) && isTop());
  }

  private void sortByNumberOf(Relation table, int start) {
    found.sortByNumberOf(table);
    found.sortDescending(!isLeast(start));
  }

  private boolean isMost(int start) {
    return reading.isWord(start, Set.of("highest", "largest"))
        || reading.isWord(start + 1, Set.of("most", "highest", "largest"));
  }

  private boolean isLeast(int start) {
    return reading.isWord(start, Set.of("lowest", "smallest"))
        || reading.isWord(start + 1, Set.of("fewest", "lowest", "smallest"));
  }

  private boolean isTop() {
    return reading.hasWord(TOP);
  }

  /** Reads the words that may follow a sort key: desc, newest first; returns where they end. */
  private int readDirection(int at) {
    if (reading.isWord(at, DESCENDING)) {
      found.sortDescending(true);
      return at + 1;
    }
    if (reading.isWord(at, ASCENDING)) {
      found.sortDescending(false);
      return at + 1;
    }
    if (reading.isWord(at, Set.of("newest", "latest", "highest", "largest"))
        || reading.isPhrase(at, "from newest")
        || reading.isPhrase(at, "from highest")) {
      found.sortDescending(true);
      return at + 2;
    }
    if (reading.isWord(at, Set.of("oldest", "lowest"))) {
      found.sortDescending(false);
      return reading.isWord(at + 1, "first") ? at + 2 : at + 1;
    }
    return at;
  }

  /** the cheapest product. */
  private void readSuperlative(int i) throws Unclear {
    String word = reading.word(i);
    Set<String> wanted = measuredBy(word);
    if (wanted.isEmpty()) {
      return;
    }
    Relation listed = found.listed();
    Optional<Column> column = columns.byWords(listed, wanted);
    if (column.isEmpty()) {
      throw new Unclear("Which column of " + listed.name().name() + " tells the “" + word + "”?");
    }
    boolean least =
        Set.of("cheapest", "smallest", "lowest", "shortest", "lightest").contains(word)
            || reading.isWord(i - 1, "least")
            || word.equals("youngest") && sql.kind(column.get()).isNumeric();
    found.sortBy(new Field(listed, column.get()));
    found.sortDescending(!least);
    notes.assume(
        "“" + word + "” follows " + listed.name().name() + "." + column.get().name() + ".", 0.05);
    reading.use(reading.isWord(i - 1, Set.of("most", "least")) ? i - 1 : i, i + 1);
    if (!found.isLimited() && reading.isSingular(listed) && !isTop()) {
      found.limitTo(1);
    }
  }

  /** The words of columns that a superlative speaks of. */
  private static Set<String> measuredBy(String superlative) {
    return switch (superlative) {
      case "expensive", "priciest", "costliest", "cheapest" ->
          Set.of("pric", "cost", "amount", "total", "fee");
      case "biggest", "largest", "highest", "smallest", "lowest", "valuable" ->
          Set.of("total", "amount", "valu", "pric", "siz", "balanc", "revenu", "salari");
      case "longest", "shortest" -> Set.of("length", "duration", "minut", "second");
      case "heaviest", "lightest" -> Set.of("weight");
      case "youngest" -> Set.of("birth", "birthdat", "birthday", "born", "dob", "ag");
      default -> Set.of();
    };
  }
}
