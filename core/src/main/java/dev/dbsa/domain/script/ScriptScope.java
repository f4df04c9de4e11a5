package dev.dbsa.domain.script;

import dev.dbsa.domain.sql.ScriptMode;
import java.util.Optional;

/**
 * What a script may do, and who wrote it.
 *
 * @param mode a statement that does more is an error; empty where nothing limits the script
 * @param drafted whether a backend wrote it, whose comments pass over nothing
 */
public record ScriptScope(Optional<ScriptMode> mode, boolean drafted) {
  /** A person's script that may do anything. */
  public static final ScriptScope OPEN = new ScriptScope(Optional.empty(), false);

  /** A person's script that may do what the mode allows. */
  public static ScriptScope of(ScriptMode mode) {
    return new ScriptScope(Optional.of(mode), false);
  }

  /** A draft that was asked for in a mode. */
  public static ScriptScope ofDraft(ScriptMode mode) {
    return new ScriptScope(Optional.of(mode), true);
  }
}
