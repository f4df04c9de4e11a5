package dev.dbsa.adapter.llm.mock;

import dev.dbsa.domain.schema.Relation;

/** Reads the conditions of a request, each kind by a reader of its own. */
final class FilterReader {
  private final Filters filters;
  private final PeriodFilterReader periods;
  private final ColumnFilterReader columns;
  private final IdentityFilterReader identities;
  private final AmountFilterReader amounts;
  private final AdjectiveFilterReader adjectives;
  private final ValueLinker values;
  private final ComparisonFilterReader comparisons;

  FilterReader(Reading reading, Sql sql) {
    filters = new Filters(reading, sql);
    periods = new PeriodFilterReader(reading, sql, filters);
    columns = new ColumnFilterReader(reading, sql, filters);
    identities = new IdentityFilterReader(reading, sql, filters);
    amounts = new AmountFilterReader(reading, filters);
    adjectives = new AdjectiveFilterReader(reading, sql, filters);
    values = new ValueLinker(reading, sql, filters);
    comparisons =
        new ComparisonFilterReader(
            reading, sql, filters, new Measures(reading.index(), sql, reading.columns()));
  }

  /** What was found so far. */
  Filters filters() {
    return filters;
  }

  /** Reads the periods of time; those without a column of their own are about the base. */
  void readPeriods(Relation base) throws Unclear {
    periods.read(base);
  }

  /** Reads the comparisons whose column stands behind them or is said by an adjective. */
  void readComparisons(Relation base) throws Unclear {
    comparisons.read(base);
  }

  /** Reads all other conditions, those that name their column before those that do not. */
  void readConditions(Relation base) throws Unclear {
    columns.readMissing();
    columns.readConditions();
    identities.readNames(base);
    identities.readIdentities(base);
    amounts.read();
    adjectives.read();
    values.read(base);
  }
}
