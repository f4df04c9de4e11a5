package dev.dbsa.port.in;

import java.util.List;

/** Brings stored secrets under a new key. */
public interface RotateSecrets {
  /**
   * Encrypts every stored connection secret under the first configured key. Each one is replaced by
   * itself, so that all of them can be read at any time, also after a death half way; what is under
   * the first key already is left alone, so that it may be called again.
   */
  Rotation rotate();

  /**
   * What became of the secrets.
   *
   * @param reencrypted how many are under the first key now and were not before
   * @param current how many were under the first key already
   * @param unreadable names of the connections whose secret no configured key decrypts
   */
  record Rotation(int reencrypted, int current, List<String> unreadable) {
    public Rotation {
      unreadable = List.copyOf(unreadable);
    }
  }
}
