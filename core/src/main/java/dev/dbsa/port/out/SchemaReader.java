package dev.dbsa.port.out;

import dev.dbsa.domain.connection.TargetDatabase;
import dev.dbsa.domain.connection.Verification;
import dev.dbsa.domain.schema.DatabaseSchema;

/**
 * Reads the structure of a target database, never its rows, and never changes anything. Safe to
 * call concurrently. Interrupting the calling thread ends the contact.
 */
public interface SchemaReader {
  /**
   * Connects and looks whether the metadata can be read. Every failure of the contact is a {@link
   * Verification.Refused}; never throws for one.
   */
  Verification verify(TargetDatabase target);

  /**
   * Reads the schema in one consistent, read-only transaction. A schema without visible objects is
   * present and empty. Foreign keys to tables out of scope are kept. What the account may not read
   * is absent and named in the omissions.
   *
   * @throws dev.dbsa.domain.error.DbsaException {@code TARGET_UNREACHABLE}, {@code TARGET_TIMEOUT},
   *     {@code TARGET_REFUSED} or {@code TARGET_FAILED}, with a detail that is free of secrets
   */
  DatabaseSchema read(TargetDatabase target);
}
