package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.ColumnGeneration;
import dev.dbsa.domain.schema.ObjectName;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts INSERT, UPDATE and DELETE; the latter two never without a condition. */
final class DmlDrafter {
  private static final Set<String> TO = Set.of("to", "as", "be", "is", "equals");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final FilterReader filterReader;
  private final Filters filters;
  private final ValueReader values;
  private final Map<Column, String> assignments = new LinkedHashMap<>();
  private final List<Relation> absent = new ArrayList<>();

  DmlDrafter(Reading reading, Sql sql) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.filterReader = new FilterReader(reading, sql);
    this.filters = filterReader.filters();
    this.values = new ValueReader(reading, sql);
  }

  /** The drafted statement, without a final semicolon. */
  String draft() throws Unclear {
    int verbAt = Requests.verbAt(reading);
    String verb = reading.word(verbAt);
    reading.use(verbAt, verbAt + 1);
    Relation target = target(verb);
    requireTable(target);
    notes.refer(target, "its rows are changed");
    return switch (verb) {
      case "insert", "add", "create" -> insert(target);
      case "delete", "remove", "purge", "wipe", "truncate" -> delete(target);
      default -> update(verb, verbAt, target);
    };
  }

  private Relation target(String verb) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean marked = reading.isWord(i - 1, Set.of("into", "update", "from"));
      if (table != null && marked && !verb.equals("set")) {
        return table;
      }
    }
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null) {
        return table;
      }
    }
    return reading.scope().getFirst();
  }

  private static void requireTable(Relation target) throws Unclear {
    if (!target.kind().isTable()) {
      throw new Unclear(
          target.name().name() + " is a view: the rows of which table are to be changed?");
    }
  }

  // -- INSERT -------------------------------------------------------------------------------------

  private String insert(Relation target) throws Unclear {
    readValueLists(target);
    readPairs(target);
    readParents(target);
    readLabels(target);
    useTable(target);
    if (assignments.isEmpty()) {
      throw new Unclear("Which values is the new row of " + target.name().name() + " to have?");
    }
    List<String> missing =
        target.columns().stream()
            .filter(c -> c.isRequiredOnInsert() && !assignments.containsKey(c))
            .map(Column::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new Unclear(
          "A new row of "
              + target.name().name()
              + " also needs values for "
              + String.join(", ", missing)
              + ": which ones?");
    }
    notes.step("Insert one row into " + target.name().name());
    List<String> names = assignments.keySet().stream().map(c -> sql.name(c.name())).toList();
    return "INSERT INTO "
        + sql.table(target)
        + " ("
        + String.join(", ", names)
        + ")\nVALUES ("
        + String.join(", ", assignments.values())
        + ")";
  }

  /** (name, email) values ('A', 'b'). */
  private void readValueLists(Relation target) throws Unclear {
    int at = -1;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("values", "value")) && reading.isSymbol(i + 1, "(")) {
        at = i;
      }
    }
    if (at < 0) {
      return;
    }
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < at; i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        fields.add(i);
      }
    }
    int i = at + 2;
    int count = 0;
    while (i < reading.size() && !reading.isSymbol(i, ")")) {
      if (count < fields.size()) {
        Field field = reading.field(fields.get(count));
        Value value = field == null ? null : valueOrNull(i, field);
        if (field == null || value == null) {
          break;
        }
        assign(field, value.text(), reading.isWord(i, "null"));
        reading.use(fields.get(count), fields.get(count) + 1);
        reading.use(i, value.end());
        i = value.end();
      } else {
        throw new Unclear("The request names more values than columns: which value goes where?");
      }
      count++;
      i = reading.isSymbol(i, ",") ? i + 1 : i;
    }
    if (count != fields.size()) {
      throw new Unclear("The request names more columns than values: which value goes where?");
    }
    reading.use(at, at + 1);
  }

  private @Nullable Value valueOrNull(int i, Field field) {
    return reading.isWord(i, "null") ? new Value("null", i + 1) : values.valueAt(i, field, true);
  }

  /** name 'A', email = 'b', named 'C'. */
  private void readPairs(Relation target) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target)) {
        int at = i + 1;
        while (reading.isWord(at, TO)
            || reading.isWord(at, "of")
            || reading.isSymbol(at, "=")
            || reading.isSymbol(at, ":")) {
          at++;
        }
        Value value = valueOrNull(at, field);
        if (value != null) {
          assign(field, value.text(), reading.isWord(at, "null"));
          reading.use(i, value.end());
        }
      } else if (reading.isWord(i, Set.of("named", "called", "titled"))) {
        List<Column> labels = columns.labels(target);
        Field label = labels.isEmpty() ? null : new Field(target, labels.getFirst());
        Value value = label == null ? null : values.valueAt(i + 1, label, true);
        if (label != null && value != null) {
          assign(label, value.text(), false);
          reading.use(i, value.end());
        }
      } else if (reading.table(i) != null
          && i + 1 < reading.size()
          && reading.item(i + 1).isQuotedValue()) {
        Relation table = reading.table(i);
        List<Column> labels = columns.labels(target);
        if (table != null && table.name().equals(target.name()) && !labels.isEmpty()) {
          assign(new Field(target, labels.getFirst()), reading.item(i + 1).text(), false);
          reading.use(i, i + 2);
        }
      }
    }
  }

  /** for customer 5: the key that the new row refers to. */
  private void readParents(Relation target) throws Unclear {
    for (int i = 0; i + 1 < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table == null || table.name().equals(target.name()) || !reading.isNumber(i + 1)) {
        continue;
      }
      for (JoinLink link : reading.index().links(target)) {
        boolean refers =
            link.source().name().equals(target.name())
                && link.target().name().equals(table.name())
                && link.sourceColumns().size() == 1;
        Optional<Column> column =
            refers ? target.findColumn(link.sourceColumns().getFirst()) : Optional.empty();
        if (column.isPresent() && !assignments.containsKey(column.get())) {
          assign(new Field(target, column.get()), reading.item(i + 1).text(), false);
          reading.use(i, i + 2);
          notes.refer(table, "the new row refers to it");
          break;
        }
      }
    }
  }

  private void readLabels(Relation target) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      Label label = reading.item(i).label();
      if (label != null
          && !reading.item(i).isUsed()
          && label.field().isOf(target)
          && !label.negated()) {
        assign(label.field(), label.value(), false);
        reading.use(i, i + 1);
      }
    }
  }

  private void assign(Field field, String value, boolean isNull) throws Unclear {
    Column column = field.column();
    requireWritable(column);
    if (isNull) {
      if (!column.nullable()) {
        throw new Unclear(
            "The column “" + column.name() + "” must not be NULL: which value is it to have?");
      }
      put(column, "NULL");
      return;
    }
    put(column, sql.storedValue(field.relation(), column, value));
    notes.refer(field.relation(), column, "is written");
  }

  private void put(Column column, String written) throws Unclear {
    String known = assignments.putIfAbsent(column, written);
    if (known != null && !known.equals(written)) {
      throw new Unclear(
          "The request gives two values for “"
              + column.name()
              + "” ("
              + known
              + " and "
              + written
              + "): which one is meant?");
    }
  }

  private static void requireWritable(Column column) throws Unclear {
    if (column.generation().isComputed()) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is computed by the server and cannot be written: which column is meant?");
    }
    if (column.generation() == ColumnGeneration.IDENTITY_ALWAYS) {
      throw new Unclear(
          "The column “"
              + column.name()
              + "” is always numbered by the server: is its value really to be given?");
    }
  }

  // -- UPDATE -------------------------------------------------------------------------------------

  private String update(String verb, int verbAt, Relation target) throws Unclear {
    switch (verb) {
      case "increase", "raise", "decrease", "reduce" -> readChangeBy(verb, target);
      case "activate", "enable" -> readFlag(target, true);
      case "deactivate", "disable" -> readFlag(target, false);
      default -> {
        readAssignments(verbAt, target);
        readMark(target);
      }
    }
    if (assignments.isEmpty()) {
      throw new Unclear("Which column of " + target.name().name() + " is to get which value?");
    }
    List<String> where = where(target);
    if (where.isEmpty()) {
      throw new Unclear(
          "Which rows of "
              + target.name().name()
              + " are to be updated? Without a condition the script would change all of them.");
    }
    List<String> sets = new ArrayList<>();
    assignments.forEach((column, value) -> sets.add(sql.name(column.name()) + " = " + value));
    notes.step("Set " + String.join(", ", sets));
    notes.step("Only where " + String.join(" and ", where));
    return "UPDATE "
        + sql.table(target)
        + "\nSET "
        + String.join(", ", sets)
        + "\nWHERE "
        + String.join("\n  AND ", where);
  }

  /** set status to paid; change the email of customer 5 to 'x'. */
  private void readAssignments(int verbAt, Relation target) throws Unclear {
    boolean open = false;
    for (int i = 0; i < reading.size(); i++) {
      if (reading.isWord(i, Set.of("where", "whose", "for", "with", "if", "when", "on", "in"))) {
        open = false;
      }
      if (reading.word(i).equals("set") || i == verbAt) {
        open = true;
        reading.use(i, i + 1);
      }
      Field field = reading.field(i);
      if (!open || field == null || !field.isOf(target)) {
        continue;
      }
      int at = i + 1;
      if (reading.isWord(at, TO) || reading.isSymbol(at, "=") || reading.isSymbol(at, ":")) {
        at++;
        at = reading.isSymbol(at, "=") ? at + 1 : at;
        Value value = valueOrNull(at, field);
        if (value != null) {
          assign(field, value.text(), reading.isWord(at, "null"));
          reading.use(i, value.end());
          continue;
        }
      }
      readDistantValue(i, field);
    }
  }

  /** change the email of customer 5 to 'x': the value follows the condition. */
  private void readDistantValue(int i, Field field) throws Unclear {
    if (!reading.isWord(i + 1, Set.of("of", "for", "in", "on"))) {
      return;
    }
    for (int j = i + 2; j < reading.size(); j++) {
      if (reading.isWord(j, "to")) {
        Value value = valueOrNull(j + 1, field);
        if (value != null) {
          assign(field, value.text(), reading.isWord(j + 1, "null"));
          reading.use(i, i + 1);
          reading.use(j, value.end());
        }
        return;
      }
    }
  }

  /** mark order 5 as paid; make customer 5 inactive. */
  private void readMark(Relation target) throws Unclear {
    if (!assignments.isEmpty()) {
      return;
    }
    for (int i = reading.size() - 1; i >= 0; i--) {
      Item item = reading.item(i);
      if (item.isUsed()) {
        continue;
      }
      boolean after = reading.isWord(i - 1, Set.of("as", "to")) || i == reading.size() - 1;
      Label label = item.label();
      Field field = item.field();
      if (after && label != null && label.field().isOf(target) && !label.negated()) {
        assign(label.field(), label.value(), false);
        reading.use(reading.isWord(i - 1, Set.of("as", "to")) ? i - 1 : i, i + 1);
        return;
      }
      if (after
          && field != null
          && field.isOf(target)
          && sql.kind(field.column()) == TypeKind.BOOLEAN) {
        boolean not = item.isNegatedFlag() || reading.isWord(i - 1, "not");
        assign(field, not ? "false" : "true", false);
        reading.use(i - 1, i + 1);
        return;
      }
    }
  }

  /** increase price by 10 percent. */
  private void readChangeBy(String verb, Relation target) throws Unclear {
    boolean up = Set.of("increase", "raise").contains(verb);
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null || !field.isOf(target) || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      for (int j = i + 1; j < reading.size(); j++) {
        if (reading.isWord(j, "by")
            && reading.isNumber(j + 1)
            && !reading.item(j + 1).text().startsWith("-")) {
          requireWritable(field.column());
          String amount = reading.item(j + 1).text();
          boolean percent = reading.isSymbol(j + 2, "%") || reading.isWord(j + 2, "percent");
          String column = sql.name(field.column().name());
          String change =
              percent
                  ? column + " * (1 " + (up ? "+ " : "- ") + amount + " / 100.0)"
                  : column + (up ? " + " : " - ") + amount;
          put(field.column(), change);
          notes.refer(target, field.column(), "is written");
          reading.use(i, i + 1);
          reading.use(j, percent ? j + 3 : j + 2);
          return;
        }
      }
    }
  }

  private void readFlag(Relation target, boolean on) throws Unclear {
    for (String word : List.of("active", "enabled")) {
      for (Fit fit : List.of(Fit.WHOLE, Fit.SHORT)) {
        for (Column column : columns.find(target, List.of(Words.stem(word)), fit)) {
          if (sql.kind(column) == TypeKind.BOOLEAN) {
            assign(new Field(target, column), String.valueOf(on), false);
            return;
          }
        }
      }
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (value.equalsIgnoreCase(on ? "active" : "inactive")) {
          assign(new Field(target, column), value, false);
          return;
        }
      }
    }
    throw new Unclear(
        "Which column of " + target.name().name() + " tells whether a row is active?");
  }

  // -- DELETE -------------------------------------------------------------------------------------

  private String delete(Relation target) throws Unclear {
    List<String> where = where(target);
    if (where.isEmpty()) {
      throw new Unclear(
          "Which rows of "
              + target.name().name()
              + " are to be deleted? Without a condition the script would delete all of them.");
    }
    for (JoinLink link : reading.index().links(target)) {
      if (link.target().name().equals(target.name()) && link.declared()) {
        notes.assume(
            "Rows of "
                + link.source().name().name()
                + " that refer to the deleted rows through "
                + link.name()
                + " are dealt with as that foreign key says.",
            0.01);
      }
    }
    notes.step("Delete from " + target.name().name());
    notes.step("Only where " + String.join(" and ", where));
    return "DELETE FROM " + sql.table(target) + "\nWHERE " + String.join("\n  AND ", where);
  }

  // -- Conditions ---------------------------------------------------------------------------------

  private List<String> where(Relation target) throws Unclear {
    readAbsent(target);
    filterReader.readPeriods(target);
    filterReader.readConditions(target);
    requireFieldsUsed();
    useTable(target);
    Joins joins = new Joins(target, reading, sql);
    List<Filter> own = filters.all().stream().filter(f -> f.field().isOf(target)).toList();
    List<String> conditions =
        new ArrayList<>(
            Conditions.combine(
                reading, own, f -> f.sql().apply(sql.name(f.field().column().name()))));
    own.forEach(f -> notes.refer(target, f.field().column(), "used in a condition"));
    Map<ObjectName, List<Filter>> others = new LinkedHashMap<>();
    filters.all().stream()
        .filter(f -> !f.field().isOf(target))
        .forEach(
            f ->
                others.computeIfAbsent(f.field().relation().name(), _ -> new ArrayList<>()).add(f));
    for (List<Filter> filtersOfOne : others.values()) {
      Relation other = filtersOfOne.getFirst().field().relation();
      boolean negated = absent.removeIf(r -> r.name().equals(other.name()));
      conditions.add(exists(joins, target, other, negated, filtersOfOne));
    }
    for (Relation other : absent) {
      conditions.add(exists(joins, target, other, true, List.of()));
    }
    useRelated();
    return conditions;
  }

  private String exists(
      Joins joins, Relation target, Relation other, boolean negated, List<Filter> conditions)
      throws Unclear {
    Relation from = target;
    for (JoinLink link : joins.path(target, other)) {
      from = link.opposite(from);
      if (from.name().equals(target.name())) {
        // MySQL refuses to read the table that it changes.
        throw new Unclear(
            "The condition leads back to "
                + target.name().name()
                + " itself: which of its rows are meant, by their own columns?");
      }
    }
    return joins.exists(
        other, negated, column -> sql.table(target) + "." + sql.name(column), conditions);
  }

  private void readAbsent(Relation target) {
    for (int i = 0; i + 1 < reading.size(); i++) {
      int at = -1;
      if (reading.isWord(i, Set.of("without", "lacking"))) {
        at = i + 1;
      } else if (reading.isWord(i, Set.of("with", "have", "has", "having"))
          && reading.isWord(i + 1, "no")) {
        at = i + 2;
      }
      at = at > 0 && reading.isWord(at, "any") ? at + 1 : at;
      Relation table = at < 0 ? null : reading.table(at);
      if (table != null && !table.name().equals(target.name())) {
        absent.add(table);
        reading.use(i, at + 1);
      }
    }
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

  private void useTable(Relation target) {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      if (table != null && table.name().equals(target.name())) {
        reading.item(i).use();
      }
    }
  }

  private void useRelated() {
    for (int i = 0; i < reading.size(); i++) {
      Relation table = reading.table(i);
      boolean filtered =
          table != null && filters.all().stream().anyMatch(f -> f.field().isOf(table));
      if (filtered) {
        reading.item(i).use();
      }
    }
  }
}
