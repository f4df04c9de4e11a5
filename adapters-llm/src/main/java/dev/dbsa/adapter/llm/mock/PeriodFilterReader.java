package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.Synonyms;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Dates.Period;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.PeriodParser.PeriodAt;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads periods of time as conditions on date columns: orders of last month, shipped in 2024. */
final class PeriodFilterReader {
  private final Reading reading;
  private final Sql sql;
  private final ColumnFinder columns;
  private final Notes notes;
  private final Filters filters;
  private final PeriodParser periods;

  PeriodFilterReader(Reading reading, Sql sql, Filters filters) {
    this.reading = reading;
    this.sql = sql;
    this.columns = reading.columns();
    this.notes = reading.notes();
    this.filters = filters;
    this.periods = new PeriodParser(reading, sql);
  }

  /** Reads the periods; those without a column of their own are about the base. */
  void read(Relation base) throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      PeriodAt found = periods.periodAt(i);
      if (found != null) {
        addPeriod(i, found, base);
      }
    }
  }

  private void addPeriod(int i, PeriodAt found, Relation base) throws Unclear {
    Period period = found.period();
    int start = dayColumnAt(i);
    Field field = start < i ? reading.field(start) : dayColumnNamedBefore(i, base);
    Field yearColumn = field == null && period.isOfYears() ? yearColumn(base) : null;
    if (yearColumn != null) {
      java.util.List<Period> years = new ArrayList<>(List.of(period));
      int end = found.end();
      while (reading.isWord(end, "or")
          && reading.isNumber(end + 1)
          && Dates.isYear(reading.item(end + 1).text())
          && period.year() != null) {
        years.add(Dates.year(Integer.parseInt(reading.item(end + 1).text())));
        end += 2;
      }
      filters.add(
          i,
          end,
          yearColumn,
          column ->
              years.size() == 1
                  ? period.yearCondition(column)
                  : "("
                      + String.join(
                          " OR ", years.stream().map(y -> y.yearCondition(column)).toList())
                      + ")");
      return;
    }
    if (field == null) {
      field = creationDate(base, period);
    }
    filters.add(start, found.end(), field, period::condition);
  }

  /**
   * Where the date column stands that the words before a period name; the period's place if none.
   */
  private int dayColumnAt(int i) {
    for (int j = i - 1; j >= 0 && j >= i - 2; j--) {
      Field before = reading.field(j);
      if (before != null && sql.kind(before.column()).isDay()) {
        return j;
      }
      if (!ColumnFilterReader.FORMS_OF_BE.contains(reading.word(j))) {
        break;
      }
    }
    return i;
  }

  /** orders shipped in 2024: a word before that is part of a date column's name. */
  private @Nullable Field dayColumnNamedBefore(int i, Relation base) {
    if (i == 0 || !reading.item(i - 1).isPlainWord() || reading.item(i - 1).isUsed()) {
      return null;
    }
    List<String> stems = reading.item(i - 1).first().stems();
    for (Column column : base.columns()) {
      List<String> words = Words.stems(column.name());
      boolean named =
          stems.size() == 1
              && words.stream()
                  .anyMatch(
                      w ->
                          w.equals(stems.getFirst())
                              || sameRoot(w, stems.getFirst())
                              || Synonyms.areSynonyms(w, stems.getFirst()));
      if (named && sql.kind(column).isDay()) {
        reading.item(i - 1).use();
        return new Field(base, column);
      }
    }
    return null;
  }

  private static boolean sameRoot(String a, String b) {
    String shorter = a.length() < b.length() ? a : b;
    String longer = a.length() < b.length() ? b : a;
    return shorter.length() >= 3
        && longer.startsWith(shorter)
        && longer.length() - shorter.length() <= 3;
  }

  /** The column of a year's number, where the table has no date to compare with. */
  private @Nullable Field yearColumn(Relation base) {
    for (Column column : base.columns()) {
      if (Words.fold(column.name()).equals("year") && sql.kind(column).isNumeric()) {
        return new Field(base, column);
      }
    }
    if (columns.creationDate(base).isPresent()) {
      return null;
    }
    List<Relation> candidates = new ArrayList<>(List.of(base));
    candidates.addAll(reading.scope());
    candidates.addAll(Neighbourhood.of(List.of(base), reading.index()));
    for (Relation candidate : candidates) {
      for (Column column : candidate.columns()) {
        if (sql.kind(column).isNumeric() && Words.fold(column.name()).endsWith("year")) {
          return new Field(candidate, column);
        }
      }
    }
    return null;
  }

  private Field creationDate(Relation base, Period period) throws Unclear {
    Optional<Column> day = columns.creationDate(base);
    if (day.isEmpty()) {
      throw new Unclear(
          base.name().name()
              + " has no date column: what tells which rows are "
              + period.description()
              + "?");
    }
    Field field = new Field(base, day.get());
    notes.assume("“" + period.description() + "” is about " + field.fullName() + ".", 0.03);
    return field;
  }
}
