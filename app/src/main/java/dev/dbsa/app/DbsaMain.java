package dev.dbsa.app;

import dev.dbsa.adapter.cli.CliEnvironment;
import dev.dbsa.adapter.cli.DbsaCli;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The one program: a command line, of which {@code serve} is one command. */
@QuarkusMain
public final class DbsaMain {

  /**
   * Without arguments the service is started, which is what a container or a service manager means.
   */
  public static void main(String... args) {
    String[] arguments = args.length == 0 ? new String[] {"serve"} : args;
    System.exit(
        DbsaCli.run(CliEnvironment.ofProcess(), new QuarkusService(), new CheckTools(), arguments));
  }
}
