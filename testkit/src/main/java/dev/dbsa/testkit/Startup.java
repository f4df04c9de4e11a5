package dev.dbsa.testkit;

import java.io.IOException;
import java.net.BindException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How to start one server and to know that it answers.
 *
 * @param run holds the server's files
 * @param stopSignal name of the signal that ends the server at once
 * @param environment added to this JVM's own
 */
record Startup(RunDirectory run, String stopSignal, Map<String, String> environment) {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MILLIS_BETWEEN_TRIES = 20;
  private static final int PORTS_TO_TRY = 5;

  /** The command line for a port. */
  interface CommandLine {
    List<String> onPort(int port);
  }

  /** Opens a connection to the server on a port. */
  interface Probe {
    Connection connect(int port) throws SQLException;
  }

  /**
   * Starts the server on a free port and waits until it takes a connection.
   *
   * @return the port
   * @throws IOException if the server ends by itself or does not answer within a minute; the
   *     message holds the end of its log
   */
  int start(CommandLine command, Probe probe) throws IOException, InterruptedException {
    for (int left = PORTS_TO_TRY; ; left--) {
      int port = FakeTcp.freePort();
      try {
        Process server = run.startServer(stopSignal, command.onPort(port), environment);
        await(server, port, probe);
        return port;
      } catch (BindException e) {
        // Somebody took the port since it was found free.
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  private void await(Process server, int port, Probe probe)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      // Only our server knows the password: a stranger on the port does not pass for it.
      try {
        probe.connect(port).close();
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "no answer within %d s: %s; its log ends: %s"
                  .formatted(LIMIT.toSeconds(), notYet.getMessage(), Commands.tail(run.log())));
        }
      }
      if (server.waitFor(MILLIS_BETWEEN_TRIES, TimeUnit.MILLISECONDS)) {
        String log = Commands.text(run.log());
        String message =
            "the server ended with code %d; its log ends: %s"
                .formatted(server.exitValue(), Commands.tail(run.log()));
        throw log.contains("Address already in use")
            ? new BindException(message)
            : new IOException(message);
      }
    }
  }
}
