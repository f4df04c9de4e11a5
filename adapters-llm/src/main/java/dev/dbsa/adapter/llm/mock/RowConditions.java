package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Token;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.QueryPlan.Counterpart;
import dev.dbsa.adapter.llm.mock.RowSelection.Counterparts;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which rows of a table are changed. */
final class RowConditions {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final FilterReader filterReader;
  private final Filters filters;
  private final Relation target;
  private final PlanDraft draft = new PlanDraft();

  /** Tables of which a row must belong to each row. */
  private final List<Relation> present = new ArrayList<>();

  /** The conditions on the time of rows that must not be there. */
  private List<Filter> timesOfAbsent = List.of();

  RowConditions(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.filterReader = new FilterReader(reading, sql);
    this.filters = filterReader.filters();
    this.target = target;
  }

  /** Adds a condition that was read with what is written: change the state from low to high. */
  void add(int start, int end, Field field, String literal) {
    filters.add(start, end, field, column -> column + " = " + literal);
  }

  /** What the request says of the rows; every row where it says nothing. */
  RowSelection read() throws Unclear {
    readNeither();
    new CounterpartReader(reading, target, draft).read();
    readPresence();
    Relation subject = periodSubject();
    filterReader.readPeriods(subject);
    requireClearTimes();
    if (!draft.counterparts.isEmpty() && !subject.name().equals(target.name())) {
      timesOfAbsent = filters.all().stream().filter(f -> f.field().isOf(subject)).toList();
    }
    filterReader.readComparisons(target);
    readKeys();
    readPersons();
    readMissing();
    readMails();
    readSigns();
    filterReader.readConditions(target);
    readExcept();
    readParents();
    readCodes();
    readPresent();
    reading.useWords(Set.of("still", "already"));
    requireFieldsUsed();
    reading.useTable(target);
    List<Filter> own =
        excepted(filters.all().stream().filter(f -> f.field().isOf(target)).toList());
    own.forEach(f -> notes.refer(target, f.field().column(), "used in a condition"));
    RowSelection rows = new RowSelection(own, others(), draft.having);
    useRelated();
    return rows;
  }

  private static final Set<String> EXCEPT =
      Set.of("except", "excluding", "excepting", "save", "besides", "unless");

  /** all comments except those from 2025: what follows is said of the rows that stay. */
  private List<Filter> excepted(List<Filter> own) {
    for (int i = 0; i < reading.size(); i++) {
      if (!reading.isWord(i, EXCEPT)) {
        continue;
      }
      int at = i;
      List<Filter> after = own.stream().filter(f -> f.start() > at).toList();
      if (after.size() == 1 && after.getFirst().end() >= reading.size() - 1) {
        reading.use(i, i + 1, "a negation");
        reading.useWords(Set.of("for", "those", "ones"));
        Filter stays = after.getFirst();
        List<Filter> negated = new ArrayList<>(own);
        negated.remove(stays);
        negated.add(
            new Filter(
                stays.start(),
                stays.end(),
                stays.field(),
                column -> "NOT (" + stays.sql().apply(column) + ")"));
        return negated;
      }
    }
    return own;
  }

  /** resolved more than 14 days ago: since when a row is in a state, not since when it is there. */
  private void requireClearTimes() throws Unclear {
    for (Filter filter : filters.all()) {
      Item before = filter.start() > 0 ? reading.item(filter.start() - 1) : null;
      boolean state =
          before != null
              && before.label() != null
              && (reading.isWord(filter.start() - 2, Set.of("were", "was", "is", "are", "been"))
                  || before.first().fold().endsWith("ed") && !isBeforeTable(filter.start() - 1));
      if (state && before != null) {
        List<String> days =
            target.columns().stream()
                .filter(c -> c.type().matches("(?i)(?:date|timestamp|datetime).*"))
                .map(c -> c.name())
                .toList();
        throw new Unclear(
            "Which column of "
                + target.name().name()
                + " tells since when a row is “"
                + before.text()
                + "”: "
                + String.join(", ", days)
                + "?");
      }
    }
  }

  private boolean isBeforeTable(int i) {
    return i + 1 < reading.size() && reading.item(i + 1).table() != null;
  }

  /** A condition on each other table, with all that is said about its rows. */
  private List<Counterparts> others() {
    Map<ObjectName, List<Filter>> others = new LinkedHashMap<>();
    for (Filter filter : filters.all()) {
      if (!filter.field().isOf(target) && !timesOfAbsent.contains(filter)) {
        ObjectName other = filter.field().relation().name();
        others.computeIfAbsent(other, _ -> new ArrayList<>()).add(filter);
      }
    }
    List<Counterparts> counterparts = new ArrayList<>();
    for (List<Filter> said : others.values()) {
      Relation other = said.getFirst().field().relation();
      boolean absent = draft.counterparts.removeIf(c -> c.relation().name().equals(other.name()));
      present.removeIf(p -> p.name().equals(other.name()));
      List<Filter> all = new ArrayList<>(said);
      if (absent) {
        all.addAll(timesOfAbsent);
      }
      counterparts.add(new Counterparts(other, absent, all));
    }
    for (Counterpart other : draft.counterparts) {
      counterparts.add(new Counterparts(other.relation(), true, timesOfAbsent));
    }
    for (Relation relation : present) {
      counterparts.add(new Counterparts(relation, false, List.of()));
    }
    return counterparts;
  }

  private static final Set<String> HAVE = Set.of("with", "have", "has", "had", "having");

  /** who ordered in the last 30 days; posts with comments: a row of the other table is there. */
  private void readPresence() {
    for (int i = 1; i < reading.size(); i++) {
      Item item = reading.item(i);
      if (item.isUsed()) {
        continue;
      }
      Relation table = item.table();
      Relation kin = table == null && item.isPlainWord() && isPredicate(i) ? kin(item) : null;
      if (kin != null) {
        int from = i;
        while (reading.isWord(from - 1, Set.of("who", "that", "which", "have", "has", "had"))) {
          from--;
        }
        addPresent(from, i + 1, kin);
      } else if (table != null
          && !table.name().equals(target.name())
          && (item.isPlural() || isAnyOf(item))
          && (reading.isWord(i - 1, HAVE)
              || reading.isWord(i - 1, Set.of("any", "some")) && reading.isWord(i - 2, HAVE))
          && isToMany(table)
          && !isDescribed(i)) {
        addPresent(reading.isWord(i - 1, HAVE) ? i - 1 : i - 2, i + 1, table);
      }
    }
  }

  /** neither orders nor reviews: no row in either. */
  private void readNeither() throws Unclear {
    for (int i = 0; i + 3 < reading.size(); i++) {
      Label first = reading.item(i + 1).label();
      Label second = reading.item(i + 3).label();
      if (first != null
          && second != null
          && reading.isWord(i, "neither")
          && reading.isWord(i + 2, "nor")
          && first.field().equals(second.field())) {
        String written =
            filters.literal(first.field(), first.value())
                + ", "
                + filters.literal(second.field(), second.value());
        filters.add(
            i,
            i + 4,
            first.field(),
            column -> filters.comparable(first.field(), column) + " NOT IN (" + written + ")");
      }
      Relation one = reading.table(i + 1);
      Relation other = reading.table(i + 3);
      if (one != null
          && other != null
          && reading.isWord(i, "neither")
          && reading.isWord(i + 2, "nor")
          && isToMany(one)
          && isToMany(other)) {
        for (Relation relation : List.of(one, other)) {
          draft.counterparts.add(new Counterpart(relation, true, i, List.of()));
          notes.refer(relation, "must have no counterpart");
        }
        notes.assume(
            "“"
                + reading.text(i, i + 4)
                + "”: without any row in "
                + one.name().name()
                + " and "
                + other.name().name()
                + ".",
            0.06);
        reading.use(i, i + 4, "without rows in both");
      }
    }
  }

  /** orders 12, 15 and 19: the keys of several rows. */
  private void readKeys() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean several =
          table != null
              && table.name().equals(target.name())
              && reading.item(i).isPlural()
              && reading.isNumber(i + 1);
      Column key = several ? reading.columns().identifier(target).orElse(null) : null;
      if (key == null) {
        continue;
      }
      Field field = new Field(target, key);
      List<String> keys = new ArrayList<>();
      int at = i + 1;
      int end = at;
      while (reading.isNumber(at)) {
        keys.add(filters.literal(field, reading.item(at).text()));
        end = at + 1;
        at = end;
        while (reading.isSymbol(at, ",") || reading.isWord(at, Set.of("and", "or"))) {
          at++;
        }
      }
      boolean list = keys.size() > 1 && !reading.isWord(end, Set.of("or", "days", "years"));
      if (list) {
        String written = String.join(", ", keys);
        notes.assume("The numbers are the keys (" + key.name() + ") of rows.", 0.03);
        filters.add(i + 1, end, field, column -> column + " IN (" + written + ")");
      }
    }
  }

  /** of Ann Ace: the first and the last name. */
  private void readPersons() throws Unclear {
    List<Column> labels = reading.columns().labels(target);
    if (labels.size() != 2) {
      return;
    }
    for (int i = 1; i + 1 < reading.size(); i++) {
      boolean introduced =
          reading.table(i - 1) != null || reading.isWord(i - 1, Set.of("of", "for", "named"));
      boolean both = isCapitalWord(i) && isCapitalWord(i + 1) && !isCapitalWord(i + 2);
      if (introduced && both) {
        String first = reading.item(i).text();
        String last = reading.item(i + 1).text();
        Field one = new Field(target, labels.getFirst());
        Field other = new Field(target, labels.getLast());
        filters.compare(i, i + 1, one, "=", new Value(first, i + 1));
        filters.compare(i + 1, i + 2, other, "=", new Value(last, i + 2));
        notes.assume("“" + first + " " + last + "” is a first and a last name.", 0.04);
      }
    }
  }

  private boolean isCapitalWord(int i) {
    return i < reading.size()
        && !reading.item(i).isUsed()
        && reading.item(i).isPlainWord()
        && reading.item(i).isCapitalised();
  }

  /** and no comment: the column has no value. */
  private void readMissing() {
    for (int i = 1; i + 1 < reading.size(); i++) {
      Field field = reading.field(i + 1);
      if (reading.isWord(i, "no")
          && reading.isWord(i - 1, "and")
          && field != null
          && field.column().nullable()) {
        filters.add(i, i + 2, field, column -> column + " IS NULL");
      }
    }
  }

  /** customer ada@example.org: the one column for mail addresses. */
  private void readMails() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean mail =
          item.isKind(Token.Kind.VALUE)
              && item.text().contains("@")
              && !item.isUsed()
              && reading.field(i - 1) == null
              && !reading.isWord(i - 1, Set.of("is", "equals", "to", "as"));
      Relation table = i > 0 && reading.table(i - 1) != null ? reading.table(i - 1) : target;
      if (!mail || table == null) {
        continue;
      }
      List<Column> columns =
          table.columns().stream()
              .filter(c -> Words.stems(c.name()).stream().anyMatch(w -> w.endsWith("mail")))
              .toList();
      if (columns.size() == 1) {
        Field field = new Field(table, columns.getFirst());
        filters.compare(i, i + 1, field, "=", new Value(item.text(), i + 1));
      }
    }
  }

  /** with negative stock. */
  private void readSigns() {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Field field = reading.field(i + 1);
      String condition =
          switch (reading.word(i)) {
            case "negative" -> " < 0";
            case "positive" -> " > 0";
            case "zero" -> " = 0";
            default -> "";
          };
      if (!condition.isEmpty()
          && !reading.item(i).isUsed()
          && field != null
          && sql.kind(field.column()).isNumeric()) {
        filters.add(i, i + 2, field, column -> column + condition);
      }
    }
  }

  /** with sku A-100: what is written like a code is the value of the column before it. */
  private void readCodes() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Field field = reading.field(i);
      Item next = reading.item(i + 1);
      boolean code =
          field != null
              && sql.kind(field.column()) == TypeKind.TEXT
              && !next.isUsed()
              && next.isKind(Token.Kind.WORD)
              && next.isCapitalised();
      if (!code || field == null) {
        continue;
      }
      int end = i + 2;
      while (end < reading.size()
          && reading.item(end).start() == reading.item(end - 1).end()
          && !reading.isSymbol(end, ",")
          && !reading.isSymbol(end, ".")) {
        end++;
      }
      filters.compare(i, end, field, "=", new Value(reading.text(i + 1, end), end));
    }
  }

  /** that have a phone: the column has a value. */
  private void readPresent() {
    for (int i = 1; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null
          && field.column().nullable()
          && sql.kind(field.column()) != TypeKind.BOOLEAN
          && reading.isWord(i - 1, HAVE)) {
        filters.add(i - 1, i + 1, field, column -> column + " IS NOT NULL");
      }
    }
  }

  /** with a payment: one of them is enough. */
  private boolean isAnyOf(Item item) {
    String before = reading.request().substring(0, item.start()).strip();
    return before.endsWith(" a") || before.endsWith(" an") || before.endsWith(" any");
  }

  /** with orders in Berlin, with orders older than: what follows says which of them. */
  private boolean isDescribed(int i) {
    return i + 1 < reading.size()
        && (reading.item(i + 1).isNumber() || reading.field(i + 1) != null);
  }

  private boolean isPredicate(int i) {
    return reading.isWord(i - 1, Set.of("who", "that", "which", "have", "has", "had"));
  }

  private boolean isToMany(Relation table) {
    return !reading.index().paths(target, table).isEmpty() && reading.isToMany(target, table);
  }

  private void addPresent(int from, int to, Relation table) {
    present.add(table);
    notes.assume(
        "“" + reading.text(from, to) + "”: with a row in " + table.name().name() + ".", 0.06);
    notes.refer(table, "must have a counterpart");
    reading.use(from, to, "with a row in " + table.name().name());
  }

  /** who ordered: the verb that a table is named after. */
  private @Nullable Relation kin(Item item) {
    String word = item.first().fold();
    if (word.length() < 6 || !word.endsWith("ed")) {
      return null;
    }
    for (JoinLink link : reading.index().links(target)) {
      boolean child =
          link.target().name().equals(target.name()) && !link.source().name().equals(target.name());
      boolean named =
          Words.stems(link.source().name().name()).stream()
              .anyMatch(
                  s -> s.length() >= 4 && word.startsWith(s.substring(0, Math.min(s.length(), 6))));
      if (child && named) {
        return link.source();
      }
    }
    return null;
  }

  /** who have not ordered for 2 years: a period is about the rows that must not be there. */
  private Relation periodSubject() {
    List<Relation> subjects = new ArrayList<>();
    draft.counterparts.forEach(c -> subjects.add(c.relation()));
    subjects.addAll(present);
    for (Relation relation : subjects) {
      if (reading.columns().creationDate(relation).isPresent()) {
        return relation;
      }
      for (JoinLink link : reading.index().links(relation)) {
        // The lines of an order have the time of their order.
        boolean parent = link.source().name().equals(relation.name());
        if (parent && reading.columns().creationDate(link.target()).isPresent()) {
          return link.target();
        }
      }
    }
    return target;
  }

  /** A column that is named but neither written nor compared would be a lost condition. */
  private void requireFieldsUsed() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null) {
        throw new Unclear(
            "What is to be done with “"
                + reading.item(i).text()
                + "”: is it a condition, or a value to be written?");
      }
    }
  }

  private void useRelated() {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean filtered =
          table != null
              && filters.all().stream()
                  .anyMatch(f -> f.field().isOf(table) || isBetween(table, f.field().relation()));
      if (filtered) {
        reading.item(i).use();
      }
    }
  }

  /** orders of customers in Berlin, where the town stands in their addresses. */
  private boolean isBetween(Relation table, Relation filtered) {
    List<List<JoinLink>> paths = reading.index().paths(target, filtered);
    if (paths.isEmpty() || filtered.name().equals(target.name())) {
      return false;
    }
    Relation at = target;
    for (JoinLink link : paths.getFirst()) {
      at = link.opposite(at);
      if (at.name().equals(table.name())) {
        return true;
      }
    }
    return false;
  }

  /** products in Books: the name of a row of the one table that they refer to. */
  private void readParents() throws Unclear {
    for (int i = 1; i < reading.size(); i++) {
      Item item = reading.item(i);
      boolean name =
          !item.isUsed()
              && (item.isQuotedValue() || item.isPlainWord() && item.isCapitalised())
              && reading.isWord(i - 1, Set.of("in", "of", "from", "under"));
      if (!name) {
        continue;
      }
      List<Field> labels =
          new References(reading)
              .of(target).stream()
                  .filter(l -> !l.table().name().equals(target.name()))
                  .filter(l -> reading.columns().labels(l.table()).size() == 1)
                  .map(l -> new Field(l.table(), reading.columns().labels(l.table()).getFirst()))
                  .distinct()
                  .toList();
      boolean place = target.columns().stream().anyMatch(c -> ValueLinker.isPlace(c));
      if (labels.size() == 1 && !place) {
        Field field = labels.getFirst();
        Value value = new ValueReader(reading, sql).valueAt(i, field, true);
        if (value != null) {
          notes.assume("“" + value.text() + "” stands in " + field.fullName() + ".", 0.08);
          filters.compare(i - 1, value.end(), field, "=", value);
        }
      }
    }
  }

  /** all depots except Bern: one value that stays as it is. */
  private void readExcept() throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Item item = reading.item(i + 1);
      boolean value =
          reading.isWord(i, EXCEPT)
              && !item.isUsed()
              && (item.isQuotedValue() || item.isPlainWord() && item.isCapitalised());
      if (!value) {
        continue;
      }
      List<Column> places =
          target.columns().stream()
              .filter(c -> ValueLinker.isPlace(c) && sql.kind(c) == TypeKind.TEXT)
              .toList();
      List<Column> columns = places.isEmpty() ? reading.columns().labels(target) : places;
      if (columns.size() != 1) {
        continue;
      }
      Field field = new Field(target, columns.getFirst());
      Value read = new ValueReader(reading, sql).valueAt(i + 1, field, true);
      if (read != null) {
        notes.assume(
            "“"
                + read.text()
                + "” stands in "
                + target.name().name()
                + "."
                + field.column().name()
                + ".",
            0.06);
        filters.compare(i, read.end(), field, "<>", read);
      }
    }
  }
}
