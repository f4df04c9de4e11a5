package dev.dbsa.adapter.llm.mock;

import dev.dbsa.adapter.llm.link.JoinLink;
import dev.dbsa.adapter.llm.mock.Dates.Unit;
import dev.dbsa.adapter.llm.mock.Item.Field;
import dev.dbsa.adapter.llm.mock.QueryPlan.Aggregate;
import dev.dbsa.adapter.llm.mock.QueryPlan.GroupKey;
import dev.dbsa.domain.schema.Column;
import dev.dbsa.domain.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what rows are grouped by: per month, by country, for each customer. */
final class GroupReader {
  private static final List<String> PHRASES =
      List.of("for each", "for every", "in each", "grouped by", "group by", "of each", "down by");

  private static final Set<String> UNITS =
      Set.of("daily", "weekly", "monthly", "yearly", "quarterly", "hourly", "annually");

  private final Reading reading;
  private final Sql sql;
  private final Notes notes;
  private final ColumnFinder columns;
  private final ComparisonReader comparisons;
  private final QueryPlanBuilder found;

  GroupReader(Reading reading, Sql sql, QueryPlanBuilder found) {
    this.reading = reading;
    this.sql = sql;
    this.notes = reading.notes();
    this.columns = reading.columns();
    this.comparisons = new ComparisonReader(reading);
    this.found = found;
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
        reading.use(i, i + 1);
      }
    }
    sumMeasures();
  }

  /** Where the group keys begin; 0 where none do. */
  private int groupStart(int i) {
    if (reading.isAnyPhrase(i, PHRASES)) {
      return i + 2;
    }
    if (reading.isWord(i, Set.of("per", "each", "every"))) {
      return i + 1;
    }
    boolean by =
        reading.isWord(i, "by")
            && !reading.isWord(i - 1, Set.of("sorted", "ordered", "order", "sort", "ranked"));
    if (!by) {
      return 0;
    }
    boolean unit = Dates.unit(reading.word(i + 1)).isPresent();
    Field field = reading.field(i + 1);
    boolean key = reading.table(i + 1) != null || field != null;
    boolean measured = field != null && sql.kind(field.column()) == TypeKind.DECIMAL;
    return unit
            || (key
                && !measured
                && !found.aggregates().isEmpty()
                && !reading.hasWord(OrderReader.TOP))
            || isGuessedMetric(i)
        ? i + 1
        : 0;
  }

  /** revenue by country: a figure without a function before the word by. */
  private boolean isGuessedMetric(int i) {
    Field before = reading.field(i - 1);
    Field after = reading.field(i + 1);
    boolean key =
        reading.table(i + 1) != null || after != null && !sql.kind(after.column()).isNumeric();
    return key
        && before != null
        && sql.kind(before.column()).isNumeric()
        && !columns.key(before.relation()).contains(before.column());
  }

  private void readGroupKeys(int start, int at) throws Unclear {
    int end = at;
    int i = at;
    while (i < reading.size()) {
      Optional<Unit> unit = Dates.unit(reading.word(i));
      Relation table = reading.table(i);
      Field field = reading.field(i);
      if (unit.isPresent() && field == null) {
        addUnit(unit.get());
        end = i + 1;
      } else if (field != null) {
        found.add(new GroupKey.ByColumn(field));
        end = i + 1;
      } else if (table != null) {
        Field own = reading.field(i + 1);
        if (own != null && own.isOf(table)) {
          found.add(new GroupKey.ByColumn(own));
          end = i + 2;
        } else {
          found.add(new GroupKey.ByRow(table));
          end = i + 1;
        }
      } else {
        break;
      }
      i = end;
      if (reading.isSymbol(i, ",") || reading.isWord(i, "and")) {
        i = reading.isSymbol(i, ",") && reading.isWord(i + 1, "and") ? i + 2 : i + 1;
      } else {
        break;
      }
    }
    if (end > at) {
      reading.use(start, end);
    }
  }

  private void addUnit(Unit unit) throws Unclear {
    Relation base =
        found.aggregates().isEmpty() ? found.listed() : found.aggregates().getFirst().relation();
    Field field = explicitDay(dayOf(base));
    notes.assume(
        "The "
            + unit.label()
            + " is that of "
            + field.relation().name().name()
            + "."
            + field.column().name()
            + ".",
        0.03);
    found.add(new GroupKey.ByPeriod(field, unit));
  }

  /** The date of the rows that are counted, else of those listed, else of what these refer to. */
  private Field dayOf(Relation base) throws Unclear {
    List<Relation> candidates = new ArrayList<>(List.of(base));
    if (!found.isListed(base)) {
      candidates.add(found.listed());
    }
    Relation last = candidates.getLast();
    candidates.addAll(referredToBy(last));
    for (Relation candidate : candidates) {
      Optional<Column> day = columns.creationDate(candidate);
      if (day.isPresent()) {
        return new Field(candidate, day.get());
      }
    }
    throw new Unclear(
        last.name().name() + " has no date column: by which date are its rows grouped?");
  }

  private List<Relation> referredToBy(Relation relation) {
    return reading.index().links(relation).stream()
        .filter(link -> link.source().name().equals(relation.name()))
        .map(JoinLink::target)
        .toList();
  }

  /** The date column that the request names; the other one where it names none. */
  private Field explicitDay(Field other) {
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      if (field != null && sql.kind(field.column()).isDay()) {
        reading.item(i).use();
        return field;
      }
    }
    return other;
  }

  /** Figures that stand beside group keys are summed. */
  private void sumMeasures() {
    if (found.groups().isEmpty() || !found.aggregates().isEmpty() || isRanking()) {
      return;
    }
    for (int i = 0; i < reading.size(); i++) {
      Field field = reading.field(i);
      boolean compared =
          comparisons.comparisonAt(i + 1) != null || reading.isWord(i + 1, "between");
      if (field != null
          && !compared
          && sql.kind(field.column()).isNumeric()
          && columns.measures(field.relation()).contains(field.column())) {
        found.add(Aggregate.of("SUM", field));
        notes.assume(field.column().name() + " is summed up for each group.", 0.05);
        reading.item(i).use();
      }
    }
  }

  /** latest order per customer: rows within groups, not figures. */
  private boolean isRanking() {
    for (int i = 0; i < reading.size(); i++) {
      boolean ranking =
          Set.of("top", "latest", "newest", "oldest", "first", "last").contains(reading.word(i))
              || reading.isPhrase(i, "most recent");
      if (ranking && !reading.item(i).isUsed()) {
        return true;
      }
    }
    return false;
  }
}
