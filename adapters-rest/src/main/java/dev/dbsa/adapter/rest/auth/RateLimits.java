package dev.dbsa.adapter.rest.auth;

/**
 * How many requests one caller may send.
 *
 * @param perMinute on average; 0 for no limit
 * @param burst at once, after a pause
 */
public record RateLimits(int perMinute, int burst) {
  public RateLimits {
    if (perMinute < 0 || (perMinute > 0 && burst < 1)) {
      throw new IllegalArgumentException("a limit must let somebody in");
    }
  }

  /** No limit. */
  public static final RateLimits NONE = new RateLimits(0, 0);
}
