package dev.dbsa.adapter.cli;

/**
 * The commands that run the service itself or its store. They are the only ones that start it: the
 * others work without its configuration and its store. Each returns the exit code.
 */
public interface ServiceCommands {
  /** Serves until the process is told to stop. */
  int serve();

  /** Brings the metadata store to the newest schema. */
  int migrate();

  /** Records the metadata store as current, without changing it. */
  int stamp();

  /** Encrypts the stored secrets under the first key. */
  int rotateSecrets();
}
