package dev.dbsa.adapter.introspect;

import java.io.IOException;

/**
 * How many bytes a target database may send. They are counted below the driver, which believes what
 * a message says of its own length, and gathers whatever arrives.
 */
final class ByteBudget {
  /** Where the sockets of a contact, which the drivers make, find what they may take. */
  static final ScopedValue<ByteBudget> CURRENT = ScopedValue.newInstance();

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

  /**
   * What a socket that is made now may take. Without a contact it is what a whole reading may: a
   * driver may make sockets beside its conversation, and where a development or test run loads the
   * driver and this class by different loaders, its sockets see no contact at all.
   */
  static ByteBudget current() {
    long whole = ReadLimits.DEFAULT.readBytes();
    return CURRENT.isBound() ? CURRENT.get() : new ByteBudget(whole, whole);
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
