package dev.dbsa.port.in;

import dev.dbsa.domain.connection.ConnectionId;
import dev.dbsa.domain.error.DbsaException;
import dev.dbsa.domain.generation.Generation;
import dev.dbsa.domain.generation.RequestText;
import dev.dbsa.domain.schema.SnapshotId;
import dev.dbsa.domain.script.ScriptText;
import dev.dbsa.domain.sql.ScriptMode;

/** Takes scripts that others wrote, so that people decide about them as about drafts. */
public interface SubmitScripts {
  /**
   * Checks the script as a draft is checked and stores it as one that is completed. Comments in it
   * pass over nothing: whoever submits it is not who decides.
   *
   * @param purpose what the script is for, in the submitter's words
   * @throws DbsaException {@code CONNECTION_NOT_FOUND}, {@code SNAPSHOT_NOT_FOUND}, {@code
   *     SNAPSHOT_OF_OTHER_CONNECTION}
   */
  Generation submit(
      ConnectionId connection,
      SnapshotId snapshot,
      RequestText purpose,
      ScriptMode mode,
      ScriptText script);
}
