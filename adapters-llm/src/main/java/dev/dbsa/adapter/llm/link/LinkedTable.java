package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.Relation;
import java.util.List;

/**
 * A table or view that a request may speak of.
 *
 * @param score comparable between the tables of one linking only
 * @param columns those that the request speaks of, best first
 * @param reasons for people; never empty
 */
public record LinkedTable(
    Relation relation, double score, List<LinkedColumn> columns, List<String> reasons) {
  public LinkedTable {
    columns = List.copyOf(columns);
    reasons = List.copyOf(reasons);
  }
}
