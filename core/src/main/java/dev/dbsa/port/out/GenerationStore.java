package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps generations with their attempts and drafts. Every method joins the transaction it is called
 * in.
 */
public interface GenerationStore {
  /**
   * @throws dev.dbsa.domain.error.DbsaException {@code CONNECTION_NOT_FOUND} or {@code
   *     SNAPSHOT_NOT_FOUND} if what it refers to was deleted meanwhile
   */
  void add(Generation generation);

  Optional<Generation> find(GenerationId id);

  /**
   * Replaces the stored generation if it is still the one that {@code generation} was derived from
   * (compare-and-swap on {@link Generation#version()}); the stored version counts up.
   *
   * @return whether this call won; {@code false} also where the generation was deleted
   */
  boolean replace(Generation generation);

  /** The generations that answer questions of this one, oldest first. */
  List<GenerationId> findFollowing(GenerationId id);

  /** How many generations refer to the connection. */
  long count(ConnectionId connection);

  /** How many generations run now that are part of this share; see {@link Lease#startedBy()}. */
  long countRunning(String startedBy);

  /**
   * Prolongs the claim on a running generation without changing its version.
   *
   * @return whether the generation still runs under this owner
   */
  boolean renewLease(GenerationId id, String owner, Instant until);

  /** Running generations whose claim ended before {@code now}, at most {@code limit}. */
  List<Generation> findAbandoned(Instant now, int limit);
}
