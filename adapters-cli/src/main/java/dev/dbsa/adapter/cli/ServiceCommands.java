package dev.dbsa.adapter.cli;

import java.nio.file.Path;

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

  /**
   * Writes the metadata store into a file.
   *
   * @param file not there yet
   */
  int exportStore(Path file);

  /**
   * Reads an exported store into an empty one.
   *
   * @param resume whether it may hold a part of the file already
   */
  int importStore(Path file, boolean resume);

  /** Encrypts the stored secrets under the first key. */
  int rotateSecrets();
}
