package dev.dbsa.app;

import dev.dbsa.adapter.cli.DotEnv;
import dev.dbsa.adapter.cli.ServiceCommands;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;

/** Starts Quarkus for those commands that need it. */
final class QuarkusService implements ServiceCommands {

  @Override
  public int serve() {
    if (!isDotEnvReadable()) {
      return 1;
    }
    // The REST adapter refuses malformed addresses itself, with a problem document.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run();
    return 0;
  }

  @Override
  public int migrate() {
    return onStoreOnly("migrate");
  }

  @Override
  public int stamp() {
    return onStoreOnly("stamp");
  }

  @Override
  public int exportStore(Path file) {
    return onStoreOnly("export", file.toString());
  }

  @Override
  public int importStore(Path file, boolean resume) {
    return resume
        ? onStoreOnly("import", file.toString(), "--resume")
        : onStoreOnly("import", file.toString());
  }

  @Override
  public int rotateSecrets() {
    return onStoreOnly("rotate-secrets");
  }

  /**
   * Starts without a listener and without looking after generations, does the one thing and ends.
   */
  private static int onStoreOnly(String... arguments) {
    if (!isDotEnvReadable()) {
      return 1;
    }
    System.setProperty(ServiceLifecycle.SERVING, "false");
    int[] exitCode = new int[1];
    Quarkus.run(StoreCommand.class, (code, _) -> exitCode[0] = code, arguments);
    return exitCode[0];
  }

  /** Looks before Quarkus does, whose message would be lost in a stack trace. */
  private static boolean isDotEnvReadable() {
    try {
      DotEnv.read(DotEnvConfigSource.file());
      return true;
    } catch (IllegalArgumentException e) {
      System.err.println("dbsa: " + e.getMessage());
      return false;
    }
  }
}
