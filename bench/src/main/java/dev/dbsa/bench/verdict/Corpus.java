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
      @JsonProperty("mutation") @Nullable String mutation) {
    boolean accepted() {
      return verdict.equals("accepted");
    }
  }

  private Corpus() {}

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
