package dev.dbsa.bench.drafting;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Files of one JSON object a line, packed or not. */
final class JsonLines {
  private JsonLines() {}

  static <T> List<T> read(Path file, Class<T> type) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<T> rows = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null) {
        rows.add(mapper.readValue(line, type));
        line = reader.readLine();
      }
    }
    return rows;
  }
}
