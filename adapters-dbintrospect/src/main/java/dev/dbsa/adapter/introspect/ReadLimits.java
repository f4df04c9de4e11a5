package dev.dbsa.adapter.introspect;

import java.time.Duration;

/**
 * How long and in what portions a target database is read.
 *
 * @param connectTimeout from the first look-up of the host's name until the login is done, all in
 *     all; at most {@link #MAX_CONNECT_TIMEOUT}
 * @param statementTimeout for one catalogue query, kept by the server
 * @param readTimeout for everything after the login, all queries together
 * @param loginBytes what the server may send until the login is done
 * @param readBytes what it may send in all, as it comes over the network
 * @param fetchSize how many rows PostgreSQL sends at a time; MySQL's are taken one by one as they
 *     arrive
 */
public record ReadLimits(
    Duration connectTimeout,
    Duration statementTimeout,
    Duration readTimeout,
    long loginBytes,
    long readBytes,
    int fetchSize) {

  /** A host that does not answer is given up on after this time at the latest. */
  public static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Greetings, certificates and keys take a few kilobytes. */
  private static final long LOGIN_BYTES = 1L << 20;

  /** A hundred thousand tables of twenty columns take about so much. */
  private static final long READ_BYTES = 256L << 20;

  /** Enough for tens of thousands of tables on a slow server. */
  public static final ReadLimits DEFAULT =
      new ReadLimits(MAX_CONNECT_TIMEOUT, Duration.ofSeconds(60), Duration.ofMinutes(5), 5_000);

  /** With the usual bounds of what the server may send. */
  public ReadLimits(
      Duration connectTimeout, Duration statementTimeout, Duration readTimeout, int fetchSize) {
    this(connectTimeout, statementTimeout, readTimeout, LOGIN_BYTES, READ_BYTES, fetchSize);
  }

  /**
   * @throws IllegalArgumentException if a limit is not positive, or the connect timeout too long
   */
  public ReadLimits {
    requirePositive("connect timeout", connectTimeout);
    requirePositive("statement timeout", statementTimeout);
    requirePositive("read timeout", readTimeout);
    if (connectTimeout.compareTo(MAX_CONNECT_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "the connect timeout must not exceed " + MAX_CONNECT_TIMEOUT.toSeconds() + " seconds");
    }
    if (loginBytes < 1 || readBytes < loginBytes) {
      throw new IllegalArgumentException("a reading may take no less than a login");
    }
    if (fetchSize < 1) {
      throw new IllegalArgumentException("the fetch size must be positive");
    }
  }

  /** How long a query waits for a lock: another session's DDL is waited for, but not for long. */
  Duration lockTimeout() {
    Duration half = statementTimeout.dividedBy(2);
    Duration most = Duration.ofSeconds(5);
    return half.compareTo(most) < 0 ? half : most;
  }

  /**
   * How long the network may be silent: a little longer than the server may think about a query, so
   * that its own verdict arrives first.
   */
  Duration silence() {
    return statementTimeout.plusSeconds(5);
  }

  private static void requirePositive(String name, Duration value) {
    // A server counts in milliseconds, and reads 0 as "no limit".
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("the " + name + " must be at least a millisecond");
    }
  }
}
