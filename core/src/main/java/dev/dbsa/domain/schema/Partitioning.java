package dev.dbsa.domain.schema;

import java.util.List;

/**
 * How a table is cut into partitions. The partitions are folded into their table: they are not
 * relations of the snapshot.
 *
 * @param strategy as the server names it, in lower case: {@code range}, {@code list}, {@code hash},
 *     {@code key}
 * @param key the partitioning columns or expression as SQL text
 * @param partitionCount how many partitions there are, on all levels
 * @param partitionNames the names in the server's order, at most {@link #MAX_NAMES}
 */
public record Partitioning(
    String strategy, String key, int partitionCount, List<String> partitionNames) {
  /** How many partitions a snapshot names; more are only counted. */
  public static final int MAX_NAMES = 100;

  public Partitioning {
    partitionNames =
        List.copyOf(partitionNames.subList(0, Math.min(MAX_NAMES, partitionNames.size())));
  }
}
