package dev.dbsa.adapter.cli;

/** What the commands exit with. */
final class ExitCode {
  static final int OK = 0;

  /** The service refused, or what was waited for did not come about. */
  static final int REFUSED = 1;

  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  private ExitCode() {}
}
