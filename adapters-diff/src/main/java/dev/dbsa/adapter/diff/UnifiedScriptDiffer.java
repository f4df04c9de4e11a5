package dev.dbsa.adapter.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.dbsa.port.out.ScriptDiffer;
import java.util.List;
import java.util.stream.Collectors;

/** Unified diffs by java-diff-utils. */
public final class UnifiedScriptDiffer implements ScriptDiffer {
  private static final int CONTEXT_LINES = 3;

  @Override
  public String unifiedDiff(String generated, String finalScript) {
    List<String> before = generated.lines().toList();
    List<String> after = finalScript.lines().toList();
    return UnifiedDiffUtils.generateUnifiedDiff(
            "generated.sql", "final.sql", before, DiffUtils.diff(before, after), CONTEXT_LINES)
        .stream()
        .map(UnifiedScriptDiffer::shortHunkHeader)
        .collect(Collectors.joining("\n"));
  }

  /** A range of one line is written without its length, as diff and patch do. */
  private static String shortHunkHeader(String line) {
    return line.startsWith("@@ ") ? line.replaceAll("([-+]\\d+),1(?= )", "$1") : line;
  }
}
