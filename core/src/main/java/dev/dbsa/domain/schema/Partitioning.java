package dev.dbsa.domain.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a table is cut into partitions. The partitions are folded into their table: they are not
 * relations of the snapshot, but {@link SchemaCatalog#findPartition} finds those that a script may
 * name as tables.
 *
 * @param strategy as the server names it, in lower case: {@code range}, {@code list}, {@code hash},
 *     {@code key}
 * @param key the partitioning columns or expression as SQL text
 * @param partitionCount how many partitions there are, on all levels
 * @param partitionNames the names to show, in the server's order, at most {@link #MAX_NAMES}
 * @param partitions all of them, by name; empty in snapshots of earlier versions of the program
 */
public record Partitioning(
    String strategy,
    String key,
    int partitionCount,
    List<String> partitionNames,
    List<Partition> partitions) {
  /** How many partitions are shown by name; more are only counted. */
  public static final int MAX_NAMES = 100;

  public Partitioning {
    partitionNames =
        List.copyOf(partitionNames.subList(0, Math.min(MAX_NAMES, partitionNames.size())));
    List<Partition> sorted = new ArrayList<>(partitions);
    sorted.sort(Comparator.comparing(Partition::name));
    partitions = List.copyOf(sorted);
  }

  /** Partitions of which nothing is known but some names. */
  public Partitioning(String strategy, String key, int count, List<String> names) {
    this(strategy, key, count, names, List.of());
  }
}
