package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Lexicon;
import dev.dbsa.adapter.llm.link.SchemaIndex;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.ColumnMatcher.Match;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns and listed values that a request names, once its tables are found. */
final class ColumnResolver {
  private static final int MAX_NAME_WORDS = 5;

  private static final List<String> NEGATING_PREFIXES = List.of("in", "un", "non", "not");

  private static final Set<String> PERIOD_WORDS =
      Set.of(
          "since",
          "before",
          "after",
          "between",
          "in",
          "on",
          "during",
          "last",
          "this",
          "today",
          "yesterday");

  private final Reading reading;
  private final SchemaIndex index;
  private final ColumnFinder columns;
  private final Notes notes;
  private final List<Relation> near;
  private final ColumnMatcher matcher;
  private final List<String> ambiguous = new ArrayList<>();

  ColumnResolver(Reading reading) {
    this.reading = reading;
    this.index = reading.index();
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.near = Neighbourhood.of(reading.scope(), index);
    this.matcher = new ColumnMatcher(reading.scope(), near, columns);
  }

  void findColumns() {
    findCoordinated();
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).table() == null || isPartOfColumnName(i)) {
        findColumn(i);
      }
    }
  }

  /** first and last name: the noun belongs to both. */
  private void findCoordinated() {
    List<Relation> all = new ArrayList<>(reading.scope());
    all.addAll(near);
    for (int i = 0; i + 3 < reading.size(); i++) {
      boolean joined = reading.word(i + 1).equals("and") || reading.word(i + 1).equals("or");
      if (!joined || !areFreeWords(i, 1) || !areFreeWords(i + 2, 2)) {
        continue;
      }
      List<String> first = new ArrayList<>(reading.item(i).first().stems());
      first.addAll(reading.item(i + 3).first().stems());
      Match one = matcher.find(all, first, List.of(Fit.WHOLE, Fit.SHORT));
      Match other = matcher.find(all, stems(i + 2, 2), List.of(Fit.WHOLE, Fit.SHORT));
      boolean alone = !matcherFinds(reading.item(i).first().stems());
      if (one != null
          && other != null
          && alone
          && one.field().isOf(other.field().relation())
          && one.rivals().size() == 1) {
        reading.merge(i, i + 1).setField(one.field(), false);
      }
    }
  }

  private boolean matcherFinds(List<String> stems) {
    return matcher.find(reading.scope(), stems, List.of(Fit.WHOLE)) != null;
  }

  /** A table's name followed by a word may be the name of another table's column: order date. */
  private boolean isPartOfColumnName(int i) {
    Relation table = reading.item(i).table();
    return table != null
        && reading.item(i).isKind(Token.Kind.WORD)
        && i + 1 < reading.size()
        && reading.item(i + 1).isKind(Token.Kind.WORD);
  }

  private void findColumn(int i) {
    Item item = reading.item(i);
    boolean verb =
        i == 0
            && reading.word(0).equals("name")
            && !Set.of("of", "and", "").contains(reading.word(1))
            && !reading.isSymbol(1, ",");
    if (item.isUsed() || verb) {
      return;
    }
    boolean nameOfColumn =
        reading.word(i).equals("name")
            && reading.word(i - 1).equals("whose")
            && i >= 2
            && reading.item(i - 2).field() != null;
    if (nameOfColumn) {
      // the state whose name contains: of a column the name is the value itself.
      Field field = reading.item(i - 2).field();
      if (field != null) {
        item.setField(field, false);
        reading.use(i - 2, i, "a condition");
        return;
      }
    }
    if (item.isKind(Token.Kind.QUOTED)) {
      findQuotedColumn(i);
    } else if (item.isKind(Token.Kind.WORD) && item.table() != null) {
      findColumnNamedAfterTable(i);
    } else if (item.isKind(Token.Kind.WORD) && !findColumnOrValue(i)) {
      findNegated(i);
    }
  }

  private void findQuotedColumn(int i) {
    if (reading.item(i).table() != null) {
      return;
    }
    String name = reading.item(i).first().text();
    List<Relation> all = new ArrayList<>(reading.scope());
    all.addAll(near);
    for (Relation relation : all) {
      Column column = index.catalog().findColumn(relation, name).orElse(null);
      if (column != null) {
        reading.merge(i, i + 1).setField(new Field(relation, column), false);
        return;
      }
    }
  }

  /** order date: a column of another table. */
  private void findColumnNamedAfterTable(int i) {
    List<Relation> others = othersThan(i);
    for (int n = Math.min(MAX_NAME_WORDS, reading.size() - i); n > 1; n--) {
      Match whole =
          areColumnWords(i, n) ? matcher.find(others, stems(i, n), List.of(Fit.WHOLE)) : null;
      if (whole != null) {
        take(i, i + n, whole);
        return;
      }
    }
  }

  /** Finds what the words from here on name, the longest name first. */
  private boolean findColumnOrValue(int i) {
    Relation owner = ownerBeside(i);
    for (int n = Math.min(MAX_NAME_WORDS, reading.size() - i); n >= 1; n--) {
      if (!areColumnWords(i, n) || n == 1 && isGrammar(i)) {
        continue;
      }
      List<String> stems = stems(i, n);
      boolean grammatical = n == 1 && isFunctionWord(i);
      Match found = matcher.best(owner, stems, n > 1 || isPartLikely(i), !grammatical);
      if (found == null) {
        if (findLabel(i, n, stems)) {
          return true;
        }
      } else {
        if (n > 1 || !isLabelInstead(i, found)) {
          take(i, i + n, found);
        }
        return true;
      }
    }
    return false;
  }

  private List<String> stems(int i, int n) {
    List<String> stems = new ArrayList<>();
    reading.items(i, i + n).forEach(part -> stems.addAll(part.first().stems()));
    return stems;
  }

  private boolean isFunctionWord(int i) {
    return Lexicon.isFunctionWord(reading.item(i).first().fold());
  }

  /** Words of requests that a column may be called by too, if it is called so as a whole. */
  private boolean isGrammar(int i) {
    String word = reading.word(i);
    if (Requests.verbAt(reading) == i || word.equals("values") && reading.isSymbol(i + 1, "(")) {
      return true;
    }
    if (Set.of("number", "total", "name", "date", "order", "data", "value", "count", "sum")
        .contains(word)) {
      return word.equals("order") && reading.word(i + 1).equals("by")
          || Set.of("number", "count", "sum").contains(word) && reading.word(i + 1).equals("of");
    }
    return isFunctionWord(i)
        || Dates.unit(word).isPresent()
            && !reading.isSymbol(i + 1, "=")
            && !reading.word(i + 1).equals("is")
            && !isUnitColumn(i);
  }

  /** which year has the most matches, where a column is called so. */
  private boolean isUnitColumn(int i) {
    boolean dated =
        i + 1 < reading.size() && reading.item(i + 1).isNumber()
            || reading.number(i - 1) != null
            || reading.word(i + 1).equals("of")
                && i + 2 < reading.size()
                && reading.item(i + 2).isNumber()
            || Set.of("that", "same").contains(reading.word(i - 1))
            || Set.of("last", "this", "next", "past", "previous", "per", "each", "every", "current")
                .contains(reading.word(i - 1));
    String stem = Words.stem(reading.word(i));
    return !dated
        && reading.scope().stream()
            .flatMap(r -> r.columns().stream())
            .anyMatch(c -> Words.stem(c.name()).equals(stem));
  }

  private boolean isPartLikely(int i) {
    return !isFunctionWord(i) || Set.of("date", "total", "name").contains(reading.word(i));
  }

  private boolean areColumnWords(int i, int n) {
    if (n > 1 && areFreeWords(i, n) && isWholeColumnName(i, n)) {
      return true;
    }
    for (int j = i; j < i + n; j++) {
      Item item = reading.item(j);
      boolean tableInside = item.table() != null && j > i;
      if (!item.isKind(Token.Kind.WORD) || tableInside || item.field() != null || item.isUsed()) {
        return false;
      }
      if (n > 1
          && j > i
          && (Set.of("and", "or", "by", "with", "for", "is", "per").contains(item.word())
              || item.word().equals("of") && (j == i + n - 1 || n != 3))) {
        return false;
      }
    }
    return n == 1 || !isFunctionWord(i) || isWholeColumnName(i, n);
  }

  private boolean areFreeWords(int i, int n) {
    for (int j = i; j < i + n; j++) {
      Item item = reading.item(j);
      if (!item.isKind(Token.Kind.WORD)
          || item.table() != null
          || item.field() != null
          || item.isUsed()) {
        return false;
      }
    }
    return true;
  }

  /** A column's name may begin with a word of requests: first name. */
  private boolean isWholeColumnName(int i, int n) {
    StringBuilder key = new StringBuilder();
    reading.items(i, i + n).forEach(part -> key.append(part.first().key()));
    return java.util.stream.Stream.concat(reading.scope().stream(), near.stream())
        .flatMap(r -> r.columns().stream())
        .anyMatch(c -> String.join("", Words.stems(c.name())).equals(key.toString()));
  }

  /**
   * The table that a word belongs to by its place: customer name, orders.total, name of customer.
   */
  private @Nullable Relation ownerBeside(int i) {
    if (i > 0 && reading.item(i - 1).table() != null) {
      return reading.item(i - 1).table();
    }
    if (i > 1 && reading.item(i - 1).isSymbol(".") && reading.item(i - 2).table() != null) {
      return reading.item(i - 2).table();
    }
    if (Set.of("its", "their", "his", "her").contains(reading.word(i - 1))) {
      for (int j = i - 2; j >= 0; j--) {
        if (reading.item(j).table() != null) {
          return reading.item(j).table();
        }
      }
    }
    for (int j = i + 1; j <= i + 9 && j < reading.size(); j++) {
      String word = reading.word(j);
      boolean counted =
          Set.of("number", "count").contains(word) && reading.word(j + 1).equals("of");
      if (counted) {
        // The number of orders of each customer: the first table is what is counted.
        j += 2;
        continue;
      }
      if (Set.of("of", "from", "for").contains(word) && j + 1 < reading.size()) {
        int k = j + 1;
        while (Set.of("each", "all", "every", "different", "distinct", "any", "both")
                .contains(reading.word(k))
            || k < reading.size()
                && (reading.item(k).isNumber() || Measures.isAdjective(reading.word(k)))) {
          k++;
        }
        return k < reading.size() ? reading.item(k).table() : null;
      }
      boolean listed =
          reading.isSymbol(j, ",") || word.equals("and") || reading.item(j).field() != null;
      if (!listed && (!reading.item(j).isPlainWord() || isFunctionWord(j))) {
        break;
      }
    }
    boolean each =
        reading.word(0).equals("for")
            && Set.of("each", "every").contains(reading.word(1))
            && reading.size() > 2;
    return each ? reading.item(2).table() : null;
  }

  /** The tables that the request also names elsewhere. */
  private List<Relation> othersThan(int tableItem) {
    Set<ObjectName> elsewhere = new HashSet<>();
    for (int j = 0; j < reading.size(); j++) {
      Relation table = reading.item(j).table();
      if (j != tableItem && table != null) {
        elsewhere.add(table.name());
      }
    }
    return reading.scope().stream().filter(r -> elsewhere.contains(r.name())).toList();
  }

  /** Takes a column, and tells what about it is not certain. */
  private void take(int from, int to, Match match) {
    Item item = reading.merge(from, to);
    Field field = match.field();
    item.setField(field, false);
    List<Column> rivals = match.rivals();
    if (rivals.size() > 1 && rivals.equals(columns.labels(field.relation()))) {
      // The name of a person is in two columns.
      item.setFields(rivals.stream().map(c -> new Field(field.relation(), c)).toList());
      return;
    }
    String table = field.relation().name().name();
    Column told = rivals.size() > 1 ? toldByOtherWord(from, rivals) : null;
    if (told != null) {
      item.setField(new Field(field.relation(), told), false);
    } else if (rivals.size() > 1) {
      ambiguous.add(
          "“"
              + item.text()
              + "” fits several columns of "
              + table
              + ": "
              + String.join(", ", rivals.stream().map(Column::name).toList())
              + ". Which one is meant?");
      notes.ask(
          "“"
              + item.text()
              + "” fits several columns of "
              + table
              + ": "
              + String.join(", ", rivals.stream().map(Column::name).toList())
              + ". The script takes "
              + field.column().name()
              + "; is that right?",
          0.12);
    } else if (!match.isCertain()) {
      notes.assume(
          "“" + item.text() + "” means the column " + table + "." + field.column().name() + ".",
          0.04);
    }
  }

  /** name of losers: the other word tells which of the columns with a name is meant. */
  private @Nullable Column toldByOtherWord(int at, List<Column> rivals) {
    for (int distance = 1; distance <= 4; distance++) {
      for (int j : new int[] {at + distance, at - distance}) {
        if (j < 0 || j >= reading.size() || !maySay(j)) {
          continue;
        }
        List<String> stems = stems(j, 1);
        reading
            .item(j)
            .tokens()
            .subList(1, reading.item(j).tokens().size())
            .forEach(t -> stems.addAll(t.stems()));
        List<Column> told =
            rivals.stream().filter(c -> Words.stems(c.name()).containsAll(stems)).toList();
        int words = stems.size() + stemsOf(at).size();
        List<Column> exact =
            told.stream().filter(c -> Words.stems(c.name()).size() == words).toList();
        if (exact.size() == 1) {
          if (reading.item(j).isPlainWord()) {
            reading.item(j).use("tells which column");
          }
          return exact.getFirst();
        }
      }
    }
    return null;
  }

  private boolean maySay(int j) {
    Item item = reading.item(j);
    return item.field() != null || item.isPlainWord() && !isFunctionWord(j);
  }

  private List<String> stemsOf(int at) {
    List<String> stems = new ArrayList<>();
    reading.item(at).tokens().forEach(t -> stems.addAll(t.stems()));
    return stems;
  }

  /**
   * Asks where words fit several columns equally well.
   *
   * @throws Unclear if some do
   */
  void requireClearColumns() throws Unclear {
    if (!ambiguous.isEmpty()) {
      throw new Unclear(String.join(" ", ambiguous));
    }
  }

  /** A listed value is meant rather than a column that only has the word in its name. */
  private boolean isLabelInstead(int i, Match found) {
    boolean dated = PERIOD_WORDS.contains(reading.word(i + 1)) && isDay(found.field().column());
    return !found.isCertain() && !dated && findLabel(i, 1, reading.item(i).first().stems());
  }

  private static boolean isDay(Column column) {
    return column.type().toLowerCase(Locale.ROOT).matches("(?:date|timestamp).*");
  }

  private boolean findLabel(int i, int n, List<String> stems) {
    if (n == 1 && isFunctionWord(i)) {
      return false;
    }
    for (Relation relation : reading.scope()) {
      for (Column column : relation.columns()) {
        for (String label : index.values().of(relation, column)) {
          if (Words.stems(label).equals(stems)) {
            Field field = new Field(relation, column);
            reading.merge(i, i + n).setLabel(new Label(field, label, false));
            return true;
          }
        }
      }
    }
    return false;
  }

  /** inactive, unpaid: the opposite of a flag or of a listed value. */
  private void findNegated(int i) {
    if (!reading.item(i).isPlainWord() || isGrammar(i)) {
      return;
    }
    String fold = reading.item(i).first().fold();
    for (String prefix : NEGATING_PREFIXES) {
      boolean negated = fold.startsWith(prefix) && fold.length() >= prefix.length() + 3;
      if (negated && findOpposite(i, List.of(Words.stem(fold.substring(prefix.length()))))) {
        return;
      }
    }
  }

  private boolean findOpposite(int i, List<String> stems) {
    for (Relation relation : reading.scope()) {
      for (Column column : relation.columns()) {
        Field field = new Field(relation, column);
        if (isFlag(column) && isNamed(field, stems)) {
          reading.merge(i, i + 1).setField(field, true);
          return true;
        }
        for (String label : index.values().of(relation, column)) {
          if (Words.stems(label).equals(stems)) {
            reading.merge(i, i + 1).setLabel(new Label(field, label, true));
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isFlag(Column column) {
    return column.type().toLowerCase(Locale.ROOT).startsWith("bool")
        || column.type().equalsIgnoreCase("tinyint(1)");
  }

  private boolean isNamed(Field field, List<String> stems) {
    return columns.find(field.relation(), stems, Fit.WHOLE).contains(field.column())
        || columns.find(field.relation(), stems, Fit.SHORT).contains(field.column());
  }
}
