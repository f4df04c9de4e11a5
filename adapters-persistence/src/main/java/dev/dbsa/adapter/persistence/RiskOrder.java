package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.history.HistoryCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * By the number of risks, the newest first among equals. There are few such numbers, and the rows
 * of each are in the order of an index, under every filter and in either direction.
 */
record RiskOrder(HistoryFilter filter, boolean ascending, HistoryStatements statements)
    implements HistoryOrder {

  @Override
  public List<String> after(long offset, int limit) {
    List<String> ids = new ArrayList<>();
    long before = offset;
    for (int risks : riskCounts()) {
      HistoryFilter equal = filter.andRisks(risks);
      if (before > 0) {
        long rows = statements.count(equal);
        if (rows <= before) {
          before -= rows;
          continue;
        }
      }
      ids.addAll(newest(equal, before, limit - ids.size()));
      if (ids.size() == limit) {
        break;
      }
      before = 0;
    }
    return ids;
  }

  @Override
  public List<String> behind(HistoryCursor place, int limit) {
    List<String> ids = new ArrayList<>();
    for (int risks : riskCounts()) {
      int difference = Integer.compare(risks, place.riskCount());
      if (ascending ? difference < 0 : difference > 0) {
        continue;
      }
      HistoryFilter equal = filter.andRisks(risks);
      ids.addAll(newest(difference == 0 ? equal.olderThan(place) : equal, 0, limit - ids.size()));
      if (ids.size() == limit) {
        break;
      }
    }
    return ids;
  }

  private List<Integer> riskCounts() {
    List<Integer> upwards = statements.riskCounts();
    return ascending ? upwards : upwards.reversed();
  }

  private List<String> newest(HistoryFilter equal, long offset, int limit) {
    return statements.ids(equal, HistoryStatements.NEWEST_FIRST, offset, limit);
  }
}
