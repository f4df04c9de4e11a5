package dev.dbsa.bench.linking;

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

/**
 * A question with what its answer needs.
 *
 * @param tables the tables of the right query
 * @param columns {@code table.column}: the columns of those tables whose names stand in it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Question(
    @JsonProperty("schema_id") String schemaId,
    @JsonProperty("question") String text,
    @JsonProperty("gold_tables") List<String> tables,
    @JsonProperty("gold_columns_candidates") List<String> columns) {

  static List<Question> read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Question> questions = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        questions.add(mapper.readValue(line, Question.class));
      }
    }
    return questions;
  }
}
