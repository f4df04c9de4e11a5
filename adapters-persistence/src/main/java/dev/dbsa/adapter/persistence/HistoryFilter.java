package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Conditions of a history query, in SQL, on a table {@code generation} called {@code g}. */
final class HistoryFilter {

  private final List<String> conditions;
  private final Map<String, Object> parameters;

  private HistoryFilter(List<String> conditions, Map<String, Object> parameters) {
    this.conditions = conditions;
    this.parameters = parameters;
  }

  /** All but that about the text, which is not a matter of one column. */
  static HistoryFilter of(HistoryQuery query) {
    HistoryFilter filter = new HistoryFilter(new ArrayList<>(), new LinkedHashMap<>());
    ConnectionId connection = query.connectionId();
    filter.require("g.review_status = :review", "review", name(query.reviewStatus()));
    filter.require("g.status = :status", "status", name(query.latestStatus()));
    filter.require("g.lint_status = :lint", "lint", name(query.lintStatus()));
    filter.require("g.has_final_script = :final", "final", query.hasFinalScript());
    filter.require(
        "g.connection_id = :connection",
        "connection",
        connection == null ? null : connection.toString());
    filter.require("g.dialect = :dialect", "dialect", name(query.dialect()));
    filter.require("g.script_mode = :mode", "mode", name(query.scriptMode()));
    filter.require("g.created_at >= :createdFrom", "createdFrom", query.createdFrom());
    filter.require("g.created_at < :createdTo", "createdTo", query.createdTo());
    return filter;
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private void require(String condition, String parameter, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(parameter, value);
    }
  }

  /** The same, and a further condition. */
  HistoryFilter and(String condition) {
    List<String> more = new ArrayList<>(conditions);
    more.add(condition);
    return new HistoryFilter(more, parameters);
  }

  /** The same, and a further condition with a parameter. */
  HistoryFilter and(String condition, String parameter, Object value) {
    return and(condition).with(parameter, value);
  }

  /** The same, and the value of a parameter that the statement has elsewhere. */
  HistoryFilter with(String parameter, Object value) {
    return with(Map.of(parameter, value));
  }

  /** The same, and the values of parameters that the statement has elsewhere. */
  HistoryFilter with(Map<String, Object> others) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.putAll(others);
    return new HistoryFilter(conditions, more);
  }

  HistoryFilter andReviewed() {
    return and("g.last_reviewed_at IS NOT NULL");
  }

  HistoryFilter andUnreviewed() {
    return and("g.last_reviewed_at IS NULL");
  }

  HistoryFilter andRisks(int count) {
    return and("g.risk_count = :risks", "risks", count);
  }

  HistoryFilter olderThan(HistoryCursor place) {
    return with(at(place)).and(following("g.created_at", ":createdAt", false, "g.id < :lastId"));
  }

  HistoryFilter newerThan(HistoryCursor place) {
    return with(at(place)).and(following("g.created_at", ":createdAt", true, "g.id > :lastId"));
  }

  private static Map<String, Object> at(HistoryCursor place) {
    return Map.of("createdAt", place.createdAt(), "lastId", place.id().toString());
  }

  /** Lets only rows pass that follow a row with a review in the order of reviews. */
  HistoryFilter reviewedBehind(HistoryCursor place, boolean upwards) {
    return with(at(place))
        .and(
            following(
                "g.last_reviewed_at",
                ":reviewedAt",
                upwards,
                following("g.created_at", ":createdAt", false, "g.id < :lastId")),
            "reviewedAt",
            Objects.requireNonNull(place.lastReviewedAt()));
  }

  HistoryFilter reviewedFrom(Instant time, boolean upwards) {
    return and("g.last_reviewed_at" + (upwards ? " >= " : " <= ") + ":first", "first", time);
  }

  HistoryFilter reviewedUpTo(Instant time, boolean upwards) {
    return and("g.last_reviewed_at" + (upwards ? " <= " : " >= ") + ":last", "last", time);
  }

  /**
   * As indexes are read: the first comparison alone leads to the place, the rest picks among
   * equals.
   */
  private static String following(
      String column, String value, boolean upwards, String amongEquals) {
    String further = upwards ? " > " : " < ";
    return "(%1$s%2$s= %3$s AND (%1$s%4$s%3$s OR %5$s))"
        .formatted(column, upwards ? " >" : " <", value, further, amongEquals);
  }

  /** Whether not everything passes. */
  boolean isSet() {
    return !conditions.isEmpty();
  }

  /** The WHERE clause; empty where everything passes. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
