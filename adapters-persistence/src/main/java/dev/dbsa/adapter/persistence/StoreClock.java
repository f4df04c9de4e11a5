package dev.dbsa.adapter.persistence;

import dev.dbsa.adapter.persistence.dialect.StoreDialect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The time by the store's clock, so that all processes on one store agree about it, whatever their
 * own clocks say: about leases, orders and the age of signatures. Between two looks at the store it
 * goes on by this process's running time, which nobody sets.
 */
@ApplicationScoped
@Typed(StoreClock.class) // Not the clock itself, for which the program makes the choice.
public class StoreClock implements InstantSource {

  private static final Clock OWN = Clock.systemUTC();

  private final DataSource dataSource;
  private final Optional<String> query;
  private volatile Reading latest = new Reading(OWN.instant(), System.nanoTime());

  private record Reading(Instant time, long nanos) {
    Instant now() {
      return time.plusNanos(System.nanoTime() - nanos);
    }
  }

  StoreClock(DataSource dataSource, StoreDialect dialect) {
    this.dataSource = dataSource;
    this.query = dialect.clock();
  }

  /** Until the first {@link #synchronize}, and for a store without a clock, the process's time. */
  @Override
  public Instant instant() {
    return query.isPresent() ? latest.now() : OWN.instant();
  }

  /** Looks at the store's clock. */
  public void synchronize() {
    if (query.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      long before = System.nanoTime();
      try (ResultSet row = statement.executeQuery(query.get())) {
        row.next();
        LocalDateTime time = row.getObject(1, LocalDateTime.class);
        long after = System.nanoTime();
        latest = new Reading(time.toInstant(ZoneOffset.UTC), before + (after - before) / 2);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the metadata store does not tell the time", e);
    }
  }
}
