package dev.dbsa.adapter.introspect;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.error.ErrorCode;
import dev.dbsa.domain.network.HostGuard;
import dev.dbsa.domain.network.HostRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a target database: look the host up, log in, work, hang up. It runs on a
 * virtual thread of its own, because that is where an interrupt closes the socket that the thread
 * waits for; the calling thread watches the clock and its own interrupts.
 */
final class Contact<T> {

  /** What is done between login and hanging up. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  private final TargetDatabase target;
  private final Vendor vendor;
  private final ReadLimits limits;
  private final HostGuard hosts;
  private final Work<T> work;
  private final CountDownLatch loggedIn = new CountDownLatch(1);
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** Guarded by this. */
  private @Nullable Connection connection;

  /** Guarded by this: nobody waits for the result any more. */
  private boolean abandoned;

  private Contact(
      TargetDatabase target, Vendor vendor, ReadLimits limits, HostGuard hosts, Work<T> work) {
    this.target = target;
    this.vendor = vendor;
    this.limits = limits;
    this.hosts = hosts;
    this.work = work;
  }

  /**
   * Holds one conversation.
   *
   * @throws DbsaException with one of the {@code TARGET_} codes
   */
  static <T> T hold(
      TargetDatabase target, Vendor vendor, ReadLimits limits, HostGuard hosts, Work<T> work) {
    return new Contact<>(target, vendor, limits, hosts, work).run();
  }

  private T run() {
    long deadline = System.nanoTime() + limits.connectTimeout().toNanos();
    Thread worker = null;
    try {
      List<InetAddress> addresses = lookUp(deadline);
      worker = Thread.ofVirtual().name("target-database").start(() -> converse(addresses));
      if (!loggedIn.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw noAnswer();
      }
      return result.get(limits.readTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new DbsaException(
          ErrorCode.TARGET_TIMEOUT,
          "Reading from "
              + Failures.address(target.endpoint())
              + " took longer than "
              + Failures.seconds(limits.readTimeout())
              + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DbsaException(
          ErrorCode.TARGET_FAILED,
          "The contact with " + Failures.address(target.endpoint()) + " was interrupted.",
          e);
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      if (worker != null) {
        abandon(worker);
      }
    }
  }

  /**
   * Where the host is, if it may be called. Names are looked up on a platform thread: a look-up
   * cannot be interrupted, and a few of them that hang would block the carriers of all virtual
   * threads. They are looked up this once: the driver connects to what was checked here.
   */
  private List<InetAddress> lookUp(long deadline) throws InterruptedException {
    String host = target.endpoint().host();
    CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    Runnable lookUp =
        () -> {
          try {
            addresses.complete(hosts.addresses(host, target.endpoint().port()));
          } catch (UnknownHostException | HostRefusedException | RuntimeException e) {
            addresses.completeExceptionally(e);
          }
        };
    if (isAddress(host)) {
      lookUp.run();
    } else {
      Thread.ofPlatform().name("target-look-up").daemon().start(lookUp);
    }
    try {
      return addresses.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new DbsaException(
          ErrorCode.TARGET_TIMEOUT,
          "The name of the host "
              + host
              + " could not be looked up within "
              + Failures.seconds(limits.connectTimeout())
              + ".",
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HostRefusedException refusal
          ? Failures.notAllowed(target.endpoint(), refusal)
          : Failures.unknownHost(target.endpoint(), e.getCause());
    }
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void converse(List<InetAddress> addresses) {
    try {
      result.complete(work(addresses));
    } catch (DbsaException e) {
      result.completeExceptionally(Failures.withoutPassword(e, target));
    } catch (RuntimeException e) {
      // A driver that is fed nonsense by its peer fails in many ways.
      result.completeExceptionally(
          Failures.withoutPassword(
              new DbsaException(
                  ErrorCode.TARGET_FAILED,
                  Failures.address(target.endpoint())
                      + " sent an answer that cannot be understood.",
                  e),
              target));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    } finally {
      loggedIn.countDown();
    }
  }

  private T work(List<InetAddress> addresses) {
    Connection open = logIn(addresses);
    loggedIn.countDown();
    try {
      return work.with(open);
    } catch (SQLException e) {
      throw vendor.explainReading(e, target.endpoint());
    } finally {
      hangUp(open);
    }
  }

  /** What was read stays read when saying goodbye fails. */
  private static void hangUp(Connection open) {
    try {
      open.close();
    } catch (SQLException e) {
      abort(open);
    }
  }

  private Connection logIn(List<InetAddress> addresses) {
    try {
      ByteBudget budget = new ByteBudget(limits.loginBytes(), limits.readBytes());
      Connection open =
          ScopedValue.where(ByteBudget.CURRENT, budget)
              .call(() -> vendor.connect(target, addresses, limits.connectTimeout()));
      budget.logIn();
      keep(open);
      open.setNetworkTimeout(Runnable::run, Math.toIntExact(limits.silence().toMillis()));
      return open;
    } catch (SQLException e) {
      throw vendor.explainLogin(e, target.endpoint());
    }
  }

  private synchronized void keep(Connection open) throws SQLException {
    if (abandoned) {
      open.abort(Runnable::run);
      throw new SQLException("nobody waits for this connection any more");
    }
    connection = open;
  }

  /** Ends the conversation if it is not over yet. */
  private void abandon(Thread worker) {
    if (!worker.isAlive()) {
      return;
    }
    worker.interrupt();
    Connection open;
    synchronized (this) {
      abandoned = true;
      open = connection;
    }
    if (open != null) {
      // Not on this thread: closing an encrypted socket may wait for one that is writing to it.
      Thread.ofVirtual().name("target-hang-up").start(() -> abort(open));
    }
  }

  private static void abort(Connection open) {
    try {
      open.abort(Runnable::run);
    } catch (SQLException e) {
      // It is as closed as it can be.
    }
  }

  private DbsaException noAnswer() {
    return Failures.noAnswer(target.endpoint(), limits.connectTimeout());
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      // The stack of the worker stays attached; the caller's is not needed to understand it.
      case DbsaException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(cause);
    };
  }

  /** Parts of a login may take as long as the whole, which the calling thread watches over. */
  static int seconds(Duration timeout) {
    return Math.toIntExact(Math.max(1, timeout.plusMillis(999).toSeconds()));
  }
}
