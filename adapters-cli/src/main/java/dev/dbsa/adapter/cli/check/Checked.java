package dev.dbsa.adapter.cli.check;

import dev.dbsa.domain.script.ScriptAnalysis;
import java.util.List;

/**
 * A script and what was found about it.
 *
 * @param text as it was read
 * @param issues findings and risks, by their places
 * @param fails whether it makes the check fail
 */
record Checked(
    ScriptFile file, String text, ScriptAnalysis analysis, List<Issue> issues, boolean fails) {

  static Checked of(ScriptFile file, String text, ScriptAnalysis analysis, Threshold threshold) {
    return new Checked(
        file, text, analysis, Issue.of(analysis, threshold), threshold.isReachedBy(analysis));
  }

  /** The lines of the text, without their ends. */
  List<String> lines() {
    return text.lines().toList();
  }
}
