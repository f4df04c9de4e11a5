package dev.dbsa.port.out;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.generation.Lease;
import dev.dbsa.domain.generation.Request;
import dev.dbsa.domain.generation.Standing;
import dev.dbsa.domain.generation.Waiting;
import dev.dbsa.domain.sql.ScriptMode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  /** The same without request and draft, in a fraction of the time. */
  Optional<Standing> findStanding(GenerationId id);

  /**
   * Replaces the stored generation if it is still the one that {@code generation} was derived from
   * (compare-and-swap on {@link Generation#version()}); the stored version counts up.
   *
   * @return whether this call won; {@code false} also where the generation was deleted
   */
  boolean replace(Generation generation);

  /** The generations that answer questions of this one, oldest first. */
  List<GenerationId> findFollowing(GenerationId id);

  /**
   * The requests for scripts that people accepted, as they were or edited, and did not reject
   * since: newest first, at most {@code limit}.
   */
  List<TakenRequest> findTaken(ConnectionId connection, ScriptMode mode, int limit);

  /** A request whose script people took. */
  record TakenRequest(GenerationId id, Request request) {}

  /** How many generations refer to the connection. */
  long count(ConnectionId connection);

  /**
   * How many generations run or wait now that are part of this share; see {@link
   * dev.dbsa.domain.generation.Turn#startedBy()}. Whoever counts in the transaction that starts one
   * counts alone.
   */
  long countUnderWay(String startedBy);

  /** Generations that wait for a worker, whoever waits for longest first, at most {@code limit}. */
  List<Generation> findWaiting(int limit);

  /** How many wait for a worker. */
  long countWaiting();

  /** How many wait longer than this one. */
  long countWaitingBefore(GenerationId id, Waiting waiting);

  /** The generations that run under this owner, with the numbers of their attempts. */
  Map<GenerationId, Integer> findHeld(String owner);

  /** Prolongs the owner's claims on those of the generations that still run under it. */
  void renewLeases(String owner, Collection<GenerationId> ids, Instant until);

  /**
   * Enters that a model is asked from now on; see {@link Lease#sent()}. Changes no version.
   *
   * @return whether this attempt still runs under this owner
   */
  boolean markSent(GenerationId id, String owner, int attemptNumber);

  /**
   * Deletes generations that were requested before {@code time} and neither run nor wait for a
   * worker, with their drafts and reviews, at most {@code limit}.
   *
   * @return how many there were
   */
  int deleteRequestedBefore(Instant time, int limit);

  /** Running generations whose claim ended before {@code now}, at most {@code limit}. */
  List<Generation> findAbandoned(Instant now, int limit);
}
