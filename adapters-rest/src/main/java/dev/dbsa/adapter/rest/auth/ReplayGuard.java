package dev.dbsa.adapter.rest.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Remembers the signatures of this process's callers for as long as their time stamps are fresh, so
 * that none is taken twice. Only valid signatures are remembered: nobody without a secret can fill
 * it.
 */
final class ReplayGuard {
  private final InstantSource clock;
  private final Set<String> seen = new HashSet<>();
  private final Queue<Entry> byExpiry = new PriorityQueue<>(Comparator.comparing(Entry::expiry));

  private record Entry(String signature, Instant expiry) {}

  ReplayGuard(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whether the signature comes for the first time, and is still fresh.
   *
   * @param expiry from when on its time stamp is too old anyway
   */
  synchronized boolean isFirstUse(String signature, Instant expiry) {
    // Read under the lock: by an earlier time, a signature could pass that was just forgotten.
    Instant now = clock.instant();
    for (Entry oldest = byExpiry.peek();
        oldest != null && oldest.expiry().isBefore(now);
        oldest = byExpiry.peek()) {
      byExpiry.remove();
      seen.remove(oldest.signature());
    }
    if (expiry.isBefore(now) || !seen.add(signature)) {
      return false;
    }
    byExpiry.add(new Entry(signature, expiry));
    return true;
  }
}
