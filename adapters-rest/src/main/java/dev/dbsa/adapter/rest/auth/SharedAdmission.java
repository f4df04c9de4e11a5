package dev.dbsa.adapter.rest.auth;

import dev.dbsa.port.out.CallerLedger;
import dev.dbsa.port.out.CallerLedger.Bucket;
import dev.dbsa.port.out.CallerLedger.Grant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts callers' signatures and requests over all processes on the store. Of requests, a process
 * takes a second's worth at once, so that not each one asks the store, and keeps what is left for
 * the caller's next ones.
 */
final class SharedAdmission {
  /** Callers whose tokens are held; the one that was silent for longest is forgotten first. */
  private static final int MAX_CALLERS = 10_000;

  private static final int SECONDS_PER_MINUTE = 60;

  private final CallerLedger ledger;
  private final RateLimits limits;
  private final Map<String, Integer> held =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  SharedAdmission(CallerLedger ledger, RateLimits limits) {
    this.ledger = ledger;
    this.limits = limits;
  }

  /** What becomes of a request. */
  sealed interface Verdict {
    record Admitted() implements Verdict {}

    /** Its signature was used before. */
    record Replayed() implements Verdict {}

    record Limited(Duration delay) implements Verdict {}
  }

  /** Whether a request may come in without the store being asked; takes a token if so. */
  boolean admitsAtOnce(@Nullable SignatureUse use, String caller) {
    return use == null && (limits.perMinute() == 0 || takeHeld(caller));
  }

  /** Asks the store; blocks. */
  Verdict ask(@Nullable SignatureUse use, String caller) {
    if (use != null && !ledger.isFirstUse(use.digest(), use.expiry())) {
      return new Verdict.Replayed();
    }
    if (limits.perMinute() == 0 || takeHeld(caller)) {
      return new Verdict.Admitted();
    }
    int portion = Math.max(1, limits.perMinute() / SECONDS_PER_MINUTE);
    Grant grant = ledger.take(caller, portion, new Bucket(limits.perMinute(), limits.burst()));
    if (grant.tokens() == 0) {
      return new Verdict.Limited(grant.delay());
    }
    hold(caller, grant.tokens() - 1);
    return new Verdict.Admitted();
  }

  private synchronized boolean takeHeld(String caller) {
    int tokens = held.getOrDefault(caller, 0);
    if (tokens > 0) {
      held.put(caller, tokens - 1);
    }
    return tokens > 0;
  }

  private synchronized void hold(String caller, int tokens) {
    held.merge(caller, tokens, Integer::sum);
  }
}
