package dev.dbsa.port.out;

/** Tells how two scripts differ. */
public interface ScriptDiffer {
  /**
   * The unified diff with three lines of context, headers {@code --- generated.sql} and {@code +++
   * final.sql}, lines joined by a line feed without one at the end. Empty where the scripts are
   * equal line by line.
   */
  String unifiedDiff(String generated, String finalScript);
}
