package dev.dbsa.adapter.llm.link;

import dev.dbsa.domain.schema.Relation;
import java.util.List;
import java.util.Objects;

/**
 * How rows of two relations belong together: by a foreign key, or by a naming convention.
 *
 * @param name the foreign key's name; of a convention the referring column's
 * @param source the referring relation
 * @param target the relation referred to
 * @param declared whether a foreign key says so
 */
public record JoinLink(
    String name,
    Relation source,
    List<String> sourceColumns,
    Relation target,
    List<String> targetColumns,
    boolean declared) {
  public JoinLink {
    sourceColumns = List.copyOf(sourceColumns);
    targetColumns = List.copyOf(targetColumns);
  }

  /** Of the names alone: a relation holds all of its columns. */
  @Override
  public int hashCode() {
    return Objects.hash(name, source.name(), target.name());
  }

  /** The other end. */
  public Relation opposite(Relation end) {
    return source.name().equals(end.name()) ? target : source;
  }
}
