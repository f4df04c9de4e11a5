package dev.dbsa.adapter.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Looks for rows of {@code generation} in SQL that indexes answer. */
final class HistoryStatements {

  static final String NEWEST_FIRST = "g.created_at DESC, g.id DESC";

  /** One look into an index for each. */
  private static final String RISK_COUNTS =
      """
      WITH RECURSIVE counts (risks) AS (
        SELECT (SELECT min(g.risk_count) FROM generation g)
        UNION ALL
        SELECT (SELECT g.risk_count FROM generation g WHERE g.risk_count > c.risks
          ORDER BY g.risk_count LIMIT 1)
        FROM counts c WHERE c.risks IS NOT NULL)
      SELECT risks FROM counts WHERE risks IS NOT NULL ORDER BY risks
      """;

  private final Session session;

  HistoryStatements(Session session) {
    this.session = session;
  }

  /** The identities of some rows in an order. */
  List<String> ids(HistoryFilter filter, String order, long offset, int limit) {
    return select(
        String.class,
        "SELECT g.id FROM generation g%s ORDER BY %s LIMIT :limit OFFSET :offset"
            .formatted(filter.where(), order),
        filter.with("limit", limit).with("offset", offset));
  }

  long count(HistoryFilter filter) {
    return select(Long.class, "SELECT count(*) FROM generation g" + filter.where(), filter)
        .getFirst();
  }

  /**
   * Counts no further than to a limit; in an order, which keeps planners from reading the rows in
   * the hope that this ends soon.
   */
  long count(HistoryFilter filter, int most) {
    return select(
            Long.class,
            "SELECT count(*) FROM (SELECT g.id FROM generation g%s ORDER BY %s LIMIT :most) counted"
                .formatted(filter.where(), NEWEST_FIRST),
            filter.with("most", most))
        .getFirst();
  }

  /** When some rows in an order were reviewed. */
  List<Instant> reviewTimes(HistoryFilter filter, String order, long offset, int limit) {
    return NativeStatement.query(
            session,
            "SELECT g.last_reviewed_at FROM generation g%s ORDER BY %s LIMIT :limit OFFSET :offset"
                .formatted(filter.where(), order),
            filter.with("limit", limit).with("offset", offset).parameters())
        .addScalar("last_reviewed_at", NativeStatement.timeType(session))
        .stream()
        .map(row -> InstantText.parse((String) row[0]))
        .toList();
  }

  /** Those that occur, in ascending order. */
  List<Integer> riskCounts() {
    return NativeStatement.select(session, Integer.class, RISK_COUNTS, Map.of());
  }

  private <T> List<T> select(Class<T> type, String sql, HistoryFilter filter) {
    return NativeStatement.select(session, type, sql, filter.parameters());
  }
}
