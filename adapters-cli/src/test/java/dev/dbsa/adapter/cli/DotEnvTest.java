package dev.dbsa.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {
  @TempDir Path directory;

  private Map<String, String> read(String text) throws IOException {
    Path file = directory.resolve(".env");
    Files.writeString(file, text);
    return DotEnv.read(file);
  }

  @Test
  void readsAssignmentsAndSkipsCommentsAndBlankLines() throws IOException {
    assertThat(
            read(
                """
                # comment
                A=1

                  export B = two words  # why
                C='single # not a comment'
                D="double \\n stays" # comment
                E=
                F=a#b=c
                G=größe 🐘
                H= # nothing
                A=last
                """))
        .containsExactly(
            entry("A", "last"),
            entry("B", "two words"),
            entry("C", "single # not a comment"),
            entry("D", "double \\n stays"),
            entry("E", ""),
            entry("F", "a#b=c"),
            entry("G", "größe 🐘"),
            entry("H", ""));
  }

  @Test
  void understandsFilesOfWindowsEditors() throws IOException {
    assertThat(read("\uFEFFA=1\r\nB='2'\r\n")).containsExactly(entry("A", "1"), entry("B", "2"));
  }

  @Test
  void noFileMeansNoVariables() {
    assertThat(DotEnv.read(directory.resolve("absent"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "A='hunter2", "A='hunter2' hunter2", "=hunter2", "1A=hunter2"})
  void aLineThatMakesNoSenseIsNamedButNotShown(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("OK=1\n" + line + "\n"))
        .withMessageContaining("line 2")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Path file = directory.resolve(".env");
    Files.write(file, "A=gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));

    assertThatIllegalArgumentException().isThrownBy(() -> DotEnv.read(file));
  }
}
