package dev.dbsa.port.out;

import dev.dbsa.domain.schema.DatabaseSchema;
import dev.dbsa.domain.schema.ServerInfo;

/** Begins histories of scripts that are checked without running them. Safe to call concurrently. */
public interface ScriptHistories {
  /** A history that begins with a schema as it was read from a server. */
  ScriptHistory after(DatabaseSchema schema);

  /**
   * A history that begins with a new database, in which there is nothing but what the server brings
   * along.
   *
   * @param server where its version is empty, the newest release that is known; settings that it
   *     does not name are the server's defaults
   */
  ScriptHistory ofNewDatabase(ServerInfo server);

  /**
   * A history that begins with a database of which nothing is known: every name may exist that no
   * script of the history speaks of.
   *
   * @param server as for {@link #ofNewDatabase}
   */
  ScriptHistory ofUnknown(ServerInfo server);
}
