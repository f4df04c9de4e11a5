package dev.dbsa.adapter.introspect;

import java.io.IOException;

/**
 * How many bytes a target database may send. They are counted below the driver, which believes what
 * a message says of its own length, and gathers whatever arrives.
 */
final class ByteBudget {
  /** Where the sockets of a contact, which the drivers make, find what they may take. */
  static final ScopedValue<ByteBudget> CURRENT = ScopedValue.newInstance();

  /** For sockets that a driver makes beside its conversation, such as to cancel a query. */
  private static final long ASIDE = 1 << 16;

  private final long beforeLogin;
  private final long whole;
  private long taken;
  private boolean loggedIn;

  /**
   * @param beforeLogin until {@link #logIn}, over all attempts of the driver
   * @param whole from the first byte to the last
   */
  ByteBudget(long beforeLogin, long whole) {
    this.beforeLogin = beforeLogin;
    this.whole = whole;
  }

  /** What a socket that is made now may take. */
  static ByteBudget current() {
    return CURRENT.orElse(new ByteBudget(ASIDE, ASIDE));
  }

  /** Whoever sends from now on has let the account in. */
  synchronized void logIn() {
    loggedIn = true;
  }

  /**
   * Notes bytes that arrived.
   *
   * @throws TooManyBytesException if there were more than may be
   */
  synchronized void take(long bytes) throws TooManyBytesException {
    taken += bytes;
    long most = loggedIn ? whole : beforeLogin;
    if (taken > most) {
      throw new TooManyBytesException(most);
    }
  }

  /** The target sends more than anybody needs. */
  static final class TooManyBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long most;

    private TooManyBytesException(long most) {
      super("the target sent more than " + most + " bytes");
      this.most = most;
    }

    /** How many bytes it might have sent. */
    long most() {
      return most;
    }
  }
}
