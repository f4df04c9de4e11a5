package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.connection.ConnectionId;
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
