package dev.dbsa.domain.schema;

import java.util.Comparator;
import java.util.List;

/**
 * One object's use of another, as far as the definitions in the snapshot do not tell it anyway: a
 * foreign key's use of its target, a key's of its columns and a partition's of its root are left
 * out. On PostgreSQL these are the rows of {@code pg_depend}, on MySQL the tables that views read.
 *
 * @param dependent what uses
 * @param referenced what is used; the extension where it is one of an extension's objects
 * @param columns the columns of {@code referenced} that are used, sorted; empty where it is used as
 *     a whole or has none
 * @param automatic whether the dependent goes along when the referenced one is dropped, rather than
 *     blocking the drop
 */
public record Dependency(
    ObjectReference dependent, ObjectReference referenced, List<String> columns, boolean automatic)
    implements Comparable<Dependency> {
  private static final Comparator<Dependency> ORDER =
      Comparator.comparing(Dependency::dependent)
          .thenComparing(Dependency::referenced)
          .thenComparing(Dependency::automatic);

  public Dependency {
    columns = columns.stream().sorted().toList();
  }

  @Override
  public int compareTo(Dependency other) {
    return ORDER.compare(this, other);
  }
}
