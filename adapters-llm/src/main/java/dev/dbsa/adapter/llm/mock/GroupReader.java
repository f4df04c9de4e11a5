package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.link.Words;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Expression.Figure;
import dev.dbsa.adapter.llm.mock.Expression.OfColumn;
import dev.dbsa.adapter.llm.mock.Expression.OfPeriod;
import dev.dbsa.adapter.llm.mock.Expression.OfRow;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what figures are taken for each of: per month, by country, for each customer. */
final class GroupReader {
  private static final Set<String> UNITS =
      Set.of("daily", "weekly", "monthly", "yearly", "quarterly", "hourly", "annually");

  private static final Set<String> EACH = Set.of("each", "every", "per");

  private static final Set<String> BEFORE_EACH =
      Set.of(
          "for", "in", "of", "from", "by", "to", "at", "does", "did", "do", "has", "have", "with",
          "on");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final Relation listed;
  private final PlanDraft draft;

  GroupReader(Reading reading, Sql sql, Relation listed, PlanDraft draft) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.listed = listed;
    this.draft = draft;
  }

  void read() throws Unclear {
    for (int i = 0; i < reading.size(); i++) {
      if (reading.item(i).isUsed()) {
        continue;
      }
      int at = groupStart(i);
      if (at > 0) {
        readGroupKeys(i, at);
        continue;
      }
      Optional<Unit> unit =
          UNITS.contains(reading.word(i)) ? Dates.unit(reading.word(i)) : Optional.empty();
      if (unit.isPresent()) {
        addUnit(unit.get());
        reading.use(i, i + 1, "GROUP BY");
      }
    }
  }

  /** Where the group keys begin; 0 where none do. */
  private int groupStart(int i) {
    int at = i;
    while (reading.isWord(at, BEFORE_EACH)) {
      at++;
    }
    if (reading.isWord(at, EACH)) {
      int next = at + 1;
      while (reading.isWord(next, Set.of("of", "different", "possible", "single"))) {
        next++;
      }
      return next;
    }
    if ((reading.isWord(i, "for") || reading.isWord(i, "in") || reading.isWord(i, "of"))
        && reading.isWord(i + 1, Set.of("different", "all"))
        && (reading.isWord(i + 1, "different") || reading.isWord(i + 2, "different"))
        && draft.hasFigures()) {
      return reading.isWord(i + 2, "different") ? i + 3 : i + 2;
    }
    if (reading.isWord(i, Set.of("grouped", "group", "broken", "split", "down"))) {
      at = i + 1;
      while (reading.isWord(at, Set.of("by", "down"))) {
        at++;
      }
      return at;
    }
    boolean by = reading.isWord(i, "by");
    if (!by) {
      return 0;
    }
    boolean unit = Dates.unit(reading.word(i + 1)).isPresent();
    Field field = reading.field(i + 1);
    boolean key = reading.table(i + 1) != null || field != null;
    boolean measured = field != null && sql.kind(field.column()) == TypeKind.DECIMAL;
    boolean value =
        i + 2 < reading.size()
            && (reading.item(i + 2).isQuotedValue()
                || reading.isNumber(i + 2)
                || reading.item(i + 2).isPlainWord() && reading.item(i + 2).isCapitalised());
    return unit || key && !measured && !value && (draft.hasFigures() || isMetricBefore(i))
        ? i + 1
        : 0;
  }

  /** revenue by country: a figure without a function before the word by. */
  private boolean isMetricBefore(int i) {
    Field before = reading.field(i - 1);
    Field after = reading.field(i + 1);
    boolean key =
        reading.table(i + 1) != null || after != null && !sql.kind(after.column()).isNumeric();
    return key && before != null && columns.measures(before.relation()).contains(before.column());
  }

  private void readGroupKeys(int start, int at) throws Unclear {
    int end = at;
    int i = at;
    while (i < reading.size()) {
      Optional<Unit> unit = Dates.unit(reading.word(i));
      Relation table = reading.table(i);
      Field field = reading.field(i);
      if (unit.isPresent() && field == null) {
        field = columnCalled(unit.get());
      }
      if (unit.isPresent() && field == null) {
        addUnit(unit.get());
        end = i + 1;
      } else if (field != null) {
        draft.groups.add(new OfColumn(field));
        end = i + 1;
      } else if (table != null) {
        Field own = reading.field(i + 1);
        if (own != null && own.isOf(table)) {
          draft.groups.add(new OfColumn(own));
          end = i + 2;
        } else {
          draft.groups.add(new OfRow(table));
          end = i + 1;
        }
      } else {
        break;
      }
      i = end;
      boolean goesOn =
          (reading.isSymbol(i, ",") || reading.isWord(i, "and"))
              && (reading.field(i + 1) != null || reading.table(i + 1) != null)
              && !reading.isWord(start, EACH)
              && draft.hasFigures()
              && start > 1;
      if (!goesOn) {
        break;
      }
      i++;
    }
    if (end > at) {
      reading.use(start, end, "GROUP BY");
    }
  }

  private void addUnit(Unit unit) throws Unclear {
    Relation base =
        draft.outputs.stream()
            .filter(Expression::isFigure)
            .findFirst()
            .map(Expression::relation)
            .orElse(listed);
    Field year = unit == Unit.YEAR ? yearOf(base) : null;
    Field field = year != null ? year : explicitDay(dayOf(base));
    notes.assume(
        "The "
            + unit.label()
            + " is that of "
            + field.relation().name().name()
            + "."
            + field.column().name()
            + ".",
        0.03);
    draft.groups.add(
        sql.kind(field.column()).isDay() ? new OfPeriod(field, unit) : new OfColumn(field));
  }

  /** A column with the very name of the unit. */
  private @Nullable Field columnCalled(Unit unit) {
    for (Relation relation : reading.scope()) {
      for (Column column : relation.columns()) {
        if (Words.fold(column.name()).equals(unit.label()) && sql.kind(column).isNumeric()) {
          return new Field(relation, column);
        }
      }
    }
    return null;
  }

  /** The column of a year's number, where there is no date. */
  private @Nullable Field yearOf(Relation base) {
    if (columns.creationDate(base).isPresent()) {
      return null;
    }
    return base.columns().stream()
        .filter(c -> sql.kind(c).isNumeric() && Words.fold(c.name()).endsWith("year"))
        .findFirst()
        .map(c -> new Field(base, c))
        .orElse(null);
  }

  /** The date of the rows that are counted, else of those listed, else of what these refer to. */
  private Field dayOf(Relation base) throws Unclear {
    List<Relation> candidates = new ArrayList<>(List.of(base));
    if (!listed.name().equals(base.name())) {
      candidates.add(listed);
    }
    Relation last = candidates.getLast();
    reading.index().links(last).stream()
        .filter(link -> link.source().name().equals(last.name()))
        .map(JoinLink::target)
        .forEach(candidates::add);
    for (Relation candidate : candidates) {
      Optional<Column> day = columns.creationDate(candidate);
      if (day.isPresent()) {
        return new Field(candidate, day.get());
      }
    }
    throw new Unclear(
        last.name().name() + " has no date column: by which date are its rows grouped?");
  }

  /** The date column that the request names; the other one where it names none. */
  private Field explicitDay(Field other) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && sql.kind(field.column()).isDay()) {
        reading.item(i).use("GROUP BY");
        return field;
      }
    }
    return other;
  }

  /** Figures that stand beside group keys are summed. */
  void sumMeasures() {
    if (draft.groups.isEmpty() || draft.hasFigures() || draft.limit != null) {
      return;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      boolean metric =
          field != null
              && (reading.word(i + 1).equals("by")
                  || reading.word(i + 1).equals("per")
                  || draft.groups.stream().allMatch(g -> g instanceof OfPeriod))
              && columns.measures(field.relation()).contains(field.column());
      if (field != null && metric) {
        draft.show(Figure.of("SUM", field));
        notes.assume(field.column().name() + " is summed up for each group.", 0.05);
        reading.item(i).use("SUM");
      }
    }
  }
}
