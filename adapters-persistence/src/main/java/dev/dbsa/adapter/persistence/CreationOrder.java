package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.history.HistoryCursor;
import java.util.List;

/** By creation: every filter has its index in this order. */
record CreationOrder(HistoryFilter filter, boolean ascending, HistoryStatements statements)
    implements HistoryOrder {

  @Override
  public List<String> after(long offset, int limit) {
    return ids(filter, offset, limit);
  }

  @Override
  public List<String> behind(HistoryCursor place, int limit) {
    return ids(ascending ? filter.newerThan(place) : filter.olderThan(place), 0, limit);
  }

  private List<String> ids(HistoryFilter wanted, long offset, int limit) {
    String order = ascending ? "g.created_at, g.id" : HistoryStatements.NEWEST_FIRST;
    return statements.ids(wanted, order, offset, limit);
  }
}
