package dev.dbsa.testkit;

import java.io.IOException;

/** The program of another JVM: starts one server, says so, and ends when its input does. */
final class OneServer {

  private OneServer() {}

  public static void main(String[] arguments) throws IOException {
    Servers.get(ServerKind.valueOf(arguments[0]));
    System.out.println("ready");
    System.in.read();
  }
}
