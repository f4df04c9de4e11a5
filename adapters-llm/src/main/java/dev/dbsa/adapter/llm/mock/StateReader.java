package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.ColumnFinder.Fit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads verbs that say what rows are afterwards: approve, deactivate, reopen, terminate. */
final class StateReader {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final WrittenValues values;
  private final References references;
  private final Relation target;
  private final NewValues written;

  StateReader(Reading reading, Sql sql, Relation target, NewValues written) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.values = new WrittenValues(reading, sql);
    this.references = new References(reading);
    this.target = target;
    this.written = written;
  }

  /** approve, close, unlist: what the rows are called afterwards. */
  boolean readState(String verb) throws Unclear {
    if (UpdatePlanner.SETS.contains(verb) || verb.isEmpty()) {
      return false;
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (Participles.isOf(verb, value)) {
          written.put(column, values.given(new Field(target, column), value));
          readAgent(verb);
          return true;
        }
      }
    }
    for (String prefix : List.of("", "un", "de", "dis")) {
      String base = verb.startsWith(prefix) ? verb.substring(prefix.length()) : "";
      for (Column column : target.columns()) {
        boolean flag = sql.kind(column) == TypeKind.BOOLEAN;
        List<String> words = Words.split(column.name());
        if (flag && !words.isEmpty() && Participles.isOf(base, words.getLast())) {
          written.put(
              column, values.given(new Field(target, column), String.valueOf(prefix.isEmpty())));
          return true;
        }
      }
    }
    return readAgain(verb) || readMoment(verb);
  }

  /** reopen: again what a listed value says. */
  private boolean readAgain(String verb) throws Unclear {
    String state = verb.startsWith("re") ? verb.substring(2) : "";
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (state.length() > 2 && value.equalsIgnoreCase(state)) {
          written.put(column, values.given(new Field(target, column), value));
          return true;
        }
      }
    }
    return false;
  }

  /** terminate as of 2025-06-30: the day or moment at which it was done. */
  private boolean readMoment(String verb) throws Unclear {
    List<Column> moments =
        target.columns().stream()
            .filter(c -> sql.kind(c).isDay())
            .filter(
                c -> {
                  List<String> words = Words.split(c.name());
                  return words.size() == 2
                      && Participles.isOf(verb, words.getFirst())
                      && Set.of("at", "on", "date")
                          .contains(words.getLast().toLowerCase(Locale.ROOT));
                })
            .toList();
    if (moments.size() != 1) {
      return false;
    }
    Field field = new Field(target, moments.getFirst());
    for (int i = 0; i + 1 < reading.size(); i++) {
      int at =
          reading.isPhrase(i, "as of")
              ? i + 2
              : reading.isWord(i, Set.of("on", "at", "by")) ? i + 1 : -1;
      if (at > 0 && reading.isDate(at)) {
        written.put(field.column(), values.given(field, reading.item(at).text()));
        reading.use(i, at + 1, "the new " + field.column().name());
        notes.assume("Nothing but " + field.column().name() + " is written.", 0.05);
        return true;
      }
    }
    written.put(field.column(), new NewValue.Now(sql.kind(field.column()) == TypeKind.DATE));
    notes.assume(
        "Nothing but " + field.column().name() + " is written, with the time of the script.", 0.08);
    return true;
  }

  /** approve … by employee 3: who did it. */
  private void readAgent(String verb) throws Unclear {
    for (int i = 0; i + 2 < reading.size(); i++) {
      Relation table = reading.isWord(i, "by") ? reading.table(i + 1) : null;
      if (table == null || !reading.isNumber(i + 2)) {
        continue;
      }
      for (References.Link link : references.of(target)) {
        List<String> words = Words.split(link.column().name());
        boolean agent =
            link.table().name().equals(table.name())
                && words.getLast().equalsIgnoreCase("by")
                && Participles.isOf(verb, words.getFirst());
        if (agent) {
          written.put(
              link.column(),
              values.given(new Field(target, link.column()), reading.item(i + 2).text()));
          reading.use(i, i + 3, "the new " + link.column().name());
          return;
        }
      }
    }
  }

  void readFlag(boolean on) throws Unclear {
    for (String word : List.of("active", "enabled")) {
      for (Fit fit : List.of(Fit.WHOLE, Fit.SHORT)) {
        for (Column column : columns.find(target, List.of(Words.stem(word)), fit)) {
          if (sql.kind(column) == TypeKind.BOOLEAN) {
            written.put(column, values.given(new Field(target, column), String.valueOf(on)));
            return;
          }
        }
      }
    }
    for (Column column : target.columns()) {
      for (String value : reading.index().values().of(target, column)) {
        if (value.equalsIgnoreCase(on ? "active" : "inactive")) {
          written.put(column, values.given(new Field(target, column), value));
          return;
        }
      }
    }
    throw new Unclear(
        "Which column of " + target.name().name() + " tells whether a row is active?");
  }
}
