package dev.dbsa.domain.schema;

import java.util.UUID;

/** Identity of a snapshot. */
public record SnapshotId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
