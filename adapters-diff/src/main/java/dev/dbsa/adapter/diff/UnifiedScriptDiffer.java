package dev.dbsa.adapter.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import dev.dbsa.port.out.ScriptDiffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Unified diffs by java-diff-utils. Its work grows with the number of lines times the number of
 * differences, so that scripts which share too little of too many lines get a coarse diff: one
 * change from the first line that differs to the last.
 */
public final class UnifiedScriptDiffer implements ScriptDiffer {
  private static final int CONTEXT_LINES = 3;

  /** Above this many differing lines the exact diff may take seconds. */
  private static final int MOST_DIFFERING_LINES = 4_000;

  /** Stands before the headers, where diff and patch pass over any text. */
  static final String COARSE =
      "# The scripts differ in too many lines for an exact diff: lines that both hold may be shown"
          + " as replaced.";

  @Override
  public String unifiedDiff(String generated, String finalScript) {
    List<String> before = generated.lines().toList();
    List<String> after = finalScript.lines().toList();
    int head = sameAtStart(before, after);
    int tail = sameAtEnd(before.subList(head, before.size()), after.subList(head, after.size()));
    List<String> removed = before.subList(head, before.size() - tail);
    List<String> added = after.subList(head, after.size() - tail);
    boolean coarse = (long) removed.size() + added.size() > MOST_DIFFERING_LINES;
    Patch<String> patch;
    if (coarse) {
      patch = new Patch<>();
      patch.addDelta(new ChangeDelta<>(new Chunk<>(head, removed), new Chunk<>(head, added)));
    } else {
      patch = DiffUtils.diff(before, after);
    }
    return Stream.concat(
            coarse ? Stream.of(COARSE) : Stream.empty(),
            UnifiedDiffUtils.generateUnifiedDiff(
                    "generated.sql", "final.sql", before, patch, CONTEXT_LINES)
                .stream()
                .map(UnifiedScriptDiffer::shortHunkHeader))
        .collect(Collectors.joining("\n"));
  }

  private static int sameAtStart(List<String> before, List<String> after) {
    int same = 0;
    while (same < Math.min(before.size(), after.size())
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    return same;
  }

  private static int sameAtEnd(List<String> before, List<String> after) {
    return sameAtStart(before.reversed(), after.reversed());
  }

  /** A range of one line is written without its length, as diff and patch do. */
  private static String shortHunkHeader(String line) {
    return line.startsWith("@@ ") ? line.replaceAll("([-+]\\d+),1(?= )", "$1") : line;
  }
}
