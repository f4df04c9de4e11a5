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
 * @param divided whether it can have partitions itself
 * @param columnOrder the columns by the partition's own positions; empty where they are as in the
 *     root
 * @param statistics the partition's own, not part of the schema's identity
 * @param strategy PostgreSQL: how a divided one is divided, as in {@link Partitioning#strategy()};
 *     {@code null} for any other and where it was not read
 * @param key by what it is divided, as in {@link Partitioning#key()}; {@code null} likewise
 */
public record Partition(
    ObjectName name,
    ObjectName parent,
    @Nullable String bound,
    boolean divided,
    List<String> columnOrder,
    RelationStatistics statistics,
    @Nullable String strategy,
    @Nullable String key) {
  public Partition {
    columnOrder = List.copyOf(columnOrder);
  }

  /** A partition of which nothing says how it is divided. */
  public Partition(
      ObjectName name,
      ObjectName parent,
      @Nullable String bound,
      boolean divided,
      List<String> columnOrder,
      RelationStatistics statistics) {
    this(name, parent, bound, divided, columnOrder, statistics, null, null);
  }
}
