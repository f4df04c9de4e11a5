package dev.dbsa.adapter.sqlcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native executable holds only the resources that its metadata names. */
class NativeResourcesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Pattern GLOB = Pattern.compile("\"glob\": \"([^\"]+)\"");

  @Test
  void theNativeExecutableHoldsEveryResource() throws IOException {
    String metadata =
        Files.readString(
            RESOURCES.resolve(
                "META-INF/native-image/dev.dbsa/dbsa-adapters-sqlcheck/reachability-metadata.json"));
    List<PathMatcher> globs =
        GLOB.matcher(metadata)
            .results()
            .map(m -> FileSystems.getDefault().getPathMatcher("glob:" + m.group(1)))
            .toList();
    try (Stream<Path> files = Files.walk(RESOURCES.resolve("dev"))) {
      List<Path> resources = files.filter(Files::isRegularFile).map(RESOURCES::relativize).toList();
      assertThat(resources)
          .isNotEmpty()
          .allMatch(resource -> globs.stream().anyMatch(glob -> glob.matches(resource)));
    }
  }
}
