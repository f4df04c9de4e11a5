package dev.dbsa.adapter.cli;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  List<Map.Entry<String, String>> parameters() {
    List<Map.Entry<String, String>> filters = new ArrayList<>();
    addChoice(filters, "review_status", reviewStatus, new Choices.ReviewStatuses());
    addChoice(filters, "latest_status", given.latestStatus, new Choices.LatestStatuses());
    addChoice(filters, "lint_status", given.lintStatus, new Choices.LintStatuses());
    add(filters, "has_final_script", given.hasFinalScript);
    add(filters, "connection_id", connectionId);
    add(filters, "dialect", dialect);
    addChoice(filters, "script_mode", scriptMode, new Choices.ScriptModes());
    add(filters, "q", given.text);
    addTime(filters, "created_from", given.createdFrom);
    addTime(filters, "created_to", given.createdTo);
    addChoice(filters, "sort_by", given.sortBy, new Choices.SortKeys());
    addChoice(filters, "sort_order", given.sortOrder, new Choices.SortOrders());
    if (given.page != null && given.page < 1) {
      throw new UsageException("--page must be at least 1");
    }
    add(filters, "page", given.page);
    if (given.pageSize != null && (given.pageSize < 1 || given.pageSize > 100)) {
      throw new UsageException("--page-size must be between 1 and 100");
    }
    add(filters, "page_size", given.pageSize);
    return filters;
  }

  private static void addChoice(
      List<Map.Entry<String, String>> filters,
      String name,
      @Nullable String value,
      Iterable<String> choices) {
    if (value != null) {
      add(filters, name, Choices.checked("--" + name.replace('_', '-'), value, choices));
    }
  }

  private static void addTime(
      List<Map.Entry<String, String>> filters, String name, @Nullable String value) {
    if (value != null) {
      try {
        OffsetDateTime.parse(value);
      } catch (DateTimeParseException e) {
        throw new UsageException(
            "--" + name.replace('_', '-') + ": expected a time such as 2026-04-22T12:34:56Z");
      }
      add(filters, name, value);
    }
  }

  private static void add(
      List<Map.Entry<String, String>> filters, String name, @Nullable Object value) {
    if (value != null) {
      filters.add(Map.entry(name, value.toString()));
    }
  }
}
