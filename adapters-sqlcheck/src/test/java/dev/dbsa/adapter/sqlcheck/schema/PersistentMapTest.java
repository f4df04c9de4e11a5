package dev.dbsa.adapter.sqlcheck.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PersistentMapTest {

  private static Map<Integer, String> since(
      PersistentMap<Integer, String> map, PersistentMap<Integer, String> before) {
    Map<Integer, String> found = new HashMap<>();
    map.forEachSince(before, found::put);
    return found;
  }

  @Test
  void whatWasPutInSinceIsFoundWithoutLookingAtAll() {
    PersistentMap<Integer, String> before = PersistentMap.empty();
    for (int i = 0; i < 50_000; i++) {
      before = before.with(i, "old");
    }
    PersistentMap<Integer, String> after =
        before.with(17, "changed").with(70_000, "new").with(17 + (1 << 31), "far");

    assertThat(since(after, before))
        .containsEntry(17, "changed")
        .containsEntry(70_000, "new")
        .containsEntry(17 + (1 << 31), "far")
        .hasSizeLessThan(100);
    assertThat(since(before, before)).isEmpty();
    assertThat(since(before, PersistentMap.empty())).hasSize(50_000);
  }
}
