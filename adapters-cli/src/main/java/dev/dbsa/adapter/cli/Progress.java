package dev.dbsa.adapter.cli;

import java.io.PrintWriter;

/** One line on the terminal that says what is going on; nothing where nobody is watching. */
final class Progress implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter out;
  private final boolean shown;

  Progress(CliEnvironment environment) {
    this.out = environment.err();
    this.shown = environment.terminal();
  }

  void show(String text) {
    if (shown) {
      out.print(CLEAR_LINE + text);
      out.flush();
    }
  }

  @Override
  public void close() {
    show("");
  }
}
