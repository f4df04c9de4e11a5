package dev.dbsa.demo;

import dev.dbsa.adapter.cli.CliEnvironment;
import dev.dbsa.adapter.cli.DbsaCli;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code dbsa demo} with a database that it starts itself. */
public final class DemoMain {
  /** System property: the jar of the service. */
  private static final String SERVICE = "dbsa.service";

  /**
   * What the demonstration says is said on standard output; a reference, as loggers are dropped.
   */
  private static final Logger QUIET = Logger.getLogger("");

  private DemoMain() {}

  public static void main(String... arguments) {
    QUIET.setLevel(Level.SEVERE);
    String jar = System.getProperty(SERVICE, "app/target/quarkus-app/quarkus-run.jar");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    System.exit(
        DbsaCli.runDemo(
            CliEnvironment.ofProcess(),
            new ShopDatabase(),
            List.of(java, "-jar", Path.of(jar).toAbsolutePath().toString()),
            arguments));
  }
}
