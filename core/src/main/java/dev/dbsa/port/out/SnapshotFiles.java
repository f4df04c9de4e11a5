package dev.dbsa.port.out;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.UnusableSnapshotFile;
import java.time.Instant;

/**
 * Turns schemas into files that people keep beside their scripts, and back. A file says of itself
 * which version of the format it has and carries a checksum; it holds what {@link DatabaseSchema}
 * holds: no rows, and neither host, account nor password. The same schema at the same time makes
 * the same bytes. Safe to call concurrently.
 */
public interface SnapshotFiles {
  /**
   * @param readAt when the schema was read from its server
   */
  byte[] write(DatabaseSchema schema, Instant readAt);

  /**
   * Reads what this version of the program or an earlier one wrote.
   *
   * @throws UnusableSnapshotFile if it is no such file, is damaged, or is of a newer format
   */
  Content read(byte[] file);

  /**
   * @param readAt when the schema was read from its server
   */
  record Content(DatabaseSchema schema, Instant readAt) {}
}
