package dev.dbsa.adapter.rest.history;

import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryRow;
import dev.dbsa.domain.history.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of past generations. */
@Schema(name = "HistoryPage")
record HistoryPageView(List<HistoryRowView> items, Place pagination) {
  HistoryPageView {
    items = List.copyOf(items);
  }

  /** Which part of the history an answer holds. */
  @Schema(name = "HistoryPagination")
  record Place(
      @Schema(nullable = true, description = "The page's number, from 1; null behind a cursor.")
          @Nullable Integer page,
      @Schema(description = "How many items a page has at most.", examples = "20") int pageSize,
      @Schema(
              nullable = true,
              description =
                  "How many items the whole list has, or at least that many where total_exact is"
                      + " false; null behind a cursor, where nothing is counted.")
          @Nullable Long total,
      @Schema(
              nullable = true,
              description =
                  "Whether all items were counted; of a long list only the first 10,000 are, and"
                      + " with q as many as are met on the way. Null behind a cursor.")
          @Nullable Boolean totalExact,
      @Schema(
              nullable = true,
              description =
                  "What to send as cursor for the items that follow; null where the list ends.")
          @Nullable String nextCursor) {}

  static HistoryPageView of(HistoryQuery query, Page<HistoryRow> page) {
    return new HistoryPageView(
        page.items().stream().map(HistoryRowView::of).toList(),
        new Place(
            page.page(),
            page.pageSize(),
            page.total(),
            page.isTotalExact(),
            page.hasMore() ? next(query, page.items()) : null));
  }

  static HistoryPageView behindCursor(HistoryQuery query, List<HistoryRow> rows) {
    int size = query.page().pageSize();
    return new HistoryPageView(
        rows.stream().map(HistoryRowView::of).toList(),
        new Place(null, size, null, null, rows.size() == size ? next(query, rows) : null));
  }

  private static @Nullable String next(HistoryQuery query, List<HistoryRow> rows) {
    return rows.isEmpty() ? null : CursorText.of(query, HistoryCursor.behind(rows.getLast()));
  }
}
