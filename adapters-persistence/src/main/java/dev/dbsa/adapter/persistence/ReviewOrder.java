package dev.dbsa.adapter.persistence;

import dev.dbsa.domain.generation.GenerationStatus;
import dev.dbsa.domain.history.HistoryCursor;
import dev.dbsa.domain.history.HistoryQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * By the last review, the newest first among equals. Those without a review come last in either
 * direction: apart, so that an index gives each part.
 */
record ReviewOrder(HistoryQuery query, HistoryFilter filter, HistoryStatements statements)
    implements HistoryOrder {

  @Override
  public List<String> after(long offset, int limit) {
    HistoryFilter reviewed = filter.andReviewed();
    List<String> ids = reviewed(reviewed, offset, limit);
    if (ids.size() == limit) {
      return ids;
    }
    long before = ids.isEmpty() && offset > 0 ? count(reviewed) : offset + ids.size();
    return joined(ids, unreviewed(filter, Math.max(0, offset - before), limit - ids.size()));
  }

  @Override
  public List<String> behind(HistoryCursor place, int limit) {
    if (place.lastReviewedAt() == null) {
      return unreviewed(filter.olderThan(place), 0, limit);
    }
    HistoryFilter further = filter.andReviewed().reviewedBehind(place, query.ascending());
    List<String> ids = reviewed(further, 0, limit);
    return ids.size() == limit ? ids : joined(ids, unreviewed(filter, 0, limit - ids.size()));
  }

  /** Only completed generations can be reviewed. */
  private boolean mayBeReviewed() {
    return query.latestStatus() == null || query.latestStatus() == GenerationStatus.COMPLETED;
  }

  private long count(HistoryFilter reviewed) {
    return mayBeReviewed() ? statements.count(reviewed) : 0;
  }

  /**
   * Looks first when the rows of the page were reviewed. What has to be sorted then is little, so
   * that the index does not have to hold the order among equals, which differs with the direction.
   */
  private List<String> reviewed(HistoryFilter reviewed, long offset, int limit) {
    if (!mayBeReviewed()) {
      return List.of();
    }
    String order = query.ascending() ? "g.last_reviewed_at" : "g.last_reviewed_at DESC";
    List<Instant> times = statements.reviewTimes(reviewed, order, offset, limit);
    if (times.isEmpty()) {
      return List.of();
    }
    HistoryFilter upToEnd = reviewed.reviewedUpTo(times.getLast(), query.ascending());
    return statements.ids(
        offset == 0 ? upToEnd.reviewedFrom(times.getFirst(), query.ascending()) : upToEnd,
        order + ", " + HistoryStatements.NEWEST_FIRST,
        offset,
        limit);
  }

  private List<String> unreviewed(HistoryFilter wanted, long offset, int limit) {
    boolean none = query.reviewStatus() != null || Boolean.TRUE.equals(query.hasFinalScript());
    return none
        ? List.of()
        : statements.ids(wanted.andUnreviewed(), HistoryStatements.NEWEST_FIRST, offset, limit);
  }

  private static List<String> joined(List<String> first, List<String> last) {
    List<String> all = new ArrayList<>(first);
    all.addAll(last);
    return all;
  }
}
