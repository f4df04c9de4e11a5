package dev.dbsa.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages for people say what the service does. */
@QuarkusTest
class DocumentationTest {
  private static final Path PAGES = Path.of("..", "docs");
  private static final Pattern OPERATION = Pattern.compile("### (GET|POST|PUT|DELETE) (/\\S+)");
  private static final Pattern ANSWER = Pattern.compile("Answer (\\d{3})\\b.*");

  @Test
  void showsEveryEndpoint() throws IOException {
    List<String> shown = new ArrayList<>();
    for (String line : Files.readAllLines(PAGES.resolve("api.md"))) {
      Matcher operation = OPERATION.matcher(line);
      if (operation.matches()) {
        shown.add(operation.group(1) + " " + operation.group(2));
      }
    }
    List<String> described = new ArrayList<>();
    for (var path : new Api().check().api().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(m -> described.add(m.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void showsExamplesAsTheServiceAnswers() throws IOException {
    OpenApiCheck check = new Api().check();
    String method = "";
    String path = "";
    String label = "";
    StringBuilder example = null;
    int examples = 0;
    for (String line : Files.readAllLines(PAGES.resolve("api.md"))) {
      Matcher operation = OPERATION.matcher(line);
      if (operation.matches()) {
        method = operation.group(1);
        path = operation.group(2);
      } else if (line.equals("```json")) {
        example = new StringBuilder();
      } else if (line.equals("```") && example != null) {
        assertThat(violations(check, method, path, label, example.toString()))
            .as("%s %s, %s", method, path, label)
            .isEmpty();
        example = null;
        examples++;
      } else if (example != null) {
        example.append(line).append('\n');
      } else if (line.startsWith("Request:") || line.startsWith("Answer ")) {
        label = line;
      }
    }
    assertThat(examples).isGreaterThan(15);
  }

  private static List<String> violations(
      OpenApiCheck check, String method, String path, String label, String example) {
    Matcher answer = ANSWER.matcher(label);
    return answer.matches()
        ? check.checkAnswer(method, path, answer.group(1), example)
        : check.checkRequest(method, path, example);
  }
}
