package dev.dbsa.port.out;

import dev.dbsa.domain.policy.Policy;
import dev.dbsa.domain.policy.UnusablePolicy;

/** Reads what teams write down about the rules. Safe to call concurrently. */
public interface PolicyReader {
  /**
   * @param text of the file, as UTF-8
   * @throws UnusablePolicy if it is no policy, with all that is wrong with it
   */
  Policy read(byte[] text) throws UnusablePolicy;
}
