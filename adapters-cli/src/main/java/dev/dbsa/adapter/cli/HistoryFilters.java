package dev.dbsa.adapter.cli;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a look into the history is narrowed down to.
 *
 * @param connectionId a UUID
 * @param dialect as the service takes it
 */
record HistoryFilters(
    PresetOptions.History given,
    @Nullable String reviewStatus,
    @Nullable String connectionId,
    @Nullable String dialect,
    @Nullable String scriptMode) {

  /**
   * The parameters of {@code GET /api/history}.
   *
   * @throws UsageException if a flag's value is one that the service would refuse
   */
  QueryParameters parameters() {
    QueryParameters filters = new QueryParameters();
    addChoice(filters, "review_status", reviewStatus, new Choices.ReviewStatuses());
    addChoice(filters, "latest_status", given.latestStatus, new Choices.LatestStatuses());
    addChoice(filters, "lint_status", given.lintStatus, new Choices.LintStatuses());
    filters.add("has_final_script", given.hasFinalScript);
    filters.add("connection_id", connectionId);
    filters.add("dialect", dialect);
    addChoice(filters, "script_mode", scriptMode, new Choices.ScriptModes());
    filters.add("q", given.text);
    addTime(filters, "created_from", given.createdFrom);
    addTime(filters, "created_to", given.createdTo);
    addChoice(filters, "sort_by", given.sortBy, new Choices.SortKeys());
    addChoice(filters, "sort_order", given.sortOrder, new Choices.SortOrders());
    if (given.page != null && given.page < 1) {
      throw new UsageException("--page must be at least 1");
    }
    filters.add("page", given.page);
    if (given.pageSize != null) {
      filters.add("page_size", Choices.checked("--page-size", given.pageSize, 1, 100));
    }
    return filters;
  }

  private static void addChoice(
      QueryParameters filters, String name, @Nullable String value, Iterable<String> choices) {
    if (value != null) {
      filters.add(name, Choices.checked("--" + name.replace('_', '-'), value, choices));
    }
  }

  private static void addTime(QueryParameters filters, String name, @Nullable String value) {
    if (value != null) {
      try {
        OffsetDateTime.parse(value);
      } catch (DateTimeParseException e) {
        throw new UsageException(
            "--" + name.replace('_', '-') + ": expected a time such as 2026-04-22T12:34:56Z");
      }
      filters.add(name, value);
    }
  }
}
