package dev.dbsa.app;

import dev.dbsa.adapter.persistence.migration.StoreMigrations;
import dev.dbsa.adapter.persistence.migration.StoreUnusableException;
import io.quarkus.runtime.QuarkusApplication;

/**
 * {@code dbsa migrate} and {@code dbsa stamp}: looks after the metadata store's schema and ends.
 */
public final class StoreCommand implements QuarkusApplication {

  private final StoreMigrations migrations;

  StoreCommand(StoreMigrations migrations) {
    this.migrations = migrations;
  }

  @Override
  public int run(String... arguments) {
    try {
      String version = arguments[0].equals("stamp") ? migrations.stamp() : migrations.migrate();
      System.out.println("The metadata store has schema version " + version + ".");
      return 0;
    } catch (StoreUnusableException e) {
      System.err.println("dbsa " + arguments[0] + ": " + e.getMessage());
      return 1;
    }
  }
}
