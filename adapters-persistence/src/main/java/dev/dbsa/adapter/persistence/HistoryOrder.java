package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import java.util.List;

/** The rows of a query in its order; those of a page are found by indexes, without the others. */
interface HistoryOrder {

  static HistoryOrder of(HistoryQuery query, HistoryFilter filter, HistoryStatements statements) {
    return switch (query.sortBy()) {
      case CREATED_AT -> new CreationOrder(filter, query.ascending(), statements);
      case RISK_COUNT -> new RiskOrder(filter, query.ascending(), statements);
      case LAST_REVIEWED_AT -> new ReviewOrder(query, filter, statements);
    };
  }

  /** The identities of rows that follow so many. */
  List<String> after(long offset, int limit);

  /** The identities of rows that follow a place. */
  List<String> behind(HistoryCursor place, int limit);
}
