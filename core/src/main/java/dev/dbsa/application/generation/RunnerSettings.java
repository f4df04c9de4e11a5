package dev.dbsa.application.generation;

import java.time.Duration;

/**
 * How generations are run.
 *
 * @param owner identity of this process, different from every other process on the same store
 * @param workers how many generations this process runs at once
 * @param attemptTimeout how long one attempt may take
 * @param leaseDuration how long a generation counts as running after its process last gave a sign
 *     of life
 * @param grace how long a stop waits for what is under way
 */
public record RunnerSettings(
    String owner, int workers, Duration attemptTimeout, Duration leaseDuration, Duration grace) {
  public RunnerSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("somebody has to work");
    }
  }
}
