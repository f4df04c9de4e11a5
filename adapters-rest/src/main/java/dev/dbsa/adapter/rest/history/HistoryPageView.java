package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.page.PaginationView;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of past generations. */
@Schema(name = "HistoryPage")
record HistoryPageView(List<HistoryRowView> items, PaginationView pagination) {
  HistoryPageView {
    items = List.copyOf(items);
  }

  static HistoryPageView of(Page<HistoryRow> page) {
    return new HistoryPageView(
        page.items().stream().map(HistoryRowView::of).toList(),
        new PaginationView(page.page(), page.pageSize(), page.total()));
  }
}
