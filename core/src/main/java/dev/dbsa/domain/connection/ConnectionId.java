package dev.dbsa.domain.connection;

import java.util.UUID;

/** Identity of a connection profile. */
public record ConnectionId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
