package dev.dbsa.adapter.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells the log why the store cannot be used; not for each of many requests. */
@ApplicationScoped
class Outage {

  private static final Logger LOG = Logger.getLogger("dev.dbsa.store");
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private final AtomicLong next = new AtomicLong(System.nanoTime());

  void tell(RuntimeException e) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS)) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      LOG.errorf("The metadata store cannot be used: %s", cause.getMessage());
      LOG.debug("The metadata store cannot be used", e);
    }
  }
}
