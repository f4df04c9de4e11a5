package dev.dbsa.adapter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Stands in for the service's jar: says how it was called. */
public final class EchoMain {
  static final int EXIT_CODE = 7;

  private EchoMain() {}

  public static void main(String... arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String argument : arguments) {
      out.println("argument <" + argument + ">");
    }
    out.println("directory <" + Path.of("").toAbsolutePath() + ">");
    out.println("service <" + System.getProperty("dbsa.service") + ">");
    out.println(
        "input <" + new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip() + ">");
    System.exit(EXIT_CODE);
  }
}
