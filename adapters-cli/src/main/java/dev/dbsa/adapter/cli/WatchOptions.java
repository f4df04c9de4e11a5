package dev.dbsa.adapter.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Flags of the commands that can look again. */
final class WatchOptions {
  private static final int LONGEST = 3600;

  @Option(
      names = "--watch",
      order = 70,
      description =
          "Look again and show what has changed, until there is nothing more to wait for or Ctrl-C;"
              + " with --output json a line for each state.")
  private boolean watch;

  @Option(
      names = "--interval",
      order = 71,
      paramLabel = "SECONDS",
      description = "How long to pause between two looks. Default: 2.")
  private int interval = 2;

  boolean isOn() {
    return watch;
  }

  /**
   * @throws UsageException if the flag is out of range
   */
  Duration interval() {
    return Duration.ofSeconds(Choices.checked("--interval", interval, 1, LONGEST));
  }
}
