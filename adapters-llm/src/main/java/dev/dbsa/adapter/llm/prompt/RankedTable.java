package dev.dbsa.adapter.llm.prompt;

import dev.dbsa.domain.schema.Relation;
import java.util.Set;

/**
 * A table or view that a request may speak of.
 *
 * @param score above 0; comparable between the tables of one ranking only
 * @param columns the names of those that the request may speak of
 * @param reason why it was chosen, for people
 */
public record RankedTable(Relation relation, double score, Set<String> columns, String reason) {
  public RankedTable {
    columns = Set.copyOf(columns);
  }
}
