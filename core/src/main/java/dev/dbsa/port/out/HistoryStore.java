package dev.dbsa.port.out;

import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import java.util.List;

/** Reads the history of generations in pages. */
public interface HistoryStore {
  /**
   * The page asked for; empty, with the total, where it lies behind the end. A long list need not
   * be counted to its end: the page says so then.
   */
  Page<HistoryRow> find(HistoryQuery query);

  /**
   * The rows that follow a place in the query's order, as many as a page of it has; nothing is
   * counted.
   */
  List<HistoryRow> findBehind(HistoryQuery query, HistoryCursor place);
}
