package dev.dbsa.domain.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a table. It has its root's columns and constraints; only what differs is kept,
 * so that tens of thousands of them stay small.
 *
 * @param name PostgreSQL: the partition is a table of this name, maybe in another schema than its
 *     root. MySQL: the name within its table, with the table's schema
 * @param parent what it is a direct partition of: the root or another partition
 * @param bound which rows it holds, as the server prints it; {@code null} where it was not read
 * @param divided whether it has partitions itself
 * @param columnOrder the columns by the partition's own positions; empty where they are as in the
 *     root
 * @param statistics the partition's own, not part of the schema's identity
 */
public record Partition(
    ObjectName name,
    ObjectName parent,
    @Nullable String bound,
    boolean divided,
    List<String> columnOrder,
    RelationStatistics statistics) {
  public Partition {
    columnOrder = List.copyOf(columnOrder);
  }
}
