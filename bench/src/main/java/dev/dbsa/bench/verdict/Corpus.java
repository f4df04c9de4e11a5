package dev.dbsa.bench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Statements with the verdicts of a real server, as JSON lines. */
final class Corpus {
  /**
   * @param errorClass the kind of the server's error; {@code null} for an accepted statement
   * @param mutation how the statement was made from an accepted one; {@code null} for one as found
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(
      @JsonProperty("schema_id") String schemaId,
      @JsonProperty("sql") String sql,
      @JsonProperty("verdict") String verdict,
      @JsonProperty("class") @Nullable String errorClass,
      @JsonProperty("mutation") @Nullable String mutation,
      @JsonProperty("mode") @Nullable String mode) {
    /** Whether the statement was run, not only prepared. */
    boolean isExecuted() {
      return "execute".equals(mode);
    }

    boolean accepted() {
      return verdict.equals("accepted");
    }
  }

  private Corpus() {}

  /** The one corpus in the folder whose name begins like this. */
  static Path find(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .filter(f -> f.getFileName().toString().endsWith(".jsonl.gz"))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no corpus " + prefix + "… there"));
    }
  }

  static List<Entry> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Entry> entries = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        entries.add(mapper.readValue(line, Entry.class));
        line = reader.readLine();
      }
    }
    return entries;
  }
}
