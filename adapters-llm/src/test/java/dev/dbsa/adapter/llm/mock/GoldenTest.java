package dev.dbsa.adapter.llm.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dbsa.domain.generation.Proposal;
import dev.dbsa.domain.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the mock backend drafts, for readers to judge. {@code -Ddbsa.golden=write} writes the files
 * anew.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/dbsa/adapter/llm/mock");

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void draftsWhatTheGoldenFileSays(Dialect dialect) throws IOException {
    StringBuilder drafted = new StringBuilder();
    for (Requested request : Requested.all()) {
      Proposal proposal =
          Requested.draft(request.schemaIn(dialect), request.mode(), request.text());
      drafted.append("## ").append(request).append("\n");
      if (proposal.script() != null) {
        drafted.append(proposal.script());
      }
      proposal.assumptions().forEach(a -> drafted.append("  + ").append(a).append('\n'));
      proposal.unresolvedQuestions().forEach(q -> drafted.append("  ? ").append(q).append('\n'));
      drafted.append("  = ").append(proposal.confidence()).append("\n\n");
    }
    Path golden = FOLDER.resolve("golden-" + dialect.label() + ".txt");
    if ("write".equals(System.getProperty("dbsa.golden"))) {
      Files.writeString(golden, drafted);
    }
    assertThat(drafted.toString()).isEqualTo(Files.readString(golden));
  }
}
