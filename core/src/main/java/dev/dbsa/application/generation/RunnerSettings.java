package dev.dbsa.application.generation;

import java.time.Duration;

/**
 * How generations are run.
 *
 * @param owner identity of this process, different from every other process on the same store
 * @param attemptTimeout how long one attempt may take
 * @param leaseDuration how long a generation counts as running after its process last gave a sign
 *     of life
 */
public record RunnerSettings(String owner, Duration attemptTimeout, Duration leaseDuration) {}
