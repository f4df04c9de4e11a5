package dev.dbsa.app;

import dev.dbsa.adapter.persistence.StoreClock;
import dev.dbsa.port.out.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;

/** Time and identity. */
class SystemBeans {
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  /**
   * The store's clock, where processes share one: then they agree on the time. Microseconds are
   * what the API prints and every store keeps.
   */
  @Produces
  @Singleton
  InstantSource clock(StoreClock storeClock) {
    return Clock.tick(storeClock.withZone(ZoneOffset.UTC), MICROSECOND);
  }

  @Produces
  @ApplicationScoped
  IdSource ids() {
    return UUID::randomUUID;
  }
}
