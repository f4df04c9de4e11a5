package dev.dbsa.app;

import dev.dbsa.adapter.cli.CliEnvironment;
import dev.dbsa.adapter.cli.DbsaCli;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The one program: a command line, of which {@code serve} is one command. */
@QuarkusMain
public final class DbsaMain {

  /** Names the command where whoever starts the program cannot give arguments, as test runners. */
  private static final String COMMAND = "dbsa.command";

  public static void main(String... args) {
    String command = System.getProperty(COMMAND);
    String[] arguments = args.length == 0 && command != null ? new String[] {command} : args;
    System.exit(
        DbsaCli.run(CliEnvironment.ofProcess(), new QuarkusService(), new CheckTools(), arguments));
  }
}
