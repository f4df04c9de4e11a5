package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ChangePlan.InsertRows;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans new rows from the values that a request names. */
final class InsertPlanner {
  private static final Set<String> LINKS = Set.of("to", "as", "be", "is", "equals", "of");
  private static final Set<String> NAMED = Set.of("named", "called", "titled", "labeled");
  private static final Set<String> PARENT_LINKS =
      Set.of("for", "to", "of", "by", "in", "under", "into", "from", "with", "on", "as", "at");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final WrittenValues values;
  private final References references;
  private Relation target;

  private final List<Map<Column, NewValue>> rows = new ArrayList<>();

  InsertPlanner(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new WrittenValues(reading, sql);
    this.references = new References(reading);
    this.target = target;
    rows.add(new LinkedHashMap<>());
  }

  InsertRows plan() throws Unclear {
    ChangePlan.InsertRows bridged = planBridge();
    if (bridged != null) {
      return bridged;
    }
    if (!readTuples()) {
      readPhrases();
    }
    reading.useTable(target);
    reading.useWords(Set.of("new", "another", "row", "record", "entry", "rows"));
    useCounts();
    useJoints();
    rows.removeIf(Map::isEmpty);
    if (rows.isEmpty()) {
      throw new Unclear("Which values is the new row of " + target.name().name() + " to have?");
    }
    Set<Column> written = new LinkedHashSet<>();
    rows.forEach(row -> written.addAll(row.keySet()));
    requireComplete();
    List<List<NewValue>> all = new ArrayList<>();
    for (Map<Column, NewValue> row : rows) {
      List<NewValue> one = new ArrayList<>();
      for (Column column : written) {
        one.add(row.getOrDefault(column, new NewValue.ByDefault()));
      }
      all.add(one);
    }
    written.forEach(column -> notes.refer(target, column, "is written"));
    notes.step(
        "Insert "
            + (all.size() == 1 ? "one row" : all.size() + " rows")
            + " into "
            + target.name().name());
    return new InsertRows(target, List.copyOf(written), all);
  }

  private Map<Column, NewValue> row() {
    return rows.getLast();
  }

  /** Writes a value; a second one for the same column begins another row. */
  private void put(Column column, NewValue value, boolean mayBegin) throws Unclear {
    NewValue known = row().get(column);
    if (known != null && !known.equals(value)) {
      if (!mayBegin) {
        throw new Unclear(
            "The request gives two values for “" + column.name() + "”: which one is meant?");
      }
      rows.add(new LinkedHashMap<>());
    }
    row().put(column, value);
  }

  // -- (name, email) values ('A', 'b'), ('C', 'd') -----------------------------------------------

  private boolean readTuples() throws Unclear {
    int at = -1;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("values", "value")) && reading.isSymbol(i + 1, "(")) {
        at = i;
      }
    }
    if (at < 0) {
      return false;
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < at; i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        fields.add(field);
        reading.use(i, i + 1, "a column that is written");
      }
    }
    reading.use(at, at + 1);
    int i = at + 1;
    while (reading.isSymbol(i, "(")) {
      i = readTuple(i + 1, fields);
      while (reading.isSymbol(i, ",") || reading.isWord(i, "and")) {
        i++;
      }
    }
    return true;
  }

  private int readTuple(int from, List<Field> fields) throws Unclear {
    if (!row().isEmpty()) {
      rows.add(new LinkedHashMap<>());
    }
    int i = from;
    int count = 0;
    while (i < reading.size() && !reading.isSymbol(i, ")")) {
      if (count == fields.size()) {
        throw new Unclear("The request names more values than columns: which value goes where?");
      }
      Field field = fields.get(count);
      WrittenValues.At value = values.at(i, field);
      if (value == null) {
        break;
      }
      put(field.column(), value.value(), false);
      reading.use(i, value.end(), "a value");
      count++;
      i = reading.isSymbol(value.end(), ",") ? value.end() + 1 : value.end();
    }
    if (count != fields.size()) {
      throw new Unclear("The request names more columns than values: which value goes where?");
    }
    return i + 1;
  }

  // -- Phrases -----------------------------------------------------------------------------------

  private void readPhrases() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int end = readPhrase(i);
      if (end > i) {
        reading.use(i, end, "a value of the new row");
        i = end - 1;
      }
    }
  }

  /** The item after the phrase that begins here and gives a value; {@code i} where none does. */
  private int readPhrase(int i) throws Unclear {
    Item item = reading.item(i);
    Field field = item.field();
    if (field != null && field.isOf(target)) {
      return readPair(i, field);
    }
    if (reading.isWord(i, NAMED)) {
      return readNames(i + 1);
    }
    if (item.table() != null && item.table().name().equals(target.name())) {
      return readBehindTable(i + 1);
    }
    int at = reading.isWord(i, PARENT_LINKS) ? i + 1 : i;
    if (at < reading.size() && (at > i || item.table() != null)) {
      int end = readParent(at);
      if (end > at) {
        return end;
      }
      end = at > i ? readPlace(i) : i;
      if (end > i) {
        return end;
      }
    }
    Label label = item.label();
    if (label != null && label.field().isOf(target) && !label.negated()) {
      put(label.field().column(), values.given(label.field(), label.value()), true);
      return i + 1;
    }
    return readByShape(i);
  }

  /** name 'A', email = 'b', price of 5. */
  private int readPair(int i, Field field) throws Unclear {
    int at = i + 1;
    while (reading.isWord(at, LINKS) || reading.isSymbol(at, "=") || reading.isSymbol(at, ":")) {
      at++;
    }
    References.Link link =
        references.of(target).stream()
            .filter(l -> l.column().equals(field.column()))
            .findFirst()
            .orElse(null);
    if (link != null
        && at < reading.size()
        && !reading.isNumber(at)
        && sql.kind(field.column()).isNumeric()) {
      NamedRow row = namedRow(at, link);
      if (row != null) {
        put(field.column(), row.value(), true);
        return row.end();
      }
    }
    WrittenValues.At value = values.at(at, field);
    if (value != null) {
      put(field.column(), value.value(), true);
      return value.end();
    }
    // 3 seats: the number stands before.
    if (reading.isNumber(i - 1) && sql.kind(field.column()).isNumeric()) {
      put(field.column(), values.given(field, reading.item(i - 1).text()), true);
      reading.use(i - 1, i);
      return i + 1;
    }
    if (sql.kind(field.column()) == TypeKind.BOOLEAN) {
      boolean not =
          reading.item(i).isNegatedFlag() || reading.isWord(i - 1, Set.of("not", "non", "without"));
      put(field.column(), values.given(field, String.valueOf(!not)), true);
      return i + 1;
    }
    return i;
  }

  /** categories Garden, Tools and Lighting; a customer Anna Meier; driver 3001. */
  private int readBehindTable(int i) throws Unclear {
    int at = i;
    while (reading.isSymbol(at, ":") || reading.isSymbol(at, "(")) {
      at++;
    }
    if (reading.isNumber(at) && !reading.item(at - 1).isPlural()) {
      Column key = columns.identifier(target).orElse(null);
      if (key != null && key.isRequiredOnInsert()) {
        put(key, values.given(new Field(target, key), reading.item(at).text()), false);
        return at + 1;
      }
    }
    return isName(at) ? readNames(at) : i;
  }

  private boolean isName(int i) {
    if (i >= reading.size() || reading.item(i).isUsed()) {
      return false;
    }
    Item item = reading.item(i);
    boolean lower =
        item.isPlainWord()
            && !item.isCapitalised()
            && !Accounting.isFiller(item.word())
            && !PARENT_LINKS.contains(item.word())
            && !NAMED.contains(item.word())
            && !Set.of("new", "where", "and", "that", "which", "whose").contains(item.word());
    return item.isQuotedValue()
        || item.isKind(Token.Kind.WORD) && item.isCapitalised() && item.field() == null
        || lower;
  }

  /** Names of new rows, one after the other. */
  private int readNames(int from) throws Unclear {
    List<Column> labels = columns.labels(target);
    if (labels.isEmpty()) {
      return from;
    }
    int at = from;
    int end = from;
    while (isName(at)) {
      int next = readName(at, labels);
      if (next == at) {
        break;
      }
      reading.use(at, next, "a name");
      end = next;
      at = next;
      while (reading.isSymbol(at, ",") || reading.isWord(at, "and")) {
        at++;
      }
      boolean goesOn =
          at > next && isName(at) && (at + 1 >= reading.size() || !reading.isWord(at + 1, LINKS));
      if (!goesOn) {
        break;
      }
    }
    return end;
  }

  private int readName(int at, List<Column> labels) throws Unclear {
    if (labels.size() == 2) {
      // Anna Meier: the first and the last name.
      int end = at;
      while (end < reading.size()
          && reading.item(end).isKind(Token.Kind.WORD)
          && reading.item(end).isCapitalised()
          && end - at < 4) {
        end++;
      }
      if (reading.item(at).isQuotedValue()) {
        String[] parts = reading.item(at).text().strip().split("\\s+", 2);
        if (parts.length == 2) {
          putNames(labels, parts[0], parts[1]);
          return at + 1;
        }
        return at;
      }
      if (end - at < 2) {
        return at;
      }
      putNames(labels, reading.text(at, at + 1), reading.text(at + 1, end));
      return end;
    }
    Field label = new Field(target, labels.getFirst());
    WrittenValues.At value = values.at(at, label);
    if (value == null) {
      return at;
    }
    put(label.column(), value.value(), true);
    return value.end();
  }

  private void putNames(List<Column> labels, String first, String last) throws Unclear {
    put(labels.getFirst(), values.given(new Field(target, labels.getFirst()), first), true);
    put(labels.getLast(), values.given(new Field(target, labels.getLast()), last), true);
  }

  /** customer 5, category Lighting: the row that the new one refers to. */
  private int readParent(int at) throws Unclear {
    Relation table = reading.table(at);
    if (table == null) {
      References.Link role =
          reading.item(at).isPlainWord()
              ? references.byRole(target, reading.item(at).first().stems())
              : null;
      return role == null ? at : readKey(at, role);
    }
    References.Link link = references.to(target, table);
    if (link == null) {
      return at;
    }
    return readKey(at, link);
  }

  /** Garden and Tools under Home: what is said of the last is said of all before it. */
  private void putParent(Column column, NewValue value) throws Unclear {
    boolean all = rows.size() > 1 && rows.stream().noneMatch(r -> r.containsKey(column));
    if (all) {
      rows.forEach(r -> r.put(column, value));
    } else {
      put(column, value, true);
    }
  }

  private int readKey(int at, References.Link link) throws Unclear {
    int next = at + 1;
    while (reading.isWord(next, Set.of("number", "no", "nr", "with", "id", "named", "called"))
        || reading.isSymbol(next, "#")) {
      next++;
    }
    if (reading.isNumber(next)) {
      putParent(
          link.column(), values.given(new Field(target, link.column()), reading.item(next).text()));
      notes.refer(link.table(), "the new row refers to it");
      return next + 1;
    }
    NamedRow row = namedRow(next, link);
    if (row == null) {
      return at;
    }
    putParent(link.column(), row.value());
    return row.end();
  }

  private record NamedRow(NewValue value, int end) {}

  private @Nullable NamedRow namedRow(int at, References.Link link) throws Unclear {
    List<Column> labels = columns.labels(link.table());
    boolean name =
        at < reading.size()
            && !reading.item(at).isUsed()
            && (reading.item(at).isQuotedValue() || reading.item(at).isCapitalised());
    if (labels.size() != 1 || !name) {
      return null;
    }
    Field label = new Field(link.table(), labels.getFirst());
    WrittenValues.At value = values.at(at, label);
    if (value == null || !(value.value() instanceof NewValue.Given given)) {
      return null;
    }
    notes.refer(link.table(), "the new row refers to it");
    notes.assume(
        "“"
            + reading.text(at, value.end())
            + "” is the "
            + label.column().name()
            + " of one row of "
            + link.table().name().name()
            + ".",
        0.05);
    return new NamedRow(
        new NewValue.KeyOf(link.table(), link.key(), label.column(), given.literal()), value.end());
  }

  /** a depot in Linz: the column that holds its place; an employee in Sales: what it refers to. */
  private int readPlace(int i) throws Unclear {
    Item next = reading.item(i + 1);
    boolean name = next.isPlainWord() && next.isCapitalised() || next.isQuotedValue();
    if (!name || !reading.isWord(i, Set.of("in", "at", "from", "to", "under", "into"))) {
      return i;
    }
    List<Column> places =
        target.columns().stream()
            .filter(c -> ValueLinker.isPlace(c) && sql.kind(c) == TypeKind.TEXT)
            .filter(c -> fitsPlace(c, next.text()))
            .toList();
    List<Column> open = places.stream().filter(c -> !row().containsKey(c)).toList();
    List<Column> any = open.isEmpty() ? places : open;
    if (any.size() == 1) {
      Field field = new Field(target, any.getFirst());
      WrittenValues.At value = values.at(i + 1, field);
      if (value != null) {
        put(field.column(), value.value(), true);
        notes.assume(
            "“" + reading.text(i, value.end()) + "” is the " + field.column().name() + ".", 0.03);
        return value.end();
      }
    }
    List<References.Link> parents =
        references.of(target).stream()
            .filter(
                l ->
                    !l.column().nullable()
                        || reading.isWord(i, Set.of("in", "to", "under", "into")))
            .filter(l -> columns.labels(l.table()).size() == 1)
            .filter(l -> !row().containsKey(l.column()))
            .toList();
    if (places.isEmpty() && parents.size() == 1) {
      NamedRow row = namedRow(i + 1, parents.getFirst());
      if (row != null) {
        putParent(parents.getFirst().column(), row.value());
        return row.end();
      }
    }
    return i;
  }

  /** A code of two letters is no town. */
  private static boolean fitsPlace(Column column, String text) {
    boolean code = column.type().matches("(?i)(?:character|char|bpchar)\\(2\\)");
    return code == text.matches("[A-Z]{2}");
  }

  /** A mail address, an amount: values that tell their column by what they look like. */
  private int readByShape(int i) throws Unclear {
    Item item = reading.item(i);
    if (item.isKind(Token.Kind.VALUE) && item.text().contains("@")) {
      List<Column> mails =
          target.columns().stream()
              .filter(c -> Words.stems(c.name()).stream().anyMatch(w -> w.endsWith("mail")))
              .toList();
      if (mails.size() == 1 && !row().containsKey(mails.getFirst())) {
        put(
            mails.getFirst(),
            values.given(new Field(target, mails.getFirst()), item.text()),
            false);
        return i + 1;
      }
    }
    boolean amount = reading.isWord(i, Set.of("of", "over")) && reading.isNumber(i + 1);
    List<Column> amounts = amount ? columns.amounts(target) : List.of();
    if (amounts.size() == 1 && !row().containsKey(amounts.getFirst())) {
      Field field = new Field(target, amounts.getFirst());
      put(field.column(), values.given(field, reading.item(i + 1).text()), false);
      notes.assume("The amount is " + field.column().name() + ".", 0.03);
      return i + 2;
    }
    boolean by = reading.isWord(i, Set.of("by", "via", "as")) && i + 1 < reading.size();
    Label label = by ? reading.item(i + 1).label() : null;
    if (label != null && label.field().isOf(target) && !label.negated()) {
      put(label.field().column(), values.given(label.field(), label.value()), true);
      return i + 2;
    }
    return i;
  }

  // -- Rows between two others -------------------------------------------------------------------

  /** add tag sale to post 5: the row of the table between both. */
  private @Nullable InsertRows planBridge() throws Unclear {
    int one = placeOf(0);
    int other = one < 0 ? -1 : placeOf(one + 1);
    if (other < 0 || !reading.isWord(other - 1, Set.of("to", "in", "for", "with", "into"))) {
      return null;
    }
    Relation first = reading.item(one).table();
    Relation second = reading.item(other).table();
    if (first == null || second == null || references.to(first, second) != null) {
      return null;
    }
    Relation bridge = bridge(first, second);
    if (bridge == null) {
      return null;
    }
    target = bridge;
    notes.assume(
        "“"
            + reading.text(one, other + 1)
            + "”: a row of "
            + bridge.name().name()
            + ", which belongs to both.",
        0.06);
    for (int at : new int[] {one, other}) {
      Relation table = reading.item(at).table();
      References.Link link = table == null ? null : references.to(bridge, table);
      int end = link == null ? at : readBridged(at, link);
      if (end == at) {
        return null;
      }
      reading.use(at, end, "what the new row refers to");
    }
    for (int i = other + 1; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(bridge)) {
        int end = readPair(i, field);
        reading.use(i, end, "a value of the new row");
      }
    }
    return new InsertRows(bridge, List.copyOf(row().keySet()), requiredRow(bridge));
  }

  private List<List<NewValue>> requiredRow(Relation bridge) throws Unclear {
    requireComplete();
    notes.refer(bridge, "its rows are changed");
    notes.step("Insert one row into " + bridge.name().name());
    useJoints();
    return List.of(List.copyOf(row().values()));
  }

  private int readBridged(int at, References.Link link) throws Unclear {
    int end = readKey(at, link);
    if (end > at) {
      return end;
    }
    List<Column> labels = columns.labels(link.table());
    if (labels.size() != 1 || !isName(at + 1)) {
      return at;
    }
    Field label = new Field(link.table(), labels.getFirst());
    WrittenValues.At value = values.at(at + 1, label);
    if (value == null || !(value.value() instanceof NewValue.Given given)) {
      return at;
    }
    put(
        link.column(),
        new NewValue.KeyOf(link.table(), link.key(), label.column(), given.literal()),
        false);
    return value.end();
  }

  private int placeOf(int from) {
    for (int i = from; i < reading.size(); i++) {
      if (reading.table(i) != null) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Relation bridge(Relation first, Relation second) {
    for (JoinLink link : reading.index().links(first)) {
      Relation between = link.source();
      boolean refersToBoth =
          link.target().name().equals(first.name())
              && link.declared()
              && references.of(between).stream()
                  .anyMatch(l -> l.table().name().equals(second.name()));
      boolean key =
          between.primaryKey() != null
              && between.primaryKey().columns().containsAll(link.sourceColumns());
      if (refersToBoth && key) {
        return between;
      }
    }
    return null;
  }

  // -- What is missing ---------------------------------------------------------------------------

  private void requireComplete() throws Unclear {
    Set<String> missing = new LinkedHashSet<>();
    for (Map<Column, NewValue> row : rows) {
      target.columns().stream()
          .filter(c -> c.isRequiredOnInsert() && !row.containsKey(c))
          .map(Column::name)
          .forEach(missing::add);
    }
    if (!missing.isEmpty()) {
      List<String> left = new Accounting(reading).leftOver();
      throw new Unclear(
          "A new row of "
              + target.name().name()
              + " also needs values for "
              + String.join(", ", missing)
              + ": which ones?"
              + (left.isEmpty()
                  ? ""
                  : " "
                      + MockScriptGenerator.quoted(left)
                      + " could not be placed in any of its columns."));
    }
  }

  /** two warehouses: as many as are named. */
  private void useCounts() {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Integer number = reading.number(i);
      Relation table = reading.item(i + 1).table();
      boolean count = table != null && table.name().equals(target.name());
      if (number != null && count && number == rows.stream().filter(r -> !r.isEmpty()).count()) {
        reading.item(i).use("how many rows");
      }
    }
  }

  /** Prepositions that only joined what was read. */
  private void useJoints() {
    for (int i = 1; i < reading.size(); i++) {
      if (reading.item(i).isUsed() && reading.isWord(i - 1, PARENT_LINKS)) {
        reading.item(i - 1).use("joins a value");
      }
    }
  }
}
