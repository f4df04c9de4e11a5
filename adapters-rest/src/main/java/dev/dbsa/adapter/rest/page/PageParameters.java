package dev.dbsa.adapter.rest.page;

import dev.dbsa.adapter.rest.input.QueryParameters;
import dev.dbsa.domain.history.PageRequest;

/** The parameters by which a client asks for a page. */
public record PageParameters(int page, int pageSize) {

  /** Reads {@code page} and {@code page_size}. */
  public static PageParameters read(QueryParameters query) {
    return new PageParameters(
        query.integer("page", 1), query.integer("page_size", PageRequest.DEFAULT_SIZE));
  }

  /**
   * @throws dev.dbsa.domain.error.InvalidFieldsException if there is no such page
   */
  public PageRequest toRequest() {
    return new PageRequest(page, pageSize);
  }
}
