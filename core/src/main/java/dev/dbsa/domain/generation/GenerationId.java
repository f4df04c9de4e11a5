package dev.dbsa.domain.generation;

import java.util.UUID;

/** Identity of a generation. */
public record GenerationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
