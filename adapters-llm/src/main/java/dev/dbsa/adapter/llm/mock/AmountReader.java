package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.NewValue.Calculation;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how numbers are changed: by an amount, by a percentage, to a multiple. */
final class AmountReader {
  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final Relation target;
  private final NewValues written;

  AmountReader(Reading reading, Sql sql, Relation target, NewValues written) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.target = target;
    this.written = written;
  }

  private static final Set<String> WAGES = Set.of("salari", "wag", "pay", "incom");
  private static final Set<String> PRICES = Set.of("pric", "rat", "fee", "cost");

  /** give everyone a 5% raise; apply a 10% discount: the noun says of what. */
  boolean readRaise() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      boolean raise = reading.isWord(i, Set.of("raise", "increase", "rise"));
      boolean less = reading.isWord(i, Set.of("discount", "cut", "reduction"));
      int percentAt = i - 1;
      boolean percent = percentAt > 0 && (reading.isSymbol(percentAt, "%") || isPercent(percentAt));
      if (!raise && !less || !percent || !reading.isNumber(percentAt - 1)) {
        continue;
      }
      Set<String> words = raise ? WAGES : PRICES;
      List<Column> fitting =
          target.columns().stream()
              .filter(c -> sql.kind(c).isNumeric())
              .filter(c -> Words.stems(c.name()).stream().anyMatch(words::contains))
              .toList();
      Field named = numericField();
      Column column =
          named != null ? named.column() : fitting.size() == 1 ? fitting.getFirst() : null;
      if (column == null) {
        throw new Unclear(
            "Which column of "
                + target.name().name()
                + " is the “"
                + reading.text(percentAt - 1, i + 1)
                + "” about?");
      }
      if (named == null) {
        notes.assume(
            "“"
                + reading.text(percentAt - 1, i + 1)
                + "” changes "
                + target.name().name()
                + "."
                + column.name()
                + ".",
            0.06);
      }
      String amount = reading.item(percentAt - 1).text();
      written.put(
          column,
          new NewValue.Changed(
              column, raise ? Calculation.PERCENT_MORE : Calculation.PERCENT_LESS, amount));
      reading.use(percentAt - 1, i + 1, "the change of " + column.name());
      useField(column);
      return true;
    }
    return false;
  }

  private boolean isPercent(int i) {
    return reading.isWord(i, Set.of("percent", "pct"));
  }

  private void useField(Column column) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target) && field.column().equals(column)) {
        reading.item(i).use("a column that is written");
        return;
      }
    }
  }

  private @Nullable Field numericField() {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && field.isOf(target) && sql.kind(field.column()).isNumeric()) {
        return field;
      }
    }
    return null;
  }

  /** increase price by 10 percent; add 5 to the stock. */
  boolean readChangeBy(String verb) throws Unclear {
    if (!UpdatePlanner.UP.contains(verb) && !UpdatePlanner.DOWN.contains(verb)) {
      return false;
    }
    int first = reading.verbAt() + 1;
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null || !field.isOf(target) || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      if (isAmount(first) && reading.isWord(i - 1, Set.of("to", "from"))) {
        // add 10 to the stock: the amount stands before.
        int end = change(field.column(), first, UpdatePlanner.UP.contains(verb));
        reading.use(first, end, "the change of " + field.column().name());
        reading.use(i - 1, i + 1, "a column that is written");
        return true;
      }
      for (int j = i + 1; j < reading.size(); j++) {
        if (reading.isPhrase(j, "in half") || reading.isPhrase(j, "by half")) {
          written.put(
              field.column(), new NewValue.Changed(field.column(), Calculation.DIVIDED_BY, "2"));
          reading.use(i, i + 1, "a column that is written");
          reading.use(j, j + 2, "the change of " + field.column().name());
          return true;
        }
        if (reading.isWord(j, "by") && isAmount(j + 1)) {
          int end = change(field.column(), j + 1, UpdatePlanner.UP.contains(verb));
          reading.use(i, i + 1, "a column that is written");
          reading.use(j, end, "the change of " + field.column().name());
          return true;
        }
      }
      return false;
    }
    return false;
  }

  private boolean isAmount(int i) {
    return reading.isNumber(i) && !reading.item(i).text().startsWith("-");
  }

  private int change(Column column, int at, boolean up) throws Unclear {
    boolean percent = reading.isSymbol(at + 1, "%") || isPercent(at + 1);
    Calculation how =
        percent
            ? up ? Calculation.PERCENT_MORE : Calculation.PERCENT_LESS
            : up ? Calculation.PLUS : Calculation.MINUS;
    written.put(column, new NewValue.Changed(column, how, reading.item(at).text()));
    int end = percent ? at + 2 : at + 1;
    return reading.isWord(end, Set.of("euros", "dollars", "points", "each", "units"))
        ? end + 1
        : end;
  }

  /** double the stock; halve the price; multiply by 3. */
  boolean readFactor(String verb) throws Unclear {
    String factor =
        switch (verb) {
          case "double" -> "2";
          case "triple" -> "3";
          case "halve" -> "2";
          default -> null;
        };
    boolean by = verb.equals("multiply") || verb.equals("divide");
    if (factor == null && !by) {
      return false;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field == null || !field.isOf(target) || !sql.kind(field.column()).isNumeric()) {
        continue;
      }
      int at = i + 1;
      while (by && at < reading.size() && !(reading.isWord(at, "by") && isAmount(at + 1))) {
        at++;
      }
      if (by && at >= reading.size()) {
        return false;
      }
      boolean less = verb.equals("halve") || verb.equals("divide");
      written.put(
          field.column(),
          new NewValue.Changed(
              field.column(),
              less ? Calculation.DIVIDED_BY : Calculation.TIMES,
              factor == null ? reading.item(at + 1).text() : factor));
      reading.use(i, i + 1, "a column that is written");
      if (by) {
        reading.use(at, at + 2, "the change of " + field.column().name());
      }
      return true;
    }
    return false;
  }
}
