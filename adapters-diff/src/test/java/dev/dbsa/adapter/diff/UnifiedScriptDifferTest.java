package dev.dbsa.adapter.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedScriptDifferTest {
  private final UnifiedScriptDiffer differ = new UnifiedScriptDiffer();

  @Test
  void showsRemovedAndAddedLinesUnderTheFixedHeaders() {
    String diff =
        differ.unifiedDiff(
            "-- draft\nSELECT * FROM orders LIMIT 10;", "SELECT * FROM orders LIMIT 20;");
    assertThat(diff)
        .isEqualTo(
            """
            --- generated.sql
            +++ final.sql
            @@ -1,2 +1 @@
            --- draft
            -SELECT * FROM orders LIMIT 10;
            +SELECT * FROM orders LIMIT 20;""");
  }

  @Test
  void keepsThreeLinesOfContext() {
    String before = numbered(20);
    String diff = differ.unifiedDiff(before, before.replace("line 10\n", "line ten 🔟\n"));
    assertThat(diff.lines())
        .containsExactly(
            "--- generated.sql",
            "+++ final.sql",
            "@@ -7,7 +7,7 @@",
            " line 7",
            " line 8",
            " line 9",
            "-line 10",
            "+line ten 🔟",
            " line 11",
            " line 12",
            " line 13");
  }

  @Test
  void isEmptyWhereOnlyLineEndingsDiffer() {
    assertThat(differ.unifiedDiff("SELECT 1;\nSELECT 2;", "SELECT 1;\r\nSELECT 2;\r\n")).isEmpty();
  }

  @Test
  void copesWithAnEmptyGeneratedScript() {
    assertThat(differ.unifiedDiff("", "SELECT 1;").lines())
        .contains("+SELECT 1;")
        .doesNotContain("-");
  }

  @Test
  void isCoarseWhereTooManyLinesDiffer() {
    String before = "first\n" + numbered(2_500) + "last\n";
    String after = before.replace("line", "LINE");
    assertThat(differ.unifiedDiff(before, after).lines())
        .startsWith(
            UnifiedScriptDiffer.COARSE,
            "--- generated.sql",
            "+++ final.sql",
            "@@ -1,2502 +1,2502 @@",
            " first",
            "-line 1")
        .endsWith("+LINE 2500", " last");
  }

  @Test
  void isExactInLongScriptsThatDifferInFewLines() {
    String before = numbered(100_000);
    assertThat(
            differ.unifiedDiff(
                before, before.replace("line 50000\n", "line 50000\nline in between\n")))
        .isEqualTo(
            """
            --- generated.sql
            +++ final.sql
            @@ -49998,6 +49998,7 @@
             line 49998
             line 49999
             line 50000
            +line in between
             line 50001
             line 50002
             line 50003""");
  }

  @Test
  void copesWithManyLinesThatGo() {
    assertThat(differ.unifiedDiff("first\n" + numbered(9_000), "first").lines())
        .contains("@@ -1,9001 +1 @@", "-line 9000");
  }

  private static String numbered(int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(i -> "line " + i)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
