package dev.dbsa.adapter.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The snapshots read lately, one instance each. Schemas never change and identities are never used
 * again; where a refresh renews a snapshot's statistics, the store removes it from here. Whether a
 * snapshot still exists is the store's to ask.
 */
@ApplicationScoped
// The classes that Caffeine picks by name for a bounded cache with weights.
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMW",
      "com.github.benmanes.caffeine.cache.PSMW"
    })
class SnapshotCache {

  /**
   * How many columns are kept in memory, over all snapshots. With its share of keys, indexes and
   * lookup tables a column was measured to take 165 bytes where every fourth has a comment; so this
   * is about 85 MB.
   */
  private static final int MAX_COLUMNS = 500_000;

  /** So that many small or empty schemas count too. */
  private static final int BASE_WEIGHT = 50;

  private final Cache<SnapshotId, SchemaSnapshot> loaded =
      Caffeine.newBuilder().maximumWeight(MAX_COLUMNS).weigher(SnapshotCache::weight).build();

  private final ConcurrentMap<SnapshotId, CompletableFuture<SchemaSnapshot>> loading =
      new ConcurrentHashMap<>();

  private static int weight(SnapshotId id, SchemaSnapshot snapshot) {
    // The largest one is still kept, alone: it is costly to read again at every request.
    return Math.min(MAX_COLUMNS, BASE_WEIGHT + columns(snapshot.schema()));
  }

  private static int columns(DatabaseSchema schema) {
    int columns = 0;
    for (Relation relation : schema.relations()) {
      columns += relation.columns().size();
    }
    return columns;
  }

  /** The snapshot, which is loaded by one caller while all others wait for that one. */
  SchemaSnapshot get(SnapshotId id, Supplier<SchemaSnapshot> loader) {
    SchemaSnapshot known = loaded.getIfPresent(id);
    if (known != null) {
      return known;
    }
    CompletableFuture<SchemaSnapshot> mine = new CompletableFuture<>();
    CompletableFuture<SchemaSnapshot> first = loading.putIfAbsent(id, mine);
    return first == null ? load(id, loader, mine) : join(first);
  }

  /** Loads in this thread, which means in its transaction. */
  private SchemaSnapshot load(
      SnapshotId id, Supplier<SchemaSnapshot> loader, CompletableFuture<SchemaSnapshot> result) {
    try {
      // Another caller may have ended between the look into the one map and the other.
      SchemaSnapshot known = loaded.getIfPresent(id);
      SchemaSnapshot snapshot = known == null ? loader.get() : known;
      loaded.put(id, snapshot);
      result.complete(snapshot);
      return snapshot;
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
      throw e;
    } finally {
      loading.remove(id);
    }
  }

  private static SchemaSnapshot join(CompletableFuture<SchemaSnapshot> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  void remove(SnapshotId id) {
    loaded.invalidate(id);
  }
}
