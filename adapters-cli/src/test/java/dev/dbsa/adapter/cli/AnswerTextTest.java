package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.adapter.cli.text.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

  private static String shown(String json, int width, boolean colours) {
    StringWriter text = new StringWriter();
    new AnswerText(new Screen(new PrintWriter(text), width, colours))
        .print(Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static final String DRAFT =
      """
      {'generation_id': 'x', 'status': 'completed', 'request_summary': 'show latest orders',
       'assumptions': ['orders has a column created_at, which says when an order came in'],
       'plan_steps': ['Find orders'], 'generated_script': 'SELECT *\\nFROM orders;',
       'effective_script_text': 'SELECT 1;', 'explanation': 'Reads orders.',
       'risks': [{'level': 'high', 'code': 'no_limit', 'message': 'Reads all rows.', 'hint': 'Add LIMIT.'}],
       'impacted_objects': [{'type': 'table', 'name': 'orders', 'schema': 'public', 'operation': 'read', 'exists': true},
                            {'type': 'table', 'name': 'gone', 'operation': 'drop', 'exists': false}],
       'unresolved_questions': ['How many?'], 'confidence_score': 0.60,
       'validation': {'lint_status': 'warn', 'lint_messages': [],
         'findings': [{'rule': 'select-star', 'category': 'style', 'severity': 'warning', 'message': 'Names no columns',
                       'hint': 'Name them.', 'line': 1, 'column': 8}]}}
      """;

  @Test
  void aDraftIsShownInTheOrderAPersonReadsIt() {
    assertThat(shown(DRAFT, 60, false))
        .isEqualTo(
            """
            completed  confidence 0.60
              SELECT *
              FROM orders;
            Script after review
              SELECT 1;
            Explanation
              Reads orders.
            Questions
              - How many?
            Assumptions
              - orders has a column created_at, which says when an order
                came in
            Plan
              - Find orders
            Validation warn
              warning Names no columns (line 1, column 8) [select-star]
                hint: Name them.
            Risks
              high Reads all rows. [no_limit]
                hint: Add LIMIT.
            Impacted objects
              - read table public.orders
              - drop table gone (not in the snapshot)
            """);
  }

  @Test
  void coloursAreAddedOnlyWhereTheyAreWanted() {
    assertThat(shown(DRAFT, 60, true)).contains("\u001B[31mhigh \u001B[0mReads all rows.");
    assertThat(shown(DRAFT, 60, false)).doesNotContain("\u001B");
  }

  @Test
  void aRefusalNamesItsFields() {
    assertThat(
            shown(
                "{'title':'Invalid fields','status':422,'code':'invalid_fields',"
                    + "'detail':'2 fields are invalid',"
                    + "'errors':[{'field':'page','message':'must be at least 1'}]}",
                80,
                false))
        .isEqualTo("Invalid fields: 2 fields are invalid\n  - page must be at least 1\n");
  }

  @Test
  void theHistoryIsATableThatFits() {
    String text =
        shown(
            "{'items':[{'request_id':'9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d','request_summary':'"
                + "show the latest orders of all customers ".repeat(4)
                + "','script_mode':'query','latest_status':'completed','lint_status':'pass',"
                + "'risk_count':1,'review_status':null,'created_at':'2026-04-22T12:30:00.000000Z'}],"
                + "'pagination':{'page':1,'page_size':20,'total':1}}",
            100,
            false);

    assertThat(text)
        .contains("2026-04-22 12:30  show the latest")
        .contains("…  query  completed")
        .contains(" ".repeat(4) + "9b3f7d2d-7d4d-4d5d-a7d0-2cccb9155d3d\n")
        .contains("page 1, 1 in total");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aReviewShowsWhatItChanged() {
    assertThat(
            shown(
                "{'review_status':'edited','reviewer':'alice','review_note':'smaller',"
                    + "'created_at':'2026-04-22T12:34:56.000000Z',"
                    + "'edited_script_diff':'--- generated.sql\\n+++ final.sql\\n@@ -1 +1 @@\\n-a\\n+b'}",
                80,
                false))
        .isEqualTo(
            """
            Review edited by alice at 2026-04-22T12:34:56.000000Z: smaller
              --- generated.sql
              +++ final.sql
              @@ -1 +1 @@
              -a
              +b
            """);
  }

  @Test
  void anyOtherObjectIsShownFieldByField() {
    assertThat(shown("{'status':'verified','can_write':false,'error_message':null}", 80, false))
        .isEqualTo("  status     verified\n  can_write  false\n");
  }

  @Test
  void nothingInAnAnswerCanSteerTheTerminal() {
    String text =
        shown(
            "{'generated_script':'SELECT 1; \\u001b[2J\\u202e\\u009b','status':'\\u001b]0;x\\u0007',"
                + "'explanation':'a\\u0000b'}",
            80,
            false);

    assertThat(text)
        .contains("\\u001b[2J\\u202e\\u009b")
        .contains("a\\u0000b")
        .doesNotContain("\u001B", "\u202E", "\u009B", "\u0000", "\u0007");
  }
}
