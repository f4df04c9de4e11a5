package dev.dbsa.app;

import dev.dbsa.adapter.persistence.migration.StoreMigrations;
import dev.dbsa.adapter.persistence.migration.StoreUnusableException;
import dev.dbsa.adapter.persistence.transfer.StoreExport;
import dev.dbsa.adapter.persistence.transfer.StoreImport;
import dev.dbsa.adapter.persistence.transfer.TransferException;
import dev.dbsa.port.in.RotateSecrets;
import dev.dbsa.port.in.RotateSecrets.Rotation;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Instance;
import java.nio.file.Path;

/**
 * {@code dbsa migrate}, {@code stamp}, {@code export}, {@code import} and {@code rotate-secrets}:
 * looks after the metadata store and ends.
 */
public final class StoreCommand implements QuarkusApplication {

  private final StoreMigrations migrations;
  private final Instance<StoreExport> exports;
  private final Instance<StoreImport> imports;
  private final Instance<RotateSecrets> secrets;

  /**
   * @param secrets only looked at by the command that needs the keys
   */
  StoreCommand(
      StoreMigrations migrations,
      Instance<StoreExport> exports,
      Instance<StoreImport> imports,
      Instance<RotateSecrets> secrets) {
    this.migrations = migrations;
    this.exports = exports;
    this.imports = imports;
    this.secrets = secrets;
  }

  @Override
  public int run(String... arguments) {
    String command = arguments[0];
    try {
      return switch (command) {
        case "migrate" -> migrated(migrations.migrate());
        case "stamp" -> migrated(migrations.stamp());
        case "export" -> exported(arguments[1]);
        case "import" -> imported(arguments[1], arguments.length > 2);
        case "rotate-secrets" -> rotateSecrets();
        default -> throw new IllegalArgumentException(command);
      };
    } catch (StoreUnusableException | TransferException | ConfigurationException e) {
      System.err.println("dbsa " + command + ": " + e.getMessage());
      return 1;
    }
  }

  private static int migrated(String version) {
    System.out.println("The metadata store has schema version " + version + ".");
    return 0;
  }

  private int exported(String file) {
    long rows = exports.get().write(Path.of(file));
    System.out.println(rows + " rows are in " + file + ".");
    return 0;
  }

  private int imported(String file, boolean resume) {
    long rows = imports.get().read(Path.of(file), resume);
    System.out.println("The metadata store has the " + rows + " rows of " + file + ".");
    return 0;
  }

  private int rotateSecrets() {
    migrations.requireCurrent();
    Rotation rotation = secrets.get().rotate();
    System.out.println(
        "Encrypted under the first key: "
            + rotation.reencrypted()
            + " now, "
            + rotation.current()
            + " before.");
    if (rotation.unreadable().isEmpty()) {
      return 0;
    }
    System.err.println(
        "dbsa rotate-secrets: no key in APP_FERNET_KEY decrypts the secrets of these connections;"
            + " add the key that they were encrypted with, or store them again:");
    rotation.unreadable().forEach(name -> System.err.println("  " + name));
    return 1;
  }
}
