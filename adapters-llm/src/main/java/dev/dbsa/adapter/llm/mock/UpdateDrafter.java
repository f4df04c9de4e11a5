package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.Item.Label;
import dev.dbsa.adapter.llm.mock.ValueReader.Value;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;

/** Drafts an UPDATE. */
final class UpdateDrafter {
  private static final Set<String> TO = Set.of("to", "as", "be", "is", "equals");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final ValueReader values;
  private final RowConditions conditions;
  private final Relation target;
  private final Assignments assignments;

  UpdateDrafter(Reading reading, Sql sql, Relation target) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new ValueReader(reading, sql);
    this.conditions = new RowConditions(reading, sql, target);
    this.target = target;
    this.assignments = new Assignments(sql, notes);
  }

  String draft(String verb, int verbAt) throws Unclear {
    switch (verb) {
      case "increase", "raise", "decrease", "reduce" -> readChangeBy(verb);
      case "activate", "enable" -> readFlag(true);
      case "deactivate", "disable" -> readFlag(false);
      default -> {
        readState(verb);
        readAssignments(verbAt);
        readMark();
      }
    }
    if (assignments.isEmpty()) {
      throw new Unclear("Which column of " + target.name().name() + " is to get which value?");
    }
    List<String> where = conditions.read();
    if (where.isEmpty()) {
      throw new Unclear(
          "Which rows of "
              + target.name().name()
              + " are to be updated? Without a condition the script would change all of them.");
    }
    notes.step("Set " + assignments.asSets());
    notes.step("Only where " + String.join(" and ", where));
    return "UPDATE "
        + sql.table(target)
        + "\nSET "
        + assignments.asSets()
        + "\nWHERE "
        + String.join("\n  AND ", where);
  }

  /** approve, close, unlist: what the rows are called afterwards. */
  private void readState(String verb) throws Unclear {
    if (Requests.isVerb(verb)) {
      return;
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (Participles.isOf(verb, value)) {
          assignments.assign(new Field(target, column), value, false);
          return;
        }
      }
    }
    for (String prefix : List.of("", "un", "de", "dis")) {
      String base = verb.startsWith(prefix) ? verb.substring(prefix.length()) : "";
      for (Column column : target.columns()) {
        boolean flag = sql.kind(column) == TypeKind.BOOLEAN;
        List<String> words = Words.split(column.name());
        if (flag && !words.isEmpty() && Participles.isOf(base, words.getLast())) {
          assignments.assign(new Field(target, column), String.valueOf(prefix.isEmpty()), false);
          return;
        }
      }
    }
    throw new Unclear(
        "The request asks for no change of rows that the columns of "
            + target.name().name()
            + " can hold: which column is to get which value by “"
            + verb
            + "”?");
  }

  /** set status to paid; change the email of customer 5 to 'x'. */
  private void readAssignments(int verbAt) throws Unclear {
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
        Value value = values.valueOrNullAt(at, field);
        if (value != null) {
          assignments.assign(field, value.text(), reading.isWord(at, "null"));
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
        Value value = values.valueOrNullAt(j + 1, field);
        if (value != null) {
          assignments.assign(field, value.text(), reading.isWord(j + 1, "null"));
          reading.use(i, i + 1);
          reading.use(j, value.end());
        }
        return;
      }
    }
  }

  /** mark order 5 as paid; make customer 5 inactive. */
  private void readMark() throws Unclear {
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
        assignments.assign(label.field(), label.value(), false);
        reading.use(reading.isWord(i - 1, Set.of("as", "to")) ? i - 1 : i, i + 1);
        return;
      }
      if (after
          && field != null
          && field.isOf(target)
          && sql.kind(field.column()) == TypeKind.BOOLEAN) {
        boolean not = item.isNegatedFlag() || reading.isWord(i - 1, "not");
        assignments.assign(field, not ? "false" : "true", false);
        reading.use(i - 1, i + 1);
        return;
      }
    }
  }

  /** increase price by 10 percent. */
  private void readChangeBy(String verb) throws Unclear {
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
          Assignments.requireWritable(field.column());
          String amount = reading.item(j + 1).text();
          boolean percent = reading.isSymbol(j + 2, "%") || reading.isWord(j + 2, "percent");
          String column = sql.name(field.column().name());
          String change =
              percent
                  ? column + " * (1 " + (up ? "+ " : "- ") + amount + " / 100.0)"
                  : column + (up ? " + " : " - ") + amount;
          assignments.put(field.column(), change);
          notes.refer(target, field.column(), "is written");
          reading.use(i, i + 1);
          reading.use(j, percent ? j + 3 : j + 2);
          return;
        }
      }
    }
  }

  private void readFlag(boolean on) throws Unclear {
    for (String word : List.of("active", "enabled")) {
      for (Fit fit : List.of(Fit.WHOLE, Fit.SHORT)) {
        for (Column column : columns.find(target, List.of(Words.stem(word)), fit)) {
          if (sql.kind(column) == TypeKind.BOOLEAN) {
            assignments.assign(new Field(target, column), String.valueOf(on), false);
            return;
          }
        }
      }
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (value.equalsIgnoreCase(on ? "active" : "inactive")) {
          assignments.assign(new Field(target, column), value, false);
          return;
        }
      }
    }
    throw new Unclear(
        "Which column of " + target.name().name() + " tells whether a row is active?");
  }
}
