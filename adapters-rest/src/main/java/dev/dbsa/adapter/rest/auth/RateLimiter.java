package dev.dbsa.adapter.rest.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Token buckets, one per caller: each request takes a token, tokens come back evenly over time. */
final class RateLimiter {
  /** Callers that are remembered; the one that was silent for longest is forgotten first. */
  private static final int MAX_CALLERS = 10_000;

  private static final double NANOS_PER_MINUTE = 60e9;

  private final RateLimits limits;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  private record Bucket(double tokens, Instant at) {}

  RateLimiter(RateLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes a token.
   *
   * @return empty if there was one, else the time until there is
   */
  synchronized Optional<Duration> take(String caller) {
    if (limits.perMinute() == 0) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    double perNano = limits.perMinute() / NANOS_PER_MINUTE;
    Bucket bucket = buckets.getOrDefault(caller, new Bucket(limits.burst(), now));
    // To the nanosecond: who asks many times within a millisecond must not lose what comes back.
    double refilled = Math.max(0, Duration.between(bucket.at(), now).toNanos()) * perNano;
    double tokens = Math.min(limits.burst(), bucket.tokens() + refilled);
    if (tokens < 1) {
      buckets.put(caller, new Bucket(tokens, now));
      return Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
    }
    buckets.put(caller, new Bucket(tokens - 1, now));
    return Optional.empty();
  }
}
