package dev.dbsa.domain.history;

import java.util.List;

/**
 * A page of a longer list.
 *
 * @param page 1-based
 * @param total how many items the whole list has, or, where that is not exact, how many it has at
 *     least
 * @param isTotalExact whether all of them were counted
 */
public record Page<T>(List<T> items, int page, int pageSize, long total, boolean isTotalExact) {
  public Page {
    items = List.copyOf(items);
  }

  /** A page of a list whose items were all counted. */
  public Page(List<T> items, int page, int pageSize, long total) {
    this(items, page, pageSize, total, true);
  }

  /** Whether there are items behind this page; only an empty page may follow where it is full. */
  public boolean hasMore() {
    return isTotalExact ? (long) page * pageSize < total : items.size() == pageSize;
  }
}
