package dev.dbsa.domain.connection;

import java.util.List;

/** What a contact with the target database showed. */
public sealed interface Verification {
  /**
   * The metadata can be read.
   *
   * @param product the server's own name, such as {@code PostgreSQL}, {@code MySQL} or {@code
   *     MariaDB}
   * @param user the account as the server knows it
   * @param canWrite whether the account may change data or schema somewhere in the database
   * @param warnings what an operator should know, such as more rights than needed
   */
  record Verified(
      String product, String version, String user, boolean canWrite, List<String> warnings)
      implements Verification {
    public Verified {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The database cannot be used as configured.
   *
   * @param reason why, for people; free of secrets
   */
  record Refused(String reason) implements Verification {}
}
