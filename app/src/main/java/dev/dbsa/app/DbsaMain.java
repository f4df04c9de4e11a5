package dev.dbsa.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service and stays until it is told to stop. */
@QuarkusMain
public final class DbsaMain {

  public static void main(String... args) {
    Quarkus.run(args);
  }
}
