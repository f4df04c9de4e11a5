package dev.dbsa.adapter.rest.http;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of requests' bodies is held at once: in all, so that no crowd of callers fills the
 * memory, and from each address, so that no single one takes the room of all others.
 */
final class BodyBudget {
  private final Bound whole;
  private final Bound each;
  private final Use used = new Use();
  private final Map<String, Use> byAddress = new HashMap<>();

  /**
   * @param requests whose bodies are held or awaited
   * @param bytes announced or, where nothing was announced, received
   */
  record Bound(int requests, long bytes) {}

  /** What came of asking for room. */
  enum Outcome {
    GRANTED,
    /** The address has used up its part. */
    ADDRESS_FULL,
    /** There is no room for anybody. */
    FULL
  }

  private static final class Use {
    private int requests;
    private long bytes;

    boolean fits(Bound bound, int moreRequests, long moreBytes) {
      return requests + moreRequests <= bound.requests() && bytes + moreBytes <= bound.bytes();
    }

    void add(int moreRequests, long moreBytes) {
      requests += moreRequests;
      bytes += moreBytes;
    }
  }

  BodyBudget(Bound whole, Bound each) {
    this.whole = whole;
    this.each = each;
  }

  /** One request's part; starts with no room at all. */
  Share share(String address) {
    return new Share(address);
  }

  private synchronized Outcome take(String address, int requests, long bytes) {
    Use own = byAddress.getOrDefault(address, new Use());
    if (!own.fits(each, requests, bytes)) {
      return Outcome.ADDRESS_FULL;
    }
    if (!used.fits(whole, requests, bytes)) {
      return Outcome.FULL;
    }
    own.add(requests, bytes);
    used.add(requests, bytes);
    byAddress.put(address, own);
    return Outcome.GRANTED;
  }

  private synchronized void give(String address, int requests, long bytes) {
    used.add(-requests, -bytes);
    Use own = byAddress.get(address);
    if (own != null) {
      own.add(-requests, -bytes);
      if (own.requests == 0) {
        byAddress.remove(address);
      }
    }
  }

  /** What one request holds; not for use by several threads at once, but for {@link #close}. */
  final class Share implements AutoCloseable {
    private final String address;
    private boolean open;
    private long held;

    private Share(String address) {
      this.address = address;
    }

    /** Asks for room for so many bytes altogether; keeps what it has where there is none. */
    synchronized Outcome reach(long bytes) {
      long more = Math.max(0, bytes - held);
      if (open && more == 0) {
        return Outcome.GRANTED;
      }
      Outcome outcome = take(address, open ? 0 : 1, more);
      if (outcome == Outcome.GRANTED) {
        open = true;
        held += more;
      }
      return outcome;
    }

    /** Gives everything back; a second time, nothing. */
    @Override
    public synchronized void close() {
      if (open) {
        open = false;
        give(address, 1, held);
        held = 0;
      }
    }
  }
}
