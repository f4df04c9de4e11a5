package dev.dbsa.port.out;

import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;

/** Reads the history of generations in pages. */
public interface HistoryStore {
  /** The page asked for; empty, with the right total, where it lies behind the end. */
  Page<HistoryRow> find(HistoryQuery query);
}
