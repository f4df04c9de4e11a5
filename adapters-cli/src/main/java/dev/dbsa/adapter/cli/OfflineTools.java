package dev.dbsa.adapter.cli;

import dev.dbsa.domain.policy.Policy;
import dev.dbsa.port.out.PolicyReader;
import dev.dbsa.port.out.RuleRegister;
import dev.dbsa.port.out.SchemaReader;
import dev.dbsa.port.out.ScriptHistories;
import dev.dbsa.port.out.SnapshotFiles;

/**
 * What commands use that work without the service. Each is made when it is first asked for, since
 * most commands need none.
 */
public interface OfflineTools {
  /**
   * Checks scripts.
   *
   * @param policy what of the rules counts
   */
  ScriptHistories histories(Policy policy);

  /** Reads policies. */
  PolicyReader policies();

  /** Tells of the rules. */
  RuleRegister rules();

  /** Keeps schemas in files. */
  SnapshotFiles snapshotFiles();

  /** Reads schemas from databases. */
  SchemaReader schemaReader();
}
