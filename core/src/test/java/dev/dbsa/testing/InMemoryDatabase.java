package dev.dbsa.testing;

import dev.dbsa.domain.audit.AuditEvent;
import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.connection.ConnectionProfile;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.GenerationId;
import dev.dbsa.domain.knowledge.Glossary;
import dev.dbsa.domain.review.Review;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.port.out.AnswerStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the in-memory stores share: the rows, in the order they came, behind one lock. */
public final class InMemoryDatabase {

  /** The rows; the maps keep the order of insertion. */
  record Rows(
      Map<ConnectionId, ConnectionProfile> connections,
      Map<SnapshotId, SchemaSnapshot> snapshots,
      Map<GenerationId, Generation> generations,
      Map<Object, Review> reviews,
      List<AuditEvent> audit,
      Map<String, AnswerStore.Taken> answers,
      Map<ConnectionId, Glossary> glossaries) {

    static Rows none() {
      return new Rows(
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new ArrayList<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());
    }

    Rows copy() {
      return new Rows(
          new LinkedHashMap<>(connections),
          new LinkedHashMap<>(snapshots),
          new LinkedHashMap<>(generations),
          new LinkedHashMap<>(reviews),
          new ArrayList<>(audit),
          new LinkedHashMap<>(answers),
          new LinkedHashMap<>(glossaries));
    }

    /** Oldest first; of two with the same time, the one stored first. */
    List<Review> reviewsOf(GenerationId generation) {
      return reviews.values().stream()
          .filter(r -> r.generationId().equals(generation))
          .sorted(Comparator.comparing(Review::createdAt))
          .toList();
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private Rows rows = Rows.none();
  private @Nullable RuntimeException refusal;

  /** What to do once the transaction at hand has committed; {@code null} outside of one. */
  private @Nullable List<Runnable> followUps;

  /**
   * Runs one operation of a store, inside the transaction of the calling thread if there is one.
   */
  <T> T access(Function<Rows, T> operation) {
    lock.lock();
    try {
      return operation.apply(rows);
    } catch (RuntimeException e) {
      refusal = e;
      throw e;
    } finally {
      lock.unlock();
    }
  }

  <T> T inTransaction(Supplier<T> work) {
    T result;
    List<Runnable> actions = List.of();
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return join(work);
      }
      List<Runnable> noted = new ArrayList<>();
      followUps = noted;
      result = begin(work);
      actions = noted;
    } finally {
      if (lock.getHoldCount() == 1) {
        followUps = null;
      }
      lock.unlock();
    }
    actions.forEach(Runnable::run);
    return result;
  }

  void afterCommit(Runnable action) {
    lock.lock();
    try {
      if (followUps == null) {
        throw new IllegalStateException("there is no transaction to wait for");
      }
      followUps.add(action);
    } finally {
      lock.unlock();
    }
  }

  private <T> T join(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      refusal = e;
      throw e;
    }
  }

  private <T> T begin(Supplier<T> work) {
    Rows before = rows.copy();
    boolean committed = false;
    refusal = null;
    try {
      T result = work.get();
      if (refusal != null) {
        throw new IllegalStateException("the transaction was undone", refusal);
      }
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rows = before;
      }
    }
  }
}
