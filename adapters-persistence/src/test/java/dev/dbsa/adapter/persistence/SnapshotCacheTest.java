package dev.dbsa.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbsa.domain.schema.SchemaSnapshot;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.testing.Race;
import dev.dbsa.testing.TestData;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotCacheTest {

  private final TestData data = new TestData();
  private final SchemaSnapshot snapshot = data.snapshot(data.profile("shop"), 1);
  private final SnapshotId id = snapshot.summary().id();
  private final SnapshotCache cache = new SnapshotCache();
  private final AtomicInteger loads = new AtomicInteger();

  private SchemaSnapshot load() {
    loads.incrementAndGet();
    return snapshot;
  }

  @Test
  void manyConcurrentCallersLoadOnce() {
    List<SchemaSnapshot> found = Race.of(16, _ -> cache.get(id, this::load));

    assertThat(found).containsOnly(snapshot);
    assertThat(loads).hasValue(1);
  }

  @Test
  void aFailureIsPassedOnAndForgotten() {
    assertThatThrownBy(
            () ->
                cache.get(
                    id,
                    () -> {
                      throw new UnreadableSnapshotException("it is damaged", null);
                    }))
        .isInstanceOf(UnreadableSnapshotException.class);

    assertThat(cache.get(id, this::load)).isSameAs(snapshot);
  }

  @Test
  void aRemovedSnapshotIsLoadedAgain() {
    cache.get(id, this::load);
    cache.remove(id);
    cache.get(id, this::load);

    assertThat(loads).hasValue(2);
  }
}
