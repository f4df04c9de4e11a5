package dev.dbsa.testing;

import dev.dbsa.port.out.CallerLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory what callers have used up. */
public final class InMemoryCallerLedger implements CallerLedger {

  private record Filled(double tokens, Instant at) {}

  private final boolean shared;
  private final InstantSource clock;
  private final Map<String, Instant> signatures = new HashMap<>();
  private final Map<String, Filled> buckets = new HashMap<>();

  /**
   * @param shared whether it is to be taken for that of several processes
   */
  public InMemoryCallerLedger(boolean shared, InstantSource clock) {
    this.shared = shared;
    this.clock = clock;
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public synchronized boolean isFirstUse(String signature, Instant expiry) {
    return signatures.putIfAbsent(signature, expiry) == null;
  }

  @Override
  public synchronized Grant take(String caller, int wanted, Bucket bucket) {
    Instant now = clock.instant();
    Filled filled = buckets.getOrDefault(caller, new Filled(bucket.burst(), now));
    double perNano = bucket.perMinute() / 60e9;
    double tokens =
        Math.min(
            bucket.burst(),
            filled.tokens() + Duration.between(filled.at(), now).toNanos() * perNano);
    int taken = (int) Math.min(wanted, Math.floor(tokens));
    if (taken == 0) {
      return new Grant(0, Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
    }
    buckets.put(caller, new Filled(tokens - taken, now));
    return new Grant(taken, Duration.ZERO);
  }

  @Override
  public synchronized void forget(Duration idleFor, int limit) {
    Instant now = clock.instant();
    signatures.values().removeIf(expiry -> expiry.isBefore(now));
    buckets.values().removeIf(filled -> filled.at().isBefore(now.minus(idleFor)));
  }
}
