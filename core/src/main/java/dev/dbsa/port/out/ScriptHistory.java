package dev.dbsa.port.out;

import dev.dbsa.domain.script.ScriptAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that run one after another on one database, each in a session of its own. Belongs to one
 * thread at a time.
 */
public interface ScriptHistory {
  /**
   * Checks the next script against the schema as those before have left it, and carries it out on
   * that schema, statement by statement, as far as the server would. Whatever is wrong with the
   * script is a finding, never an exception. What a script may have changed in ways that are not
   * followed makes the verdict on every later one at least {@code WARN}.
   *
   * <p>Unlike a script that people hand in alone, one without a statement is a warning and no
   * error: the server has nothing to refuse.
   *
   * @param path of the script, relative to the folder of the policy, with slashes; {@code null} for
   *     one that is no file
   */
  ScriptAnalysis next(String script, @Nullable String path);

  /** As {@link #next(String, String)}, of a script that is no file. */
  default ScriptAnalysis next(String script) {
    return next(script, null);
  }
}
