package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Measures.Measure;
import dev.dbsa.adapter.llm.mock.QueryPlan.SortKey;
import dev.dbsa.adapter.llm.mock.SortReader.KeyAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which extreme rows are asked for: the oldest, with the most orders, the most common. */
final class SuperlativeReader {
  private static final Set<String> MOST =
      Set.of(
          "most",
          "highest",
          "largest",
          "greatest",
          "biggest",
          "maximum",
          "max",
          "best",
          "longest",
          "fastest",
          "heaviest",
          "tallest",
          "latest",
          "newest");

  private static final Set<String> LEAST =
      Set.of(
          "least",
          "fewest",
          "lowest",
          "smallest",
          "minimum",
          "min",
          "shortest",
          "slowest",
          "lightest",
          "worst",
          "earliest",
          "oldest",
          "cheapest");

  private static final Set<String> COMMON =
      Set.of("common", "popular", "frequent", "frequently", "often", "used", "prevalent");

  private static final Set<String> HAVING =
      Set.of(
          "with",
          "has",
          "have",
          "had",
          "having",
          "whose",
          "by",
          "of",
          "produced",
          "did",
          "won",
          "get",
          "got",
          "received",
          "made",
          "that",
          "which",
          "is",
          "are",
          "was",
          "at",
          "in",
          "published",
          "placed",
          "wrote",
          "written",
          "for",
          "on",
          "from");

  private final Reading reading;
  private final Notes notes;
  private final Sql sql;
  private final Measures measures;
  private final Relation listed;
  private final PlanDraft draft;
  private final SortReader sorts;

  SuperlativeReader(
      Reading reading,
      Sql sql,
      Measures measures,
      Relation listed,
      PlanDraft draft,
      SortReader sorts) {
    this.reading = reading;
    this.notes = reading.notes();
    this.sql = sql;
    this.measures = measures;
    this.listed = listed;
    this.draft = draft;
    this.sorts = sorts;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.item(i).isUsed()) {
        boolean read =
            readCommon(i)
                || readNamedExtreme(i)
                || readParticiple(i)
                || readExtreme(i)
                || readAdjective(i)
                || readTop(i);
      }
    }
  }

  /** the most common city; the 3 most popular genres; most frequently used. */
  private boolean readCommon(int i) throws Unclear {
    boolean most = reading.isWord(i, Set.of("most", "least"));
    if (!most && !reading.isWord(i, Set.of("rarest", "commonest"))) {
      return false;
    }
    int at = i;
    if (most) {
      if (!reading.isWord(i + 1, COMMON)) {
        return false;
      }
      at = i + 2;
      while (reading.isWord(at, COMMON)) {
        at++;
      }
    } else {
      at = i + 1;
    }
    boolean descending = reading.isWord(i, Set.of("most", "commonest"));
    Field behind = reading.field(at);
    if (behind != null) {
      draft.show(new OfColumn(behind));
      limit(i, new SortKey(Figure.rowsOf(behind.relation()), descending), at + 1);
      return true;
    }
    if (reading.table(at) != null) {
      return false;
    }
    // the city that is most common: what stands before.
    for (int j = i - 1; j >= 0; j--) {
      Field before = reading.field(j);
      if (before != null) {
        limit(i, new SortKey(Figure.rowsOf(before.relation()), descending), at);
        return true;
      }
    }
    return false;
  }

  private void limit(int from, SortKey key, int end) {
    draft.order.add(key);
    Integer number = reading.number(from - 1);
    int start = from;
    if (number != null) {
      draft.limitTo(number);
      start = from - 1;
    } else {
      draft.limitTo(1);
    }
    reading.use(start, end, "the order, and how many rows");
  }

  /** with the highest price; that has the most orders; the largest number of flights. */
  private boolean readExtreme(int i) throws Unclear {
    boolean top = reading.isWord(i, "top") && reading.number(i + 1) != null && isExtreme(i + 2);
    int word = top ? i + 2 : i;
    boolean most = reading.isWord(word, MOST);
    if (!most && !reading.isWord(word, LEAST) || reading.word(i - 1).equals("at")) {
      return false;
    }
    boolean introduced = top || isIntroduced(i) || isAfterNumber(i);
    int at = word + 1;
    while (reading.isWord(at, Set.of("different", "diverse", "single", "overall", "distinct"))
        || at == word + 1 && reading.isWord(at, "of")
        || at < reading.size()
            && reading.item(at).label() != null
            && !reading.item(at).isUsed()
            && reading.table(at + 1) != null) {
      at++;
    }
    boolean counted =
        reading.isPhrase(at, "number of")
            || reading.isPhrase(at, "count of")
            || reading.isPhrase(at, "amount of")
            || reading.isPhrase(at, "quantity of");
    KeyAt key;
    if (counted) {
      key = sorts.counted(at + 2);
      introduced = introduced || key != null && key.by() instanceof Figure;
    } else {
      key = sorts.keyAt(at);
      boolean figure = key != null && key.by() instanceof Figure;
      Relation rows = reading.table(at);
      boolean many = reading.isWord(word, Set.of("most", "fewest", "least"));
      Field values = rows == null ? reading.field(at) : null;
      if (values != null
          && isMany(word)
          && introduced
          && reading.item(at).isPlural()
          && sql.kind(values.column()) == TypeKind.TEXT) {
        // speaks the most languages: the rows with one are counted.
        key =
            new KeyAt(
                values.isOf(listed)
                    ? Figure.distinctValuesOf(values)
                    : Figure.rowsOf(values.relation()),
                at + 1);
        figure = true;
      }
      if (rows != null && key != null && !figure) {
        // the largest city: the adjective is about the table itself.
        if (!many
            || !introduced
            || listed.name().equals(rows.name())
                && !isColumnShownBefore(i)
                && !reading.word(0).equals("who")) {
          return false;
        }
        key = new KeyAt(Figure.rowsOf(rows), at + 1);
      } else if (rows != null && !many && figure) {
        return false;
      }
    }
    if (key == null || !introduced) {
      return false;
    }
    key = ofThingBefore(i, key);
    if (key.by() instanceof OfColumn(Field field) && !isMeasurable(field)) {
      boolean measure = reading.columns().labels(field.relation()).contains(field.column());
      boolean value =
          reading.isWord(word, Set.of("highest", "lowest", "maximum", "minimum", "max", "min"))
              || reading.isWord(word, Set.of("most", "least")) && !reading.item(at).isPlural();
      if (measure || sql.kind(field.column()) != TypeKind.TEXT || !value) {
        return false;
      }
      notes.assume(
          field.relation().name().name()
              + "."
              + field.column().name()
              + " is text, and is compared as text.",
          0.12);
    }
    Expression by = key.by();
    boolean sorted = draft.order.stream().anyMatch(k -> k.by().equals(by));
    boolean descending = most;
    addOrder(new SortKey(key.by(), descending));
    Integer before = reading.number(i - 1);
    Integer number = top ? reading.number(i + 1) : before;
    if (number != null) {
      draft.limitTo(number);
    } else if (!sorted) {
      // Which lakes have the largest areas, from large to small: all of them.
      draft.limitTo(1);
    }
    int from = !top && before != null ? i - 1 : i;
    if (reading.isWord(from - 1, Set.of("with", "has", "have", "had", "having", "by", "top"))) {
      from--;
    }
    for (int j = from; j < key.end(); j++) {
      if (reading.item(j).label() == null) {
        reading.item(j).use("the order, and how many rows");
      }
    }
    return true;
  }

  /** the state with the city with the largest population: that of the city. */
  private KeyAt ofThingBefore(int i, KeyAt key) {
    boolean has = Set.of("with", "has", "having").contains(reading.word(i - 1));
    Relation thing = has && i >= 2 ? reading.item(i - 2).table() : null;
    if (thing != null && key.by() instanceof OfColumn(Field field) && !field.isOf(thing)) {
      Column own = thing.findColumn(field.column().name()).orElse(null);
      return own == null ? key : new KeyAt(new OfColumn(new Field(thing, own)), key.end());
    }
    return key;
  }

  /** most viewed, best rated: the column that the participle is kin to. */
  private boolean readParticiple(int i) throws Unclear {
    boolean most = reading.isWord(i, Set.of("most", "best", "highest", "top"));
    if (!most && !reading.isWord(i, Set.of("least", "worst", "lowest"))) {
      return false;
    }
    int at = reading.isWord(i + 1, "highly") ? i + 2 : i + 1;
    String word = reading.word(at);
    if (word.length() < 5 || !word.endsWith("ed") || reading.table(at) != null) {
      return false;
    }
    Expression by = kinColumn(word);
    if (by == null) {
      return false;
    }
    int tableAt = at + 1;
    while (tableAt < reading.size() && reading.item(tableAt).label() != null) {
      tableAt++;
    }
    Integer number = reading.number(i - 1);
    notes.assume("“" + reading.text(i, at + 1) + "” goes by the column of that name.", 0.05);
    draft.order.add(new SortKey(by, most));
    if (number != null) {
      draft.limitTo(number);
    } else if (reading.table(tableAt) != null && !reading.item(tableAt).isPlural()) {
      draft.limitTo(1);
    }
    reading.use(number != null ? i - 1 : i, at + 1, "the order");
    return true;
  }

  /** The number column of the rows, or of rows that belong to them, that the verb is kin to. */
  private @Nullable Expression kinColumn(String verb) {
    String root = verb.substring(0, Math.min(4, verb.length() - 2));
    List<Relation> near = new ArrayList<>(List.of(listed));
    reading.index().links(listed).stream()
        .filter(l -> l.target().name().equals(listed.name()))
        .forEach(l -> near.add(l.source()));
    for (Relation relation : near) {
      for (Column column : relation.columns()) {
        boolean kin = Words.stems(column.name()).stream().anyMatch(w -> w.startsWith(root));
        boolean number =
            sql.kind(column).isNumeric()
                || relation.name().equals(listed.name()) && root.startsWith("rat") && kin;
        if (kin && number && !isReference(relation, column)) {
          Field field = new Field(relation, column);
          return relation.name().equals(listed.name())
              ? new OfColumn(field)
              : Figure.of("AVG", field);
        }
      }
    }
    return null;
  }

  private boolean isReference(Relation relation, Column column) {
    return reading.index().links(relation).stream()
        .anyMatch(
            l ->
                l.source().name().equals(relation.name())
                    && l.sourceColumns().contains(column.name()));
  }

  /** with the highest point, where a column is called so: by its number, or by that beside it. */
  private boolean readNamedExtreme(int i) {
    Item item = reading.item(i);
    Field field = item.field();
    boolean introduced =
        reading.isWord(i - 1, Set.of("with", "has", "have", "had", "whose", "having"));
    if (field == null || !introduced || item.tokens().size() < 2) {
      return false;
    }
    String first = item.first().fold();
    boolean most = MOST.contains(first);
    if (!most && !LEAST.contains(first)) {
      return false;
    }
    Field by = isMeasurable(field) ? field : null;
    for (Column column : field.relation().columns()) {
      Field other = new Field(field.relation(), column);
      boolean beside = Words.stems(column.name()).getFirst().equals(Words.stems(first).getFirst());
      if (by == null && beside && isMeasurable(other)) {
        by = other;
      }
    }
    if (by == null) {
      return false;
    }
    addOrder(new SortKey(new OfColumn(by), most));
    draft.limitTo(1);
    notes.assume(
        "“"
            + item.text()
            + "” goes by "
            + by.relation().name().name()
            + "."
            + by.column().name()
            + ".",
        0.06);
    reading.use(i - 1, i + 1, "the order, and how many rows");
    return true;
  }

  /** the city with the most customers: a column stands before, whose values are told apart. */
  private boolean isColumnShownBefore(int i) {
    for (int j = 0; j < i; j++) {
      if (reading.field(j) != null) {
        return true;
      }
    }
    return false;
  }

  /** most and fewest count things, where the others compare values. */
  private boolean isMany(int word) {
    return reading.isWord(word, Set.of("most", "fewest", "least"));
  }

  private boolean isMeasurable(Field field) {
    TypeKind kind = sql.kind(field.column());
    return kind.isNumeric() || kind.isDay() || kind == TypeKind.TIME;
  }

  private void addOrder(SortKey key) {
    if (draft.order.stream().noneMatch(k -> k.by().equals(key.by()))) {
      draft.order.add(key);
    }
  }

  private boolean isExtreme(int i) {
    return reading.isWord(i, MOST) || reading.isWord(i, LEAST);
  }

  private boolean isAfterNumber(int i) {
    return reading.number(i - 1) != null && !reading.item(i - 1).isUsed();
  }

  private boolean isIntroduced(int i) {
    if (i == 0) {
      return false;
    }
    if (reading.isWord(i - 1, HAVING) || reading.word(i - 1).equals("top")) {
      // What is the highest price: a figure. Which product has the highest price: a row.
      boolean copula = reading.isWord(i - 1, Set.of("is", "are", "was"));
      return !copula
          || i >= 2 && !Set.of("what", "which", "who").contains(reading.word(i - 2)) && i - 1 > 1;
    }
    // the player who won the most games: a verb before.
    Item before = reading.item(i - 1);
    return before.isPlainWord()
        && i >= 2
        && before.word().length() > 3
        && !Requests.isVerb(before.word())
        && !Set.of("what", "which", "show", "give", "find", "return", "list", "tell")
            .contains(before.word());
  }

  /** the oldest customers; 3 cheapest products; the most expensive; largest city. */
  private boolean readAdjective(int i) {
    String word = reading.word(i);
    boolean most = reading.isWord(i, Set.of("most", "least"));
    String adjective = most ? reading.word(i + 1) : word;
    boolean recent = adjective.equals("recent") || adjective.equals("recently");
    if (most
        ? !(Measures.isAdjective(adjective) || recent)
        : !Measures.isSuperlative(word) && !word.equals("latest")) {
      return false;
    }
    int at = most ? i + 2 : i + 1;
    Integer after = reading.number(at);
    at += after == null ? 0 : 1;
    int tableAt = at;
    Relation relation = null;
    for (; tableAt < Math.min(reading.size(), at + 3) && relation == null; tableAt++) {
      relation = reading.item(tableAt).isUsed() ? null : reading.table(tableAt);
      if (relation == null
          && !reading.item(tableAt).isPlainWord()
          && reading.item(tableAt).label() == null) {
        break;
      }
    }
    if (reading.field(at) != null) {
      return false;
    }
    Relation about = relation == null ? listed : relation;
    Measure measure = measures.of(about, recent ? "newest" : adjective);
    if (measure == null) {
      return false;
    }
    boolean descending = measure.descending() != reading.isWord(i, "least");
    notes.assume(
        "“"
            + reading.text(i, at)
            + "” goes by "
            + about.name().name()
            + "."
            + measure.field().column().name()
            + ".",
        0.05);
    Integer number = after == null ? reading.number(i - 1) : after;
    OfColumn by = new OfColumn(measure.field());
    boolean sorted = draft.order.stream().anyMatch(k -> k.by().equals(by));
    addOrder(new SortKey(by, descending));
    boolean topBefore = reading.isWord(i - 1, "top") || reading.isWord(i - 2, "top");
    if (number != null || !sorted) {
      draft.limitTo(number != null ? number : isOneMeant(i, relation, tableAt - 1) ? 1 : 10);
    }
    int from = number != null && after == null ? i - 1 : i;
    reading.use(
        topBefore && reading.isWord(from - 1, "top") ? from - 1 : from,
        at,
        "the order, and how many rows");
    return true;
  }

  /** Of other languages, the endings of plurals are not known. */
  private boolean isOneMeant(int i, @Nullable Relation relation, int tableAt) {
    boolean english = reading.item(i).first().fold().equals(reading.word(i));
    return relation == null || english && !reading.item(tableAt).isPlural();
  }

  /** top 5 customers; first 3; the last 10 orders. */
  private boolean readTop(int i) throws Unclear {
    boolean bottom = reading.isWord(i, "bottom");
    if (!bottom && !reading.isWord(i, "top")) {
      return false;
    }
    Integer number = reading.number(i + 1);
    int end = number == null ? i + 1 : i + 2;
    for (int j = end; j < Math.min(reading.size(), i + 9); j++) {
      if (reading.isWord(j, Set.of("by", "in"))
          && !(reading.isWord(j, "in") && !reading.isPhrase(j, "in terms of"))) {
        int at = reading.isWord(j, "in") ? j + 3 : j + 1;
        KeyAt key = sorts.keyAt(at);
        if (key != null) {
          Expression by = summedUp(key.by());
          draft.order.add(new SortKey(by, !bottom));
          draft.limitTo(number == null ? 10 : number);
          if (by.isFigure()) {
            draft.figuresShown.add(by);
          }
          reading.use(i, end, "how many rows");
          reading.use(j, key.end(), "the order");
          return true;
        }
      }
    }
    boolean ahead = false;
    for (int j = end; j < Math.min(reading.size(), i + 10); j++) {
      ahead |=
          isExtreme(j)
              || Measures.isSuperlative(reading.word(j))
              || reading.isWord(j, Set.of("most", "least"));
    }
    if (number != null && ahead) {
      draft.limitTo(number);
      reading.use(i, end, "how many rows");
      return true;
    }
    boolean extreme =
        isExtreme(end)
            || Measures.isSuperlative(reading.word(end))
            || reading.isWord(end, Set.of("most", "least"));
    if (number != null && (extreme || !draft.order.isEmpty())) {
      draft.limitTo(number);
      reading.use(i, end, "how many rows");
      if (bottom && !draft.order.isEmpty()) {
        draft.order.replaceAll(k -> new SortKey(k.by(), !k.descending()));
      }
      return true;
    }
    return false;
  }

  /** customers by amount, where the amounts are those of their orders: the sum for each. */
  private Expression summedUp(Expression by) throws Unclear {
    if (by instanceof OfColumn(Field field)
        && !field.isOf(listed)
        && reading.columns().measures(field.relation()).contains(field.column())
        && reading.isToMany(listed, field.relation())) {
      notes.assume(
          field.column().name() + " is summed up for each row of " + listed.name().name() + ".",
          0.05);
      return Figure.of("SUM", field);
    }
    return by;
  }
}
