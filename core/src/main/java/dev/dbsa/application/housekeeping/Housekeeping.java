package dev.dbsa.application.housekeeping;

import java.time.Duration;
import java.util.List;

/** Everything that is tidied up now and then, apart from whatever has to happen in time. */
public final class Housekeeping implements AutoCloseable {
  private final List<Chore> chores;
  private final Ticker ticker = new Ticker("housekeeping");

  public Housekeeping(List<Chore> chores) {
    this.chores = List.copyOf(chores);
  }

  /**
   * Something to do.
   *
   * @param name what it does, for the log: "forget old signatures"
   * @param work has to end by itself before long, however much there is to do
   */
  public record Chore(String name, Duration period, Runnable work) {}

  /** Begins with all of them. */
  public void open() {
    chores.forEach(chore -> ticker.every(chore.period(), chore.name(), chore.work()));
  }

  @Override
  public void close() {
    ticker.close();
  }
}
