package dev.dbsa.adapter.rest.history;

import dev.dbsa.adapter.rest.input.Choice;
import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.adapter.rest.page.PageParameters;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.InvalidFieldsException;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import dev.dbsa.domain.history.HistoryQuery.SortBy;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which generations a list shall show. */
final class HistoryFilters {
  private enum SortOrder {
    ASC,
    DESC
  }

  private static final Choice<SortOrder> SORT_ORDER =
      Choice.of(SortOrder.values(), order -> order == SortOrder.ASC ? "asc" : "desc");

  private static final int MAX_CURSOR_LENGTH = 300;

  private HistoryFilters() {}

  /**
   * What a list shall show.
   *
   * @param place where it shall begin; {@code null} at the query's page
   */
  record Wanted(HistoryQuery query, @Nullable HistoryCursor place) {}

  /**
   * @throws InvalidFieldsException naming every parameter that breaks its rule, and every unknown
   *     one
   */
  static Wanted read(QueryParameters query) {
    var reviewStatus = query.choice("review_status", Choice.REVIEW_STATUS);
    var latestStatus = query.choice("latest_status", Choice.GENERATION_STATUS);
    var lintStatus = query.choice("lint_status", Choice.LINT_STATUS);
    var hasFinalScript = query.flag("has_final_script");
    var connection = query.id("connection_id");
    var dialect = query.choice("dialect", Choice.DIALECT);
    var scriptMode = query.choice("script_mode", Choice.SCRIPT_MODE);
    var text = query.text("q", HistoryQuery.MAX_TEXT_LENGTH);
    var createdFrom = query.time("created_from");
    var createdTo = query.time("created_to");
    var sortBy = query.choice("sort_by", Choice.SORT_BY);
    var sortOrder = query.choice("sort_order", SORT_ORDER);
    var page = PageParameters.read(query);
    var cursor = query.text("cursor", MAX_CURSOR_LENGTH);
    if (cursor != null && query.sends("page")) {
      query.reject("cursor", "stands instead of page");
    }
    var order = Objects.requireNonNullElse(sortBy, SortBy.CREATED_AT);
    var ascending = sortOrder == SortOrder.ASC;
    var place =
        cursor == null
            ? Optional.<HistoryCursor>empty()
            : CursorText.parse(order, ascending, cursor);
    if (cursor != null && place.isEmpty()) {
      query.reject("cursor", "must be a next_cursor of the same order");
    }
    return query.finish(
        () ->
            new Wanted(
                new HistoryQuery(
                    reviewStatus,
                    latestStatus,
                    lintStatus,
                    hasFinalScript,
                    connection == null ? null : new ConnectionId(connection),
                    dialect,
                    scriptMode,
                    text,
                    createdFrom,
                    createdTo,
                    order,
                    ascending,
                    page.toRequest()),
                place.orElse(null)));
  }
}
