package dev.dbsa.domain.history;

import java.util.List;

/**
 * A page of a longer list.
 *
 * @param page 1-based
 * @param total how many items the whole list has
 */
public record Page<T>(List<T> items, int page, int pageSize, long total) {
  public Page {
    items = List.copyOf(items);
  }
}
