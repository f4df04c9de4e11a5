package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The conditions of a history query on a {@link GenerationEntity} called {@code g}. */
final class HistoryFilter {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  private HistoryFilter() {}

  static HistoryFilter of(HistoryQuery query) {
    HistoryFilter filter = new HistoryFilter();
    ConnectionId connection = query.connectionId();
    String text = query.text();
    Instant from = query.createdFrom();
    Instant to = query.createdTo();
    filter.add("g.reviewStatus = :reviewStatus", "reviewStatus", query.reviewStatus());
    filter.add("g.status = :latestStatus", "latestStatus", query.latestStatus());
    filter.add("g.lintStatus = :lintStatus", "lintStatus", query.lintStatus());
    filter.add("g.hasFinalScript = :hasFinalScript", "hasFinalScript", query.hasFinalScript());
    filter.add(
        "g.connectionId = :connection",
        "connection",
        connection == null ? null : connection.toString());
    filter.add("g.dialect = :dialect", "dialect", query.dialect());
    filter.add("g.scriptMode = :scriptMode", "scriptMode", query.scriptMode());
    filter.add("g.createdAt >= :createdFrom", "createdFrom", InstantText.ofNullable(from));
    filter.add("g.createdAt < :createdTo", "createdTo", InstantText.ofNullable(to));
    // Not LIKE: there is nothing to escape, and no collation to fold what is folded already.
    filter.add(
        "locate(:text, g.requestFolded) > 0", "text", text == null ? null : CaseFolding.fold(text));
    return filter;
  }

  /** Lets only rows pass that follow a place; as indexes are read, from the first column on. */
  void addBehind(HistoryQuery query, HistoryCursor place) {
    boolean upwards = query.ascending();
    Instant reviewed = place.lastReviewedAt();
    parameters.put("createdAt", InstantText.of(place.createdAt()));
    parameters.put("lastId", place.id().toString());
    String among = following("g.createdAt", ":createdAt", false, "g.id < :lastId");
    switch (query.sortBy()) {
      case CREATED_AT ->
          conditions.add(
              following(
                  "g.createdAt",
                  ":createdAt",
                  upwards,
                  upwards ? "g.id > :lastId" : "g.id < :lastId"));
      case RISK_COUNT -> {
        parameters.put("riskCount", place.riskCount());
        conditions.add(following("g.riskCount", ":riskCount", upwards, among));
      }
      case LAST_REVIEWED_AT -> {
        if (reviewed == null) {
          addUnreviewed();
          conditions.add(among);
        } else {
          parameters.put("reviewedAt", InstantText.of(reviewed));
          conditions.add(following("g.lastReviewedAt", ":reviewedAt", upwards, among));
        }
      }
    }
  }

  void addUnreviewed() {
    conditions.add("g.lastReviewedAt is null");
  }

  /** The first comparison alone leads an index to the place; the rest picks among equals. */
  private static String following(
      String column, String value, boolean upwards, String amongEquals) {
    String further = upwards ? " > " : " < ";
    return "(%1$s%2$s= %3$s and (%1$s%4$s%3$s or %5$s))"
        .formatted(column, upwards ? " >" : " <", value, further, amongEquals);
  }

  private void add(String condition, String parameter, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      parameters.put(parameter, value);
    }
  }

  /** The WHERE clause with a leading space; empty where everything passes. */
  String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  <T> SelectionQuery<T> bind(SelectionQuery<T> query) {
    parameters.forEach(query::setParameter);
    return query;
  }
}
