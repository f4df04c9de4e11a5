package dev.dbsa.adapter.cli;

import picocli.CommandLine.Option;

/**
 * Help for commands whose flags take free text. There is no {@code -h} among them: picocli would
 * then refuse every value that starts so, such as a password.
 */
final class HelpOptions {
  @Option(names = "--help", order = 100, usageHelp = true, description = "Show this help.")
  private boolean help;

  @Option(names = "--version", order = 100, versionHelp = true, description = "Show the version.")
  private boolean version;
}
