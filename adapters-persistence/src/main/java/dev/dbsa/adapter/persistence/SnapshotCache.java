package dev.dbsa.adapter.persistence;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.Relation;
import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The snapshots read lately, one instance each. Snapshots never change and identities are never
 * used again, so that nothing here can be out of date; whether a snapshot still exists is the
 * store's to ask.
 */
@ApplicationScoped
class SnapshotCache {

  /**
   * How many columns are kept in memory, over all snapshots. A column with its share of keys and
   * indexes takes 200 to 400 bytes, lookup tables included.
   */
  private static final int MAX_COLUMNS = 500_000;

  /** So that many small or empty schemas count too. */
  private static final int BASE_WEIGHT = 50;

  private final AsyncCache<SnapshotId, SchemaSnapshot> snapshots =
      Caffeine.newBuilder().maximumWeight(MAX_COLUMNS).weigher(SnapshotCache::weight).buildAsync();

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
    CompletableFuture<SchemaSnapshot> mine = new CompletableFuture<>();
    CompletableFuture<SchemaSnapshot> first = snapshots.asMap().putIfAbsent(id, mine);
    if (first != null) {
      return join(first);
    }
    // Loaded by this thread, in its transaction. A failure takes the entry out of the cache.
    try {
      SchemaSnapshot loaded = loader.get();
      mine.complete(loaded);
      return loaded;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static SchemaSnapshot join(CompletableFuture<SchemaSnapshot> loading) {
    try {
      return loading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  void remove(SnapshotId id) {
    snapshots.synchronous().invalidate(id);
  }
}
