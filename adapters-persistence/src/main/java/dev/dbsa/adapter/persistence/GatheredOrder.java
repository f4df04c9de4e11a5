package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.history.HistoryCursor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Rows that were all gathered, in no order. */
record GatheredOrder(List<HistoryCursor> rows, Comparator<HistoryCursor> order)
    implements HistoryOrder {

  @Override
  public List<String> after(long offset, int limit) {
    return ids(rows.stream().sorted(order).skip(offset), limit);
  }

  @Override
  public List<String> behind(HistoryCursor place, int limit) {
    return ids(rows.stream().filter(row -> order.compare(row, place) > 0).sorted(order), limit);
  }

  private static List<String> ids(Stream<HistoryCursor> rows, int limit) {
    return rows.limit(limit).map(row -> row.id().toString()).toList();
  }
}
